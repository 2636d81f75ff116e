/** A world and what is published of it, for people. */
import type { Target } from './aggregates.ts';
import { atomsOf, type Definition } from './definitions.ts';
import type { Examined } from './examine.ts';
import type { Asked, World } from './world.ts';

/** Definitions, persons, release, and the figures that follow from it. */
export function printExamined({ world, release, attack }: Examined): string {
  const { variables, cubes, persons, policy } = world;
  const atoms = atomsOf(variables).map(({ feeds, practice }) => {
    const names = feeds.map((index) => variables[index]?.name ?? '').join('+');
    return practice === null ? names : `${names} of practice ${practice}`;
  });
  const lines = [
    `threshold ${policy.threshold}, distinguish primary ${policy.distinguishPrimary}, denominators ${policy.denominators}`,
    ...variables.map(printDefinition),
    `persons with claims of the atoms ${atoms.join(', ')}:`,
    ...persons.map(({ place, group, claims }) => `  ${printPlace(world, place, group)}: ${claims.join(' ')}`),
    ...cubes.flatMap(({ code, asked, smallest, among }) => [
      `${code}, ${printAsked(asked, variables)}${among === undefined ? '' : ` of ${among}`}, by ${smallest}:`,
      ...(release?.[code] ?? []).map(({ area, members, status, numerator, denominator, value }) => {
        const figures = value === undefined ? `${numerator}/${denominator}` : `${value} of ${denominator}`;
        return `  ${[area, ...members].join(' ')}: ${status === 'F' ? figures : `${status} (${figures})`}`;
      }),
    ]),
    ...(attack?.shown ?? []).map((target) => `SHOWN ${printTarget(target)}`),
    ...(attack?.disclosed ?? []).map((target) => `DISCLOSED ${printTarget(target)}: no other value agrees`),
  ];
  return lines.join('\n');
}

function printTarget({ code, figure, area, group, actual }: Target): string {
  return `${code} ${figure} in ${area} ${group} = ${actual}`;
}

function printPlace({ groups }: World, place: string | null, group: string | null): string {
  return [place ?? 'nowhere', ...(groups.length > 0 ? [group ?? 'unknown'] : [])].join(' ');
}

function printDefinition({ name, codes, profession, qualification, distinct }: Definition): string {
  const parts = [
    `codes ${codes.map(({ code, validity }) => (validity === 'always' ? code : `${code} (${validity} July)`)).join(', ')}`,
    ...(profession === null ? [] : [`profession ${profession.join(' to ')}`]),
    ...(qualification === null ? [] : [`qualification in ${qualification.join(', ')}`]),
  ];
  return `${name}${distinct ? ' (practices)' : ''}: ${parts.join('; ')}`;
}

function printAsked(asked: Asked, variables: readonly Definition[]): string {
  const name = variables[asked.variable]?.name ?? '';
  switch (asked.kind) {
    case 'share':
      return `members with ${name} >= ${asked.atLeast}`;
    case 'both':
      return `members with ${name} >= 1 and ${variables[asked.over]?.name} >= 1`;
    case 'rate':
      return `total of ${name}`;
    case 'mean':
      return `total of ${name} over members with ${variables[asked.over]?.name} >= 1`;
    case 'ratio':
      return `total of ${name} by total of ${variables[asked.over]?.name}`;
    case 'percentile':
      return `percentile ${asked.percent} of ${name}${asked.casesOnly ? ' where it is >= 1' : ''}`;
  }
}

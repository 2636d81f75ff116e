/** Which sources a year reads, of itself and of other years, and what is checked before. */
import type { Catalogue, RelationFile } from '../catalogue/index.ts';
import { orderRelations } from './order.ts';
import type { CollectStep, Step, YearInput } from './plan.ts';
import { entityOf, unique, variablesNamed } from './plan-indicator.ts';
import { inYear, piecesOf, pooledShifts, presenceRelation, registerOf } from './year-shift.ts';

/** A source, and how many years after the reference year. */
export interface ShiftedSource {
  readonly source: string;
  readonly shift: number;
}

/**
 * The sources of other years that figures read, each once: claims, and the register of who is
 * counted, for pooled figures, for who was there, and for the check that members of a window are
 * known under the same key in all of its years.
 */
export function otherSources(
  catalogue: Catalogue,
  codes: readonly string[],
  collects: readonly Pick<CollectStep, 'source' | 'shift'>[],
): ShiftedSource[] {
  const claims = collects.map(({ source, shift = 0 }) => ({ source, shift }));
  const registers = codes.flatMap((code) => {
    const register = registerOf(catalogue, entityOf(catalogue, code));
    const pieces = variablesNamed(catalogue, code).flatMap((name) => piecesOf(catalogue, name));
    const presence = variablesNamed(catalogue, code).flatMap((name) => presenceShifts(catalogue, name));
    const shifts = pooledShifts(catalogue.indicators[code]?.measure ?? {}).flatMap((base) =>
      [0, ...pieces.map(({ shift }) => shift), ...presence].map((shift) => base + shift),
    );
    return register === undefined
      ? []
      : shifts.filter((shift) => shift < 0).map((shift) => ({ source: register, shift }));
  });
  const found = new Map(
    [...claims, ...registers].filter(({ shift }) => shift !== 0).map((one) => [`${one.source} ${one.shift}`, one]),
  );
  return [...found.values()].sort((a, b) => (a.source === b.source ? b.shift - a.shift : a.source < b.source ? -1 : 1));
}

/** The years in which the register is read for who was there in all of them. */
function presenceShifts({ variables }: Catalogue, name: string): number[] {
  const variable = variables[name];
  if (variable?.kind !== 'relation' || variable.test?.kind !== 'range') return [];
  if (variable.relation !== presenceRelation(variable.entity)) return [];
  return Array.from({ length: (variable.test.low ?? 1) - 1 }, (_, i) => -i - 1);
}

/**
 * The steps before anything is computed of a year: its sources, reference data, and data checks.
 *
 * @param before sources of the year before that are read together with those of this one
 */
export function planInspection(catalogue: Catalogue, sources: readonly string[], before: readonly string[]): Step[] {
  const earlier = before.map((source) => inYear(source, -1));
  const delivered = [...sources, ...earlier];
  const early = checksOf(catalogue, delivered);
  const reference = orderRelations(
    catalogue,
    early.flatMap((check) => check.reads),
  ).filter((name) => !sources.includes(name));
  return [
    ...sources.map((source): Step => ({ kind: 'source', source })),
    ...before.map((source): Step => ({ kind: 'source', source, shift: -1 })),
    { kind: 'code_list' },
    ...reference.map((relation): Step => ({ kind: 'relation', relation })),
    ...early.map(({ name }): Step => ({ kind: 'check', check: name })),
  ];
}

/** The data checks of what is delivered. */
function checksOf(catalogue: Catalogue, delivered: readonly string[]): RelationFile[] {
  const available = new Set(ableToMake(catalogue, [...delivered, 'code_list']));
  const checks = Object.values(catalogue.relations).filter((relation) => relation.folder === 'checks');
  return checks.filter((check) => check.reads.every((name) => available.has(name)));
}

/** The data checks of what is known of the members of an entity. */
export function lateChecks(catalogue: Catalogue, sources: readonly string[], entity: string): RelationFile[] {
  const available = new Set(ableToMake(catalogue, [...sources, 'code_list']));
  const checks = Object.values(catalogue.relations).filter((relation) => relation.folder === 'checks');
  return checks.filter(
    ({ reads }) =>
      reads.includes(`${entity}_value`) && reads.every((name) => available.has(name) || name === `${entity}_value`),
  );
}

/** What can be made out of some relations, they themselves and the reference data included. */
function ableToMake(catalogue: Catalogue, from: readonly string[]): string[] {
  const able = [...from];
  const relations = Object.values(catalogue.relations).filter(({ folder }) => folder !== 'checks');
  for (;;) {
    const found = relations.filter(
      ({ name, reads }) => !able.includes(name) && reads.every((read) => able.includes(read)),
    );
    if (found.length === 0) return able;
    able.push(...found.map(({ name }) => name));
  }
}

/** The sources that relations read. */
export function sourcesAmong(catalogue: Catalogue, relations: readonly string[]): string[] {
  return unique(relations.filter((name) => catalogue.sources[name] !== undefined));
}

/** What a plan reads, each source and year once. */
export function distinctInputs(inputs: readonly YearInput[]): YearInput[] {
  return [...new Map(inputs.map((one) => [`${one.source} ${one.year}`, one])).values()];
}

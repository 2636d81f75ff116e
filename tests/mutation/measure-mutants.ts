/**
 * Mistakes in an indicator itself: bounds, what is counted, per how many, levels, first years, the
 * map.
 */
import {
  type Bound,
  type Catalogue,
  type Indicator,
  LEVELS,
  type Measure,
  type VariableCondition,
} from '../../pipeline/catalogue/index.ts';
import { type Mutant, withIndicator } from './mutant.ts';

export function measureMutants(catalogue: Catalogue, code: string): Mutant[] {
  const { measure } = catalogue.indicators[code] as Indicator;
  const { numerator, denominator, per } = measure;
  const changed = (name: string, change: Partial<Measure>): Mutant => ({
    name,
    catalogue: withIndicator(catalogue, code, { measure: { ...measure, ...change } }),
  });
  const members = { kind: 'members', where: [] } as const;
  const mutants = [
    changed(`per ${per * 10}`, { per: per * 10 }),
    changed(`per ${per / 10}`, { per: per / 10 }),
    denominator === null
      ? changed('a share of everybody', { denominator: members })
      : changed('a plain count', { denominator: null }),
  ];
  for (const { variable } of numerator.where)
    mutants.push(
      changed(`examinations instead of patients: the total of ${variable}`, {
        numerator: { kind: 'total', variable, where: [] },
      }),
    );
  // Of a percentile the numerator is no figure.
  if (numerator.kind === 'total' && measure.percentile === undefined)
    mutants.push(
      changed('patients instead of examinations', {
        numerator: {
          kind: 'members',
          where: [{ variable: numerator.variable, atLeast: { kind: 'number', value: 1 } }, ...numerator.where],
        },
        events: false,
      }),
    );
  for (const [i, condition] of numerator.where.entries()) {
    const replaced = (name: string, by: readonly VariableCondition[]) =>
      changed(name, { numerator: { ...numerator, where: numerator.where.toSpliced(i, 1, ...by) } });
    // A measure with no condition at all is refused by the catalogue.
    if (numerator.where.length > 1) mutants.push(replaced(`no condition on ${condition.variable}`, []));
    for (const { name, condition: other } of conditionMutants(catalogue, condition))
      mutants.push(replaced(name, [other]));
  }
  return mutants;
}

function conditionMutants(
  catalogue: Catalogue,
  { variable, atLeast, atMost }: VariableCondition,
): { name: string; condition: VariableCondition }[] {
  const lower = atLeast === undefined ? [] : boundMutants(catalogue, atLeast);
  const upper = atMost === undefined ? [] : boundMutants(catalogue, atMost);
  return [
    ...lower.map((bound) => ({
      name: `${variable} at least ${print(bound)}`,
      condition: { variable, atLeast: bound },
    })),
    ...upper.map((bound) => ({ name: `${variable} at most ${print(bound)}`, condition: { variable, atMost: bound } })),
    {
      name: `${variable} the other way round`,
      condition: { variable, ...(atLeast && { atMost: atLeast }), ...(atMost && { atLeast: atMost }) },
    },
  ];
}

function boundMutants(catalogue: Catalogue, bound: Bound): Bound[] {
  if (bound.kind === 'number') return [-1, 1].map((step) => ({ kind: 'number', value: bound.value + step }));
  const groups = Object.keys(catalogue.parameters[bound.parameter]?.values ?? {});
  return [
    ...[-1, -0.001, 0.001, 1].map((step) => ({ ...bound, percent: String(Number(bound.percent) + step) })),
    ...groups.filter((group) => group !== bound.group).map((group) => ({ ...bound, group })),
  ];
}

function print(bound: Bound): string {
  return bound.kind === 'number' ? String(bound.value) : `${bound.percent} % for ${bound.group}`;
}

export function breakdownMutants(catalogue: Catalogue, code: string): Mutant[] {
  const indicator = catalogue.indicators[code] as Indicator;
  const { availableFrom, levelsFrom, smallestLevel, dimensions } = indicator;
  const changed = (name: string, change: Partial<Indicator>): Mutant => ({
    name,
    catalogue: withIndicator(catalogue, code, change),
  });
  const mutants = [-1, 1].map((step) =>
    changed(`available from ${availableFrom + step}`, { availableFrom: availableFrom + step }),
  );
  for (const [level, year] of Object.entries(levelsFrom))
    for (const step of [-1, 1])
      mutants.push(changed(`${level} from ${year + step}`, { levelsFrom: { ...levelsFrom, [level]: year + step } }));
  const at = LEVELS.indexOf(smallestLevel);
  for (const level of [LEVELS[at - 1], LEVELS[at + 1]]) {
    const units = catalogue.entities[indicator.measure.entity]?.units ?? [];
    const isFiner = level !== undefined && LEVELS.indexOf(level) > at;
    if (level !== undefined && (!isFiner || units.some((unit) => LEVELS.indexOf(unit) >= LEVELS.indexOf(level))))
      mutants.push(changed(`smallest level ${level}`, { smallestLevel: level, levelsFrom: {} }));
  }
  for (const dimension of dimensions)
    mutants.push(changed(`not by ${dimension}`, { dimensions: dimensions.filter((name) => name !== dimension) }));
  const maps = [2024, 'reference_year'] as const;
  for (const vintage of maps) mutants.push({ name: `on the map of ${vintage}`, catalogue: { ...catalogue, vintage } });
  return mutants;
}

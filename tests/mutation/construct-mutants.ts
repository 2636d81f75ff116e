/**
 * Mistakes in the constructs of a measure: who counts at all, what it is divided by, which
 * percentile, what is distinct, which texts, of which days.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Catalogue,
  type CodeList,
  type CollectedVariable,
  type Indicator,
  type Measure,
  otherEntity,
  type RelationVariable,
  type Term,
  type VariableCondition,
} from '../../pipeline/catalogue/index.ts';
import { datedMutants } from './dated-mutants.ts';
import { groupMutants } from './group-mutants.ts';
import { collectedBehind, type Mutant, withIndicator, withVariable } from './mutant.ts';
import { whereMutants } from './variable-mutants.ts';
import { yearsMutants } from './years-mutants.ts';

export function constructMutants(catalogue: Catalogue, code: string): Mutant[] {
  const { measure } = catalogue.indicators[code] as Indicator;
  return [
    ...populationMutants(catalogue, code, measure),
    ...divisorMutants(catalogue, code, measure),
    ...percentileMutants(catalogue, code, measure),
    ...yearsMutants(catalogue, code),
    ...datedMutants(catalogue, code),
    ...groupMutants(catalogue, code),
    ...(measure.perDay ? [withoutDays(catalogue, code, measure)] : []),
    ...collectedBehind(catalogue, code).flatMap((variable) => [
      ...distinctMutants(catalogue, variable),
      ...textMutants(catalogue, variable),
      ...nightMutants(catalogue, variable),
    ]),
  ];
}

function withMeasure(catalogue: Catalogue, code: string, name: string, change: Partial<Measure>): Mutant {
  const { measure } = catalogue.indicators[code] as Indicator;
  return { name, catalogue: withIndicator(catalogue, code, { measure: { ...measure, ...change } }) };
}

function populationMutants(catalogue: Catalogue, code: string, measure: Measure): Mutant[] {
  const { numerator, denominator, population = [] } = measure;
  const without = <T extends Term | null>(term: T, condition: VariableCondition): T =>
    term === null ? term : { ...term, where: term.where.filter((one) => !isDeepStrictEqual(one, condition)) };
  return population.flatMap((condition) => {
    const { variable: name } = condition;
    const [above, below] = [without(numerator, condition), without(denominator, condition)];
    const variable = catalogue.variables[name];
    return [
      withMeasure(catalogue, code, `everybody whatever ${name}`, { numerator: above, denominator: below }),
      withMeasure(catalogue, code, `${name} is asked below the line alone`, { numerator: above }),
      ...(denominator === null
        ? []
        : [withMeasure(catalogue, code, `${name} is asked above the line alone`, { denominator: below })]),
      ...(variable?.kind === 'relation' ? testMutants(catalogue, variable) : []),
    ];
  });
}

function testMutants(catalogue: Catalogue, variable: RelationVariable): Mutant[] {
  const { test } = variable;
  if (test?.kind !== 'range') return [];
  return (['low', 'high'] as const).flatMap((end) => {
    const bound = test[end];
    if (bound === undefined) return [];
    return [-1, 1].map((step) => ({
      name: `${variable.name}: ${end} ${bound + step}`,
      catalogue: withVariable(catalogue, { ...variable, test: { ...test, [end]: bound + step } }),
    }));
  });
}

function divisorMutants(catalogue: Catalogue, code: string, measure: Measure): Mutant[] {
  const { numerator, denominator } = measure;
  if (otherEntity(measure) !== undefined)
    return [withMeasure(catalogue, code, 'a plain count of who is above the line', { denominator: null })];
  if (denominator?.kind !== 'total') return [];
  return [
    withMeasure(catalogue, code, 'upside down', { numerator: denominator, denominator: numerator }),
    withMeasure(catalogue, code, 'by members', { denominator: { kind: 'members', where: numerator.where } }),
  ];
}

function percentileMutants(catalogue: Catalogue, code: string, measure: Measure): Mutant[] {
  const { percentile, denominator, population = [] } = measure;
  if (percentile === undefined || denominator === null) return [];
  const changed = (name: string, change: Partial<typeof percentile>) =>
    withMeasure(catalogue, code, name, { percentile: { ...percentile, ...change } });
  return [
    ...[-10, 10]
      .map((step) => percentile.percent + step)
      .filter((percent) => percent > 0 && percent < 100)
      .map((percent) => changed(`at ${percent} %`, { percent })),
    changed(`to ${percentile.unit * 10}`, { unit: percentile.unit * 10 }),
    ...(denominator.where.length > population.length
      ? [withMeasure(catalogue, code, 'with zeros', { denominator: { ...denominator, where: population } })]
      : []),
  ];
}

function distinctMutants(catalogue: Catalogue, variable: CollectedVariable): Mutant[] {
  if (variable.keep !== 'count') return [];
  const changed = (what: string, change: Partial<CollectedVariable>): Mutant => ({
    name: `${variable.name}: ${what}`,
    catalogue: withVariable(catalogue, { ...variable, ...change }),
  });
  const from = variable.partFrom ?? 1;
  return [
    changed('the largest part', { keep: 'largest' }),
    changed(`parts from ${from + 1}`, { partFrom: from + 1 }),
    ...(from > 1 ? [changed(`parts from ${from - 1}`, { partFrom: from - 1 })] : []),
  ];
}

function withoutDays(catalogue: Catalogue, code: string, { perDay, ...measure }: Measure): Mutant {
  return { name: 'whatever the days', catalogue: withIndicator(catalogue, code, { measure }) };
}

/** A beginning of codes taken as a code, or with codes beside it; and the other conditions. */
function textMutants(catalogue: Catalogue, variable: CollectedVariable): Mutant[] {
  const named = variable.where.flatMap((one) => (one.kind === 'in' ? [catalogue.codeLists[one.codeList]] : []));
  const ofTexts = named.flatMap((list) => {
    const { name = '', texts = [] } = list ?? {};
    const changed = (what: string, by: CodeList['texts']): Mutant => ({
      name: `${name}: ${what}`,
      catalogue: {
        ...catalogue,
        codeLists: { ...catalogue.codeLists, [name]: { ...(list as CodeList), ...(by && { texts: by }) } },
      },
    });
    if (texts.length > 1) return [];
    return texts.flatMap((one, i) => {
      const text = one.text.replace('*', '');
      return [
        changed(`only ${text}`, texts.toSpliced(i, 1, { ...one, text })),
        changed(`all of ${text.slice(0, -1)}`, texts.toSpliced(i, 1, { ...one, text: `${text.slice(0, -1)}*` })),
      ];
    });
  });
  return ofTexts.length === 0 ? [] : [...ofTexts, ...whereMutants(catalogue, variable)];
}

function nightMutants(catalogue: Catalogue, variable: CollectedVariable): Mutant[] {
  const { value } = variable;
  if (value.kind !== 'sum' || value.since === undefined) return [];
  const { column, since } = value;
  const swapped = { ...value, column: since, since: column };
  return [
    {
      name: `${variable.name}: the other way round`,
      catalogue: withVariable(catalogue, { ...variable, value: swapped }),
    },
    ...whereMutants(catalogue, variable),
  ];
}

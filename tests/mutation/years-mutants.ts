/** Mistakes in what is put together from several years. */
import { TAKES } from '../../pipeline/catalogue/catalogue.ts';
import {
  type Catalogue,
  type Indicator,
  variablesBehind,
  type WindowVariable,
} from '../../pipeline/catalogue/index.ts';
import { type Mutant, withIndicator, withVariable } from './mutant.ts';

export function yearsMutants(catalogue: Catalogue, code: string): Mutant[] {
  const indicator = catalogue.indicators[code] as Indicator;
  const windows = variablesBehind(catalogue, indicator).flatMap((one) => (one.kind === 'window' ? [one] : []));
  return [...windows.flatMap((window) => windowMutants(catalogue, window)), ...pooledMutants(catalogue, indicator)];
}

function windowMutants(catalogue: Catalogue, window: WindowVariable): Mutant[] {
  const changed = (what: string, change: Partial<WindowVariable>): Mutant => ({
    name: `${window.name}: ${what}`,
    catalogue: withVariable(catalogue, { ...window, ...change }),
  });
  const isPeriod = window.over === window.name;
  const earlier = window.of.map(({ variable, shift }) => ({ variable, shift: shift - 1 }));
  return [
    changed('a year before', { of: earlier }),
    ...(isPeriod ? monthMutants(catalogue, window) : []),
    ...(isPeriod
      ? []
      : [
          changed('a year more', { years: window.years + 1 }),
          changed('a year less', { years: window.years - 1 }),
          changed('from 2 on', { atLeast: 2 }),
          ...TAKES.filter((take) => take !== window.take).map((take) => changed(take, { take })),
        ]),
  ];
}

/** A month more or less at either end of its halves. */
function monthMutants(catalogue: Catalogue, { of }: WindowVariable): Mutant[] {
  return of.flatMap(({ variable: name }) => {
    const half = catalogue.variables[name];
    if (half?.kind !== 'collected') return [];
    return half.where.flatMap((condition, i) => {
      if (condition.kind !== 'months') return [];
      return (['low', 'high'] as const)
        .filter((end) => condition[end] > 1 && condition[end] < 12)
        .flatMap((end) =>
          [-1, 1].map((step) => ({
            name: `${name}: ${end} ${condition[end] + step}`,
            catalogue: withVariable(catalogue, {
              ...half,
              where: half.where.toSpliced(i, 1, { ...condition, [end]: condition[end] + step }),
            }),
          })),
        );
    });
  });
}

function pooledMutants(catalogue: Catalogue, { code, measure }: Indicator): Mutant[] {
  const { pooled, ...single } = measure;
  if (pooled === undefined) return [];
  const changed = (name: string, by: Indicator['measure']): Mutant => ({
    name,
    catalogue: withIndicator(catalogue, code, { measure: by }),
  });
  return [
    changed('of one year', single),
    ...[-1, 1].map((step) => changed(`pooled over ${pooled + step} years`, { ...measure, pooled: pooled + step })),
  ];
}

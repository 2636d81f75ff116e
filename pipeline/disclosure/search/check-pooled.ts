/**
 * The figures of several years together that a release shows, cell by cell: whether each is the sum
 * of figures that it shows for every one of them.
 */
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { ShownCube } from './shown.ts';

export interface PooledCheck {
  /** Rows of several years together that are shown. */
  readonly shown: number;
  /** Of them, those that are not the sum of figures that the release shows year by year. */
  readonly sensitive: number;
}

/** A cube of a release with the year that it is of. */
export interface CubeOfYear extends ShownCube {
  readonly year: number;
}

/**
 * Examines cubes of several years together beside all others; a density's or ratio's denominator is
 * a cube of its own, as in the manifest.
 */
export function checkPooled(
  pooled: readonly CubeOfYear[],
  others: readonly CubeOfYear[],
  { cubes, pooled: meanings = {} }: Pick<FigureRelations, 'cubes' | 'pooled'>,
): PooledCheck {
  const known = new Map<string, number>();
  for (const { code, year, dimensions, rows } of others) {
    const { numerator, denominator = null, percentile, daysFrom } = cubes[code] ?? {};
    const names = dimensions.map(({ name }) => name);
    for (const row of rows) {
      const cell = cellOf(names, row.area, row.members);
      const put = (figure: string | null | undefined, value: number | null) => {
        if (figure != null && value !== null) known.set(`${year} ${figure} ${cell}`, value);
      };
      if (percentile === undefined) put(numerator, row.numerator);
      if (daysFrom === undefined) put(denominator, row.denominator);
    }
  }
  const check = { shown: 0, sensitive: 0 };
  for (const { code, year, dimensions, rows } of pooled) {
    const { years = 0, numerator = null, denominator = null } = meanings[code] ?? {};
    const names = dimensions.map(({ name }) => name);
    const sumOf = (figure: string | null, cell: string) => {
      const values = Array.from({ length: years }, (_, before) => known.get(`${year - before} ${figure} ${cell}`));
      return values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0);
    };
    for (const row of rows) {
      if (row.numerator === null && row.denominator === null && (row.value ?? null) === null) continue;
      const cell = cellOf(names, row.area, row.members);
      const isSum = row.numerator === sumOf(numerator, cell) && row.denominator === sumOf(denominator, cell);
      check.shown += 1;
      if (!isSum || years === 0) check.sensitive += 1;
    }
  }
  return check;
}

/** The same for every cube that has the cell, whatever other dimensions it has. */
function cellOf(dimensions: readonly string[], area: string, members: readonly string[]): string {
  const groups = dimensions.flatMap((name, index) => {
    const member = members[index] ?? 'total';
    return member === 'total' ? [] : [`${name} ${member}`];
  });
  return [area, ...groups.sort()].join('|');
}

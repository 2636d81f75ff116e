/**
 * Cells of a withheld margin between sums that are shown: an exchange that is found leaves every
 * sum as it is, by an exhaustive search.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type ExchangeField, hasFixed } from '../../pipeline/disclosure/suppress/exchange.ts';

const THRESHOLD = 5;
/** A scan is imaging, which somebody of the population has. */
const FIGURES = ['scan', 'imaging', 'people'];
const FIGURE_RELATIONS: FigureRelations = {
  cubes: {},
  families: [],
  relations: FIGURES.slice(1).map((greater, index) => ({
    kind: 'atMost',
    lesser: FIGURES[index] ?? '',
    greater: [greater],
    times: 1,
    corrected: false,
  })),
};

function fieldOf(areas: number, groups: number, values: readonly (readonly number[])[]): ExchangeField {
  return {
    areas,
    groups,
    figures: values.map((value, index) => ({
      figure: FIGURES[index] ?? '',
      value: Float64Array.from(value),
      sensitive: Uint8Array.from(value, (count) => (count >= 1 && count < THRESHOLD ? 1 : 0)),
    })),
  };
}

it('finds one where people of two places and two ages are counted alike', () => {
  expect(hasFixed(fieldOf(2, 2, [[3, 4, 5, 6]]), FIGURE_RELATIONS, 1)).toBe(false);
});

it('asks nothing of a cell that is all of its place or of its age: it is protected as that sum is', () => {
  expect(hasFixed(fieldOf(2, 2, [[2, 7, 0, 0]]), FIGURE_RELATIONS, 1)).toBe(false);
});

it('finds none that is as wide as is asked for', () => {
  expect(hasFixed(fieldOf(2, 2, [[2, 1, 1, 0]]), FIGURE_RELATIONS, 1)).toBe(false);
  expect(hasFixed(fieldOf(2, 2, [[2, 1, 1, 0]]), FIGURE_RELATIONS, 2)).toBe(true);
});

it('finds none where relations leave none: those with imaging and no scan are all in one place', () => {
  const scan = [0, 0, 6, 7];
  const imaging = [2, 6, 6, 7];
  expect(hasFixed(fieldOf(2, 2, [scan, imaging, [9, 9, 9, 9]]), FIGURE_RELATIONS, 1)).toBe(true);
  expect(hasFixed(fieldOf(2, 2, [imaging]), FIGURE_RELATIONS, 1)).toBe(false);
});

/** Persons by cell of two places and two ages, and by what they have. */
const persons = fc.array(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });

it('never takes a cell for unknown that the sums and relations leave a single value', () => {
  fc.assert(
    fc.property(persons, (cells) => {
      // By cell: with a scan, with other imaging, with neither.
      const values = FIGURES.map((_, index) =>
        cells.map((own) => own.slice(0, index + 1).reduce((sum, count) => sum + count, 0)),
      );
      const field = fieldOf(2, 2, values);
      if (hasFixed(field, FIGURE_RELATIONS, 1)) return;
      // All people that agree with the sums: every kind may move along the one exchange.
      const kinds = [0, 1, 2].map((kind) => {
        const [a = 0, b = 0, c = 0, d = 0] = cells.map((own) => own[kind] ?? 0);
        return Array.from({ length: 13 }, (_, step) => step - 6).filter((step) => {
          return a + step >= 0 && d + step >= 0 && b - step >= 0 && c - step >= 0;
        });
      });
      field.figures.forEach(({ value, sensitive }, figure) => {
        const steps = kinds
          .slice(0, figure + 1)
          .reduce<number[]>((all, own) => [...new Set(all.flatMap((sum) => own.map((step) => sum + step)))], [0]);
        const [a = 0, b = 0, c = 0, d = 0] = value;
        const isSum = [a + b, c + d, a + c, b + d];
        value.forEach((count, cell) => {
          const sums = [isSum[cell < 2 ? 0 : 1], isSum[2 + (cell % 2)]];
          if (sensitive[cell] === 1 && !sums.includes(count)) expect(steps.length).toBeGreaterThan(1);
        });
      });
    }),
    { numRuns: 2_000 },
  );
});

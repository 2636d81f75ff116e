/** Rounding that adds up, and noise that is the same wherever a cell appears. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Axis,
  cellKey,
  cellOf,
  defineAxis,
  nodesOf,
  perturb,
  roundControlled,
  sizeOf,
} from '../../pipeline/disclosure/index.ts';
import { addUp } from './structure-arbitrary.ts';
import { readBelgium } from './systems.ts';

const flat = (name: string, parts: number): Axis =>
  defineAxis(name, [
    { code: '0' },
    ...Array.from({ length: parts }, (_, part) => ({ code: `${part + 1}`, parent: '0' })),
  ]);
const deep = defineAxis('area', [
  { code: 'all' },
  ...['a', 'b'].flatMap((region) => [
    { code: region, parent: 'all' },
    ...[1, 2, 3].map((part) => ({ code: `${region}${part}`, parent: region })),
  ]),
]);

function isAdditive(axes: readonly Axis[], value: Float64Array): boolean {
  return value.every((figure, cell) => {
    const nodes = nodesOf(axes, cell);
    return axes.every(({ children }, index) => {
      const parts = [...(children[nodes[index] ?? 0] ?? [])];
      if (parts.length === 0) return true;
      return figure === parts.reduce((sum, part) => sum + (value[cellOf(axes, nodes.with(index, part))] ?? 0), 0);
    });
  });
}

const tables = fc.record({
  axes: fc.constantFrom(
    [deep],
    [deep, flat('age', 4)],
    [flat('rows', 3), flat('columns', 5)],
    [deep, flat('age', 3), flat('sex', 2)],
  ),
  leaves: fc.array(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 9, 13, 27), { minLength: 40, maxLength: 40 }),
  base: fc.constantFrom(3, 5, 10),
});

describe('controlled rounding', () => {
  it('adds up, and moves every cell by less than the base', () =>
    fc.assert(
      fc.property(tables, fc.constantFrom('small' as const, 'all' as const), ({ axes, leaves, base }, counts) => {
        const before = addUp(axes, leaves);
        const { value, largestChange } = roundControlled(axes, before, { base, counts });
        expect(isAdditive(axes, value)).toBe(true);
        let largest = 0;
        value.forEach((figure, cell) => {
          largest = Math.max(largest, Math.abs(figure - (before[cell] ?? 0)));
          if (nodesOf(axes, cell).some((node, index) => (axes[index]?.children[node]?.length ?? 0) > 0)) return;
          if (counts === 'all') expect(figure % base).toBe(0);
          else expect(figure > 0 && figure < base).toBe(false);
          if (counts === 'small' && (before[cell] ?? 0) >= base) expect(figure).toBe(before[cell]);
          expect(Math.abs(figure - (before[cell] ?? 0))).toBeLessThan(base);
        });
        expect(largestChange).toBe(largest);
        expect(roundControlled(axes, before, { base, counts }).value).toEqual(value);
        if (counts === 'small') for (const figure of value) expect(figure > 0 && figure < base).toBe(false);
      }),
    ));

  // statisticsnorway/ssb-smallcountrounding at 61f3a9a, tests/testthat/test-PLSrounding.R: margins
  // there change by 2 at most, with inner cells that nobody publishes left as they are.
  it('keeps the margins of a published example nearly as close while it rounds every sensitive cell', () => {
    const axes = [flat('rows', 3), flat('columns', 5)];
    const inner = [6, 0, 1, 3, 4, 1, 2, 3, 1, 2, 0, 1, 1, 0, 2];
    const before = addUp(axes, inner);
    expect(before[0]).toBe(27);
    const { value } = roundControlled(axes, before, { base: 5, counts: 'small' });
    const margins = [...value.keys()].filter((cell) => nodesOf(axes, cell).includes(0));
    const changes = margins.map((cell) => Math.abs((value[cell] ?? 0) - (before[cell] ?? 0)));
    expect(Math.max(...changes)).toBeLessThanOrEqual(3);
    expect(Math.abs((value[0] ?? 0) - 27)).toBeLessThanOrEqual(2);
  });

  it('changes no total of the Belgian table by more than twice the base', () => {
    const { area, age, counts } = readBelgium();
    const { value, largestChange } = roundControlled([area, age], counts, { base: 5, counts: 'small' });
    expect(isAdditive([area, age], value)).toBe(true);
    expect(largestChange).toBeLessThanOrEqual(10);
  });

  it('refuses a base that hides nothing', () => {
    expect(() => roundControlled([deep], new Float64Array(9), { base: 1, counts: 'all' })).toThrow('hides nothing');
  });
});

describe('noise by cell key', () => {
  const options = { most: 3, hidden: 4 };
  const figureRelations = { variable: 'IMAG_CT_N', year: 2023, area: '11002', age: '20-29' };

  it('is the same wherever a cell appears, and another for another cell, year or seed', () => {
    expect(cellKey('secret', figureRelations)).toEqual(
      cellKey('secret', Object.fromEntries(Object.entries(figureRelations).reverse())),
    );
    const others = [
      cellKey('other', figureRelations),
      cellKey('secret', { ...figureRelations, year: 2024 }),
      cellKey('secret', { ...figureRelations, age: '30-39' }),
    ];
    for (const other of others) expect(other).not.toEqual(cellKey('secret', figureRelations));
    expect(perturb(20, cellKey('secret', figureRelations), options)).toBe(
      perturb(20, cellKey('secret', figureRelations), options),
    );
  });

  it('leaves nobody as nobody, shows no small count and strays no further than it may', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer(), (count, area) => {
        const noisy = perturb(count, cellKey('secret', { ...figureRelations, area }), options);
        if (count === 0) expect(noisy).toBe(0);
        expect(noisy).toBeGreaterThanOrEqual(0);
        expect(noisy >= 1 && noisy <= 4).toBe(false);
        if (count > 7) expect(Math.abs(noisy - count)).toBeLessThanOrEqual(3);
      }),
    ));

  it.each([1, 2, 4, 7, 30])('is right on average for a count of %i', (count) => {
    const keys = Array.from({ length: 20_000 }, (_, area) => cellKey('secret', { ...figureRelations, area }));
    const mean = keys.reduce((sum, key) => sum + perturb(count, key, options), 0) / keys.length;
    expect(Math.abs(mean - count)).toBeLessThan(0.06);
  });

  it('refuses noise of nothing', () => {
    expect(() => perturb(5, [0.5, 0.5], { ...options, most: 0 })).toThrow('hides nothing');
  });
});

it('has tables of the size their axes say', () => {
  expect(sizeOf([deep, flat('age', 4)])).toBe(45);
});

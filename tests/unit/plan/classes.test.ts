import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeList, CollectedVariable } from '../../../pipeline/catalogue/index.ts';
import { type Classes, classify } from '../../../pipeline/plan/emit/classes.ts';

const variable = (name: string, codes?: string): CollectedVariable => ({
  kind: 'collected',
  name,
  label: {},
  entity: 'beneficiary',
  source: 'health_care',
  value: { kind: 'sum', column: 'quantity', scale: 0 },
  where: [],
  ...(codes !== undefined && { codes }),
});

type Span = readonly [code: number, from: string | null, to: string | null];
const list = (name: string, spans: readonly Span[]): CodeList => ({
  name,
  label: {},
  file: `${name}.csv`,
  codes: spans.map(([code, validFrom, validTo]) => ({ code, validFrom, validTo })),
});

/** The variables that a claim may feed, from the classes. */
function fedBy({ windows, members }: Classes, code: number, day: string): string[] {
  const found = windows.filter((w) => w.code === code && w.from <= day && day < w.until);
  expect(found.length).toBeLessThanOrEqual(1);
  return [...(members.get(found[0]?.class ?? 0) ?? [])].sort();
}

describe('classify', () => {
  it('gives one class to codes that feed the same variables', () => {
    const lists = {
      a: list('a', [
        [1, null, null],
        [2, null, null],
      ]),
      b: list('b', [[2, null, null]]),
    };
    const { windows, members } = classify([variable('A', 'a'), variable('B', 'b')], lists);
    expect(windows.map((window) => [window.code, window.class])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect([...members]).toEqual([
      [1, ['A']],
      [2, ['A', 'B']],
    ]);
  });

  it('cuts a code where a validity begins or ends: the first day is in, the last is out', () => {
    const lists = { old: list('old', [[1, null, '2024-04-01']]), new: list('new', [[1, '2024-04-01', null]]) };
    const classes = classify([variable('OLD', 'old'), variable('NEW', 'new')], lists);
    expect(fedBy(classes, 1, '2024-03-31')).toEqual(['OLD']);
    expect(fedBy(classes, 1, '2024-04-01')).toEqual(['NEW']);
  });

  it('has a variable without codes in every class, that of other claims included', () => {
    const classes = classify([variable('ALL'), variable('A', 'a')], { a: list('a', [[1, null, null]]) });
    expect(fedBy(classes, 1, '2023-01-01')).toEqual(['A', 'ALL']);
    expect(fedBy(classes, 2, '2023-01-01')).toEqual(['ALL']);
  });

  it('feeds a claim exactly the variables whose list has its code on its day', () => {
    const days = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01'];
    const open = fc.constantFrom(null, 0, 1, 2, 3, 4);
    const span = fc
      .tuple(fc.integer({ min: 1, max: 3 }), open, open)
      .filter(([, from, to]) => from === null || to === null || from < to)
      .map(
        ([code, from, to]): Span => [
          code,
          from === null ? null : (days[from] ?? null),
          to === null ? null : (days[to] ?? null),
        ],
      );
    const overlaps = (a: Span, b: Span) =>
      a[0] === b[0] && (a[1] ?? '0') < (b[2] ?? '9') && (b[1] ?? '0') < (a[2] ?? '9');
    // A list that has a code twice on a day is refused by the catalogue.
    const spans = fc
      .array(span, { maxLength: 6 })
      .map((found) => found.filter((one, i) => !found.slice(0, i).some((other) => overlaps(one, other))));
    const property = fc.property(fc.array(spans, { minLength: 1, maxLength: 4 }), fc.boolean(), (lists, hasUncoded) => {
      const codeLists = Object.fromEntries(lists.map((found, i) => [`l${i}`, list(`l${i}`, found)]));
      const variables = lists.map((_, i) => variable(`V${i}`, `l${i}`));
      const uncoded = hasUncoded ? [variable('ALL')] : [];
      const classes = classify([...variables, ...uncoded], codeLists);
      for (const code of [1, 2, 3, 4]) {
        for (const day of ['2019-12-31', ...days, '2022-06-30', '2030-01-01']) {
          const wanted = lists.flatMap((found, i) =>
            found.some(([c, from, to]) => c === code && (from ?? '0') <= day && day < (to ?? '9')) ? [`V${i}`] : [],
          );
          expect(fedBy(classes, code, day)).toEqual([...(hasUncoded ? ['ALL'] : []), ...wanted].sort());
        }
      }
    });
    fc.assert(property, { numRuns: 200 });
  });
});

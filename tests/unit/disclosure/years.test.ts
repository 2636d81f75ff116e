/** What one number of years says of another, whatever events there are. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WindowVariable } from '../../../pipeline/catalogue/index.ts';
import { rulesBetweenYears } from '../../../pipeline/disclosure/cells/derive/several-years.ts';

const windowOf = (years: number, atLeast = 1): WindowVariable => ({
  kind: 'window',
  name: `in ${years} from ${atLeast}`,
  label: {},
  entity: 'beneficiary',
  over: 'V',
  of: [{ variable: 'V', shift: 0 }],
  years,
  take: 'years',
  atLeast,
  scale: 0,
});
const fresh = { ...windowOf(2), name: 'new after 2', take: 'new' } as const;
const windows = [windowOf(2), windowOf(3), windowOf(3, 2), windowOf(4), fresh];
const variables = Object.fromEntries(windows.map((one) => [one.name, one]));
const rules = rulesBetweenYears([...windows.map(({ name }) => name), 'V'], variables);

it('follows from the years that two windows have in common, and from a window of all years', () => {
  const of = (name: string) =>
    rules
      .filter(({ given }) => given.variable === name)
      .map(({ given, says }) => `${given.atLeast}: ${says.variable} >= ${says.atLeast}`);
  expect(of('in 2 from 1')).toEqual([
    '1: in 3 from 1 >= 1',
    '1: in 4 from 1 >= 1',
    '2: in 3 from 1 >= 2',
    '2: in 4 from 1 >= 2',
    '2: V >= 1',
  ]);
  expect(of('in 3 from 2').filter((rule) => rule.startsWith('3'))).toEqual([
    '3: in 2 from 1 >= 2',
    '3: in 3 from 1 >= 3',
    '3: in 4 from 1 >= 3',
    '3: V >= 2',
  ]);
});

it('is one year alone of who is new, as far as its years are looked at', () => {
  const ofNew = rules.filter(({ given }) => given.variable === fresh.name).map(({ says }) => says);
  expect(ofNew).toEqual(['in 2 from 1', 'in 3 from 1', 'in 3 from 2'].map((variable) => ({ variable, atMost: 1 })));
});

it('says nothing of a variable that no figure is of', () => {
  expect(rulesBetweenYears(['in 2 from 1'], variables)).toEqual([]);
});

it('holds of whatever anybody has in each year', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), (events) => {
      const values = new Map([['V', events[0] ?? 0]]);
      for (const { name, years, atLeast } of windows)
        values.set(name, events.slice(0, years).filter((count) => count >= atLeast).length);
      values.set(fresh.name, events.slice(1, 3).some((count) => count >= 1) ? 0 : (events[0] ?? 0));
      for (const { given, says, or } of rules)
        if ((values.get(given.variable) ?? 0) >= given.atLeast) {
          if (or !== undefined && (values.get(or.variable) ?? 0) >= or.atLeast) continue;
          expect(values.get(says.variable)).toBeGreaterThanOrEqual(says.atLeast ?? 0);
          expect(values.get(says.variable)).toBeLessThanOrEqual(says.atMost ?? Number.POSITIVE_INFINITY);
        }
    }),
  );
});

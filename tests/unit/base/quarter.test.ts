import { describe, expect, it } from 'vitest';
import { compareQuarters, printQuarter, quarterOf, readDay, readQuarter } from '../../../pipeline/base/index.ts';

describe('readQuarter', () => {
  it.each(['2026Q4', '2026q4', ' 2026-Q4 '])('reads %j', (text) => {
    expect(printQuarter(readQuarter(text))).toBe('2026Q4');
  });

  it.each(['2026', '2026Q5', '2026Q0', 'Q4 2026', '', '26Q4', '2026Q44'])('refuses %j', (text) => {
    expect(() => readQuarter(text)).toThrow(
      expect.objectContaining({ kind: 'usage', help: expect.stringContaining('2026Q4') }),
    );
  });

  it('refuses years that no data reaches', () => {
    expect(() => readQuarter('1989Q4')).toThrow('outside 1990..2100');
  });
});

it.each([
  ['2026-01-01', '2026Q1'],
  ['2026-03-31', '2026Q1'],
  ['2026-04-01', '2026Q2'],
  ['2026-09-30', '2026Q3'],
  ['2026-10-01', '2026Q4'],
  ['2024-02-29', '2024Q1'],
])('%s is in %s', (day, quarter) => {
  expect(printQuarter(quarterOf(readDay(day)))).toBe(quarter);
});

it.each(['2026-02-29', '2026-13-01', '23.11.2026', '2026-1-1', ''])('refuses the day %j', (text) => {
  expect(() => readDay(text)).toThrow(expect.objectContaining({ kind: 'usage' }));
});

it('orders quarters by year first', () => {
  const ordered = ['2026Q4', '2025Q1', '2026Q1', '2025Q4'].map(readQuarter).sort(compareQuarters).map(printQuarter);
  expect(ordered).toEqual(['2025Q1', '2025Q4', '2026Q1', '2026Q4']);
});

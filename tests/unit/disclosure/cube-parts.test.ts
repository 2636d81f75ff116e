/** Ratios and percentiles as parts of cubes, and what a percentile says something of. */
import { expect, it } from 'vitest';
import { divisorPart, groupOfPart, groupPart } from '../../../pipeline/disclosure/cells/cube-parts.ts';
import {
  codeOfPart,
  isDivisorPart,
  partsOf,
  readFigureRelations,
  sliceOf,
} from '../../../pipeline/disclosure/index.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const CODES = ['cube_013_013', 'cube_013_004', 'stat_013_own2', 'stat_013_own3', 'stat_003_001'];
const { cubes } = readFigureRelations(catalogue, CODES, [2023]);

it('a ratio shows two volumes, each a part of its own', () => {
  expect(partsOf({ cubes }, 'stat_013_own2')).toEqual(['stat_013_own2', 'stat_013_own2:denominator']);
  expect(cubes.stat_013_own2).toMatchObject({ adds: 'values', denominator: null, isPart: false });
  expect(cubes['stat_013_own2:denominator']).toMatchObject({ adds: 'values', denominator: null, per: 1 });
});

it('a percentile shows the number of its members alone', () => {
  expect(partsOf({ cubes }, 'stat_013_own3')).toEqual(['stat_013_own3:denominator']);
  expect(cubes['stat_013_own3:denominator']).toMatchObject({ adds: 'members', percentile: { percent: 50 } });
});

it('a percentile of an amount says something of all figures of the same examinations, and of no others', () => {
  const beside = cubes['stat_013_own3:denominator']?.percentile?.beside ?? [];
  const figuresOf = (code: string) => [cubes[code]?.numerator, cubes[`${code}:denominator`]?.numerator];
  expect(beside).toEqual(expect.arrayContaining(['cube_013_013 numerator', ...figuresOf('stat_013_own2')]));
  expect(beside).not.toContain('stat_003_001 numerator');
});

it('the rows of a group are those of its member, whatever it is called', () => {
  const group = { dimension: 'setting', member: 'a|b:c=d %' };
  const part = groupPart('cube_x', group);
  for (const one of [part, divisorPart(part), `${part}|sex`, `${divisorPart(part)}|sex`]) {
    expect([codeOfPart(one), groupOfPart(one), isDivisorPart(one)]).toEqual([
      'cube_x',
      group,
      one.includes(':denominator'),
    ]);
  }
  expect(sliceOf(`${part}|sex`, 'cube', 'as published')).toBe(
    "(SELECT * FROM cube WHERE TRUE AND setting = 'a|b:c=d %' AND sex = 'total')",
  );
  expect(groupOfPart('cube_x:denominator')).toBeUndefined();
});

it('the rows of a part have what it counts as numerator', () => {
  expect(sliceOf('stat_x|sex', 'cube', 'as published')).toBe("(SELECT * FROM cube WHERE TRUE AND sex = 'total')");
  expect(sliceOf('stat_x', 'cube', 'with support')).toBe('cube');
  expect(sliceOf('stat_x:denominator', 'cube', 'with support')).toMatch(
    /denominator AS numerator.*denominator_members/,
  );
  expect(sliceOf('stat_x:denominator', 'cube', 'as published')).not.toContain('denominator_members');
});

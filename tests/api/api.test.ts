/**
 * The package as a program uses it: indicators, cubes as rows and columns, sheets, and what it
 * refuses.
 */
import { readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, Failure, openRelease, type Release } from '../../pipeline/api/index.ts';
import { inOrder, isSuppressed, RELEASE, readJson, released, releasedCells } from '../export/exported.ts';
import type { Cell as Row } from '../oracle/index.ts';
import { hashesBelow, releaseOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';

const SHARE = 'cube_013_021';
const COUNT = 'stat_020_033';
const YEARS = [2022, 2023];

let dataRoot: string;
let release: Release;
let cells: Row[];
beforeAll(async () => {
  dataRoot = await released([SHARE, COUNT], YEARS);
  release = await openRelease(releaseOf(dataRoot, 'current'), { threads: 1, memoryLimit: '1GB' });
  cells = await releasedCells(dataRoot, SHARE, YEARS);
});
afterAll(() => release.close());

const flat = ({ members, ...rest }: Cell): Row => ({ ...rest, ...members });

describe('a release', () => {
  it('says what it is and what it has', () => {
    expect(release).toMatchObject({
      name: RELEASE,
      quarter: RELEASE,
      folder: realpathSync(releaseOf(dataRoot, RELEASE)),
    });
    expect(release.indicators().map(({ code }) => code)).toEqual([SHARE, COUNT]);
    expect(release.indicators()[0]).toMatchObject({
      title: { nl: 'Interventionele diagnostische beeldvorming' },
      measure: { kind: 'share', per: 100 },
      dimensions: [{ name: 'age_group' }],
      years: YEARS,
      levels: ['country', 'region', 'province', 'arrondissement', 'municipality'],
    });
  });

  it('gives a sheet, or what it says in a language', () => {
    expect(release.sheet(SHARE)).toEqual(readJson(releaseOf(dataRoot, RELEASE, 'metadata', `${SHARE}.json`)));
    expect(release.sheet(SHARE, 'fr').title).toBe(release.sheet(SHARE).texts.fr?.title);
  });

  it('is left as it was, and no folder stays behind', async () => {
    const before = hashesBelow(releaseOf(dataRoot, RELEASE));
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('atlas-cubes-')).length;
    const folders = ours();
    const other = await openRelease(releaseOf(dataRoot, RELEASE));
    await other.cube(COUNT).rows();
    other.close();
    other.close();
    expect(hashesBelow(releaseOf(dataRoot, RELEASE))).toEqual(before);
    expect(ours()).toBeLessThanOrEqual(folders);
    expect(() => other.cube(COUNT)).toThrow('2026Q4 is closed.');
  });
});

describe('a cube', () => {
  it('is iterated cell by cell, in the order of the release, suppressed cells without figures', async () => {
    const read: Cell[] = [];
    for await (const cell of release.cube(SHARE)) read.push(cell);
    expect(inOrder(read.map(flat), cells)).toEqual(inOrder(cells, cells));
    expect(read.map(({ time_period }) => time_period)).toEqual(cells.map(({ time_period }) => time_period));
    expect(read.filter((cell) => cell.obs_status === 'Q').length).toBe(cells.filter(isSuppressed).length);
    expect(read.find(({ ref_area }) => ref_area === '11002')?.area_name).toBe('Antwerpen');
  });

  it('is read by column, with NaN where a cell has no figure', async () => {
    const columns = await release.cube(SHARE).columns();
    const rows = await release.cube(SHARE).rows();
    expect(columns.length).toBe(cells.length);
    expect([...columns.obs_value].map((value) => (Number.isNaN(value) ? null : value))).toEqual(
      rows.map((row) => row.obs_value),
    );
    expect([...columns.numerator].filter((_, i) => columns.obs_status[i] === 'Q').every(Number.isNaN)).toBe(true);
    expect(columns.members.age_group?.slice(0, 11)).toEqual(rows.slice(0, 11).map(({ members }) => members.age_group));
  });

  it('is cut to years and levels, several at the same time, each in its language', async () => {
    const [dutch, french] = await Promise.all([
      release.cube(SHARE, { years: [2023], levels: ['region'], language: 'nl' }).rows(),
      release.cube(SHARE, { years: [2022], levels: ['municipality'], language: 'fr' }).rows(),
    ]);
    expect(new Set(dutch.map(({ area_name }) => area_name))).toEqual(
      new Set(['Vlaams Gewest', 'Waals Gewest', 'Brussels Hoofdstedelijk Gewest']),
    );
    expect(new Set(dutch.map(({ time_period }) => time_period))).toEqual(new Set([2023]));
    expect(french.find(({ ref_area }) => ref_area === '11002')?.area_name).toBe('Anvers');
    expect(french.every(({ area_level }) => area_level === 'municipality')).toBe(true);
  });
});

describe('a failure', () => {
  it.each([
    ['an unknown indicator', () => release.cube('cube_013_022'), 'did you mean `cube_013_021`?'],
    ['a glob, which is no indicator', () => release.cube('cube_*'), undefined],
    ['a year that is not there', () => release.cube(SHARE, { years: [2019] }), 'there are the years 2022, 2023'],
    ['a level that it does not have', () => release.cube(SHARE, { levels: ['sector'] }), 'the levels country'],
    ['a sheet that there is not', () => release.sheet(SHARE, 'de'), 'one of: fr, nl, en.'],
  ])('reports %s, and the way out', (_, ask, help) => {
    const refused = () => {
      try {
        ask();
      } catch (error) {
        return error;
      }
    };
    const failure = refused();
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'usage' });
    if (help !== undefined) expect((failure as Failure).help).toContain(help);
  });

  it('reports a folder that is not a release', async () => {
    await expect(openRelease(join(makeDataRoot(), 'none'))).rejects.toThrow('there is no release in');
    await expect(openRelease(makeDataRoot())).rejects.toThrow('is not the manifest of a release');
  });
});

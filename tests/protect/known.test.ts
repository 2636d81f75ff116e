/**
 * Which releases count as known, also when their files are gone; and that a year is published on
 * one municipal map for good.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, type Protection } from '../../pipeline/disclosure/index.ts';
import { listReleases, type ReleaseManifest } from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, copyOf, pathOf, publish } from './scene.ts';

let linked: Catalogue;
let base: string;
beforeAll(async () => {
  linked = catalogueWith();
  base = await computed(linked);
});

/** Suppresses as if nothing had been published before. */
const forgetful: Protection = { rule: 'linked', protect: ({ before: _, ...year }) => LINKED.protect(year) };

/** With other costs other cells are suppressed for the sake of the sensitive ones. */
const dearSectors = () =>
  catalogueWith((document) => {
    const levels = { country: 1, region: 1, province: 1, arrondissement: 1, municipality: 1, sector: 1000 };
    document.disclosure.beneficiary = { threshold: 5, costs: { levels, total: 1 } };
  });

const OTHER = 'stat_003_007';
const keepOne = (catalogue: Catalogue): Catalogue => ({ ...catalogue, releases: { keep: 1 } });
const only = (catalogue: Catalogue, code: string): Catalogue => {
  const indicators = Object.fromEntries(Object.entries(catalogue.indicators).filter(([name]) => name === code));
  return { ...catalogue, indicators };
};
/** A clock: releases are pruned in the order in which they were published. */
const on = (day: number) => new Date(Date.UTC(2024, 11, day));

/** A release with dear sectors, which two of another indicator push out of the data root. */
async function pruned(): Promise<string> {
  const root = copyOf(base);
  await publish(keepOne(dearSectors()), root, CODES, { now: on(1) });
  const other = keepOne(only(linked, OTHER));
  await publish(other, root, [OTHER], { quarter: '2025Q1', now: on(2) });
  await publish(other, root, [OTHER], { quarter: '2025Q2', now: on(3) });
  expect(listReleases(root)).toEqual(['2025Q1', '2025Q2']);
  return root;
}

describe('a release that was pruned', () => {
  it('is known to the audit of a later one', async () => {
    const root = await pruned();
    const again = publish(linked, root, CODES, { quarter: '2025Q3', now: on(4), protection: forgetful });
    await expect(again).rejects.toMatchObject({ exitCode: 6 });
  });

  it('is known to the rule: what it suppressed stays suppressed, what it showed stays shown', async () => {
    const root = await pruned();
    const code = 'cube_013_021';
    await publish(linked, root, CODES, { quarter: '2025Q3', now: on(4) });
    const twin = copyOf(base);
    await publish(keepOne(dearSectors()), twin, CODES);
    const [then, now] = [
      await readParquet(`${twin}/releases/current/${pathOf(code)}`),
      await readParquet(`${root}/releases/current/${pathOf(code)}`),
    ];
    expect(now.map(({ obs_status }) => obs_status)).toEqual(then.map(({ obs_status }) => obs_status));
  });

  it('fixes the method of its year', async () => {
    const root = await pruned();
    const rounded = catalogueWith((document) => {
      document.disclosure.beneficiary = { threshold: 5, method: 'rounding', base: 5 };
    });
    await expect(publish(rounded, root, CODES, { quarter: '2025Q3', now: on(4) })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringContaining('released in 2024Q4'),
    });
  });

  it('is forgotten with its record alone', async () => {
    const root = await pruned();
    for (const release of ['2025Q1', '2025Q2']) rmSync(join(root, 'releases', release), { recursive: true });
    rmSync(join(root, 'releases', 'current'));
    rmSync(join(root, 'work', 'published'), { recursive: true });
    const manifest = await publish(linked, root, CODES, { quarter: '2025Q3', now: on(4), protection: forgetful });
    expect(manifest.previous).toBeNull();
  });
});

describe('a year that is published', () => {
  /** Aartselaar becomes a part of Antwerp in 2025. */
  const merging = (vintage: number | 'reference_year'): Catalogue => {
    const catalogue = catalogueWith();
    const geo = join(dirname(catalogue.file), 'data', 'reference', 'geo');
    const edit = (name: string, change: (text: string) => string) => {
      const text = readFileSync(join(geo, name), 'utf8');
      rmSync(join(geo, name));
      writeFileSync(join(geo, name), change(text));
    };
    edit('municipalities.csv', (text) =>
      text.replace('BE211,1977-01-01,,,', 'BE211,1977-01-01,2025-01-01,11002,merged'),
    );
    edit(
      'municipality_changes.csv',
      (text) => `${text.trimEnd()}\n2025-01-01,11001,Aartselaar,Aartselaar,11002,Anvers,Antwerpen,merged,false,false\n`,
    );
    return { ...catalogue, vintage };
  };
  const CODE = 'stat_003_007';
  let root: string;
  let first: ReleaseManifest;
  beforeAll(async () => {
    const catalogue = merging(2024);
    root = await computed(catalogue, [CODE]);
    first = await publish(catalogue, root, [CODE]);
  });
  const again = (vintage: number | 'reference_year') =>
    publish(merging(vintage), copyOf(root), [CODE], { quarter: '2025Q1' });

  it('is refused on another map, on which a municipality was merged', async () => {
    await expect(again(2025)).rejects.toMatchObject({
      exitCode: 6,
      kind: 'disclosure',
      message: expect.stringMatching(/2022 were published in 2024Q4 on the municipal map of 2024, .* on that of 2025/),
      help: expect.stringContaining('reference_year'),
    });
  });

  it('is published on another vintage of the same map, and on the map of its own year where that is the same', async () => {
    expect(first.cubes[0]?.vintage).toBe(2024);
    expect((await again(2023)).cubes[0]?.vintage).toBe(2023);
    expect((await again('reference_year')).cubes[0]?.vintage).toBe(2022);
  });
});

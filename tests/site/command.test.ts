/**
 * `cubes site` and the last stage of a refresh, as processes; and releases that a map cannot be
 * drawn of.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { computed, copyOf, primary, publish, releaseOf, withPolicy } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { signRelease } from '../support/sign-release.ts';
import { draw, filesBelow } from './drawn.ts';

const CODE = 'cube_013_001';

let published: string;
beforeAll(async () => {
  published = await computed([CODE, 'stat_020_033'], [2023]);
  await publish(published, '2025Q4', [CODE], [2023], { catalogue: primary });
});

const on = (dataRoot: string, ...args: string[]) => cubes(['--data', dataRoot, ...args]);

/** Lets files of a release be changed. */
function unlock(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

describe('cubes site', () => {
  it('draws the current release and says which page to open', async () => {
    const out = join(makeDataRoot(), 'atlas');
    const { code, stdout } = await on(published, 'site', '--out', out, '--lang', 'nl,fr');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /the atlas of 2025Q4: 1 indicators, 6\d\d areas, 1,3\d\d pages, \d+\.\d MB\.\nopen .*index\.html/,
    );
    expect(readdirSync(out).filter((name) => name.length === 2)).toEqual(['fr', 'nl']);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<html lang="nl">');
  });

  it.each([
    [['site'], 'no folder is named'],
    [['site', '--out', 'x', '--lang', 'xx'], 'there are no pages in `xx`'],
    [['site', '--out', 'x', '--serve', 'y'], 'cannot be combined with --out'],
    [['site', '--serve', '/nowhere/at/all'], 'there is no site in'],
  ])('refuses %j with 2', async (args, said) => {
    const { code, stderr } = await on(published, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('refuses a release that is damaged with 4, and leaves nothing', async () => {
    const dataRoot = copyOf(published);
    const folder = releaseOf(dataRoot, '2025Q4');
    unlock(folder);
    writeFileSync(join(folder, 'changes.json'), '{}');
    const parent = makeDataRoot();
    const { code, stderr } = await on(dataRoot, 'site', '--out', join(parent, 'atlas'));
    expect(code).toBe(4);
    expect(stderr).toContain('changes.json has');
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe('a refresh', () => {
  const refresh = (dataRoot: string, site: string) =>
    on(dataRoot, 'refresh', '2026Q4', '--catch-up', '--years', '2023..2023', '--only', 'stat_020_033', '--site', site);

  it('draws the atlas of what it released as its last stage, in the place of the one before', async () => {
    const dataRoot = copyOf(published);
    const site = join(dataRoot, 'site');
    await draw(dataRoot, { out: site, languages: ['en'] });
    const { code, stderr } = await refresh(dataRoot, site);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('the atlas of 2026Q4') });
    expect(existsSync(join(site, 'en', 'stat_020_033', 'index.html'))).toBe(true);
  });

  it('stands where its atlas cannot be drawn, and says how to draw it', async () => {
    const dataRoot = copyOf(published);
    const site = join(makeDataRoot(), 'letters');
    mkdirSync(site);
    writeFileSync(join(site, 'letter.txt'), 'mine');
    const { code, stderr } = await refresh(dataRoot, site);
    expect(code).toBe(2);
    expect(stderr).toContain('2026Q4 is released, but its atlas could not be drawn');
    expect(stderr).toContain('cubes site 2026Q4 --out');
    expect(readdirSync(site)).toEqual(['letter.txt']);
    expect((await on(dataRoot, 'verify', '2026Q4')).code).toBe(0);
  });
});

describe('a release', () => {
  it('without boundaries has its figures in tables, and the pages say so', async () => {
    const dataRoot = copyOf(published);
    const folder = releaseOf(dataRoot, '2025Q4');
    unlock(folder);
    rmSync(join(folder, 'geo'), { recursive: true });
    signRelease(folder, (manifest) => {
      const files = manifest.files.filter(({ path }) => !path.startsWith('geo/'));
      Object.assign(manifest, { files, maps: manifest.maps.map(({ vintage }) => ({ vintage, path: null })) });
    });
    const { out } = await draw(dataRoot, { languages: ['en'] });
    const page = readFileSync(join(out, 'en', CODE, 'index.html'), 'utf8');
    expect(page).toContain('This release has no boundaries of its map');
    expect(page.match(/<tr data-area/g)?.length).toBeGreaterThan(10);
    expect(filesBelow(out).filter((path) => path.startsWith('geo/'))).toEqual([]);
  });

  it('whose figures were rounded says so on every page, with ≈ before each value and no interval', async () => {
    const dataRoot = await computed([CODE], [2023]);
    await publish(dataRoot, '2025Q4', [CODE], [2023], { catalogue: withPolicy({ method: 'rounding', base: 5 }) });
    const { out } = await draw(dataRoot, { languages: ['fr'] });
    const page = readFileSync(join(out, 'fr', CODE, 'index.html'), 'utf8');
    expect(page).toContain('sont arrondis ou perturbés');
    expect(page).toMatch(/<b>≈ \d+,\d/);
    expect(page).not.toContain('id="caterpillar"');
  });

  it('of few people begins with a level that says something, and marks the levels that are withheld', async () => {
    const { out } = await draw(published, { languages: ['en'] });
    const page = readFileSync(join(out, 'en', CODE, 'index.html'), 'utf8');
    expect(page).toMatch(/<option value="(arrondissement|province|region)" selected/);
    expect(page).toContain('Why are some figures not published?');
  });
});

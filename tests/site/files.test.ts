/**
 * A site holds what its release shows and nothing else: figures in data, links, bytes. Numbers on
 * pages: numbers.test.ts.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Slice } from '../../pipeline/site/shape/figures.ts';
import { type PackedSlice, unpack } from '../../pipeline/site/shape/packed.ts';
import { hashesBelow, pathOf, releaseOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readParquet } from '../support/read-cube.ts';
import { CODES, draw, filesBelow, LANGUAGES, readPut, released, YEARS } from './drawn.ts';

type Row = Readonly<Record<string, unknown>>;

let dataRoot: string;
let site: string;
let areas: readonly string[];
/** Released rows by indicator and year. */
const cubes = new Map<string, readonly Row[]>();
const rowsOf = (code: string, year: number): readonly Row[] => cubes.get(`${code} ${year}`) ?? [];
const read = (path: string) => readFileSync(join(site, path), 'utf8');

beforeAll(async () => {
  dataRoot = await released();
  site = (await draw(dataRoot)).out;
  areas = readPut<{ index: { codes: string[] } }>(join(site, 'data/common-en.js')).index.codes;
  for (const code of CODES)
    for (const year of YEARS)
      cubes.set(`${code} ${year}`, await readParquet(releaseOf(dataRoot, '2026Q4', pathOf(code, year))));
});

const groupOf = (row: Row) => String(row.age_group ?? 'total');
const isMapped = (row: Row) => row.area_level !== 'sector';

describe('the data of a site', () => {
  it.each(CODES)('%s: every figure equals the cube, and every status', (code) => {
    const per = { cube_013_001: 100, cube_013_004: 1000, stat_003_007: 10_000, stat_020_033: 1 }[code];
    let compared = 0;
    for (const year of YEARS) {
      const total = readPut<Record<string, PackedSlice>>(join(site, `data/${code}/total.js`));
      const groups = existsSync(join(site, `data/${code}/${year}.js`))
        ? readPut<Record<string, PackedSlice>>(join(site, `data/${code}/${year}.js`))
        : {};
      for (const row of rowsOf(code, year).filter(isMapped)) {
        const packed = groupOf(row) === 'total' ? total[year] : groups[groupOf(row)];
        const area = areas.indexOf(String(row.ref_area));
        if (packed === undefined || area < 0) throw new Error(`${code} ${year} ${row.ref_area} is missing`);
        const slice = unpacked(packed, per);
        const at = (name: 'n' | 'd' | 'lo' | 'hi' | 's' | 'slo' | 'shi') => slice[name]?.[area] ?? null;
        expect([at('n'), at('d')]).toEqual([row.numerator, row.denominator]);
        const value = slice.v[area] ?? null;
        if (row.obs_value === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(Number(row.obs_value), 9);
        const limits = [at('lo'), at('hi'), at('s'), at('slo'), at('shi')];
        const wanted = [row.ci_lower, row.ci_upper, row.std_value, row.std_ci_lower, row.std_ci_upper];
        expect(limits).toEqual(wanted.map((one) => (one === null ? null : Number(Number(one).toPrecision(6)))));
        const status = row.obs_status === 'M' ? 'M' : row.obs_status === 'Q' ? row.conf_status : 'F';
        expect(slice.status[area]).toBe(status);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('every sector that is shown is in the file of its municipality, and equals the cube', () => {
    const code = 'stat_003_007';
    const folder = join(site, `data/${code}/sector`);
    let compared = 0;
    for (const file of filesBelow(folder)) {
      const { codes, years } = readPut<{ codes: string[]; years: Record<string, PackedSlice> }>(join(folder, file));
      for (const year of YEARS) {
        const slice = unpacked(years[year] ?? { status: '' }, 10_000);
        const rows = new Map(rowsOf(code, year).map((row) => [row.ref_area, row]));
        for (const [place, sector] of codes.entries()) {
          const row = rows.get(sector);
          if (row === undefined) throw new Error(`${sector} is not in the cube of ${year}`);
          expect([slice.n?.[place] ?? null, slice.d?.[place] ?? null]).toEqual([row.numerator, row.denominator]);
          compared += row.obs_status === 'Q' ? 0 : 1;
        }
      }
    }
    const shown = YEARS.flatMap((year) => rowsOf(code, year)).filter((row) => !isMapped(row) && row.obs_status !== 'Q');
    const inShown = shown.filter((row) => row.obs_status !== 'M');
    expect(inShown.length).toBeGreaterThan(10);
    expect(compared).toBeGreaterThanOrEqual(inShown.length);
  });

  it('has no byte of a suppressed ratio in any file, nor its digits', async () => {
    const [suppressed, shown] = [new Set<number>(), new Set<number>()];
    for (const code of CODES)
      for (const year of YEARS) {
        const published = rowsOf(code, year);
        for (const [i, row] of (await readCube(dataRoot, code, year)).entries())
          for (const name of ['obs_value', 'ci_lower', 'ci_upper']) {
            const value = row[name];
            if (typeof value === 'number') (published[i]?.[name] === null ? suppressed : shown).add(value);
          }
        // Pages say of a changed figure what the release before showed.
        for (const row of await readParquet(releaseOf(dataRoot, '2025Q4', pathOf(code, year))))
          if (typeof row.obs_value === 'number') shown.add(row.obs_value);
      }
    const secrets = [...suppressed].filter((value) => !shown.has(value) && String(value).length > 8);
    expect(secrets.length).toBeGreaterThan(50);
    // Six digits are what the site writes of a limit; fewer are in texts by chance.
    const rounded = [...shown].map((value) => Number(value.toPrecision(6)));
    const said = secrets.map((value) => Number(value.toPrecision(6))).filter((value) => !rounded.includes(value));
    const digits = said.map(String).filter((text) => text.replace(/\D/g, '').length >= 6);
    expect(digits.length).toBeGreaterThan(50);
    for (const path of filesBelow(site).filter((one) => /\.(html|js|csv|json|jsonld)$/.test(one))) {
      const numbers = new Set(read(path).match(/\d+\.\d+/g) ?? []);
      const found = digits
        .filter((text) => numbers.has(text))
        .concat(secrets.map(String).filter((text) => numbers.has(text)));
      expect(found, path).toEqual([]);
    }
  });
});

/** Unpacked once: each row looks at one area of it. */
const known = new Map<PackedSlice, Slice>();
function unpacked(packed: PackedSlice, per: number): Slice {
  const slice = known.get(packed) ?? unpack(packed, per);
  known.set(packed, slice);
  return slice;
}

describe('the pages of a site', () => {
  it('names nobody as publisher where the catalogue declares none, and no licence', () => {
    const page = read('en/cube_013_001/index.html');
    expect(page).toContain('Atlas without a declared publisher: Medical imaging (cube_013_001). Release 2026Q4');
    expect(page).toContain('No licence is declared');
    expect(page).not.toMatch(/IMA_AIM \(/);
  });

  it.each(LANGUAGES)(
    '%s: says wherever an indicator is shown that its figures depend on invented values',
    (language) => {
      const invented = /VALEURS ILLUSTRATIVES|ILLUSTRATIEVE WAARDEN|ILLUSTRATIVE VALUES/;
      const code = 'stat_020_033';
      const own = ['index.html', 'sheet/index.html', 'embed/index.html'].map((page) => `${code}/${page}`);
      for (const page of [...own, 'index.html', 'area/62000/index.html', 'compare/index.html'])
        expect(read(`${language}/${page}`), page).toMatch(invented);
      expect(read(`${language}/cube_013_001/index.html`)).not.toMatch(invented);
      expect(read('api/v1/index.json')).toContain('"median_income"');
    },
  );

  it('reports what changed since the previous release', () => {
    const page = read('fr/release/index.html');
    expect(page).toContain('Ce qui a changé depuis 2025Q4');
    expect(page).toContain('cube_013_001/index.html?year=2023');
  });

  it('goes on for a municipality that ceased', () => {
    expect(read('nl/area/44001/index.html')).toMatch(/bestaat niet meer sinds.*\.\.\/44084\/index\.html/);
  });

  it('has only links and files that are there, all of them relative', () => {
    const pages = filesBelow(site).filter((path) => path.endsWith('.html'));
    const ids = new Map<string, Set<string>>();
    const idsOf = (path: string) => {
      const known = ids.get(path) ?? new Set([...read(path).matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));
      ids.set(path, known);
      return known;
    };
    const wrong: string[] = [];
    let links = 0;
    for (const page of pages)
      for (const [, to = ''] of read(page).matchAll(/ (?:href|src)="([^"]*)"/g)) {
        links += 1;
        const [path = '', fragment] = (to.split('?')[0] ?? '').split('#');
        const fragmentOf = to.includes('#') ? to.slice(to.indexOf('#') + 1) : fragment;
        const target = path === '' ? page : resolve('/', dirname(page), path).slice(1);
        if (/^[a-z]+:|^\//.test(to)) wrong.push(`${page}: ${to} is not relative`);
        else if (!existsSync(join(site, target)) || statSync(join(site, target)).isDirectory())
          wrong.push(`${page}: ${to}`);
        else if (fragmentOf && target.endsWith('.html') && !idsOf(target).has(fragmentOf)) wrong.push(`${page}: ${to}`);
      }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(links).toBeGreaterThan(10_000);
  });

  it('has no style or script of its own, and the strict policy on every page', () => {
    for (const path of filesBelow(site).filter((one) => one.endsWith('.html'))) {
      const page = read(path);
      expect(page, path).toContain("default-src 'none'");
      expect(page, path).not.toMatch(/<style|\sstyle="|\son[a-z]+="|javascript:|<script>|<iframe|<link[^>]+http/);
    }
  });

  it('keeps to its budgets: script, first view, elements', () => {
    const packed = (path: string) => gzipSync(readFileSync(join(site, path))).length;
    expect(packed('site.js')).toBeLessThan(30_000);
    for (const code of CODES) {
      const page = read(`fr/${code}/index.html`);
      const first = [`fr/${code}/index.html`, 'site.js', 'site.css', 'data/common-fr.js', `data/${code}/total.js`];
      expect(first.reduce((sum, path) => sum + packed(path), 0)).toBeLessThan(250_000);
      expect(page.match(/<[a-z]/g)?.length).toBeLessThan(12_000);
    }
  });
});

describe('drawing a site', () => {
  it('gives the same bytes twice', async () => {
    const again = (await draw(dataRoot)).out;
    expect(hashesBelow(again)).toEqual(hashesBelow(site));
  });

  it('draws the selected languages, with addresses where they are given', async () => {
    const { out, languages } = await draw(dataRoot, { languages: ['nl'], baseUrl: 'https://atlas.example.org/2026Q4' });
    expect(languages).toEqual(['nl']);
    const files = filesBelow(out);
    expect(files.filter((path) => path.startsWith('fr/'))).toEqual([]);
    expect(readFileSync(join(out, 'sitemap.xml'), 'utf8')).toContain(
      '<loc>https://atlas.example.org/2026Q4/nl/cube_013_001/index.html</loc>',
    );
    const page = readFileSync(join(out, 'nl/cube_013_001/index.html'), 'utf8');
    const linked = JSON.parse(/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '{}');
    expect(linked).toMatchObject({ '@type': 'Dataset', identifier: 'cube_013_001', temporalCoverage: '2022/2023' });
    expect(linked.license).toBeUndefined();
    expect(files).not.toContain('sitemap.xml.tmp');
  });

  it('refuses a folder with a site unless it is forced, and one with anything else', async () => {
    await expect(draw(dataRoot, { out: site })).rejects.toThrow('there is a site in');
    await expect(draw(dataRoot, { out: site, force: true })).resolves.toMatchObject({ release: '2026Q4' });
    const other = makeDataRoot();
    writeFileSync(join(other, 'letter.txt'), 'mine');
    await expect(draw(dataRoot, { out: other, force: true })).rejects.toThrow('holds files that are not a site');
    expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('draws the sectors of a municipality where their boundaries are handed in, and refuses files of anything else', async () => {
    const [file = ''] = filesBelow(join(site, 'data/stat_003_007/sector'));
    const { codes } = readPut<{ codes: string[] }>(join(site, 'data/stat_003_007/sector', file));
    const [sector_code = ''] = codes;
    const geometries = [{ type: 'Polygon', arcs: [[0]], properties: { sector_code } }];
    const arcs = [[4.3, 4.4, 4.4, 4.3].map((degrees, i) => [degrees, 50.8 + 0.1 * Math.floor(i / 2)])];
    arcs[0]?.push([4.3, 50.8]);
    const write = (name: string, content: unknown) => {
      const path = join(makeDataRoot(), name);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const sectors = { type: 'GeometryCollection', geometries };
    const shapes = write('sectors.json', { type: 'Topology', objects: { sectors }, arcs });
    const { out } = await draw(dataRoot, { languages: ['nl'], geometry: [shapes, shapes] });
    const municipality = file.replace('.js', '');
    const drawn = filesBelow(join(out, 'geo')).filter((one) => /^\d/.test(one));
    expect(drawn).toHaveLength(1);
    const [put] = drawn.map((one) => readPut<Record<string, { paths: object }>>(join(out, 'geo', one)));
    expect(put?.[municipality]?.paths).toEqual({ [sector_code]: expect.stringMatching(/^M\d+ \d+l.*z$/) });

    const unnamed = { type: 'Topology', objects: { other: { type: 'GeometryCollection', geometries: [] } }, arcs: [] };
    await expect(draw(dataRoot, { geometry: [write('unnamed.json', unnamed)] })).rejects.toThrow(
      'unnamed.json names no statistical sector',
    );
    await expect(draw(dataRoot, { geometry: [write('list.json', [])] })).rejects.toThrow('list.json is no TopoJSON');
    await expect(draw(dataRoot, { geometry: ['/nowhere.json'] })).rejects.toThrow('/nowhere.json cannot be read');
  });

  it('draws an older release by its name, and refuses one that is unknown', async () => {
    const { out } = await draw(dataRoot, { release: '2025Q4', languages: ['en'] });
    expect(readFileSync(join(out, 'en/release/index.html'), 'utf8')).toContain('It is the first release');
    await expect(draw(dataRoot, { release: '2024Q4' })).rejects.toThrow('there is no release `2024Q4`');
  });
});

/** Reads what an indicator shows of statistical sectors, by the municipality that they lie in. */
import { join } from 'node:path';
import type { OpenRelease } from '../../export/index.ts';
import { printName, printText } from '../../query/index.ts';
import { literalPath } from '../../run/index.ts';
import type { Sheet } from '../../sheet/index.ts';
import type { Slice } from '../shape/figures.ts';
import { type Draft, fillDraft, finishDraft, makeDraft } from './read-figures.ts';

/**
 * The sectors of a municipality: codes, names, and by year the figures of everybody, in one order.
 */
export interface MunicipalSectors {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly slices: Readonly<Record<number, Slice>>;
}

/** By municipality of the newest map; those of which no sector shows a figure are left out. */
export async function readSectors(release: OpenRelease, sheet: Sheet): Promise<ReadonlyMap<string, MunicipalSectors>> {
  if (!sheet.levels.some(({ level }) => level === 'sector')) return new Map();
  const { manifest, folder, engine } = release;
  const cubes = manifest.cubes.filter(({ code }) => code === sheet.code).sort((a, b) => a.year - b.year);
  const vintage = Math.max(...cubes.map((cube) => cube.vintage));
  const sectors = await engine.query(
    `SELECT ref_area, municipality, MIN(name) AS name
FROM atlas.area LEFT JOIN atlas.area_name USING (ref_area)
WHERE vintage = ${vintage} AND area_level = 'sector'
GROUP BY ALL ORDER BY ALL`,
  );
  interface Found {
    readonly codes: string[];
    readonly names: string[];
    readonly drafts: Map<number, Draft>;
  }
  const found = new Map<string, Found>();
  const places = new Map<string, readonly [municipality: string, place: number]>();
  for (const { ref_area, municipality, name } of sectors) {
    const own: Found = found.get(String(municipality)) ?? { codes: [], names: [], drafts: new Map() };
    found.set(String(municipality), own);
    places.set(String(ref_area), [String(municipality), own.codes.push(String(ref_area)) - 1]);
    own.names.push(name === null ? String(ref_area) : String(name));
  }
  const isTotal = sheet.dimensions.map(({ name }) => ` AND ${printName(name)} = 'total'`).join('');
  for (const { year, path } of cubes) {
    const from = `read_parquet(${printText(literalPath(join(folder, path)))}, hive_partitioning = false)`;
    for (const row of await engine.query(`SELECT * FROM ${from} WHERE area_level = 'sector'${isTotal}`)) {
      const [municipality, place] = places.get(String(row.ref_area)) ?? [];
      const own = found.get(municipality ?? '');
      if (own === undefined || place === undefined) continue;
      const draft = own.drafts.get(year) ?? makeDraft(own.codes.length);
      own.drafts.set(year, draft);
      fillDraft(draft, place, row);
    }
  }
  return new Map(
    [...found].flatMap(([municipality, { codes, names, drafts }]) => {
      const slices = [...drafts].map(([year, draft]) => [year, finishDraft(draft)] as const);
      const isShown = slices.some(([, { status }]) => status.includes('F'));
      return isShown ? [[municipality, { codes, names, slices: Object.fromEntries(slices) }] as const] : [];
    }),
  );
}

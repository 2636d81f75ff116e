/**
 * Reads the figures of one indicator of a release into columns, and counts what its sectors show.
 */
import { join } from 'node:path';
import type { Value } from '../../engine/index.ts';
import type { OpenRelease } from '../../export/index.ts';
import { printName, printText } from '../../query/index.ts';
import { literalPath } from '../../run/index.ts';
import type { Sheet } from '../../sheet/index.ts';
import { type AreaIndex, type Column, groupKey, MAP_LEVELS, type Slice, TOTAL } from '../shape/figures.ts';
import { DIGITS } from '../shape/packed.ts';

export interface IndicatorFigures {
  readonly sheet: Sheet;
  /** Ascending. */
  readonly years: readonly number[];
  /** Keys of all groups, the total first. */
  readonly groups: readonly string[];
  readonly slice: (year: number, group?: string) => Slice;
  /** Statistical sectors in the newest year; null where the indicator has none. */
  readonly sectors: { readonly areas: number; readonly shown: number } | null;
  /** Limits are shown somewhere; the same of standardised values. */
  readonly hasIntervals: boolean;
  readonly hasStandardised: boolean;
  /** All values are whole numbers. */
  readonly isWhole: boolean;
}

/** Columns of a slice with the columns of the cube that they are read from. */
const COLUMNS = {
  n: 'numerator',
  d: 'denominator',
  v: 'obs_value',
  lo: 'ci_lower',
  hi: 'ci_upper',
  s: 'std_value',
  slo: 'std_ci_lower',
  shi: 'std_ci_upper',
} as const;
type ColumnName = keyof typeof COLUMNS;

/** Reads every cell of an indicator down to the municipalities. */
export async function readFigures(release: OpenRelease, sheet: Sheet, index: AreaIndex): Promise<IndicatorFigures> {
  const { manifest, folder, engine } = release;
  const cubes = manifest.cubes.filter(({ code }) => code === sheet.code);
  const years = cubes.map(({ year }) => year).sort((a, b) => a - b);
  const at = new Map(index.codes.map((code, i) => [code, i]));
  const groups = groupsOf(sheet);
  const made = new Map<string, Draft>();
  for (const { year, path } of cubes) {
    const from = `read_parquet(${printText(literalPath(join(folder, path)))}, hive_partitioning = false)`;
    const levels = MAP_LEVELS.map((level) => `'${level}'`).join(', ');
    const rows = await engine.query(`SELECT * FROM ${from} WHERE area_level IN (${levels})`);
    for (const row of rows) {
      const area = at.get(String(row.ref_area));
      if (area === undefined) continue;
      const group = groupKey(sheet.dimensions.map(({ name }) => String(row[name])));
      const key = `${year} ${group}`;
      const draft = made.get(key) ?? makeDraft(index.codes.length);
      made.set(key, draft);
      fillDraft(draft, area, row);
    }
  }
  const slices = new Map([...made].map(([key, draft]) => [key, finishDraft(draft)]));
  const empty: Slice = { v: index.codes.map(() => null), status: '-'.repeat(index.codes.length) };
  const all = [...slices.values()];
  return {
    sheet,
    years,
    groups,
    slice: (year, group = TOTAL) => slices.get(`${year} ${group}`) ?? empty,
    sectors: await countSectors(release, sheet, cubes.find(({ year }) => year === years.at(-1))?.path),
    hasIntervals: all.some(({ lo }) => lo !== undefined),
    hasStandardised: all.some(({ s }) => s !== undefined),
    isWhole: all.every(({ v }) => v.every((value) => value === null || Number.isInteger(value))),
  };
}

/** Every combination of members, the total first, in the order of the sheet. */
function groupsOf({ dimensions }: Sheet): string[] {
  const combine = (sets: readonly (readonly string[])[]): string[][] =>
    sets.reduce<string[][]>((made, set) => made.flatMap((one) => set.map((member) => [...one, member])), [[]]);
  return combine(dimensions.map(({ members }) => [TOTAL, ...members])).map(groupKey);
}

/** The columns of a slice while rows are read into them. */
export interface Draft {
  readonly columns: Record<ColumnName, (number | null)[]>;
  readonly status: string[];
}

/** A draft of so many areas, of which nothing is known. */
export function makeDraft(length: number): Draft {
  const names = Object.keys(COLUMNS) as ColumnName[];
  const columns = Object.fromEntries(names.map((name) => [name, new Array(length).fill(null)]));
  return { columns: columns as Draft['columns'], status: new Array<string>(length).fill('-') };
}

/** Takes over a row of a cube at the place of its area. */
export function fillDraft({ columns, status }: Draft, area: number, row: Readonly<Record<string, Value>>): void {
  const isExact = (name: ColumnName) => name === 'n' || name === 'd' || name === 'v';
  for (const [name, from] of Object.entries(COLUMNS) as [ColumnName, string][]) {
    const value = row[from];
    if (value === null || value === undefined) continue;
    columns[name][area] = isExact(name) ? Number(value) : Number(Number(value).toPrecision(DIGITS));
  }
  const { obs_status, conf_status } = row;
  status[area] = obs_status === 'M' ? 'M' : String(obs_status === 'Q' ? conf_status : 'F');
}

/** The slice of a draft; columns that hold nothing are left out. */
export function finishDraft({ columns, status }: Draft): Slice {
  const kept = Object.entries(columns).filter(([name, column]) => name === 'v' || column.some((one) => one !== null));
  return { v: columns.v, ...(Object.fromEntries(kept) as Record<string, Column>), status: status.join('') };
}

async function countSectors({ engine, folder }: OpenRelease, sheet: Sheet, path: string | undefined) {
  if (path === undefined || !sheet.levels.some(({ level }) => level === 'sector')) return null;
  const isTotal = sheet.dimensions.map(({ name }) => ` AND ${printName(name)} = 'total'`).join('');
  const [row = {}] = await engine.query(
    `SELECT COUNT(*) AS areas, COUNT(*) FILTER (obs_value IS NOT NULL) AS shown
FROM read_parquet(${printText(literalPath(join(folder, path)))}, hive_partitioning = false)
WHERE area_level = 'sector'${isTotal}`,
  );
  return { areas: Number(row.areas), shown: Number(row.shown) };
}

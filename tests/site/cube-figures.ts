/**
 * The figures of a release as a page must write them: read from the cubes, with ranks, classes and
 * formats worked out once more.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, releaseOf } from '../release/computed.ts';
import { readParquet } from '../support/read-cube.ts';

export type Row = Readonly<Record<string, unknown>>;
/** What is read here of a sheet in `metadata/`. */
export interface SheetFile {
  readonly code: string;
  readonly measure: { readonly kind: string; readonly per: number; readonly unit_scale: number };
  readonly levels: readonly { readonly level: string }[];
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly code_lists: readonly { readonly codes: readonly Row[] }[];
  readonly texts: Readonly<Record<string, { readonly title: string; readonly unit: string } & Row>>;
}
export interface Cell {
  readonly state: 'shown' | 'suppressed' | 'empty' | 'none';
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
  readonly d: number | null;
}
export type Limits = readonly number[];

/** Areas of pages by place, as `data/common-<language>.js` has them. */
export interface Areas {
  readonly codes: readonly string[];
  readonly levels: readonly string[];
  readonly parents: readonly number[];
  readonly names: readonly string[];
}

/** The figures of one indicator of a release. */
export interface CubeFigures {
  readonly sheet: SheetFile;
  readonly years: readonly number[];
  readonly kind: string;
  readonly per: number;
  /** Levels of a map, coarsest first. */
  readonly levels: readonly string[];
  /** None of whole numbers; two where the country is below 10, one where it is below 10,000. */
  readonly decimals: number;
  readonly hasIntervals: boolean;
  readonly rows: (year: number) => readonly Row[];
  readonly cell: (year: number, area: string, group?: string, isStandardised?: boolean) => Cell;
}

const MAP_LEVELS = ['country', 'region', 'province', 'arrondissement', 'municipality'];
const NOTHING: Cell = { state: 'none', value: null, lower: null, upper: null, n: null, d: null };

/** Reads an indicator of a release, all of its years. */
export async function readCubeFigures(
  dataRoot: string,
  release: string,
  code: string,
  years: readonly number[],
): Promise<CubeFigures> {
  const path = releaseOf(dataRoot, release, join('metadata', `${code}.json`));
  const sheet = JSON.parse(readFileSync(path, 'utf8')) as SheetFile;
  const byYear = new Map<number, readonly Row[]>();
  for (const year of years) byYear.set(year, await readParquet(releaseOf(dataRoot, release, pathOf(code, year))));
  const rows = (year: number) => byYear.get(year) ?? [];
  const cells = new Map<string, Row>();
  for (const year of years)
    for (const row of rows(year)) cells.set(`${year} ${String(row.ref_area)} ${groupOf(sheet, row)}`, row);
  const mapped = years.flatMap(rows).filter((row) => row.area_level !== 'sector');
  const country = mapped.filter((row) => row.area_level === 'country' && groupOf(sheet, row) === 'total');
  const largest = Math.max(0, ...country.map((row) => Number(row.obs_value ?? 0)));
  const isWhole = mapped.every((row) => row.obs_value === null || Number.isInteger(row.obs_value));
  return {
    sheet,
    years,
    kind: sheet.measure.kind,
    per: sheet.measure.per * sheet.measure.unit_scale,
    levels: MAP_LEVELS.filter((level) => sheet.levels.some((one) => one.level === level)),
    decimals: isWhole ? 0 : largest < 10 ? 2 : largest < 10_000 ? 1 : 0,
    hasIntervals: mapped.some((row) => row.ci_lower !== null),
    rows,
    cell: (year, area, group = 'total', isStandardised = false) => {
      const row = cells.get(`${year} ${area} ${group}`);
      return row === undefined ? NOTHING : cellOf(row, isStandardised);
    },
  };
}

/** Members of a row as one key: `40-49`; `total` where all are. */
export function groupOf({ dimensions }: SheetFile, row: Row): string {
  const members = dimensions.map(({ name }) => String(row[name]));
  return members.every((member) => member === 'total') ? 'total' : members.join('|');
}

function cellOf(row: Row, isStandardised: boolean): Cell {
  // Limits and standardised values are published on pages to six digits.
  const six = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : null);
  const count = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return {
    state: row.obs_status === 'M' ? 'empty' : row.obs_status === 'Q' ? 'suppressed' : 'shown',
    value: isStandardised ? six(row.std_value) : count(row.obs_value),
    lower: six(isStandardised ? row.std_ci_lower : row.ci_lower),
    upper: six(isStandardised ? row.std_ci_upper : row.ci_upper),
    n: count(row.numerator),
    d: count(row.denominator),
  };
}

/** Rank ranges by area: behind all that are surely above it, before all surely below it. */
export function ranksOf(cells: ReadonlyMap<string, Cell>): Map<string, { first: number; last: number; of: number }> {
  const sure = [...cells].flatMap(([area, { state, lower, upper }]) =>
    state === 'shown' && lower !== null && upper !== null ? [{ area, lower, upper }] : [],
  );
  return new Map(
    sure.map(({ area, lower, upper }) => {
      const first = 1 + sure.filter((other) => other.lower > upper).length;
      const last = sure.length - sure.filter((other) => other.upper < lower).length;
      return [area, { first, last, of: sure.length }];
    }),
  );
}

/** Limits of classes over all years: quantiles (type 7) or equal steps, rounded to two digits. */
export function breaksOf(figures: CubeFigures, areas: readonly string[], group: string, scale: string): number[] {
  const values = figures.years
    .flatMap((year) => areas.map((area) => figures.cell(year, area, group).value ?? 0))
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  const limits = [0.2, 0.4, 0.6, 0.8].map((part) => {
    if (scale === 'steps') return least + (most - least) * part;
    const at = part * (values.length - 1);
    const [below = 0, above = below] = [values[Math.floor(at)], values[Math.floor(at) + 1]];
    return below + (above - below) * (at - Math.floor(at));
  });
  const rounded = limits.map((limit) => Number(limit.toPrecision(limit >= 100 ? 3 : 2)));
  return [...new Set(rounded)].filter((limit) => limit > least);
}

/** How the language of a page writes a number, and reads it. */
export function formatOf(language: string) {
  const locale = language === 'en' ? 'en-GB' : `${language}-BE`;
  const write = (value: number, decimals = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const signOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const read = (text: string) => Number(text.split(signOf('group')).join('').replace(signOf('decimal'), '.'));
  return { write, read };
}

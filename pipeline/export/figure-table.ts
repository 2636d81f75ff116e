/**
 * The figures of one indicator as a table that every format is written from: the columns of the
 * cube, and what is said in code in words as well.
 */
import { join } from 'node:path';
import type { Level } from '../catalogue/index.ts';
import type { Value } from '../engine/index.ts';
import { columnType, FIGURE_COLUMNS, keyColumns } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { literalPath } from '../run/index.ts';
import type { Sheet, SheetTexts } from '../sheet/index.ts';
import type { OpenRelease } from './open-release.ts';
import type { SelectedIndicator } from './select-figures.ts';
import { type ExportLanguage, type NamedColumn, WORDS } from './words.ts';

/** The columns of a cube that hold figures. */
export const FIGURES = FIGURE_COLUMNS.filter((name) => name !== 'obs_status' && name !== 'conf_status');

export interface Column {
  readonly name: string;
  /** `name`: another column in words. A `key` is one of the columns that distinguish cells. */
  readonly role: 'key' | 'name' | 'figure' | 'status';
  readonly type: 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'VARCHAR';
  /** What the column is called in the language. */
  readonly title: string;
}

export interface FigureTable {
  readonly code: string;
  readonly sheet: Sheet;
  readonly language: ExportLanguage;
  /** The sheet in the language, or in English where there is none. */
  readonly texts: SheetTexts;
  /** Where the figures come from. */
  readonly source: string;
  readonly years: readonly number[];
  readonly levels: readonly Level[];
  readonly columns: readonly Column[];
  /** Name of the view in the engine, and the order of its rows. */
  readonly relation: string;
  readonly order: string;
  readonly rows: number;
  /** Rows without figures, as they could disclose a person. */
  readonly suppressed: number;
}

export type FigureRow = Readonly<Record<string, Value>>;

/**
 * Relation of the areas in a language, once `nameAreas` has made it: code, level, name, and the
 * area that each lies in.
 */
export function namedAreas(language: ExportLanguage): string {
  return `area_in_${language}`;
}

/**
 * Names the areas of a release in a language: each as it is called there, else in the language of
 * its region.
 */
export async function nameAreas({ engine }: OpenRelease, language: ExportLanguage): Promise<void> {
  await engine.execute(`CREATE TABLE IF NOT EXISTS ${namedAreas(language)} AS
WITH place AS (
  SELECT ref_area, area_level, region, province, arrondissement, municipality,
    ROW_NUMBER() OVER (PARTITION BY ref_area ORDER BY vintage DESC) AS age
  FROM atlas.area
),
label AS (
  SELECT
    ref_area,
    MAX(name) FILTER (language = ${printText(language)}) AS asked,
    MAX(name) FILTER (language = 'nl') AS nl,
    MAX(name) FILTER (language = 'fr') AS fr
  FROM atlas.area_name
  GROUP BY ref_area
)
SELECT
  place.ref_area,
  place.area_level,
  COALESCE(asked, CASE WHEN region = '02000' THEN nl END, fr, nl, place.ref_area) AS area_name,
  CASE area_level
    WHEN 'sector' THEN municipality
    WHEN 'municipality' THEN arrondissement
    WHEN 'arrondissement' THEN COALESCE(province, region)
    WHEN 'province' THEN region
    WHEN 'region' THEN '01000'
  END AS parent
FROM place
LEFT JOIN label ON label.ref_area = place.ref_area
WHERE age = 1`);
}

/**
 * Makes the view of an indicator's figures under a name; the areas must be named in the language
 * before.
 *
 * @param selected with `onlyTotals`, the rows that are of no group: a table without the dimensions
 */
export async function makeTable(
  { engine, folder, manifest }: OpenRelease,
  { onlyTotals = false, ...indicator }: SelectedIndicator,
  language: ExportLanguage,
  relation = `figures_${indicator.sheet.code}`,
): Promise<FigureTable> {
  const { years, levels } = indicator;
  const sheet = onlyTotals ? { ...indicator.sheet, dimensions: [] } : indicator.sheet;
  const { code } = sheet;
  const words = WORDS[language];
  const isTotal = onlyTotals
    ? indicator.sheet.dimensions.map(({ name }) => ` AND cube.${printName(name)} = 'total'`)
    : [];
  const keys = keyColumns(sheet.dimensions.map(({ name }) => name));
  const files = manifest.cubes
    .filter((cube) => cube.code === code && years.includes(cube.year))
    .map(({ path }) => printText(literalPath(join(folder, path))));
  const say = (column: string, labels: Readonly<Record<string, string>>) => {
    const cases = Object.entries(labels).map(([name, label]) => `WHEN ${printText(name)} THEN ${printText(label)}`);
    return `CASE cube.${printName(column)} ${cases.join(' ')} ELSE cube.${printName(column)} END`;
  };
  const inWords = (key: string): readonly [name: string, sql: string][] => {
    if (key === 'time_period') return [];
    if (key === 'ref_area') return [['area_name', 'area_name']];
    return [[`${key}_name`, say(key, key === 'area_level' ? words.levels : words.members)]];
  };
  const selected = [
    ...keys.flatMap((key) => [[key, `cube.${printName(key)}`] as const, ...inWords(key)]),
    ...FIGURE_COLUMNS.map((name) => [name, `cube.${name}`] as const),
  ];
  await engine.execute(`CREATE OR REPLACE VIEW ${printName(relation)} AS
SELECT ${selected.map(([name, sql]) => `${sql} AS ${printName(name)}`).join(', ')}
FROM read_parquet([${files.join(', ')}], hive_partitioning = false) AS cube
LEFT JOIN ${namedAreas(language)} AS area ON area.ref_area = cube.ref_area
WHERE cube.area_level IN (${levels.map((level) => printText(level)).join(', ')})${isTotal.join('')}`);
  const [counted = {}] = await engine.query(
    `SELECT COUNT(*) AS n, COUNT(*) FILTER (obs_status = 'Q') AS suppressed FROM ${printName(relation)}`,
  );
  const texts = textsOf(sheet, language);
  return {
    code,
    sheet,
    language,
    texts,
    // The citation less the day on which somebody reads it.
    source: texts.citation.replace(/ \([^()]*\)$/, ''),
    years,
    levels,
    columns: selected.map(([name]) => describeColumn(name, keys, language)),
    relation: printName(relation),
    order: keys.map((key) => printName(key)).join(', '),
    rows: Number(counted.n),
    suppressed: Number(counted.suppressed),
  };
}

/** The rows of one year, in the order of the cube. */
export function readYear({ engine }: OpenRelease, table: FigureTable, year: number): Promise<FigureRow[]> {
  return engine.query(`SELECT * FROM ${table.relation} WHERE time_period = ${year} ORDER BY ${table.order}`);
}

/** A sheet in a language; in English, or in the first that there is, where it has none in that. */
export function textsOf({ code, texts }: Sheet, language: string): SheetTexts {
  const found = texts[language] ?? texts.en ?? Object.values(texts)[0];
  if (found === undefined) throw new Error(`${code} has no texts`);
  return found;
}

function describeColumn(name: string, keys: readonly string[], language: ExportLanguage): Column {
  const words = WORDS[language];
  const title = (of: string) => words.columns[of as NamedColumn] ?? of;
  const coded = name === 'area_name' ? 'ref_area' : name.replace(/_name$/, '');
  const isName = coded !== name && keys.includes(coded);
  const role = keys.includes(name) ? 'key' : isName ? 'name' : name.endsWith('_status') ? 'status' : 'figure';
  return {
    name,
    role,
    type: columnType(name) as Column['type'],
    title: isName ? `${title(coded)} (${words.inWords})` : title(name),
  };
}

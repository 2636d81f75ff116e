/** Writes a cube as the public may see it: its figures less those that are suppressed. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type Catalogue,
  effectivePer,
  type Indicator,
  illustrativeParametersOf,
  protectedEntity,
  type Texts,
} from '../catalogue/index.ts';
import { STANDARDISED, type UnprotectedCube, withheldColumns } from '../disclosure/index.ts';
import type { Engine } from '../engine/index.ts';
import { FIGURE_COLUMNS, keyColumns } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { parquet } from '../run/index.ts';
import { writeSource } from '../sheet/index.ts';
import { columnTexts } from './column-texts.ts';
import type { StatusCounts } from './manifest.ts';

/**
 * Writes the cube with what its statuses leave, sorted by every key. Nothing but what may be shown
 * is in the file, its statistics included. A standardised value is left out where its row, or a row
 * that it is made of, is suppressed.
 */
export async function publishCube(
  engine: Engine,
  catalogue: Catalogue,
  { code, relation }: UnprotectedCube,
  statusTable: string,
  { file, synthetic }: { readonly file: string; readonly synthetic: boolean },
): Promise<{ readonly rows: number; readonly counts: StatusCounts }> {
  const indicator = catalogue.indicators[code] as Indicator;
  const keys = keyColumns(indicator.dimensions).map((key) => printName(key));
  const beside = keys.filter((key) => key !== printName(strataOf(catalogue, code) ?? ''));
  const withheld = withheldColumns(catalogue.disclosure[protectedEntity(indicator.measure)]);
  const figure = (name: string) => {
    if (withheld.includes(name)) return `NULL::${name === 'numerator' ? 'BIGINT' : 'DOUBLE'} AS ${name}`;
    if (name === 'obs_status') return `CASE WHEN suppressed THEN 'Q' ELSE obs_status END AS obs_status`;
    if (name === 'conf_status') return 'verdict AS conf_status';
    const shown = STANDARDISED.includes(name) ? 'NOT suppressed_beside' : 'NOT suppressed';
    return `CASE WHEN ${shown} THEN ${name} END AS ${name}`;
  };
  mkdirSync(dirname(file), { recursive: true });
  const rows = await engine.execute(
    `-- release ${code}\nCOPY (
  WITH judged AS (
    SELECT cube.*, decided.conf_status AS verdict, decided.conf_status <> 'F' AS suppressed, decided.strata_suppressed
    FROM ${printName(relation)} AS cube
    JOIN ${printName(statusTable)} AS decided USING (${keys.join(', ')})
  ),
  row_of_cube AS (
    SELECT *, strata_suppressed OR BOOL_OR(suppressed) OVER (PARTITION BY ${beside.join(', ')}) AS suppressed_beside
    FROM judged
  )
  SELECT
    ${[...keys, ...FIGURE_COLUMNS.map(figure)].join(',\n    ')}
  FROM row_of_cube
  ORDER BY ${keys.join(', ')}
) TO ${printText(file)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${footer(catalogue, indicator, synthetic)}})`,
  );
  return { rows, counts: await countStatuses(engine, file) };
}

/**
 * Writes a published cube once more for the code that it has now: the footer is another one, rows
 * and columns are the same.
 */
export async function renameCube(
  engine: Engine,
  catalogue: Catalogue,
  { code, synthetic }: { readonly code: string; readonly synthetic: boolean },
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const indicator = catalogue.indicators[code] as Indicator;
  const keys = keyColumns(indicator.dimensions).map((key) => printName(key));
  mkdirSync(dirname(to), { recursive: true });
  await engine.execute(
    `-- release ${code}\nCOPY (SELECT * FROM ${parquet(from)} ORDER BY ${keys.join(', ')}) TO ${printText(to)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${footer(catalogue, indicator, synthetic)}})`,
  );
}

/**
 * The dimension whose members the standardised values of an indicator are made of; null where there
 * are none.
 */
export function strataOf(catalogue: Catalogue, code: string): string | null {
  const { standard } = catalogue.indicators[code] as Indicator;
  return standard === null ? null : (catalogue.standardPopulations[standard]?.dimension ?? null);
}

/**
 * What the footer of a file says of it: in English, or in the first language that there is;
 * `columns` is an object with a sentence a column.
 */
function footer(catalogue: Catalogue, indicator: Indicator, synthetic: boolean): string {
  const { hash, languages, disclosure, publisher } = catalogue;
  const illustrative = illustrativeParametersOf(catalogue, indicator).map(({ name }) => name);
  const language = languages.includes('en') ? 'en' : (languages[0] ?? '');
  const say = (texts: Texts) => texts[language] ?? '';
  const metadata = {
    code: indicator.code,
    title: say(indicator.title),
    unit: say(indicator.unit),
    per: String(effectivePer(indicator)),
    unit_scale: String(indicator.measure.unitScale),
    source: writeSource(indicator, { publisher, synthetic, illustrative }, language),
    synthetic: String(synthetic),
    ...(illustrative.length > 0 && { illustrative: illustrative.join(', ') }),
    ...(publisher !== null && { publisher: say(publisher.name) }),
    ...(publisher?.licence && { licence: publisher.licence.url }),
    catalogue_hash: hash,
    columns: JSON.stringify(
      columnTexts(indicator.dimensions, disclosure[protectedEntity(indicator.measure)], indicator.measure),
    ),
  };
  return Object.entries(metadata)
    .map(([key, value]) => `${key}: ${printText(value)}`)
    .join(', ');
}

async function countStatuses(engine: Engine, file: string): Promise<StatusCounts> {
  const columns = [
    ...['A', 'M', 'Q'].map((status) => ['obs_status', status] as const),
    ...['F', 'A', 'D'].map((status) => ['conf_status', status] as const),
  ];
  const counted = columns.map(([column, status]) => `COUNT(*) FILTER (${column} = '${status}') AS ${column}_${status}`);
  const [row = {}] = await engine.query(`SELECT ${counted.join(', ')} FROM ${parquet(file)}`);
  const count = (name: string) => Number(row[name]);
  return {
    obs_status: { A: count('obs_status_A'), M: count('obs_status_M'), Q: count('obs_status_Q') },
    conf_status: { F: count('conf_status_F'), A: count('conf_status_A'), D: count('conf_status_D') },
  };
}

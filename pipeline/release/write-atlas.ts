/**
 * Writes `atlas.duckdb`: every cube of the release over all years, with comments, and views of
 * indicators and areas. Made of released files alone.
 */
import { join } from 'node:path';
import { type Catalogue, illustrativeParametersOf, protectedEntity, referenceRootOf } from '../catalogue/index.ts';
import { indicatorOf } from '../disclosure/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import { emitReference, FIGURE_COLUMNS, keyColumns } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { literalPath, parquet } from '../run/index.ts';
import { noticesOf, type Sheet } from '../sheet/index.ts';
import { columnTexts } from './column-texts.ts';
import { ATLAS, type ReleasedCube } from './manifest.ts';

/** Columns of `sql/relations/area_place.sql`. */
const PLACE = ['area_level', 'ref_area', 'region', 'province', 'arrondissement', 'municipality'];

export interface AtlasRequest {
  readonly catalogue: Catalogue;
  /** Where the release is being made. */
  readonly folder: string;
  readonly cubes: readonly ReleasedCube[];
  readonly sheets: readonly Sheet[];
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
  readonly onTable?: (code: string) => void;
}

/**
 * An engine of its own that has seen no unprotected value writes the file, so that none can be in
 * it.
 *
 * @returns NIS codes of the municipalities by vintage
 */
export async function writeAtlas({
  catalogue,
  folder,
  cubes,
  sheets,
  onTable,
  ...request
}: AtlasRequest): Promise<Map<number, string[]>> {
  const engine = await openDuckDB(request.engine);
  const stop = () => engine.interrupt();
  request.signal?.addEventListener('abort', stop);
  try {
    if (request.signal?.aborted) stop();
    await engine.execute(`ATTACH ${printText(join(folder, ATLAS))} AS atlas`);
    await engine.execute('CREATE SCHEMA atlas.reference');
    await engine.execute(
      `CREATE TABLE atlas.reference.area (vintage INTEGER, ${PLACE.map((name) => `${name} VARCHAR`).join(', ')})`,
    );
    for (const vintage of [...new Set(cubes.map((cube) => cube.vintage))].sort()) {
      const { variables, statements } = emitReference(catalogue, ['area_place', 'area_name', 'nis_change'], {
        mapDate: `${vintage}-12-31`,
        referenceRoot: literalPath(referenceRootOf(catalogue.file)),
      });
      for (const [name, literal] of Object.entries(variables))
        await engine.execute(`SET VARIABLE ${name} = ${literal}`);
      for (const { sql } of statements) await engine.execute(sql);
      await engine.execute(
        `INSERT INTO atlas.reference.area SELECT ${vintage}, ${PLACE.join(', ')} FROM area_place ORDER BY ALL`,
      );
    }
    await engine.execute('CREATE TABLE atlas.reference.area_name AS SELECT * FROM area_name ORDER BY ALL');
    await engine.execute('CREATE TABLE atlas.reference.area_change AS SELECT * FROM nis_change ORDER BY ALL');
    await engine.execute(`CREATE TABLE atlas.reference.indicator AS ${describe(catalogue, cubes, sheets)}`);
    await engine.execute(`CREATE TABLE atlas.reference.about AS ${about(catalogue, cubes)}`);
    await engine.execute('USE atlas');
    // In one transaction: each statement by itself would be forced to disk.
    await engine.execute('BEGIN');
    for (const sheet of sheets) {
      onTable?.(sheet.code);
      const files = cubes.filter(({ code }) => code === sheet.code).map(({ path }) => join(folder, path));
      const table = printName(sheet.code);
      const keys = keyColumns(sheet.dimensions.map(({ name }) => name)).map((key) => printName(key));
      await engine.execute(`CREATE TABLE ${table} AS SELECT * FROM ${parquet(files)} ORDER BY ${keys.join(', ')}`);
      for (const sql of comments(catalogue, sheet)) await engine.execute(sql);
    }
    for (const sql of [...VIEWS, ...totals(sheets)]) await engine.execute(sql);
    await engine.execute('COMMIT');
    const municipalities = await readMunicipalities(engine);
    await engine.execute('USE memory');
    await engine.execute('CHECKPOINT atlas');
    await engine.execute('DETACH atlas');
    return municipalities;
  } finally {
    request.signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

async function readMunicipalities(engine: Engine): Promise<Map<number, string[]>> {
  const rows = await engine.query(
    `SELECT vintage, ref_area FROM atlas.reference.area WHERE area_level = 'municipality' ORDER BY ALL`,
  );
  const found = new Map<number, string[]>();
  for (const { vintage, ref_area } of rows)
    found.set(Number(vintage), [...(found.get(Number(vintage)) ?? []), String(ref_area)]);
  return found;
}

const VIEWS = [
  'CREATE VIEW indicator AS SELECT * FROM reference.indicator',
  `COMMENT ON VIEW indicator IS 'every indicator of the release: one row each'`,
  'CREATE VIEW about AS SELECT * FROM reference.about',
  `COMMENT ON VIEW about IS 'what the release is: synthetic or not, by whom and under which licence it is published'`,
  'CREATE VIEW area AS SELECT * FROM reference.area',
  `COMMENT ON VIEW area IS 'every area with the areas that it lies in, on the municipal map of 31 December of the vintage'`,
  'CREATE VIEW area_name AS SELECT ref_area, language, name FROM reference.area_name',
  `COMMENT ON VIEW area_name IS 'what areas are called, by language'`,
  'CREATE VIEW area_change AS SELECT old_nis, new_nis, effective_date FROM reference.area_change',
  `COMMENT ON VIEW area_change IS 'municipalities that were merged or got another code: old, new, first day'`,
];

/**
 * The rows of every indicator that are of no group, one below the other: to compare indicators,
 * which differ in their dimensions.
 */
function totals(sheets: readonly Sheet[]): string[] {
  const columns = ['time_period', 'area_level', 'ref_area', ...FIGURE_COLUMNS].join(', ');
  const parts = sheets.map(({ code, dimensions }) => {
    const isTotal = dimensions.map(({ name }) => `${printName(name)} = 'total'`);
    const where = isTotal.length === 0 ? '' : ` WHERE ${isTotal.join(' AND ')}`;
    return `SELECT ${printText(code)} AS code, ${columns} FROM ${printName(code)}${where}`;
  });
  return [
    `CREATE VIEW total AS ${parts.join(' UNION ALL ')}`,
    `COMMENT ON VIEW total IS 'the total rows of every indicator'`,
  ];
}

/** One row an indicator; texts in a column for each language. */
function describe(catalogue: Catalogue, cubes: readonly ReleasedCube[], sheets: readonly Sheet[]): string {
  const rows = sheets.map((sheet) => {
    const years = cubes.filter(({ code }) => code === sheet.code).map(({ year }) => year);
    const texts = catalogue.languages.flatMap((language) => {
      const { title, description, unit } = sheet.texts[language] ?? {};
      return [title, description, unit].map((text) => printText(text ?? ''));
    });
    const { code, measure, dimensions, smallest_level, schedule, metadata_date } = sheet;
    return [
      printText(code),
      printText(measure.kind),
      `${measure.per}::DOUBLE`,
      `${measure.unit_scale}::DOUBLE`,
      printText(dimensions.map(({ name }) => name).join(', ')),
      printText(smallest_level),
      Math.min(...years),
      Math.max(...years),
      printText(`${schedule.refresh}, Y-${schedule.lag_years}`),
      `DATE ${printText(metadata_date)}`,
      ...texts,
    ];
  });
  const names = [
    ...[
      'code',
      'measure',
      'per',
      'unit_scale',
      'dimensions',
      'smallest_level',
      'first_year',
      'last_year',
      'refresh',
      'metadata_date',
    ],
    ...catalogue.languages.flatMap((language) => ['title', 'description', 'unit'].map((name) => `${name}_${language}`)),
  ];
  return `SELECT * FROM (VALUES ${rows.map((row) => `(${row.join(', ')})`).join(',\n')}) AS v (${names.join(', ')}) ORDER BY code`;
}

/** One row: what readers of a copy of the database have to know before they use a figure. */
function about(catalogue: Catalogue, cubes: readonly ReleasedCube[]): string {
  const { publisher, languages } = catalogue;
  const language = languages.includes('en') ? 'en' : (languages[0] ?? '');
  const codes = [...new Set(cubes.map(({ code }) => code))];
  const marked = codes.filter((code) => illustrativeParametersOf(catalogue, indicatorOf(catalogue, code)).length > 0);
  const metadata = {
    illustrative: marked.length === 0 ? undefined : marked.join(', '),
    publisher: publisher?.name[language],
    publisher_url: publisher?.url?.[language],
    contact: publisher?.contact?.[language],
    licence: publisher?.licence?.name[language],
    licence_url: publisher?.licence?.url,
  };
  const texts = Object.entries(metadata).map(
    ([name, text]) => `${text === undefined ? 'NULL::VARCHAR' : printText(text)} AS ${name}`,
  );
  return `SELECT ${[`${cubes.some(({ synthetic }) => synthetic)} AS synthetic`, ...texts].join(', ')}`;
}

function comments(catalogue: Catalogue, { code, texts, dimensions }: Sheet): string[] {
  const own = texts.en ?? texts[catalogue.languages[0] ?? ''];
  const name = own === undefined ? code : own.unit === '' ? own.title : `${own.title} (${own.unit})`;
  const notices = own === undefined ? [] : noticesOf(own);
  const table = printName(code);
  const { measure } = indicatorOf(catalogue, code);
  const metadata = columnTexts(
    dimensions.map((dimension) => dimension.name),
    catalogue.disclosure[protectedEntity(measure)],
    measure,
  );
  return [
    `COMMENT ON TABLE ${table} IS ${printText([...notices, name].join(' '))}`,
    ...Object.entries(metadata).map(
      ([name, text]) => `COMMENT ON COLUMN ${table}.${printName(name)} IS ${printText(text)}`,
    ),
  ];
}

/** Writes `atlas.duckdb`: every cube of the release over all years, with comments, and views of indicators and areas. Made of released files alone. */
import { join } from 'node:path';
import { type Catalogue, referenceRootOf, type Sheet } from '../catalogue/index.ts';
import { type EngineOptions, openDuckDB } from '../engine/index.ts';
import { emitReference, keyColumns } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { literalPath } from '../run/index.ts';
import { ATLAS, type ReleasedCube } from './manifest.ts';
import { parquet } from './publish-cube.ts';

/** What the columns of every table are; a dimension is called by its name. */
const COLUMNS: Readonly<Record<string, string>> = {
  time_period: 'reference year',
  area_level: 'country, region, province, arrondissement, municipality or sector',
  ref_area: 'NIS code, or sector code',
  numerator: 'counted; NULL where masked',
  denominator: 'of how many members; NULL where masked, and for a plain count',
  obs_value: 'numerator / denominator x per, unrounded; NULL where masked, or where the denominator is 0',
  ci_lower: 'lower limit of the 95 % interval of obs_value',
  ci_upper: 'upper limit of the 95 % interval of obs_value',
  std_value: 'obs_value as if every area were composed alike; on total rows',
  std_ci_lower: 'lower limit of the 95 % interval of std_value',
  std_ci_upper: 'upper limit of the 95 % interval of std_value',
  obs_status: 'SDMX: A normal, M missing (denominator 0), Q suppressed',
  conf_status: 'SDMX: F free, A masked as a small count, D masked so that none can be derived',
};

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

/** An engine of its own that has seen no unprotected value writes the file, so that none can be in it. */
export async function writeAtlas({
  catalogue,
  folder,
  cubes,
  sheets,
  onTable,
  ...request
}: AtlasRequest): Promise<void> {
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
      const { variables, statements } = emitReference(catalogue, ['area_place', 'area_name'], {
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
    await engine.execute(`CREATE TABLE atlas.reference.indicator AS ${describe(catalogue, cubes, sheets)}`);
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
    for (const sql of VIEWS) await engine.execute(sql);
    await engine.execute('COMMIT');
    await engine.execute('USE memory');
    await engine.execute('CHECKPOINT atlas');
    await engine.execute('DETACH atlas');
  } finally {
    request.signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

const VIEWS = [
  'CREATE VIEW indicator AS SELECT * FROM reference.indicator',
  `COMMENT ON VIEW indicator IS 'every indicator of the release: one row each'`,
  'CREATE VIEW area AS SELECT * FROM reference.area',
  `COMMENT ON VIEW area IS 'every area with the areas that it lies in, on the municipal map of 31 December of the vintage'`,
  'CREATE VIEW area_name AS SELECT ref_area, language, name FROM reference.area_name',
  `COMMENT ON VIEW area_name IS 'what areas are called, by language'`,
];

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

function comments(catalogue: Catalogue, { code, texts, dimensions }: Sheet): string[] {
  const { title, unit } = texts.en ?? texts[catalogue.languages[0] ?? ''] ?? { title: code, unit: '' };
  const table = printName(code);
  const labels = dimensions.map(({ name }) => [name, `${name}; total is the margin`] as const);
  return [
    `COMMENT ON TABLE ${table} IS ${printText(unit === '' ? title : `${title} (${unit})`)}`,
    ...[...Object.entries(COLUMNS), ...labels].map(
      ([name, said]) => `COMMENT ON COLUMN ${table}.${printName(name)} IS ${printText(said)}`,
    ),
  ];
}

/**
 * The same files in readers that are no npm packages: those of Python (named by $PYTHON, else
 * python3) and LibreOffice, each where it is installed. With CUBES_NEEDS_READERS (.ci/run installs
 * them) none of Python is left out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { ExportRequest } from '../../pipeline/export/index.ts';
import type { Cell } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { exportTo, isSuppressed, released, releasedCells } from './exported.ts';

const CODE = 'cube_013_001';
const PYTHON = process.env.PYTHON ?? 'python3';

/** With it a reader that is missing is a failure, and not left out. */
const NEEDS_ALL = process.env.CUBES_NEEDS_READERS !== undefined;
/** A folder with the oldest DuckDB that reads a release. */
const OLDEST = process.env.CUBES_OLDEST_DUCKDB ?? '';

const missing: string[] = [];
const imports = (module: string) => {
  if (NEEDS_ALL || spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0) return true;
  missing.push(module);
  return false;
};
const isInstalled = (command: string) => spawnSync(command, ['--version']).status === 0;

let dataRoot: string;
let expected: { rows: number; suppressed: number; numerator: number };
beforeAll(async () => {
  // What a newcomer's machine leaves out is said, so that nobody takes it for passed.
  if (missing.length > 0)
    process.stderr.write(`not installed, and left out: ${missing.join('; ')}. .ci/run installs them.\n`);
  dataRoot = await released([CODE], [2023]);
  expected = summary(await releasedCells(dataRoot, CODE, [2023]));
});

function summary(cells: readonly Cell[]) {
  const numerator = cells.reduce((sum, cell) => sum + Number(cell.numerator ?? 0), 0);
  return { rows: cells.length, suppressed: cells.filter(isSuppressed).length, numerator };
}

/** What a script prints as JSON; it finds the exported folder in `out`. */
async function read(
  format: string,
  script: readonly string[],
  { env = {}, ...more }: { readonly env?: Readonly<Record<string, string>> } & Partial<ExportRequest> = {},
): Promise<unknown> {
  const { out } = await exportTo(dataRoot, { format, ...more });
  const lines = ['import json, sys', 'out = sys.argv[1]', ...script];
  return JSON.parse(
    execFileSync(PYTHON, ['-W', 'ignore', '-c', lines.join('\n'), out], {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, ...env },
    }),
  );
}

const print = (rows: string, suppressed: string, numerator: string) =>
  `print(json.dumps({"rows": int(${rows}), "suppressed": int(${suppressed}), "numerator": int(${numerator})}))`;

it.runIf(imports('pysdmx.io, pandas'))('pysdmx reads the data by their structure', async () => {
  const found = await read('sdmx-csv', [
    'from pysdmx.io import get_datasets',
    `data = get_datasets(f"{out}/${CODE}.sdmx.csv", f"{out}/${CODE}.structure.json")[0].data`,
    print('len(data)', '(data.OBS_STATUS == "Q").sum()', 'data.NUMERATOR.sum()'),
  ]);
  expect(found).toEqual(expected);
});

it.runIf(imports('frictionless'))('frictionless validates the package and reads its tables', async () => {
  const found = await read('data-package', [
    'import os; os.chdir(out)',
    'from frictionless import Package, validate',
    'report = validate("datapackage.json")',
    'assert report.valid, report.flatten(["title", "note"])',
    `rows = Package("datapackage.json").get_resource("${CODE}").read_rows()`,
    print('len(rows)', 'sum(r["obs_status"] == "Q" for r in rows)', 'sum(r["numerator"] or 0 for r in rows)'),
  ]);
  expect(found).toEqual(expected);
});

it.runIf(imports('csvw'))('csvw reads the table by its metadata', async () => {
  const found = await read('csv', [
    'from csvw import CSVW',
    `table = CSVW(f"{out}/${CODE}.csv-metadata.json", validate=True)`,
    'assert table.is_valid, [str(w.message) for w in table.warnings]',
    'rows = list(table.tables[0].iterdicts())',
    print('len(rows)', 'sum(r["obs_status"] == "Q" for r in rows)', 'sum(r["numerator"] or 0 for r in rows)'),
  ]);
  expect(found).toEqual(expected);
});

it.runIf(imports('pyarrow.parquet'))('pyarrow reads the file, types and footer', async () => {
  const found = await read('parquet', [
    'import pyarrow.parquet as parquet, pyarrow.compute as compute',
    `table = parquet.read_table(f"{out}/${CODE}.parquet")`,
    'assert str(table.schema.field("numerator").type) == "int64"',
    `assert table.schema.metadata[b"code"] == b"${CODE}"`,
    print(
      'table.num_rows',
      'compute.sum(compute.equal(table["obs_status"], "Q")).as_py()',
      'compute.sum(table["numerator"]).as_py()',
    ),
  ]);
  expect(found).toEqual(expected);
});

it.runIf(imports('csvw'))(
  'csvw reads a table with `;`, a decimal comma and a byte order mark by its metadata',
  async () => {
    const form = { csv: { bom: true, delimiter: ';', decimal: ',' } };
    const script = [
      'from csvw import CSVW',
      `assert open(f"{out}/${CODE}.csv", "rb").read(3) == b"\\xef\\xbb\\xbf"`,
      `table = CSVW(f"{out}/${CODE}.csv-metadata.json", validate=True)`,
      'assert table.is_valid, [str(w.message) for w in table.warnings]',
      'rows = list(table.tables[0].iterdicts())',
      'assert any(r["obs_value"] is not None and r["obs_value"] % 1 for r in rows)',
      print('len(rows)', 'sum(r["obs_status"] == "Q" for r in rows)', 'sum(r["numerator"] or 0 for r in rows)'),
    ];
    expect(await read('csv', script, form)).toEqual(expected);
  },
);

it.runIf(imports('polars'))('polars reads the file', async () => {
  const found = await read('parquet', [
    'import polars',
    `table = polars.read_parquet(f"{out}/${CODE}.parquet")`,
    print('table.height', '(table["obs_status"] == "Q").sum()', 'table["numerator"].sum()'),
  ]);
  expect(found).toEqual(expected);
});

it.runIf(imports('fastparquet'))('fastparquet reads the file', async () => {
  const found = await read('parquet', [
    'import fastparquet',
    `table = fastparquet.ParquetFile(f"{out}/${CODE}.parquet").to_pandas()`,
    print('len(table)', '(table["obs_status"] == "Q").sum()', 'table["numerator"].sum()'),
  ]);
  expect(found).toEqual(expected);
});

const DUCKDB = [
  'import duckdb',
  `rows, suppressed, numerator = duckdb.sql(f"SELECT COUNT(*), COUNT(*) FILTER (obs_status = 'Q'), SUM(numerator) FROM '{out}/${CODE}.parquet'").fetchall()[0]`,
  print('rows', 'suppressed', 'numerator'),
];

it.runIf(imports('duckdb'))('the newest DuckDB reads the file', async () => {
  expect(await read('parquet', DUCKDB)).toEqual(expected);
});

it.runIf(NEEDS_ALL || OLDEST !== '')('the oldest DuckDB that is promised reads the file', async () => {
  const script = [...DUCKDB, 'assert duckdb.__version__ == "1.1.3", duckdb.__version__'];
  expect(await read('parquet', script, { env: { PYTHONPATH: OLDEST } })).toEqual(expected);
});

it.runIf(imports('jsonstat_validator'))('jsonstat-validator finds the dataset valid', async () => {
  const found = await read('json-stat', [
    'from jsonstat_validator import validate_jsonstat',
    `data = json.load(open(f"{out}/${CODE}.json"))`,
    'print(json.dumps(validate_jsonstat(data)))',
  ]);
  expect(found).toBe(true);
});

it.runIf(imports('rdflib'))(
  'rdflib reads the catalogue: every distribution has a format, a language and a checksum',
  async () => {
    const script = [
      'from rdflib import Graph, Namespace, RDF',
      'dcat, dct, spdx = [Namespace(n) for n in ("http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://spdx.org/rdf/terms#")]',
      'graph = Graph().parse(f"{out}/catalog.jsonld", format="json-ld")',
      'files = list(graph.subjects(RDF.type, dcat.Distribution))',
      'complete = [f for f in files if all(graph.value(f, p) for p in (dct["format"], dct.language, spdx.checksum, dct.license))]',
      'print(json.dumps({"files": len(files), "complete": len(complete)}))',
    ];
    const more = { baseUrl: 'https://example.org/2026Q4/', license: 'https://creativecommons.org/licenses/by/4.0/' };
    const { files, complete } = (await read('dcat', script, more)) as { files: number; complete: number };
    expect(complete).toBe(files);
    expect(files).toBeGreaterThan(2);
  },
);

it.runIf(imports('openpyxl'))(
  'openpyxl reads the workbook, with its filter, number formats and landscape pages',
  async () => {
    const found = await read('xlsx', [
      'import openpyxl',
      `sheet = openpyxl.load_workbook(f"{out}/${CODE}.xlsx").worksheets[0]`,
      'rows = list(sheet.iter_rows(min_row=2, values_only=True))',
      'assert sheet.auto_filter.ref == sheet.dimensions, sheet.auto_filter.ref',
      'assert sheet.page_setup.orientation == "landscape"',
      'formats = {c.number_format for row in sheet.iter_rows(min_row=2) for c in row if isinstance(c.value, (int, float))}',
      'assert formats == {"0", "#,##0", "#,##0.00"}, formats',
      print('len(rows)', 'sum(r[-2] == "Q" for r in rows)', 'sum(r[7] or 0 for r in rows)'),
    ]);
    expect(found).toEqual(expected);
  },
);

it.runIf(isInstalled('soffice'))('LibreOffice opens the workbook', async () => {
  const { out } = await exportTo(dataRoot, { format: 'xlsx' });
  const folder = makeDataRoot();
  const profile = `-env:UserInstallation=file://${makeDataRoot()}`;
  execFileSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    'csv',
    '--outdir',
    folder,
    join(out, `${CODE}.xlsx`),
  ]);
  const rows: string[][] = parse(readFileSync(join(folder, `${CODE}.csv`)), { from_line: 2 });
  const numerator = rows.reduce((sum, row) => sum + Number(row[7]), 0);
  expect({ rows: rows.length, suppressed: rows.filter((row) => row.at(-2) === 'Q').length, numerator }).toEqual(
    expected,
  );
});

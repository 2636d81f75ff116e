/**
 * The same files in readers that are no npm packages: those of Python (named by $PYTHON, else
 * python3) and LibreOffice, each where it is installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import type { Cell } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { exportTo, isSuppressed, released, releasedCells } from './exported.ts';

const CODE = 'cube_013_001';
const PYTHON = process.env.PYTHON ?? 'python3';

const imports = (module: string) => spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;
const isInstalled = (command: string) => spawnSync(command, ['--version']).status === 0;

let dataRoot: string;
let expected: { rows: number; suppressed: number; numerator: number };
beforeAll(async () => {
  dataRoot = await released([CODE], [2023]);
  expected = summary(await releasedCells(dataRoot, CODE, [2023]));
});

function summary(cells: readonly Cell[]) {
  const numerator = cells.reduce((sum, cell) => sum + Number(cell.numerator ?? 0), 0);
  return { rows: cells.length, suppressed: cells.filter(isSuppressed).length, numerator };
}

/** What a script prints as JSON; it finds the exported folder in `out`. */
async function read(format: string, script: readonly string[]): Promise<unknown> {
  const { out } = await exportTo(dataRoot, { format });
  const lines = ['import json, sys', 'out = sys.argv[1]', ...script];
  return JSON.parse(
    execFileSync(PYTHON, ['-W', 'ignore', '-c', lines.join('\n'), out], { encoding: 'utf8', stdio: 'pipe' }),
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

it.runIf(imports('openpyxl'))('openpyxl reads the workbook', async () => {
  const found = await read('xlsx', [
    'import openpyxl',
    `rows = list(openpyxl.load_workbook(f"{out}/${CODE}.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True))`,
    print('len(rows)', 'sum(r[-2] == "Q" for r in rows)', 'sum(r[7] or 0 for r in rows)'),
  ]);
  expect(found).toEqual(expected);
});

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

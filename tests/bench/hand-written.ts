/**
 * Part c, as a process of its own: what a user would write instead, one good query per indicator,
 * one after the other, each writing its Parquet.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { WRITTEN } from './hand-written/indicators.ts';

export interface HandWritten {
  readonly threads: number;
  readonly memoryLimit: string;
  /** The folder of `indicators.yaml`, `sql/` and `data/reference`. */
  readonly root: string;
  readonly dataRoot: string;
  readonly out: string;
  readonly year: number;
  readonly mapDate: string;
  readonly indicators: readonly string[];
}

/**
 * The rules on geography and people, and the tables that every query shares: made once, as a
 * project of models would.
 */
const SHARED = ['nis_code', 'nis_change', 'statistical_sector', 'municipality', 'municipality_succession', 'sector']
  .concat('beneficiary_year', 'practitioner_year', 'area_closure', 'area')
  .map((name) => ({ name, folder: /^(nis_|statistical_)/.test(name) ? 'sources' : 'relations' }));

const asked = JSON.parse(process.argv[2] ?? '') as HandWritten;
const templates = join(asked.root, 'tests', 'bench', 'hand-written');
const source = (table: string) => join(asked.dataRoot, 'claims', table, `year=${asked.year}`, '*.parquet');
const places: Readonly<Record<string, string>> = {
  claims: source('health_care'),
  population: source('population'),
  practitioner: source('practitioner'),
  reference: join(asked.root, 'data', 'reference'),
  year: String(asked.year),
  'member-with-codes': readTemplate('member-with-codes'),
  'member-of-medical-house': readTemplate('member-of-medical-house'),
  'member-of-practice': readTemplate('member-of-practice'),
  gp_allocation: readFileSync(join(asked.root, 'sql', 'relations', 'gp_allocation.sql'), 'utf8'),
};

const tempDirectory = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
const engine = await openDuckDB({ threads: asked.threads, memoryLimit: asked.memoryLimit, tempDirectory });
try {
  await engine.setVariable('year', asked.year);
  await engine.execute(`SET VARIABLE map_date = DATE '${asked.mapDate}'`);
  await engine.setVariable('reference_root', join(asked.root, 'data', 'reference'));
  for (const statement of fill(readTemplate('models'), {}).split(/;\n/)) {
    if (statement.trim() !== '') await engine.execute(statement);
  }
  for (const { name, folder } of SHARED) {
    const sql = readFileSync(join(asked.root, 'sql', folder, `${name}.sql`), 'utf8');
    await engine.execute(`CREATE TABLE ${name} AS\n${sql}`);
  }
  mkdirSync(asked.out, { recursive: true });
  for (const indicator of asked.indicators) {
    const written = WRITTEN[indicator];
    if (written === undefined) throw new Error(`${indicator}: nobody wrote it by hand`);
    const query = fill(readTemplate(written.template), { ...written.values, indicator });
    await engine.execute(
      `COPY (\n${query}\n) TO '${join(asked.out, `${indicator}.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
} finally {
  engine.close();
  rmSync(tempDirectory, { recursive: true, force: true });
}

function readTemplate(name: string): string {
  return readFileSync(join(templates, `${name}.sql`), 'utf8').trimEnd();
}

/** Fills the places of a template, and those of what was filled in. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
    const value = values[place] ?? places[place];
    if (value === undefined) throw new Error(`nothing stands for {{${place}}}`);
    return value;
  });
  return filled.includes('{{') ? fill(filled, values) : filled;
}

/**
 * The deliveries that are measured on: synthesised once and kept, in three orders of rows, about a
 * third of them with a code that the catalogue asks for.
 */
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Catalogue, referenceRootOf } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { ingest } from '../../pipeline/ingest/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';

export const ORDERS = ['arrival', 'beneficiary', 'code'] as const;
export type Order = (typeof ORDERS)[number];

export interface Kept {
  /** Folder of all deliveries of this many people. */
  readonly root: string;
  readonly beneficiaries: number;
  readonly catalogue: Catalogue;
}

/** What a delivery holds, for the head of the tables. */
export interface Size {
  readonly claims: number;
  readonly people: number;
  /** Share of the claims with a code of a list that a variable of beneficiaries asks for. */
  readonly relevant: number;
  readonly bytes: number;
}

/** A national delivery: every kind of care, of which the catalogue asks for a third. */
const RELEVANT_SHARE = 1 / 3;

/**
 * What else is billed, as the first five digits of codes: nursing, clinical biology, physiotherapy.
 * The sixth is the check digit.
 */
const OTHER_CARE = [
  [42500, 42590],
  [54000, 55900],
  [56000, 56450],
] as const;

const SORT: Readonly<Record<Exclude<Order, 'beneficiary'>, string>> = {
  // By month of booking, up to three months after the service, and in no order within it.
  arrival: `date_trunc('month', "SS00015" + (hash(hash('booking', "SS00010", "SS00015", "SS00020")) % 90)::INTEGER), hash(hash("SS00010", "SS00015", "SS00020", "SS00065A")), "QUANTITY"`,
  code: '"SS00020", hash(hash("SS00010", "SS00015", "SS00065A")), "QUANTITY"',
};

/** The data root of an order. */
export function dataRootOf({ root }: Kept, order: Order): string {
  return join(root, order);
}

/** Makes what is missing of an order and its years, each year whole or not at all. */
export async function prepare(kept: Kept, order: Order, years: readonly number[]): Promise<void> {
  const missing = years.filter((year) => !existsSync(claimsOf(kept, order, year)));
  if (missing.length === 0) return;
  if (order !== 'arrival') await prepare(kept, 'arrival', missing);
  if (order === 'beneficiary') return ingestYears(kept, missing);
  mkdirSync(kept.root, { recursive: true });
  const spill = join(kept.root, 'tmp');
  const engine = await openDuckDB({ threads: 2, memoryLimit: '6GB', tempDirectory: spill });
  try {
    for (const year of missing) {
      if (order === 'arrival') await synthesiseYear(engine, kept, year);
      else await sortYear(engine, kept, order, year);
      console.error(`${order} ${year}: made`);
    }
  } finally {
    engine.close();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** Reports what the arrival delivery of a year holds. */
export async function sizeOf(kept: Kept, year: number): Promise<Size> {
  const engine = await openDuckDB({ threads: 2, memoryLimit: '6GB', tempDirectory: join(kept.root, 'tmp') });
  try {
    const claims = read(claimsOf(kept, 'arrival', year));
    const [row] = await engine.query(`SELECT
      count(*) AS claims,
      count(*) FILTER ("SS00020" IN (${relevantCodes(kept.catalogue)})) / count(*) AS relevant,
      (SELECT count(*) FROM ${read(folderOf(kept, 'arrival', 'population', year))}) AS people
      FROM ${claims}`);
    const [file] = await engine.query(
      `SELECT sum(total_compressed_size)::BIGINT AS bytes FROM parquet_metadata('${claimsOf(kept, 'arrival', year)}/*.parquet')`,
    );
    return {
      claims: Number(row?.claims),
      people: Number(row?.people),
      relevant: Number(row?.relevant),
      bytes: Number(file?.bytes),
    };
  } finally {
    engine.close();
  }
}

/**
 * Synthesises a year, gives most claims a code that the catalogue does not ask for, and writes them
 * in order of arrival.
 */
async function synthesiseYear(engine: Engine, kept: Kept, year: number): Promise<void> {
  const raw = join(kept.root, `raw-${year}`);
  rmSync(raw, { recursive: true, force: true });
  await synthesise(engine, {
    dataRoot: raw,
    referenceRoot: referenceRootOf(kept.catalogue.file),
    sqlRoot: join(dirname(kept.catalogue.file), 'sql'),
    beneficiaries: kept.beneficiaries,
    years: [year],
    seed: 1,
    force: true,
  });
  const claims = read(join(raw, 'claims', 'health_care', `year=${year}`));
  const relevant = relevantCodes(kept.catalogue);
  const [row] = await engine.query(
    `SELECT count(*) FILTER ("SS00020" IN (${relevant})) / count(*) AS share FROM ${claims}`,
  );
  const chance = Math.min(1, RELEVANT_SHARE / Number(row?.share));
  await engine.execute(`CREATE OR REPLACE TABLE other_code AS
    SELECT code, row_number() OVER (ORDER BY hash(code)) - 1 AS place
    FROM (
      ${OTHER_CARE.map(([from, to]) => `SELECT base * 10 + base % 7 AS code FROM range(${from}, ${to}) AS r(base)`).join(' UNION ALL ')}
    )
    WHERE code NOT IN (${knownCodes(kept.catalogue)})`);
  const [other] = await engine.query('SELECT count(*) AS codes FROM other_code');
  // A correction goes with what it takes back: both have the same person, code, practitioner and
  // day.
  const service = `hash(hash("SS00010", "SS00015", "SS00020", "SS00065A"))`;
  const recoded = `SELECT claim.* EXCLUDE (place) REPLACE (coalesce(other_code.code, claim."SS00020")::INTEGER AS "SS00020")
    FROM (
      SELECT
        *,
        CASE WHEN "SS00020" IN (${relevant}) AND ${service} % 10000 >= ${Math.round(chance * 10000)}
          -- Few codes make most of what is billed.
          THEN floor(${Number(other?.codes)} * pow(((${service} >> 20) % 65536) / 65536.0, 3))::BIGINT
        END AS place
      FROM ${claims}
    ) AS claim
    LEFT JOIN other_code ON other_code.place = claim.place`;
  await writeClaims(engine, kept, 'arrival', year, recoded);
  for (const table of ['population', 'practitioner'] as const) {
    const folder = folderOf(kept, 'arrival', table, year);
    mkdirSync(dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(raw, 'claims', table, `year=${year}`), folder);
  }
  publish(kept, 'arrival', year);
  rmSync(raw, { recursive: true, force: true });
}

/** Clustered by beneficiary is what `cubes ingest` makes of a delivery. */
async function ingestYears(kept: Kept, years: readonly number[]): Promise<void> {
  const [out, tempDirectory] = [dataRootOf(kept, 'beneficiary'), join(kept.root, 'tmp')];
  await ingest({
    catalogue: kept.catalogue,
    dataRoot: dataRootOf(kept, 'arrival'),
    out,
    sources: [],
    years,
    force: true,
    engine: { threads: 2, memoryLimit: '6GB', tempDirectory },
  });
}

/**
 * Writes the claims of a year as they arrived in another order, beside the same population and
 * practitioners.
 */
async function sortYear(engine: Engine, kept: Kept, order: Exclude<Order, 'beneficiary'>, year: number): Promise<void> {
  await writeClaims(engine, kept, order, year, `SELECT * FROM ${read(claimsOf(kept, 'arrival', year))}`);
  for (const table of ['population', 'practitioner'] as const) {
    const [from, to] = [folderOf(kept, 'arrival', table, year), folderOf(kept, order, table, year)];
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) linkSync(join(from, name), join(to, name));
  }
  publish(kept, order, year);
}

async function writeClaims(
  engine: Engine,
  kept: Kept,
  order: Exclude<Order, 'beneficiary'>,
  year: number,
  sql: string,
): Promise<void> {
  const folder = draftOf(kept, order, year);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Written anew, claims have lost the mark in their footer.
  writeFileSync(join(folder, 'SYNTHETIC'), '');
  await engine.execute(
    `COPY (${sql} ORDER BY ${SORT[order]}) TO '${join(folder, 'claims.parquet')}' (FORMAT parquet, COMPRESSION zstd)`,
  );
}

/** The claims come last, so that a year that has them is whole. */
function publish(kept: Kept, order: Order, year: number): void {
  const folder = claimsOf(kept, order, year);
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(draftOf(kept, order, year), folder);
}

function relevantCodes(catalogue: Catalogue): string {
  const lists = Object.values(catalogue.variables).flatMap((variable) =>
    variable.kind === 'collected' && variable.entity === 'beneficiary' && variable.codes !== undefined
      ? [variable.codes]
      : [],
  );
  return codesOf(catalogue, [...new Set(lists)]);
}

function knownCodes(catalogue: Catalogue): string {
  return codesOf(catalogue, Object.keys(catalogue.codeLists));
}

function codesOf(catalogue: Catalogue, lists: readonly string[]): string {
  const codes = lists.flatMap((list) => catalogue.codeLists[list]?.codes.map(({ code }) => code) ?? []);
  return [...new Set(codes)].join(', ');
}

function claimsOf(kept: Kept, order: Order, year: number): string {
  return folderOf(kept, order, 'health_care', year);
}

function draftOf(kept: Kept, order: Order, year: number): string {
  return join(kept.root, `draft-${order}-${year}`);
}

function folderOf(kept: Kept, order: Order, table: string, year: number): string {
  return join(dataRootOf(kept, order), 'claims', table, `year=${year}`);
}

function read(folder: string): string {
  return `read_parquet('${folder}/*.parquet', hive_partitioning = false)`;
}

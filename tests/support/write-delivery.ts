/**
 * Writes plain rows as a delivery: the contract's folders, column names and types, through the real
 * DuckDB.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Catalogue, Source } from '../../pipeline/catalogue/index.ts';
import type { Delivery, Row } from '../oracle/index.ts';

export interface DeliveryOptions {
  /** Files per source; 1 by default. */
  readonly files?: number;
  /** Rows are written in another order for every seed; as given without one. */
  readonly shuffle?: number;
  readonly format?: 'parquet' | 'csv';
}

const SOURCES = {
  health_care: {
    SS00010: 'BIGINT',
    SS00015: 'DATE',
    SS00020: 'INTEGER',
    QUANTITY: 'SMALLINT',
    SS00060: 'DECIMAL(12,2)',
    SS00065A: 'INTEGER',
    SS00065B: 'SMALLINT',
    PRACTITIONER_CAT: 'TINYINT',
    SS00075: 'BIGINT',
    PRACTICE_ID: 'INTEGER',
  },
  population: {
    PP0010: 'BIGINT',
    PP0015: 'SMALLINT',
    PP0020: 'TINYINT',
    PP0040: 'DATE',
    SECTOR_DEC31: 'VARCHAR',
    SECTOR_JUN30: 'VARCHAR',
    BIM: 'BOOLEAN',
  },
  practitioner: { SS00065A: 'INTEGER', ADDRESS_NIS: 'VARCHAR' },
} as const;

/** Written where there are rows of it. */
const PHARMACY = {
  SS00010: 'BIGINT',
  SS00015: 'DATE',
  CNK: 'INTEGER',
  ATC: 'VARCHAR',
  DDD: 'DECIMAL(12,4)',
  QUANTITY: 'SMALLINT',
  SS00060: 'DECIMAL(12,2)',
  CHEAP: 'BOOLEAN',
  PHARMACY_TYPE: 'TINYINT',
} as const;

const HOSPITAL_STAY = {
  SS00010: 'BIGINT',
  ADMISSION_DATE: 'DATE',
  DISCHARGE_DATE: 'DATE',
  STAY_TYPE: 'TINYINT',
  SS00075: 'BIGINT',
} as const;

/** Columns that a delivery may lack: written where some row has a value. */
const OPTIONAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  health_care: { SENDER: 'SMALLINT' },
  hospital_stay: { TRANSFER_IN: 'BOOLEAN' },
};

/**
 * Writes a year, and the other years that come with it, under `<dataRoot>/claims`; a column that
 * the contract does not know is refused.
 */
export async function writeDelivery(
  dataRoot: string,
  delivery: Delivery,
  options: DeliveryOptions = {},
): Promise<void> {
  for (const year of [delivery, ...(delivery.others ?? [])]) await writeYear(dataRoot, year, options);
}

async function writeYear(dataRoot: string, delivery: Delivery, options: DeliveryOptions): Promise<void> {
  const tables = {
    health_care: delivery.healthCare,
    population: delivery.population,
    practitioner: delivery.practitioner,
    pharmacy: delivery.pharmacy ?? [],
    hospital_stay: delivery.hospitalStay ?? [],
  };
  const sources = {
    ...SOURCES,
    ...(delivery.pharmacy && { pharmacy: PHARMACY }),
    ...(delivery.hospitalStay && { hospital_stay: HOSPITAL_STAY }),
  };
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const [name, required] of Object.entries(sources)) {
      const folder = join(dataRoot, 'claims', name, `year=${delivery.year}`);
      mkdirSync(folder, { recursive: true });
      const rows = order(tables[name as keyof typeof tables], options.shuffle);
      const optional = Object.entries(OPTIONAL[name] ?? {});
      const filled = optional.filter(([column]) => rows.some((row) => (row[column] ?? null) !== null));
      const types = { ...required, ...Object.fromEntries(filled) };
      for (const [i, part] of split(rows, options.files ?? 1).entries()) {
        await connection.run(copyStatement(join(folder, `part-${i}`), types, part, options.format ?? 'parquet'));
        rmSync(join(folder, `part-${i}.ndjson`));
      }
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The catalogue for deliveries in CSV: the same columns in other files. */
export function withCsvSources(catalogue: Catalogue): Catalogue {
  const sources = Object.entries(catalogue.sources).map(([name, source]): [string, Source] => [
    name,
    { ...source, files: source.files.replace(/parquet$/, 'csv'), format: 'csv', delimiter: ',' },
  ]);
  return { ...catalogue, sources: Object.fromEntries(sources) };
}

/** Writes the rows as text beside the target, and gives the statement that casts them into it. */
function copyStatement(path: string, types: Readonly<Record<string, string>>, rows: readonly Row[], format: string) {
  const columns = Object.keys(types);
  const lines = rows.map((row) => {
    const stranger = Object.keys(row).find((column) => row[column] !== null && !columns.includes(column));
    if (stranger !== undefined) throw new Error(`the contract has no column ${stranger}`);
    return JSON.stringify(columns.map((column) => row[column] ?? null).map((value) => value?.toString() ?? null));
  });
  writeFileSync(`${path}.ndjson`, lines.map((line) => `{"row":${line}}`).join('\n'));
  const casts = columns.map((column, i) => `CAST("row"[${i + 1}] AS ${types[column]}) AS ${column}`);
  const source = `read_json('${path}.ndjson', format = 'newline_delimited', columns = {"row": 'VARCHAR[]'})`;
  const target = format === 'csv' ? `'${path}.csv' (FORMAT csv, HEADER)` : `'${path}.parquet' (FORMAT parquet)`;
  return `COPY (SELECT ${casts.join(', ')} FROM ${source}) TO ${target}`;
}

function split(rows: readonly Row[], files: number): Row[][] {
  return Array.from({ length: files }, (_, i) => rows.filter((_row, at) => at % files === i));
}

/**
 * Rows in the order that the seed gives them (Fisher-Yates over a small congruential generator).
 */
function order(rows: readonly Row[], seed: number | undefined): Row[] {
  const shuffled = [...rows];
  if (seed === undefined) return shuffled;
  let state = seed >>> 0;
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as Row, shuffled[i] as Row];
  }
  return shuffled;
}

/** Reads a year's delivery back from its Parquet files, as the rows that the oracle takes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { Delivery, Field, Row } from '../oracle/index.ts';

/** Numbers that fit stay numbers, larger ones are bigint; dates and decimals become text. */
export async function readDelivery(dataRoot: string, year: number): Promise<Delivery> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const has = (source: string) => existsSync(join(dataRoot, 'claims', source, `year=${year}`));
  const read = async (source: string): Promise<Row[]> => {
    const files = join(dataRoot, 'claims', source, `year=${year}`, '*.parquet');
    const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${files}', hive_partitioning = false)`);
    return reader
      .getRowObjects()
      .map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, readField(value)])));
  };
  try {
    return {
      year,
      healthCare: await read('health_care'),
      population: await read('population'),
      practitioner: await read('practitioner'),
      ...(has('pharmacy') && { pharmacy: await read('pharmacy') }),
      ...(has('hospital_stay') && { hospitalStay: await read('hospital_stay') }),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function readField(value: DuckDBValue): Field {
  if (typeof value === 'bigint') return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  const isPlain = value === null || ['number', 'string', 'boolean'].includes(typeof value);
  return isPlain ? (value as Field) : String(value);
}

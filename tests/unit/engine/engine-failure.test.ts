import { describe, expect, it } from 'vitest';
import { EngineFailure, openDuckDB } from '../../../pipeline/engine/index.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { query } from '../../support/read-cube.ts';

const SECRET = '987654321012345';
const reported = (message: string) => EngineFailure.from(new Error(message), '').message;

describe('what the engine says about data loses its values', () => {
  it.each([
    `SELECT CAST('${SECRET}x' AS INTEGER)`,
    `SELECT CAST(${SECRET} AS SMALLINT)`,
    `SELECT CAST('${SECRET}.5.5' AS DECIMAL(12,2))`,
    `SELECT CAST('${SECRET}-03-01' AS DATE)`,
    `SELECT strptime('${SECRET}', '%Y%m%d')`,
    `SELECT CAST(${SECRET} AS BIGINT) * CAST(${SECRET} AS BIGINT)`,
    `SELECT error('about ${SECRET}')`,
    `SELECT CAST('{"a": ${SECRET}' AS JSON)`,
  ])('%s', async (sql) => {
    // As a query over a table: what is a constant is the statement's, what is in a row is a
    // person's.
    const error = await query(`${sql} FROM range(1)`).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain(SECRET);
    expect(EngineFailure.from(error, '').message).not.toContain(SECRET.slice(0, 8));
  });

  it('keeps the file, the column, the type and the line', () => {
    expect(
      reported(
        `Conversion Error: Error while reading file "/data/2023/a.parquet": failed to cast column "QUANTITY" from type INTEGER to DECIMAL(12,2): Type INT32 with value ${SECRET} can't be cast`,
      ),
    ).toBe(
      'Conversion Error: Error while reading file "/data/2023/a.parquet": failed to cast column "QUANTITY" from type INTEGER to DECIMAL(12,2): Type INT32 with value <value> can\'t be cast',
    );
    expect(reported(`Invalid Input Error: CSV Error on Line: 25001\nOriginal Line: ${SECRET};3;x`)).toBe(
      'Invalid Input Error: CSV Error on Line: 25001',
    );
    expect(reported("Conversion Error: Could not convert string 'O'Neil's 2nd' to INT32")).toBe(
      'Conversion Error: Could not convert string <value> to INT32',
    );
    expect(reported(`Constraint Error: Duplicate key "beneficiary: ${SECRET}" violates`)).toBe(
      'Constraint Error: Duplicate key <value> violates',
    );
  });
});

describe('an engine failure', () => {
  it('shows the statement around the line at fault', () => {
    const sql = 'SELECT\n  a,\n  b\nFROM t';
    const failure = EngineFailure.from(new Error('Binder Error: no b\n\nLINE 3:   b\n          ^'), sql);
    expect(failure.message).toBe('Binder Error: no b\n    1 | SELECT\n    2 |   a,\n>   3 |   b\n    4 | FROM t');
    expect(failure.exitCode).toBe(5);
  });

  it('has a way out where there is one', () => {
    const failure = EngineFailure.from(
      new Error(
        'Out of Memory Error: could not allocate (1 GB/1 GB used)\n\nPossible solutions:\n* Reducing the number of threads\n\nLINE 1: SELECT',
      ),
      'SELECT',
    );
    expect(failure.message).toBe('Out of Memory Error: could not allocate (1 GB/1 GB used)');
    expect(failure.help).toContain('--memory');
    expect(
      EngineFailure.from(new Error('IO Error: Could not write file "x": No space left on device'), '').help,
    ).toContain('--temp');
  });

  it('is an interruption only where the engine says that it was interrupted', () => {
    expect(EngineFailure.from(new Error('INTERRUPT Error: Interrupted!'), '').exitCode).toBe(130);
    expect(EngineFailure.from(new Error('IO Error: No file "/data/interrupted/a.parquet"'), '').exitCode).toBe(5);
  });
});

it('an engine that was interrupted stops the statement and refuses later ones', async () => {
  const engine = await openDuckDB({ threads: 1, memoryLimit: '100MB', tempDirectory: makeDataRoot() });
  const running = engine.execute('SELECT COUNT(*) FROM range(10000000) AS a, range(10000000) AS b');
  const stopped = expect(running).rejects.toMatchObject({ exitCode: 130 });
  // Said before the statement has begun, too.
  engine.interrupt();
  await stopped;
  await expect(engine.query('SELECT 1')).rejects.toMatchObject({ exitCode: 130 });
  engine.close();
});

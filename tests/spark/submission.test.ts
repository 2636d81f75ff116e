/**
 * How an application of Spark ends: with a result, with a failure that names no value, or because
 * somebody wants it to. Its staging is gone afterwards.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sparkOptionsOf } from '../../pipeline/cli/cluster-options.ts';
import {
  type ClusterStatement,
  type ClusterTask,
  openSpark,
  type SubmitOptions,
  withDuckDB,
} from '../../pipeline/engine/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { isSparkInstalled } from './installed.ts';

const SECRET = 'Q20111230-secret';

const statement = (role: ClusterStatement['role'], name: string, sql: string, tolerance: number | null = null) => ({
  id: `${role} ${name}`,
  role,
  name,
  sql,
  tolerance,
});
const found = (offending: number) => `SELECT CAST(${offending} AS BIGINT) AS offending, CAST(10 AS BIGINT) AS examined`;
const ENDLESS = statement(
  'check',
  'endless',
  'SELECT SUM(id) AS offending, COUNT(*) AS examined FROM RANGE(1000000000000000)',
);

/** A task over one shipped relation of one row, with a folder and a staging folder of its own. */
async function taskOf(parts: Partial<ClusterTask>) {
  const root = makeDataRoot();
  const [folder, staging] = [join(root, 'exchange'), join(root, 'staging')];
  const task: ClusterTask = {
    id: '2023',
    folder: join(folder, '2023'),
    shipped: ['person'],
    shippedUnpacked: [],
    deliveries: [],
    inspection: [],
    computation: [],
    unpacked: [],
    returned: [],
    ...parts,
  };
  mkdirSync(join(task.folder, 'shipped'), { recursive: true });
  mkdirSync(staging);
  await withDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: join(root, 'tmp') }, undefined, (engine) =>
    engine.execute(
      `COPY (SELECT '${SECRET}' AS name) TO '${join(task.folder, 'shipped', 'person.parquet')}' (FORMAT parquet)`,
    ),
  );
  return { task, folder, staging };
}

interface How extends Omit<SubmitOptions, 'name'> {
  readonly signal?: AbortSignal;
  /** Another process may own the application. */
  readonly owner?: number | undefined;
  readonly master?: string;
}

/** Submits a task with a staging folder that is named, and ends the application. */
async function submit(
  { task, folder, staging }: Awaited<ReturnType<typeof taskOf>>,
  { signal, owner = process.pid, master = 'local[1]', ...how }: How = {},
) {
  const sparkConf = ['spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1'];
  const options = sparkOptionsOf({ engine: 'spark', master, staging, sparkConf });
  if (options === undefined) throw new Error('there is no cluster');
  const application = openSpark({ ...options, owner }).open({ folder, signal });
  try {
    return await application.submit([task], { name: 'cubes-test', ...how });
  } finally {
    await application.close();
  }
}

/** Kills every process that was given a file of the folder. */
function killAllOf(folder: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const file = `/proc/${pid}/cmdline`;
    if (existsSync(file) && readFileSync(file, 'utf8').includes(folder)) process.kill(Number(pid), 'SIGKILL');
  }
}

/** Rows of a table that came back, and different values of a column of it. */
function countReturned(folder: string, table: string, column: string) {
  const files = join(folder, '2023', 'returned', table, '*', '*.parquet');
  return withDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: makeDataRoot() }, undefined, async (engine) => {
    const [row] = await engine.query(
      `SELECT COUNT(*) AS rows, COUNT(DISTINCT ${column}) AS different FROM read_parquet('${files}')`,
    );
    return { ...row };
  });
}

describe.runIf(isSparkInstalled)('an application of Spark', () => {
  it('refuses a delivery whose checks find too much, before anything is computed', async () => {
    const made = await taskOf({
      inspection: [statement('check', 'tolerated', found(1), 0.1), statement('check', 'strict', found(2), 0.1)],
      computation: [statement('table', 'never', 'SELECT name FROM person')],
    });
    const run = await submit(made);
    expect(run.refused).toBe(true);
    expect(run.results.map(({ id, offending }) => [id, offending])).toEqual([
      ['check tolerated', 1],
      ['check strict', 2],
    ]);
    expect(readdirSync(made.staging)).toEqual([]);
  });

  it('names the statement that failed and the reason, and no value', async () => {
    const made = await taskOf({
      computation: [
        statement('table', 'copied', 'SELECT name FROM person'),
        statement('table', 'number', 'SELECT CAST(name AS INTEGER) AS n FROM copied'),
      ],
    });
    const failure = await submit(made).catch((error) => error);
    expect(failure.message).toBe(
      '`table number` of 2023 failed on Spark: a value of the delivery does not fit the type that is declared for it.',
    );
    expect(failure.kind).toBe('engine');
    expect(JSON.stringify([failure.message, failure.help])).not.toContain('secret');
    expect(readdirSync(made.staging)).toEqual([]);
  });

  it('names a delivered file that is damaged, as a fault of the delivery', async () => {
    const file = join(makeDataRoot(), 'part.parquet');
    await withDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: makeDataRoot() }, undefined, (engine) =>
      engine.execute(`COPY (SELECT random() AS n FROM RANGE(20000)) TO '${file}' (FORMAT parquet)`),
    );
    writeFileSync(
      file,
      readFileSync(file).map((byte, i) => (i >= 4 && i < 20_000 ? byte ^ 0x5a : byte)),
    );
    const made = await taskOf({
      deliveries: [
        { view: 'claims', format: 'parquet', files: [file], columns: ['n'], delimiter: ',', encoding: 'UTF-8' },
      ],
      computation: [statement('table', 'copied', 'SELECT n FROM claims')],
    });
    const failure = await submit(made).catch((error) => error);
    expect([failure.kind, failure.message]).toEqual(['data', `${file}: Spark cannot read it; it is damaged.`]);
    expect(readdirSync(made.staging)).toEqual([]);
  });

  it('ends when it is cancelled, and clears what a killed one has left', async () => {
    const made = await taskOf({
      computation: [statement('table', 'copied', 'SELECT name FROM person'), ENDLESS],
    });
    const leftover = join(made.staging, 'cubes-test', '2023', 'tables', '9-left');
    mkdirSync(leftover, { recursive: true });
    writeFileSync(join(leftover, 'part'), SECRET);
    const controller = new AbortController();
    let left = true;
    const failure = await submit(made, {
      signal: controller.signal,
      onStatement: (_done, _task, id) => {
        if (id !== ENDLESS.id) return;
        left = existsSync(leftover);
        controller.abort();
      },
    }).catch((error) => error);
    expect(failure.kind).toBe('interrupted');
    expect(left).toBe(false);
    expect(readdirSync(made.staging)).toEqual([]);
  });

  it('ends, and removes its staging, when the program that submitted it is killed', async () => {
    const made = await taskOf({ computation: [ENDLESS] });
    const owner = spawn('sleep', ['600']);
    const failure = await submit(made, { owner: owner.pid, onStatement: () => owner.kill('SIGKILL') }).catch(
      (error) => error,
    );
    expect(failure.message).toContain('ended with code 1 before it had a result');
    expect(readdirSync(made.staging)).toEqual([]);
  });

  it('repeats a task that failed, and leaves its rows once', async () => {
    // The first to ask for a property finds that it is not set, and fails.
    const failsOnce = `id = 700 AND REFLECT('java.lang.System', 'setProperty', 'cubes.${Date.now()}', 'set') = 'null'`;
    const made = await taskOf({
      computation: [
        statement(
          'table',
          'number',
          `SELECT CASE WHEN ${failsOnce} THEN RAISE_ERROR('x') ELSE id END AS n FROM RANGE(0, 1000, 1, 4)`,
        ),
      ],
      returned: ['number'],
    });
    await submit(made, { master: 'local[1,2]' });
    expect(await countReturned(made.folder, 'number', 'n')).toEqual({ rows: 1000, different: 1000 });
    const failure = await submit(await taskOf({ computation: made.task.computation }), { master: 'local[1,1]' }).catch(
      (error) => error,
    );
    expect(failure.message).toContain('`table number` of 2023 failed on Spark');
  });

  it('has one result where it was killed and is run again', async () => {
    const made = await taskOf({
      computation: [statement('table', 'number', 'SELECT id AS n FROM RANGE(1000)')],
      returned: ['number'],
    });
    const { task, folder } = made;
    const killed = { ...made, task: { ...task, computation: [...task.computation, ENDLESS] } };
    const failure = await submit(killed, {
      onStatement: (_done, _task, id) => {
        if (id === ENDLESS.id) killAllOf(folder);
      },
    }).catch((error) => error);
    expect(failure.message).toContain('before it had a result');
    expect(existsSync(join(task.folder, 'returned'))).toBe(false);
    expect(readdirSync(made.staging)).toEqual([]);
    await submit(made);
    expect(await countReturned(folder, 'number', 'n')).toEqual({ rows: 1000, different: 1000 });
    expect(readdirSync(made.staging)).toEqual([]);
  });
});

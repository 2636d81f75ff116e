/**
 * Writes synthetic claims, population and practitioners: realistic in shape, of nobody, and the
 * same for the same arguments.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SYNTHETIC_METADATA } from '../base/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  makeStaging,
  markTables,
  moveIntoPlace,
  partitionPath,
  refuseExisting,
  removeStaging,
  type Table,
} from './layout.ts';
import { checkOptions, type SynthOptions, type SynthReport } from './options.ts';
import { makeRelations, readSynthSql } from './relations.ts';

/** People made at a time: about 4.5 million rows, some 400 MB in the engine. */
const SLICE_PEOPLE = 500_000;

/** Rows a file should have at least, so that few people do not make many small files. */
const FILE_ROWS = 200_000;
const ROWS_PER_PERSON = 8.7;

/**
 * Services booked in the year after, at the latest; corrections of corrections come no later
 * either.
 */
const LAST_BOOKING = 99;

interface Part {
  readonly table: Table;
  readonly file: string;
  readonly relation: string;
  readonly variables: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Makes the years asked for under the data root, in the layout and types of the data contract, and
 * reports every file. All randomness is `hash(hash(purpose, seed, index))`, so a year is the same
 * whichever others are made with it and whatever the number of threads; DuckDB's hash is stable
 * within the pinned version of the engine, not across versions. It is taken twice because several
 * arguments are only xored together: taken once, the draws of a person for two purposes would be
 * related. Refuses years that exist (unless `force`), and sizes or years out of reach, with a usage
 * failure. On any error nothing is left.
 */
export async function synthesise(engine: Engine, options: SynthOptions): Promise<SynthReport> {
  checkOptions(options);
  const years = [...new Set(options.years)].sort((a, b) => a - b);
  if (!options.force) refuseExisting(options.dataRoot, years);
  const staging = makeStaging(options.dataRoot);
  try {
    const files = await inOwnDatabase(engine, () => writeYears(engine, options, years, staging));
    moveIntoPlace(staging, options.dataRoot, years);
    markTables(options.dataRoot);
    return { files };
  } finally {
    removeStaging(staging);
  }
}

/**
 * Small row groups let a small population use every thread; a database of its own keeps the names
 * apart from the caller's. Joins run in the order they are written: the engine takes services,
 * which are counted where they are made, for few, and would look every one of them up from a small
 * table, on one thread (a quarter more time).
 */
async function inOwnDatabase<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  const [home] = await engine.query('SELECT current_database() AS name');
  const leave = async () => {
    await engine.execute('RESET disabled_optimizers');
    await engine.execute(`USE ${String(home?.name)}`);
    await engine.execute('DETACH synth');
  };
  await engine.execute("ATTACH ':memory:' AS synth (ROW_GROUP_SIZE 20480)");
  let result: T;
  try {
    await engine.execute('USE synth');
    await engine.execute("SET disabled_optimizers = 'join_order'");
    result = await work();
  } catch (error) {
    // An interrupted engine runs nothing more; what stopped the work is what must be reported.
    await leave().catch(() => undefined);
    throw error;
  }
  await leave();
  return result;
}

async function writeYears(
  engine: Engine,
  options: SynthOptions,
  years: readonly number[],
  staging: string,
): Promise<SynthReport['files']> {
  const { beneficiaries, referenceRoot, sqlRoot, seed, onProgress } = options;
  const slices = Math.ceil(beneficiaries / SLICE_PEOPLE);
  await setVariables(engine, { reference_root: referenceRoot, beneficiaries, seed, slices });
  await makeRelations(engine, sqlRoot, 'run');

  const files: { path: string; rows: number; bytes: number }[] = [];
  let done = 0;
  for (const year of years) {
    await setVariables(engine, { year });
    await makeRelations(engine, sqlRoot, 'year');
    for (let slice = 0; slice < slices; slice += 1) {
      await setVariables(engine, { slice });
      await makeRelations(engine, sqlRoot, 'slice');
      for (const part of parts(slice, beneficiaries / slices)) {
        await setVariables(engine, part.variables);
        files.push(await writePart(engine, part, year, sqlRoot, staging));
      }
      done += 1;
      onProgress?.(done, years.length * slices, `synthetic claims of ${year}`);
    }
  }
  return files;
}

/**
 * The files of one slice: claims by month of booking, in spans that fill a file, then what is
 * booked too late. Screening, childbirth and vaccines came later: they have files of their own, so
 * that all others keep their bytes.
 */
function parts(slice: number, people: number): Part[] {
  const number = String(slice + 1).padStart(3, '0');
  const span = [3, 6, 12].find((months) => (people * ROWS_PER_PERSON * months) / 12 >= FILE_ROWS) ?? 12;
  const claims = Array.from({ length: 12 / span }, (_, i): Part => {
    const from = i * span + 1;
    const to = from + span - 1;
    return {
      table: 'health_care',
      file: `part-${String(from).padStart(2, '0')}-${number}.parquet`,
      relation: 'health_care',
      variables: { women: false, late: false, booked_from: from, booked_to: to === 12 ? LAST_BOOKING : to },
    };
  });
  const late: Part = {
    table: 'health_care',
    file: `part-corrections-${number}.parquet`,
    relation: 'health_care',
    variables: { women: false, late: true, booked_from: 1, booked_to: LAST_BOOKING },
  };
  const women: Part = {
    table: 'health_care',
    file: `part-women-${number}.parquet`,
    relation: 'health_care',
    variables: { women: true, late: false, booked_from: 1, booked_to: LAST_BOOKING },
  };
  const population: Part = {
    table: 'population',
    file: `part-${number}.parquet`,
    relation: 'population',
    variables: {},
  };
  const practitioner: Part = { ...population, table: 'practitioner', relation: 'practitioner' };
  const pharmacy: Part = { ...population, table: 'pharmacy', relation: 'pharmacy', variables: { vaccines: false } };
  const vaccines: Part = { ...pharmacy, file: `part-vaccines-${number}.parquet`, variables: { vaccines: true } };
  const stays: Part = { ...population, table: 'hospital_stay', relation: 'hospital_stay' };
  return [...claims, late, women, population, pharmacy, vaccines, stays, ...(slice === 0 ? [practitioner] : [])];
}

/**
 * Every part is sorted by a unique key: without that, the order of rows would depend on the
 * threads.
 */
async function writePart(engine: Engine, part: Part, year: number, sqlRoot: string, staging: string) {
  const path = join(partitionPath(part.table, year), part.file);
  const target = join(staging, path);
  mkdirSync(dirname(target), { recursive: true });
  const sql = readSynthSql(sqlRoot, part.relation);
  const rows = await engine.execute(
    `COPY (\n${sql}\n) TO '${target.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, ${SYNTHETIC_METADATA})`,
  );
  return { path, rows, bytes: statSync(target).size };
}

async function setVariables(
  engine: Engine,
  variables: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  for (const [name, value] of Object.entries(variables)) await engine.setVariable(name, value);
}

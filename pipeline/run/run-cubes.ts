/** Runs a plan: inspects every year's delivery, then computes and writes the unprotected cubes of one year after the other. */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure, hashText } from '../base/index.ts';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import {
  emitYear,
  fingerprints,
  type Places,
  type Plan,
  planRun,
  type Script,
  type Statement,
  selectIndicators,
} from '../plan/index.ts';
import { printName } from '../query/index.ts';
import { refuseFailed, runCheck } from './checks.ts';
import type { OnEvent } from './event.ts';
import { checkSchemas, findInputs, hashInputs } from './inputs.ts';
import { refuseBroken, runInvariant } from './invariants.ts';
import { takeLock } from './lock.ts';
import type { CheckResult, CubeFile, InvariantResult, RunManifest, StatementReport, YearReport } from './manifest.ts';
import { putInPlace, writeCube } from './write-cube.ts';

export interface RunRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes or globs; none means all. */
  readonly codes: readonly string[];
  readonly years: readonly number[];
  /** False: a pass over the facts for every variable. The cubes are the same. */
  readonly fuse?: boolean;
  readonly engine: EngineOptions;
  readonly onEvent?: OnEvent;
  /** Aborting stops the running statement; nothing of the year at work is kept. */
  readonly signal?: AbortSignal;
}

/**
 * Computes unprotected cubes into `<dataRoot>/work/cubes`, a year whole or not at all, and leaves a manifest in `<dataRoot>/work/runs`.
 * Refuses unknown codes (usage), missing or wrong input (data), a statement that fails (engine), a second run (locked).
 */
export async function runCubes(request: RunRequest): Promise<RunManifest> {
  const { catalogue, dataRoot, codes, years, fuse, onEvent = () => {} } = request;
  const plan = planRun(catalogue, selectIndicators(catalogue, codes, years), fuse === undefined ? {} : { fuse });
  for (const skipped of plan.skipped) onEvent({ kind: 'skipped', ...skipped });

  const work = join(dataRoot, 'work');
  mkdirSync(work, { recursive: true });
  // Unprotected figures: nobody else reads here, also where the folder was there before.
  chmodSync(work, 0o700);
  const unlock = takeLock(work, `cubes run ${[...codes, `--years ${years.join(',')}`].join(' ')}`);
  const started = new Date();
  const id = `${started.toISOString().replace(/[-:]|\.\d+/g, '')}-${catalogue.hash.slice(0, 8)}`;
  const staging = join(work, `staging-${id}`);
  removeLeftovers(work);
  let engine: Engine | undefined;
  const stop = () => engine?.interrupt();
  try {
    engine = await openDuckDB(request.engine);
    request.signal?.addEventListener('abort', stop);
    const result = await execute(engine, plan, { ...request, onEvent }, staging);
    const manifest: RunManifest = {
      version: 1,
      id,
      started: started.toISOString(),
      seconds: (Date.now() - started.getTime()) / 1000,
      catalogue: { file: relative(dataRoot, catalogue.file), hash: catalogue.hash, vintage: catalogue.vintage },
      engine: {
        name: engine.name,
        version: engine.version,
        threads: engine.options.threads,
        memoryLimit: engine.options.memoryLimit,
      },
      fused: plan.fused,
      ...result,
    };
    writeManifest(work, manifest);
    return manifest;
  } finally {
    request.signal?.removeEventListener('abort', stop);
    engine?.close();
    rmSync(staging, { recursive: true, force: true });
    unlock();
  }
}

type Result = Pick<RunManifest, 'inputs' | 'years' | 'cubes'>;
type Context = RunRequest & { readonly onEvent: OnEvent };

async function execute(engine: Engine, plan: Plan, context: Context, staging: string): Promise<Result> {
  const { catalogue, dataRoot } = context;
  const places: Places = { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
  const inputs = await findInputs(engine, catalogue, plan, places);
  await checkSchemas(engine, inputs, dataRoot);

  const scripts = plan.years.map((year) => emitYear(catalogue, year, places));
  const total = scripts.reduce((sum, { inspection, computation }) => sum + inspection.length + computation.length, 0);
  const runner = new Runner(engine, context, total);

  // Everything is inspected before anything is computed, so that the third year cannot fail after an hour.
  const inspected: { year: number; result: CheckResult }[] = [];
  for (const script of scripts) {
    const { checks } = await runner.run(script, script.inspection);
    inspected.push(...checks.map((result) => ({ year: script.year, result })));
  }
  refuseFailed(inspected);
  const hashed = await hashInputs(inputs, dataRoot);

  const years: YearReport[] = [];
  const cubes: CubeFile[] = [];
  for (const [i, script] of scripts.entries()) {
    const { checks, invariants, statements } = await runner.run(script, script.computation);
    refuseFailed(checks.map((result) => ({ year: script.year, result })));
    refuseBroken(script.year, invariants);
    const indicators = plan.years[i]?.indicators ?? [];
    const written: CubeFile[] = [];
    for (const code of indicators)
      written.push(await writeCube(engine, catalogue, code, script.year, { staging, dataRoot }));
    putInPlace(written, { staging, dataRoot });
    cubes.push(...written);
    const all = [...inspected.filter(({ year }) => year === script.year).map(({ result }) => result), ...checks];
    const orphan = all.find(({ check }) => check === 'orphan');
    years.push({
      year: script.year,
      mapDate: plan.years[i]?.mapDate ?? '',
      indicators,
      orphans: orphan === undefined ? null : { rows: orphan.offending, of: orphan.examined },
      checks: all,
      invariants,
      statements,
    });
  }
  return { inputs: hashed, years, cubes };
}

interface Done {
  readonly checks: CheckResult[];
  readonly invariants: InvariantResult[];
  readonly statements: StatementReport[];
}

/** Runs the statements of scripts one after the other, and tells how far it is. */
class Runner {
  readonly #engine: Engine;
  readonly #context: Context;
  readonly #total: number;
  #done = 0;

  constructor(engine: Engine, context: Context, total: number) {
    this.#engine = engine;
    this.#context = context;
    this.#total = total;
  }

  async run(script: Script, statements: readonly Statement[]): Promise<Done> {
    const { catalogue, onEvent, signal } = this.#context;
    for (const [name, literal] of Object.entries(script.variables))
      await this.#engine.execute(`SET VARIABLE ${name} = ${literal}`);
    const prints = fingerprints(statements);
    const checks: CheckResult[] = [];
    const invariants: InvariantResult[] = [];
    const reports: StatementReport[] = [];
    for (const statement of statements) {
      if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
      const tell = (share: number) =>
        onEvent({ kind: 'step', year: script.year, done: this.#done, total: this.#total, label: statement.id, share });
      tell(0);
      const from = performance.now();
      let rows = 0;
      if (statement.step === 'invariant') {
        const result = await runInvariant(this.#engine, statement);
        rows = result.offending;
        invariants.push(result);
      } else if (statement.role === 'check') {
        const result = await runCheck(this.#engine, catalogue, statement);
        rows = result.offending;
        checks.push(result);
        onEvent({ kind: 'check', year: script.year, result });
      } else {
        await this.#engine.execute(statement.sql, { onProgress: tell });
        // A view has no rows of its own; a table knows its number without being read.
        if (statement.role === 'table') rows = await this.#count(statement.writes);
      }
      this.#done += 1;
      const seconds = Math.round(performance.now() - from) / 1000;
      reports.push({
        id: statement.id,
        step: statement.step,
        rows,
        seconds,
        fingerprint: prints[statement.id] ?? hashText(statement.sql),
      });
    }
    return { checks, invariants, statements: reports };
  }

  async #count(table: string): Promise<number> {
    const [row] = await this.#engine.query(`SELECT COUNT(*) AS rows FROM ${printName(table)}`);
    return Number(row?.rows ?? 0);
  }
}

/** What a run that was killed left behind; the lock says that none is at work. */
function removeLeftovers(work: string): void {
  for (const name of readdirSync(work)) {
    if (name.startsWith('staging-')) rmSync(join(work, name), { recursive: true, force: true });
  }
}

function writeManifest(work: string, manifest: RunManifest): void {
  const folder = join(work, 'runs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${manifest.id}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
}

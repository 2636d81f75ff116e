/** Runs statements, compares checks with their tolerance, and reports how far it is. */
import { hashText } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Estimate, fingerprints, type Script, type Statement } from '../plan/index.ts';
import { addCheck, runCheck } from './checks.ts';
import type { OnEvent } from './event.ts';
import { runInvariants } from './invariants.ts';
import type { CheckResult, InvariantResult, StatementReport } from './manifest.ts';
import type { Remote, RemoteResult } from './remote.ts';

interface Context {
  readonly catalogue: Catalogue;
  readonly onEvent: OnEvent;
  readonly estimate?: (year: number, statement: Statement) => Estimate | null;
  /** What has been run on a cluster already. */
  readonly remote?: Remote | undefined;
}

/** What came of a script's statements. */
export interface Done {
  readonly checks: CheckResult[];
  readonly invariants: InvariantResult[];
  readonly statements: StatementReport[];
}

/** Statements of the whole run, whichever runner runs them. */
export interface Steps {
  done: number;
  readonly total: number;
}

/** Some member has more cases than packed sums hold: the year must be computed without packing. */
export class PackingExceeded extends Error {}

/** Runs the statements of scripts one after the other, and reports how far it is. */
export class Runner {
  readonly #engine: Engine;
  readonly #context: Context;
  readonly #steps: Steps;

  constructor(engine: Engine, context: Context, steps: Steps) {
    this.#engine = engine;
    this.#context = context;
    this.#steps = steps;
  }

  async run(script: Script, statements: readonly Statement[]): Promise<Done> {
    const { catalogue, onEvent } = this.#context;
    for (const [name, literal] of Object.entries(script.variables))
      await this.#engine.execute(`SET VARIABLE ${name} = ${literal}`);
    const prints = fingerprints(statements);
    const checks: CheckResult[] = [];
    const invariants: InvariantResult[] = [];
    const reports: StatementReport[] = [];
    const held = new Map<string, number>();
    for (const statement of statements) {
      const notify = (share: number) =>
        onEvent({ kind: 'step', year: script.year, ...this.#steps, label: statement.id, share });
      notify(0);
      const remote = this.#context.remote?.resultOf(script.year, statement);
      const from = performance.now();
      let rows = 0;
      const { reads, writes } = statement;
      if (statement.step === 'invariant') {
        const results = await runInvariants(this.#engine, statement);
        rows = results.reduce((sum, { offending }) => sum + offending, 0);
        invariants.push(...results);
      } else if (statement.role === 'capacity') {
        const [row] = remote === undefined ? await this.#engine.query(statement.sql) : [remote];
        rows = Number(row?.offending ?? 0);
        if (rows > 0) throw new PackingExceeded();
      } else if (statement.role === 'check') {
        const result = await runCheck(this.#engine, catalogue, statement, remote);
        rows = result.offending;
        addCheck(catalogue, checks, result);
        onEvent({ kind: 'check', year: script.year, result });
      } else {
        const made = await this.#make(statement, remote, notify);
        // A view has no rows of its own; what is added to a table comes after what it has.
        if (statement.role === 'table' || statement.role === 'copy')
          rows = made + (reads.includes(writes) ? (held.get(writes) ?? 0) : 0);
        held.set(writes, rows);
      }
      this.#steps.done += 1;
      const seconds = remote?.seconds ?? Math.round(performance.now() - from) / 1000;
      const expected = this.#context.estimate?.(script.year, statement);
      reports.push({
        id: statement.id,
        step: statement.step,
        rows,
        seconds,
        fingerprint: prints[statement.id] ?? hashText(statement.sql),
        ...(expected && { expected }),
      });
    }
    return { checks, invariants, statements: reports };
  }

  /** Of what a cluster has made, what came back is taken in. */
  async #make({ sql }: Statement, remote: RemoteResult | undefined, onProgress: (share: number) => void) {
    const own = remote === undefined ? sql : remote.load;
    return own === undefined ? 0 : this.#engine.execute(own, { onProgress });
  }
}

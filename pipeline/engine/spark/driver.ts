/** The driver of an application of Spark: a process that requests are handed to as files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Failure } from '../../base/index.ts';
import type { ApplicationOptions, ClusterResult, ListedFile } from '../cluster.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Value } from '../value.ts';
import { type FailedStatement, failureOfStatement, failureOfSubmission } from './spark-failure.ts';
import { argumentsOf, type SparkOptions } from './spark-options.ts';

const MARK = '@cubes ';
/** How long an application has to end by itself after it was cancelled. */
const GRACE_MS = 20_000;
/** Of what spark-submit prints, so many lines are searched for why it did not start. */
const LINES_KEPT = 200;

/** What came of a request, by its kind (driver.py). */
export interface Answer {
  /** Of Spark, such as 4.0.5. */
  readonly version: string;
  readonly files?: readonly ListedFile[];
  readonly rows?: readonly (readonly Record<string, Value>[])[];
  readonly refused?: boolean;
  /** Why it could not be answered. */
  readonly condition?: string;
}

/** Is called for statements of a run as they begin and end. */
export interface OnStatement {
  readonly begin: (task: string, id: string) => void;
  readonly done: (result: ClusterResult) => void;
}

type DriverEvent =
  | { readonly event: 'started'; readonly version: string }
  | { readonly event: 'begin'; readonly task: string; readonly id: string }
  | ({ readonly event: 'done' } & ClusterResult)
  | ({ readonly event: 'answered' } & Omit<Answer, 'version'>)
  | { readonly event: 'cancelled' }
  | ({ readonly event: 'failed' } & FailedStatement);

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly events: OnStatement | undefined;
}

export class Driver {
  readonly #folder: string;
  readonly #signal: AbortSignal | undefined;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #printed: string[] = [];
  readonly #stop: () => void;
  #version = '';
  #requests = 0;
  #last: Promise<unknown> = Promise.resolve();
  #waiting: Waiting | undefined;
  #failed: Extract<DriverEvent, { readonly event: 'failed' }> | undefined;
  /** Why no further request is answered. */
  #over: Error | undefined;

  /** Starts spark-submit. */
  constructor(options: SparkOptions, { folder, signal }: ApplicationOptions) {
    this.#folder = folder;
    this.#signal = signal;
    const [job, cancel] = [join(folder, 'job.json'), join(folder, 'cancel')];
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const left of readdirSync(folder).filter((name) => name === 'cancel' || name.startsWith('request-')))
      rmSync(join(folder, left));
    writeFileSync(job, JSON.stringify({ owner: options.owner, cancel, requests: folder }), { mode: 0o600 });
    // Ctrl-C goes to all of a process group: the driver ends by itself, and removes its staging.
    this.#child = spawn(options.submit, argumentsOf(options, folder, job), {
      cwd: folder,
      detached: true,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#stop = () => {
      writeFileSync(cancel, '');
      setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS).unref();
    };
    signal?.addEventListener('abort', this.#stop);
    if (signal?.aborted) this.#stop();
    for (const stream of [this.#child.stdout, this.#child.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#take(line));
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#over = new EngineFailure('engine', `spark-submit cannot be started: ${error.message}.`, {
          help: 'set SPARK_HOME.',
        });
      });
      this.#child.on('close', (code) => {
        this.#over ??= this.#whyEnded(code);
        this.#waiting?.reject(this.#over);
        this.#waiting = undefined;
        resolve();
      });
    });
  }

  /** Hands over a request when those before it are answered, and gives its answer. */
  request(request: object, events: OnStatement | undefined): Promise<Answer> {
    const answer = this.#last.then(
      () =>
        new Promise<Answer>((resolve, reject) => {
          if (this.#over !== undefined) return reject(this.#over);
          this.#waiting = { resolve, reject, events };
          this.#write(request);
        }),
    );
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Ends the application, if it has not ended by itself. */
  async end(): Promise<void> {
    if (this.#over === undefined) this.#write({ kind: 'end' });
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS);
    await this.#ended;
    clearTimeout(killing);
    this.#signal?.removeEventListener('abort', this.#stop);
  }

  #write(request: object): void {
    const file = join(this.#folder, `request-${this.#requests}.json`);
    this.#requests += 1;
    writeFileSync(`${file}.draft`, JSON.stringify(request), { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  }

  #take(line: string): void {
    const at = line.indexOf(MARK);
    if (at < 0) {
      this.#printed.push(line);
      if (this.#printed.length > LINES_KEPT) this.#printed.shift();
      return;
    }
    const event = JSON.parse(line.slice(at + MARK.length)) as DriverEvent;
    if (event.event === 'started') this.#version = event.version;
    // The first: others fail because of it.
    if (event.event === 'failed') this.#failed ??= event;
    if (event.event === 'begin') this.#waiting?.events?.begin(event.task, event.id);
    if (event.event === 'done') {
      const { event: _, ...result } = event;
      this.#waiting?.events?.done(result);
    }
    if (event.event === 'answered') {
      const { event: _, ...answer } = event;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.resolve({ ...answer, version: this.#version });
    }
  }

  #whyEnded(code: number | null): Failure {
    if (this.#signal?.aborted) return new EngineFailure('interrupted', 'interrupted.');
    if (this.#failed !== undefined) return failureOfStatement(this.#failed);
    return failureOfSubmission(code, this.#printed.join('\n'));
  }
}

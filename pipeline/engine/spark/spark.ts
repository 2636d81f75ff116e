/**
 * Spark, reached by spark-submit: an application with the driver on this machine, which answers one
 * request after the other.
 */
import { rmSync } from 'node:fs';
import type {
  Application,
  ApplicationOptions,
  Asked,
  Cluster,
  ClusterResult,
  ClusterRun,
  ClusterTask,
  ListedFile,
  SubmitOptions,
} from '../cluster.ts';
import type { Value } from '../value.ts';
import { type Answer, Driver, type OnStatement } from './driver.ts';
import { failureOfReading } from './spark-failure.ts';
import type { SparkOptions } from './spark-options.ts';

/** A cluster of Spark; nothing is started before something is asked of it. */
export function openSpark(options: SparkOptions): Cluster {
  return { name: 'spark', master: options.master, open: (how) => new SparkApplication(options, how) };
}

class SparkApplication implements Application {
  readonly #options: SparkOptions;
  readonly #how: ApplicationOptions;
  #driver: Driver | undefined;
  #staging: string | undefined;

  constructor(options: SparkOptions, how: ApplicationOptions) {
    this.#options = options;
    this.#how = how;
  }

  async list(folder: string): Promise<ListedFile[]> {
    const { files = [] } = await this.#request({ kind: 'list', uri: folder });
    return [...files];
  }

  async copyFooters(files: Parameters<Application['copyFooters']>[0]): Promise<void> {
    if (files.length > 0) await this.#request({ kind: 'footers', files });
  }

  async ask(asked: Asked): Promise<Record<string, Value>[][]> {
    const { rows = [] } = await this.#request({ kind: 'ask', ...asked });
    return rows.map((one) => [...one]);
  }

  async submit(tasks: readonly ClusterTask[], { name, onStatement = () => {} }: SubmitOptions): Promise<ClusterRun> {
    // Always the same, so that the next run clears what a killed one has left.
    const staging = `${(this.#options.staging ?? this.#how.folder).replace(/\/+$/, '')}/${name}`;
    this.#staging = staging;
    const results: ClusterResult[] = [];
    const events: OnStatement = {
      begin: (task, id) => onStatement(results.length, task, id),
      done: (result) => results.push(result),
    };
    try {
      const { version, refused = false } = await this.#request({ kind: 'run', staging, tasks }, events);
      return { version, results, refused };
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#driver?.end();
    this.#driver = undefined;
    // Of a driver that could not: an object store is cleared by the next run.
    if (this.#staging !== undefined && !/^\w+:\/\//.test(this.#staging))
      rmSync(this.#staging, { recursive: true, force: true });
  }

  async #request(request: object, events?: OnStatement): Promise<Answer> {
    this.#driver ??= new Driver(this.#options, this.#how);
    const answer = await this.#driver.request(request, events);
    if (answer.condition !== undefined) throw failureOfReading(answer.condition);
    return answer;
  }
}

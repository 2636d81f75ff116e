/**
 * Parallel years: every lane has an engine of its own, which has its share of the threads
 * and of the memory.
 */
import { join } from 'node:path';
import { type Engine, withDuckDB } from '../engine/index.ts';
import type { OnEvent, RunEvent } from './event.ts';
import { bytesOfLimit } from './partitions.ts';

/** Lends an engine for every lane: the one that is there where there is one lane only. */
export function withLanes<T>(
  engine: Engine,
  lanes: number,
  signal: AbortSignal | undefined,
  work: (engines: readonly Engine[]) => Promise<T>,
): Promise<T> {
  if (lanes === 1) return work([engine]);
  const megabytes = Math.floor(bytesOfLimit(engine.options.memoryLimit) / lanes / 1e6);
  const open = (opened: readonly Engine[]): Promise<T> => {
    const lane = opened.length;
    if (lane === lanes) return work(opened);
    const threads = Math.floor((engine.options.threads + lane) / lanes);
    const options = {
      threads: Math.max(1, threads),
      memoryLimit: `${megabytes}MB`,
      tempDirectory: join(engine.options.tempDirectory, `lane-${lane + 1}`),
    };
    return withDuckDB(options, signal, (own) => open([...opened, own]));
  };
  return open([]);
}

/**
 * Does the work of every year, each engine taking the next one when it is free, and gives what came
 * of it in the order of the years. What is found is reported in that order too, whichever ends
 * first; how far each year is, at once. The first failure stops the others, whichever year it is
 * of; when it is thrown, nothing is running any more, and what was found so far has been reported.
 */
export async function parallelYears<T, R>(
  engines: readonly Engine[],
  years: readonly T[],
  onEvent: OnEvent,
  work: (engine: Engine, year: T, onEvent: OnEvent, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const inOrder = reportInOrder(onEvent);
  const waiting = years.map((year, index) => ({ year, index }));
  let failure: { readonly error: unknown } | undefined;
  const drive = async (engine: Engine): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && failure === undefined; next = waiting.shift()) {
      try {
        results[next.index] = await work(engine, next.year, inOrder.of(next.index), next.index);
        inOrder.end(next.index);
      } catch (error) {
        if (failure !== undefined) return;
        failure = { error };
        for (const other of engines) if (other !== engine) other.interrupt();
      }
    }
  };
  await Promise.all(engines.map(drive));
  if (failure !== undefined) {
    inOrder.flush();
    throw failure.error;
  }
  return results;
}

function reportInOrder(onEvent: OnEvent) {
  const held = new Map<number, RunEvent[]>();
  const ended = new Set<number>();
  let current = 0;
  return {
    of:
      (index: number): OnEvent =>
      (event) => {
        if (event.kind === 'step' || index === current) onEvent(event);
        else held.set(index, [...(held.get(index) ?? []), event]);
      },
    end(index: number): void {
      ended.add(index);
      while (ended.has(current)) {
        current += 1;
        for (const event of held.get(current) ?? []) onEvent(event);
        held.delete(current);
      }
    },
    /** Reports what is held, of years that did not end too. */
    flush(): void {
      for (const index of [...held.keys()].sort((a, b) => a - b))
        for (const event of held.get(index) ?? []) onEvent(event);
    },
  };
}

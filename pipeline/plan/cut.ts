/**
 * Where a year is cut in two when a cluster does the heavy part: everything from the sources to the
 * tallies goes there, the small relations that it reads are shipped, and tallies and the results of
 * checks come back.
 */
import type { Script } from './emit/emit.ts';
import type { Statement } from './statement.ts';

export interface Cut {
  /** Statements that depend on a source, up to the tallies, by id. */
  readonly cluster: ReadonlySet<string>;
  /** Statements that need nothing of the cluster: they make what is shipped, among others. */
  readonly before: readonly Statement[];
  /** Statements that need the tallies. */
  readonly after: readonly Statement[];
  /** Relations made here that the cluster reads, sorted. */
  readonly shipped: readonly string[];
  /** Tallies that come back, sorted. */
  readonly returned: readonly string[];
}

/** Cuts the script of a year. Pure: what a statement reads and writes is all that it looks at. */
export function cutScript({ inspection, computation }: Pick<Script, 'inspection' | 'computation'>): Cut {
  const there = new Set<string>();
  const returned = new Set<string>();
  const later = new Set<string>();
  const cluster = new Set<string>();
  const [before, after]: [Statement[], Statement[]] = [[], []];
  const read = new Set<string>();
  for (const statement of [...inspection, ...computation]) {
    const { id, step, reads, writes } = statement;
    if (step === 'source' || step === 'tally' || reads.some((name) => there.has(name))) {
      cluster.add(id);
      for (const name of reads) read.add(name);
      (step === 'tally' ? returned : there).add(writes);
    } else if (reads.some((name) => returned.has(name) || later.has(name))) {
      after.push(statement);
      later.add(writes);
    } else before.push(statement);
  }
  const shipped = [...read].filter((name) => !there.has(name) && !returned.has(name));
  return { cluster, before, after, shipped: shipped.sort(), returned: [...returned].sort() };
}

/** Counts in sentences: `1 problem`, `2 problems`. */

/** A count with its noun in the singular or the plural. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

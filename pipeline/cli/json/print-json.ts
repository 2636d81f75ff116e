/** Prints a result for a machine: one JSON document that names its shape first. */
import type { z } from 'zod';
import type { SHAPES } from './shapes.ts';

type JsonName = keyof typeof SHAPES;

type Immutable<T> = T extends readonly (infer E)[]
  ? readonly Immutable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;

/** What may be printed under a name: the compiler checks it against the published shape. */
export type JsonResult<N extends JsonName> = Immutable<z.input<(typeof SHAPES)[N]>>;

/** Prints a result as one JSON document; the compiler refuses one that is not of the shape. */
export function printJson<N extends JsonName>(name: N, result: JsonResult<N>): void {
  process.stdout.write(`${JSON.stringify({ schema: schemaOf(name), ...result }, null, 2)}\n`);
}

/**
 * `atlas-cubes/verify/2`; another number where programs that read the earlier one would go wrong.
 */
export function schemaOf(name: JsonName): string {
  return `atlas-cubes/${name}/2`;
}

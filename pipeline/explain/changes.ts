/**
 * What is not as it was when a cube was computed, as far as can be known without reading the
 * delivery.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, isUri } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type InputFile, readRecipes } from '../run/index.ts';
import { InputCache } from '../store/index.ts';
import type { ExplainedInput } from './explanation.ts';
import type { Subject } from './subject.ts';

/** Every file that the cube was computed from, and whether it is still what it was. */
export function explainInputs(dataRoot: string, inputs: readonly InputFile[]): ExplainedInput[] {
  const cache = new InputCache(dataRoot);
  return inputs.map((input) => {
    // What lies at a URI is listed by a cluster alone.
    if (isUri(input.path)) return { ...input, now: 'not read' };
    const file = join(dataRoot, input.path);
    if (!existsSync(file)) return { ...input, now: 'gone' };
    if (statSync(file).size !== input.bytes) return { ...input, now: 'changed' };
    const known = cache.knownHash(file);
    if (known === undefined) return { ...input, now: 'not read' };
    return { ...input, now: known === input.sha256 ? 'unchanged' : 'changed' };
  });
}

/** In words: definition, reference data, engine, inputs; nothing where all is as it was. */
export function findChanges(
  catalogue: Catalogue,
  { name, version }: Pick<Engine, 'name' | 'version'>,
  { indicator, year, fingerprint }: Subject,
  inputs: readonly ExplainedInput[],
): string[] {
  const isOther = inputs.some(({ now }) => now === 'changed') ? ['inputs'] : [];
  const engine = `${name} ${version}` === fingerprint.engine ? [] : ['engine'];
  try {
    const { definition, reference } = readRecipes(catalogue)(indicator.code, year);
    return [
      ...(definition === fingerprint.definition ? [] : ['definition']),
      ...(reference === fingerprint.reference ? [] : ['reference data']),
      ...engine,
      ...isOther,
    ];
  } catch (error) {
    if (error instanceof Failure && error.kind === 'data')
      return ['definition (a parameter is gone)', ...engine, ...isOther];
    throw error;
  }
}

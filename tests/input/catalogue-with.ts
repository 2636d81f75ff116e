/**
 * The shipped catalogue with other text in places: a file of its own, beside the shipped reference
 * data.
 */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

/**
 * Replaces every text once and gives the path of the catalogue; a text that is not there is
 * refused.
 */
export function catalogueWith(replacements: readonly (readonly [string | RegExp, string])[]): string {
  let text = readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8');
  for (const [old, other] of replacements) {
    if (text.search(old) < 0 && !text.includes(String(old))) throw new Error(`the catalogue has no ${old}`);
    text = text.replace(old, () => other);
  }
  const folder = makeDataRoot();
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(REPOSITORY, 'data', 'reference'), join(folder, 'data', 'reference'));
  const file = join(folder, 'indicators.yaml');
  writeFileSync(file, text);
  return file;
}

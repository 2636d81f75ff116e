/** The shipped catalogue with other indicators than its own. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Catalogue, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { makeDataRoot } from './data-root.ts';
import { REPOSITORY } from './shipped-catalogue.ts';

/** Entries of sections of a catalogue, as a person writes them. */
export type WrittenSections = Readonly<Record<string, Readonly<Record<string, object>>>>;

/**
 * Writes the catalogue with these indicators instead of its own, and further entries of other
 * sections; without what compares indicators. Throws what `cubes check` would report.
 *
 * @param change of every value that is written, as of `JSON.stringify`
 */
export function catalogueWithSections(
  sections: WrittenSections,
  change?: (key: string, value: unknown) => unknown,
): Catalogue {
  const { invariants, gates, ...document } = parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8'));
  const { indicators, ...others } = sections;
  const more = Object.entries(others).map(([name, entries]) => [name, { ...document[name], ...entries }]);
  const folder = makeDataRoot();
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(REPOSITORY, 'data', 'reference'), join(folder, 'data', 'reference'));
  const file = join(folder, 'indicators.yaml');
  writeFileSync(file, JSON.stringify({ ...document, ...Object.fromEntries(more), indicators }, change));
  return openCatalogue(file, REPOSITORY);
}

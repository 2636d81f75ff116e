/**
 * The lock of definitions: what every indicator meant on its metadata date
 * (`data/reference/definitions.lock.json`). A definition that changes while its date stays is
 * reported: the date on the sheet would be a lie.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Catalogue } from './catalogue.ts';
import { hashDefinition } from './definition.ts';
import type { Scope } from './scope.ts';
import { displayPath, readTextFile } from './text-file.ts';

const lockSchema = z.strictObject({
  version: z.literal(1),
  indicators: z.record(z.string(), z.strictObject({ definition: z.string(), metadata_date: z.string() })),
});
type DefinitionLock = z.infer<typeof lockSchema>;

/** Where the lock lies: with the reference data, so that it goes where the catalogue goes. */
export function definitionLockFile(referenceRoot: string): string {
  return join(referenceRoot, 'definitions.lock.json');
}

/** The lock of a catalogue as it is now, as the text of its file. */
export function printDefinitionLock(catalogue: Catalogue): string {
  const entries = Object.values(catalogue.indicators)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((indicator) => [
      indicator.code,
      { definition: hashDefinition(catalogue, indicator), metadata_date: indicator.metadataDate },
    ]);
  const lock: DefinitionLock = { version: 1, indicators: Object.fromEntries(entries) };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/**
 * Warns of definitions that changed under an old date, and of those that the lock does not have; a
 * catalogue may have no lock.
 */
export function checkDefinitions(scope: Scope, catalogue: Catalogue): void {
  const file = definitionLockFile(scope.referenceRoot);
  if (!existsSync(file)) return;
  const lock = readLock(scope, file);
  if (lock === undefined) return;
  for (const indicator of Object.values(catalogue.indicators)) {
    const { code, metadataDate } = indicator;
    const locked = Object.hasOwn(lock.indicators, code) ? lock.indicators[code] : undefined;
    const same = locked?.definition === hashDefinition(catalogue, indicator);
    if (same && locked.metadata_date <= metadataDate) continue;
    const position = scope.yaml.positionOf(['indicators', code, 'metadata_date']);
    if (locked === undefined || (!same && locked.metadata_date < metadataDate))
      scope.report.add('definition-not-locked', position, {
        code,
        file: displayPath(file),
        known: locked !== undefined,
      });
    else
      scope.report.add('definition-changed', position, {
        code,
        date: metadataDate,
        locked: locked.metadata_date,
        same,
      });
  }
}

function readLock(scope: Scope, file: string): DefinitionLock | undefined {
  const text = readTextFile(file, scope.report);
  if (text === undefined) return undefined;
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    const place = { file: displayPath(file), line: 1, column: 1, length: 1 };
    scope.report.add('lock-unreadable', { place }, { file: displayPath(file) });
    return undefined;
  }
}

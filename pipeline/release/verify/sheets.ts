/** Sheets: one for every indicator, which can be read and is its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHEET_VERSION } from '../../sheet/index.ts';
import { type ReleaseManifest, sheetPath } from '../manifest.ts';
import type { Finding, SheetFacts } from './subject.ts';

/** Gives also what the sheets say of dimensions and levels. */
export function verifySheets(
  folder: string,
  { cubes }: ReleaseManifest,
): Finding & { readonly sheets: Readonly<Record<string, SheetFacts>> } {
  const problems: string[] = [];
  const sheets: Record<string, SheetFacts> = {};
  const codes = [...new Set(cubes.map(({ code }) => code))];
  for (const code of codes) {
    const facts = readSheet(join(folder, sheetPath(code)), code);
    if (facts === undefined) problems.push(`${sheetPath(code)} is not the sheet of ${code}.`);
    else sheets[code] = facts;
  }
  return { examined: codes.length, problems, sheets };
}

function readSheet(file: string, code: string): SheetFacts | undefined {
  try {
    const sheet = JSON.parse(readFileSync(file, 'utf8')) as SheetFacts & { version: unknown; code: unknown };
    const isSheet = sheet.version === SHEET_VERSION && sheet.code === code;
    return isSheet && Array.isArray(sheet.dimensions) && Array.isArray(sheet.levels) ? sheet : undefined;
  } catch {
    return undefined;
  }
}

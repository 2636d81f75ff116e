/** Opens a release for a program. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import { defaultEngineOptions } from '../engine/index.ts';
import { type OpenRelease, openReleaseFolder, selectFigures } from '../export/index.ts';
import type { Sheet, SheetTexts } from '../sheet/index.ts';
import { makeCube } from './cube.ts';
import type { CubeSelection, Indicator, Release } from './release.ts';

/** What the engine that reads the release may use. */
export interface OpenOptions {
  /** Worker threads; all cores unless it is said. */
  readonly threads?: number;
  /** Such as `1GB`; half of the machine unless it is said. */
  readonly memoryLimit?: string;
}

/**
 * Opens the release in a folder. A link such as `current` is resolved once, so that everything
 * comes from one release whatever is published meanwhile. Nothing is written in the folder.
 *
 * @param path The folder of a release, such as `data/releases/current`.
 * @param options Threads and memory of the engine; by default all cores and half of the machine.
 * @returns The release, open until its `close` is called.
 * @throws {@link Failure} of the kind `usage` where the folder holds no release, and `data` where
 *   the release is broken.
 * @example
 * ```ts
 * import { openRelease } from 'atlas-cubes';
 *
 * const release = await openRelease('data/releases/current', { threads: 2, memoryLimit: '1GB' });
 * try {
 *   for (const { code, title } of release.indicators()) console.log(code, title.en);
 * } finally {
 *   release.close();
 * }
 * ```
 */
export async function openRelease(path: string, options: OpenOptions = {}): Promise<Release> {
  const temp = mkdtempSync(join(tmpdir(), 'atlas-cubes-'));
  const clear = () => rmSync(temp, { recursive: true, force: true });
  let release: OpenRelease;
  try {
    release = await openReleaseFolder(path, { ...defaultEngineOptions(temp), ...options });
  } catch (error) {
    clear();
    throw error;
  }
  const { manifest, folder } = release;
  const indicators = selectFigures(release, { codes: [] }).indicators.map(({ sheet, years, levels }) =>
    describe(sheet, years, levels),
  );
  let opened = 0;
  let isOpen = true;
  return {
    name: manifest.release,
    quarter: manifest.quarter,
    created: manifest.created,
    synthetic: manifest.synthetic,
    publisher: manifest.publisher,
    folder,
    indicators: () => indicators,
    cube: (code, selection: CubeSelection = {}) => {
      if (!isOpen) throw new Failure('usage', `${manifest.release} is closed.`);
      findSheet(release, code);
      opened += 1;
      return makeCube(release, code, selection, opened);
    },
    sheet: readerOf(release),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      release.close();
      clear();
    },
  };
}

function describe(sheet: Sheet, years: Indicator['years'], levels: Indicator['levels']): Indicator {
  const say = (name: 'title' | 'unit') =>
    Object.fromEntries(Object.entries(sheet.texts).map(([language, texts]) => [language, texts[name]]));
  const { code, measure, dimensions } = sheet;
  return { code, title: say('title'), unit: say('unit'), measure, dimensions, years, levels };
}

function readerOf(release: OpenRelease): Release['sheet'] {
  function read(code: string): Sheet;
  function read(code: string, language: string): SheetTexts;
  function read(code: string, language?: string): Sheet | SheetTexts {
    const sheet = findSheet(release, code);
    if (language === undefined) return sheet;
    const texts = Object.hasOwn(sheet.texts, language) ? sheet.texts[language] : undefined;
    if (texts !== undefined) return texts;
    throw new Failure('usage', `${code} has no sheet in \`${language}\`.`, {
      help: `one of: ${Object.keys(sheet.texts).join(', ')}.`,
    });
  }
  return read;
}

function findSheet({ manifest, sheets }: OpenRelease, code: string): Sheet {
  const sheet = sheets.get(code);
  if (sheet !== undefined) return sheet;
  const nearest = suggest(code, sheets.keys());
  throw new Failure('usage', `\`${code}\` is not an indicator of ${manifest.release}.`, {
    help: nearest === undefined ? '`indicators()` lists them.' : `did you mean \`${nearest}\`?`,
  });
}

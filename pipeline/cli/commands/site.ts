/** `cubes site`: draws the atlas of a release, and shows it at an address of this machine. */
import { join, resolve } from 'node:path';
import { Failure } from '../../base/index.ts';
import { buildSite, SITE_LANGUAGES, type SiteLanguage, type SiteReport } from '../../site/index.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { startProgress } from '../progress.ts';
import { serveFolder } from '../serve-folder.ts';

export interface SiteOptions extends PlaceOptions, EngineChoices {
  readonly out?: string;
  readonly baseUrl?: string;
  readonly lang: string;
  readonly license?: string;
  readonly geometry?: readonly string[];
  readonly force?: boolean;
  /** A folder, or true for the one that is drawn. */
  readonly serve?: string | true;
  readonly port: number;
  readonly json?: boolean;
}

/**
 * Draws a site and, where it is asked to, shows it until it is interrupted.
 *
 * @param release a release, or `current`
 * @throws Failure (usage) for options that contradict each other, and what `buildSite` and
 * `serveFolder` refuse
 */
export async function drawSite(release: string, options: SiteOptions): Promise<void> {
  const { out, serve } = options;
  if (typeof serve === 'string') {
    if (out !== undefined)
      throw new Failure('usage', '--serve DIR shows a site that is there and cannot be combined with --out.', {
        help: 'leave out one of them, or write --serve without a folder.',
      });
    return serveFolder(resolve(serve), options.port);
  }
  if (out === undefined)
    throw new Failure('usage', 'no folder is named.', { help: 'name the folder of the site with --out DIR.' });
  const report = await writeSite(release, { ...options, out });
  if (options.json) printJson('site', report);
  else process.stdout.write(`${printSite(report)}\n`);
  if (serve) await serveFolder(resolve(out), options.port);
}

/** Draws the site of a release with progress on a terminal. */
export async function writeSite(
  release: string,
  options: Omit<SiteOptions, 'serve' | 'port'> & { readonly out: string },
): Promise<SiteReport> {
  const { out, baseUrl, license, geometry = [], force = false } = options;
  const dataRoot = dataRootOf(options);
  const progress = startProgress();
  try {
    return await reading(options, dataRoot, (engine) =>
      interruptible((signal) =>
        buildSite({
          dataRoot,
          release,
          out: resolve(out),
          assets: SITE_ASSETS,
          languages: readLanguages(options.lang),
          force,
          geometry: geometry.map((file) => resolve(file)),
          engine,
          signal,
          onStep: (label, done, total) => progress.show(done / total, label),
          ...(baseUrl !== undefined && { baseUrl }),
          ...(license !== undefined && { licence: license }),
        }),
      ),
    );
  } finally {
    progress.end();
  }
}

/** Where the build puts script, style and logo. */
export const SITE_ASSETS = join(PROGRAM_ROOT, 'dist', 'site');

function readLanguages(text: string): SiteLanguage[] {
  return [...new Set(text.split(',').map((one) => one.trim()))].map((one) => {
    const found = SITE_LANGUAGES.find((language) => language === one);
    if (found !== undefined) return found;
    throw new Failure('usage', `there are no pages in \`${one}\`.`, { help: `one of: ${SITE_LANGUAGES.join(', ')}.` });
  });
}

/** What was drawn, and the page to open. */
export function printSite({ release, out, pages, bytes, indicators, areas }: SiteReport): string {
  const [shownAreas, shownPages] = [areas, pages].map((n) => n.toLocaleString('en-GB'));
  return `the atlas of ${release}: ${indicators} indicators, ${shownAreas} areas, ${shownPages} pages, ${(bytes / 1e6).toFixed(1)} MB.\nopen ${join(out, 'index.html')}`;
}

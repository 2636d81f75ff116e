/**
 * The folder of a site: made aside and put in place by a rename, so that a reader sees a whole one
 * or none.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../../base/index.ts';

/** What every site has: a folder without it was made by something else, and is not replaced. */
const OWN = ['manifest.json', 'site.css', 'site.js'];

/** Files of a site that is being made. */
export interface SiteFolder {
  readonly folder: string;
  /** Writes a text below the folder; folders are made. */
  readonly put: (path: string, text: string) => void;
}

/**
 * Lets `work` fill a folder beside `out`, then puts it in its place.
 *
 * @param out the folder of the site
 * @param force replaces a site that is there
 * @throws Failure (usage) where something else is there, or a site and not `force`
 */
export async function putSite<T>(out: string, force: boolean, work: (site: SiteFolder) => Promise<T>): Promise<T> {
  refuseTaken(out, force);
  const target = resolve(out);
  mkdirSync(dirname(target), { recursive: true });
  const staging = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const folder = join(staging, 'site');
    mkdirSync(folder);
    const made = new Set<string>();
    const result = await work({
      folder,
      put: (path, text) => {
        const parent = dirname(join(folder, path));
        if (!made.has(parent)) mkdirSync(parent, { recursive: true });
        made.add(parent);
        writeFileSync(join(folder, path), text);
      },
    });
    refuseTaken(out, force);
    if (existsSync(target)) renameSync(target, join(staging, 'before'));
    renameSync(folder, target);
    return result;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function refuseTaken(out: string, force: boolean): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory())
    throw new Failure('usage', `${out} is not a folder.`, { help: 'name the folder of the site with --out.' });
  const entries = readdirSync(out);
  if (entries.length === 0) return;
  if (!OWN.every((name) => entries.includes(name)))
    throw new Failure('usage', `${out} holds files that are not a site of Atlas Cubes.`, {
      help: 'name another folder with --out: a site replaces a whole folder.',
    });
  if (!force)
    throw new Failure('usage', `there is a site in ${out} already.`, {
      help: 'name another folder with --out, or replace it with --force.',
    });
}

/** The releases of a data root: which there are, which is current, what each says of itself. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import { MANIFEST, MANIFEST_VERSION, type ReleaseManifest } from './manifest.ts';

/** `2026Q4`, then `2026Q4-2`. */
const NAME = /^(\d{4}Q[1-4])(?:-([1-9]\d*))?$/;
export const CURRENT = 'current';

/** Folder of all releases, or of one. */
export function releaseFolder(dataRoot: string, ...name: readonly string[]): string {
  return join(dataRoot, 'releases', ...name);
}

/**
 * Names of the releases that are there, in the order of their quarters and numbers; none where
 * nothing was released.
 */
export function listReleases(dataRoot: string): string[] {
  const folder = releaseFolder(dataRoot);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort((a, b) => compare(quarterOf(a), quarterOf(b)) || numberOf(a) - numberOf(b));
}

/** The release that `current` names; null before the first. */
export function currentRelease(dataRoot: string): string | null {
  const link = releaseFolder(dataRoot, CURRENT);
  let target: string;
  try {
    target = readlinkSync(link);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    if (!isCode(error, 'EINVAL')) throw error;
    throw new Failure('data', `${link} is not a link.`, { help: 'remove it: `cubes rollback` creates it again.' });
  }
  const name = basename(target);
  if (!NAME.test(name)) throw new Failure('data', `${link} does not name a release, but ${target}.`);
  return name;
}

/**
 * The release that somebody asks for by name, `current` included; refuses an unknown one with a
 * usage failure.
 */
export function findRelease(dataRoot: string, name: string): string {
  const known = listReleases(dataRoot);
  const found = name === CURRENT ? currentRelease(dataRoot) : name;
  if (found !== null && known.includes(found)) return found;
  if (name === CURRENT && found !== null)
    throw new Failure('data', `\`${CURRENT}\` names ${found}, which is not there.`, {
      help: 'make another release current with `cubes rollback RELEASE`.',
    });
  const nearest = suggest(name, known);
  const there = known.length === 0 ? 'nothing was released here yet.' : `there are: ${known.join(', ')}.`;
  throw new Failure('usage', `there is no release \`${name}\` in ${releaseFolder(dataRoot)}.`, {
    help: nearest === undefined ? there : `did you mean \`${nearest}\`?`,
  });
}

/** The manifest of a release; refuses one that cannot be read with a data failure. */
export function readReleaseManifest(dataRoot: string, name: string): ReleaseManifest {
  return readManifest(releaseFolder(dataRoot, name));
}

/** The manifest in a folder. */
export function readManifest(folder: string): ReleaseManifest {
  const file = join(folder, MANIFEST);
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as ReleaseManifest;
    const { version, cubes, files, maps } = manifest;
    if (version === MANIFEST_VERSION && [cubes, files, maps].every((list) => Array.isArray(list))) return manifest;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isCode(error, 'ENOENT')) throw error;
  }
  throw new Failure('data', `${file} is not the manifest of a release.`, {
    help: 'the release is broken: go back to another with `cubes rollback RELEASE`.',
  });
}

/** The name of the next release of a quarter: the quarter, then numbered from 2. */
export function nextName(dataRoot: string, quarter: string): string {
  const last = listReleases(dataRoot)
    .filter((name) => quarterOf(name) === quarter)
    .at(-1);
  return last === undefined ? quarter : `${quarter}-${numberOf(last) + 1}`;
}

function quarterOf(name: string): string {
  return NAME.exec(name)?.[1] ?? '';
}

function numberOf(name: string): number {
  return Number(NAME.exec(name)?.[2] ?? 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Whether the system failed with this code, such as `ENOENT`. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

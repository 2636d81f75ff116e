/** Files: exactly those of the manifest, each with its bytes. */
import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure } from '../../base/index.ts';
import { hashFile } from '../../store/index.ts';
import { ATLAS, CHANGES, MANIFEST, type ReleaseManifest, sheetPath } from '../manifest.ts';
import type { Finding } from './subject.ts';

/** Gives also the paths of files that cannot be trusted. */
export async function verifyFiles(
  folder: string,
  { files, cubes, maps }: ReleaseManifest,
  signal?: AbortSignal,
): Promise<Finding & { readonly damaged: ReadonlySet<string> }> {
  const problems: string[] = [];
  const damaged = new Set<string>();
  const wrong = (path: string, problem: string) => {
    problems.push(`${path} ${problem}.`);
    damaged.add(path);
  };
  const listed = new Set(files.map(({ path }) => path));
  const wanted = [
    ...cubes.map(({ path }) => path),
    ...cubes.map(({ code }) => sheetPath(code)),
    ...maps.flatMap(({ path }) => path ?? []),
    ATLAS,
    CHANGES,
  ];
  for (const path of new Set(wanted)) if (!listed.has(path)) wrong(path, 'is not among the files of the manifest');
  const found = filesBelow(folder, folder);
  for (const path of found.keys()) if (!listed.has(path) && path !== MANIFEST) wrong(path, 'is not in the manifest');
  for (const { path, bytes, sha256 } of files) {
    const size = found.get(path);
    if (size === undefined) wrong(path, 'is missing');
    else if (size === null) wrong(path, 'is not a plain file');
    else if (size !== bytes) wrong(path, `has ${size} bytes, not ${bytes}`);
    else if ((await hashFile(join(folder, path), signal)) !== sha256) wrong(path, 'has changed since it was published');
  }
  return { examined: files.length, problems, damaged };
}

/** How many files a refusal names. */
const NAMED = 5;

/**
 * Refuses a folder that is not the release it was (data): whoever reads on would read something
 * else.
 */
export async function refuseDamaged(folder: string, manifest: ReleaseManifest, signal?: AbortSignal): Promise<void> {
  const { problems } = await verifyFiles(folder, manifest, signal);
  if (problems.length === 0) return;
  const more = problems.length > NAMED ? [`and ${problems.length - NAMED} more`] : [];
  const named = [...problems.slice(0, NAMED), ...more].map((problem) => `  ${problem}`);
  throw new Failure('data', `the release ${manifest.release} is broken:\n${named.join('\n')}`, {
    help: 'see all of it with `cubes verify`; go back to another with `cubes rollback`.',
  });
}

/** Sizes of all files by path; null for what is no plain file. */
function filesBelow(root: string, folder: string): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [name, size] of filesBelow(root, path)) found.set(name, size);
    else found.set(relative(root, path), entry.isFile() ? lstatSync(path).size : null);
  }
  return found;
}

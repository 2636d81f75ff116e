/**
 * Deliveries at URIs, which a cluster reaches and this machine does not: their files are listed
 * there, and each has a stand-in here with its footer. Rows are read there (query-delivered.ts).
 */
import { Failure, isUri, splitUri } from '../base/index.ts';
import type { Source } from '../catalogue/index.ts';
import type { Elsewhere, EngineOptions, ListedFile } from '../engine/index.ts';
import { listingOf, makeStandIn, standInOf, uriOf } from '../store/index.ts';
import { printList } from './print-list.ts';

/** Where the files of a source lie on this machine, themselves or their stand-ins. */
export interface Located {
  readonly root: string;
  /** Glob below it. */
  readonly files: string;
}

/**
 * Locates the files of a source; those at a URI are listed, once for all years.
 * @throws Failure (usage) for a source at a URI where no cluster is asked for; (engine) what the
 *   cluster does
 */
export async function locate(
  { elsewhere }: EngineOptions,
  { name, files }: Source,
  dataRoot: string,
): Promise<Located> {
  if (!isUri(files)) return { root: dataRoot, files };
  if (elsewhere === undefined) throw new Failure('usage', `${notReached(name, files)}.`, { help: WAYS_OUT });
  const { origin, path } = splitUri(files);
  const fixed = path.split('/').slice(0, -1);
  const open = fixed.findIndex((part) => /[*?[{]/.test(part));
  await list(elsewhere, [origin, ...(open < 0 ? fixed : fixed.slice(0, open))].join('/'));
  return { root: standInOf(elsewhere.folder, `${origin}/`), files: path };
}

/** What is wrong where claims lie at a URI and no cluster is asked for; without a full stop. */
export function notReached(source: string, files: string): string {
  return `${source} is delivered at ${files}, which a cluster alone reads`;
}

const WAYS_OUT =
  'run this command with --engine spark where it has that option; or copy the files below the data root, and name them there with `files` of the source.';

async function list(elsewhere: Elsewhere, folder: string): Promise<readonly ListedFile[]> {
  const listed = elsewhere.listings.get(folder) ?? elsewhere.application.list(`${folder}/`);
  elsewhere.listings.set(folder, listed);
  for (const file of await listed) {
    if (
      splitUri(file.uri)
        .path.split('/')
        .some((part) => part === '' || part === '.' || part === '..')
    )
      throw new Failure('data', `the name of ${file.uri} cannot be a path.`, { help: 'rename it.' });
    makeStandIn(standInOf(elsewhere.folder, file.uri), file);
  }
  return listed;
}

/** Brings the footers of files that have stand-ins. */
export async function bringFooters({ elsewhere }: EngineOptions, files: readonly string[]): Promise<void> {
  const wanted = files.flatMap((to) => {
    const uri = elsewhere?.footers.has(to) ? undefined : uriOf(to);
    return uri === undefined ? [] : [{ uri, to, bytes: listingOf(to).bytes }];
  });
  await elsewhere?.application.copyFooters(wanted);
  for (const { to } of wanted) elsewhere?.footers.add(to);
}

/**
 * Lists again what was read at URIs. Refuses (data) a delivery that was exchanged meanwhile: nobody
 * could say what its figures come from.
 */
export async function refuseExchangedElsewhere(
  { elsewhere }: EngineOptions,
  inputs: readonly { readonly files: readonly string[] }[],
): Promise<void> {
  const read = inputs.flatMap(({ files }) => files.filter((file) => uriOf(file) !== undefined));
  if (elsewhere === undefined || read.length === 0) return;
  const now = new Map<string, ListedFile>();
  for (const folder of elsewhere.listings.keys())
    for (const file of await elsewhere.application.list(`${folder}/`)) now.set(file.uri, file);
  const changed = read.filter((file) => {
    const [before, after] = [listingOf(file), now.get(uriOf(file) ?? '')];
    return (
      after === undefined ||
      after.bytes !== before.bytes ||
      after.modified !== before.modified ||
      after.version !== before.version
    );
  });
  if (changed.length > 0) throw exchanged(changed.map((file) => uriOf(file) ?? ''));
}

/** The refusal (data) of a delivery that changed while it was read. */
export function exchanged(files: readonly string[]): Failure {
  return new Failure('data', `the delivery changed while it was read:\n${printList(files)}`, {
    help: 'run again once it is complete.',
  });
}

/** What the manifest says of a file at a URI beside its size; nothing of another. */
export function listedOf(file: string): {
  readonly listed?: { readonly modified: string; readonly version: string | null };
} {
  if (uriOf(file) === undefined) return {};
  const { modified, version } = listingOf(file);
  return { listed: { modified: new Date(modified).toISOString(), version } };
}

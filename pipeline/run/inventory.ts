/**
 * The inventory of a delivery: every file below the folder of a source and year is read, hidden, or
 * named as left unread.
 */
import { relative } from 'node:path';
import { Failure, SYNTHETIC_FILE } from '../base/index.ts';
import type { Source } from '../catalogue/index.ts';
import type { Places } from '../plan/index.ts';
import { nameBelow } from '../store/index.ts';
import type { Located } from './elsewhere.ts';
import { printList } from './print-list.ts';
import { type FoundFile, walkFiles } from './walk.ts';

/** What becomes of a file: `mark` says that data is synthetic; `unread` and `broken` are errors. */
export type FileUse = 'read' | 'hidden' | 'mark' | 'unread' | 'broken';

export interface InventoryFile {
  readonly year: number;
  readonly source: string;
  /** Below the data root, or a URI. */
  readonly path: string;
  readonly bytes: number;
  readonly use: FileUse;
}

/**
 * Lists the files of a source and year.
 * @param read absolute paths of the files that the source reads
 * @param others absolute paths of the files that any source of the catalogue reads in the year:
 *   they are none of this one's
 * @throws Failure (engine) naming what may not be read
 */
export function takeInventory(
  source: Source,
  year: number,
  { dataRoot, located }: Pick<Places, 'dataRoot'> & { readonly located: Located },
  read: readonly string[],
  others: ReadonlySet<string>,
): InventoryFile[] {
  const own = new Set(read);
  return filesAbout(located, year)
    .filter(({ path }) => own.has(path) || !others.has(path))
    .map((file) => ({
      year,
      source: source.name,
      path: nameBelow(dataRoot, file.path),
      bytes: file.bytes,
      use: useOf(file, own),
    }));
}

/** Files of an inventory that nothing reads, a sentence each. */
export function unreadFiles(files: readonly InventoryFile[]): string[] {
  const lines = files.flatMap(({ path, source, use }) => {
    if (use === 'broken') return [`broken_link: ${path} is a link to nothing`];
    return use === 'unread' ? [`unread_file: ${path} is not read by ${source}`] : [];
  });
  return [...new Set(lines)];
}

/** Refuses (data) an inventory with files that nothing reads, naming all of them. */
export function refuseUnread(files: readonly InventoryFile[]): void {
  const lines = unreadFiles(files);
  if (lines.length === 0) return;
  throw new Failure('data', `files of the delivery would be skipped:\n${printList(lines)}`, {
    help: 'move or rename them so that `files` of their source in the catalogue matches, remove them, or hide them: names that begin with `.` or `_` are never read.',
  });
}

function useOf({ path, hidden, broken }: FoundFile, read: ReadonlySet<string>): FileUse {
  if (hidden) return 'hidden';
  if (broken) return 'broken';
  if (read.has(path)) return 'read';
  return path.endsWith(`/${SYNTHETIC_FILE}`) ? 'mark' : 'unread';
}

/**
 * Files that somebody could have meant for the year. Where folders name the year, all below the
 * last of them, and what stands beside it with the year in its name (`year=2023-late`); where only
 * names of files do, those that name it; where nothing does, all.
 */
function filesAbout({ root, files }: Located, year: number): FoundFile[] {
  const folders = files.split('/').slice(0, -1);
  const open = folders.findIndex((part) => /[*?[{]/.test(part.replaceAll('{year}', '')));
  const fixed = open < 0 ? folders : folders.slice(0, open);
  const at = (parts: readonly string[]) => [root, ...parts].join('/').replaceAll('{year}', String(year));
  const namesYear = new RegExp(`(?<!\\d)${year}(?!\\d)`);
  if (!files.includes('{year}')) return walkFiles(at(fixed));
  if (!fixed.some((part) => part.includes('{year}')))
    return walkFiles(at(fixed)).filter(({ path }) => namesYear.test(relative(at(fixed), path)));
  const isLast = fixed.at(-1)?.includes('{year}') ?? false;
  return isLast ? walkFiles(at(fixed.slice(0, -1)), (name) => namesYear.test(name)) : walkFiles(at(fixed));
}

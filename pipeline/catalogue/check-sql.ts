/**
 * What a hand-written SQL file reads, off the parser's tree of it: the relations that its header
 * names, and reference files below the reference folder. Anything else would be in no fingerprint,
 * so that a change of it would leave stale figures.
 */
import { type Diagnostic, suggest } from '../base/index.ts';
import type { RelationFile } from './catalogue.ts';
import { type Position, Report } from './report.ts';
import { displayPath, splitLines } from './text-file.ts';

/** Table functions that read nothing. */
const PURE: readonly string[] = ['range', 'generate_series', 'unnest', 'repeat'];

/** A node of the tree that `json_serialize_sql` gives. */
type Node = Readonly<Record<string, unknown>>;

/** What the parser says of a file: its tree, or why there is none. */
export interface ParsedSql {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string | number;
  readonly statements?: unknown;
}

/**
 * Gives the problems of what the files read.
 *
 * @param relations the files of a catalogue
 * @param treeOf what `json_serialize_sql` says of the text of a file
 */
export function checkParsedSql(
  relations: Readonly<Record<string, RelationFile>>,
  treeOf: (relation: RelationFile) => ParsedSql,
): Diagnostic[] {
  const report = new Report();
  for (const relation of Object.values(relations)) checkFile(relation, treeOf(relation), report);
  return report.diagnostics;
}

function checkFile(relation: RelationFile, parsed: ParsedSql, report: Report): void {
  const file = displayPath(relation.file);
  if (parsed.error) {
    const reason = (parsed.error_message ?? 'it is no SELECT').split('\n')[0] ?? '';
    report.add('sql-syntax', positionAt(relation, Number(parsed.position ?? 0), 1), { file, reason });
    return;
  }
  const nodes = nodesOf(parsed.statements);
  const own = new Set([...relation.reads, ...nodes.flatMap(namesOfTables)].map((name) => name.toLowerCase()));
  for (const node of nodes) {
    const at = Number(node.query_location ?? 0);
    if (node.type === 'TABLE_FUNCTION') {
      const call = node.function as Node;
      const name = String(call.function_name);
      const isAllowed = PURE.includes(name) || readsReference(call);
      if (!isAllowed) report.add('sql-reads-file', positionAt(relation, at, name.length), { file, name });
    }
    if (node.type !== 'BASE_TABLE') continue;
    const name = String(node.table_name);
    const isFile = /[./\\*]/.test(name);
    const isOwn = own.has(name.toLowerCase()) && node.schema_name === '';
    if (isFile) report.add('sql-reads-file', positionAt(relation, at, name.length + 2), { file, name });
    else if (!isOwn)
      report.add('sql-undeclared-read', positionAt(relation, at, name.length), {
        owner: file,
        name,
        known: relation.reads,
        nearest: suggest(name, relation.reads),
      });
  }
}

/** Every object in the tree. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (value === null || typeof value !== 'object') return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** Names that a statement gives to its own tables (WITH). */
function namesOfTables({ cte_map }: Node): string[] {
  const { map = [] } = (cte_map ?? {}) as { map?: readonly { readonly key: string }[] };
  return map.map(({ key }) => key);
}

/** `read_csv(getvariable('reference_root') || '/…')`: the file is in the fingerprint. */
function readsReference({ function_name, children }: Node): boolean {
  const [path] = children as readonly Node[];
  if (function_name !== 'read_csv' || path?.function_name !== '||') return false;
  const [root, file] = path.children as readonly Node[];
  const [name] = (root?.children ?? []) as readonly Node[];
  const textOf = (node: Node | undefined) => (node?.value as Node | undefined)?.value;
  return root?.function_name === 'getvariable' && textOf(name) === 'reference_root' && /^\//.test(`${textOf(file)}`);
}

/** A place by its distance from the beginning of the file, in bytes. */
function positionAt({ file, sql }: RelationFile, offset: number, length: number): Position {
  const before = splitLines(Buffer.from(sql).subarray(0, offset).toString());
  const line = before.length;
  const source = splitLines(sql)[line - 1] ?? '';
  return { place: { file: displayPath(file), line, column: (before.at(-1) ?? '').length + 1, length }, source };
}

/** Hand-written SQL files and their machine-read headers (CONTRIBUTING, "Header of a SQL file"). */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { suggest } from '../base/index.ts';
import type { RelationFile } from './catalogue.ts';
import type { Position, Report } from './report.ts';
import { displayPath, isFile, readTextFile, splitLines } from './text-file.ts';

/** Parameters that a run sets, all through `SET VARIABLE`. */
export const RUN_PARAMETERS = ['year', 'map_date', 'reference_root'] as const;

const FOLDERS = ['sources', 'relations', 'checks'] as const;

/**
 * Reads every SQL file of the roots, the first root winning; reports headers that say too little,
 * and adds to `left` what cannot be read.
 */
export function readRelationFiles(
  roots: readonly string[],
  report: Report,
  left: Set<string>,
): Record<string, RelationFile> {
  const relations: Record<string, RelationFile> = {};
  for (const root of roots) {
    for (const folder of FOLDERS) {
      const path = join(root, folder);
      if (!existsSync(path)) continue;
      for (const file of readdirSync(path).sort()) {
        const name = basename(file, '.sql');
        if (!file.endsWith('.sql') || Object.hasOwn(relations, name) || !isFile(join(path, file))) continue;
        const relation = readRelationFile(join(path, file), folder, report);
        if (relation === undefined) left.add(name);
        else relations[name] = relation;
      }
    }
  }
  return relations;
}

function readRelationFile(path: string, folder: string, report: Report): RelationFile | undefined {
  const name = basename(path, '.sql');
  const file = displayPath(path);
  const sql = readTextFile(path, report);
  if (sql === undefined) return undefined;
  const lines = splitLines(sql);
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const header = lines.slice(0, end < 0 ? lines.length : end);

  const purpose: string[] = [];
  const params: RelationFile['params'][number][] = [];
  const reads: string[] = [];
  const uses: string[] = [];
  const columns: RelationFile['columns'][number][] = [];
  const implies: RelationFile['implies'][number][] = [];
  const derives: RelationFile['derives'][number][] = [];
  let grain = '';
  let check: RelationFile['check'];
  let counts: string | undefined;
  for (const [i, line] of header.entries()) {
    const position: Position = { place: { file, line: i + 1, column: 1, length: line.length }, source: line };
    const text = line.replace(/^--\s?/, '');
    const words = text.trim().split(/\s+/);
    const [tag, first, second, ...rest] = words;
    if (!text.startsWith('@')) purpose.push(text);
    else if (tag === '@grain') grain = words.slice(1).join(' ');
    else if (tag === '@param' && first && second) params.push({ name: first, type: second });
    else if (tag === '@reads' && first) reads.push(...words.slice(1).map((word) => word.replace(/,$/, '')));
    else if (tag === '@uses' && first) uses.push(...words.slice(1).map((word) => word.replace(/,$/, '')));
    else if (tag === '@implies' && first && second)
      implies.push({ given: first, oneOf: [second, ...rest].filter((word) => word !== 'or') });
    else if (tag === '@derives' && first && second)
      derives.push({ column: first, from: [second, ...rest].map((word) => word.replace(/,$/, '')) });
    else if (tag === '@counts' && first && second === undefined) counts = first;
    else if (tag === '@column' && first && second) columns.push({ name: first, type: second, meaning: rest.join(' ') });
    else if (tag === '@check' && (first === 'error' || first === 'warning') && rest.length > 0 && Number(second) >= 0) {
      check = { severity: first, tolerance: Number(second), of: rest.join(' ') };
    } else report.add('sql-header-line', position, { line: text });
  }

  const top: Position = { place: { file, line: 1, column: 1, length: lines[0]?.length ?? 1 }, source: lines[0] ?? '' };
  const missing = (tag: string) => report.add('sql-header', top, { file, tag });
  if (purpose.join(' ').trim() === '') missing('purpose');
  if (grain === '') missing('@grain');
  if (columns.length === 0) missing('@column');
  if (folder === 'checks' && check === undefined) missing('@check');
  reportParameters(lines, params, file, report);
  return {
    name,
    folder,
    file: path,
    sql,
    purpose: purpose.join(' ').trim(),
    grain,
    params,
    reads,
    uses,
    implies,
    derives,
    columns,
    ...(check && { check: counts === undefined ? check : { ...check, counts } }),
  };
}

function reportParameters(
  lines: readonly string[],
  params: RelationFile['params'],
  file: string,
  report: Report,
): void {
  const declared = new Set(params.map((param) => param.name));
  const known: readonly string[] = RUN_PARAMETERS;
  for (const [i, line] of lines.entries()) {
    const position = (text: string): Position => ({
      place: { file, line: i + 1, column: line.indexOf(text) + 1, length: text.length },
      source: line,
    });
    if (line.startsWith('-- @param')) {
      const name = line.split(/\s+/)[2] ?? '';
      if (!known.includes(name))
        report.add('sql-unknown-param', position(name), { owner: file, name, known, nearest: suggest(name, known) });
      continue;
    }
    for (const [call, name] of line.matchAll(/getvariable\('([^']*)'\)/g)) {
      if (name !== undefined && !declared.has(name))
        report.add('sql-unset-param', position(call), { file, param: name });
    }
  }
}

/** Holds the @reads and @uses lines of SQL files against what a run will make. */
import { suggest } from '../base/index.ts';
import type { Entity, RelationFile, Variable } from './catalogue.ts';
import type { Position } from './report.ts';
import { lookUp, type Scope } from './scope.ts';
import { displayPath, splitLines } from './text-file.ts';

/**
 * Checks the relations that entities and variables name and the data checks, with all that they
 * read; others are not run.
 */
export function checkReads(
  scope: Scope,
  variables: Readonly<Record<string, Variable>>,
  bound: Readonly<Record<string, Entity>>,
): void {
  const entities = Object.entries(scope.document.entities);
  const made = Object.values(scope.relations).filter((relation) => relation.folder !== 'checks');
  const known = [
    ...made.map((relation) => relation.name),
    ...Object.keys(scope.document.sources),
    ...Object.values(variables).flatMap((variable) =>
      variable.kind === 'collected' && variable.by !== undefined ? [`${variable.entity}_${variable.by}`] : [],
    ),
    ...entities.map(([entity]) => `${entity}_value`),
    'code_list',
  ];
  // Of a year before, where figures over several years read it.
  const earlier = Object.keys(scope.document.sources).map((source) => `${source}_before_1`);
  const done = new Set<string>();
  const visit = (name: string, readers: readonly string[]) => {
    const relation = lookUp(scope.relations, name);
    if (relation === undefined || done.has(name)) return;
    for (const read of relation.reads) {
      const circle = [...readers, name, read];
      if (circle.indexOf(read) < circle.length - 1)
        scope.report.add('sql-circle', positionOfTag(relation, '@reads', read), {
          file: displayPath(relation.file),
          circle,
        });
      else if (earlier.includes(read)) continue;
      else if (known.includes(read)) visit(read, [...readers, name]);
      else if (!scope.left.has(read.replace(/_value$/, '')) && !relation.uses.some((used) => scope.left.has(used)))
        reportUnknown(scope, 'sql-unknown-read', relation, '@reads', read, known);
    }
    checkUses(scope, relation);
    done.add(name);
  };
  for (const [, entity] of entities) visit(entity.relation, []);
  for (const { attributes = {} } of Object.values(bound))
    for (const { relation } of Object.values(attributes)) visit(relation, []);
  checkSources(scope, variables);
  for (const variable of Object.values(variables)) if (variable.kind === 'relation') visit(variable.relation, []);
  // What is checked of a source that is not declared is not run.
  for (const { name, check } of Object.values(scope.relations))
    if (check !== undefined && known.includes(check.of)) visit(name, []);
}

/**
 * What is counted of a member is collected in one pass over a source: a variable's relation reads
 * that, or what is known of members, and no source.
 */
function checkSources(scope: Scope, variables: Readonly<Record<string, Variable>>): void {
  const { sources, entities } = scope.document;
  const behind = (name: string, met: Set<string>): Set<string> => {
    const relation = lookUp(scope.relations, name);
    if (relation === undefined || met.has(name)) return met;
    met.add(name);
    for (const read of relation.reads) behind(read, met);
    return met;
  };
  for (const variable of Object.values(variables)) {
    if (variable.kind !== 'relation') continue;
    const { entity } = variable;
    const ofMembers = behind(lookUp(entities, entity)?.relation ?? '', new Set());
    for (const name of behind(variable.relation, new Set())) {
      const relation = lookUp(scope.relations, name);
      if (relation === undefined || ofMembers.has(name)) continue;
      for (const source of relation.reads.filter((read) => lookUp(sources, read) !== undefined)) {
        const key = lookUp(entities, entity)?.key;
        const column = Object.keys(lookUp(sources, source)?.columns ?? {}).find((one) => one !== key) ?? 'COLUMN';
        scope.report.add('sql-reads-source', positionOfTag(relation, '@reads', source), {
          file: displayPath(relation.file),
          source,
          entity,
          column,
        });
      }
    }
  }
}

function checkUses(scope: Scope, relation: RelationFile): void {
  const known = Object.keys(scope.document.variables);
  for (const used of relation.uses) {
    if (known.includes(used) || scope.left.has(used)) continue;
    reportUnknown(scope, 'unknown-variable', relation, '@uses', used, known);
  }
}

function reportUnknown(
  scope: Scope,
  code: 'sql-unknown-read' | 'unknown-variable',
  relation: RelationFile,
  tag: string,
  name: string,
  known: readonly string[],
): void {
  const params = { owner: displayPath(relation.file), name, known, nearest: suggest(name, known) };
  scope.report.add(code, positionOfTag(relation, tag, name), params);
}

/** Where a name stands on the line of a tag. */
function positionOfTag({ file, sql }: RelationFile, tag: string, name: string): Position {
  const lines = splitLines(sql);
  const naming = (line: string) => line.startsWith(`-- ${tag} `) && line.split(/[\s,]+/).includes(name);
  const index = Math.max(0, lines.findIndex(naming));
  const source = lines[index] ?? '';
  const column = Math.max(0, source.lastIndexOf(name)) + 1;
  return { place: { file: displayPath(file), line: index + 1, column, length: name.length }, source };
}

/** Binds code lists, parameters and variables: what is collected from the facts. */
import { join } from 'node:path';
import { bindConditions } from './bind-condition.ts';
import { relationNames, requireColumn } from './bind-source.ts';
import { bindWindows, isWindow } from './bind-window.ts';
import type { Aggregate, CodeList, CollectedVariable, Parameter, RelationFile, Source, Variable } from './catalogue.ts';
import { checkCodes } from './check-listed.ts';
import { readCodeList, readTextList } from './code-list.ts';
import { illustrativeGroups, readParameter } from './parameter.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, isKnown, lookUp, mapValues, type Scope } from './scope.ts';

type VariableEntry = CatalogueDocument['variables'][string];
type CollectedEntry = Extract<VariableEntry, { from: string }>;

/** Code lists by name, each code with its dates, read from the reference files. */
export function bindCodeLists(scope: Scope): Record<string, CodeList> {
  return mapValues(scope.document.code_lists, ({ label, file, code = 'code', texts = false, where = {} }, name) => {
    const path = ['code_lists', name];
    checkTexts(scope, [...path, 'label'], name, label);
    const csv = scope.readCsv(join(scope.referenceRoot, file), name, scope.yaml.positionOf([...path, 'file']));
    const request = {
      name,
      column: code,
      where,
      position: scope.yaml.positionOfKey(path),
      positionOfWhere: (column: string) => scope.yaml.positionOfKey([...path, 'where', column]),
    };
    if (texts) return { name, label, file, codes: [], texts: csv ? readTextList(csv, request, scope.report) : [] };
    return { name, label, file, codes: csv === undefined ? [] : readCodeList(csv, request, scope.report) };
  });
}

/** Parameters by name, their values by year and group, read from the reference files. */
export function bindParameters(scope: Scope): Record<string, Parameter> {
  return mapValues(scope.document.parameters ?? {}, ({ label, file, value, by }, name) => {
    const path = ['parameters', name];
    checkTexts(scope, [...path, 'label'], name, label);
    const csv = scope.readCsv(join(scope.referenceRoot, file), name, scope.yaml.positionOf([...path, 'file']));
    const values =
      csv === undefined
        ? {}
        : readParameter(csv, { name, value, by, position: scope.yaml.positionOfKey(path) }, scope.report);
    return { name, label, file, values, illustrative: csv === undefined ? [] : illustrativeGroups(csv, by) };
  });
}

/**
 * Variables by name: collected from a source, read from a relation, or put together from several
 * years. Reports unknown names.
 */
export function bindVariables(scope: Scope, sources: Readonly<Record<string, Source>>): Record<string, Variable> {
  const entities = Object.keys(scope.document.entities);
  const yearly = Object.entries(scope.document.variables).flatMap(([name, entry]): [string, Variable][] => {
    if (isWindow(entry)) return [];
    const path = ['variables', name];
    checkTexts(scope, [...path, 'label'], name, entry.label);
    isKnown(scope, 'unknown-entity', [...path, 'entity'], name, entry.entity, entities);
    const variable =
      'relation' in entry
        ? bindRelationVariable(scope, name, entry)
        : bindCollectedVariable(scope, name, entry, sources);
    return [[name, variable]];
  });
  return bindWindows(scope, Object.fromEntries(yearly), sources);
}

function bindRelationVariable(
  scope: Scope,
  name: string,
  entry: Extract<VariableEntry, { relation: string }>,
): Variable {
  const path = ['variables', name, 'relation'];
  if (isKnown(scope, 'unknown-relation', path, name, entry.relation, relationNames(scope))) {
    const relation = scope.relations[entry.relation] as RelationFile;
    const key = lookUp(scope.document.entities, entry.entity)?.key;
    if (key !== undefined) requireColumn(scope, relation, key, `the key of ${entry.entity}`);
    requireColumn(scope, relation, entry.column ?? 'value', `the value of ${name}`);
  }
  const { label, entity, relation, column = 'value', scale } = entry;
  return { kind: 'relation', name, label, entity, relation, column, ...(scale !== undefined && { scale }) };
}

function bindCollectedVariable(
  scope: Scope,
  name: string,
  entry: CollectedEntry,
  sources: Readonly<Record<string, Source>>,
): CollectedVariable {
  const path = ['variables', name];
  const { label, entity, from, value, codes, where = {} } = entry;
  const { by, keep, at_least: atLeast } = value;
  let aggregate: Aggregate = { kind: 'sum', column: '', scale: 0 };
  if (isKnown(scope, 'unknown-source', [...path, 'from'], name, from, Object.keys(sources))) {
    const source = sources[from] as Source;
    aggregate = bindAggregate(scope, name, entry, source);
    if (codes !== undefined && (source.code === undefined || source.date === undefined)) {
      scope.report.add('not-an-event-source', scope.yaml.positionOf([...path, 'codes']), { owner: name, source: from });
    }
    const key = lookUp(scope.document.entities, entity)?.key;
    if (key !== undefined && lookUp(source.columns, key) === undefined) {
      scope.report.add('key-not-delivered', scope.yaml.positionOf([...path, 'entity']), {
        owner: entity,
        key,
        source: from,
      });
    }
  }
  const lists = Object.keys(scope.document.code_lists);
  if (codes !== undefined) isKnown(scope, 'unknown-code-list', [...path, 'codes'], name, codes, lists);
  if (keep !== undefined && by === undefined) {
    scope.report.add('keep-without-by', scope.yaml.positionOfKey([...path, 'value', 'keep']), { variable: name });
  }
  if (atLeast !== undefined && keep !== 'count') {
    scope.report.add('part-bound-without-count', scope.yaml.positionOfKey([...path, 'value', 'at_least']), {
      variable: name,
    });
  }
  const scale = aggregate.kind === 'sum' ? aggregate.scale : 0;
  const conditions = bindConditions(scope, name, [...path, 'where'], where, lookUp(sources, from));
  return {
    kind: 'collected',
    name,
    label,
    entity,
    source: from,
    value: aggregate,
    where: conditions,
    ...(entry.published !== undefined && { published: entry.published }),
    ...(codes !== undefined && { codes }),
    ...(by !== undefined && { by }),
    ...(keep !== undefined && { keep }),
    ...(atLeast !== undefined && { partFrom: Math.ceil(Number((atLeast * 10 ** scale).toPrecision(15))) }),
  };
}

/** Checks the columns that a variable names, and gives what is made of the one that it takes. */
function bindAggregate(scope: Scope, name: string, entry: CollectedEntry, source: Source): Aggregate {
  const path = ['variables', name];
  const known = Object.keys(source.columns);
  const column = (at: (string | number)[], wanted: string) =>
    isKnown(scope, 'unknown-column', [...path, ...at], name, wanted, known, { source: source.name })
      ? source.columns[wanted]
      : undefined;
  const numeric = (at: (string | number)[], wanted: string) => {
    const found = column(at, wanted);
    if (found !== undefined && !/INT|DECIMAL/.test(found.type)) {
      const position = scope.yaml.positionOf([...path, ...at]);
      scope.report.add('not-a-number', position, { owner: name, column: wanted, type: found.type });
    }
    return found;
  };
  const { sum, since, first_day: firstDay, by, keep } = entry.value;
  // Values that are counted may be of any type: days, texts.
  if (by !== undefined && keep === 'count') column(['value', 'by'], by);
  else if (by !== undefined) numeric(['value', 'by'], by);
  checkCodes(scope, name, entry.codes, source);
  if (firstDay !== undefined && sum === undefined) {
    const found = column(['value', 'first_day'], firstDay);
    if (found !== undefined && found.type !== 'DATE') {
      const position = scope.yaml.positionOf([...path, 'value', 'first_day']);
      scope.report.add('not-a-date', position, { owner: name, column: firstDay, type: found.type });
    }
    return { kind: 'first_day', column: firstDay };
  }
  if (sum === undefined || firstDay !== undefined) {
    scope.report.add('one-aggregate', scope.yaml.positionOfKey([...path, 'value']), { variable: name });
    return { kind: 'sum', column: '', scale: 0 };
  }
  if (since !== undefined) {
    for (const [key, wanted] of [
      ['sum', sum],
      ['since', since],
    ] as const) {
      const found = column(['value', key], wanted);
      if (found === undefined || found.type === 'DATE') continue;
      const position = scope.yaml.positionOf([...path, 'value', key]);
      scope.report.add('days-between-dates', position, { owner: name, column: wanted, type: found.type });
    }
    return { kind: 'sum', column: sum, scale: 0, since };
  }
  const summed = numeric(['value', 'sum'], sum);
  return { kind: 'sum', column: sum, scale: Number(/DECIMAL\(\d+,(\d+)\)/.exec(summed?.type ?? '')?.[1] ?? 0) };
}

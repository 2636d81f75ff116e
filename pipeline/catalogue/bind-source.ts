/** Binds sources, entities and checks: where rows come from and who is counted. */
import { isUri } from '../base/index.ts';
import {
  type Attribute,
  type CheckPolicy,
  type Entity,
  LEVELS,
  type RelationFile,
  type Source,
  type SourceColumn,
} from './catalogue.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, isKnown, mapValues, type Scope } from './scope.ts';
import { displayPath, splitLines } from './text-file.ts';

/** Share of the values of a column that may be outside its domain. */
const OUTSIDE = 0.01;

type ColumnDocument = Scope['document']['sources'][string]['columns'][string];

/** Sources by name, columns by logical name. Reports files without a year and unknown columns. */
export function bindSources(scope: Scope): Record<string, Source> {
  const { document, report, yaml } = scope;
  return mapValues(document.sources, (source, name) => {
    const path = ['sources', name];
    const known = Object.keys(source.columns);
    const namesYear = source.files.includes('{year}') || source.year !== undefined || source.date !== undefined;
    if (!namesYear) report.add('files-without-year', yaml.positionOf([...path, 'files']), { source: name });
    if (isUri(source.files) && source.format === 'csv')
      report.add('uri-not-parquet', yaml.positionOf([...path, 'files']), { source: name, uri: source.files });
    for (const role of ['code', 'date', 'year', 'sender'] as const) {
      const column = source[role];
      if (column !== undefined)
        isKnown(scope, 'unknown-column', [...path, role], `\`${role}\` of ${name}`, column, known, { source: name });
    }
    for (const [column, label] of Object.entries(source.labels ?? {})) {
      isKnown(scope, 'unknown-column', [...path, 'labels', column], `\`labels\` of ${name}`, column, known, {
        source: name,
      });
      checkTexts(scope, [...path, 'labels', column], `the label of ${column}`, label);
    }
    const columns = mapValues(source.columns, (declared, column) => {
      if (declared.encoding === 'yyyymmdd' && declared.type !== 'DATE')
        report.add('yyyymmdd-not-date', yaml.positionOf([...path, 'columns', column, 'type']), {
          column,
          type: declared.type,
        });
      return bindColumn(column, declared);
    });
    const { files, format, delimiter = ',', encoding = 'utf-8', decimal = '.', nulls = [], optional = false } = source;
    const { code, date, year, sender, thousands } = source;
    return {
      name,
      files,
      format,
      delimiter,
      encoding,
      decimal,
      ...(thousands !== undefined && { thousands }),
      nulls,
      optional,
      columns,
      labels: source.labels ?? {},
      ...(code !== undefined && { code }),
      ...(date !== undefined && { date }),
      ...(year !== undefined && { year }),
      ...(sender !== undefined && { sender }),
    };
  });
}

function bindColumn(name: string, declared: ColumnDocument): SourceColumn {
  const { from = name, type, encoding, part, constant, recode, optional, values, range, modulo } = declared;
  const format = declared.format ?? (encoding === 'yyyymmdd' ? 'YYYYMMDD' : undefined);
  return {
    name,
    from,
    type,
    ...(format !== undefined && { format }),
    ...(part !== undefined && { part }),
    ...(constant !== undefined && { constant }),
    ...(recode !== undefined && { recode }),
    ...(optional !== undefined && { optional }),
    ...(values !== undefined && { values }),
    ...(range !== undefined && { range }),
    tolerance: declared.tolerance ?? OUTSIDE,
    ...(modulo !== undefined && { modulo }),
    ...(declared.in_tests !== undefined && { inTests: declared.in_tests }),
  };
}

/** Entities by name, with the levels that locate their members. Reports an unknown relation. */
export function bindEntities(scope: Scope): Record<string, Entity> {
  return mapValues(scope.document.entities, (entity, name) => {
    const path = ['entities', name];
    checkTexts(scope, [...path, 'label'], name, entity.label);
    const known = relationNames(scope);
    let units: Entity['units'] = [];
    if (isKnown(scope, 'unknown-relation', [...path, 'relation'], name, entity.relation, known)) {
      const relation = scope.relations[entity.relation] as RelationFile;
      units = LEVELS.filter((level) => relation.columns.some((column) => column.name === level));
      requireColumn(scope, relation, entity.key, `the key of ${name}`);
      if (units.length === 0) requireColumn(scope, relation, 'municipality', `where a ${name} is located`);
    }
    const { attributes, ...rest } = entity;
    return { name, ...rest, units, ...(attributes && { attributes: bindAttributes(scope, name, attributes) }) };
  });
}

function bindAttributes(
  scope: Scope,
  entity: string,
  attributes: NonNullable<CatalogueDocument['entities'][string]['attributes']>,
): Record<string, Attribute> {
  const { key, relation: own } = scope.document.entities[entity] ?? { key: '', relation: '' };
  return mapValues(attributes, ({ label, relation = own, column }, name) => {
    const path = ['entities', entity, 'attributes', name];
    checkTexts(scope, [...path, 'label'], name, label);
    if (isKnown(scope, 'unknown-relation', [...path, 'relation'], name, relation, relationNames(scope))) {
      const file = scope.relations[relation] as RelationFile;
      requireColumn(scope, file, key, `the key of ${entity}`);
      requireColumn(scope, file, column ?? name, `an attribute of ${entity}`);
    }
    return { label, relation, column: column ?? name };
  });
}

/** Severity and tolerance of data checks, where the catalogue says other than the SQL file. */
export function bindChecks(scope: Scope): Record<string, CheckPolicy> {
  const known = Object.values(scope.relations)
    .filter((relation) => relation.folder === 'checks')
    .map((relation) => relation.name);
  return mapValues(scope.document.checks ?? {}, ({ severity, tolerance }, name) => {
    isKnown(scope, 'unknown-check', ['checks', name], 'checks', name, known);
    return { ...(severity && { severity }), ...(tolerance !== undefined && { tolerance }) };
  });
}

/** Names of the relations below `sql/relations`. */
export function relationNames(scope: Scope): string[] {
  return Object.values(scope.relations)
    .filter((relation) => relation.folder === 'relations')
    .map((relation) => relation.name);
}

/** Reports a column that a SQL file lacks at the head of that file. */
export function requireColumn(scope: Scope, relation: RelationFile, column: string, reason: string): void {
  if (relation.columns.some(({ name }) => name === column)) return;
  const file = displayPath(relation.file);
  const source = splitLines(relation.sql)[0] ?? '';
  const place = { file, line: 1, column: 1, length: source.length };
  scope.report.add('sql-column-missing', { place, source }, { file, column, reason });
}

/** Binds indicators: texts, measure, dimensions, levels. */
import type { TextFinder } from './bind-texts.ts';
import {
  type CollectedVariable,
  type Dimension,
  type Entity,
  type Indicator,
  LEVELS,
  type Measure,
  type Parameter,
  type StandardPopulation,
  type Variable,
  type VariableCondition,
} from './catalogue.ts';
import { checkReplaced } from './check-replaced.ts';
import { toHeldUnit } from './held-unit.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import type { MeasureForm } from './measures/measure-kind.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, checkTwice, isKnown, lookUp, mapValues, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

export interface Declared {
  readonly entities: Readonly<Record<string, Entity>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly texts: TextFinder;
  readonly standardPopulations: Readonly<Record<string, StandardPopulation>>;
}

type Entry = CatalogueDocument['indicators'][string];

/** Indicators by code, each measure in its normal form. Reports unknown names and missing texts. */
export function bindIndicators(scope: Scope, declared: Declared): Record<string, Indicator> {
  checkReplaced(scope);
  return mapValues(scope.document.indicators, (entry, code) => {
    const path = ['indicators', code];
    for (const field of ['title', 'description'] as const)
      checkTexts(scope, [...path, field], `${field} of ${code}`, entry[field]);
    const { find } = declared.texts;
    const unit = find('units', [...path, 'unit'], `unit of ${code}`, entry.unit) ?? {};
    const findAll = (section: 'remarks' | 'interpretations', one: string) =>
      (entry[section] ?? [])
        .map((item, i) => find(section, [...path, section, i], `${one} of ${code}`, item))
        .filter((texts) => texts !== undefined);
    const remarks = findAll('remarks', 'a remark');
    const interpretations = findAll('interpretations', 'an interpretation');
    bindNames(scope, code, entry, find);
    const measure = bindMeasure(scope, code, entry, declared);
    bindBreakdown(scope, code, entry, measure.entity, declared);
    return {
      code,
      title: entry.title,
      description: entry.description,
      unit,
      remarks,
      keywords: entry.keywords ?? [],
      related: entry.related ?? [],
      replaces: [entry.replaces ?? []].flat(),
      status: entry.status ?? 'ours',
      measure,
      ...bindComparison(scope, code, entry, measure, declared),
      dimensions: entry.dimensions ?? [],
      smallestLevel: entry.smallest_level,
      availableFrom: entry.available_from,
      levelsFrom: entry.levels_from ?? {},
      schedule: { refresh: entry.schedule.refresh, lagYears: entry.schedule.lag_years },
      metadataDate: entry.metadata_date,
      interpretations,
    } as Indicator;
  });
}

/** Checks the keywords and the related indicators, which are names. */
function bindNames(scope: Scope, code: string, entry: Entry, find: TextFinder['find']): void {
  const path = ['indicators', code];
  for (const section of ['keywords', 'related', 'remarks', 'interpretations'] as const) {
    const names = (entry[section] ?? []).map((item, i) => (typeof item === 'string' ? item : `#${i}`));
    checkTwice(scope, [...path, section], `\`${section}\` of ${code}`, names);
  }
  for (const [i, name] of (entry.keywords ?? []).entries())
    find('keywords', [...path, 'keywords', i], `a keyword of ${code}`, name);
  const others = Object.keys(scope.document.indicators).filter((other) => other !== code);
  for (const [i, name] of (entry.related ?? []).entries())
    isKnown(scope, 'unknown-indicator', [...path, 'related', i], code, name, others);
}

function bindMeasure(scope: Scope, code: string, entry: Entry, declared: Declared): Measure {
  const path = ['indicators', code, 'measure'];
  const bodies = entry.measure as Readonly<Record<string, unknown>> & { readonly per: number };
  const found = MEASURE_KINDS.filter((kind) => bodies[kind.name] !== undefined);
  const kind = found[0];
  if (kind === undefined || found.length > 1) {
    const known = MEASURE_KINDS.map(({ name }) => name);
    scope.report.add('measure-kind', scope.yaml.positionOfKey(path), {
      code,
      found: found.map(({ name }) => name),
      known,
    });
  }
  const none: MeasureForm = { entity: '', numerator: { kind: 'members', where: [] }, denominator: null, events: false };
  const form = kind === undefined ? none : kind.normalise(bodies[kind.name]);
  const measure = toHeldUnit({ kind: kind?.name ?? '', per: bodies.per, ...form }, declared.variables);
  if (kind !== undefined) bindForm(scope, code, [...path, kind.name], measure, bodies[kind.name], declared);
  return measure;
}

/**
 * Checks every name of a measure. A kind's body holds names as values or keys; they are found where
 * they stand.
 */
function bindForm(scope: Scope, code: string, path: Path, measure: Measure, body: unknown, declared: Declared): void {
  const at = (name: string): Path => {
    const key = Object.entries(body as Record<string, unknown>).find(([, value]) => value === name)?.[0];
    return key === undefined ? path : [...path, key];
  };
  if (!isKnown(scope, 'unknown-entity', at(measure.entity), code, measure.entity, Object.keys(declared.entities)))
    return;
  const { numerator } = measure;
  if (numerator.kind === 'total')
    bindUse(scope, code, at(numerator.variable), numerator.variable, measure.entity, declared);
  if (numerator.kind === 'members' && numerator.where.length === 0)
    scope.report.add('no-condition', scope.yaml.positionOfKey(path), { code });
  const everybody = measure.denominator?.kind === 'members' && measure.denominator.where.length === 0;
  if (everybody && lookUp(declared.entities, measure.entity)?.outsiders === 'country_only')
    scope.report.add('unknown-denominator', scope.yaml.positionOfKey(path), { code, entity: measure.entity });
  for (const condition of numerator.where)
    bindVariableCondition(scope, code, [...path, 'where', condition.variable], condition, measure.entity, declared);
}

function bindUse(
  scope: Scope,
  code: string,
  path: Path,
  name: string,
  entity: string,
  declared: Declared,
): Variable | undefined {
  // Only variables that have one value per member can be meant.
  const usable = Object.values(declared.variables).filter(
    (v) => v.kind === 'relation' || v.by === undefined || v.keep !== undefined,
  );
  const variable = lookUp(declared.variables, name);
  if (variable === undefined) {
    isKnown(
      scope,
      'unknown-variable',
      path,
      code,
      name,
      usable.filter((v) => v.entity === entity).map((v) => v.name),
    );
    return undefined;
  }
  const position = path.at(-1) === name ? scope.yaml.positionOfKey(path) : scope.yaml.positionOf(path);
  if (variable.entity !== entity)
    scope.report.add('variable-of-other-entity', position, { code, variable: name, owner: variable.entity, entity });
  if (variable.kind === 'collected' && variable.by !== undefined && variable.keep === undefined) {
    scope.report.add('variable-in-parts', position, { code, variable: name, by: variable.by });
  }
  return variable;
}

function bindVariableCondition(
  scope: Scope,
  code: string,
  path: Path,
  condition: VariableCondition,
  entity: string,
  declared: Declared,
): void {
  const owner = `${condition.variable} of ${code}`;
  const variable = bindUse(scope, code, path, condition.variable, entity, declared);
  const { atLeast, atMost } = condition;
  if (atLeast === undefined && atMost === undefined)
    scope.report.add('no-bound', scope.yaml.positionOfKey(path), { owner });
  if (atLeast?.kind === 'number' && atMost?.kind === 'number' && atLeast.value > atMost.value) {
    scope.report.add('empty-range', scope.yaml.positionOf(path), { owner, low: atLeast.value, high: atMost.value });
  }
  for (const [key, bound] of [
    ['at_least', atLeast],
    ['at_most', atMost],
  ] as const) {
    if (bound?.kind !== 'parameter') continue;
    const parameters = Object.keys(declared.parameters);
    if (!isKnown(scope, 'unknown-parameter', [...path, key, 'of'], owner, bound.parameter, parameters)) continue;
    const groups = Object.keys(lookUp(declared.parameters, bound.parameter)?.values ?? {});
    isKnown(scope, 'unknown-group', [...path, key, 'for'], owner, bound.group, groups, { parameter: bound.parameter });
    if (variable?.kind === 'collected' && isCount(scope, variable)) {
      scope.report.add('percent-of-count', scope.yaml.positionOf([...path, key]), { owner });
    }
  }
}

/**
 * Whether whole numbers or days are held; a summed column that is unknown or no number has been
 * reported already.
 */
function isCount(scope: Scope, { source, value }: CollectedVariable): boolean {
  const type = lookUp(lookUp(scope.document.sources, source)?.columns ?? {}, value.column)?.type ?? '';
  return value.kind === 'first_day' || /INT|DECIMAL\(\d+,0\)/.test(type);
}

/**
 * What makes areas comparable. A kind says whether it has a method; a standard population weights a
 * dimension of who is counted.
 */
function bindComparison(
  scope: Scope,
  code: string,
  { intervals = false, standardise }: Entry,
  { kind, entity }: Measure,
  declared: Declared,
): Pick<Indicator, 'interval' | 'standard'> {
  const path = ['indicators', code];
  const method = MEASURE_KINDS.find(({ name }) => name === kind)?.interval;
  const known = MEASURE_KINDS.filter((other) => other.interval !== undefined).map(({ name }) => name);
  const refuse = (key: string, asked: string) =>
    scope.report.add('no-method', scope.yaml.positionOfKey([...path, key]), { code, asked, kind, known });
  if (method === undefined && kind !== '' && intervals) refuse('intervals', 'intervals');
  if (standardise !== undefined) {
    const at = [...path, 'standardise'];
    const names = Object.keys(declared.standardPopulations);
    if (method === undefined && kind !== '') refuse('standardise', 'standardised values');
    else if (isKnown(scope, 'unknown-standard-population', at, code, standardise, names)) {
      const dimension = lookUp(declared.standardPopulations, standardise)?.dimension ?? '';
      const owner = lookUp(declared.dimensions, dimension)?.entity;
      if (owner !== undefined && entity !== '' && owner !== entity)
        scope.report.add('standard-of-other-entity', scope.yaml.positionOf(at), {
          code,
          standard: standardise,
          owner,
          entity,
        });
    }
  }
  return { interval: intervals ? (method ?? null) : null, standard: standardise ?? null };
}

function bindBreakdown(scope: Scope, code: string, entry: Entry, entityName: string, declared: Declared): void {
  const path = ['indicators', code];
  const { report, yaml } = scope;
  const dimensions = entry.dimensions ?? [];
  const entity = lookUp(declared.entities, entityName);
  const ofEntity = Object.values(declared.dimensions)
    .filter((d) => d.entity === entityName)
    .map((d) => d.name);
  checkTwice(scope, [...path, 'dimensions'], code, dimensions);
  for (const [i, name] of dimensions.entries()) {
    const dimension = lookUp(declared.dimensions, name);
    if (dimension === undefined) isKnown(scope, 'unknown-dimension', [...path, 'dimensions', i], code, name, ofEntity);
    else if (entity !== undefined && dimension.entity !== entityName) {
      report.add('dimension-of-other-entity', yaml.positionOf([...path, 'dimensions', i]), {
        code,
        dimension: name,
        owner: dimension.entity,
        entity: entityName,
      });
    }
  }
  if (code.startsWith('cube_') && dimensions.length === 0)
    report.add('cube-without-dimension', yaml.positionOfKey(path), { code });
  if (code.startsWith('stat_') && dimensions.length > 0)
    report.add('stat-with-dimension', yaml.positionOfKey([...path, 'dimensions']), { code });

  const smallest = LEVELS.indexOf(entry.smallest_level);
  const finest = entity?.units.at(-1);
  if (finest !== undefined && smallest > LEVELS.indexOf(finest)) {
    report.add('level-of-entity', yaml.positionOf([...path, 'smallest_level']), {
      code,
      level: entry.smallest_level,
      entity: entityName,
      finest,
    });
  }
  for (const level of LEVELS) {
    const year = entry.levels_from?.[level];
    if (year === undefined) continue;
    const position = yaml.positionOfKey([...path, 'levels_from', level]);
    if (LEVELS.indexOf(level) > smallest)
      report.add('level-below-smallest', position, { code, level, smallest: entry.smallest_level });
    if (year < entry.available_from)
      report.add('level-before-indicator', position, { code, level, year, from: entry.available_from });
  }
}

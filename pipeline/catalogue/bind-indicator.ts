/** Binds indicators: texts, measure, dimensions, levels. */
import { isMadeOfSame } from './attribute-columns.ts';
import { bindGroups } from './bind-groups.ts';
import { bindMeasure, type MeasureNames } from './bind-measure.ts';
import type { TextFinder } from './bind-texts.ts';
import {
  type CodeList,
  type Indicator,
  LEVELS,
  type Measure,
  type Source,
  type StandardPopulation,
  type Variable,
} from './catalogue.ts';
import { checkReplaced } from './check-replaced.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, checkTwice, isKnown, lookUp, mapValues, type Scope } from './scope.ts';

export interface Declared extends MeasureNames {
  readonly texts: TextFinder;
  readonly sources: Readonly<Record<string, Source>>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly standardPopulations: Readonly<Record<string, StandardPopulation>>;
}

type Entry = CatalogueDocument['indicators'][string];

export interface BoundIndicators {
  readonly indicators: Readonly<Record<string, Indicator>>;
  /** The declared variables, and those of populations and groups. */
  readonly variables: Readonly<Record<string, Variable>>;
  /** The declared code lists, and what several of them share. */
  readonly codeLists: Readonly<Record<string, CodeList>>;
}

/** Indicators by code, each measure in its normal form. Reports unknown names and missing texts. */
export function bindIndicators(scope: Scope, declared: Declared): BoundIndicators {
  checkReplaced(scope);
  const variables: Record<string, Variable> = { ...declared.variables };
  const codeLists: Record<string, CodeList> = { ...declared.codeLists };
  const indicators = mapValues(scope.document.indicators, (entry, code) => {
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
    const { measure, variables: more } = bindMeasure(scope, code, entry, declared);
    const grouped = bindGroups(scope, code, entry.dimensions ?? [], measure, declared);
    Object.assign(variables, more, grouped?.variables);
    Object.assign(codeLists, grouped?.codeLists);
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
      ...(entry.released === false && { released: false }),
      measure: { ...measure, ...(grouped && { groups: grouped.groups }) },
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
  return { indicators, variables, codeLists };
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

/**
 * What makes areas comparable. A kind says whether it has a method; a standard population weights a
 * dimension of who is counted.
 */
function bindComparison(
  scope: Scope,
  code: string,
  { intervals = false, standardise, measure }: Entry,
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
      const counted = lookUp(declared.entities, entity);
      const narrowed = Object.keys(measure.population ?? {}).find(
        (name) => counted !== undefined && isMadeOfSame(counted, scope.relations, name, dimension),
      );
      if (narrowed !== undefined)
        scope.report.add('standard-of-some', scope.yaml.positionOf(at), { code, standard: standardise, narrowed });
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

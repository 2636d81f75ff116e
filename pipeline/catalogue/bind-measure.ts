/** Binds the measure of an indicator: its kind, the variables that it names, its population. */
import { checkDensity } from './bind-density.ts';
import { bindOutsiders } from './bind-outsiders.ts';
import { checkPopulation, type PopulationNames, readPopulation } from './bind-population.ts';
import { bindPresence, checkPooled, PRESENT } from './bind-years.ts';
import type { CollectedVariable, Measure, Parameter, Term, Variable, VariableCondition } from './catalogue.ts';
import { toHeldUnit } from './held-unit.ts';
import { ownConditions } from './measure.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import type { MeasureForm } from './measures/measure-kind.ts';
import type { CatalogueDocument } from './schema.ts';
import { isKnown, lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

/** What the names of a measure may stand for. */
export interface MeasureNames extends PopulationNames {
  readonly parameters: Readonly<Record<string, Parameter>>;
}

export interface BoundMeasure {
  readonly measure: Measure;
  /** What stands for the conditions of its population that are on no declared variable, by name. */
  readonly variables: Readonly<Record<string, Variable>>;
}

type Entry = CatalogueDocument['indicators'][string];

/**
 * The measure of an indicator, in its normal form and in the units that values are held in. Reports
 * every name that it does not know.
 */
export function bindMeasure(scope: Scope, code: string, entry: Entry, declared: MeasureNames): BoundMeasure {
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
  const known = lookUp(declared.entities, form.entity) !== undefined;
  const { [PRESENT]: present, ...asked } = known ? (entry.measure.population ?? {}) : {};
  const { conditions: read, variables: tested } = readPopulation(form.entity, asked, declared);
  const presence =
    present === undefined ? undefined : bindPresence(scope, code, present, form, declared.variables, read);
  const conditions = [...read, ...(presence === undefined ? [] : [presence.condition])];
  const restricted = restrict(form, conditions);
  const outsiders = bindOutsiders(restricted, declared.entities, declared.variables);
  const variables = {
    ...tested,
    ...(presence && { [presence.variable.name]: presence.variable }),
    ...Object.fromEntries(outsiders.map((variable) => [variable.name, variable])),
  };
  const { pooled_years: pooled } = entry.measure;
  const within = { ...declared, variables: { ...declared.variables, ...variables } };
  const written = {
    kind: kind?.name ?? '',
    per: bodies.per,
    ...restricted,
    ...(outsiders.length > 0 && { outsiders: outsiders.map(({ name }) => name) }),
    ...(pooled !== undefined && { pooled }),
  };
  const measure = toHeldUnit(written, within.variables);
  if (kind !== undefined) bindForm(scope, code, [...path, kind.name], measure, bodies[kind.name], within);
  if (kind !== undefined) checkDensity(scope, code, [...path, kind.name], entry, measure, declared.entities);
  if (kind !== undefined) checkPooled(scope, code, measure);
  checkPopulation(scope, code, asked, form.entity, declared);
  for (const condition of conditions) {
    if (lookUp(declared.variables, condition.variable) !== undefined)
      bindVariableCondition(scope, code, [...path, 'population', condition.variable], condition, form.entity, declared);
  }
  return { measure, variables };
}

/**
 * Checks every name of a measure. A kind's body holds names as values or keys; they are found where
 * they stand.
 */
function bindForm(
  scope: Scope,
  code: string,
  path: Path,
  measure: Measure,
  body: unknown,
  declared: MeasureNames,
): void {
  const at = (name: string): Path => {
    const key = Object.entries(body as Record<string, unknown>).find(([, value]) => value === name)?.[0];
    return key === undefined ? path : [...path, key];
  };
  if (!isKnown(scope, 'unknown-entity', at(measure.entity), code, measure.entity, Object.keys(declared.entities)))
    return;
  const { numerator } = measure;
  if (numerator.kind === 'total')
    bindUse(scope, code, at(numerator.variable), numerator.variable, measure.entity, declared);
  const { denominator } = measure;
  if (denominator?.kind === 'total') {
    bindUse(scope, code, at(denominator.variable), denominator.variable, measure.entity, declared);
  }
  const own = ownConditions(measure);
  if (numerator.kind === 'members' && own.length === 0)
    scope.report.add('no-condition', scope.yaml.positionOfKey(path), { code });
  const everybody =
    denominator?.kind === 'members' && denominator.where.length === 0 && denominator.entity === undefined;
  if (everybody && lookUp(declared.entities, measure.entity)?.outsiders === 'country_only')
    scope.report.add('unknown-denominator', scope.yaml.positionOfKey(path), { code, entity: measure.entity });
  for (const condition of own)
    bindVariableCondition(scope, code, [...path, 'where', condition.variable], condition, measure.entity, declared);
}

function bindUse(
  scope: Scope,
  code: string,
  path: Path,
  name: string,
  entity: string,
  declared: MeasureNames,
): Variable | undefined {
  // Only variables that have one value per member can be meant.
  const usable = Object.values(declared.variables).filter(
    (v) => v.kind !== 'collected' || v.by === undefined || v.keep !== undefined,
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
  declared: MeasureNames,
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
function isCount(scope: Scope, { source, value, keep }: CollectedVariable): boolean {
  if (keep === 'count') return true;
  const type = lookUp(lookUp(scope.document.sources, source)?.columns ?? {}, value.column)?.type ?? '';
  return value.kind === 'first_day' || value.since !== undefined || /INT|DECIMAL\(\d+,0\)/.test(type);
}

/** Both terms of a measure over those who meet further conditions. */
function restrict(
  form: MeasureForm,
  population: readonly VariableCondition[],
): MeasureForm & Pick<Measure, 'population'> {
  if (population.length === 0) return form;
  const narrow = <T extends Term | null>(term: T): T =>
    term === null ? term : { ...term, where: [...term.where, ...population] };
  return { ...form, numerator: narrow(form.numerator), denominator: narrow(form.denominator), population };
}

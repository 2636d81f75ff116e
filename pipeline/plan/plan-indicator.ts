/** Plans one indicator and year by itself: what is collected, derived, tallied, and the cube. */
import {
  type Catalogue,
  daysOf,
  firstMonthOf,
  LEVELS,
  type Level,
  levelsOf,
  type Measure,
  otherEntity,
  scaleOf,
  type Term,
  termsOf,
  variablesOf,
  type YearPiece,
} from '../catalogue/index.ts';
import { holdsAtZero, rangeOf } from './bounds.ts';
import { type CountedPair, type CubeStep, type TallyFigure, talliedDimensions } from './cube-steps.ts';
import type { CollectStep, Derivation, IndicatorSteps, TallyStep, TallyVariable } from './plan.ts';
import { inYear, piecesOf, pooledShifts } from './year-shift.ts';

/**
 * Gives the steps of one indicator. A condition on one variable is read off its tally; conditions
 * on several become a variable of their own.
 */
export function planIndicator(catalogue: Catalogue, code: string, year: number): IndicatorSteps {
  const indicator = catalogue.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  const { measure } = indicator;
  const { entity } = measure;
  const levels = levelsOf(indicator, year);

  const collect = collectedFor(catalogue, code).map(({ variable, shift }) => planCollect(catalogue, variable, shift));

  const isByValue = measure.events || measure.percentile !== undefined;
  const derivations: Derivation[] = [];
  const counted: TallyVariable[] = [];
  const read = (term: Term, part: string, isCounted: boolean): TallyFigure => {
    const ranges = term.where.map((condition) => rangeOf(catalogue, condition, year, code));
    const [only] = ranges;
    if (term.kind === 'members' && only === undefined) return { take: 'members', variable: null };
    const isWhole = only !== undefined && !isDecimal(catalogue, only.variable);
    if (term.kind === 'members' && isWhole && ranges.length === 1 && !holdsAtZero(only)) {
      counted.push({ variable: only.variable, byValue: true });
      return { take: 'members', variable: only.variable, range: only };
    }
    if (term.kind === 'total' && ranges.length === 0) {
      counted.push({ variable: term.variable, byValue: isByValue });
      return { take: 'total', variable: term.variable };
    }
    const name = `${code}.${part}`;
    derivations.push({
      name,
      conditions: ranges,
      ...(term.kind === 'total' && { value: term.variable }),
      ...(isCounted && isByValue && { byValue: true }),
    });
    return { take: term.kind, variable: name };
  };
  const readPair = (pair: Pick<Measure, 'numerator' | 'denominator'>, of: string): CountedPair => ({
    numerator: read(pair.numerator, `numerator${of}`, true),
    denominator: pair.denominator && read(pair.denominator, `denominator${of}`, false),
  });
  const { numerator, denominator } = readPair(measure, '');
  const groups = measure.groups && {
    dimension: measure.groups.dimension,
    members: measure.groups.members.map((group) => ({ member: group.member, ...readPair(group, ` ${group.member}`) })),
  };
  const dimensions = indicator.dimensions.filter((name) => name !== groups?.dimension);
  const other = otherEntity(measure);

  const population = indicator.standard === null ? undefined : catalogue.standardPopulations[indicator.standard];
  const standard = population === undefined ? null : { population: population.name, dimension: population.dimension };
  const table = `tally_${code}`;
  const tally: TallyStep = {
    kind: 'tally',
    entity,
    unit: unitOf(catalogue, entity, levels),
    dimensions: talliedDimensions({ dimensions, standard }),
    variables: counted,
    derived: derivations,
    members: other === undefined && denominator?.variable === null,
    ...(measure.pooled !== undefined && { pooled: measure.pooled }),
    table,
  };
  const over = other === undefined ? [] : [membersOf(catalogue, other, levels, `${table}_over`)];
  const cube: CubeStep = {
    kind: 'cube',
    indicator: code,
    levels,
    dimensions,
    tally: table,
    numerator,
    denominator,
    ...(groups && { groups }),
    ...(over[0] && { over: over[0].table }),
    per: measure.per,
    events: measure.events,
    ...(measure.perDay && { days: daysOf(year, firstMonthOf(catalogue, measure.numerator)) }),
    ...(measure.percentile && {
      percentile: {
        ...measure.percentile,
        casesOnly: (measure.denominator?.where.length ?? 0) > (measure.population?.length ?? 0),
      },
    }),
    interval: indicator.interval,
    standard,
  };
  return { collect, tally: [tally, ...over], cube: [cube], invariant: [] };
}

/** All members of an entity, by the finest area that levels need. */
function membersOf(catalogue: Catalogue, entity: string, levels: readonly Level[], table: string): TallyStep {
  const unit = unitOf(catalogue, entity, levels);
  return { kind: 'tally', entity, unit, dimensions: [], variables: [], derived: [], members: true, table };
}

/** The pass over its source, in the reference year or another one, that gives one variable. */
export function planCollect(catalogue: Catalogue, name: string, shift = 0): CollectStep {
  const variable = catalogue.variables[name];
  if (variable?.kind !== 'collected') throw new Error(`${name} is not collected`);
  const { entity, source, by = null } = variable;
  return {
    kind: 'collect',
    entity,
    source,
    by,
    variables: [name],
    byValue: [],
    table: inYear(`${entity}_${source}_${name.toLowerCase().replaceAll(' ', '_')}`, shift),
    ...(shift !== 0 && { shift }),
  };
}

/**
 * Whether a variable is a sum of decimals: hardly two members share a value of cents or of parts of
 * a dose, so members are not counted by it.
 */
function isDecimal(catalogue: Catalogue, name: string): boolean {
  const variable = catalogue.variables[name];
  return variable?.kind === 'collected' && scaleOf(variable) > 0;
}

/** The coarsest column that still distinguishes the finest level. */
export function unitOf(catalogue: Catalogue, entity: string, levels: readonly Level[]): Level {
  const finest = LEVELS.indexOf(levels.at(-1) ?? 'country');
  const units = catalogue.entities[entity]?.units ?? [];
  const unit = units.find((level) => LEVELS.indexOf(level) >= finest) ?? units.at(-1);
  if (unit === undefined) throw new Error(`${entity} is located nowhere`);
  return unit;
}

/**
 * Variables that must be collected for an indicator, and of which years: those that its relations
 * read included. Those of the reference year first.
 */
function collectedFor(catalogue: Catalogue, code: string): YearPiece[] {
  const pooled = pooledShifts(catalogue.indicators[code]?.measure ?? {});
  const found = new Map<string, YearPiece>();
  for (const base of pooled)
    for (const name of variablesNamed(catalogue, code))
      for (const { variable, shift } of piecesOf(catalogue, name))
        found.set(`${variable} ${base + shift}`, { variable, shift: base + shift });
  return [...found.values()].sort((a, b) => {
    if (a.shift !== b.shift) return Math.abs(a.shift) - Math.abs(b.shift) || b.shift - a.shift;
    return a.variable < b.variable ? -1 : 1;
  });
}

/** The variables that an indicator names, and those that show whom it counts, once each. */
export function variablesNamed(catalogue: Catalogue, code: string): string[] {
  const measure = catalogue.indicators[code]?.measure;
  const named = measure === undefined ? [] : termsOf(measure).flatMap(variablesOf);
  return unique([...named, ...(measure?.outsiders ?? [])]).sort();
}

/** Whom an indicator counts, by the name of the entity. */
export function entityOf(catalogue: Catalogue, code: string): string {
  return catalogue.indicators[code]?.measure.entity ?? '';
}

/** Every entity whose members an indicator counts, above the line first. */
export function entitiesOf(catalogue: Catalogue, code: string): string[] {
  const measure = catalogue.indicators[code]?.measure;
  const other = measure && otherEntity(measure);
  return [entityOf(catalogue, code), ...(other === undefined ? [] : [other])];
}

/** The items in order, each once. */
export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** Plans a run: every indicator by itself, then fused. */
import {
  type Catalogue,
  LEVELS,
  type Level,
  levelsOf,
  type Source,
  type Term,
  variablesOf,
} from '../catalogue/index.ts';
import { holdsAtZero, rangeOf } from './bounds.ts';
import { fuse } from './fuse.ts';
import { orderRelations } from './order.ts';
import type {
  AssembleStep,
  CollectStep,
  CubeStep,
  Derivation,
  DeriveStep,
  Plan,
  Reading,
  Step,
  TallyStep,
  TallyVariable,
  YearPlan,
} from './plan.ts';
import type { Selection } from './select.ts';

export interface PlanOptions {
  /** One pass over a source for all variables (default), or one for each: same cubes, for comparison. */
  readonly fuse?: boolean;
}

/** Plans the selected indicators and years. Refuses a year whose parameters are missing with a data failure. */
export function planRun(catalogue: Catalogue, selection: Selection, options: PlanOptions = {}): Plan {
  const fused = options.fuse ?? true;
  const years = [...selection.years].map(([year, codes]) => planYear(catalogue, year, codes, fused));
  return { catalogueHash: catalogue.hash, fused, years, skipped: selection.skipped };
}

/** The day whose map is used: 31 December of the vintage, or of the reference year itself. */
export function mapDateOf(catalogue: Catalogue, year: number): string {
  return `${catalogue.vintage === 'reference_year' ? year : catalogue.vintage}-12-31`;
}

/** The steps that serve one indicator. */
export interface IndicatorSteps {
  readonly collect: readonly CollectStep[];
  readonly derive: readonly DeriveStep[];
  readonly tally: readonly TallyStep[];
  readonly cube: readonly CubeStep[];
}

function planYear(catalogue: Catalogue, year: number, codes: readonly string[], fused: boolean): YearPlan {
  const apart = codes.map((code) => planIndicator(catalogue, code, year));
  const steps = fused ? fuse(apart) : distinctCollects(apart);

  const entities = unique(codes.map((code) => entityOf(catalogue, code)));
  const relations = (names: readonly string[]) => orderRelations(catalogue, names);
  const wanted = [...entities.map((entity) => catalogue.entities[entity]?.relation ?? ''), 'area', 'area_closure'];
  const ordered = relations(wanted);
  const sources = unique([...steps.collect.map((step) => step.source), ...sourcesOf(catalogue, ordered)]).sort();

  const assembled = entities.flatMap((entity) => planAssembly(catalogue, entity, steps, codes, ordered));
  const available = new Set([...sources, 'code_list', ...referenceRelations(catalogue)]);
  const checks = Object.values(catalogue.relations).filter((relation) => relation.folder === 'checks');
  const early = checks.filter((check) => check.reads.every((name) => available.has(name)));
  const late = checks.filter(
    (check) =>
      !early.includes(check) &&
      check.reads.every(
        (name) =>
          available.has(name) || assembled.some((s) => s.kind === 'assemble' && `${s.entity}_${s.object}` === name),
      ),
  );
  const checkedReference = relations(early.flatMap((check) => check.reads)).filter((name) => !sources.includes(name));

  const dimensions = unique(steps.cube.flatMap((step) => step.dimensions));
  return {
    year,
    mapDate: mapDateOf(catalogue, year),
    indicators: codes,
    sources,
    inspection: [
      ...sources.map((source): Step => ({ kind: 'source', source })),
      { kind: 'code_list' },
      ...checkedReference.map((relation): Step => ({ kind: 'relation', relation })),
      ...early.map(({ name }): Step => ({ kind: 'check', check: name })),
    ],
    computation: [
      ...sources.map((source): Step => ({ kind: 'source', source })),
      ...ordered.filter((name) => !sources.includes(name)).map((relation): Step => ({ kind: 'relation', relation })),
      ...dimensions.map((dimension): Step => ({ kind: 'margin', dimension })),
      ...steps.collect,
      ...assembled,
      ...late.map(({ name }): Step => ({ kind: 'check', check: name })),
      ...steps.derive,
      ...steps.tally,
      ...steps.cube,
    ],
  };
}

function planIndicator(catalogue: Catalogue, code: string, year: number): IndicatorSteps {
  const indicator = catalogue.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  const { measure } = indicator;
  const { entity } = measure;
  const levels = levelsOf(indicator, year);

  const collect = collectedFor(catalogue, code).map((name): CollectStep => {
    const variable = catalogue.variables[name];
    if (variable?.kind !== 'collected') throw new Error(`${name} is not collected`);
    return {
      kind: 'collect',
      entity,
      source: variable.source,
      variables: [name],
      table: `${entity}_${variable.source}_${name.toLowerCase()}`,
    };
  });

  const derivations: Derivation[] = [];
  const counted: TallyVariable[] = [];
  const read = (term: Term, part: string): Reading => {
    const ranges = term.where.map((condition) => rangeOf(catalogue, condition, year, code));
    const [only] = ranges;
    if (term.kind === 'members' && only === undefined) return { take: 'members', variable: null };
    if (term.kind === 'members' && only !== undefined && ranges.length === 1 && !holdsAtZero(only)) {
      counted.push({ variable: only.variable, byValue: true });
      return { take: 'members', variable: only.variable, range: only };
    }
    if (term.kind === 'total' && ranges.length === 0) {
      counted.push({ variable: term.variable, byValue: measure.events });
      return { take: 'total', variable: term.variable };
    }
    const name = `${code}.${part}`;
    derivations.push({ name, conditions: ranges, ...(term.kind === 'total' && { value: term.variable }) });
    return { take: term.kind, variable: name };
  };
  const numerator = read(measure.numerator, 'numerator');
  const denominator = measure.denominator && read(measure.denominator, 'denominator');

  const derive: DeriveStep[] =
    derivations.length === 0 ? [] : [{ kind: 'derive', entity, derivations, table: `${entity}_derived_${code}` }];
  const table = `tally_${code}`;
  const tally: TallyStep = {
    kind: 'tally',
    entity,
    unit: unitOf(catalogue, entity, levels),
    dimensions: indicator.dimensions,
    variables: counted,
    derived: derive.map((step) => ({ table: step.table, variables: derivations.map(({ name }) => name) })),
    members: denominator?.variable === null,
    table,
  };
  const cube: CubeStep = {
    kind: 'cube',
    indicator: code,
    levels,
    dimensions: indicator.dimensions,
    tally: table,
    numerator,
    denominator,
    per: measure.per,
    events: measure.events,
  };
  return { collect, derive, tally: [tally], cube: [cube] };
}

/** The coarsest column that still tells the finest level apart. */
function unitOf(catalogue: Catalogue, entity: string, levels: readonly Level[]): Level {
  const finest = LEVELS.indexOf(levels.at(-1) ?? 'country');
  const units = catalogue.entities[entity]?.units ?? [];
  const unit = units.find((level) => LEVELS.indexOf(level) >= finest) ?? units.at(-1);
  if (unit === undefined) throw new Error(`${entity} is located nowhere`);
  return unit;
}

/** Variables that must be collected for an indicator, those that its relations read included. */
function collectedFor(catalogue: Catalogue, code: string): string[] {
  const measure = catalogue.indicators[code]?.measure;
  const named = [...variablesOf(measure?.numerator ?? null), ...variablesOf(measure?.denominator ?? null)];
  const collected = named.flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'relation' ? (catalogue.relations[variable.relation]?.uses ?? []) : [name];
  });
  return unique(collected).sort();
}

function planAssembly(
  catalogue: Catalogue,
  entity: string,
  steps: IndicatorSteps,
  codes: readonly string[],
  made: readonly string[],
): Step[] {
  const collects = steps.collect.filter((step) => step.entity === entity);
  const variables = unique(collects.flatMap((step) => step.variables)).sort();
  const kept = (keep: 'plain' | 'largest') =>
    variables.filter((name) => {
      const variable = catalogue.variables[name];
      if (variable?.kind !== 'collected') return false;
      return keep === 'plain' ? variable.by === undefined : variable.keep === 'largest';
    });
  const named = unique(
    codes
      .filter((code) => entityOf(catalogue, code) === entity)
      .flatMap((code) => {
        const measure = catalogue.indicators[code]?.measure;
        return [...variablesOf(measure?.numerator ?? null), ...variablesOf(measure?.denominator ?? null)];
      }),
  );
  const related = named.sort().flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'relation' ? [{ variable: name, relation: variable.relation }] : [];
  });
  const step = (object: 'part' | 'value'): AssembleStep => ({
    kind: 'assemble',
    entity,
    object,
    tables: collects.map(({ table }) => table),
    plain: kept('plain'),
    largest: kept('largest'),
    related,
  });
  const relations = orderRelations(
    catalogue,
    related.map(({ relation }) => relation),
  ).filter((name) => !made.includes(name));
  return [step('part'), ...relations.map((relation): Step => ({ kind: 'relation', relation })), step('value')];
}

/** Without fusion every variable still has a pass of its own, but the same variable is not collected twice. */
function distinctCollects(apart: readonly IndicatorSteps[]): IndicatorSteps {
  const collect = new Map(apart.flatMap((steps) => steps.collect.map((step) => [step.table, step] as const)));
  return {
    collect: [...collect.values()],
    derive: apart.flatMap((steps) => steps.derive),
    tally: apart.flatMap((steps) => steps.tally),
    cube: apart.flatMap((steps) => steps.cube),
  };
}

function entityOf(catalogue: Catalogue, code: string): string {
  return catalogue.indicators[code]?.measure.entity ?? '';
}

/** Relations that depend on reference data alone. */
function referenceRelations(catalogue: Catalogue): string[] {
  return Object.values(catalogue.relations)
    .filter((relation) => relation.folder === 'sources')
    .map((relation) => relation.name);
}

function sourcesOf(catalogue: Catalogue, relations: readonly string[]): string[] {
  return relations.filter((name) => (catalogue.sources as Record<string, Source | undefined>)[name] !== undefined);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

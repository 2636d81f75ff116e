/** Plans a run: every indicator by itself, then fused. */
import type { Catalogue, Source } from '../catalogue/index.ts';
import { fuse } from './fuse.ts';
import { orderRelations } from './order.ts';
import {
  type AssembleStep,
  type IndicatorSteps,
  type Plan,
  type Step,
  talliedDimensions,
  type YearPlan,
} from './plan.ts';
import { entityOf, planIndicator, unique, variablesNamed } from './plan-indicator.ts';
import { planInvariants } from './plan-invariant.ts';
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

function planYear(catalogue: Catalogue, year: number, codes: readonly string[], fused: boolean): YearPlan {
  const cubes = codes.map((code) => planIndicator(catalogue, code, year));
  const invariants = planInvariants(
    catalogue,
    year,
    cubes.flatMap((steps) => steps.cube),
  );
  const apart = [...cubes, ...invariants];
  const steps = fused ? fuse(apart) : distinctCollects(apart);

  const entities = unique(codes.map((code) => entityOf(catalogue, code)));
  const relations = (names: readonly string[]) => orderRelations(catalogue, names);
  const addsUp = steps.invariant.some(({ rule }) => rule.kind === 'levels');
  const wanted = [
    ...entities.map((entity) => catalogue.entities[entity]?.relation ?? ''),
    ...['area', 'area_closure'],
    ...(addsUp ? ['area_part', 'area_gap'] : []),
  ];
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

  const dimensions = unique(steps.cube.flatMap(talliedDimensions));
  const populations = unique(steps.cube.flatMap(({ standard }) => (standard === null ? [] : [standard.population])));
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
      ...populations.map((population): Step => ({ kind: 'weight', population })),
      ...steps.collect,
      ...assembled,
      ...late.map(({ name }): Step => ({ kind: 'check', check: name })),
      ...steps.derive,
      ...steps.tally,
      ...steps.cube,
      ...steps.invariant,
    ],
  };
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
    codes.filter((code) => entityOf(catalogue, code) === entity).flatMap((code) => variablesNamed(catalogue, code)),
  );
  const related = named.sort().flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'relation'
      ? [{ variable: name, relation: variable.relation, column: variable.column }]
      : [];
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
    invariant: apart.flatMap((steps) => steps.invariant),
  };
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

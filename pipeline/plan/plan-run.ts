/** Plans a run: every indicator by itself, then fused. */
import type { Catalogue, RelationFile, Source } from '../catalogue/index.ts';
import { talliedDimensions } from './cube-steps.ts';
import { fuse } from './fuse.ts';
import { ruleKindOf } from './invariants/index.ts';
import { orderRelations } from './order.ts';
import {
  type CollectStep,
  type IndicatorSteps,
  type MemberStep,
  type MemberwiseStep,
  memberTable,
  type Plan,
  type Step,
  type YearPlan,
} from './plan.ts';
import { planChecks, planCounts, planPercentiles, planStandards } from './plan-cells.ts';
import { entitiesOf, entityOf, planIndicator, unique, variablesNamed } from './plan-indicator.ts';
import { planInvariants } from './plan-invariant.ts';
import { planRollUps } from './roll-up.ts';
import type { Selection } from './select.ts';

export interface PlanOptions {
  /**
   * One pass over a source for all variables (default), or one for each: same cubes, for
   * comparison.
   */
  readonly fuse?: boolean;
}

/**
 * Plans the selected indicators and years.
 *
 * ```
 *  cube_013_001 ─ collect, tally, cube ┐        ┌ sources, relations, margins, weights
 *  cube_013_004 ─ collect, tally, cube ┼─ fuse ─┼ by entity: collect, part, relation, member, tally
 *  invariants ─── tally, invariant ────┘        └ roll-up, count, standard, cube, invariant
 * ```
 *
 * Every indicator is planned by itself; fusion makes one pass of those over the same claims; then
 * the steps of a year are put in order, with what they read before them. Deterministic: the same
 * catalogue and selection give the same plan.
 *
 * Refuses a year whose parameters are missing with a data failure.
 */
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

  const entities = unique(codes.flatMap((code) => entitiesOf(catalogue, code)));
  const relations = (names: readonly string[]) => orderRelations(catalogue, names);
  const wanted = [
    ...entities.map((entity) => catalogue.entities[entity]?.relation ?? ''),
    ...['area', 'area_closure'],
    ...unique(steps.invariant.flatMap(({ rule }) => ruleKindOf(rule).relations)),
  ];
  const ordered = relations(wanted);
  const sources = unique([...steps.collect.map((step) => step.source), ...sourcesOf(catalogue, ordered)]).sort();

  const available = new Set(ableToMake(catalogue, [...sources, 'code_list']));
  const checks = Object.values(catalogue.relations).filter((relation) => relation.folder === 'checks');
  const early = checks.filter((check) => check.reads.every((name) => available.has(name)));
  const lateOf = (entity: string) =>
    checks.filter(
      (check) =>
        !early.includes(check) && check.reads.every((name) => available.has(name) || name === `${entity}_value`),
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
      ...entities.flatMap((entity) => countMembers(catalogue, entity, steps, codes, ordered, lateOf(entity))),
      ...planRollUps(steps),
      ...planCounts(steps),
      ...planStandards(steps.cube),
      ...planPercentiles(steps.cube),
      ...steps.cube,
      ...planChecks(steps),
    ],
  };
}

/** From the claims of an entity to its tallies; what stands in between is let go of. */
function countMembers(
  catalogue: Catalogue,
  entity: string,
  steps: IndicatorSteps,
  codes: readonly string[],
  made: readonly string[],
  checks: readonly RelationFile[],
): MemberwiseStep[] {
  const tallies = steps.tally.filter((step) => step.entity === entity);
  const byValue = tallies.flatMap(({ variables }) =>
    variables.filter((of) => of.byValue).map(({ variable }) => variable),
  );
  const collects = steps.collect
    .filter((step) => step.entity === entity)
    .map((step): CollectStep => ({ ...step, byValue: step.variables.filter((name) => byValue.includes(name)) }));
  const named = unique(
    codes.filter((code) => entityOf(catalogue, code) === entity).flatMap((code) => variablesNamed(catalogue, code)),
  );
  const related = named.sort().flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'relation'
      ? [
          {
            variable: name,
            relation: variable.relation,
            column: variable.column,
            ...(variable.test && { test: variable.test }),
          },
        ]
      : [];
  });
  const relations = orderRelations(
    catalogue,
    related.map(({ relation }) => relation),
  ).filter((name) => !made.includes(name));
  const member: MemberStep = {
    kind: 'member',
    entity,
    collects,
    related,
    columns: unique(tallies.flatMap(({ unit, dimensions }) => [unit, ...dimensions])),
  };
  const parts = unique(
    collects.flatMap(({ variables }) => variables.flatMap((name) => partsOf(catalogue, name))),
  ).sort();
  return [
    ...collects,
    ...parts.map((by): MemberwiseStep => {
      const apart = collects.filter((step) => step.by === by);
      return { kind: 'part', entity, by, collects: apart };
    }),
    ...relations.map((relation): MemberwiseStep => ({ kind: 'relation', entity, relation })),
    member,
    { kind: 'drop', entity, tables: [...relations, ...collects.map(({ table }) => table)] },
    ...(collects.length + related.length === 0 ? [] : checks).map(
      ({ name }): MemberwiseStep => ({ kind: 'check', entity, check: name }),
    ),
    ...tallies,
    { kind: 'drop', entity, tables: [memberTable(entity)] },
  ];
}

function partsOf(catalogue: Catalogue, name: string): string[] {
  const variable = catalogue.variables[name];
  return variable?.kind === 'collected' && variable.by !== undefined ? [variable.by] : [];
}

/**
 * Without fusion every variable still has a pass of its own, but the same variable is not collected
 * twice.
 */
function distinctCollects(apart: readonly IndicatorSteps[]): IndicatorSteps {
  const collect = new Map(apart.flatMap((steps) => steps.collect.map((step) => [step.table, step] as const)));
  return {
    collect: [...collect.values()],
    tally: apart.flatMap((steps) => steps.tally),
    cube: apart.flatMap((steps) => steps.cube),
    invariant: apart.flatMap((steps) => steps.invariant),
  };
}

/** What can be made out of some relations, they themselves and the reference data included. */
function ableToMake(catalogue: Catalogue, from: readonly string[]): string[] {
  const able = [...from];
  const relations = Object.values(catalogue.relations).filter(({ folder }) => folder !== 'checks');
  for (;;) {
    const found = relations.filter(
      ({ name, reads }) => !able.includes(name) && reads.every((read) => able.includes(read)),
    );
    if (found.length === 0) return able;
    able.push(...found.map(({ name }) => name));
  }
}

function sourcesOf(catalogue: Catalogue, relations: readonly string[]): string[] {
  return relations.filter((name) => (catalogue.sources as Record<string, Source | undefined>)[name] !== undefined);
}

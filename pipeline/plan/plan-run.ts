/** Plans a run: every indicator by itself, then fused. */
import type { Catalogue } from '../catalogue/index.ts';
import { countMembers } from './count-members.ts';
import { talliedDimensions } from './cube-steps.ts';
import { fuse } from './fuse.ts';
import { ruleKindOf } from './invariants/index.ts';
import { orderRelations } from './order.ts';
import type { IndicatorSteps, Plan, Step, YearPlan } from './plan.ts';
import { planChecks, planCounts, planPercentiles, planStandards } from './plan-cells.ts';
import { entitiesOf, planIndicator, unique } from './plan-indicator.ts';
import { distinctInputs, lateChecks, otherSources, planInspection, sourcesAmong } from './plan-inputs.ts';
import { planInvariants } from './plan-invariant.ts';
import { planRollUps } from './roll-up.ts';
import type { Selection } from './select.ts';
import { isOfMap, pooledShifts, registerOf } from './year-shift.ts';

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
  const computed = [...selection.years].map(([year, codes]) => planYear(catalogue, year, codes, fused));
  return {
    catalogueHash: catalogue.hash,
    fused,
    years: withInspection(catalogue, computed),
    skipped: selection.skipped,
  };
}

/**
 * The years with the checks of all that is read of them; those whose input alone is read, by the
 * figures of other years, come last.
 */
function withInspection(catalogue: Catalogue, computed: readonly ComputedYear[]): YearPlan[] {
  const inputs = distinctInputs(computed.flatMap(({ reads }) => reads));
  const others = inputs.map(({ year }) => year).sort((a, b) => a - b);
  return unique([...computed.map(({ year }) => year), ...others]).map((year) => {
    const sources = inputs.flatMap((one) => (one.year === year ? [one.source] : [])).sort();
    const isTogether = (source: string) =>
      computed.some(({ reads }) =>
        [year, year - 1].every((of) => reads.some((one) => one.source === source && one.year === of)),
      );
    const registers = Object.keys(catalogue.entities).map((entity) => registerOf(catalogue, entity));
    const before = sources.filter((source) => registers.includes(source) && isTogether(source));
    const own = computed.find((one) => one.year === year);
    const nothing = { mapDate: mapDateOf(catalogue, year), indicators: [], reads: [], computation: [] };
    return { year, sources, inspection: planInspection(catalogue, sources, before), ...(own ?? nothing) };
  });
}

/** The day whose map is used: 31 December of the vintage, or of the reference year itself. */
export function mapDateOf(catalogue: Catalogue, year: number): string {
  return `${catalogue.vintage === 'reference_year' ? year : catalogue.vintage}-12-31`;
}

type ComputedYear = Omit<YearPlan, 'sources' | 'inspection'>;

function planYear(catalogue: Catalogue, year: number, codes: readonly string[], fused: boolean): ComputedYear {
  const cubes = codes.map((code) => planIndicator(catalogue, code, year));
  const invariants = planInvariants(
    catalogue,
    year,
    cubes.flatMap((steps) => steps.cube),
  );
  const apart = [...cubes, ...invariants];
  const steps = fused ? fuse(apart) : distinctCollects(apart);

  const entities = unique(codes.flatMap((code) => entitiesOf(catalogue, code)));
  const registers = entities.map((entity) => catalogue.entities[entity]?.relation ?? '');
  const wanted = [
    ...registers,
    ...['area', 'area_closure'],
    ...unique(steps.invariant.flatMap(({ rule }) => ruleKindOf(rule).relations)),
  ];
  const ordered = orderRelations(catalogue, wanted);
  const own = steps.collect.filter(({ shift = 0 }) => shift === 0).map(({ source }) => source);
  const sources = unique([...own, ...sourcesAmong(catalogue, ordered)]).sort();
  const others = otherSources(catalogue, codes, steps.collect);

  const dimensions = unique(steps.cube.flatMap(talliedDimensions));
  const populations = unique(steps.cube.flatMap(({ standard }) => (standard === null ? [] : [standard.population])));
  return {
    year,
    mapDate: mapDateOf(catalogue, year),
    indicators: codes,
    reads: [
      ...sources.map((source) => ({ source, year })),
      ...others.map(({ source, shift }) => ({ source, year: year + shift })),
    ],
    computation: [
      ...sources.map((source): Step => ({ kind: 'source', source })),
      ...others.map(({ source, shift }): Step => ({ kind: 'source', source, shift })),
      ...ordered.filter((name) => !sources.includes(name)).map((relation): Step => ({ kind: 'relation', relation })),
      ...earlierRegisters(catalogue, codes),
      ...dimensions.map((dimension): Step => ({ kind: 'margin', dimension })),
      ...populations.map((population): Step => ({ kind: 'weight', population })),
      ...entities.flatMap((entity) =>
        countMembers({
          catalogue,
          entity,
          steps,
          codes,
          made: ordered,
          checks: lateChecks(catalogue, sources, entity),
        }),
      ),
      ...planRollUps(steps),
      ...planCounts(steps),
      ...planStandards(steps.cube),
      ...planPercentiles(steps.cube),
      ...steps.cube,
      ...planChecks(steps),
    ],
  };
}

/** The members of the years before that are counted together with those of the reference year. */
function earlierRegisters(catalogue: Catalogue, codes: readonly string[]): Step[] {
  const wanted = codes.flatMap((code) => {
    const indicator = catalogue.indicators[code];
    const relation = catalogue.entities[indicator?.measure.entity ?? '']?.relation ?? '';
    return pooledShifts(indicator?.measure ?? {})
      .filter((shift) => shift !== 0)
      .flatMap((shift) =>
        orderRelations(catalogue, [relation])
          .filter((name) => catalogue.sources[name] === undefined && !isOfMap(catalogue, name))
          .map((name) => ({ kind: 'relation', relation: name, shift }) as const),
      );
  });
  return [...new Map(wanted.map((step) => [`${step.shift} ${step.relation}`, step])).values()].sort(
    (a, b) => a.shift - b.shift,
  );
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

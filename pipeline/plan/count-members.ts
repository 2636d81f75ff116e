/**
 * The steps over the members of an entity: from what is collected of the reference year, and of
 * other years where figures read them, to tallies.
 */
import type { Catalogue, RelationFile } from '../catalogue/index.ts';
import { orderRelations } from './order.ts';
import {
  type CollectStep,
  type IndicatorSteps,
  type MemberStep,
  type MemberwiseStep,
  memberTable,
  type PresenceStep,
  type RelatedValue,
  type TallyStep,
  type WindowStep,
} from './plan.ts';
import { entityOf, unique, variablesNamed } from './plan-indicator.ts';
import {
  inYear,
  isByDay,
  isOfMap,
  piecesOf,
  pooledShifts,
  presenceRelation,
  registerOf,
  windowRelation,
} from './year-shift.ts';

/** What the steps of an entity are planned from. */
export interface EntityPlan {
  readonly catalogue: Catalogue;
  readonly entity: string;
  readonly steps: IndicatorSteps;
  readonly codes: readonly string[];
  /** Relations of the reference year that are there already. */
  readonly made: readonly string[];
  /** Data checks of members. */
  readonly checks: readonly RelationFile[];
}

/**
 * Gives the steps of an entity, year by year of those whose members are counted, the reference year
 * last; what stands in between is let go of.
 *
 * ```
 *  collect … (each year) ┬ part, relation, window, member, tally, drop   a year before, if pooled
 *                        └ part, relation, window, member, tally, drop   the reference year
 * ```
 */
export function countMembers(plan: EntityPlan): MemberwiseStep[] {
  const { catalogue, entity, steps } = plan;
  const collects = collectsOf(plan);
  const ofEntity = plan.codes.filter((code) => entityOf(catalogue, code) === entity);
  const shifts = unique([
    ...ofEntity.flatMap((code) => pooledShifts(catalogue.indicators[code]?.measure ?? {})),
    0,
  ]).sort((a, b) => a - b);
  return [
    ...collects,
    ...shifts.flatMap((shift) => {
      const codes = ofEntity.filter((code) => pooledShifts(catalogue.indicators[code]?.measure ?? {}).includes(shift));
      const tallies = steps.tally.filter((step) => step.entity === entity).flatMap((step) => ofYear(step, shift));
      return yearSteps({ ...plan, codes }, collects, tallies, shift);
    }),
  ];
}

/** All passes over claims of the entity, those of the reference year first. */
function collectsOf({ entity, steps }: EntityPlan): CollectStep[] {
  const tallies = steps.tally.filter((step) => step.entity === entity);
  return steps.collect
    .filter((step) => step.entity === entity)
    .map((step): CollectStep => {
      const counted = tallies.filter((tally) => ofYear(tally, step.shift ?? 0).length > 0);
      const byValue = counted.flatMap(({ variables }) =>
        variables.filter((of) => of.byValue).map(({ variable }) => variable),
      );
      return { ...step, byValue: step.variables.filter((name) => byValue.includes(name)) };
    });
}

/** A tally as it is made of the members of a year; none where it does not count them. */
function ofYear(tally: TallyStep, shift: number): TallyStep[] {
  const shifts = pooledShifts(tally);
  if (!shifts.includes(shift)) return [];
  if (tally.pooled === undefined) return [tally];
  return [{ ...tally, ...(shift !== 0 && { shift }), ...(shift !== shifts[0] && { adds: true }) }];
}

function yearSteps(
  { catalogue, entity, codes, made, checks }: EntityPlan,
  all: readonly CollectStep[],
  tallies: readonly TallyStep[],
  shift: number,
): MemberwiseStep[] {
  const shifted = shift !== 0 && { shift };
  const collects = all.filter((step) => (step.shift ?? 0) === shift);
  const related = unique(codes.flatMap((code) => variablesNamed(catalogue, code)))
    .sort()
    .flatMap((name) => relatedBy(catalogue, entity, name, shift));
  const named = related.flatMap(({ variable }) => {
    const declared = catalogue.variables[variable];
    return declared?.kind === 'relation' ? [declared.relation] : [];
  });
  const there = shift === 0 ? made : orderRelations(catalogue, [catalogue.entities[entity]?.relation ?? '']);
  const relations = orderRelations(catalogue, named).filter((name) => !there.includes(name));
  const columns = unique(tallies.flatMap(({ unit, dimensions }) => [unit, ...dimensions]));
  const member: MemberStep = { kind: 'member', entity, collects, related, columns, ...shifted };
  const parts = unique(
    collects.flatMap(({ variables }) => variables.flatMap((name) => partsOf(catalogue, name))),
  ).sort();
  const windows = related.map(({ variable }) => variable).filter((name) => isWindow(catalogue, name));
  const presence = presenceOf(catalogue, entity, related, shift);
  const between = [
    ...relations.map((relation) => inYear(relation, shift)),
    ...(windows.length === 0 ? [] : [inYear(windowRelation(entity), shift)]),
    ...(presence === undefined ? [] : [inYear(presenceRelation(entity), shift)]),
    ...(shift === 0 ? all.map(({ table }) => table) : []),
  ];
  return [
    ...parts.map((by): MemberwiseStep => {
      const apart = collects.filter((step) => step.by === by);
      return { kind: 'part', entity, by, collects: apart, ...shifted };
    }),
    ...relations.map((relation): MemberwiseStep => ({ kind: 'relation', entity, relation, ...shifted })),
    ...(windows.length === 0 ? [] : [windowStep(catalogue, entity, windows, all, shift)]),
    ...(presence === undefined ? [] : [presence]),
    member,
    { kind: 'drop', entity, tables: between },
    ...(shift === 0 && collects.length + related.length > 0 ? checks : []).map(
      ({ name }): MemberwiseStep => ({ kind: 'check', entity, check: name }),
    ),
    ...tallies,
    { kind: 'drop', entity, tables: [inYear(memberTable(entity), shift)] },
  ];
}

/** What is known of a member by a relation that is joined; none of what is collected. */
function relatedBy(catalogue: Catalogue, entity: string, name: string, shift: number): RelatedValue[] {
  const variable = catalogue.variables[name];
  if (isWindow(catalogue, name))
    return [{ variable: name, relation: inYear(windowRelation(entity), shift), column: name }];
  if (variable?.kind !== 'relation') return [];
  const { relation, column, test } = variable;
  const made = isOfMap(catalogue, relation) ? relation : inYear(relation, shift);
  return [{ variable: name, relation: made, column, ...(test && { test }) }];
}

/** Whether a variable is made of several years, or of the days between events. */
function isWindow({ variables }: Catalogue, name: string): boolean {
  return variables[name]?.kind === 'window' || variables[name]?.kind === 'dated';
}

/** The column that a relation may read a variable apart by. */
function partsOf(catalogue: Catalogue, name: string): string[] {
  const variable = catalogue.variables[name];
  // What is apart by day is read where days are compared, and nowhere else.
  if (isByDay(catalogue, name)) return [];
  return variable?.kind === 'collected' && variable.by !== undefined ? [variable.by] : [];
}

function windowStep(
  catalogue: Catalogue,
  entity: string,
  variables: readonly string[],
  all: readonly CollectStep[],
  shift: number,
): WindowStep {
  const read = new Set(
    variables.flatMap((name) => piecesOf(catalogue, name).map((piece) => `${piece.variable} ${piece.shift + shift}`)),
  );
  const collects = all.filter((step) => step.variables.some((name) => read.has(`${name} ${step.shift ?? 0}`)));
  return { kind: 'window', entity, variables, collects, ...(shift !== 0 && { shift }) };
}

function presenceOf(
  catalogue: Catalogue,
  entity: string,
  related: readonly RelatedValue[],
  shift: number,
): PresenceStep | undefined {
  const relation = inYear(presenceRelation(entity), shift);
  const years = related.flatMap((one) =>
    one.relation === relation && one.test?.kind === 'range' ? [one.test.low ?? 1] : [],
  );
  const register = registerOf(catalogue, entity);
  if (years.length === 0 || register === undefined) return undefined;
  return { kind: 'presence', entity, register, years: Math.max(...years), ...(shift !== 0 && { shift }) };
}

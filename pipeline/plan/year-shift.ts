/** Which years an indicator reads beside its reference year, and how what they give is named. */
import { type Catalogue, type Measure, piecesIn, type WindowVariable, type YearPiece } from '../catalogue/index.ts';

/**
 * The name of what is made of another year: `population_before_1`, `health_care_after_1`; of the
 * reference year the name itself.
 */
export function inYear(name: string, shift = 0): string {
  if (shift === 0) return name;
  return shift < 0 ? `${name}_before_${-shift}` : `${name}_after_${shift}`;
}

/** The years whose members are counted, as distances from the reference year, ascending. */
export function pooledShifts({ pooled = 1 }: Pick<Measure, 'pooled'>): number[] {
  return Array.from({ length: pooled }, (_, i) => i - pooled + 1);
}

/** The years of a window, as how many years they lie before its last. */
export function yearsBefore({ years, take }: WindowVariable): number[] {
  return Array.from({ length: take === 'new' ? years + 1 : years }, (_, before) => before);
}

/** The collected variables that a variable is made of, each in its year. */
export function piecesOf(
  { variables, relations }: Pick<Catalogue, 'variables' | 'relations'>,
  name: string,
): YearPiece[] {
  const variable = variables[name];
  if (variable === undefined) return [];
  if (variable.kind === 'collected') return [{ variable: name, shift: 0 }];
  if (variable.kind === 'relation')
    return (relations[variable.relation]?.uses ?? []).map((used) => ({ variable: used, shift: 0 }));
  if (variable.kind === 'dated') return [{ variable: variable.of, shift: 0 }, ...variable.around];
  return yearsBefore(variable).flatMap((before) =>
    variable.of.map((piece) => ({ variable: piece.variable, shift: piece.shift - before })),
  );
}

/** Whether a variable is collected apart by day, for one that depends on days between events. */
export function isByDay({ variables }: Pick<Catalogue, 'variables'>, name: string): boolean {
  return Object.values(variables).some((one) => one.kind === 'dated' && piecesIn(one).includes(name));
}

/** The source that has a row for every member of an entity: one that its relation reads. */
export function registerOf(
  { entities, relations, sources }: Pick<Catalogue, 'entities' | 'relations' | 'sources'>,
  name: string,
): string | undefined {
  const entity = entities[name];
  const reads = relations[entity?.relation ?? '']?.reads ?? [];
  return reads.find((source) => sources[source]?.columns[entity?.key ?? ''] !== undefined);
}

/** The relation of how many years in a row members are in the register. */
export function presenceRelation(entity: string): string {
  return `${entity}_presence`;
}

/** The relation of what is put together from several years. */
export function windowRelation(entity: string): string {
  return `${entity}_window`;
}

/**
 * Whether a relation is made of reference data and the map alone: neither of what was delivered nor
 * of the year.
 */
export function isOfMap(catalogue: Pick<Catalogue, 'relations'>, name: string): boolean {
  const relation = catalogue.relations[name];
  if (relation === undefined || relation.params.some((param) => param.name === 'year')) return false;
  return relation.reads.every((read) => isOfMap(catalogue, read));
}

/**
 * Members whom claims alone show: where a condition also holds for those who have nothing of it,
 * all claims must be read to know who they are.
 */
import type { CollectedVariable, Entity, Variable, VariableCondition } from './catalogue.ts';
import type { MeasureForm } from './measures/measure-kind.ts';
import { lookUp } from './scope.ts';

/**
 * Gives the variables that have to be collected so that all members are known whom a measure
 * counts: none where the register has everybody, or where each condition on members asks for
 * something. Without them, the figure would depend on the claims that other indicators read.
 *
 * @param form the measure in normal form, with the conditions of its population
 */
export function bindOutsiders(
  form: Pick<MeasureForm, 'entity' | 'numerator' | 'denominator'>,
  entities: Readonly<Record<string, Entity>>,
  variables: Readonly<Record<string, Variable>>,
): CollectedVariable[] {
  if (lookUp(entities, form.entity)?.outsiders !== 'country_only') return [];
  const counted = [form.numerator, form.denominator].flatMap((term) =>
    term?.kind === 'members' && term.entity === undefined && term.where.every(holdsForNothing) ? term.where : [],
  );
  const collected = counted.flatMap(({ variable }) => {
    const found = lookUp(variables, variable);
    return found?.kind === 'collected' ? [found] : [];
  });
  // A variable without codes reads all claims of its source already.
  const read = new Set(collected.filter(({ codes }) => codes === undefined).map(({ source }) => source));
  const bySource = new Map(collected.map((variable) => [variable.source, variable]));
  return [...bySource.values()].filter(({ source }) => !read.has(source)).map(everyClaim);
}

/** A bound that is a percentage is above 0. */
function holdsForNothing({ atLeast, atMost }: VariableCondition): boolean {
  const low = atLeast === undefined || (atLeast.kind === 'number' && atLeast.value <= 0);
  return low && (atMost?.kind !== 'number' || atMost.value >= 0);
}

function everyClaim({ entity, source, value }: CollectedVariable): CollectedVariable {
  const name = `${entity} any ${value.column} of ${source}`;
  return { kind: 'collected', name, label: {}, entity, source, value, where: [] };
}

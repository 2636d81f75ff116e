/**
 * Emits what relations have of a member: the value of a variable, or whether an attribute passes a
 * test.
 */
import type { AttributeTest } from '../../catalogue/index.ts';
import {
  all,
  binary,
  call,
  choose,
  column,
  type Expression,
  equal,
  isIn,
  type Join,
  join,
  number,
  table,
  text,
} from '../../query/index.ts';
import type { MemberStep, RelatedValue } from '../plan.ts';

type Related = Pick<MemberStep, 'related'>;

/** The name of the members' own relation in the query of members. */
const OWN = 'entity';

/**
 * The value among the members: 0 where the relation has no row or no value, 1 or 0 for a test,
 * which an unknown value does not pass.
 *
 * @param own the relation of the members themselves
 */
export function relatedValue(step: Related, own: string, { relation, column: name, test }: RelatedValue): Expression {
  const value = column(name, aliasOf(step, own, relation));
  if (test === undefined) return call('COALESCE', value, number(0));
  return choose([{ when: passes(test, value), result: number(1) }], number(0));
}

/** The relations other than the members' own, each joined once by the key. */
export function joinRelated(step: Related, own: string, key: string, member: Expression): Join[] {
  return othersOf(step, own).map((relation) => {
    const alias = aliasOf(step, own, relation);
    return join('left', table(relation, alias), equal(column(key, alias), member));
  });
}

/** The columns that are read of the members' own relation. */
export function ownColumns({ related }: Related, own: string): string[] {
  return related.filter(({ relation }) => relation === own).map(({ column: name }) => name);
}

function othersOf({ related }: Related, own: string): string[] {
  return [...new Set(related.map(({ relation }) => relation))].filter((relation) => relation !== own);
}

function aliasOf(step: Related, own: string, relation: string): string {
  if (relation === own) return OWN;
  return `related_${step.related.findIndex((one) => one.relation === relation) + 1}`;
}

function passes(test: AttributeTest, value: Expression): Expression {
  if (test.kind === 'member') return isIn(value, test.members.map(text));
  return all(
    ...(test.low === undefined ? [] : [binary('>=', value, number(test.low))]),
    ...(test.high === undefined ? [] : [binary('<=', value, number(test.high))]),
  );
}

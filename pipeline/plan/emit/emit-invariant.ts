/**
 * Emits what must hold between figures: one row, how many cells offend, of how many. No cell is
 * named.
 */
import type { Catalogue } from '../../catalogue/index.ts';
import { printQuery } from '../../query/index.ts';
import { ruleKindOf } from '../invariants/index.ts';
import { rolledUp } from '../invariants/rule-kind.ts';
import type { InvariantStep } from '../plan.ts';
import type { Statement } from '../statement.ts';

/**
 * Emits a query of one row, `offending, examined`, in cells. A cell that one of the indicators
 * lacks offends.
 */
export function emitInvariant(catalogue: Catalogue, step: InvariantStep): Statement {
  const name = `${step.invariant} ${step.subject}`;
  const { label } = catalogue.invariants[step.invariant] ?? {};
  const { areas, reads, query } = ruleKindOf(step.rule);
  const counted = step.tally === null ? [] : [rolledUp(step, areas)];
  return {
    id: `invariant ${name}`,
    step: 'invariant',
    role: 'check',
    purpose: label?.en ?? Object.values(label ?? {})[0] ?? step.invariant,
    sql: printQuery(query(catalogue, step, step.rule)),
    reads: [...step.indicators, ...reads, ...counted],
    writes: `invariant ${name}`,
  };
}

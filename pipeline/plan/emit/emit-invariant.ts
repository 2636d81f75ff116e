/**
 * Emits what must hold between figures: one row, how many cells there are, and how many violate
 * each check. No cell is named.
 */
import type { Catalogue } from '../../catalogue/index.ts';
import { printQuery } from '../../query/index.ts';
import type { InvariantStep } from '../cube-steps.ts';
import { ruleKindOf } from '../invariants/index.ts';
import { type CubeOf, checkColumn } from '../invariants/rule-kind.ts';
import type { Statement } from '../statement.ts';

/**
 * Emits a query of one row: `examined`, in cells, then a column for each check. A cell that one of
 * the tables lacks violates it.
 */
export function emitInvariant(catalogue: Catalogue, step: InvariantStep, cubeOf: CubeOf): Statement {
  const { rule, from, gap, levels, dimensions, checks } = step;
  const { reads, query } = ruleKindOf({ kind: rule });
  const tables = [...from.map(({ table }) => table), ...(gap === null ? [] : [gap])];
  const by = dimensions.length === 0 ? '' : ` by ${dimensions.join(', ')}`;
  const name = `${rule} ${tables.join(', ')}${by}, ${levels.length} levels`;
  return {
    id: `invariant ${name}`,
    step: 'invariant',
    role: 'check',
    purpose: `${checks.length === 1 ? 'one invariant' : `${checks.length} invariants`} over the same cells`,
    sql: printQuery(query(step, cubeOf)),
    reads: [...tables, ...reads],
    writes: `invariant ${name}`,
    invariants: checks.map((check) => {
      const { invariant, subject } = check;
      const { label } = catalogue.invariants[invariant] ?? {};
      const purpose = label?.en ?? Object.values(label ?? {})[0] ?? invariant;
      return { invariant, subject, purpose, column: checkColumn(check) };
    }),
  };
}

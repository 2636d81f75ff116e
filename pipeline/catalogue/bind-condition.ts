/** Binds what a variable asks of a column: one value, any other, a range, or a list. */
import type { ColumnCondition } from './catalogue.ts';
import type { CatalogueDocument } from './schema.ts';
import { isKnown, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

type Collected = Extract<CatalogueDocument['variables'][string], { from: string }>;
type Entry = NonNullable<Collected['where']>[string];

/**
 * Gives the condition on a column; reports a list that is not declared and a range that holds
 * nothing.
 *
 * @param path where the condition stands
 * @param owner the variable that asks it
 */
export function bindCondition(
  scope: Scope,
  owner: string,
  path: Path,
  column: string,
  condition: Entry,
): ColumnCondition {
  if ('equals' in condition) return { kind: 'equals', column, value: condition.equals };
  if ('differs_from' in condition) return { kind: 'differs_from', column, value: condition.differs_from };
  if ('in' in condition) {
    const lists = Object.keys(scope.document.code_lists);
    isKnown(scope, 'unknown-code-list', [...path, 'in'], owner, condition.in, lists);
    return { kind: 'in', column, codeList: condition.in };
  }
  const [low, high] = condition.between;
  if (low > high)
    scope.report.add('empty-range', scope.yaml.positionOf([...path, 'between']), {
      owner: `\`${column}\` of ${owner}`,
      low,
      high,
    });
  return { kind: 'between', column, low, high };
}

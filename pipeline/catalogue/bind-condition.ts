/** Binds conditions on the columns of claims. */
import type { ColumnCondition, Source } from './catalogue.ts';
import { checkListed } from './check-listed.ts';
import type { CatalogueDocument } from './schema.ts';
import { isKnown, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

type CollectedEntry = Extract<CatalogueDocument['variables'][string], { from: string }>;
export type WrittenConditions = NonNullable<CollectedEntry['where']>;

/**
 * The conditions that stand at `path`, in their order. Reports columns that the source lacks or
 * that hold something else, and unknown code lists.
 *
 * @param source whose columns they are on; undefined where it is unknown
 */
export function bindConditions(
  scope: Scope,
  owner: string,
  path: Path,
  where: WrittenConditions,
  source: Source | undefined,
): ColumnCondition[] {
  return Object.entries(where).map(([column, condition]) => {
    const at = [...path, column];
    if (source !== undefined) checkColumn(scope, owner, at, condition, column, source);
    return bindCondition(scope, owner, at, column, condition);
  });
}

function checkColumn(
  scope: Scope,
  owner: string,
  at: Path,
  condition: WrittenConditions[string],
  column: string,
  { name: source, columns }: Source,
): void {
  if (!isKnown(scope, 'unknown-column', at, owner, column, Object.keys(columns), { source })) return;
  const found = columns[column];
  if ('in' in condition) checkListed(scope, owner, at, condition.in, found);
  else if (found !== undefined && !/INT|DECIMAL/.test(found.type))
    scope.report.add('not-a-number', scope.yaml.positionOf(at), { owner, column, type: found.type });
}

/**
 * Gives the condition on a column; reports a list that is not declared and a range that holds
 * nothing.
 *
 * @param at where the condition stands
 * @param owner what asks it
 */
export function bindCondition(
  scope: Scope,
  owner: string,
  at: Path,
  column: string,
  condition: WrittenConditions[string],
): ColumnCondition {
  if ('equals' in condition) return { kind: 'equals', column, value: condition.equals };
  if ('differs_from' in condition) return { kind: 'differs_from', column, value: condition.differs_from };
  if ('in' in condition) {
    const lists = Object.keys(scope.document.code_lists);
    isKnown(scope, 'unknown-code-list', [...at, 'in'], owner, condition.in, lists);
    return { kind: 'in', column, codeList: condition.in };
  }
  const [low, high] = condition.between;
  if (low > high)
    scope.report.add('empty-range', scope.yaml.positionOf([...at, 'between']), {
      owner: `\`${column}\` of ${owner}`,
      low,
      high,
    });
  return { kind: 'between', column, low, high };
}

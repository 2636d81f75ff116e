/** Lists of texts are looked for among texts, and lists of numbers among numbers. */
import type { Source, SourceColumn } from './catalogue.ts';
import { lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

/** Reports a condition at `path` on a column that holds what its code list does not. */
export function checkListed(
  scope: Scope,
  owner: string,
  path: Path,
  list: string,
  column: SourceColumn | undefined,
): void {
  const declared = lookUp(scope.document.code_lists, list);
  if (column === undefined || declared === undefined) return;
  const { name, type } = column;
  const isText = type === 'VARCHAR';
  if (!isText && !/INT|DECIMAL/.test(type)) {
    scope.report.add('not-a-number', scope.yaml.positionOfKey(path), { owner, column: name, type });
  } else if (isText !== (declared.texts === true)) {
    const position = scope.yaml.positionOf([...path, 'in']);
    scope.report.add('list-of-other-kind', position, { owner, codeList: list, column: name, isText });
  }
}

/** Reports `codes` that are texts: those of claims are numbers. */
export function checkCodes(scope: Scope, variable: string, list: string | undefined, { code }: Source): void {
  if (list === undefined || code === undefined || lookUp(scope.document.code_lists, list)?.texts !== true) return;
  const position = scope.yaml.positionOf(['variables', variable, 'codes']);
  scope.report.add('list-of-other-kind', position, { owner: variable, codeList: list, column: code, isText: false });
}

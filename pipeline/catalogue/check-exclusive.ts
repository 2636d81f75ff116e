/**
 * Holds code lists that exclude each other apart: a code in two of them on one day would be counted
 * as two things.
 */
import type { CodeList, DatedCode } from './catalogue.ts';
import { checkTwice, isKnown, lookUp, type Scope } from './scope.ts';

/** Reports a code that stands on one day in two code lists that exclude each other. */
export function checkExclusive(scope: Scope, codeLists: Readonly<Record<string, CodeList>>): void {
  for (const [group, names] of Object.entries(scope.document.exclusive ?? {})) {
    const path = ['exclusive', group];
    checkTwice(scope, path, group, names);
    const seen = new Map<number, { readonly list: string; readonly code: DatedCode }[]>();
    for (const [i, name] of names.entries()) {
      isKnown(scope, 'unknown-code-list', [...path, i], group, name, Object.keys(codeLists));
      if (names.indexOf(name) < i) continue;
      for (const code of lookUp(codeLists, name)?.codes ?? []) {
        const others = seen.get(code.code) ?? [];
        seen.set(code.code, others);
        const other = others.find((one) => one.list !== name && overlap(one.code, code));
        others.push({ list: name, code });
        if (other === undefined) continue;
        const from = [code.validFrom ?? '', other.code.validFrom ?? ''].sort().at(-1) || 'the beginning';
        const params = { code: code.code, group, lists: [other.list, name], from };
        scope.report.add('code-in-two-lists', scope.yaml.positionOf([...path, i]), params);
      }
    }
  }
}

/** Whether two validities have a day in common; the last day is excluded. */
function overlap(one: DatedCode, other: DatedCode): boolean {
  const before = (a: DatedCode, b: DatedCode) => a.validTo !== null && a.validTo <= (b.validFrom ?? '');
  return !before(one, other) && !before(other, one);
}

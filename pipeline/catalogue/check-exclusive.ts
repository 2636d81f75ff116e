/**
 * Holds code lists that exclude each other apart: a code in two of them on one day would be counted
 * as two things.
 */
import type { CodeList, DatedCode, DatedText } from './catalogue.ts';
import { checkTwice, isKnown, lookUp, type Scope } from './scope.ts';

type Validity = Pick<DatedCode, 'validFrom' | 'validTo'>;

/** Reports a code that stands on one day in two code lists that exclude each other. */
export function checkExclusive(scope: Scope, codeLists: Readonly<Record<string, CodeList>>): void {
  for (const [group, names] of Object.entries(scope.document.exclusive ?? {})) {
    const path = ['exclusive', group];
    checkTwice(scope, path, group, names);
    const seen = new Map<number, { readonly list: string; readonly code: DatedCode }[]>();
    const texts: { readonly list: string; readonly text: DatedText }[] = [];
    for (const [i, name] of names.entries()) {
      isKnown(scope, 'unknown-code-list', [...path, i], group, name, Object.keys(codeLists));
      if (names.indexOf(name) < i) continue;
      for (const text of lookUp(codeLists, name)?.texts ?? []) {
        const other = texts.find(
          (one) => one.list !== name && meet(one.text.text, text.text) && overlap(one.text, text),
        );
        texts.push({ list: name, text });
        if (other === undefined) continue;
        const from = [text.validFrom ?? '', other.text.validFrom ?? ''].sort().at(-1) || 'the beginning';
        const params = { code: text.text, group, lists: [other.list, name], from };
        scope.report.add('code-in-two-lists', scope.yaml.positionOf([...path, i]), params);
      }
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

/** Whether some code is of both texts: `J01*` and `J01CA04`. */
function meet(one: string, other: string): boolean {
  const [a, b] = [one.replace('*', ''), other.replace('*', '')];
  if (one.endsWith('*') && b.startsWith(a)) return true;
  return other.endsWith('*') ? a.startsWith(b) : a === b;
}

/** Whether two validities have a day in common; the last day is excluded. */
function overlap(one: Validity, other: Validity): boolean {
  const before = (a: Validity, b: Validity) => a.validTo !== null && a.validTo <= (b.validFrom ?? '');
  return !before(one, other) && !before(other, one);
}

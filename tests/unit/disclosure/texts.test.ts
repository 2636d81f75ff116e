/** Which variables contain which, where lists of texts say what is counted. */
import { describe, expect, it } from 'vitest';
import type { CodeList, CollectedVariable, DatedText } from '../../../pipeline/catalogue/index.ts';
import { ALWAYS, atomsOf, spanOf } from '../../../pipeline/disclosure/cells/derive/atoms.ts';

const open = (text: string): DatedText => ({ text, validFrom: null, validTo: null });
const LISTS: Readonly<Record<string, readonly DatedText[]>> = {
  wide: [open('N02*')],
  narrow: [open('N02AX*')],
  exact: [open('N02AX02')],
  other: [open('J01*')],
  root: [open('N02')],
  ended: [{ ...open('N02*'), validTo: '2020-01-01' }],
};
const codeLists = Object.fromEntries(
  Object.entries(LISTS).map(([name, texts]): [string, CodeList] => [
    name,
    { name, label: {}, file: '', codes: [], texts },
  ]),
);

function variable(codeList: string): CollectedVariable {
  const value = { kind: 'sum', column: 'daily_doses', scale: 4 } as const;
  const where = [{ kind: 'in', column: 'atc', codeList } as const];
  return { kind: 'collected', name: codeList, label: {}, entity: 'beneficiary', source: 'pharmacy', value, where };
}

/** Whether every event of one is an event of the other. */
function isIn(inner: string, outer: string, span = ALWAYS): boolean {
  const atoms = atomsOf([inner, outer].map(variable), codeLists, span);
  return atoms.every((atom) => (atom & 1n) === 0n || (atom & 2n) !== 0n);
}

describe('a list of texts', () => {
  it.each([
    ['narrow', 'wide', true],
    ['exact', 'narrow', true],
    ['root', 'wide', true],
    ['wide', 'narrow', false],
    ['wide', 'root', false],
    ['narrow', 'exact', false],
    ['other', 'wide', false],
  ])('%s is within %s: %s', (inner, outer, expected) => {
    expect(isIn(inner, outer)).toBe(expected);
  });

  it('is within one that has ended in the years before alone', () => {
    expect(isIn('wide', 'ended', spanOf(2019))).toBe(true);
    expect(isIn('wide', 'ended', spanOf(2020))).toBe(false);
  });
});

/**
 * Cuts the dated codes of several variables into disjoint windows, so that a claim falls in at most
 * one class.
 */
import type { CodeList } from '../../catalogue/index.ts';

/** Stand-ins for open validity, so that a join compares dates alone. */
export const CLOSED_FROM = '0001-01-01';
export const OPEN_UNTIL = '9999-12-31';

/** A code between two days (first in, first out), and the class of the claims in it. */
export interface CodeWindow {
  readonly code: number;
  readonly from: string;
  readonly until: string;
  readonly class: number;
}

export interface Classes {
  readonly windows: readonly CodeWindow[];
  /** The variables that a claim of each class may feed; class 0 is every other claim. */
  readonly members: ReadonlyMap<number, readonly string[]>;
}

/** What is asked of a code: the list that it must be in; none: any. */
export interface Coded {
  readonly name: string;
  readonly codes?: string;
}

/** Classifies by code and date; variables without a code list are in every class. */
export function classify(variables: readonly Coded[], codeLists: Readonly<Record<string, CodeList>>): Classes {
  const uncoded = variables.filter((v) => v.codes === undefined).map((v) => v.name);
  const members = new Map<number, readonly string[]>(uncoded.length === 0 ? [] : [[0, uncoded]]);
  const numbers = new Map<string, number>();

  const spans = new Map<number, { from: string; until: string; variable: string }[]>();
  for (const variable of variables) {
    for (const { code, validFrom, validTo } of codeLists[variable.codes ?? '']?.codes ?? []) {
      const span = { from: validFrom ?? CLOSED_FROM, until: validTo ?? OPEN_UNTIL, variable: variable.name };
      spans.set(code, [...(spans.get(code) ?? []), span]);
    }
  }
  const windows: CodeWindow[] = [];
  for (const [code, found] of [...spans].sort(([a], [b]) => a - b)) {
    const days = [...new Set(found.flatMap(({ from, until }) => [from, until]))].sort();
    for (const [i, from] of days.slice(0, -1).entries()) {
      const until = days[i + 1] as string;
      const valid = found.filter((span) => span.from <= from && span.until >= until).map((span) => span.variable);
      if (valid.length === 0) continue;
      const fed = [...valid, ...uncoded];
      const key = fed.join(' ');
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      members.set(number, fed);
      windows.push({ code, from, until, class: number });
    }
  }
  return { windows, members };
}

/**
 * Cuts the events of a source into atoms: the disjoint classes of events that feed the same
 * variables. Every variable is a sum over atoms.
 */
import type { CodeList, CollectedVariable, ColumnCondition, DatedCode, DatedText } from '../../../catalogue/index.ts';

/** Days that events may lie on: first day included, last excluded, ISO dates. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** Whatever the day. */
export const ALWAYS: Span = { from: '0000-01-01', until: '9999-12-31' };

/** The days of a reference year. */
export function spanOf(year: number): Span {
  return { from: `${year}-01-01`, until: `${year + 1}-01-01` };
}

type CodeLists = Readonly<Record<string, CodeList>>;

/**
 * The atoms of variables of one source, as bit sets: bit `i` is set where an event of the atom adds
 * to variable `i`. Columns are taken to be independent of each other and of the code; what they ask
 * is cut at every value that a condition names. An atom that no event can be in is harmless: it
 * only weakens what is derived.
 */
export function atomsOf(variables: readonly CollectedVariable[], codeLists: CodeLists, span: Span): bigint[] {
  const everyone = (1n << BigInt(variables.length)) - 1n;
  const atoms = new Set<bigint>();
  for (const day of daysOf(variables, codeLists, span)) {
    let sets = byCode(variables, codeLists, day);
    for (const column of new Set(variables.flatMap(({ where }) => where.map((condition) => condition.column)))) {
      const cuts = byColumn(variables, codeLists, column, day, everyone);
      sets = new Set([...sets].flatMap((set) => [...cuts].map((cut) => set & cut)));
    }
    for (const set of sets) if (set !== 0n) atoms.add(set);
  }
  return [...atoms].sort((a, b) => (a < b ? -1 : Number(a > b)));
}

/** One day of every stretch in which no code or value changes its validity. */
function daysOf(variables: readonly CollectedVariable[], codeLists: CodeLists, { from, until }: Span): string[] {
  const lists = variables.flatMap(({ codes, where }) => [
    ...(codes === undefined ? [] : [codes]),
    ...where.flatMap((condition) => (condition.kind === 'in' ? [condition.codeList] : [])),
  ]);
  const days = new Set([from]);
  for (const list of new Set(lists))
    for (const { validFrom, validTo } of [...(codeLists[list]?.codes ?? []), ...(codeLists[list]?.texts ?? [])])
      for (const day of [validFrom, validTo]) if (day !== null && day > from && day < until) days.add(day);
  return [...days].sort();
}

function isValid({ validFrom, validTo }: Pick<DatedCode, 'validFrom' | 'validTo'>, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo > day);
}

/** The variables that an event may feed by its code. */
function byCode(variables: readonly CollectedVariable[], codeLists: CodeLists, day: string): Set<bigint> {
  let uncoded = 0n;
  const sets = new Map<number, bigint>();
  variables.forEach(({ codes }, index) => {
    const bit = 1n << BigInt(index);
    if (codes === undefined) uncoded |= bit;
    else
      for (const code of codeLists[codes]?.codes ?? [])
        if (isValid(code, day)) sets.set(code.code, (sets.get(code.code) ?? 0n) | bit);
  });
  return new Set([uncoded, ...[...sets.values()].map((set) => set | uncoded)]);
}

/**
 * The variables that an event may feed by its value of a column; those that ask nothing of the
 * column are in every set.
 */
function byColumn(
  variables: readonly CollectedVariable[],
  codeLists: CodeLists,
  column: string,
  day: string,
  everyone: bigint,
): Set<bigint> {
  const targets = variables.map(({ where }) => where.filter((condition) => condition.column === column));
  const values = new Set<number | string | null>([null]);
  for (const condition of targets.flat()) {
    for (const value of edgesOf(condition, codeLists, day))
      values
        .add(value - 1)
        .add(value)
        .add(value + 1);
    // A text of the list itself, and a longer one that begins so.
    for (const { text } of textsOf(condition, codeLists, day))
      values.add(text.replace('*', '')).add(text.replace('*', '~'));
  }
  const setOf = (value: number | string | null) =>
    targets.reduce(
      (set, conditions, index) =>
        conditions.every((condition) => holds(condition, value, codeLists, day)) ? set : set & ~(1n << BigInt(index)),
      everyone,
    );
  return new Set([...values].map(setOf));
}

function edgesOf(condition: ColumnCondition, codeLists: CodeLists, day: string): number[] {
  if (condition.kind === 'between' || condition.kind === 'months') return [condition.low, condition.high];
  if (condition.kind !== 'in') return [condition.value];
  return (codeLists[condition.codeList]?.codes ?? []).flatMap((code) => (isValid(code, day) ? [code.code] : []));
}

function textsOf(condition: ColumnCondition, codeLists: CodeLists, day: string): DatedText[] {
  if (condition.kind !== 'in') return [];
  return (codeLists[condition.codeList]?.texts ?? []).filter((one) => isValid(one, day));
}

function holds(condition: ColumnCondition, value: number | string | null, codeLists: CodeLists, day: string): boolean {
  if (condition.kind === 'differs_from') return value !== condition.value;
  if (value === null) return false;
  if (typeof value === 'string')
    return textsOf(condition, codeLists, day).some(({ text }) =>
      text.endsWith('*') ? value.startsWith(text.slice(0, -1)) : value === text,
    );
  if (condition.kind === 'equals') return value === condition.value;
  if (condition.kind === 'between' || condition.kind === 'months')
    return value >= condition.low && value <= condition.high;
  return (codeLists[condition.codeList]?.codes ?? []).some((code) => code.code === value && isValid(code, day));
}

/**
 * Definitions of variables, and the atoms that they cut claims into: found by trying every kind of
 * claim, not by interpretations conditions.
 */
import type { CodeList, ColumnCondition, DatedCode, Variable } from '../../../pipeline/catalogue/index.ts';

/**
 * A variable that adds up the quantity of claims: of these codes on the days that they are valid,
 * and under these conditions.
 */
export interface Definition {
  readonly name: string;
  readonly codes: readonly { readonly code: number; readonly validity: 'always' | 'before' | 'after' }[];
  /** Least and greatest profession; null: any. */
  readonly profession: readonly [number, number] | null;
  /** Qualifications of a code list; null: any. */
  readonly qualification: readonly number[] | null;
  /** Counts practices with one such claim or more, net, in place of claims. */
  readonly distinct?: boolean;
  /**
   * Counts the years, the last among them, in which another has one claim or more, net; `isNew`:
   * is the other of the last year, of who had none in so many before.
   */
  readonly window?: { readonly of: number; readonly years: number; readonly isNew?: true };
}

/** A kind of claims. */
export interface Atom {
  /** Positions of the variables that it feeds. */
  readonly feeds: readonly number[];
  /** Of which practice, where a variable that it feeds counts practices. */
  readonly practice: number | null;
  /** Of how many years before the last; absent of the last. */
  readonly before?: number;
}

const CHANGE = '2023-07-01';
const DAYS = ['2023-03-01', '2023-09-01'];
const PROFESSIONS = [10, 11, 20];
const QUALIFICATIONS = [1, 2, 9];
const PRACTICES = [1, 2];
/** Nobody knows how many there are. */
export const MORE_PRACTICES = [3, 4];

/**
 * The atoms of some variables: kinds of claims that feed the same of them. Claims that feed none
 * are no atom.
 */
export function atomsOf(variables: readonly Definition[], practices: readonly number[] = PRACTICES): Atom[] {
  const isTotal = practices !== PRACTICES;
  const codes = new Set(variables.flatMap((variable) => variable.codes.map(({ code }) => code)));
  const atoms = new Map<string, number[]>();
  for (const code of codes)
    for (const day of DAYS)
      for (const profession of PROFESSIONS)
        for (const qualification of QUALIFICATIONS) {
          const claim = { code, day, profession, qualification };
          const feeds = variables.flatMap((variable, index) =>
            !variable.window && counts(variable, claim) ? [index] : [],
          );
          if (feeds.length > 0) atoms.set(feeds.join(' '), feeds);
        }
  const ordered = [...atoms].toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Of earlier years, the same kinds of claims, as far as some variable looks back.
  const earlier = ordered.flatMap(([, feeds]) => {
    const windows = variables.flatMap(({ window }) => (window && feeds.includes(window.of) ? [window] : []));
    const years = Math.max(1, ...windows.map(({ years: own, isNew }) => (isNew ? own + 1 : own)));
    const read = feeds.filter((index) => windows.some(({ of }) => of === index));
    return Array.from({ length: isTotal ? 0 : years - 1 }, (_, index) => ({
      feeds: read,
      practice: null,
      before: index + 1,
    }));
  });
  const last = ordered.flatMap(([, feeds]) => {
    const isCounted = feeds.some((index) => variables[index]?.distinct);
    return (isCounted ? practices : practices === PRACTICES ? [null] : []).map((practice) => ({ feeds, practice }));
  });
  return [...last, ...earlier];
}

interface Claim {
  readonly code: number;
  readonly day: string;
  readonly profession: number;
  readonly qualification: number;
}

function counts({ codes, profession, qualification }: Definition, claim: Claim): boolean {
  const isValid = codes.some(
    ({ code, validity }) =>
      code === claim.code && (validity === 'always' || (validity === 'before') === claim.day < CHANGE),
  );
  const isOfProfession =
    profession === null || (profession[0] <= claim.profession && claim.profession <= profession[1]);
  return isValid && isOfProfession && (qualification === null || qualification.includes(claim.qualification));
}

/** Code lists and variables as a catalogue has them. */
export function declare(definitions: readonly Definition[]): {
  readonly variables: Record<string, Variable>;
  readonly codeLists: Record<string, CodeList>;
} {
  const variables: Record<string, Variable> = {};
  const codeLists: Record<string, CodeList> = {};
  const list = (name: string, codes: readonly DatedCode[]): string => {
    codeLists[name] = { name, label: { en: name }, file: `${name}.csv`, codes };
    return name;
  };
  for (const { name, codes, profession, qualification, distinct = false, window } of definitions) {
    if (window !== undefined) {
      const over = definitions[window.of]?.name ?? '';
      const { years, isNew } = window;
      const own = { name, label: { en: name }, entity: 'beneficiary', over, of: [{ variable: over, shift: 0 }] };
      variables[name] = { kind: 'window', ...own, years, take: isNew ? 'new' : 'years', atLeast: 1, scale: 0 };
      continue;
    }
    const where: ColumnCondition[] = [];
    if (profession !== null) {
      const [low, high] = profession;
      const column = 'profession';
      where.push(low === high ? { kind: 'equals', column, value: low } : { kind: 'between', column, low, high });
    }
    if (qualification !== null) {
      const codeList = list(
        `qualification_${qualification.join('_')}`,
        qualification.map((code) => ({ code, validFrom: null, validTo: null })),
      );
      where.push({ kind: 'in', column: 'qualification', codeList });
    }
    variables[name] = {
      kind: 'collected',
      name,
      label: { en: name },
      entity: 'beneficiary',
      source: 'health_care',
      value: { kind: 'sum', column: 'quantity', scale: 0 },
      codes: list(
        `codes_of_${name}`,
        codes.map(({ code, validity }) => ({
          code,
          validFrom: validity === 'after' ? CHANGE : null,
          validTo: validity === 'before' ? CHANGE : null,
        })),
      ),
      where,
      ...(distinct && { by: 'practice', keep: 'count' as const }),
    };
  }
  return { variables, codeLists };
}

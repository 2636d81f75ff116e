/**
 * Members of a family of which some figures count only those who pass tests (their age, their sex):
 * who passes them and who passes none are looked for apart, so that a large family stays one of
 * plain shares and totals.
 */
import { at } from '../../../base/index.ts';
import { type Arrange, openArrange } from './arrange.ts';
import { addedBy, type Family, type FamilyCondition, type FamilyFigure, meets } from './family.ts';
import { openLightArrange } from './lighten.ts';
import { openPatterns } from './patterns.ts';

/** Whether members add up to values of the figures; false: none were found, which is no proof. */
export type SplitSearch = (values: ArrayLike<number>, isThorough?: boolean) => boolean;

/** So many members of whom each has such values of the variables. */
interface Group {
  readonly count: number;
  readonly variables: readonly number[];
}

/** The figures of those who pass some tests. */
interface Tested {
  /** Variables that are 1 of whoever passes. */
  readonly passed: readonly number[];
  readonly figures: readonly number[];
}

/** Undefined where the family is of another kind. */
export function openSplit(family: Family): SplitSearch | undefined {
  const { figures, rules } = family;
  const tests = new Set(testsOf(family));
  if (tests.size === 0 || rules.some(({ given }) => !tests.has(given.variable))) return undefined;
  // Whoever passes a test passes another one: of numbers of years there is more to say.
  const isOfTests = ({ atLeast, atMost }: FamilyCondition) => atLeast === 1 && atMost === undefined;
  if (rules.some(({ given, oneOf }) => ![given, ...oneOf].every(isOfTests))) return undefined;
  const testsIn = ({ where }: FamilyFigure) => where.map(({ variable }) => variable).filter((one) => tests.has(one));
  const plain = figures.flatMap((figure, index) => (testsIn(figure).length === 0 ? [index] : []));
  const rest: Family = { ...family, rules: [], figures: plain.map((index) => at(figures, index)) };
  const patterns = openPatterns(rest);
  if (patterns === undefined) return undefined;
  const arrange = openArrange(patterns);
  let fewest: Arrange | undefined;
  const arrangeFewest: Arrange = (values, isThorough) => {
    fewest ??= openLightArrange(rest)?.arrange;
    return fewest?.(values, isThorough);
  };
  const overlay = openOverlay(family, plain, tests);
  const groups = new Map<string, Tested>();
  figures.forEach((figure, index) => {
    const passed = passedBy(family, testsIn(figure));
    if (passed.length === 0) return;
    const known = groups.get(passed.join());
    groups.set(passed.join(), { passed, figures: [...(known?.figures ?? []), index] });
  });
  // Whoever passes more tests counts among those who pass fewer of them.
  const ordered = [...groups.values()].toSorted((a, b) => b.passed.length - a.passed.length);
  const isTest = ({ variable }: FamilyCondition) => tests.has(variable);
  return (values, isThorough = false) =>
    [false, true].some((isWide) => {
      const left = Array.from(values);
      for (const tested of ordered) {
        const members = membersOf(family, tested, isTest, left, isWide);
        if (members === undefined) return false;
        for (const group of members)
          figures.forEach((figure, index) => {
            left[index] = at(left, index) - group.count * addedBy(figure, group.variables);
          });
        if (tested.figures.some((index) => at(left, index) !== 0)) return false;
      }
      if (left.some((value) => value < 0)) return false;
      const own = plain.map((index) => at(left, index));
      const all = plain.map((index) => at(values, index));
      return (arrange(own) ?? overlay?.(all, own) ?? arrangeFewest(own, isThorough)) !== undefined;
    });
}

/**
 * Where hardly anybody passes no test, those who pass them must have what other figures count as
 * well: members for all other figures, of whom some pass and have events besides that no other
 * figure counts. `left`: less what those who pass have. Undefined where figures of tests and others
 * are of the same variables.
 */
function openOverlay(family: Family, plain: readonly number[], tests: ReadonlySet<number>) {
  const { figures, atoms } = family;
  const rest = plain.map((index) => at(figures, index));
  const variablesIn = ({ where, adds }: FamilyFigure) => [
    ...where.map(({ variable }) => variable),
    ...(adds === null ? [] : [adds]),
  ];
  const counted = new Set(rest.flatMap(variablesIn));
  const besides = new Set(figures.filter((figure) => !rest.includes(figure)).flatMap(variablesIn));
  const touched = new Set(atoms.filter((atom) => atom.some((variable) => besides.has(variable))).flat());
  // Events of both kinds together must not be enough for what neither is alone.
  const isSummed = rest.some(({ where }) =>
    where.some(({ variable, atLeast = 0 }) => touched.has(variable) && atLeast > 1),
  );
  if (isSummed || [...besides].some((variable) => counted.has(variable))) return undefined;
  const others = atoms.filter((atom) => !atom.some((variable) => besides.has(variable) || tests.has(variable)));
  const patterns = openPatterns({ ...family, rules: [], atoms: others, figures: rest });
  const arrange = patterns && openArrange(patterns);
  const isEverybody = ({ where, adds }: FamilyFigure) => where.length === 0 && adds === null;
  return (all: readonly number[], left: readonly number[]) => {
    const affected = rest.filter(
      (figure, index) => !isEverybody(figure) && figure.adds === null && at(all, index) !== at(left, index),
    );
    // They are cases of one other figure at most, and are found among its cases.
    if (affected.length > 1) return undefined;
    return arrange?.(rest.map((figure, index) => at(figure.adds === null ? all : left, index)));
  };
}

/** The variables of which every figure of several conditions, or of a total of some, has one. */
function testsOf({ variables, atoms, figures, rules }: Family): number[] {
  const isAdded = (variable: number) => figures.some(({ adds }) => adds === variable);
  const isApart = (variable: number) => atoms.every((atom) => !atom.includes(variable) || atom.length === 1);
  const isOne = (conditions: readonly FamilyCondition[], variable: number) =>
    conditions.every(
      (one) => one.variable !== variable || (one.atLeast === 1 && one.atMost === undefined && one.orBelow !== true),
    );
  const ruled = new Set(rules.flatMap(({ given, oneOf }) => [given, ...oneOf]).map(({ variable }) => variable));
  const joined = figures.filter(({ where, adds }) => where.length > (adds === null ? 1 : 0));
  return [...variables.keys()].filter(
    (variable) =>
      !isAdded(variable) &&
      isApart(variable) &&
      figures.every(({ where }) => isOne(where, variable)) &&
      (ruled.has(variable) || joined.some(({ where }) => where.some((one) => one.variable === variable))),
  );
}

/** Tests that are passed by whoever passes some, in order. */
function passedBy({ rules }: Family, tests: readonly number[]): number[] {
  const passed = new Set(tests);
  for (const one of passed)
    for (const { given, oneOf } of rules) {
      const [first] = oneOf;
      if (given.variable === one && first !== undefined) passed.add(first.variable);
    }
  return [...passed].sort((a, b) => a - b);
}

/**
 * The members who pass tests, with as few events as their figures ask for; undefined: this way
 * finds none.
 */
function membersOf(
  family: Family,
  { passed, figures: indexes }: Tested,
  isTest: (condition: FamilyCondition) => boolean,
  left: readonly number[],
  isWide: boolean,
): Group[] | undefined {
  const own = indexes.map((index) => ({ figure: at(family.figures, index), value: at(left, index) }));
  const shares = own.flatMap(({ figure: { where, adds }, value }) => {
    const [only, ...others] = where.filter((condition) => !isTest(condition));
    return adds === null && only !== undefined ? [{ only, isPlain: others.length === 0, value }] : [];
  });
  if (shares.some(({ only, isPlain, value }) => !isPlain || only.atMost !== undefined || value < 0)) return undefined;
  const sizes = own.flatMap(({ figure: { where, adds }, value }) =>
    adds === null && where.every(isTest) ? [value] : [],
  );
  const most = shares.reduce((size, { value }) => Math.max(size, value), 0);
  const [people = most] = sizes;
  if (people < most || sizes.some((size) => size !== people)) return undefined;
  const narrowFirst = shares.toSorted((a, b) => atomsWith(family, a.only).length - atomsWith(family, b.only).length);
  const cuts = [...new Set([0, ...shares.map(({ value }) => value), people])].sort((a, b) => a - b);
  const members: Group[] = [];
  for (const [position, to] of cuts.entries()) {
    const from = cuts[position - 1];
    if (from === undefined) continue;
    const variables = family.variables.map((_, variable) => (passed.includes(variable) ? 1 : 0));
    const holding = narrowFirst.filter(({ value }) => value >= to);
    for (const { only } of holding) if (!addEvents(family, variables, only, isWide)) return undefined;
    if (shares.some((one) => meets(variables, one.only) !== holding.includes(one))) return undefined;
    members.push({ count: to - from, variables });
  }
  return withTotals(family, own, shares, members, isWide);
}

/** Gives somebody the events that totals have besides those that shares ask for. */
function withTotals(
  family: Family,
  own: readonly { readonly figure: FamilyFigure; readonly value: number }[],
  shares: readonly { readonly only: FamilyCondition }[],
  members: Group[],
  isWide: boolean,
): Group[] | undefined {
  for (const { figure, value } of own) {
    const { adds } = figure;
    if (adds === null) continue;
    const counted = members.reduce((sum, { count, variables }) => sum + count * addedBy(figure, variables), 0);
    if (counted === value) continue;
    const index = members.findIndex(({ count, variables }) => count > 0 && at(variables, adds) > 0);
    const somebody = members[index < 0 ? members.findIndex(({ count }) => count > 0) : index];
    if (somebody === undefined || counted > value) return undefined;
    const variables = [...somebody.variables];
    const target = { variable: adds, atLeast: at(variables, adds) + value - counted };
    if (!addEvents(family, variables, target, isWide)) return undefined;
    if (shares.some(({ only }) => meets(variables, only) !== meets(somebody.variables, only))) return undefined;
    members.splice(members.indexOf(somebody), 1, { ...somebody, count: somebody.count - 1 }, { count: 1, variables });
  }
  return members;
}

/** Adds events of one atom until a condition is met; false where no event adds to its variable. */
function addEvents(family: Family, variables: number[], condition: FamilyCondition, isWide: boolean): boolean {
  const { variable, atLeast = 0 } = condition;
  const atoms = atomsWith(family, condition).toSorted((a, b) => (isWide ? b.length - a.length : a.length - b.length));
  const [atom] = atoms;
  if (atom === undefined) return false;
  const missing = Math.max(0, atLeast - at(variables, variable));
  for (const one of atom) variables[one] = at(variables, one) + missing;
  return true;
}

function atomsWith({ atoms }: Family, { variable }: FamilyCondition): (readonly number[])[] {
  return atoms.filter((atom) => atom.includes(variable));
}

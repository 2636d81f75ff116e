/**
 * Figure relations that follow from definitions: what one count or volume says of another, whatever
 * the data.
 */
import { type Catalogue, scaleOf, type Term, type Variable, type VariableCondition } from '../../../catalogue/index.ts';
import { atomsOf, type Span } from './atoms.ts';
import { groupOf, isAdditive, type Named, rulesOf } from './families.ts';
import { type AtLeast, rulesBetweenYears, spanOfEvents } from './several-years.ts';

/** Two figures of which one is at most the other, or a figure that is at most the sum of others. */
export interface Derived {
  readonly lesser: string;
  readonly greater: readonly string[];
  /** The lesser is at most so many times what the greater add up to. */
  readonly times: number;
  /** Holds unless corrections take a net below zero. */
  readonly corrected: boolean;
  readonly from: string;
}

/** How variables lie to each other. */
export interface Containment {
  /** Whether every event of one is an event of the other. */
  readonly isIn: (inner: string, outer: string) => boolean;
  /** Atoms of a variable; undefined where it is no sum over events. */
  readonly atoms: (name: string) => ReadonlySet<string> | undefined;
  readonly implied: (given: string) => readonly string[];
  /** Whether one number of years says that another is as large. */
  readonly isInYears: (given: AtLeast, then: AtLeast) => boolean;
  /** More of a variable in a year than anybody is taken to have, as it is held. */
  readonly most: (name: string) => number;
}

type Declared = Pick<Catalogue, 'variables' | 'codeLists' | 'relations'>;

/** Reads how the variables lie to each other in a span of days. */
export function openContainment(catalogue: Declared, names: readonly string[], span: Span): Containment {
  const { variables, codeLists } = catalogue;
  const collected = names.flatMap((name) => {
    const variable = variables[name];
    return variable?.kind === 'collected' && variable.value.kind === 'sum' ? [variable] : [];
  });
  const groups = new Map<string, typeof collected>();
  for (const variable of collected) groups.set(groupOf(variable), [...(groups.get(groupOf(variable)) ?? []), variable]);
  const atoms = new Map<string, Set<string>>(collected.map(({ name }) => [name, new Set()]));
  for (const [key, group] of groups)
    for (const atom of atomsOf(group, codeLists, spanOfEvents(group, span)))
      for (const [position, { name }] of group.entries())
        if ((atom & (1n << BigInt(position))) !== 0n) atoms.get(name)?.add(`${key} ${atom}`);
  const ofYears = rulesBetweenYears(names, variables);
  return {
    atoms: (name) => (isAdditive(variables[name]) ? atoms.get(name) : undefined),
    isIn(inner, outer) {
      const [part, whole] = [atoms.get(inner), atoms.get(outer)];
      if (part === undefined || whole === undefined || !isAdditive(variables[outer])) return false;
      return [...part].every((atom) => whole.has(atom));
    },
    most: (name) => mostOf(variables[name]),
    isInYears: (given, then) =>
      ofYears.some(
        (rule) =>
          rule.or === undefined &&
          rule.given.variable === given.variable &&
          rule.says.variable === then.variable &&
          rule.given.atLeast <= given.atLeast &&
          (rule.says.atLeast ?? 0) >= then.atLeast,
      ),
    implied: (given) => rulesOf(given, catalogue).flatMap(({ oneOf }) => (oneOf.length === 1 ? oneOf : [])),
  };
}

/** Every closest containment between figures, and every cover of one by others. */
export function deriveRelations(figures: readonly Named[], containment: Containment): Derived[] {
  const isIn = (lesser: Named, greater: Named) => lesser !== greater && isAtMost(lesser, greater, containment);
  const contained = figures.flatMap((lesser) => {
    const above = figures.filter((greater) => isIn(lesser, greater));
    // A figure that is the same by definition lies between nothing, else neither is contained.
    const isBetween = (between: Named, greater: Named) =>
      isIn(between, greater) && !isIn(greater, between) && !isIn(between, lesser);
    const closest = above.filter((greater) => !above.some((between) => isBetween(between, greater)));
    return closest.map((greater): Derived => {
      const corrected = !isAtMost(lesser, greater, undefined);
      return { lesser: lesser.name, greater: [greater.name], times: 1, corrected, from: reason(lesser, greater) };
    });
  });
  const covered = figures.flatMap((figure) => coversOf(figure, figures, containment));
  return [...contained, ...covered, ...figures.flatMap((figure) => eventsOf(figure, figures, containment))];
}

/** More events in a year than anybody is taken to have; of euro, doses and nights, a million. */
const EVENTS = 1_000;
const UNITS = 1_000_000;

function mostOf(variable: Variable | undefined): number {
  const scale = scaleOf(variable);
  const ofDays = variable?.kind === 'collected' && variable.value.kind === 'sum' && variable.value.since !== undefined;
  return scale === 0 && !ofDays ? EVENTS : UNITS * 10 ** scale;
}

/**
 * Where nobody has an event of a variable there is no event: a total is at most so many times the
 * members who have one.
 */
function eventsOf({ name, entity, term }: Named, figures: readonly Named[], containment: Containment): Derived[] {
  if (term.kind !== 'total') return [];
  const has = (variable: string) => variable === term.variable || containment.isIn(term.variable, variable);
  const isMet = (targets: VariableCondition) =>
    term.where.some((given) => implies(given, targets, containment)) ||
    (targets.atMost === undefined && numberOf(targets.atLeast) === 1 && has(targets.variable));
  return figures.flatMap((figure): Derived[] => {
    const isCount = figure.entity === entity && figure.term.kind === 'members' && figure.term.where.length > 0;
    if (!isCount || !figure.term.where.every(isMet)) return [];
    const from = `without ${figure.term.where.map(({ variable }) => variable).join(' and ')} there is no event of ${term.variable}`;
    return [{ lesser: name, greater: [figure.name], times: containment.most(term.variable), corrected: true, from }];
  });
}
/**
 * Whether a figure is surely at most another. Without `containment`, by the same variables alone:
 * then corrections cannot break it.
 */
export function isAtMost({ entity, term }: Named, greater: Named, containment: Containment | undefined): boolean {
  if (entity !== greater.entity) return false;
  const outer = greater.term;
  const meetsAll = outer.where.every((targets) => term.where.some((given) => implies(given, targets, containment)));
  if (outer.kind === 'members') return term.kind === 'members' && meetsAll;
  if (containment === undefined) return false;
  // Whoever has an event of the variable is in the total with at least that.
  const isIn = (inner: string) => inner === outer.variable || containment.isIn(inner, outer.variable);
  if (term.kind === 'total') return isIn(term.variable) && meetsAll && outer.where.length === 0;
  return meetsAll && term.where.some(({ variable, atLeast }) => numberOf(atLeast) >= 1 && isIn(variable));
}

function numberOf(bound: VariableCondition['atLeast']): number {
  return bound?.kind === 'number' ? bound.value : Number.NaN;
}

/** Whether a condition that is met says that another one is met. */
export function implies(given: VariableCondition, targets: VariableCondition, containment?: Containment): boolean {
  const isLower = targets.atLeast === undefined || isTighter(given, targets, 'atLeast', containment);
  const isUpper = targets.atMost === undefined || isTighter(given, targets, 'atMost', containment);
  return isLower && isUpper;
}

function isTighter(
  given: VariableCondition,
  targets: VariableCondition,
  side: 'atLeast' | 'atMost',
  containment: Containment | undefined,
): boolean {
  const [has, wants] = [given[side], targets[side]];
  if (has === undefined || wants === undefined) return false;
  const sign = side === 'atLeast' ? 1 : -1;
  const isEnough =
    has.kind === 'number' && wants.kind === 'number'
      ? sign * (has.value - wants.value) >= 0
      : JSON.stringify(has) === JSON.stringify(wants);
  if (given.variable === targets.variable) return isEnough;
  if (containment === undefined) return false;
  const [inner, outer] = sign === 1 ? [given.variable, targets.variable] : [targets.variable, given.variable];
  if (isEnough && containment.isIn(inner, outer)) return true;
  const [least, asked] = [numberOf(has), numberOf(wants)];
  const [mine, theirs] = [
    { variable: given.variable, atLeast: least },
    { variable: targets.variable, atLeast: asked },
  ];
  if (sign === 1 && containment.isInYears(mine, theirs)) return true;
  return (
    sign === 1 &&
    numberOf(has) >= 1 &&
    numberOf(wants) === 1 &&
    containment.implied(given.variable).includes(targets.variable)
  );
}

/**
 * How many covers of one figure are written down, of how many parts, and after how many steps the
 * search ends.
 */
const COVERS = { most: 20, parts: 12, steps: 5_000 } as const;

/**
 * The smallest sets of shares of which whoever counts in the figure is in at least one: their
 * variables have all of its atoms.
 */
function coversOf({ name, entity, term }: Named, figures: readonly Named[], { atoms }: Containment): Derived[] {
  if (term.kind !== 'members') return [];
  const found = new Map<string, Derived>();
  for (const { variable, atLeast } of term.where) {
    const whole = atoms(variable);
    if (whole === undefined || !(numberOf(atLeast) >= 1)) continue;
    const parts = figures.flatMap((figure) => {
      const own = figure.entity === entity && figure.name !== name ? partOf(figure.term, atoms) : undefined;
      if (own === undefined) return [];
      const shared = new Set([...own].filter((atom) => whole.has(atom)));
      return shared.size > 0 && shared.size < whole.size ? [{ name: figure.name, shared }] : [];
    });
    const all = new Set(parts.flatMap(({ shared }) => [...shared]));
    if (all.size < whole.size) continue;
    let steps = 0;
    const go = (chosen: readonly string[], open: ReadonlySet<string>): void => {
      steps += 1;
      if (steps > COVERS.steps || found.size >= COVERS.most || chosen.length > COVERS.parts) return;
      const [next] = open;
      if (next === undefined) {
        const greater = [...chosen].sort();
        const from = `${variable} has no event that is in none of the others`;
        found.set(greater.join(), { lesser: name, greater, times: 1, corrected: true, from });
        return;
      }
      for (const part of parts)
        if (part.shared.has(next) && !chosen.includes(part.name))
          go([...chosen, part.name], new Set([...open].filter((atom) => !part.shared.has(atom))));
    };
    go([], whole);
  }
  const sets = [...found.values()];
  return sets.filter(
    ({ greater }) =>
      !sets.some(
        (other) => other.greater.length < greater.length && other.greater.every((one) => greater.includes(one)),
      ),
  );
}

/** Atoms of a share at the bound 1, or of a total of which whoever has an event is in it. */
function partOf(term: Term, atoms: Containment['atoms']): ReadonlySet<string> | undefined {
  if (term.kind === 'total') return term.where.length === 0 ? atoms(term.variable) : undefined;
  const [only, ...others] = term.where;
  const isOne = only !== undefined && others.length === 0 && only.atMost === undefined && numberOf(only.atLeast) <= 1;
  return isOne ? atoms(only.variable) : undefined;
}

function reason(lesser: Named, greater: Named): string {
  const say = ({ term }: Named) =>
    term.where.length === 0 ? 'everybody' : term.where.map(({ variable }) => variable).join(' and ');
  const of = greater.term.kind === 'total' ? `the events of ${greater.term.variable}` : say(greater);
  const what = lesser.term.kind === 'total' ? `the events of ${lesser.term.variable}` : say(lesser);
  return `${what}: by definition within ${of}`;
}

/**
 * How figures over several years lie to those of one, and twelve months of two years read as events
 * of their own.
 */
import type {
  Catalogue,
  CollectedVariable,
  DatedVariable,
  Variable,
  WindowVariable,
} from '../../../catalogue/index.ts';
import type { Span } from './atoms.ts';

const PERIOD = / from month \d+$/;

/**
 * The catalogue with variables of twelve months in two years, and those that depend on the days
 * between events, as what they are to disclosure control: sums over the events of a source that no
 * variable of a calendar year reads; sums over some of the events of the year.
 */
export function withPeriods<C extends Pick<Catalogue, 'variables'>>(catalogue: C): C {
  const entries = Object.entries(catalogue.variables).map(([name, variable]): [string, Variable] => {
    if (variable.kind === 'dated') return [name, ofSomeEvents(variable, catalogue)];
    if (variable.kind !== 'window' || !isPeriod(variable)) return [name, variable];
    const half = catalogue.variables[variable.of[0]?.variable ?? ''];
    if (half?.kind !== 'collected') return [name, variable];
    return [name, asEvents(variable, half)];
  });
  return { ...catalogue, variables: Object.fromEntries(entries) };
}

/** Whether a window is but twelve months: the variable itself, and nothing made of its years. */
function isPeriod({ name, over }: WindowVariable): boolean {
  return name === over;
}

function asEvents({ name, fromMonth }: WindowVariable, half: CollectedVariable): CollectedVariable {
  return {
    ...half,
    name,
    source: `${half.source} from month ${fromMonth}`,
    where: half.where.filter(({ kind }) => kind !== 'months'),
  };
}

/**
 * What depends on days as a sum over events that meet one more condition: so few days before the
 * next event, so many after the last. A narrower number of days is within a wider one.
 */
function ofSomeEvents(variable: DatedVariable, { variables }: Pick<Catalogue, 'variables'>): Variable {
  const { name, rule, of, around, days, atLeast } = variable;
  const events = variables[of];
  const other = variables[around[0]?.variable ?? ''];
  if (events?.kind !== 'collected' || other?.kind !== 'collected') return variable;
  const { by, ...sum } = events;
  const { source, value, codes, where } = other;
  const column = JSON.stringify([rule, source, value, codes, where, other.by, atLeast]);
  const [low, high] = rule === 'followed' ? [1, days] : [days + 1, FOREVER];
  return { ...sum, name, where: [...sum.where, { kind: 'between', column, low, high }] };
}

/** More days than an event can be after another. */
const FOREVER = 1_000_000;

/** The days on which events of some variables may lie, of those of a reference year. */
export function spanOfEvents([first]: readonly CollectedVariable[], { from, until }: Span): Span {
  if (first === undefined || !PERIOD.test(first.source)) return { from, until };
  const [year = '', ...rest] = until.split('-');
  return { from, until: [Math.min(9999, Number(year) + 1), ...rest].join('-') };
}

interface Rule {
  readonly given: string;
  readonly oneOf: readonly string[];
}

/**
 * What holds of the years of a window whatever the data: an event of the reference year is one of
 * the window, and of every wider one; whoever is new has one in the reference year.
 */
export function rulesOfYears(name: string, variables: Readonly<Record<string, Variable>>): Rule[] {
  const own = variables[name];
  const windows = Object.values(variables).flatMap((one) =>
    one.kind === 'window' && one.take === 'years' ? [one] : [],
  );
  const wider = windows.filter((other) => {
    if (other.name === name) return false;
    if (own?.kind !== 'window') return other.over === name && other.atLeast <= 1;
    if (isPeriod(own)) return false;
    return own.take === 'years' && other.over === own.over && other.years >= own.years && other.atLeast <= own.atLeast;
  });
  const rules = wider.map((other) => ({ given: name, oneOf: [other.name] }));
  return own?.kind === 'window' && own.take === 'new' ? [...rules, { given: name, oneOf: [own.over] }] : rules;
}

/** A variable that is so much, or more. */
export interface AtLeast {
  readonly variable: string;
  readonly atLeast: number;
}

/** A condition that holds where a number of years is so large. */
export interface YearsRule {
  readonly given: AtLeast;
  readonly says: { readonly variable: string; readonly atLeast?: number; readonly atMost?: number };
  /** What may hold in its place. */
  readonly or?: AtLeast;
}

/**
 * What one number of years says of another, of variables that figures are of: whoever had an event
 * in three of three years had one in two of the last two, and in the last; whoever had one in two
 * of two, in two of three; whoever is new, in one of them alone.
 */
export function rulesBetweenYears(
  names: readonly string[],
  variables: Readonly<Record<string, Variable>>,
): YearsRule[] {
  const windows = names.flatMap((name) => {
    const one = variables[name];
    return one?.kind === 'window' && !isPeriod(one) ? [one] : [];
  });
  const counting = windows.filter(({ take }) => take === 'years');
  return windows.flatMap((own): YearsRule[] => {
    const others = counting.filter((other) => other !== own && other.over === own.over);
    if (own.take === 'new') {
      const fresh = { variable: own.name, atLeast: 1 };
      const alone = others
        .filter(({ years, atLeast }) => years <= own.years + 1 && atLeast >= own.atLeast)
        .map(({ name }) => ({ given: fresh, says: { variable: name, atMost: 1 } }));
      // Who had something this year is new, or it is the second year at least.
      const before = others
        .filter(({ years, atLeast }) => years > own.years && atLeast === own.atLeast && names.includes(own.over))
        .map(({ name, atLeast }) => ({
          given: { variable: own.over, atLeast },
          says: fresh,
          or: { variable: name, atLeast: 2 },
        }));
      return [...alone, ...before];
    }
    if (own.take !== 'years') return [];
    return Array.from({ length: own.years }, (_, index) => index + 1).flatMap((count) => {
      const says = others
        .filter(({ atLeast }) => atLeast <= own.atLeast)
        // Years that the other does not look at may be among those that count.
        .map(({ name, years }) => ({ variable: name, atLeast: count - Math.max(0, own.years - years) }))
        .filter(({ atLeast }) => atLeast >= 1);
      const isInLast = count === own.years && names.includes(own.over);
      const last = isInLast ? [{ variable: own.over, atLeast: own.atLeast }] : [];
      return [...says, ...last].map((one) => ({ given: { variable: own.name, atLeast: count }, says: one }));
    });
  });
}

/**
 * Binds what is put together from several years: variables over the years of another one, twelve
 * months that are no calendar year, and what depends on the days between events.
 */
import { bindFollowed, bindNewInDays } from './bind-dated.ts';
import type { CollectedVariable, DatedVariable, Source, Variable, WindowVariable } from './catalogue.ts';
import { scaleOf } from './held-unit.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, isKnown, lookUp, type Scope } from './scope.ts';

type Entry = CatalogueDocument['variables'][string];
type WindowEntry = Extract<Entry, { over: string }>;

/** Whether an entry is a variable over the years of another one. */
export function isWindow(entry: Entry): entry is WindowEntry {
  return 'over' in entry;
}

/**
 * Gives all variables in the order in which they are declared, and after them the halves of those
 * whose twelve months lie in two years, `V from month 7`, `V until month 6`, and what those on days
 * are made of, `V by delivery_date`.
 *
 * @param yearly the variables of one calendar year
 */
export function bindWindows(
  scope: Scope,
  yearly: Readonly<Record<string, Variable>>,
  sources: Readonly<Record<string, Source>>,
): Record<string, Variable> {
  const halves: Record<string, Variable> = {};
  const periods: Record<string, Variable> = {};
  for (const [name, entry] of Object.entries(scope.document.variables)) {
    const variable = yearly[name];
    if (variable?.kind !== 'collected' || !('from' in entry)) continue;
    const followed = bindFollowed(scope, variable, entry, sources);
    if (followed !== undefined) {
      periods[name] = followed.variable;
      for (const piece of followed.pieces) halves[piece.name] = piece;
    }
    if (entry.from_month === undefined) continue;
    const bound = bindPeriod(scope, variable, entry.from_month, sources);
    if (bound === undefined) continue;
    periods[name] = bound.period;
    for (const half of bound.halves) halves[half.name] = half;
  }
  const single = { ...yearly, ...periods };
  const declared = Object.entries(scope.document.variables).flatMap(([name, entry]): [string, Variable][] => {
    const bound = isWindow(entry) ? bindWindow(scope, name, entry, single, sources) : undefined;
    for (const piece of bound?.pieces ?? []) halves[piece.name] = piece;
    const variable = isWindow(entry) ? bound?.variable : single[name];
    return variable === undefined ? [] : [[name, variable]];
  });
  return { ...Object.fromEntries(declared), ...halves };
}

function bindPeriod(
  scope: Scope,
  variable: CollectedVariable,
  month: number,
  sources: Readonly<Record<string, Source>>,
): { readonly period: WindowVariable; readonly halves: readonly CollectedVariable[] } | undefined {
  const { name, label, entity, source, value, by } = variable;
  const position = scope.yaml.positionOfKey(['variables', name, 'from_month']);
  if (value.kind !== 'sum' || by !== undefined) {
    scope.report.add('period-of-parts', position, { variable: name });
    return undefined;
  }
  const column = lookUp(sources, source)?.date;
  if (column === undefined) {
    if (lookUp(sources, source) !== undefined)
      scope.report.add('period-without-date', position, { variable: name, source });
    return undefined;
  }
  const half = (of: string, low: number, high: number): CollectedVariable => ({
    ...variable,
    name: `${name} ${of}`,
    published: false,
    where: [...variable.where, { kind: 'months', column, low, high }],
  });
  const halves = [half(`from month ${month}`, month, 12), half(`until month ${month - 1}`, 1, month - 1)];
  const of = halves.map((one, shift) => ({ variable: one.name, shift }));
  return {
    halves,
    period: {
      kind: 'window',
      name,
      label,
      entity,
      over: name,
      of,
      years: 1,
      take: 'sum',
      atLeast: 1,
      scale: scaleOf(variable),
      fromMonth: month,
    },
  };
}

interface BoundWindow {
  readonly variable: WindowVariable | DatedVariable;
  /** What it is made of, where nothing else declares that. */
  readonly pieces?: readonly CollectedVariable[];
}

function bindWindow(
  scope: Scope,
  name: string,
  entry: WindowEntry,
  single: Readonly<Record<string, Variable>>,
  sources: Readonly<Record<string, Source>>,
): BoundWindow | undefined {
  const { label, over, years = 1, days, take, at_least: least } = entry;
  const path = ['variables', name];
  checkTexts(scope, [...path, 'label'], name, label);
  const unclear = spanProblem(entry);
  if (unclear !== undefined)
    scope.report.add('window-span', scope.yaml.positionOfKey(path), { variable: name, reason: unclear });
  if (take === 'sum' && least !== undefined)
    scope.report.add('window-bound', scope.yaml.positionOfKey([...path, 'at_least']), { variable: name });
  const entries = scope.document.variables;
  const known = Object.keys(entries);
  if (!isKnown(scope, 'unknown-variable', [...path, 'over'], name, over, known)) return undefined;
  const variable = lookUp(single, over);
  const date = variable?.kind === 'collected' ? lookUp(sources, variable.source)?.date : undefined;
  const reason =
    refusalOf(lookUp(entries, over), variable) ?? (days === undefined ? undefined : refusalOfDays(variable, date));
  if (reason !== undefined)
    scope.report.add('window-over', scope.yaml.positionOf([...path, 'over']), { variable: name, over, reason });
  if (variable === undefined || reason !== undefined || unclear !== undefined) return undefined;
  const scale = scaleOf(variable);
  const held = (least ?? 1) * 10 ** (least === undefined ? 0 : scale);
  const atLeast = Math.max(1, Math.ceil(Number(held.toPrecision(15))));
  if (days !== undefined && variable.kind === 'collected' && date !== undefined) {
    const bound = bindNewInDays(variable, date, { days, atLeast });
    return { ...bound, variable: { ...bound.variable, name, label } };
  }
  return {
    variable: {
      kind: 'window',
      name,
      label,
      entity: variable.entity,
      over,
      of: variable.kind === 'window' ? variable.of : [{ variable: over, shift: 0 }],
      years,
      take,
      atLeast,
      scale: take === 'years' ? 0 : scale,
      ...(variable.kind === 'window' && variable.fromMonth !== undefined && { fromMonth: variable.fromMonth }),
    },
  };
}

/** What is wrong with how far a window looks back. */
function spanProblem({ years, days, take }: WindowEntry): string | undefined {
  if (years !== undefined && days !== undefined) return 'looks back over years and over days';
  if (years === undefined && days === undefined) return 'does not say how far it looks back';
  return days !== undefined && take !== 'new' ? `looks back over days, which \`take: ${take}\` cannot` : undefined;
}

function refusalOf(entry: Entry | undefined, variable: Variable | undefined): string | undefined {
  if (entry !== undefined && isWindow(entry)) return 'is put together from several years itself';
  if (variable?.kind === 'relation') return 'is made by a relation';
  if (variable?.kind === 'dated') return 'counts what another event follows';
  if (variable?.kind !== 'collected') return undefined;
  if (variable.value.kind !== 'sum') return 'is a day';
  return variable.by !== undefined && variable.keep === undefined
    ? `has a value per ${variable.by} and not one per member`
    : undefined;
}

/** Why days before the first event cannot be looked at. */
function refusalOfDays(variable: Variable | undefined, date: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  if (variable.kind !== 'collected' || variable.by !== undefined) return 'has no sum of its own for each day';
  return date === undefined ? 'comes from a source that does not declare which column holds the date' : undefined;
}

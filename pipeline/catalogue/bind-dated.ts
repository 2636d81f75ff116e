/**
 * Binds variables that depend on the days between events: what is new after some days without, and
 * what another event follows.
 */
import { bindCondition } from './bind-condition.ts';
import type { CollectedVariable, DatedVariable, Source, SourceColumn, YearPiece } from './catalogue.ts';
import { scaleOf } from './held-unit.ts';
import type { CatalogueDocument } from './schema.ts';
import { isKnown, lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

type CollectedEntry = Extract<CatalogueDocument['variables'][string], { from: string }>;
type Sources = Readonly<Record<string, Source>>;

/** A variable on days, and the collected variables that it is made of, apart by day. */
export interface BoundDated {
  readonly variable: DatedVariable;
  readonly pieces: readonly CollectedVariable[];
}

/**
 * The events of a variable that another event follows; undefined where that cannot be asked, which
 * is reported.
 *
 * @param variable what is collected, followed or not
 */
export function bindFollowed(
  scope: Scope,
  variable: CollectedVariable,
  entry: CollectedEntry,
  sources: Sources,
): BoundDated | undefined {
  const { name, label, entity, value } = variable;
  const { followed_by: asked } = entry.value;
  const source = lookUp(sources, variable.source);
  // A source that is not declared has been reported.
  if (asked === undefined || source === undefined) return undefined;
  const path = ['variables', name, 'value', 'followed_by'];
  const { date } = source;
  const reason = refusalOf(variable, entry, date);
  if (reason !== undefined) scope.report.add('followed-by', scope.yaml.positionOfKey(path), { variable: name, reason });
  const begins = columnOf(scope, name, [...path, 'begins'], asked.begins, source);
  if (begins !== undefined && begins.type !== 'DATE')
    scope.report.add('not-a-date', scope.yaml.positionOf([...path, 'begins']), {
      owner: name,
      column: asked.begins,
      type: begins.type,
    });
  const where = Object.entries(asked.where ?? {}).map(([of, condition]) => {
    const at = [...path, 'where', of];
    const column = columnOf(scope, name, at, of, source);
    if (column !== undefined && !/INT|DECIMAL/.test(column.type))
      scope.report.add('not-a-number', scope.yaml.positionOf(at), { owner: name, column: of, type: column.type });
    return bindCondition(scope, name, at, of, condition);
  });
  if (reason !== undefined || date === undefined || begins?.type !== 'DATE') return undefined;
  const followers: CollectedVariable = {
    kind: 'collected',
    name: `${name} followed by`,
    label,
    entity,
    source: source.name,
    value,
    where,
    by: asked.begins,
  };
  const around = [0, 1].map((shift) => ({ variable: followers.name, shift }));
  const events = byDay(variable, date);
  return {
    pieces: [events, followers],
    variable: dated('followed', variable, events, around, { days: asked.within_days, atLeast: 1 }),
  };
}

/**
 * A variable of whoever had none of it in some days before the first of the reference year.
 *
 * @param over the variable, of one calendar year
 * @param asked how many days, and what a day has to reach, as values are held
 */
export function bindNewInDays(
  over: CollectedVariable,
  date: string,
  asked: { readonly days: number; readonly atLeast: number },
): BoundDated {
  const events = byDay(over, date);
  // The first of January less 365 days is in the year before, whether it was a leap year or not.
  const years = Math.ceil(asked.days / 365);
  const around = Array.from({ length: years }, (_, i) => ({ variable: events.name, shift: -1 - i }));
  return { pieces: [events], variable: { ...dated('new', over, events, around, asked), over: over.name } };
}

function dated(
  rule: DatedVariable['rule'],
  of: CollectedVariable,
  events: CollectedVariable,
  around: readonly YearPiece[],
  asked: { readonly days: number; readonly atLeast: number },
): DatedVariable {
  const { name, label, entity } = of;
  return { kind: 'dated', name, label, entity, rule, of: events.name, around, ...asked, scale: scaleOf(of) };
}

/** A variable apart by day. */
function byDay(variable: CollectedVariable, date: string): CollectedVariable {
  return { ...variable, name: `${variable.name} by ${date}`, published: false, by: date };
}

function refusalOf(
  { value, by }: CollectedVariable,
  { from_month: month }: CollectedEntry,
  date: string | undefined,
): string | undefined {
  if (value.kind !== 'sum' || value.since !== undefined || by !== undefined) return 'has no plain sum';
  if (month !== undefined) return 'begins in another month';
  return date === undefined ? 'comes from a source without a date' : undefined;
}

function columnOf(scope: Scope, owner: string, path: Path, name: string, source: Source): SourceColumn | undefined {
  const known = Object.keys(source.columns);
  if (!isKnown(scope, 'unknown-column', path, owner, name, known, { source: source.name })) return undefined;
  return source.columns[name];
}

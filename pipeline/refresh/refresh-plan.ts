/**
 * What a refresh has to do: every indicator and year that is due, missed or changed, whether it is
 * in, and why.
 */
import { compareQuarters, printQuarter, type Quarter } from '../base/index.ts';
import type { Catalogue, Indicator } from '../catalogue/index.ts';
import type { Item } from '../plan/index.ts';
import { changesSince, type Outlook, standingOf } from '../run/index.ts';
import { dueIn, dueQuarterOf, selectDue, yearsDueUpTo } from './calendar.ts';
import type { Published } from './published.ts';

export interface RefreshScope {
  readonly quarter: Quarter;
  /** Codes or globs; none means all. */
  readonly only: readonly string[];
  /** Reference years; all without it. */
  readonly years?: readonly number[];
  /** Also years that fell due before, were never published, and have input. */
  readonly catchUp: boolean;
  /** Also published years whose definition or inputs have changed. */
  readonly changed: boolean;
  /** Compute what is in even if nothing has changed. */
  readonly force: boolean;
}

/** Why an indicator and year is looked at. */
export type Cause = 'due' | 'missed' | 'published';

/**
 * What becomes of it: computed; taken as it was computed before; as it is published; left alone; or
 * in the way of everything.
 */
export type Action = 'compute' | 'reuse' | 'up to date' | 'skipped' | 'blocked';

export interface RefreshItem extends Item {
  readonly cause: Cause;
  readonly action: Action;
  readonly why: string;
}

export interface Candidate extends Item {
  readonly cause: Cause;
}

/**
 * Indicators and years that a refresh of the quarter looks at: due in it, missed before it, or
 * published already. Pure.
 */
export function candidatesOf(catalogue: Catalogue, scope: RefreshScope, published: Published): Candidate[] {
  const codes = selectDue(catalogue, scope.only);
  const due = dueIn(catalogue, codes, scope.quarter).map((item): Candidate => ({ ...item, cause: 'due' }));
  const isDue = (item: Item) => due.some(({ code, year }) => code === item.code && year === item.year);
  const others = codes.flatMap((code): Candidate[] => {
    const past = yearsDueUpTo(catalogue, catalogue.indicators[code] as Indicator, scope.quarter);
    const known = new Set([...past, ...published.yearsOf(code)]);
    return [...known]
      .sort((a, b) => a - b)
      .map((year) => ({ code, year, cause: published.has({ code, year }) ? 'published' : 'missed' }));
  });
  return [...due, ...others.filter((item) => !isDue(item))].sort(
    (a, b) => a.year - b.year || (a.code < b.code ? -1 : 1),
  );
}

/** Decides on one candidate, from what it would be made of now. */
export function decide(
  scope: RefreshScope & { readonly catalogue: Catalogue; readonly dataRoot: string },
  published: Published,
  candidate: Candidate,
  outlook: Outlook,
): RefreshItem {
  const { catalogue, dataRoot } = scope;
  const { code, year, cause } = candidate;
  const item = (action: Action, why: string): RefreshItem => ({ code, year, cause, action, why });
  const quarter = printQuarter(dueQuarterOf(catalogue.indicators[code] as Indicator, year));
  const given = { due: `due in ${quarter}`, missed: `missed since ${quarter}`, published: 'published' }[cause];
  if (!isInYears(candidate, scope)) return item('skipped', `${given}, not in --years`);
  if (outlook.kind === 'undelivered') return item('skipped', `${given}: ${outlook.message}`);
  if (outlook.kind === 'no input' || outlook.kind === 'no parameter')
    return cause === 'due'
      ? item('blocked', `${given}, but ${outlook.message}`)
      : item('skipped', `${given}: ${outlook.message}`);

  const before = published.fingerprintOf(candidate);
  const since = before === undefined ? [] : changesSince(before, outlook);
  const isPublished = published.has(candidate) && before !== undefined && since.length === 0;
  if (cause === 'missed' && !scope.catchUp) return item('skipped', `${given}; --catch-up adds it`);
  if (cause === 'published') {
    if (isPublished && !scope.changed) return item('skipped', 'published, unchanged');
    if (!scope.changed)
      return item(
        'skipped',
        `published, changed since: ${since.join(', ') || 'not known what from'}; --changed adds it`,
      );
  }
  if (isPublished && !scope.force) return item('up to date', `${given}, published in ${published.release}, unchanged`);

  if (scope.force) return item('compute', `${given}, forced`);
  const takenBack = outlook.kind === 'known' ? published.takenBackIn(candidate, outlook.fingerprint) : undefined;
  if (takenBack !== undefined)
    return item(
      'skipped',
      `${given}, but ${takenBack} with the same figures was rolled back; --force publishes them again`,
    );
  const { action, why } = standingOf(dataRoot, candidate, outlook);
  return item(action, `${given}, ${why}`);
}

/** Indicators of which nothing is due in the quarter, and why. */
export function notDue(catalogue: Catalogue, scope: RefreshScope): { readonly code: string; readonly why: string }[] {
  const codes = selectDue(catalogue, scope.only);
  const due = new Set(dueIn(catalogue, codes, scope.quarter).map(({ code }) => code));
  return codes.flatMap((code) => {
    const { schedule, availableFrom } = catalogue.indicators[code] as Indicator;
    if (due.has(code)) return [];
    const isItsQuarter = schedule.refresh === `Q${scope.quarter.quarter}`;
    const why = isItsQuarter
      ? `available from ${availableFrom}, not in ${scope.quarter.year - schedule.lagYears}`
      : `refreshed in ${schedule.refresh}, not in Q${scope.quarter.quarter}`;
    return [{ code, why }];
  });
}

/** Whether a year fell due before the quarter. */
export function isOverdue(indicator: Indicator, year: number, quarter: Quarter): boolean {
  return compareQuarters(dueQuarterOf(indicator, year), quarter) < 0;
}

/** Whether a refresh of this scope would do anything about it. */
export function isInScope(candidate: Candidate, scope: RefreshScope): boolean {
  const { cause } = candidate;
  const isCause = cause === 'due' || (cause === 'missed' && scope.catchUp) || (cause === 'published' && scope.changed);
  return isCause && isInYears(candidate, scope);
}

function isInYears({ year }: Item, { years }: RefreshScope): boolean {
  return years === undefined || years.includes(year);
}

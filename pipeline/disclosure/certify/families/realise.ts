/**
 * Whether there can be members with given figures at one place: what makes a set of figures a
 * complete one. Pairwise relations cannot say so; members who add up to them can (three overlapping
 * pairs of groups of patients: each pair at most so many, but all three together at least twice the
 * patients).
 */
import { at } from '../../../base/index.ts';
import { addsOf, isReached, openArrange, type Run } from './arrange.ts';
import { type CorrectedSearch, openCorrectedSearch } from './corrected.ts';
import type { Family, FamilyFigure } from './family.ts';
import type { Following } from './following.ts';
import { openLightArrange } from './lighten.ts';
import { memberTypes } from './member-types.ts';
import { openPatterns, type Patterns } from './patterns.ts';
import { openSearch, type SearchMembers } from './search-members.ts';
import { openSplit } from './split.ts';

/** Members of one place, as they were found. */
export interface Realised {
  readonly runs: readonly Run[] | null;
  /** They were arranged with fewest events. */
  readonly isLight?: true;
  /**
   * `corrected`: only with members of whom corrections have taken something below zero. `untied`:
   * so it would be, but the family is too large to look for them, and who is behind volumes is left
   * out of account.
   */
  readonly by?: 'corrected' | 'untied';
  /**
   * Found only without what follows at the place from coarser ones: the family is too large to look
   * for more.
   */
  readonly isAlone?: true;
  /**
   * Where they are untied, by how many members a share counts more than are behind its volume, for
   * every such volume.
   */
  readonly apart?: readonly number[];
}

export interface BehindFigure {
  /** The members behind a volume. */
  readonly figure: FamilyFigure;
  /**
   * The position of the figure that counts the same ones unless corrections took something below
   * zero; -1: none does.
   */
  readonly share: number;
  /** The volume is suppressed wherever that figure is, so that it sets it no limits. */
  readonly follows: boolean;
}

export interface Realiser {
  readonly family: Family;
  readonly behind: readonly BehindFigure[];
  /**
   * Members whose figures are these, in the order of the family's and then those behind volumes
   * without a share; undefined where none were found, which is no proof that there are none.
   */
  readonly realise: (values: ArrayLike<number>, near?: Realised) => Realised | undefined;
  /**
   * The same, corrections below zero being possible, with all who are behind volumes; undefined:
   * the family is too large.
   */
  readonly realiseCorrected: () => CorrectedSearch | undefined;
}

/** How many states of a member are looked at before a family counts as large. */
const SMALL = 2_000;
/** How many types are searched one by one. */
const FEW = 300;
/**
 * How many members more or fewer a share may have than those that were found, to go on from them.
 */
const FAR = 8;

/**
 * Prepares a family, of the figures of a place, of the members behind its volumes and of what
 * follows there besides; whether figures have members is examined by what it gives.
 */
export function openRealiser(
  published: Family,
  behind: readonly BehindFigure[] = [],
  following: readonly Following[] = [],
): Realiser {
  const withFigures = (more: readonly BehindFigure[]): Family =>
    more.length + following.length === 0
      ? published
      : { ...published, figures: [...published.figures, ...[...more, ...following].map(({ figure }) => figure)] };
  const withFollowing = (values: ArrayLike<number>): ArrayLike<number> =>
    following.length === 0
      ? values
      : [...Array.from(values), ...following.map(({ as }) => (as < 0 ? 0 : at(values, as)))];
  const family = withFigures(behind.filter(({ share }) => share < 0));
  const alone = following.length === 0 ? undefined : openRealiser(published, behind);
  let corrected: CorrectedSearch | null | undefined;
  const patterns = openPatterns(family);
  const first = patterns && { arrange: openArrange(patterns), exchange: openExchange(patterns) };
  let second: typeof first;
  // Where totals leave little beside shares, members must have fewest events.
  const others = () => {
    const light = second === undefined && patterns ? openLightArrange(family) : undefined;
    second ??= light && { arrange: light.arrange, exchange: openExchange(light.patterns) };
    return second;
  };
  const split = patterns ? undefined : openSplit(family);
  let search: SearchMembers | null | undefined;
  const searchFew = (): SearchMembers | null => {
    if (search === undefined) {
      const types = memberTypes(family, SMALL);
      search = types && types.length <= FEW ? openSearch(family, types) : null;
    }
    return search;
  };
  const foundAlone = (values: ArrayLike<number>, near?: Realised): Realised | undefined => {
    const found = alone?.realise(values, near);
    return found && { ...found, isAlone: true };
  };
  return {
    family: published,
    behind,
    realiseCorrected() {
      if (corrected === undefined) {
        const search = openCorrectedSearch(withFigures(behind));
        corrected = search ? (values) => search(withFollowing(values)) : null;
      }
      return corrected ?? alone?.realiseCorrected();
    },
    realise(own, near) {
      const values = withFollowing(own);
      for (let figure = 0; figure < values.length; figure += 1) if (at(values, figure) < 0) return undefined;
      if (alone && near?.isAlone) return foundAlone(own, near);
      if (near?.runs) {
        // Sets of shares are numbered apart.
        const exchanged = (near.isLight ? second : first)?.exchange(values, near.runs);
        if (exchanged) return { runs: exchanged, ...(near.isLight && { isLight: true }) };
      }
      const runs = first?.arrange(values);
      if (runs) return { runs };
      const lightRuns = others()?.arrange(values, near === undefined);
      if (lightRuns) return { runs: lightRuns, isLight: true };
      if (split?.(values, near === undefined) || searchFew()?.(values)) return { runs: null };
      return near ? undefined : foundAlone(own);
    },
  };
}

/** What members that were found add up to. */
interface Found {
  readonly people: number;
  /** By share. */
  readonly cases: readonly number[];
  /** By total, without further events. */
  readonly adds: readonly number[];
}

/**
 * The members that were found, with some of them otherwise: a member for every case that a share
 * has more or fewer.
 */
function openExchange(
  patterns: Patterns,
): (values: ArrayLike<number>, before: readonly Run[]) => readonly Run[] | undefined {
  const { shares, members, has, flip, patternOf } = patterns;
  // Members that were found are mostly exchanged many times.
  const known = new WeakMap<readonly Run[], Found>();
  const foundBy = (before: readonly Run[]): Found => {
    const countOf = (runs: readonly Run[]) => runs.reduce((sum, { count }) => sum + count, 0);
    const found = known.get(before) ?? {
      people: countOf(before),
      cases: shares.map((_, share) => countOf(before.filter(({ holds }) => has(holds, share)))),
      adds: addsOf(patterns, before) ?? [],
    };
    known.set(before, found);
    return found;
  };
  return (values, before) => {
    const { people, cases, adds: addsBefore } = foundBy(before);
    if (members.some((figure) => at(values, figure) !== people)) return undefined;
    for (const [share, { figure }] of shares.entries())
      if (Math.abs(at(values, figure) - at(cases, share)) > FAR) return undefined;
    const [runs, adds] = [before.slice(), addsBefore.slice()];
    const change = (index: number, by: number) => {
      const { count, holds } = at(runs, index);
      runs[index] = { count: count + by, holds };
      const pattern = patternOf(holds);
      for (let total = 0; total < adds.length; total += 1)
        adds[total] = at(adds, total) + by * (pattern?.adds[total] ?? 0);
    };
    for (const [share, { figure }] of shares.entries()) {
      const missing = at(values, figure) - at(cases, share);
      for (let left = missing; left !== 0; left -= Math.sign(left)) {
        const from = runs.findIndex(
          ({ count, holds }) => count > 0 && has(holds, share) === left < 0 && patternOf(flip(holds, share)),
        );
        if (from < 0) return undefined;
        const holds = flip(at(runs, from).holds, share);
        change(from, -1);
        const to = runs.findIndex((run) => run.holds === holds);
        change(to < 0 ? runs.push({ count: 0, holds }) - 1 : to, 1);
      }
    }
    return isReached(patterns, values, runs, adds) ? runs : undefined;
  };
}

/**
 * Members that some figure counts and nobody publishes: how many there are, and how many there may
 * be as far as is known.
 */
export interface Unpublished {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Where they are counted. */
  readonly table: string;
  readonly cell: number;
}

/** By how many members an unpublished count is tried to be otherwise. */
const OTHERWISE = [1, -1, 2, -2, 3, -3];

/**
 * Members with given figures, and with those behind volumes: of these there may be otherwise many
 * within their ranges, one count at a time or all alike. Gives by how many they are. Without `near`
 * figures and counts are those that are so: where nobody has them, corrections have taken something
 * below zero.
 */
export function realiseWithin(
  realiser: Realiser,
  values: readonly number[],
  unpublished: readonly Unpublished[],
  near?: Realised,
): { readonly found: Realised; readonly otherwise: readonly number[] } | undefined {
  const { behind, realise } = realiser;
  const countAt = (index: number) => at(unpublished, index).count;
  const sharedBy = behind.map(({ share }, index) => (share < 0 ? 0 : at(values, share) - countAt(index)));
  const isRelated = near ? near.by !== 'untied' : sharedBy.every((by) => by === 0);
  const search = near?.by === 'corrected' || (!near && !isRelated) ? realiser.realiseCorrected() : undefined;
  if (search === undefined) {
    const alone = behind.flatMap(({ share }, index) => (share < 0 ? [index] : []));
    const isKept =
      !isRelated || behind.every(({ follows }, index) => follows || isIn(unpublished, index, at(sharedBy, index)));
    for (const free of isKept ? choicesOf(alone, behind.length, unpublished) : []) {
      const found = realise([...values, ...alone.map((index) => countAt(index) + at(free, index))], near);
      if (!found) continue;
      // Untied members change by as many as their share does, so that sums over places come out.
      const apart = isRelated ? undefined : (near?.apart ?? sharedBy);
      const otherwise = free.map((by, index) =>
        at(behind, index).follows ? 0 : by + at(sharedBy, index) - (apart?.[index] ?? 0),
      );
      const kind = near?.by ?? (isRelated ? undefined : 'untied');
      return { found: { ...found, ...(kind && { by: kind }), ...(apart && { apart }) }, otherwise };
    }
    if (near) return undefined;
  }
  const corrected = search ?? realiser.realiseCorrected();
  if (corrected === undefined) return undefined;
  for (const otherwise of choicesOf([...behind.keys()], behind.length, unpublished))
    if (corrected([...values, ...otherwise.map((by, index) => countAt(index) + by)]))
      return { found: { runs: null, by: 'corrected' }, otherwise };
  return undefined;
}

/**
 * By how many unpublished counts may be otherwise, of those at some positions: none, one at a time,
 * all alike. One after the other, as the first is mostly enough.
 */
function* choicesOf(free: readonly number[], length: number, unpublished: readonly Unpublished[]) {
  const same = new Array<number>(length).fill(0);
  yield same;
  for (const by of OTHERWISE) {
    for (const index of free) if (isIn(unpublished, index, by)) yield same.with(index, by);
    if (free.length > 1 && free.every((index) => isIn(unpublished, index, by)))
      yield same.map((_, index) => (free.includes(index) ? by : 0));
  }
}

function isIn(unpublished: readonly Unpublished[], index: number, by: number): boolean {
  const { count, low, high } = at(unpublished, index);
  return by === 0 || (count + by >= low && count + by <= high);
}

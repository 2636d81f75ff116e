/**
 * What an attacker who has all cubes of a year can derive of the cells that they do not show.
 * Starts from what is released, and believes only the certificates.
 */
import { at } from '../../base/index.ts';
import type { Grid } from '../cells/grid.ts';
import { type Published, STATUS } from '../cells/structure/system.ts';
import { nodesOf } from '../cells/structure/table.ts';
import type { YearMoves } from '../suppress/moves.ts';
import type { ActualValues } from './actual-values.ts';
import { addEarlierReleases } from './add-earlier-releases.ts';
import { attack, type Findings, firstLook } from './attack.ts';
import { openCertifier } from './certifier.ts';
import { checkPercentiles, type PercentileCheck } from './check-percentiles.ts';
import { countShown, type ShownCounts } from './count-shown.ts';
import { findEarlierDisclosures, flagsOf, witnessOf } from './earlier-disclosures.ts';
import { guessFigures } from './guess-figures.ts';
import { type Observation, type ObservedYear, type ObserveOptions, observe } from './observe.ts';
import { recordMoves } from './record-moves.ts';
import { hiddenPairs, watchNested } from './watch-nested.ts';

export interface YearAudit extends ShownCounts {
  readonly year: number;
  /** Cells that are not shown. */
  readonly suppressed: number;
  /** Of them, those that must not be known. */
  readonly targets: number;
  /**
   * Of those, by what can be inferred: their value; a range narrower than the policy's; not known
   * to be wide enough.
   */
  readonly exactlyDisclosed: number;
  readonly tooNarrow: number;
  readonly unproven: number;
  /**
   * Of the others, those that figure relations alone prove: corrections leave open whether there
   * are members with the figures of a place.
   */
  readonly relationsAlone: number;
  /**
   * Sensitive cells that are shown; null where the release alone is looked at, which does not show
   * a denominator that was sensitive when persons were counted.
   */
  readonly shown: number | null;
  /**
   * Sensitive cells that earlier releases already disclosed: not examined. Null where the release
   * alone is looked at.
   */
  readonly previouslyDisclosed: number | null;
  /** Percentiles that are shown, and those of them that must not be. */
  readonly percentiles: PercentileCheck;
  /** The cells of which most can be inferred, narrowest first. */
  readonly worst: readonly WorstCell[];
  /** False: what is published contradicts itself. */
  readonly consistent: boolean;
  readonly safe: boolean;
}

/**
 * A cell by what it is of, and never by what it may be: the range of a exactly disclosed cell would
 * be its value.
 */
export interface WorstCell {
  readonly figure: string;
  /** Area, then the member of every dimension; `?` after a code: who is in none of its parts. */
  readonly cell: readonly string[];
  readonly status: 'primary' | 'secondary' | 'hidden';
  /** How far apart the values that cannot be excluded are known to be; null: nothing is known. */
  readonly width: number | null;
}

const WORST = 10;

export interface AuditYearOptions {
  /** What is behind the figures, where it is known. */
  readonly actual?: ActualValues | undefined;
  /**
   * What is possible beside the true figures by whoever chose what is suppressed: nothing of it is
   * believed.
   */
  readonly moves?: YearMoves | undefined;
  /** Given, it ends the audit (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

/** What of a year is counted, beside percentiles. */
type CountedAudit = Omit<YearAudit, 'percentiles'>;

/** Audits what was seen of a year: what is counted, and percentiles. */
export async function auditYear(
  year: number,
  observation: Observation,
  options: AuditYearOptions = {},
): Promise<YearAudit> {
  const counted = await auditCounted(year, observation, options);
  const percentiles = checkPercentiles(observation);
  return { ...counted, percentiles, safe: counted.safe && percentiles.sensitive === 0 };
}

/**
 * Audits what was counted. First as an attacker expects figures to be; where they are not,
 * corrections may have taken nets below zero, and a part beyond its union.
 */
async function auditCounted(
  year: number,
  observation: Observation,
  { actual, moves, signal }: AuditYearOptions,
): Promise<CountedAudit> {
  const plenty = actual?.complete !== true ? firstLook(observation) : undefined;
  if (plenty) return report(year, observation, observe(observation, { mayBeNegative: true }), plenty, undefined);
  if (actual?.complete !== true)
    return (await auditUnknown(year, observation, actual, signal)) ?? contradictory(year, observation);
  for (const mayBeNegative of [false, true]) {
    const found = await auditKnown(year, observation, actual, { mayBeNegative, moves, signal, actual: actual.values });
    if (found) return found;
  }
  return contradictory(year, observation);
}

/** What is published contradicts itself. */
function contradictory(year: number, observation: Observation): CountedAudit {
  const nothing = { suppressed: 0, targets: 0, exactlyDisclosed: 0, tooNarrow: 0, unproven: 0, relationsAlone: 0 };
  const unknown = { shown: null, previouslyDisclosed: null, worst: [] };
  return {
    year,
    ...nothing,
    ...unknown,
    ...countShown(observation, observation.policy.threshold),
    consistent: false,
    safe: false,
  };
}

type Options = ObserveOptions & Pick<AuditYearOptions, 'moves' | 'signal'>;

/**
 * From the release alone, or where not all is known that is behind it: cells with status A are
 * examined, and those that are known to be sensitive. Undefined where no figures look so.
 */
async function auditUnknown(
  year: number,
  released: Observation,
  actual: ActualValues | undefined,
  signal: AbortSignal | undefined,
): Promise<CountedAudit | undefined> {
  const found = await guessFigures(actual ? addEarlierReleases(released, actual) : released, signal);
  if (found === undefined) return undefined;
  const { observation, observed, witness, certifier } = found;
  const small = actual ? sensitiveCells(observed.cellsOf, actual) : [];
  const shown = shownIn(released, observed);
  const targets = observed.published.targets.slice();
  for (const cell of small) if (shown[cell] === 0) targets[cell] = 1;
  const findings = await attack(observation, observed, witness, targets, certifier, { signal });
  const besides = actual && {
    shown: small.filter((cell) => shown[cell] === 1).length,
    previouslyDisclosed: 0,
    unproven: null,
  };
  return report(year, released, observed, findings, besides);
}

/**
 * Where it is known which cells are sensitive, all of them are examined, but for those that earlier
 * releases already disclosed.
 */
async function auditKnown(
  year: number,
  observation: Observation,
  actual: ActualValues,
  { moves, signal, ...options }: Options,
): Promise<CountedAudit | undefined> {
  const earlierBounds = addEarlierReleases(observation, actual);
  const observed = observe(earlierBounds, options);
  const { count } = observed.published;
  const witness = witnessOf(observed, actual);
  const certifier = openCertifier(earlierBounds, observed, witness);
  if (certifier === undefined) return undefined;
  const isProtected = observation.policy.nested_differences === 'protect';
  const { width } = observation.policy;
  const nested = watchNested(certifier, isProtected ? hiddenPairs(observation, observed, actual) : [], width);
  if (moves) recordMoves(nested.certifier, moves);
  const earlierDisclosures = findEarlierDisclosures(observation, actual, { ...options, signal });
  const shown = shownIn(observation, observed);
  const small = sensitiveCells(observed.cellsOf, actual);
  const suppressed = small.filter((cell) => shown[cell] === 0);
  const previouslyDisclosed = new Set(suppressed.filter((cell) => earlierDisclosures?.disclosed[cell] === 1));
  const ask = (stages: 'first' | 'all' = 'all') => {
    const targets = suppressed.filter((cell) => !previouslyDisclosed.has(cell));
    return attack(earlierBounds, observed, witness, flagsOf(count, targets), nested.certifier, { stages, signal });
  };
  if (earlierDisclosures)
    for (const cell of await earlierDisclosures.neverSafe((await ask('first')).left)) previouslyDisclosed.add(cell);
  let found = await ask();
  if (earlierDisclosures && found.left.length > 0) {
    const disclosed = await earlierDisclosures.disclosedOf(found.left);
    for (const cell of disclosed) previouslyDisclosed.add(cell);
    if (disclosed.size > 0) found = await ask();
  }
  const cellsOfPairs = () => [...new Set(nested.open().flatMap(({ inner, outer }) => [inner, outer]))];
  const hiddenIn = (cells: readonly number[]) => cells.filter((cell) => shown[cell] === 0);
  const open = hiddenIn(cellsOfPairs());
  if (open.length > 0)
    await attack(earlierBounds, observed, witness, flagsOf(count, open), nested.ofDifferences, { signal });
  const known = await earlierDisclosures?.disclosedOf(hiddenIn(cellsOfPairs()));
  const isDisclosed = (cell: number) =>
    shown[cell] === 1 ||
    previouslyDisclosed.has(cell) ||
    earlierDisclosures?.disclosed[cell] === 1 ||
    known?.has(cell) === true;
  const unproven = nested.open().filter(({ inner, outer }) => !(isDisclosed(inner) && isDisclosed(outer))).length;
  const besides = {
    shown: small.length - suppressed.length,
    previouslyDisclosed: previouslyDisclosed.size,
    unproven: isProtected ? unproven : null,
  };
  return report(year, observation, observed, found, besides);
}

/** By cell, 1: the release shows it. */
function shownIn({ seen }: Observation, { published, cellsOf }: ObservedYear): Uint8Array {
  const shown = new Uint8Array(published.count);
  for (const [name, cells] of Object.entries(cellsOf))
    cells.forEach((index, cell) => {
      if (seen.get(name)?.status[cell] === STATUS.published) shown[index] = 1;
    });
  return shown;
}

function sensitiveCells(cellsOf: ObservedYear['cellsOf'], { small }: ActualValues): number[] {
  const found = Object.entries(cellsOf).flatMap(([name, cells]) =>
    Array.from(cells).filter((_, cell) => small.get(name)?.[cell] === 1),
  );
  return [...new Set(found)];
}

function report(
  year: number,
  observation: Observation,
  observed: ObservedYear,
  found: Findings,
  besides:
    | { readonly shown: number; readonly previouslyDisclosed: number; readonly unproven: number | null }
    | undefined,
): CountedAudit {
  const { grid } = observation;
  const { published, cellsOf } = observed;
  const { exactlyDisclosed, tooNarrow, unproven, relationsAlone, consistent, targets } = found;
  const shown = besides?.shown ?? null;
  const counts = countShown(observation, observation.policy.threshold);
  const nestedDifferences = { ...counts.nestedDifferences, unproven: besides?.unproven ?? null };
  const isNested = observation.policy.nested_differences === 'protect';
  const nested = isNested ? nestedDifferences.disclosed + (nestedDifferences.unproven ?? 0) : 0;
  return {
    year,
    suppressed: shownIn(observation, observed).reduce((count, flag) => count + 1 - flag, 0),
    targets,
    exactlyDisclosed,
    tooNarrow,
    unproven,
    relationsAlone,
    shown,
    previouslyDisclosed: besides?.previouslyDisclosed ?? null,
    ...counts,
    nestedDifferences,
    worst: found.worst.slice(0, WORST).map((each) => place(each, published, grid, cellsOf)),
    consistent,
    safe: consistent && exactlyDisclosed + tooNarrow + unproven + (shown ?? 0) + nested === 0,
  };
}

/** Where a cell stands, in the first table that has it. */
function place(
  { cell: index, width }: Findings['worst'][number],
  { status }: Published,
  grid: Grid,
  cellsOf: ObservedYear['cellsOf'],
): WorstCell {
  const words = { [STATUS.primary]: 'primary', [STATUS.hidden]: 'hidden' } as const;
  const disclosed = words[at(status, index) as 1 | 3] ?? 'secondary';
  for (const { name, figure, axes } of grid.tables) {
    const cell = cellsOf[name]?.indexOf(index) ?? -1;
    if (cell < 0) continue;
    const codes = nodesOf(axes, cell).map((node, axis) => at(at(axes, axis).codes, node));
    return { figure, cell: codes, status: disclosed, width };
  }
  throw new Error('a cell of no table');
}

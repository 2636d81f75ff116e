/**
 * What an attacker who holds all cubes of a year can tell of the cells that they do not show.
 * Starts from what is released, and believes only the ledger.
 */
import { at } from '../../base/index.ts';
import type { Grid } from '../cells/grid.ts';
import { type Published, STATUS } from '../cells/structure/system.ts';
import { nodesOf } from '../cells/structure/table.ts';
import type { YearMoves } from '../suppress/moves.ts';
import { attack, type Findings, firstLook } from './attack.ts';
import { openBook } from './book.ts';
import { countShown, type ShownCounts } from './count-shown.ts';
import { guessFigures } from './guess-figures.ts';
import { noteMoves } from './note-moves.ts';
import { type Observation, type ObservedYear, type ObserveOptions, observe } from './observe.ts';
import { flagsOf, recall, witnessOf } from './recall.ts';
import { remember } from './remember.ts';
import type { Truth } from './truth.ts';
import { hiddenPairs, watchNested } from './watch-nested.ts';

export interface YearAudit extends ShownCounts {
  readonly year: number;
  /** Cells that are not shown. */
  readonly masked: number;
  /** Of them, those that must not be known. */
  readonly asked: number;
  /**
   * Of those, by what can be inferred: their value; a range narrower than the policy's; not known to be
   * wide enough.
   */
  readonly pinned: number;
  readonly narrow: number;
  readonly unproved: number;
  /**
   * Of the others, those that figure relations alone prove: corrections leave open whether there
   * are members with the figures of a place.
   */
  readonly relationsAlone: number;
  /**
   * Small cells that are shown; null where the release alone is looked at, which cannot tell a
   * denominator that was small when persons were counted.
   */
  readonly shown: number | null;
  /**
   * Small cells that are masked in vain, as earlier releases told them: not asked about. Null where
   * the release alone is looked at.
   */
  readonly out: number | null;
  /** The cells of which most can be inferred, narrowest first. */
  readonly worst: readonly WorstCell[];
  /** False: what is published contradicts itself. */
  readonly consistent: boolean;
  readonly safe: boolean;
}

/**
 * A cell by what it is of, and never by what it may be: the range of a pinned cell would be its
 * value.
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
  readonly truth?: Truth | undefined;
  /**
   * What is possible beside the true figures by whoever chose what is suppressed: nothing of it is
   * believed.
   */
  readonly moves?: YearMoves | undefined;
  /** Given, it ends the audit (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Audits what was seen of a year. First as a reader expects figures to be; where they are not,
 * corrections may have taken nets below zero, and a part beyond its union.
 */
export async function auditYear(
  year: number,
  observation: Observation,
  { truth, moves, signal }: AuditYearOptions = {},
): Promise<YearAudit> {
  const plenty = truth?.complete !== true ? firstLook(observation) : undefined;
  if (plenty) return report(year, observation, observe(observation, { mayBeNegative: true }), plenty, undefined);
  if (truth?.complete !== true)
    return (await auditUnknown(year, observation, truth, signal)) ?? contradictory(year, observation);
  for (const mayBeNegative of [false, true]) {
    const found = await auditKnown(year, observation, truth, { mayBeNegative, moves, signal, truth: truth.values });
    if (found) return found;
  }
  return contradictory(year, observation);
}

/** What is published contradicts itself. */
function contradictory(year: number, observation: Observation): YearAudit {
  const nothing = { masked: 0, asked: 0, pinned: 0, narrow: 0, unproved: 0, relationsAlone: 0 };
  const unknown = { shown: null, out: null, worst: [] };
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
  truth: Truth | undefined,
  signal: AbortSignal | undefined,
): Promise<YearAudit | undefined> {
  const found = await guessFigures(truth ? remember(released, truth) : released, signal);
  if (found === undefined) return undefined;
  const { observation, observed, witness, book } = found;
  const small = truth ? smallCells(observed.cellsOf, truth) : [];
  const shown = shownIn(released, observed);
  const asked = observed.published.asked.slice();
  for (const cell of small) if (shown[cell] === 0) asked[cell] = 1;
  const findings = await attack(observation, observed, witness, asked, book, { signal });
  const besides = truth && { shown: small.filter((cell) => shown[cell] === 1).length, out: 0, unproven: null };
  return report(year, released, observed, findings, besides);
}

/**
 * Where it is known which cells are small, all of them are asked about, but for those that earlier
 * releases told already.
 */
async function auditKnown(
  year: number,
  observation: Observation,
  truth: Truth,
  { moves, signal, ...options }: Options,
): Promise<YearAudit | undefined> {
  const remembered = remember(observation, truth);
  const observed = observe(remembered, options);
  const { count } = observed.published;
  const witness = witnessOf(observed, truth);
  const book = openBook(remembered, observed, witness);
  if (book === undefined) return undefined;
  const isProtected = observation.policy.nested_differences === 'protect';
  const { width } = observation.policy;
  const nested = watchNested(book, isProtected ? hiddenPairs(observation, observed, truth) : [], width);
  if (moves) noteMoves(nested.book, moves);
  const memory = recall(observation, truth, { ...options, signal });
  const shown = shownIn(observation, observed);
  const small = smallCells(observed.cellsOf, truth);
  const masked = small.filter((cell) => shown[cell] === 0);
  const out = new Set(masked.filter((cell) => memory?.told[cell] === 1));
  const ask = (stages: 'first' | 'all' = 'all') => {
    const asked = masked.filter((cell) => !out.has(cell));
    return attack(remembered, observed, witness, flagsOf(count, asked), nested.book, { stages, signal });
  };
  if (memory) for (const cell of await memory.neverSafe((await ask('first')).left)) out.add(cell);
  let found = await ask();
  if (memory && found.left.length > 0) {
    const told = await memory.toldOf(found.left);
    for (const cell of told) out.add(cell);
    if (told.size > 0) found = await ask();
  }
  const cellsOfPairs = () => [...new Set(nested.open().flatMap(({ inner, outer }) => [inner, outer]))];
  const hiddenIn = (cells: readonly number[]) => cells.filter((cell) => shown[cell] === 0);
  const open = hiddenIn(cellsOfPairs());
  if (open.length > 0)
    await attack(remembered, observed, witness, flagsOf(count, open), nested.ofDifferences, { signal });
  const known = await memory?.toldOf(hiddenIn(cellsOfPairs()));
  const isDisclosed = (cell: number) =>
    shown[cell] === 1 || out.has(cell) || memory?.told[cell] === 1 || known?.has(cell) === true;
  const unproven = nested.open().filter(({ inner, outer }) => !(isDisclosed(inner) && isDisclosed(outer))).length;
  const besides = { shown: small.length - masked.length, out: out.size, unproven: isProtected ? unproven : null };
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

function smallCells(cellsOf: ObservedYear['cellsOf'], { small }: Truth): number[] {
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
  besides: { readonly shown: number; readonly out: number; readonly unproven: number | null } | undefined,
): YearAudit {
  const { grid } = observation;
  const { published, cellsOf } = observed;
  const { pinned, narrow, unproved, relationsAlone, consistent, asked } = found;
  const shown = besides?.shown ?? null;
  const counts = countShown(observation, observation.policy.threshold);
  const nestedDifferences = { ...counts.nestedDifferences, unproven: besides?.unproven ?? null };
  const isNested = observation.policy.nested_differences === 'protect';
  const nested = isNested ? nestedDifferences.disclosed + (nestedDifferences.unproven ?? 0) : 0;
  return {
    year,
    masked: shownIn(observation, observed).reduce((count, flag) => count + 1 - flag, 0),
    asked,
    pinned,
    narrow,
    unproved,
    relationsAlone,
    shown,
    out: besides?.out ?? null,
    ...counts,
    nestedDifferences,
    worst: found.worst.slice(0, WORST).map((each) => place(each, published, grid, cellsOf)),
    consistent,
    safe: consistent && pinned + narrow + unproved + (shown ?? 0) + nested === 0,
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
  const told = words[at(status, index) as 1 | 3] ?? 'secondary';
  for (const { name, figure, axes } of grid.tables) {
    const cell = cellsOf[name]?.indexOf(index) ?? -1;
    if (cell < 0) continue;
    const codes = nodesOf(axes, cell).map((node, axis) => at(at(axes, axis).codes, node));
    return { figure, cell: codes, status: told, width };
  }
  throw new Error('a cell of no table');
}

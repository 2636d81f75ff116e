/** What an attacker who holds all cubes of a year can tell of the cells that they do not show. Starts from what is released, and believes only the ledger. */
import { at } from '../../base/index.ts';
import { attackerOf, findWitness, nodesOf, type Published, STATUS } from '../../disclosure/index.ts';
import type { Grid } from '../protect/grid.ts';
import { readPolicy } from '../protect/read-policy.ts';
import { attack, type Findings } from './attack.ts';
import { openBook } from './book.ts';
import { type Observation, type ObservedYear, observe } from './observe.ts';

export interface YearAudit {
  readonly year: number;
  /** Cells that are not shown. */
  readonly masked: number;
  /** Of them, those that must not be known. */
  readonly asked: number;
  /** Of those, by what can be told: their value; a range narrower than the policy's; not known to be wide enough. */
  readonly pinned: number;
  readonly narrow: number;
  readonly unproved: number;
  /** Small cells that are shown; null where the release alone is looked at, which cannot tell a denominator that was small when persons were counted. */
  readonly shown: number | null;
  /** The cells of which most can be told, narrowest first. */
  readonly worst: readonly WorstCell[];
  /** False: what is published contradicts itself. */
  readonly consistent: boolean;
  readonly safe: boolean;
}

/** A cell by what it is of, and never by what it may be: the range of a pinned cell would be its value. */
export interface WorstCell {
  readonly figure: string;
  /** Area, then the member of every dimension; `?` after a code: who is in none of its parts. */
  readonly cell: readonly string[];
  readonly status: 'primary' | 'secondary' | 'hidden';
  /** How far apart the values that cannot be excluded are known to be; null: nothing is known. */
  readonly width: number | null;
}

/** What is known besides, where the cubes behind the release are there: their figures by table, and which are small. */
export interface Truth {
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly small: ReadonlyMap<string, Uint8Array>;
}

const WORST = 10;

/** Audits what was seen of a year. */
export async function auditYear(year: number, observation: Observation, truth?: Truth): Promise<YearAudit> {
  const attempts = truth ? [true] : [false, true];
  for (const mayBeNegative of attempts) {
    const observed = observe(observation, { mayBeNegative: truth ? hasNegative(truth) : mayBeNegative });
    const witness = truth ? valuesOf(observed, truth) : await witnessOf(observation, observed);
    if (witness === undefined) continue;
    const book = openBook(observation, observed, witness);
    if (book === undefined) continue;
    const asked = truth ? askedOf(observed.published, observed.cellsOf, truth) : observed.published.asked;
    const found = await attack(observation, observed, witness, asked, book);
    return report(year, observation, observed, found, truth && countShown(observed, truth));
  }
  const nothing = { masked: 0, asked: 0, pinned: 0, narrow: 0, unproved: 0, shown: null, worst: [] };
  return { year, ...nothing, consistent: false, safe: false };
}

function hasNegative({ values }: Truth): boolean {
  return [...values.values()].some((table) => table.some((value) => value < 0));
}

function valuesOf({ published, cellsOf }: ObservedYear, { values }: Truth): Float64Array {
  const witness = published.value.slice();
  for (const [name, cells] of Object.entries(cellsOf))
    cells.forEach((index, cell) => {
      witness[index] = values.get(name)?.[cell] ?? 0;
    });
  return witness;
}

/** Values under which all would look as it does, with every tie written down. */
function witnessOf(observation: Observation, { mayBeNegative }: ObservedYear): Promise<Float64Array | undefined> {
  const { published } = observe(observation, { mayBeNegative, followed: false });
  return findWitness(published, attackerOf(readPolicy(observation.policy)));
}

/** Small cells that are not shown. */
function askedOf({ count, status }: Published, cellsOf: ObservedYear['cellsOf'], truth: Truth): Uint8Array {
  const asked = new Uint8Array(count);
  for (const index of smallCells(cellsOf, truth)) if (status[index] !== STATUS.published) asked[index] = 1;
  return asked;
}

function countShown({ published, cellsOf }: ObservedYear, truth: Truth): number {
  return smallCells(cellsOf, truth).filter((index) => published.status[index] === STATUS.published).length;
}

function smallCells(cellsOf: ObservedYear['cellsOf'], { small }: Truth): number[] {
  const found = Object.entries(cellsOf).flatMap(([name, cells]) =>
    Array.from(cells).filter((_, cell) => small.get(name)?.[cell] === 1),
  );
  return [...new Set(found)];
}

function report(
  year: number,
  { grid }: Observation,
  { published, cellsOf }: ObservedYear,
  found: Findings,
  shown: number | undefined,
): YearAudit {
  const { pinned, narrow, unproved, consistent, asked } = found;
  return {
    year,
    masked: published.status.reduce((count, status) => count + Number(status !== STATUS.published), 0),
    asked,
    pinned,
    narrow,
    unproved,
    shown: shown ?? null,
    worst: found.worst.slice(0, WORST).map((each) => place(each, published, grid, cellsOf)),
    consistent,
    safe: consistent && pinned + narrow + unproved + (shown ?? 0) === 0,
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

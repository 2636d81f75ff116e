/** What an attacker who holds all cubes of a year can tell of the cells that they do not show. Starts from what is released; shares nothing with what masked it. */
import { at } from '../../base/index.ts';
import {
  attackerOf,
  findWitness,
  type Inference,
  nodesOf,
  type Published,
  STATUS,
  widthSeen,
} from '../../disclosure/index.ts';
import type { Grid } from '../protect/grid.ts';
import type { Before } from '../protect/read-earlier.ts';
import { readPolicy } from '../protect/read-policy.ts';
import { attack, type Findings } from './attack.ts';
import { type Observation, type ObservedYear, observe } from './observe.ts';
import { recall, remember } from './remember.ts';

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
  /** Small cells that are masked in vain, as earlier releases told them: not asked about. Null where the release alone is looked at. */
  readonly out: number | null;
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
  /** What earlier releases told of them. */
  readonly before: Readonly<Record<string, Before>>;
}

const WORST = 10;

/** Audits what was seen of a year. */
export async function auditYear(year: number, observation: Observation, truth?: Truth): Promise<YearAudit> {
  if (truth) return auditKnown(year, observation, truth);
  for (const mayBeNegative of [false, true]) {
    const observed = observe(observation, { mayBeNegative });
    const witness = await findWitness(observed.published, attackerOf(readPolicy(observation.policy)));
    if (witness === undefined) continue;
    const found = await attack(observation, observed, witness, observed.published.asked);
    return report(year, observation, observed, found, undefined);
  }
  const nothing = { masked: 0, asked: 0, pinned: 0, narrow: 0, unproved: 0, shown: null, out: null, worst: [] };
  return { year, ...nothing, consistent: false, safe: false };
}

/** Where it is known which cells are small, all of them are asked about, but for those that earlier releases told already. */
async function auditKnown(year: number, observation: Observation, truth: Truth): Promise<YearAudit> {
  const options = { mayBeNegative: hasNegative(truth) };
  const remembered = remember(observation, truth);
  const observed = observe(remembered, options);
  const { count } = observed.published;
  const witness = valuesOf(observed, truth);
  const memory = recall(observation, truth, options);
  const shown = shownIn(observation, observed);
  const small = smallCells(observed.cellsOf, truth);
  const masked = small.filter((cell) => shown[cell] === 0);
  const out = new Set(masked.filter((cell) => memory?.told[cell] === 1));
  const ask = () => {
    const asked = masked.filter((cell) => !out.has(cell));
    return attack(remembered, observed, witness, flags(count, asked));
  };
  let found = await ask();
  if (memory && found.left.length > 0) {
    const told = await memory.toldOf(found.left);
    for (const cell of told) out.add(cell);
    if (told.size > 0) found = await ask();
  }
  return report(year, observation, observed, found, { shown: small.length - masked.length, out: out.size });
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

function flags(count: number, cells: readonly number[]): Uint8Array {
  const flagged = new Uint8Array(count);
  for (const cell of cells) flagged[cell] = 1;
  return flagged;
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
  besides: { readonly shown: number; readonly out: number } | undefined,
): YearAudit {
  const { grid } = observation;
  const { published, cellsOf } = observed;
  const { pinned, narrow, unproved, consistent, asked } = found;
  const shown = besides?.shown ?? null;
  return {
    year,
    masked: shownIn(observation, observed).reduce((count, flag) => count + 1 - flag, 0),
    asked,
    pinned,
    narrow,
    unproved,
    shown,
    out: besides?.out ?? null,
    worst: found.worst.slice(0, WORST).map((inference) => place(inference, published, grid, cellsOf)),
    consistent,
    safe: consistent && pinned + narrow + unproved + (shown ?? 0) === 0,
  };
}

/** Where a cell stands, in the first table that has it. */
function place(inference: Inference, { status }: Published, grid: Grid, cellsOf: ObservedYear['cellsOf']): WorstCell {
  const seen = widthSeen(inference);
  const words = { [STATUS.primary]: 'primary', [STATUS.hidden]: 'hidden' } as const;
  const told = words[at(status, inference.cell) as 1 | 3] ?? 'secondary';
  for (const { name, figure, axes } of grid.tables) {
    const cell = cellsOf[name]?.indexOf(inference.cell) ?? -1;
    if (cell < 0) continue;
    const codes = nodesOf(axes, cell).map((node, axis) => at(at(axes, axis).codes, node));
    return { figure, cell: codes, status: told, width: seen < 0 ? null : seen };
  }
  throw new Error('a cell of no table');
}

/**
 * The attack on what is published of a year: figure by figure while the others are as they are,
 * then ever more of them together, for what is left.
 */
import { at } from '../../base/index.ts';
import { attackerOf } from '../cells/policy.ts';
import { readPolicy } from '../cells/read-policy.ts';
import { boundByMembers, stationsOf } from '../cells/stations.ts';
import { type Attacker, type Published, STATUS, withBounds } from '../cells/structure/system.ts';
import { fixDistantCells } from '../suppress/fix-distant-cells.ts';
import { freezeRelations } from '../suppress/freeze.ts';
import type { Move } from '../suppress/move.ts';
import { seekMoves } from '../suppress/seek.ts';
import type { Certifier } from './certifier.ts';
import { type Observation, type ObservedYear, observe } from './observe.ts';
import { audit, excluded } from './solve/audit.ts';
import type { OnSolution } from './solve/ranges.ts';

/** What can be inferred of the cells that are examined. */
export interface Findings {
  readonly targets: number;
  /**
   * Cells of which one value alone is possible; whose range is narrower than the policy's; for
   * which neither that nor the contrary was found.
   */
  readonly exactlyDisclosed: number;
  readonly tooNarrow: number;
  readonly unproven: number;
  /**
   * Cells whose range is wide enough by figure relations alone: corrections leave open whether
   * there are members with the figures at some place.
   */
  readonly relationsAlone: number;
  /** Which they are, of all three kinds. */
  readonly left: readonly number[];
  /**
   * Cells by how far apart two complete sets of figures take them, narrowest first; where there are
   * none, disclosed ones alone.
   */
  readonly worst: readonly { readonly cell: number; readonly width: number }[];
  /** False: what is published contradicts itself. */
  readonly consistent: boolean;
}

export interface AttackOptions {
  /** `first`: what takes long is left. */
  readonly stages?: 'first' | 'all';
  /** Given, it ends the search (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

/** How many suppressed cells around those that are left take part, time after time. */
const SIZES = [1_000, 10_000, 50_000];

/**
 * Examines cells in stages. `witness`: values that agree with all that is published. Other values
 * that agree with it while some cells are held at the witness's agree with it, so a stage can only
 * fail to find what is possible. None of it has to be believed: a cell is safe when the certifier
 * has two complete sets of figures that differ in it. What is left after the last stage is reported
 * by what no solution has.
 */
export async function attack(
  observation: Observation,
  observed: ObservedYear,
  witness: Float64Array,
  targets: Uint8Array,
  { certificates, unknownsOf }: Certifier,
  { stages = 'all', signal }: AttackOptions = {},
): Promise<Findings> {
  const { width } = observation.policy;
  const attacker = attackerOf(readPolicy(observation.policy));
  const widthOf = (cell: number) => Math.max(0, ...unknownsOf(cell).map((unknown) => certificates.widthOf(unknown)));
  const isOpen = (cell: number) => widthOf(cell) < Math.max(width, 1);
  const isCertified = (cell: number) =>
    unknownsOf(cell).some((unknown) => certificates.certifiedWidthOf(unknown) >= Math.max(width, 1));
  const seek = async (
    published: Published,
    cells: readonly number[],
    volumesOf: ReadonlyMap<number, readonly number[]>,
    isQuick: boolean,
  ): Promise<number[]> => {
    const accepts = ({ cells: moved, changes }: Move) => {
      const changed = new Map<number, number>();
      const change = (cell: number, by: number) => {
        for (const unknown of unknownsOf(cell)) changed.set(unknown, by);
      };
      moved.forEach((cell, index) => {
        for (const volume of volumesOf.get(cell) ?? []) change(volume, at(changes, index));
      });
      moved.forEach((cell, index) => {
        change(cell, at(changes, index));
      });
      return certificates.record(changed);
    };
    await seekMoves(published, witness, cells.filter(isOpen), {
      attacker,
      width: Math.max(width, 1),
      isQuick,
      isOpen,
      accepts,
      signal,
    });
    return cells.filter(isOpen);
  };
  const ask = async (published: Published, cells: readonly number[]): Promise<number[]> => {
    const onSolution: OnSolution = (moved, values) => {
      const changes = new Map<number, number>();
      moved.forEach((cell, index) => {
        const by = at(values, index) - at(witness, cell);
        if (by !== 0) for (const unknown of unknownsOf(cell)) changes.set(unknown, by);
      });
      certificates.record(changes);
    };
    if (cells.length === 0) return [];
    await audit({ ...published, targets: flags(published.count, cells) }, { attacker, width, onSolution, signal });
    return cells.filter(isOpen);
  };
  const volumesOf = movedWith(observed);
  const follow = followedBy(observed, targets);
  const first = cellsIn(targets).filter((cell) => !follow.has(cell) && isOpen(cell));
  const seekApart = () => {
    const frozen = boundByFamilies(freezeRelations(observed.published, witness), observation, observed, witness);
    return seek(boundFollowed(frozen, observed, witness, attacker), first, volumesOf, true);
  };
  let left = [...(first.length > 0 ? await seekApart() : []), ...[...follow.keys()].filter(isOpen)];
  const distinguished = { exactlyDisclosed: 0, tooNarrow: 0, unproven: 0, consistent: true };
  if (left.length > 0 && stages === 'all') {
    const { published } = observe(observation, { ...observed, followed: false });
    left = await seek(published, left, new Map(), false);
    const near = new Set(left);
    left = await ask(
      freezeRelations(published, witness, (row) => (touches(published, row, near) ? 'keep' : 'bound')),
      left,
    );
    for (const size of SIZES)
      if (left.length > 0) left = await ask(fixDistantCells(published, witness, left, size), left);
    Object.assign(distinguished, classify(excluded(published, attacker), left, width));
  }
  return {
    ...distinguished,
    left,
    targets: cellsIn(targets).length,
    relationsAlone: cellsIn(targets).filter((cell) => !isOpen(cell) && !isCertified(cell)).length,
    worst: cellsIn(targets)
      .map((cell) => ({ cell, width: widthOf(cell) }))
      .toSorted((a, b) => a.width - b.width || a.cell - b.cell),
  };
}

/**
 * Bounds every cell that is not shown by how far there can be members with its figures, while all
 * others are as in the witness.
 */
function boundByFamilies(
  published: Published,
  { grid, figureRelations, behind }: Observation,
  { cellsOf, followers }: ObservedYear,
  witness: Float64Array,
): Published {
  const tables = Object.entries(cellsOf);
  const values = new Map(tables.map(([name, cells]) => [name, Float64Array.from(cells, (cell) => at(witness, cell))]));
  const boundOf = (cell: number, most: number) =>
    published.status[cell] === STATUS.published ? at(witness, cell) : most;
  const bounds = new Map(
    tables.map(([name, cells]) => [
      name,
      {
        low: Float64Array.from(cells, (cell) => boundOf(cell, Number.NEGATIVE_INFINITY)),
        high: Float64Array.from(cells, (cell) => boundOf(cell, Number.POSITIVE_INFINITY)),
      },
    ]),
  );
  const volumesOf = (share: string) => [...followers].flatMap(([volume, own]) => (own === share ? [volume] : []));
  boundByMembers(stationsOf(grid, figureRelations, values, behind ?? new Map()), values, bounds, volumesOf);
  return withBounds(
    published,
    tables.flatMap(([name, cells]) =>
      Array.from(cells, (cell, index) => ({
        cell,
        low: bounds.get(name)?.low[index] ?? Number.NEGATIVE_INFINITY,
        high: bounds.get(name)?.high[index] ?? Number.POSITIVE_INFINITY,
      })),
    ),
  );
}

/**
 * A release that discloses more than this is refused for that: the search for what else it
 * discloses would have no end.
 */
const PLENTY = 50;

/**
 * What can be inferred of the asked cells for certain, without any solution: by the relations one
 * by one, nets below zero taken to be possible. Undefined unless it is plenty.
 */
export function firstLook(observation: Observation): Findings | undefined {
  const { published } = observe(observation, { mayBeNegative: true, followed: false });
  const { width } = observation.policy;
  const ranges = excluded(published, attackerOf(readPolicy(observation.policy)));
  const targets = cellsIn(published.targets);
  const distinguished = classify(ranges, targets, width);
  if (distinguished.exactlyDisclosed + distinguished.tooNarrow <= PLENTY) return undefined;
  const known = targets.flatMap((cell) => {
    const range = ranges?.get(cell) ?? Number.POSITIVE_INFINITY;
    return range < Math.max(width, 1) ? [{ cell, width: range }] : [];
  });
  const worst = known.toSorted((a, b) => a.width - b.width || a.cell - b.cell);
  return { ...distinguished, targets: targets.length, relationsAlone: 0, left: targets, worst };
}

/** What surely can be inferred of the cells that are left. */
function classify(
  ranges: ReadonlyMap<number, number> | undefined,
  left: readonly number[],
  width: number,
): Pick<Findings, 'exactlyDisclosed' | 'tooNarrow' | 'unproven' | 'consistent'> {
  const rangeOf = (cell: number) => ranges?.get(cell) ?? Number.POSITIVE_INFINITY;
  const exactlyDisclosed = left.filter((cell) => rangeOf(cell) === 0).length;
  const tooNarrow = left.filter((cell) => rangeOf(cell) > 0 && rangeOf(cell) < width).length;
  return {
    exactlyDisclosed,
    tooNarrow,
    unproven: left.length - exactlyDisclosed - tooNarrow,
    consistent: ranges !== undefined,
  };
}

/**
 * Cells of volumes that are not examined themselves, as their share's is, with which they move: by
 * cell, the share's.
 */
function followedBy({ cellsOf, followers }: ObservedYear, targets: Uint8Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [volume, share] of followers)
    cellsOf[volume]?.forEach((index, cell) => {
      const other = at(cellsOf[share] ?? [], cell);
      if (targets[index] === 1 && targets[other] === 1) found.set(index, other);
    });
  return found;
}

/** By cell of a share, those of volumes that move with it. */
function movedWith({ cellsOf, followers, published }: ObservedYear): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [volume, share] of followers)
    cellsOf[share]?.forEach((index, cell) => {
      const other = at(cellsOf[volume] ?? [], cell);
      if (published.status[other] !== STATUS.published) found.set(index, [...(found.get(index) ?? []), other]);
    });
  return found;
}

function cellsIn(flagged: Uint8Array): number[] {
  return Array.from(flagged.keys()).filter((cell) => flagged[cell] === 1);
}

function flags(count: number, cells: readonly number[]): Uint8Array {
  const flagged = new Uint8Array(count);
  for (const cell of cells) flagged[cell] = 1;
  return flagged;
}

function touches({ relations }: Published, row: number, cells: ReadonlySet<number>): boolean {
  return relations.cell
    .subarray(at(relations.start, row), at(relations.start, row + 1))
    .some((cell) => cells.has(cell));
}

/**
 * Bounds every share by the room of the volume that follows it: whatever the share moves by, the
 * volume moves by as much, within its own bounds and what its status discloses. A volume that moves
 * by itself stays at least what the share is.
 */
function boundFollowed(
  published: Published,
  { cellsOf, followers }: Pick<ObservedYear, 'cellsOf' | 'followers'>,
  witness: Float64Array,
  attacker: Attacker,
): Published {
  const { known, status } = published;
  const [low, high] = [known.low.slice(), known.high.slice()];
  for (const [volume, share] of followers)
    cellsOf[share]?.forEach((index, cell) => {
      const follower = at(cellsOf[volume] ?? [], cell);
      if (status[index] === STATUS.published || status[follower] === STATUS.published) return;
      let [least, most] = [at(known.low, follower), at(known.high, follower)];
      if (attacker !== 'plain' && status[follower] !== STATUS.hidden) {
        const distinguished = attacker === 'status' && status[follower] === STATUS.primary;
        least = Math.max(least, at(distinguished ? known.primaryLow : known.suppressedLow, follower));
        most = Math.min(most, at(distinguished ? known.primaryHigh : known.suppressedHigh, follower));
      }
      const value = at(witness, index);
      low[index] = Math.max(at(low, index), value - (at(witness, follower) - least));
      high[index] = Math.min(at(high, index), value + (most - at(witness, follower)));
      low[follower] = Math.max(at(low, follower), value);
    });
  return { ...published, known: { ...known, low, high } };
}

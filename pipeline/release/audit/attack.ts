/** The attack on what is published of a year: figure by figure while the others are as they are, then ever more of them together, for what is left. */
import { at } from '../../base/index.ts';
import {
  type Attacker,
  attackerOf,
  audit,
  excluded,
  type Inference,
  type Published,
  STATUS,
  widthSeen,
} from '../../disclosure/index.ts';
import { freezeTies } from '../protect/freeze.ts';
import { holdFar } from '../protect/hold-far.ts';
import { readPolicy } from '../protect/read-policy.ts';
import { type Observation, type ObservedYear, observe } from './observe.ts';

/** What can be told of the cells that are asked about. */
export interface Findings {
  readonly asked: number;
  /** Cells of which one value alone is possible; whose range is narrower than the policy's; for which neither that nor the contrary was found. */
  readonly pinned: number;
  readonly narrow: number;
  readonly unproved: number;
  /** Which they are, of all three kinds. */
  readonly left: readonly number[];
  /** Narrowest first. */
  readonly worst: readonly Inference[];
  /** False: what is published contradicts itself. */
  readonly consistent: boolean;
}

/** How many masked cells around those that are left take part, time after time. */
const SIZES = [1_000, 10_000, 50_000];

/**
 * Asks about cells in stages. `witness`: values that agree with all that is published. Other values that agree with it while some cells are held at the
 * witness's agree with it, so a stage can only fail to find what is possible; what is left after the last one is told by what no solution has.
 */
export async function attack(
  observation: Observation,
  observed: ObservedYear,
  witness: Float64Array,
  asked: Uint8Array,
): Promise<Findings> {
  const { width } = observation.policy;
  const attacker = attackerOf(readPolicy(observation.policy));
  const best = new Map<number, Inference>();
  const ask = async (published: Published, cells: readonly number[]): Promise<number[]> => {
    const report = await audit({ ...published, asked: flags(published.count, cells) }, { attacker, width });
    for (const inference of report.consistent ? report.inferences : []) {
      const known = best.get(inference.cell);
      if (asked[inference.cell] === 1 && (known === undefined || widthSeen(inference) > widthSeen(known)))
        best.set(inference.cell, inference);
    }
    return cells.filter((cell) => !isWide(best.get(cell), width));
  };
  const follow = followedBy(observed, asked);
  const apart = boundFollowed(freezeTies(observed.published, witness), observed, witness, attacker);
  let left = await ask(
    apart,
    cellsIn(asked).filter((cell) => !follow.has(cell)),
  );
  const told = { pinned: 0, narrow: 0, unproved: 0, consistent: true };
  if (left.length > 0) {
    const lost = new Set(left);
    left.push(...[...follow].filter(([, share]) => lost.has(share)).map(([volume]) => volume));
    const { published } = observe(observation, { mayBeNegative: observed.mayBeNegative, followed: false });
    const near = new Set(left);
    left = await ask(
      freezeTies(published, witness, (row) => (touches(published, row, near) ? 'keep' : 'bound')),
      left,
    );
    for (const size of SIZES) if (left.length > 0) left = await ask(holdFar(published, witness, left, size), left);
    Object.assign(told, classify(excluded(published, attacker), left, width));
  }
  return {
    ...told,
    left,
    asked: cellsIn(asked).length,
    worst: [...best.values()].toSorted((a, b) => widthSeen(a) - widthSeen(b) || a.cell - b.cell),
  };
}

/** What surely can be told of the cells that are left. */
function classify(
  ranges: ReadonlyMap<number, number> | undefined,
  left: readonly number[],
  width: number,
): Pick<Findings, 'pinned' | 'narrow' | 'unproved' | 'consistent'> {
  const rangeOf = (cell: number) => ranges?.get(cell) ?? Number.POSITIVE_INFINITY;
  const pinned = left.filter((cell) => rangeOf(cell) === 0).length;
  const narrow = left.filter((cell) => rangeOf(cell) > 0 && rangeOf(cell) < width).length;
  return { pinned, narrow, unproved: left.length - pinned - narrow, consistent: ranges !== undefined };
}

/** Cells of volumes that are not asked about themselves, as their share's is, with which they move: by cell, the share's. */
function followedBy({ cellsOf, followers }: ObservedYear, asked: Uint8Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [volume, share] of followers)
    cellsOf[volume]?.forEach((index, cell) => {
      const other = at(cellsOf[share] ?? [], cell);
      if (asked[index] === 1 && asked[other] === 1) found.set(index, other);
    });
  return found;
}

function isWide(inference: Inference | undefined, width: number): boolean {
  return inference !== undefined && widthSeen(inference) >= Math.max(width, 1);
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
 * Bounds every share by the room of the volume that follows it: whatever the share moves by, the volume moves by as much, within its own bounds and what its
 * status tells.
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
        const told = attacker === 'status' && status[follower] === STATUS.primary;
        least = Math.max(least, at(told ? known.primaryLow : known.maskedLow, follower));
        most = Math.min(most, at(told ? known.primaryHigh : known.maskedHigh, follower));
      }
      const value = at(witness, index);
      low[index] = Math.max(at(low, index), value - (at(witness, follower) - least));
      high[index] = Math.min(at(high, index), value + (most - at(witness, follower)));
    });
  return { ...published, known: { ...known, low, high } };
}

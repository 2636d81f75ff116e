/**
 * Complete sets of figures that are possible, each checked against everything that an attacker
 * knows, in whole numbers. What the auditor's verdict rests on.
 */
import { at } from '../../base/index.ts';
import type { ConstraintRow, Constraints } from './constraints.ts';
import { type Behind, keepsSensitivity, type Otherwise } from './families/behind.ts';
import { type Realised, realiseWithin } from './families/realise.ts';

export interface Certificates {
  /**
   * The figures that differ from the first set by these changes (by unknown); recorded if they are
   * possible, and reported whether they are.
   */
  record(changes: ReadonlyMap<number, number>): boolean;
  /**
   * How far apart the least and the greatest value of an unknown are in sets that were recorded.
   */
  widthOf(unknown: number): number;
  /**
   * The same of those sets alone for which members were found wherever they differ; in the others,
   * figure relations alone speak for some place.
   */
  certifiedWidthOf(unknown: number): number;
}

/** Certificates whose first set is `baseline`; undefined where that is not possible itself. */
export function openCertificates(
  all: Constraints,
  baseline: Float64Array,
  behind: Behind = new Map(),
): Certificates | undefined {
  const { low } = all;
  const sumOf = ({ unknowns, factors }: ConstraintRow) =>
    unknowns.reduce((sum, unknown, index) => sum + at(factors, index) * at(baseline, unknown), 0);
  const isKept = ({ isEquation }: ConstraintRow, sum: number) => (isEquation ? sum === 0 : sum >= 0);
  // Where corrections have broken a relation, it discloses nothing.
  const rows = all.rows.filter((row) => row.isCorrected !== true || isKept(row, sumOf(row)));
  const constraints = { ...all, rows };
  const { start, row, factor } = transpose(constraints);
  const sums = rows.map(sumOf);
  const holds = (index: number, sum: number) => isKept(at(rows, index), sum);
  if (!sums.every((sum, index) => holds(index, sum))) return undefined;
  if (!low.every((_, unknown) => isWithin(constraints, unknown, at(baseline, unknown)))) return undefined;
  const seen = { least: baseline.slice(), most: baseline.slice() };
  const certified = { least: baseline.slice(), most: baseline.slice() };
  const isByMembers = openMembers(all, baseline, behind);
  return {
    record(changes) {
      const moved = new Map<number, number>();
      for (const [unknown, change] of changes) {
        if (!isWithin(constraints, unknown, at(baseline, unknown) + change)) return false;
        for (let place = at(start, unknown); place < at(start, unknown + 1); place += 1) {
          const index = at(row, place);
          moved.set(index, (moved.get(index) ?? at(sums, index)) + at(factor, place) * change);
        }
      }
      for (const [index, sum] of moved) if (!holds(index, sum)) return false;
      const members = isByMembers(changes);
      if (members === 'none') return false;
      for (const { least, most } of members === 'found' ? [seen, certified] : [seen])
        for (const [unknown, change] of changes) {
          least[unknown] = Math.min(at(least, unknown), at(baseline, unknown) + change);
          most[unknown] = Math.max(at(most, unknown), at(baseline, unknown) + change);
        }
      return true;
    },
    widthOf: (unknown) => at(seen.most, unknown) - at(seen.least, unknown),
    certifiedWidthOf: (unknown) => at(certified.most, unknown) - at(certified.least, unknown),
  };
}

/**
 * Members with the changed figures at every place that is changed: found, none found, or not looked
 * for at some place where corrections leave that open.
 */
type ByMembers = 'found' | 'none' | 'open';

/** Looks for members at every place that is changed: the other places are as they were. */
function openMembers(
  all: Constraints,
  baseline: Float64Array,
  allBehind: Behind,
): (changes: ReadonlyMap<number, number>) => ByMembers {
  const { members } = all;
  const broken = new Set(brokenUnknowns(all, baseline));
  const placesOf = new Map<number, number[]>();
  members.forEach(({ unknowns }, place) => {
    for (const unknown of unknowns) placesOf.set(unknown, [...(placesOf.get(unknown) ?? []), place]);
  });
  const before = new Map<number, Realised | 'broken' | undefined>();
  const realisedAt = (place: number) => {
    if (before.has(place)) return before.get(place);
    const { realiser, unknowns, behind } = at(members, place);
    const own = unknowns.map((unknown) => at(baseline, unknown));
    const isBroken = unknowns.some((unknown) => broken.has(unknown) || at(baseline, unknown) < 0);
    const found = realiseWithin(realiser, own, behind)?.found ?? (isBroken ? 'broken' : undefined);
    before.set(place, found);
    return found;
  };
  return (changes) => {
    const changed = new Set([...changes.keys()].flatMap((unknown) => placesOf.get(unknown) ?? []));
    const otherwise: Otherwise[] = [];
    let isOpen = false;
    const isPossible = [...changed].every((place) => {
      const near = realisedAt(place);
      // Corrections have taken somebody below zero there: what follows from definitions is not
      // relied on.
      if (near === 'broken' || near?.by === 'untied') isOpen = true;
      const { realiser, unknowns, behind } = at(members, place);
      if (near === 'broken') {
        const by = realiser.behind.map(({ share }) => changes.get(unknowns[share] ?? -1) ?? 0);
        otherwise.push({ behind, by });
        return true;
      }
      if (near === undefined) return false;
      const moved = unknowns.map((unknown) => at(baseline, unknown) + (changes.get(unknown) ?? 0));
      const now = realiseWithin(realiser, moved, behind, near);
      if (now) otherwise.push({ behind, by: now.otherwise });
      return now !== undefined;
    });
    if (!isPossible || !keepsSensitivity(allBehind, otherwise)) return 'none';
    return isOpen ? 'open' : 'found';
  };
}

/** Unknowns of relations that corrections have broken. */
function brokenUnknowns({ rows }: Constraints, baseline: Float64Array): number[] {
  return rows.flatMap(({ unknowns, factors, isEquation, isCorrected }) => {
    if (isCorrected !== true) return [];
    const sum = unknowns.reduce((all, unknown, index) => all + at(factors, index) * at(baseline, unknown), 0);
    return (isEquation ? sum === 0 : sum >= 0) ? [] : unknowns;
  });
}

function isWithin({ low, high, holeLow, holeHigh }: Constraints, unknown: number, value: number): boolean {
  const isInHole = value >= at(holeLow, unknown) && value <= at(holeHigh, unknown);
  return Number.isInteger(value) && value >= at(low, unknown) && value <= at(high, unknown) && !isInHole;
}

/** The rows of every unknown: `row[start[unknown]]` up to the next one's, with its factor there. */
function transpose({ rows, low }: Constraints) {
  const start = new Int32Array(low.length + 1);
  for (const { unknowns } of rows) for (const unknown of unknowns) start[unknown + 1] = at(start, unknown + 1) + 1;
  for (let unknown = 0; unknown < low.length; unknown += 1)
    start[unknown + 1] = at(start, unknown + 1) + at(start, unknown);
  const next = start.slice();
  const row = new Int32Array(at(start, low.length));
  const factor = new Float64Array(row.length);
  rows.forEach(({ unknowns, factors }, index) => {
    unknowns.forEach((unknown, entry) => {
      const place = at(next, unknown);
      next[unknown] = place + 1;
      row[place] = index;
      factor[place] = at(factors, entry);
    });
  });
  return { start, row, factor };
}

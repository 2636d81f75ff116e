/**
 * Where the solutions of the search are checked against everything that an attacker knows, as the
 * list of constraints says it.
 */
import { at } from '../../base/index.ts';
import type { GridTable } from '../cells/grid.ts';
import type { Axis } from '../cells/structure/axis.ts';
import { STATUS } from '../cells/structure/system.ts';
import { nodesOf } from '../cells/structure/table.ts';
import { type Certificates, openCertificates } from '../certify/certificates.ts';
import { type Constraints, placeOf, writeConstraints } from '../certify/constraints.ts';
import { unpublishedAt } from '../certify/families/behind.ts';
import type { Unpublished } from '../certify/families/realise.ts';
import type { BehindAt } from '../certify/places-of-members.ts';
import type { Observation, ObservedYear } from './observe.ts';

export interface Certifier {
  readonly certificates: Certificates;
  /** The unknowns of the certificates that a cell of the search is. */
  readonly unknownsOf: (cell: number) => readonly number[];
  /**
   * The unknown of the certificates that a cell of a table is; undefined where nobody publishes it.
   */
  readonly unknownAt: (table: Pick<GridTable, 'figure' | 'axes'>, cell: number) => number | undefined;
}

/**
 * A certifier whose first set of figures is `witness`; undefined where what is shown speaks against
 * it.
 */
export function openCertifier(
  observation: Observation,
  { cellsOf, mayBeNegative }: ObservedYear,
  witness: Float64Array,
): Certifier | undefined {
  const behindAt = behindOf(observation);
  const constraints = writeConstraints({ ...observation, mayBeNegative, behindAt });
  const { seen, earlierBounds } = observation;
  const baseline = new Float64Array(constraints.low.length).fill(Number.NaN);
  const unknowns: number[][] = Array.from(witness, () => []);
  for (const { name, figure, axes } of observation.grid.tables)
    cellsOf[name]?.forEach((index, cell) => {
      const place = placeIn(axes, cell);
      const unknown = unknownAt(constraints, figure, place);
      baseline[unknown] = at(witness, index);
      // What earlier releases disclosed is known besides.
      if (seen.get(name)?.status[cell] === STATUS.published) {
        const value = at(seen.get(name)?.value ?? [], cell);
        narrow(constraints, unknown, value, value);
      }
      const earlierDisclosures = earlierBounds?.get(name);
      if (earlierDisclosures)
        narrow(constraints, unknown, at(earlierDisclosures.low, cell), at(earlierDisclosures.high, cell));
      const known = at(unknowns, index);
      if (!known.includes(unknown)) known.push(unknown);
    });
  const certificates = openCertificates(constraints, baseline, observation.behind);
  const unknownIn: Certifier['unknownAt'] = ({ figure, axes }, cell) =>
    constraints.unknowns.get(figure)?.get(placeIn(axes, cell));
  return certificates && { certificates, unknownsOf: (cell) => at(unknowns, cell), unknownAt: unknownIn };
}

function placeIn(axes: readonly Axis[], cell: number): string {
  const [area = '', ...members] = nodesOf(axes, cell).map((node, axis) => at(at(axes, axis).codes, node));
  return placeOf(
    area,
    members.map((member, axis) => [at(axes, axis + 1).name, member] as const),
  );
}

/** Members behind volumes, by figure and place. */
function behindOf({ grid, behind }: Observation): BehindAt {
  const found = new Map<string, Map<string, Unpublished>>();
  for (const { name, figure, axes } of grid.tables) {
    const places = found.get(figure) ?? new Map<string, Unpublished>();
    const own = behind?.get(name);
    own?.count.forEach((_, cell) => {
      places.set(placeIn(axes, cell), unpublishedAt(own, name, cell));
    });
    if (places.size > 0) found.set(figure, places);
  }
  return found;
}

function narrow({ low, high }: Constraints, unknown: number, least: number, most: number): void {
  low[unknown] = Math.max(at(low, unknown), least);
  high[unknown] = Math.min(at(high, unknown), most);
}

function unknownAt({ unknowns }: Constraints, figure: string, place: string): number {
  const found = unknowns.get(figure)?.get(place);
  if (found === undefined) throw new Error(`${figure} at ${place} is in no list of constraints`);
  return found;
}

/**
 * Noise for all figures of an entity in a year: the same cell has the same noise in every cube, no
 * part is above its whole, and no count is left without a choice.
 */
import { at } from '../../base/index.ts';
import { hiddenCells } from '../cells/structure/table.ts';
import { cellKey, perturb } from './cell-key.ts';
import { type CellLabels, cellLabelsOf } from './cell-labels.ts';
import { type CountedFigure, orderFigures } from './containment.ts';
import { type CountedTable, type Counts, isOfFew } from './counts.ts';
import { findDisclosedCounts, noiseRanges } from './disclosed-counts.ts';

export interface NoiseRequest {
  readonly seed: string;
  readonly most: number;
  readonly threshold: number;
}

/**
 * Each round leaves few cells to the next; what is still disclosed after so many, the audit
 * refuses.
 */
const ROUNDS = 50;

/** The figures of an entity by identity, then cell label. */
type Drawn = Map<string, Map<string, number>>;

/** The figures of every table with noise, by name. */
export function noiseCounts(counts: Counts, request: NoiseRequest): ReadonlyMap<string, Float64Array> {
  const cellLabels = cellLabelsOf(counts.places);
  const figures = orderFigures(counts);
  const drawn: Drawn = new Map(
    figures.map((figure) => [figure.identity, draw(counts.year, figure, cellLabels, request)]),
  );
  for (let round = 0; ; round += 1) {
    const kept = keepWithin(figures, drawn);
    const shown = tabulate(figures, kept, cellLabels);
    if (round === ROUNDS) return shown;
    const hasRaised = raiseWholes(figures, cellLabels, drawn, kept, request);
    if (!hasRaised && !leaveChoices(counts, shown, cellLabels, drawn, kept, request)) return shown;
  }
}

/**
 * What the key of every cell draws. A cell whose count changes has other noise, so that two
 * releases do not disclose by how many it did. A volume is changed by what so many persons have;
 * that of few persons says nothing of what they have, and is nothing where their number is.
 */
function draw(
  year: number,
  { tables }: CountedFigure,
  cellLabels: CellLabels,
  { seed, most, threshold }: NoiseRequest,
): Map<string, number> {
  const values = new Map<string, number>();
  const hidden = threshold - 1;
  for (const counted of tables) {
    const { table, identity, personsIdentity, count, persons, each } = counted;
    // The name `cell label` is part of the key: another one would change all noise that is
    // published.
    const keyOf = (figure: string, cellLabel: string, value: number) =>
      cellKey(seed, { figure, year, spot: cellLabel, count: value });
    cellLabels(table.axes).forEach((cellLabel, cell) => {
      const value = at(count, cell);
      if (persons !== null && isOfFew(counted, cell, threshold)) {
        const behind = at(persons, cell);
        const isShown = perturb(behind, keyOf(personsIdentity, cellLabel, behind), { most, hidden }) > 0;
        values.set(cellLabel, isShown && value > 0 ? threshold * each : 0);
      } else if (value === 0) values.set(cellLabel, 0);
      else values.set(cellLabel, perturb(value, keyOf(identity, cellLabel, value), { most: most * each, hidden }));
    });
  }
  return values;
}

/**
 * Lowers persons to what contains them and raises volumes to what they contain, in the cells that
 * both have.
 */
function keepWithin(figures: readonly CountedFigure[], drawn: Drawn): Drawn {
  const kept: Drawn = new Map();
  for (const { identity, caps, floors } of figures) {
    const [over, under] = [caps, floors].map((others) => others.flatMap((other) => kept.get(other) ?? []));
    const values = new Map<string, number>();
    for (const [cellLabel, value] of drawn.get(identity) ?? []) {
      let figure = value;
      for (const whole of over ?? []) figure = Math.min(figure, whole.get(cellLabel) ?? figure);
      for (const part of under ?? []) figure = Math.max(figure, part.get(cellLabel) ?? figure);
      values.set(cellLabel, figure);
    }
    kept.set(identity, values);
  }
  return kept;
}

/**
 * Where corrections put the count of a part above that of its whole, lowering it could take it
 * further from what was counted than noise ever does: then the whole is raised. Whether it raised
 * any.
 */
function raiseWholes(
  figures: readonly CountedFigure[],
  cellLabels: CellLabels,
  drawn: Drawn,
  kept: Drawn,
  { most, threshold }: NoiseRequest,
): boolean {
  let hasRaised = false;
  for (const { identity, tables, caps } of figures) {
    const wholes = caps.flatMap((cap) => drawn.get(cap) ?? []);
    const values = kept.get(identity);
    for (const { table, persons, count } of wholes.length === 0 ? [] : tables) {
      if (persons !== null) continue;
      cellLabels(table.axes).forEach((cellLabel, cell) => {
        const least = at(count, cell) - most;
        if (least < threshold || (values?.get(cellLabel) ?? least) >= least) return;
        for (const whole of wholes) {
          if ((whole.get(cellLabel) ?? least) >= least) continue;
          whole.set(cellLabel, least);
          hasRaised = true;
        }
      });
    }
  }
  return hasRaised;
}

function tabulate(figures: readonly CountedFigure[], kept: Drawn, cellLabels: CellLabels): Map<string, Float64Array> {
  return new Map(
    figures.flatMap(({ identity, tables }) => {
      const values = kept.get(identity);
      return tables.map(
        ({ table: { name, axes } }) =>
          [name, Float64Array.from(cellLabels(axes), (cellLabel) => values?.get(cellLabel) ?? Number.NaN)] as const,
      );
    }),
  );
}

/**
 * Where the ranges of figures that hang together leave a count no choice, as all of them have all
 * the noise there is, moves what is shown of it one step towards what was counted. Whether it moved
 * anything.
 */
function leaveChoices(
  { grid, figureRelations, tables }: Counts,
  shown: ReadonlyMap<string, Float64Array>,
  cellLabels: CellLabels,
  drawn: Drawn,
  kept: Drawn,
  { most, threshold }: NoiseRequest,
): boolean {
  const amount = { amount: most, threshold };
  const persons = [...tables.values()];
  const ranges = persons.map((counted) =>
    noiseRanges(counted.table, shown.get(counted.table.name) ?? counted.count, counted.persons !== null, amount),
  );
  const { cells, isConsistent } = findDisclosedCounts(grid, figureRelations, ranges);
  if (!isConsistent) return false;
  let hasMoved = false;
  const move = (counted: CountedTable, cellLabel: string, cell: number) => {
    const figure = kept.get(counted.identity)?.get(cellLabel) ?? Number.NaN;
    const count = at(counted.count, cell);
    if (counted.persons !== null || !(figure !== count)) return;
    const next = figure > count ? figure - 1 : figure + 1;
    const step = next < 1 || next >= threshold ? next : next > figure ? threshold : 0;
    if (Math.abs(step - count) > most + threshold - 1) return;
    drawn.get(counted.identity)?.set(cellLabel, step);
    hasMoved = true;
  };
  for (const counted of persons) {
    const disclosed = cells.get(counted.table.name);
    if (!disclosed?.includes(1)) continue;
    const hidden = hiddenCells(counted.table.axes);
    cellLabels(counted.table.axes).forEach((cellLabel, cell) => {
      if (disclosed[cell] === 1 && hidden[cell] === 0) move(counted, cellLabel, cell);
    });
  }
  return hasMoved;
}

/**
 * Protects the cells that found no protection within their own figure: with all figures together,
 * then by suppressing more around them.
 */
import { at, Failure } from '../../base/index.ts';
import { followers } from '../cells/groups.ts';
import { publish, STATUS } from '../cells/structure/system.ts';
import { nodesOf } from '../cells/structure/table.ts';
import type { Move } from './move.ts';
import { placeMove } from './moves.ts';
import type { Limits } from './paths.ts';
import { protectTogether } from './protect-together.ts';
import { STATES, seekMoves } from './seek.ts';
import { suppress } from './suppress.ts';
import { isSuppressed, statusOf, systemTogether, type YearSystem } from './systems.ts';
import { attackOf, keepDistinguished, onlyOpen, recordStatuses, type Work } from './work.ts';

/**
 * What is suppressed besides where a cell stays exposed, time after time: every figure at its
 * place, its figures everywhere, everything.
 */
const FURTHER = ['place', 'figure', 'year'] as const;

/**
 * Suppresses what protects the open cells. Refuses a year in which some cannot be protected
 * (disclosure); with earlier releases about, the audit says whether it was they who disclosed them.
 */
export async function repairExposedCells(work: Work): Promise<void> {
  openFollowers(work);
  let exposed = await repair(work, NEAREST);
  for (const limits of FARTHER) {
    if (exposed === undefined) return;
    keepOpen(work, exposed);
    exposed = await repair(work, [limits]);
  }
  for (const further of FURTHER) {
    if (exposed === undefined) return;
    if (Object.keys(work.year.before).length > 0) return;
    suppressMore(work, exposed, further);
    exposed = await repair(work, NEAREST);
  }
  if (exposed !== undefined) throw new CannotProtect(exposed);
}

/**
 * A share that is protected by itself no longer takes its volume along: then the volume is to be
 * protected as well.
 */
function openFollowers({ year: { grid, figureRelations }, open, small }: Work): void {
  for (const [volume, share] of followers(grid, figureRelations))
    for (const cell of open.get(share) ?? [])
      if (small.get(volume)?.[cell] === 1) open.set(volume, (open.get(volume) ?? new Set()).add(cell));
}

/**
 * How many cells take part in the search for what protects one: more of them rarely help, and take
 * long.
 */
const NEAR = 3_000;

/** Moves of what is suppressed already, then others. */
const NEAREST: readonly Limits[] = [
  { cost: 0, states: STATES },
  { cost: Number.POSITIVE_INFINITY, states: STATES },
];

/**
 * Moves over many cells, for persons of whom next to nobody else is in their group (unknown age in
 * a sparse area).
 */
const FARTHER: readonly Limits[] = [10, 60].map((times) => ({
  cost: Number.POSITIVE_INFINITY,
  states: times * STATES,
}));

interface Exposed {
  readonly together: YearSystem;
  readonly cells: readonly number[];
}

/** Undefined where every open cell is protected. */
async function repair(work: Work, rounds: readonly Limits[]): Promise<Exposed | undefined> {
  const { year, tableStatuses, check, open, moves } = work;
  if (open.size === 0) return undefined;
  const together = systemTogether(year, tableStatuses, true);
  for (const limits of rounds) if (open.size > 0) protectTogether(work, together, limits);
  if (open.size === 0) return undefined;
  const targets = new Set(
    [...open].flatMap(([name, cells]) => [...cells].map((cell) => together.cellsOf[name]?.[cell] ?? -1)),
  );
  const status = statusOf(together, tableStatuses);
  const accepts = (move: Move) => check(together, move, () => []);
  const keep = (move: Move) => moves.push(placeMove(together, move, () => []));
  const options = { ...attackOf(year), accepts };
  const left = await seekMoves(publish(together.system, status), together.system.value, [...targets], {
    ...options,
    accepts: (move) => accepts(move) && keep(move) > 0,
  });
  if (left.length === 0) return undefined;
  const reduced = onlyOpen(together.system, status, new Set(left));
  const previous = status.map((one) => (isSuppressed(one) ? one : 0));
  const found = await suppress(reduced.system, { ...options, previous, cells: NEAR });
  found.moves.forEach(keep);
  recordStatuses(together, keepDistinguished(found.status, reduced.distinguished), tableStatuses);
  return found.exposed.length > 0 ? { together, cells: found.exposed } : undefined;
}

/** Leaves those cells open alone. */
function keepOpen({ open }: Work, { together, cells }: Exposed): void {
  const exposed = new Set(cells);
  open.clear();
  for (const [name, indexes] of Object.entries(together.cellsOf)) {
    const own = Array.from(indexes).flatMap((index, cell) => (exposed.has(index) ? [cell] : []));
    if (own.length > 0) open.set(name, new Set(own));
  }
}

/**
 * Suppresses more than any search asked for: a last resort, for cells that hardly anything
 * protects. Their status must not say more either.
 */
function suppressMore(
  { year, tableStatuses }: Work,
  { together, cells }: Exposed,
  further: (typeof FURTHER)[number],
): void {
  const { tables } = year.grid;
  const exposed = new Set(cells);
  const found = tables.flatMap(({ name }) =>
    Array.from(together.cellsOf[name] ?? []).flatMap((index, cell) => (exposed.has(index) ? [{ name, cell }] : [])),
  );
  const hidden = new Map(together.tables.map((table) => [table.name, table.hidden]));
  const suppressCell = (name: string, cell: number) => {
    const own = tableStatuses.get(name);
    if (own && hidden.get(name)?.[cell] === 0 && year.before[name]?.known[cell] !== 1) own[cell] = STATUS.secondary;
  };
  for (const { name, cell } of found) {
    suppressCell(name, cell);
    const table = tables.find((one) => one.name === name);
    for (const other of tables) {
      if (other.axes.length !== table?.axes.length || other.axes.some((axis, index) => axis !== table.axes[index]))
        continue;
      if (further === 'place') suppressCell(other.name, cell);
    }
  }
  const figures = new Set(found.map(({ name }) => tables.find((one) => one.name === name)?.figure));
  const wide = new Set(
    year.figureRelations.families
      .filter(({ figures: own }) => own.some((figure) => figures.has(figure.name)))
      .flatMap(({ figures: own }) => own.map((figure) => figure.name)),
  );
  for (const { name, figure, divided } of tables) {
    const isOne =
      further === 'year' ||
      (further === 'figure' && (figures.has(figure) || (wide.has(figure) && divided.length === 0)));
    if (isOne)
      tableStatuses.get(name)?.forEach((_, cell) => {
        suppressCell(name, cell);
      });
  }
}

/** Sensitive cells for which nothing was found that protects them. */
export class CannotProtect extends Failure {
  /** The area of each, and the dimensions that are not at their total. */
  readonly places: readonly { readonly area: string; readonly dimensions: readonly string[] }[];

  /** The message names where they are, and no figure. */
  constructor({ together: { tables, cellsOf }, cells: exposed }: Exposed) {
    const cells = new Set(exposed);
    const found = tables.map((table) => ({
      ...table,
      cells: Array.from(cellsOf[table.name] ?? []).flatMap((index, cell) => (cells.has(index) ? [cell] : [])),
    }));
    const named = found
      .filter(({ cells: own }) => own.length > 0)
      .map(({ name, cells: own }) => `  ${name}: ${own.length}`);
    super('disclosure', `sensitive cells cannot be protected by suppressing others:\n${named.join('\n')}`, {
      help: 'publish fewer levels or dimensions of these figures, or set `distinguish_primary: false` (`disclosure:` in the catalogue).',
    });
    this.places = found.flatMap(({ axes, cells: own }) =>
      own.map((cell) => {
        const nodes = nodesOf(axes, cell);
        return {
          area: at(at(axes, 0).codes, at(nodes, 0)),
          dimensions: axes.flatMap(({ name }, axis) => (axis > 0 && at(nodes, axis) > 0 ? [name] : [])).sort(),
        };
      }),
    );
  }
}

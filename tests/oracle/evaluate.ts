/** The reference evaluator: an indicator of the catalogue over plain rows, cell by cell, straight from the definitions. */
import { dirname, join } from 'node:path';
import { type Catalogue, type Indicator, LEVELS, type Level } from '../../pipeline/catalogue/index.ts';
import { readTerm } from './contribution.ts';
import type { Delivery } from './delivery.ts';
import { type Member, readMembers } from './member.ts';
import { type MunicipalMap, mapDate, readMunicipalMap } from './municipal-map.ts';
import { readVariable } from './variable-value.ts';

/** A cell with the columns of a cube, in their order; `time_period` to the last dimension are its key. */
export type Cell = Readonly<Record<string, string | number | null>>;

/** Who stands behind a cell: persons whose contribution is not 0, and for a measure of events persons by number of events. */
export interface Support {
  readonly persons: number;
  readonly byEvents: ReadonlyMap<number, number>;
}

export interface Evaluation {
  /** Columns that make up the key. */
  readonly keys: readonly string[];
  /** Sorted by every key, as text. */
  readonly cells: readonly Cell[];
  /** By `keyOf` of a cell. */
  readonly support: ReadonlyMap<string, Support>;
}

interface Tally {
  numerator: bigint;
  denominator: bigint;
  persons: number;
  byEvents: Map<number, number>;
}

/** Gives every cell of the indicator's cube for the delivery's year, on the map of the catalogue's vintage. */
export function evaluate(catalogue: Catalogue, code: string, delivery: Delivery): Evaluation {
  const indicator = catalogue.indicators[code];
  const entity = indicator && catalogue.entities[indicator.measure.entity];
  if (indicator === undefined || entity === undefined) throw new Error(`no indicator ${code}`);
  const { year } = delivery;
  const { measure, dimensions } = indicator;
  const map = openMap(catalogue, year);
  const members = readMembers(catalogue, entity, delivery, map);

  const known = new Map<string, ReadonlyMap<string, bigint>>();
  const values = (variable: string) => {
    const held = known.get(variable) ?? readVariable(catalogue, variable, delivery);
    known.set(variable, held);
    return held;
  };
  const numerator = readTerm(catalogue, measure.numerator, year, values);
  const denominator = measure.denominator && readTerm(catalogue, measure.denominator, year, values);

  const levels = levelsIn(indicator, year);
  const tallies = new Map<string, Tally>();
  for (const [key, member] of members) {
    const above = numerator(key);
    const below = denominator?.(key) ?? 0n;
    for (const level of levels) {
      const area = member.areas.get(level);
      if (area === undefined) continue;
      for (const parts of partsOf(member, dimensions)) add(tallies, [level, area, ...parts].join('|'), above, below);
    }
  }

  const keys = ['time_period', 'area_level', 'ref_area', ...dimensions];
  const margins = dimensions.map((name) => [...(catalogue.dimensions[name]?.members ?? []), 'total']);
  const cells: Cell[] = [];
  const support = new Map<string, Support>();
  for (const level of levels) {
    for (const area of map.areas.get(level) ?? []) {
      for (const parts of combine(margins)) {
        const tally = tallies.get([level, area, ...parts].join('|')) ?? emptyTally();
        const cell = observe(indicator, [year, level, area, ...parts], keys, tally);
        cells.push(cell);
        support.set(keyOf(cell, keys), {
          persons: tally.persons,
          byEvents: measure.events ? tally.byEvents : new Map(),
        });
      }
    }
  }
  return { keys, cells: sortByKey(cells, keys), support };
}

/** The key of a cell as one text. */
export function keyOf(cell: Cell, keys: readonly string[]): string {
  return keys.map((key) => cell[key]).join('|');
}

/** Cells in the order of their keys compared one after the other, texts by code unit. */
export function sortByKey(cells: readonly Cell[], keys: readonly string[]): Cell[] {
  return [...cells].sort((a, b) => {
    for (const key of keys) {
      const [left, right] = [a[key] ?? '', b[key] ?? ''];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}

const maps = new Map<string, MunicipalMap>();

function openMap(catalogue: Catalogue, year: number): MunicipalMap {
  const root = join(dirname(catalogue.file), 'data', 'reference');
  const date = mapDate(catalogue.vintage, year);
  const map = maps.get(`${root}|${date}`) ?? readMunicipalMap(root, date);
  maps.set(`${root}|${date}`, map);
  return map;
}

function levelsIn(indicator: Indicator, year: number): Level[] {
  const published = LEVELS.slice(0, LEVELS.indexOf(indicator.smallestLevel) + 1);
  return published.filter((level) => {
    const from = indicator.levelsFrom[level];
    return from === undefined || year >= from;
  });
}

/** Every combination of a member's own part or the total; a dimension whose part is unknown gives the total alone. */
function partsOf(member: Member, dimensions: readonly string[]): string[][] {
  return combine(
    dimensions.map((name) => {
      const part = member.parts[name];
      return part === undefined ? ['total'] : [part, 'total'];
    }),
  );
}

function combine(choices: readonly (readonly string[])[]): string[][] {
  return choices.reduce<string[][]>((all, parts) => all.flatMap((one) => parts.map((part) => [...one, part])), [[]]);
}

function emptyTally(): Tally {
  return { numerator: 0n, denominator: 0n, persons: 0, byEvents: new Map() };
}

function add(tallies: Map<string, Tally>, key: string, above: bigint, below: bigint): void {
  const tally = tallies.get(key) ?? emptyTally();
  tallies.set(key, tally);
  tally.numerator += above;
  tally.denominator += below;
  if (above === 0n) return;
  tally.persons += 1;
  tally.byEvents.set(Number(above), (tally.byEvents.get(Number(above)) ?? 0) + 1);
}

function observe(indicator: Indicator, key: readonly (string | number)[], keys: readonly string[], tally: Tally): Cell {
  const { denominator: hasDenominator, per } = indicator.measure;
  const numerator = Number(tally.numerator);
  const denominator = hasDenominator === null ? null : Number(tally.denominator);
  const value = denominator === null ? numerator * per : denominator === 0 ? null : (numerator / denominator) * per;
  return {
    ...Object.fromEntries(keys.map((name, i) => [name, key[i] ?? null])),
    numerator,
    denominator,
    obs_value: value,
    obs_status: value === null ? 'M' : 'A',
    conf_status: 'N',
  };
}

/**
 * The reference evaluator: an indicator of the catalogue over plain rows, cell by cell, straight
 * from the definitions.
 */
import { dirname, join } from 'node:path';
import { type Catalogue, type Indicator, LEVELS, type Level, otherEntity } from '../../pipeline/catalogue/index.ts';
import { type Comparison, compareCell } from './comparison.ts';
import { type Contribution, readTerm } from './contribution.ts';
import type { Delivery } from './delivery.ts';
import { eventDimensionOf, readGroup } from './event-groups.ts';
import { type Member, readMembers } from './member.ts';
import { type MunicipalMap, mapDate, readMunicipalMap } from './municipal-map.ts';
import { percentileOf } from './percentile.ts';
import { deliveryOf } from './several-years.ts';
import { readVariable } from './variable-value.ts';

/**
 * A cell with the columns of a cube, in their order; `time_period` to the last dimension are its
 * key.
 */
export type Cell = Readonly<Record<string, string | number | null>>;

/**
 * Who stands behind a cell: persons whose contribution is not 0, and for a measure of events
 * persons by number of events.
 */
export interface Support {
  readonly persons: number;
  /** Behind a denominator that adds up values. */
  readonly below: number | null;
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

/** What members add by all claims, or by those of a group. */
interface Counted {
  readonly group: string;
  readonly above: Contribution;
  readonly below: Contribution;
}

interface Tally {
  numerator: bigint;
  denominator: bigint;
  persons: number;
  /** Persons whose contribution to the denominator is not 0. */
  below: number;
  byEvents: Map<number, number>;
  /** Of everybody in the denominator, what they have. */
  values: bigint[];
  /** Members of known part of the dimension that values are standardised over, by that part. */
  strata?: Map<string, Tally>;
}

/**
 * Gives every cell of the indicator's cube for the delivery's year, on the map of the catalogue's
 * vintage.
 */
export function evaluate(catalogue: Catalogue, code: string, delivery: Delivery): Evaluation {
  const indicator = catalogue.indicators[code];
  const entity = indicator && catalogue.entities[indicator.measure.entity];
  if (indicator === undefined || entity === undefined) throw new Error(`no indicator ${code}`);
  const { year } = delivery;
  const { measure, dimensions } = indicator;
  const map = openMap(catalogue, year);
  const other = catalogue.entities[otherEntity(measure) ?? ''];
  const standard = catalogue.standardPopulations[indicator.standard ?? '']?.dimension;
  const grouping = eventDimensionOf(catalogue, dimensions);
  const levels = levelsIn(indicator, year);
  const tallies = new Map<string, Tally>();
  // A member counts once in every year that is pooled, where he lived then, on the map of the last.
  const pooled = Array.from({ length: measure.pooled ?? 1 }, (_, before) => deliveryOf(delivery, year - before));
  for (const ofYear of pooled) {
    const values = (variable: string) => valuesOf(catalogue, variable, ofYear);
    const numerator = readTerm(catalogue, measure.numerator, year, values);
    const denominator =
      other === undefined && measure.denominator && readTerm(catalogue, measure.denominator, year, values);
    const all: Counted = { group: 'total', above: numerator, below: denominator || (() => 0n) };
    const groups = (grouping?.members ?? []).map((member): Counted => {
      if (grouping === undefined) throw new Error('nothing groups claims');
      const group = { member, dimension: grouping };
      return { group: member, ...readGroup(catalogue, group, measure, ofYear, year, values) };
    });
    const members = readMembers(catalogue, entity, ofYear, map);
    for (const { group, above: aboveOf, below: belowOf } of [all, ...groups])
      for (const [key, member] of members) {
        const [above, below] = [aboveOf(key), belowOf(key)];
        const own = grouping ? { ...member, parts: { ...member.parts, [grouping.name]: group } } : member;
        for (const level of levels) {
          const area = member.areas.get(level);
          if (area === undefined) continue;
          for (const parts of partsOf(own, dimensions, grouping?.name)) {
            const tally = add(tallies, [level, area, ...parts].join('|'), above, below);
            const stratum = standard === undefined ? undefined : member.parts[standard];
            if (stratum === undefined || group !== 'total' || !isTotal(parts, dimensions, standard)) continue;
            tally.strata ??= new Map();
            add(tally.strata, stratum, above, below);
          }
        }
      }
  }

  // Whoever else is divided by, where they live.
  for (const { areas } of other === undefined ? [] : readMembers(catalogue, other, delivery, map).values())
    for (const level of levels) if (areas.has(level)) add(tallies, `${level}|${areas.get(level)}`, 0n, 1n);

  const summed = measure.numerator.kind === 'total' ? catalogue.variables[measure.numerator.variable] : undefined;
  const fromMonth = (summed?.kind === 'window' ? summed.fromMonth : undefined) ?? 1;
  const keys = ['time_period', 'area_level', 'ref_area', ...dimensions];
  // Every part of the key in its order gives the cells in theirs.
  const margins = combine(dimensions.map((name) => [...(catalogue.dimensions[name]?.members ?? []), 'total'].sort()));
  const cells: Cell[] = [];
  const support = new Map<string, Support>();
  for (const level of [...levels].sort()) {
    for (const area of [...(map.areas.get(level) ?? [])].sort()) {
      for (const parts of margins) {
        const key = [level, area, ...parts].join('|');
        const tally = tallies.get(key) ?? NOTHING;
        const isAll = isTotal(parts, dimensions, standard) && isTotal(parts, dimensions, grouping?.name);
        const strata = isAll ? (tally.strata ?? new Map()) : undefined;
        const comparison = compareCell(catalogue, indicator, tally, strata);
        cells.push(observe(indicator, [year, level, area, ...parts], keys, tally, comparison, fromMonth));
        support.set(`${year}|${key}`, {
          persons: tally.persons,
          below: measure.denominator?.kind === 'total' ? tally.below : null,
          byEvents: measure.events ? tally.byEvents : NO_EVENTS,
        });
      }
    }
  }
  return { keys, cells, support };
}

/** The key of a cell as one text. */
export function keyOf(cell: Cell, keys: readonly string[]): string {
  let text = '';
  for (const [i, key] of keys.entries()) text += i === 0 ? cell[key] : `|${cell[key]}`;
  return text;
}

const read = new WeakMap<Catalogue, WeakMap<Delivery, Map<string, ReadonlyMap<string, bigint>>>>();

/** A variable's values, read once for all indicators. */
function valuesOf(catalogue: Catalogue, variable: string, delivery: Delivery): ReadonlyMap<string, bigint> {
  const byDelivery = read.get(catalogue) ?? new WeakMap<Delivery, Map<string, ReadonlyMap<string, bigint>>>();
  read.set(catalogue, byDelivery);
  const known = byDelivery.get(delivery) ?? new Map<string, ReadonlyMap<string, bigint>>();
  byDelivery.set(delivery, known);
  const values = known.get(variable) ?? readVariable(catalogue, variable, delivery);
  known.set(variable, values);
  return values;
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

/**
 * Every combination of a member's own part or the total; a dimension whose part is unknown gives
 * the total alone, and the one that claims are grouped by nothing but the group.
 */
function partsOf(member: Member, dimensions: readonly string[], grouping: string | undefined): string[][] {
  return combine(
    dimensions.map((name) => {
      const part = member.parts[name];
      return part === undefined ? ['total'] : name === grouping ? [part] : [part, 'total'];
    }),
  );
}

function combine(choices: readonly (readonly string[])[]): string[][] {
  return choices.reduce<string[][]>((all, parts) => all.flatMap((one) => parts.map((part) => [...one, part])), [[]]);
}

const NO_EVENTS: ReadonlyMap<number, number> = new Map();
const NOTHING: Tally = { numerator: 0n, denominator: 0n, persons: 0, below: 0, byEvents: new Map(), values: [] };

/**
 * Whether parts are the total of a dimension, or of all that there is where the cube is not broken
 * down by it.
 */
function isTotal(parts: readonly string[], dimensions: readonly string[], dimension: string | undefined): boolean {
  const at = dimension === undefined ? -1 : dimensions.indexOf(dimension);
  return at < 0 || parts[at] === 'total';
}

function add(tallies: Map<string, Tally>, key: string, above: bigint, below: bigint): Tally {
  const tally = tallies.get(key) ?? { ...NOTHING, byEvents: new Map<number, number>(), values: [] };
  tallies.set(key, tally);
  tally.numerator += above;
  tally.denominator += below;
  if (below !== 0n) {
    tally.below += 1;
    tally.values.push(above);
  }
  if (above === 0n) return tally;
  tally.persons += 1;
  tally.byEvents.set(Number(above), (tally.byEvents.get(Number(above)) ?? 0) + 1);
  return tally;
}

function observe(
  indicator: Indicator,
  key: readonly (string | number)[],
  keys: readonly string[],
  tally: Tally,
  comparison: Comparison,
  fromMonth: number,
): Cell {
  const { denominator: divided, per, percentile, perDay } = indicator.measure;
  const [year] = key as [number];
  const first = (of: number) => Date.UTC(of, fromMonth - 1, 1);
  const days = perDay ? (first(year + 1) - first(year)) / 86_400_000 : 1;
  const numerator = Number(tally.numerator);
  const denominator = divided === null ? null : Number(tally.denominator) * days;
  const value =
    denominator === null
      ? numerator * per
      : denominator === 0 || (divided?.kind === 'total' && denominator < 0)
        ? null
        : (numerator / denominator) * per;
  const ranked = percentile && percentileOf(tally.values, percentile.percent, percentile.unit);
  const cell: Record<string, string | number | null> = {};
  keys.forEach((name, i) => {
    cell[name] = key[i] ?? null;
  });
  cell.numerator = percentile === undefined ? numerator : null;
  cell.denominator = denominator;
  cell.obs_value = ranked === undefined ? value : ranked === null ? null : ranked * per;
  Object.assign(cell, comparison);
  cell.obs_status = value === null ? 'M' : 'A';
  cell.conf_status = 'N';
  return cell;
}

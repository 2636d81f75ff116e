/**
 * Whether every cell of the margins that a level would withhold stays unknown beside those that it
 * would show (`exchange.ts`).
 */
import { LEVELS, type Level, type ThresholdPolicy } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { printName, printText } from '../../query/index.ts';
import { partsOf } from '../cells/cube-parts.ts';
import type { CubeFigures, FigureRelations } from '../cells/figure-relations.ts';
import type { AreaRow } from '../cells/grid.ts';
import { type ExchangeFigure, hasFixed } from '../suppress/exchange.ts';
import { sliceOf } from './slices.ts';
import { isShownIn, type ShownMargins, subsetsOf } from './withheld-margins.ts';

/** Cubes that are to be protected. */
export interface WithheldCubes {
  readonly engine: Engine;
  readonly cubes: readonly {
    readonly code: string;
    readonly relation: string;
    readonly dimensions: readonly string[];
  }[];
  readonly figureRelations: FigureRelations;
  readonly policy: ThresholdPolicy;
  readonly places: readonly AreaRow[];
}

/**
 * Looks for an exchange for every sensitive cell of a level that would show `kept` alone, below
 * margins that are shown.
 */
export async function isProvedWithheld(
  { engine, cubes, figureRelations, policy, places }: WithheldCubes,
  level: Level,
  kept: ReadonlySet<string>,
  above: ShownMargins,
): Promise<boolean> {
  const margins = new Map<string, readonly string[]>();
  for (const { dimensions } of cubes)
    for (const set of subsetsOf(dimensions)) {
      const names = [...set].sort();
      if (names.some((name) => !kept.has(name))) margins.set(names.join(' '), names);
    }
  for (const margin of margins.values()) {
    const parents = parentsOf(places, level, coarserLevels(level, margin, above));
    const fields = openFields(parents, margin, kept);
    const all = cubes.flatMap((cube) => partsOf(figureRelations, cube.code).map((part) => ({ ...cube, part })));
    for (const { part, relation, dimensions } of all) {
      const own = figureRelations.cubes[part];
      if (own === undefined || margin.some((name) => !dimensions.includes(name))) continue;
      const at = dimensions.map((name) => `${printName(name)} ${margin.includes(name) ? '<>' : '='} 'total'`);
      const rows = await engine.query(
        `SELECT ref_area, ${margin.map((name) => printName(name)).join(', ')}, numerator, denominator, numerator_members
FROM ${sliceOf(part, relation, 'with support')}
WHERE area_level = ${printText(level)} AND ${at.join(' AND ')}`,
      );
      fields.add(own, rows, policy);
    }
    for (const field of fields.all()) if (hasFixed(field, figureRelations, policy.width)) return false;
  }
  return true;
}

/** Coarser levels that show a margin, nearest first. */
function coarserLevels(level: Level, dimensions: readonly string[], above: ShownMargins): Level[] {
  const coarser = LEVELS.slice(0, LEVELS.indexOf(level)).toReversed();
  return coarser.filter((each) => isShownIn(above, { level: each, dimensions }));
}

/** By area of a level, the nearest one that it lies in of some others. */
function parentsOf(places: readonly AreaRow[], level: Level, others: readonly Level[]): ReadonlyMap<string, string> {
  return new Map(
    places
      .filter(({ area_level }) => area_level === level)
      .map((place) => {
        const found = others.flatMap((other) =>
          other === 'country' || other === 'sector' ? [] : (place[other] ?? []),
        );
        return [place.ref_area, found[0] ?? 'country'];
      }),
  );
}

type Rows = Awaited<ReturnType<Engine['query']>>;

/**
 * Collects figures by the area within which, and the members beside which, groups are exchanged.
 */
function openFields(parents: ReadonlyMap<string, string>, margin: readonly string[], kept: ReadonlySet<string>) {
  interface Field {
    readonly areas: Map<string, number>;
    readonly groups: Map<string, number>;
    readonly cells: Map<string, Map<string, { readonly value: number; readonly isSensitive: boolean }>>;
  }
  const fields = new Map<string, Field>();
  const [beside, groups] = [margin.filter((name) => kept.has(name)), margin.filter((name) => !kept.has(name))];
  const add = (own: CubeFigures, rows: Rows, policy: ThresholdPolicy): void => {
    const isFew = (count: number) => count >= 1 && count < policy.threshold;
    for (const row of rows) {
      const area = String(row.ref_area);
      const name = [parents.get(area), ...beside.map((each) => row[each])].join('|');
      const field = fields.get(name) ?? { areas: new Map(), groups: new Map(), cells: new Map() };
      fields.set(name, field);
      const group = groups.map((each) => row[each]).join('|');
      if (!field.areas.has(area)) field.areas.set(area, field.areas.size);
      if (!field.groups.has(group)) field.groups.set(group, field.groups.size);
      const [value, whole, persons] = [row.numerator, row.denominator, row.numerator_members].map(Number);
      const put = (figure: string, of: number, isSensitive: boolean) => {
        const cells = field.cells.get(figure) ?? new Map();
        field.cells.set(figure, cells);
        const key = `${area} ${group}`;
        cells.set(key, { value: of, isSensitive: isSensitive || cells.get(key)?.isSensitive === true });
      };
      const [counted = 0, divided = 0, behind = 0] = [value, whole, persons];
      const isOfFew = own.denominator !== null && policy.denominators && isFew(divided) && counted !== 0;
      const isComplement = policy.complements && own.isPart && isFew(divided - counted);
      const isDominated = policy.dominance !== null && own.adds === 'values' && behind > 0;
      const few = own.adds === 'values' ? behind : counted;
      put(own.numerator, counted, isFew(few) || isOfFew || isComplement || isDominated);
      if (own.denominator !== null) put(own.denominator, divided, policy.denominators && isFew(divided));
    }
  };
  const all = () =>
    [...fields.values()].map(({ areas, groups: named, cells }) => ({
      areas: areas.size,
      groups: named.size,
      figures: [...cells].map(([figure, own]): ExchangeFigure => {
        const value = new Float64Array(areas.size * named.size);
        const sensitive = new Uint8Array(value.length);
        for (const [area, row] of areas)
          for (const [group, column] of named) {
            const cell = own.get(`${area} ${group}`);
            value[row * named.size + column] = cell?.value ?? 0;
            sensitive[row * named.size + column] = cell?.isSensitive ? 1 : 0;
          }
        return { figure, value, sensitive };
      }),
    }));
  return { add, all };
}

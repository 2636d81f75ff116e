/**
 * The cubes of a year as an attacker has them: rows with the figures that are shown, whatever their
 * status says.
 */

import type { Engine, Value } from '../../engine/index.ts';
import { printName, printText } from '../../query/index.ts';
import type { CubeShape } from '../cells/grid.ts';
import { numeratorsOf } from './solve/ratio.ts';

export interface ShownCube extends CubeShape {
  readonly rows: readonly ShownRow[];
}

export interface ShownRow {
  readonly area: string;
  /** In the order of the cube's dimensions. */
  readonly members: readonly string[];
  /** Null: not shown. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Null or absent: not shown. */
  readonly value?: number | null;
  /** Distinguished as sensitive. */
  readonly isSensitive: boolean;
}

/**
 * Reads a released cube, as a relation, at the levels of its shape; `per`: what its values are
 * multiplied by.
 */
export async function readShown(engine: Engine, shape: CubeShape, relation: string, per: number): Promise<ShownCube> {
  const names = shape.dimensions.map(({ name }) => name);
  const columns = ['ref_area', ...names, 'numerator', 'denominator', 'obs_value', 'conf_status'];
  const rows = await engine.query(
    `SELECT ${columns.map((name) => printName(name)).join(', ')} FROM ${relation} WHERE area_level IN (${shape.levels.map(printText).join(', ')})`,
  );
  const figure = (value: Value | undefined) => (value === null || value === undefined ? null : Number(value));
  return {
    ...shape,
    rows: rows.map((row) => ({
      area: String(row.ref_area),
      members: names.map((name) => String(row[name])),
      numerator: figure(row.numerator) ?? numeratorOf(row, per),
      denominator: figure(row.denominator),
      value: figure(row.obs_value),
      isSensitive: row.conf_status === 'A',
    })),
  };
}

/** A numerator that is withheld, as the value and the denominator disclose it. */
function numeratorOf({ obs_value: value, denominator }: Readonly<Record<string, Value>>, per: number): number | null {
  if (denominator === 0) return 0;
  if (typeof value !== 'number') return null;
  return numeratorsOf({ value, per, denominator: Number(denominator ?? 1) }).low;
}

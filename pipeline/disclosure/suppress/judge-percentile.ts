/** Which cells of a percentile are shown, after all that is counted. */
import { type CubeOfFigure, openKnown } from '../cells/figures-shown.ts';
import { isOfEnough, type PercentileRule } from '../cells/percentile-rule.ts';
import { nearestParts, type PercentileCell, suppressRests } from './percentile-rests.ts';

export interface PercentileJudgement {
  readonly percent: number;
  readonly rule: PercentileRule;
  /** Of the cube, by name. */
  readonly dimensions: readonly string[];
  /** The cubes of each figure that it says something of. */
  readonly beside: readonly (readonly CubeOfFigure[])[];
  /** The areas above every area, nearest first. */
  readonly above: ReadonlyMap<string, readonly string[]>;
}

/**
 * Suppresses cells of too few members, those in which a figure is suppressed that the percentile
 * says something of, and those that say too much of a few members together.
 */
export function judgePercentile(cells: readonly PercentileCell[], judgement: PercentileJudgement): void {
  const { percent, rule, dimensions, beside, above } = judgement;
  const known = beside.map((cubes) => openKnown(cubes, above));
  for (const cell of cells) {
    const isOfFew = cell.count > 0 && !isOfEnough(cell.count, percent, rule);
    if (isOfFew || !known.every((isKnown) => isKnown(dimensions, cell))) cell.isShown = false;
  }
  const areas = new Set(cells.map(({ area }) => area));
  suppressRests({ percent, rule, cells, parts: nearestParts(areas, above) });
}

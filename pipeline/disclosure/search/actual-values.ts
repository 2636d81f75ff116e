/**
 * What was computed behind a release that is about to be published, where it is at hand: figures,
 * and which of them are sensitive. Restricted.
 */
import { at } from '../../base/index.ts';
import type { Catalogue, ThresholdPolicy } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { CubeRecord } from '../../run/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import { fillBehind } from '../cells/fill-behind.ts';
import type { Grid } from '../cells/grid.ts';
import { fillHidden, hiddenCells } from '../cells/structure/table.ts';
import type { Behind } from '../certify/families/behind.ts';
import { loadCube } from '../methods/load-cube.ts';
import { daysIn, inMembers } from '../methods/person-days.ts';
import type { EarlierCubes } from '../methods/protection.ts';
import { type Before, recordEarlier } from '../methods/read-earlier.ts';
import { columnOf, readCubeRows, readDominant, tableOf } from '../methods/read-figures.ts';
import { cubeOf, sliceOf } from '../methods/slices.ts';

/**
 * What is known besides, where the cubes behind the release are there: their figures by table, and
 * which are sensitive.
 */
export interface ActualValues {
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly small: ReadonlyMap<string, Uint8Array>;
  /** Members behind volumes. */
  readonly behind: Behind;
  /** What earlier releases disclosed of them. */
  readonly before: Readonly<Record<string, Before>>;
  /** False: of cubes that are carried over they are not known, as they were computed anew since. */
  readonly complete: boolean;
}

export interface ActualValuesRequest {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly records: readonly CubeRecord[];
  readonly earlier: EarlierCubes;
}

/** Reads the unprotected cubes of a year into the cells of its tables, as far as they are there. */
export async function readActualValues(
  { engine, catalogue, dataRoot, records, earlier }: ActualValuesRequest,
  grid: Grid,
  figureRelations: FigureRelations,
  policy: ThresholdPolicy,
): Promise<ActualValues> {
  const values = new Map<string, Float64Array>();
  const small = new Map<string, Uint8Array>();
  const persons = new Map<string, Float64Array>();
  const before: Record<string, Before> = {};
  let complete = true;
  const isFew = (count: number) => count >= 1 && count < policy.threshold;
  for (const [code, { numerator, denominator }] of Object.entries(grid.cubes)) {
    const record = records.find(({ cube }) => cube.code === cubeOf(code));
    if (record === undefined) {
      complete = false;
      continue;
    }
    const { relation: loaded } = await loadCube(engine, catalogue, dataRoot, record);
    const { year } = record.cube;
    const days = daysIn(catalogue, record.cube.code, year);
    const relation = sliceOf(code, inMembers(loaded, days), 'with support');
    const table = tableOf(grid, code);
    const { axes } = table;
    const rows = await readCubeRows(engine, table, relation, [
      'numerator',
      'denominator',
      'numerator_members',
      'obs_value',
    ]);
    const versions = earlier(cubeOf(code), year).map((one) => ({
      ...one,
      relation: sliceOf(code, inMembers(one.relation, days), 'as published'),
    }));
    await recordEarlier(
      engine,
      { grid, figureRelations, code, now: rows, earlier: versions, threshold: policy.threshold },
      before,
    );
    const column = (name: string) => fillHidden(axes, columnOf(rows, axes, name));
    const [counted, counting, divided] = [column('numerator'), column('numerator_members'), column('denominator')];
    const { adds, isPart } = figureRelations.cubes[code] ?? {};
    const { dominance } = policy;
    const shares =
      adds === 'values' && dominance ? await readDominant(engine, table, relation, dominance.contributors) : undefined;
    await engine.execute(`DROP TABLE ${loaded}`);
    const hidden = hiddenCells(axes);
    values.set(numerator, counted);
    if (adds === 'values') persons.set(numerator, counting);
    small.set(
      numerator,
      Uint8Array.from(counted, (value, cell) => {
        const behind = adds === 'values' ? at(counting, cell) : value;
        if (hidden[cell] === 1) return policy.gaps && isFew(behind) ? 1 : 0;
        const whole = at(divided, cell);
        // Zeros are published, so nobody out of a few is not examined; how many they are is.
        const ofFew = denominator !== null && policy.denominators && isFew(whole) && (value !== 0 || behind !== 0);
        const isDominated = behind > 0 && dominance !== null && at(shares ?? [0], cell) > dominance.share;
        return isFew(behind) || isDominated || ofFew || (policy.complements && isPart && isFew(whole - value)) ? 1 : 0;
      }),
    );
    if (denominator === null) continue;
    values.set(denominator, divided);
    small.set(
      denominator,
      Uint8Array.from(divided, (value, cell) =>
        isFew(value) && (hidden[cell] === 1 ? policy.gaps : policy.denominators) ? 1 : 0,
      ),
    );
  }
  const behind = fillBehind(
    grid,
    (table) => persons.get(table),
    policy.threshold,
    () => undefined,
  );
  return { values, small, behind, before, complete };
}

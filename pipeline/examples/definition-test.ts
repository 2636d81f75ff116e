/** Tests of definitions: each is run, and its expected cells are checked against what came out. */
import { Failure, type FailureKind } from '../base/index.ts';
import {
  type Catalogue,
  type DefinitionTest,
  type ExpectedCell,
  type ExpectedFigure,
  NO_ROW,
} from '../catalogue/index.ts';
import type { Value } from '../engine/index.ts';
import type { CubeRow, TestBench } from './test-bench.ts';

/** A figure that is not what its author expects; `expected` and `actual` as people write them. */
export interface Difference {
  readonly keys: ExpectedCell['keys'];
  readonly column: string;
  readonly expected: string;
  readonly actual: string;
  readonly place: ExpectedFigure['place'];
}

export interface TestResult {
  readonly code: string;
  readonly test: DefinitionTest;
  readonly differences: readonly Difference[];
  /**
   * Why it could not be computed at all: a year without a published parameter, an expression that
   * the engine refuses.
   */
  readonly refusal?: { readonly kind: FailureKind; readonly message: string };
}

/** Loads and runs one test of an indicator. */
export async function runTest(
  bench: TestBench,
  catalogue: Catalogue,
  code: string,
  test: DefinitionTest,
): Promise<TestResult> {
  await bench.load(catalogue, test);
  return evaluateTest(bench, catalogue, code, test);
}

/** Runs a test whose rows are loaded: the same rows can be checked against several catalogues. */
export async function evaluateTest(
  bench: TestBench,
  catalogue: Catalogue,
  code: string,
  test: DefinitionTest,
): Promise<TestResult> {
  try {
    const rows = await bench.compute(catalogue, code, test);
    return {
      code,
      test,
      differences: test.expect.flatMap((cell) => compareCell(cell, inReadersUnit(catalogue, code, rows))),
    };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'interrupted') throw error;
    return { code, test, differences: [], refusal: { kind: error.kind, message: error.message } };
  }
}

/** Whether an example gave what it expects. */
export function isPassed({ differences, refusal }: TestResult): boolean {
  return differences.length === 0 && refusal === undefined;
}

/** Numerators as tests have them: in euro where they are held in cents. */
export function inReadersUnit({ indicators }: Catalogue, code: string, rows: readonly CubeRow[]): readonly CubeRow[] {
  const unitScale = indicators[code]?.measure.unitScale ?? 1;
  if (unitScale === 1) return rows;
  return rows.map((row) => ({
    ...row,
    numerator: row.numerator == null ? null : Number((Number(row.numerator) * unitScale).toPrecision(15)),
  }));
}

function compareCell({ keys, figures, isAbsent, place }: ExpectedCell, rows: readonly CubeRow[]): Difference[] {
  const row = rows.find((one) => Object.entries(keys).every(([name, value]) => one[name] === value));
  if (row === undefined && isAbsent) return [];
  if (row === undefined) return [{ keys, column: 'row', expected: 'a row', actual: NO_ROW, place }];
  if (isAbsent) return [{ keys, column: 'row', expected: NO_ROW, actual: 'a row', place }];
  return figures
    .filter((figure) => !isSame(figure.expected, row[figure.column] ?? null))
    .map(({ column, expected, place: at }) => ({
      keys,
      column,
      expected: expected ?? '-',
      actual: printFigure(row[column] ?? null),
      place: at,
    }));
}

/** Whole numbers are held exactly; a value with decimals to as many as its author writes. */
function isSame(expected: string | null, actual: Value): boolean {
  if (expected === null || actual === null) return expected === actual;
  if (typeof actual === 'string') return expected === actual;
  const places = expected.split('.')[1]?.length ?? 0;
  const tolerance = places === 0 ? 1e-9 : 0.5 * 10 ** -places + 1e-9;
  return Math.abs(Number(actual) - Number(expected)) <= tolerance;
}

/** A figure as it is written in a test: NULL is `-`, a number has at most six decimals. */
export function printFigure(value: Value): string {
  if (value === null) return '-';
  return typeof value === 'number' ? String(Number(value.toFixed(6))) : String(value);
}

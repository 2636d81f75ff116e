/** Data checks: counted, checked against their tolerance, and reported without a row. */
import { Failure } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Statement } from '../plan/index.ts';
import type { CheckResult } from './manifest.ts';

/**
 * Runs one check; the catalogue's policy goes before the file's own.
 * @param counted what it has found already, where it was run elsewhere
 */
export async function runCheck(
  engine: Engine,
  catalogue: Catalogue,
  statement: Statement,
  counted?: { readonly offending?: number; readonly examined?: number },
): Promise<CheckResult> {
  const [row] = counted === undefined ? await engine.query(statement.sql) : [counted];
  return judgeFound(catalogue, statement, {
    offending: Number(row?.offending ?? 0),
    examined: Number(row?.examined ?? 0),
  });
}

/** Judges what the statement of a check has found, now or before. */
export function judgeFound(
  catalogue: Catalogue,
  { writes, purpose }: Statement,
  { offending, examined }: Pick<CheckResult, 'offending' | 'examined'>,
): CheckResult {
  const check = writes.replace(/^check /, '');
  const declared = catalogue.relations[check]?.check;
  if (declared === undefined) throw new Error(`no check ${check}`);
  const { severity, tolerance } = declared;
  return judgeCheck(catalogue, { check, purpose, offending, examined, severity, tolerance });
}

/**
 * Adds what a check found; of a check that looks at one part of the members after the other, the
 * parts are added up.
 */
export function addCheck(catalogue: Catalogue, results: CheckResult[], result: CheckResult): void {
  const before = results.findIndex(({ check }) => check === result.check);
  const [earlier] = before < 0 ? [] : results.splice(before, 1);
  const sum = (figure: 'offending' | 'examined') => result[figure] + (earlier?.[figure] ?? 0);
  results.push(judgeCheck(catalogue, { ...result, offending: sum('offending'), examined: sum('examined') }));
}

/**
 * Holds what a check has found against the tolerance that is declared now; nothing is counted
 * again.
 */
export function judgeCheck(catalogue: Catalogue, found: Omit<CheckResult, 'outcome'>): CheckResult {
  const { offending, examined } = found;
  const declared = catalogue.relations[found.check]?.check ?? found;
  const { severity = declared.severity, tolerance = declared.tolerance } = catalogue.checks[found.check] ?? {};
  // Divided, not multiplied: 0.29 x 100 is a little less than 29.
  const outcome = offending === 0 ? 'pass' : offending / examined <= tolerance ? 'tolerated' : 'fail';
  return { ...found, severity, tolerance, outcome };
}

/**
 * Refuses with a data failure that reports every failed check of every year, but for those that
 * somebody has accepted.
 */
export function refuseFailed(
  results: readonly { readonly year: number; readonly result: CheckResult }[],
  accepted: readonly string[] = [],
): void {
  const failed = results.filter(
    ({ result }) => result.severity === 'error' && result.outcome === 'fail' && !accepted.includes(result.check),
  );
  if (failed.length === 0) return;
  const lines = failed.map(({ year, result }) => `  ${year} ${printCheck(result)}`);
  throw new Failure(
    'data',
    `the data failed ${failed.length} check${failed.length === 1 ? '' : 's'}; nothing was computed:\n${lines.join('\n')}`,
    {
      help: 'correct the delivery; or, if this is known and accepted, declare a tolerance under `checks` in the catalogue.',
    },
  );
}

/**
 * `orphan: 312 of 10,000 rows (3.12 %), tolerated 1 %. Claims of people who …`; for the public, of
 * 1 to 4 rows only that they are few.
 */
export function printCheck(
  { check, offending, examined, tolerance, purpose }: CheckResult,
  reader: 'operator' | 'public' = 'operator',
): string {
  const isFew = reader === 'public' && offending >= 1 && offending < 5;
  const rows = isFew ? 'fewer than 5' : count(offending);
  const share = examined === 0 || isFew ? '' : ` (${percent(offending / examined)})`;
  const tolerated = tolerance === 0 ? '' : `, tolerated ${percent(tolerance)}`;
  return `${check}: ${rows} of ${count(examined)} rows${share}${tolerated}. ${purpose}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}

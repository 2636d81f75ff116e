/**
 * `cubes test`: runs the tests that stand beside indicators; a failing one is a problem of the
 * catalogue.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import { openCatalogue } from '../../catalogue/index.ts';
import { defaultEngineOptions, openDuckDB } from '../../engine/index.ts';
import { isPassed, runTest, TestBench, type TestResult } from '../../examples/index.ts';
import { selectCodes } from '../../plan/index.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';

/** Runs the worked examples of indicators. Refuses (catalogue) where one differs. */
export async function test(
  wanted: readonly string[],
  options: PlaceOptions & { readonly json?: boolean },
): Promise<void> {
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const codes = selectCodes(catalogue, wanted);
  const results: TestResult[] = [];
  await withBench(async (bench) => {
    for (const code of codes) {
      for (const one of catalogue.tests[code] ?? []) {
        const result = await runTest(bench, catalogue, code, one);
        results.push(result);
        if (!options.json) process.stdout.write(printResult(result));
      }
    }
  });
  const failed = results.filter((result) => !isPassed(result));
  const untested = codes.filter((code) => (catalogue.tests[code] ?? []).length === 0);
  if (options.json) {
    printJson('test', { results: results.map(toJson), untested });
    if (failed.length > 0) process.exitCode = 3;
    return;
  }
  for (const code of untested) process.stderr.write(`note: ${code} has no test\n`);
  if (failed.length > 0)
    throw new Failure('catalogue', `${failed.length} of ${count(results.length, 'test')} failed.`, {
      help: 'a definition and its example contradict each other: correct the one that is wrong.',
    });
  process.stdout.write(`${count(results.length, 'test')} of ${count(codes.length, 'indicator')}: all passed.\n`);
}

/**
 * Opens an engine for tests, which leaves nothing behind. Tiny tables: a second thread would only
 * be waited for.
 */
export async function withBench(work: (bench: TestBench) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-test-'));
  const engine = await openDuckDB({ ...defaultEngineOptions(join(folder, 'spill')), threads: 1 });
  try {
    await interruptible((signal) => {
      signal.addEventListener('abort', () => engine.interrupt());
      return work(new TestBench(engine));
    });
  } finally {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function printResult(result: TestResult): string {
  const { code, test: one, differences, refusal } = result;
  if (isPassed(result)) return `ok    ${code}  ${one.name}\n`;
  const { file, line, column } = one.place;
  const head = `FAIL  ${code}  ${one.name}  (${file}:${line}:${column})\n`;
  if (refusal !== undefined) return `${head}${indent(refusal.message)}\n\n`;
  const dimensions = Object.keys(differences[0]?.keys ?? {});
  const rows = differences.map(({ keys, column: figure, expected, actual, place }) => [
    `${place.file}:${place.line}:${place.column}`,
    ...dimensions.map((name) => keys[name] ?? ''),
    figure,
    expected,
    actual,
  ]);
  return `${head}${indent(printTable(['place', ...dimensions, 'figure', 'expected', 'actual'], rows))}\n\n`;
}

function toJson(result: TestResult) {
  const { code, test: one, differences, refusal } = result;
  const { name, year, place } = one;
  return {
    code,
    name,
    year,
    place,
    passed: isPassed(result),
    differences,
    ...(refusal !== undefined && { refusal: refusal.message }),
  };
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '      ');
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

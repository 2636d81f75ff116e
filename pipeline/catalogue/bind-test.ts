/**
 * Binds the tests that stand beside indicators: their tables become typed rows and expected cells.
 */
import { suggest } from '../base/index.ts';
import { type CodeList, type Dimension, type Indicator, LEVELS, type Source } from './catalogue.ts';
import {
  type DefinitionTest,
  EMPTY_CELL,
  type ExpectedCell,
  type ExpectedFigure,
  NO_ROW,
  TESTED_FIGURES,
  type TestRow,
} from './definition-test.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTwice, isKnown, lookUp, mapValues, type Scope } from './scope.ts';
import { readTable, type Table, type TableCell } from './test-table.ts';
import { readTestRows, unknownColumn } from './test-values.ts';
import type { Path } from './yaml-file.ts';

export interface TestContext {
  readonly sources: Readonly<Record<string, Source>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly indicators: Readonly<Record<string, Indicator>>;
}

type TestEntry = NonNullable<CatalogueDocument['indicators'][string]['tests']>[number];

const AREA = ['area_level', 'ref_area'] as const;
const INPUTS = ['claims', 'population', 'practitioner', 'pharmacy', 'hospital_stay'] as const;

/** Gives every indicator's tests by its code; reports bad tables cell by cell. */
export function bindTests(scope: Scope, context: TestContext): Record<string, readonly DefinitionTest[]> {
  return mapValues(scope.document.indicators, ({ tests = [], dimensions = [] }, code) => {
    const path = ['indicators', code, 'tests'];
    const names = tests.map(({ name }) => name);
    checkTwice(scope, path, `\`tests\` of ${code}`, names);
    return tests.map((entry, i) => bindTest(scope, code, [...path, i], entry, dimensions, context));
  });
}

function bindTest(
  scope: Scope,
  code: string,
  path: Path,
  entry: TestEntry,
  dimensions: readonly string[],
  context: TestContext,
): DefinitionTest {
  const rows: Record<string, readonly TestRow[]> = {};
  const define = (name: string, read: () => readonly TestRow[]) => {
    let made: readonly TestRow[] | undefined;
    const get = () => {
      made ??= read();
      return made;
    };
    Object.defineProperty(rows, name, { enumerable: true, get });
  };
  for (const input of INPUTS) {
    if (entry[input] === undefined) continue;
    const at = [...path, input];
    const owner = `\`${input}\` of ${code}`;
    const source = sourceOf(scope, at, owner, input, context.sources);
    const table = readTable(scope, at, owner);
    if (source !== undefined && table !== undefined)
      define(source.name, readTestRows(scope, table, source, context.codeLists, entry.year));
  }
  const expected = readTable(scope, [...path, 'expect'], `\`expect\` of ${code}`);
  return {
    name: entry.name,
    year: entry.year,
    ...(entry.vintage !== undefined && { vintage: entry.vintage }),
    rows,
    expect: expected === undefined ? [] : bindExpected(scope, path, expected, code, dimensions, context),
    place: scope.yaml.positionOf([...path, 'name']).place,
  };
}

/**
 * `claims` are the rows of the one source with dated codes; the other tables bear the name of their
 * source.
 */
function sourceOf(
  scope: Scope,
  path: Path,
  owner: string,
  input: (typeof INPUTS)[number],
  sources: TestContext['sources'],
): Source | undefined {
  if (input !== 'claims') {
    isKnown(scope, 'unknown-source', path, owner, input, Object.keys(sources));
    return lookUp(sources, input);
  }
  const events = Object.values(sources).filter(({ code, date }) => code !== undefined && date !== undefined);
  if (events.length === 1) return events[0];
  scope.report.add('claims-of-no-source', scope.yaml.positionOfKey(path), { found: events.map(({ name }) => name) });
  return undefined;
}

function bindExpected(
  scope: Scope,
  path: Path,
  table: Table,
  code: string,
  dimensions: readonly string[],
  context: TestContext,
): ExpectedCell[] {
  const { report, yaml } = scope;
  const known = [...AREA, ...dimensions, ...TESTED_FIGURES];
  for (const { text, position } of table.head)
    if (!known.includes(text))
      report.add('unknown-column', position, unknownColumn(table.owner, text, known, `the cube ${code}`));
  const has = (name: string) => table.head.some(({ text }) => text === name);
  const wanted = [...AREA, ...(TESTED_FIGURES.some(has) ? [] : ['numerator'])];
  const missing = wanted.filter((name) => !has(name));
  for (const name of missing)
    report.add('table-column-missing', yaml.positionOfKey([...path, 'expect']), { owner: table.owner, name });

  // An amount is in euro, whatever it is held in.
  const unitScale = lookUp(context.indicators, code)?.measure.unitScale ?? 1;
  return table.rows.map((cells) => {
    const margins = dimensions.map((name) => [name, 'total']);
    const keys: Record<string, string> = { area_level: '', ref_area: '', ...Object.fromEntries(margins) };
    const figures: ExpectedFigure[] = [];
    for (const [i, cell] of cells.entries()) {
      const column = table.head[i]?.text ?? '';
      const isWhole = column === 'denominator' || (column === 'numerator' && unitScale === 1);
      const isFigure = (TESTED_FIGURES as readonly string[]).includes(column);
      if (isFigure) figures.push(readFigure(scope, column, cell, isWhole));
      else if (known.includes(column)) keys[column] = readKey(scope, column, cell, context);
    }
    return {
      keys,
      figures: figures.filter(({ expected }) => expected !== NO_ROW),
      isAbsent: figures.some(({ expected }) => expected === NO_ROW),
      place: (cells[0] as TableCell).position.place,
    };
  });
}

function readKey(scope: Scope, column: string, { text, position }: TableCell, { dimensions }: TestContext): string {
  if (column === 'ref_area') return text;
  const known: readonly string[] =
    column === 'area_level' ? LEVELS : [...(lookUp(dimensions, column)?.members ?? []), 'total'];
  if (!known.includes(text))
    scope.report.add('bad-value', position, {
      owner: `\`${column}\``,
      value: text,
      known,
      nearest: suggest(text, known),
    });
  return text;
}

function readFigure(scope: Scope, column: string, { text, position }: TableCell, isCount: boolean): ExpectedFigure {
  const figure = { column, place: position.place };
  if (text === EMPTY_CELL) return { ...figure, expected: null };
  const isStatus = column.endsWith('_status');
  const form = isCount ? /^-?\d{1,15}$/ : isStatus ? /^[A-Z]$/ : /^-?\d{1,15}(\.\d{1,12})?$/;
  const what = isCount ? 'a whole number' : isStatus ? 'a letter' : 'a number';
  if (text !== NO_ROW && !form.test(text))
    scope.report.add('table-value', position, { value: text, column, form: `${what} or \`${NO_ROW}\`` });
  return { ...figure, expected: text };
}

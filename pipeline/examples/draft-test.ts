/**
 * Drafts a test of a definition from the shape of a delivery: new people, invented claims, and the
 * cells that come out.
 */
import { hashText } from '../base/index.ts';
import {
  type Catalogue,
  type CollectedVariable,
  type DefinitionTest,
  type Indicator,
  levelsOf,
  piecesIn,
  referenceRootOf,
  type Source,
  type TestRow,
  variablesOf,
} from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitYear, type FileGroup, planRun, selectIndicators } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { describeFile, findInputs, groupFiles, readablePattern, refuseIncomplete } from '../run/index.ts';
import { freeNumbers } from './column-shape.ts';
import { inReadersUnit } from './definition-test.ts';
import { CLAIMS, drawRows, drawUnits, eventDrawers, MEMBERS, registerDrawers } from './draft-rows.ts';
import { drawFrom } from './draw.ts';
import { printTest } from './print-test.ts';
import type { CubeRow, TestBench } from './test-bench.ts';

/** So often rows are drawn until somebody counts. */
const ATTEMPTS = 12;

export interface DraftRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly code: string;
  readonly year: number;
}

/** A draft in the catalogue's form, to paste below `tests:`, with the rows that it is made of. */
export interface Draft {
  readonly yaml: string;
  readonly rows: DefinitionTest['rows'];
}

/**
 * Reads how often columns are empty and which values are frequent, each column by itself, and draws
 * new rows from that: people are numbered anew, areas come from the reference, and a combination
 * that few rows of the delivery have is drawn again, as are, a few times, rows in which nobody
 * counts. The expected cells are those that the draft gives. The same delivery gives the same
 * draft. Refuses what `run` refuses of codes, years and inputs.
 */
export async function draftTest(engine: Engine, bench: TestBench, request: DraftRequest): Promise<Draft> {
  const { catalogue, dataRoot, code, year } = request;
  const plan = planRun(catalogue, selectIndicators(catalogue, [code], [year]));
  const places = { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
  const inputs = await findInputs(engine, catalogue, plan, places);
  refuseIncomplete(inputs, dataRoot);
  const groups = new Map<string, readonly FileGroup[]>();
  for (const { source, files } of inputs) groups.set(source.name, await groupsOf(engine, source, files));
  const [yearPlan] = plan.years;
  if (yearPlan === undefined) throw new Error(`nothing is planned for ${code} in ${year}`);
  const { variables, computation } = emitYear(catalogue, yearPlan, { ...places, files: (name) => groups.get(name) });
  for (const [name, literal] of Object.entries(variables)) await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  const entity = catalogue.entities[catalogue.indicators[code]?.measure.entity ?? ''];
  if (entity === undefined) throw new Error(`${code} counts nobody`);
  const needed = computation.filter(
    ({ step, writes }) => step === 'source' || (step === 'relation' && writes !== entity.relation),
  );
  // What is collected of the members is not looked at.
  const isThere = (name: string) => catalogue.relations[name] !== undefined || catalogue.sources[name] !== undefined;
  for (const { sql, reads } of needed) if (reads.every(isThere)) await engine.execute(sql);

  const collected = collectedBy(catalogue, code);
  const events = [...new Set(collected.map(({ source }) => source))].map((name) => catalogue.sources[name] as Source);
  const registers = (catalogue.relations[entity.relation]?.reads ?? []).flatMap(
    (name) => catalogue.sources[name] ?? [],
  );
  const holders = [...events, ...registers].filter(({ columns }) => columns[entity.key] !== undefined);
  const keys = await freeNumbers(
    engine,
    holders.map(({ name }) => ({ source: name, column: entity.key })),
    MEMBERS,
  );
  for (let attempt = 1; ; attempt += 1) {
    const draw = drawFrom(hashText(`${code} ${year}${attempt === 1 ? '' : ` ${attempt}`}`));
    const units = await drawUnits(engine, draw, entity.units.at(-1) ?? 'municipality');
    const rows: Record<string, TestRow[]> = {};
    for (const source of registers) {
      const drawers = await registerDrawers(engine, draw, source, entity.key, units);
      rows[source.name] = await drawRows(engine, source.name, entity.key, keys, drawers);
    }
    for (const source of events) {
      const drawers = await eventDrawers(engine, draw, catalogue, source, collected, entity.key, year);
      const owners = Array.from({ length: CLAIMS }, () => draw.one(keys)).sort((a, b) => Number(a) - Number(b));
      rows[source.name] = await drawRows(engine, source.name, entity.key, owners, drawers);
    }
    const test = await withCells(engine, bench, catalogue, code, year, rows, units);
    // A draft in which nobody counts shows nothing of the definition.
    if (attempt === ATTEMPTS || test.expect.some(isCounted)) return { yaml: printTest(catalogue, code, test), rows };
  }
}

/** Files by what columns they have: an optional one is read where it is delivered. */
async function groupsOf(engine: Engine, source: Source, files: readonly string[]): Promise<readonly FileGroup[]> {
  const described = [];
  for (const file of files) {
    const pattern = await readablePattern(engine, source, file);
    described.push({ pattern, types: await describeFile(engine, source, pattern) });
  }
  return groupFiles(source, described);
}

function isCounted({ figures }: DefinitionTest['expect'][number]): boolean {
  return figures.some(({ column, expected }) => column === 'numerator' && Number(expected ?? 0) !== 0);
}

/** The draft as a test: what comes out of its rows, in the country and where its people live. */
async function withCells(
  engine: Engine,
  bench: TestBench,
  catalogue: Catalogue,
  code: string,
  year: number,
  rows: DefinitionTest['rows'],
  units: readonly string[],
): Promise<DefinitionTest> {
  const indicator = catalogue.indicators[code] as Indicator;
  const finest = levelsOf(indicator, year).at(-1) ?? 'country';
  const areas = await engine.query(
    `SELECT DISTINCT area_level, ref_area FROM ${printName('area_closure')}
     WHERE unit IN (${units.map(printText).join(', ')}) AND area_level IN ('country', ${printText(finest)}) ORDER BY ALL`,
  );
  const place = { file: catalogue.file, line: 1, column: 1, length: 1 };
  const named = areas.map((keys) => ({ keys: keys as Record<string, string>, figures: [], isAbsent: false, place }));
  const test: DefinitionTest = {
    name: `Draft of ${code} from the shape of ${year}: say what it shows`,
    year,
    rows,
    expect: named,
    place,
  };
  await bench.load(catalogue, test);
  const cells = inReadersUnit(catalogue, code, await bench.compute(catalogue, code, test));
  const shown = cells.filter((cell) => isShown(cell, indicator.dimensions));
  const order = (cell: CubeRow) =>
    `${cell.area_level === 'country' ? 1 : 0}${cell.ref_area}${indicator.dimensions.map((d) => cell[d])}`;
  shown.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const keyNames = ['area_level', 'ref_area', ...indicator.dimensions];
  const expect = shown.map((cell) => ({
    keys: Object.fromEntries(keyNames.map((name) => [name, String(cell[name])])),
    figures: ['numerator', 'denominator', 'obs_value'].map((column) => ({
      column,
      expected: figureOf(cell, column),
      place,
    })),
    isAbsent: false,
    place,
  }));
  return { ...test, expect };
}

/**
 * Totals of every area, and of the country the members of one dimension that somebody belongs to.
 */
function isShown(cell: CubeRow, dimensions: readonly string[]): boolean {
  const broken = dimensions.filter((name) => cell[name] !== 'total').length;
  return (
    broken === 0 || (broken === 1 && cell.area_level === 'country' && Number(cell.denominator ?? cell.numerator) > 0)
  );
}

function figureOf(cell: CubeRow, column: string): string | null {
  const value = cell[column] ?? null;
  return typeof value === 'number' ? String(Number(value.toFixed(6))) : value === null ? null : String(value);
}

/** The variables that are collected for an indicator, those that its relations read included. */
function collectedBy(catalogue: Catalogue, code: string): CollectedVariable[] {
  const { numerator, denominator } = (catalogue.indicators[code] as Indicator).measure;
  const names = [...variablesOf(numerator), ...variablesOf(denominator)].flatMap((name) => {
    const variable = catalogue.variables[name];
    if (variable?.kind === 'relation') return catalogue.relations[variable.relation]?.uses ?? [];
    const pieces = variable === undefined ? [] : piecesIn(variable);
    return pieces.length === 0 ? [name] : pieces;
  });
  return [...new Set(names)].flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'collected' ? [variable] : [];
  });
}

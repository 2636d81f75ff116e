/**
 * Examines a delivery without computing a figure: what a run would refuse, what a refresh would,
 * and what the years are like side by side.
 */
import { Failure, isUri } from '../base/index.ts';
import {
  type Catalogue,
  columnsBehind,
  type DeliveryRule,
  type Gate,
  referenceRootOf,
  type Source,
} from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitYear, planRun, type Selection, selectIndicators } from '../plan/index.ts';
import { type Acceptance, type Finding, judge } from '../release/index.ts';
import {
  type CountingContext,
  countPersons,
  countRows,
  examineSource,
  filesIn,
  findDuplicates,
  groupFiles,
  inventoryOf,
  literalPath,
  type OnEvent,
  planDelivered,
  printCheck,
  type Reach,
  Runner,
  readSyntheticYears,
  type SourceFiles,
  type SourceFindings,
  unreadFiles,
} from '../run/index.ts';
import type { InputCache } from '../store/index.ts';
import type { ColumnReport, Compared, DeliveryGate, DeliveryReport, SourceReport } from './delivery-report.ts';
import { compareCounts, countOf } from './gates/delivery.ts';

export interface ValidationRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly years: readonly number[];
  /** Indicators by year that the delivery is for; all that are available unless they are given. */
  readonly selection?: Selection;
  /** Names; none means all. */
  readonly sources: readonly string[];
  readonly cache: InputCache;
  /** False: data checks are left out, as whoever asks knows what they found. */
  readonly checks?: boolean;
  /** Failures that are accepted beside those of the catalogue. */
  readonly accept?: readonly Acceptance[];
  readonly onEvent?: OnEvent;
}

/** Reports instead of refusing. Refuses only what may not be read (engine). */
export async function validateDelivery(engine: Engine, request: ValidationRequest): Promise<DeliveryReport> {
  try {
    return await examineDelivery(engine, request, 'footers');
  } catch (error) {
    // A damaged page is found once it is read: then all files are read from end to end.
    if (!(error instanceof Failure) || error.kind !== 'engine') throw error;
    return examineDelivery(engine, request, 'pages');
  }
}

async function examineDelivery(engine: Engine, request: ValidationRequest, reach: Reach): Promise<DeliveryReport> {
  const { catalogue, dataRoot, years, cache } = request;
  const names = Object.keys(catalogue.sources).filter(
    (name) => request.sources.length === 0 || request.sources.includes(name),
  );
  const context: CountingContext = { engine, catalogue, dataRoot, cache };
  const places = { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
  const selection = selectionOf(request);
  const indicatorsOf = (year: number) => selection.years.get(year) ?? [];
  const reading = { years: years.map((year) => ({ year, sources: names, indicators: indicatorsOf(year) })) };
  const inventory = await inventoryOf(engine, catalogue, reading, places);
  const problems = unreadFiles(inventory);
  const found: SourceFindings[] = [];
  for (const year of years)
    for (const name of names) {
      const source = catalogue.sources[name] as Source;
      const input = await filesIn(engine, source, year, places);
      if (input.files.length > 0)
        found.push(await examineSource(engine, catalogue, reading, input, { dataRoot, reach }));
      else if (!source.optional) problems.push(`${year}: no ${name} (${input.glob})`);
    }
  problems.push(...found.flatMap((one) => one.problems));
  const sound = found.filter((one) => one.problems.length === 0);
  for (const { input, files } of sound)
    for (const { kind, severity, message } of await findDuplicates(engine, catalogue, [input], {
      dataRoot,
      rowsOf: files,
    }))
      if (severity === 'error') problems.push(`${kind}: ${message}`);
  const synthetic = await syntheticYears(
    engine,
    found.filter(({ incomplete }) => incomplete === 0).map(({ input }) => input),
    dataRoot,
    problems,
  );
  const reports: SourceReport[] = [];
  for (const one of sound) reports.push(await reportSource(context, one));
  // The checks of a selection read its sources alone, those of a year all of them.
  const hasAll = request.selection !== undefined || names.length === Object.keys(catalogue.sources).length;
  // Rows of what lies elsewhere are read there: its checks are made by the run.
  const isHere = !sound.some(({ input }) => isUri(input.source.files));
  const isValid = problems.length === 0 && hasAll && isHere;
  const checks = isValid && request.checks !== false ? await runChecks(engine, request, sound) : [];
  return {
    version: 1,
    years: years.map((year) => ({ year, synthetic: synthetic.get(year) ?? null })),
    inventory,
    sources: reports,
    problems,
    gates: [...checks, ...(await gatesOf(context, request, sound))],
  };
}

function selectionOf({ catalogue, years, selection }: ValidationRequest): Selection {
  return selection ?? selectIndicators(catalogue, [], years);
}

async function syntheticYears(engine: Engine, inputs: readonly SourceFiles[], dataRoot: string, problems: string[]) {
  try {
    return await readSyntheticYears(engine, inputs, dataRoot);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'data') throw error;
    problems.push(error.message.replace(/\n\s*/g, ' '));
    return new Map<number, boolean>();
  }
}

async function reportSource(context: CountingContext, { input, files, counts }: SourceFindings): Promise<SourceReport> {
  const { source, year } = input;
  const compare = async (by: string | null) => {
    const after = (await countRows(context, source, year, by)) ?? {};
    const before = await countRows(context, source, year - 1, by);
    const members = [...new Set([...Object.keys(after), ...Object.keys(before ?? {})])].sort(byNumber);
    return members.map((member) => ({ member, ...compared(after[member] ?? 0, before && (before[member] ?? 0)) }));
  };
  const by = [
    ...(source.date === undefined ? [] : ['month']),
    ...(source.columns.profession === undefined ? [] : ['profession']),
    ...(source.sender === undefined ? [] : ['sender']),
  ];
  const breakdowns = [];
  for (const one of by) breakdowns.push({ by: one, members: await compare(one) });
  const [rows = { count: null, before: null }] = await compare(null);
  const isKeyed = Object.values(context.catalogue.entities).some(({ key }) => source.columns[key] !== undefined);
  const persons = isKeyed
    ? compared((await countPersons(context, source, year)) ?? 0, await countPersons(context, source, year - 1))
    : null;
  const columns = Object.values(source.columns).map((column): ColumnReport => {
    const filled = counts.filled[column.name] ?? 0;
    const hasDomain = column.values !== undefined || column.range !== undefined;
    const types = [...files.values()].flatMap(({ types: of }) => of[column.from] ?? []);
    return {
      column: column.name,
      from: column.constant === undefined ? column.from : null,
      type: column.type,
      delivered: [...new Set(types)],
      filled: share(filled, counts.rows),
      outside: hasDomain ? share(counts.outside[column.name] ?? 0, filled) : null,
    };
  });
  return {
    source: source.name,
    year,
    files: files.size,
    rows: { count: rows.count, before: rows.before },
    persons,
    columns,
    breakdowns,
  };
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}

function compared(count: number, before: number | undefined): Compared {
  return { count: passable(count), before: before === undefined ? null : passable(before) };
}

/** Nobody may be recognised in a report that is passed on. */
function passable(count: number): number | null {
  return count > 0 && count < 5 ? null : count;
}

function share(part: number, whole: number): number | null {
  return whole === 0 || passable(part) === null ? null : Number((part / whole).toPrecision(3));
}

/** The gates of the catalogue that are about deliveries. */
async function gatesOf(
  context: CountingContext,
  { years, accept = [] }: ValidationRequest,
  sound: readonly SourceFindings[],
): Promise<DeliveryGate[]> {
  const findings: Finding[] = [];
  for (const { name, rule } of Object.values<Gate>(context.catalogue.gates)) {
    if (rule.kind !== 'delivery') continue;
    for (const year of years) {
      if (!sound.some(({ input }) => input.source.name === rule.source && input.year === year)) continue;
      const [before, after] = [
        await countOf(context, rule as DeliveryRule, year - 1),
        await countOf(context, rule, year),
      ];
      const result =
        before === undefined || after === undefined
          ? { fails: false, message: `nothing to compare with: there is no delivery of ${year - 1}.` }
          : compareCounts(rule, before, after);
      findings.push({ gate: name, subject: `${rule.source} ${year}`, ...result });
    }
  }
  return judgeFindings(context.catalogue, findings, accept);
}

/** Findings with their outcome; failures may be accepted in the catalogue or by somebody. */
export function judgeFindings(
  catalogue: Catalogue,
  findings: readonly Finding[],
  accept: readonly Acceptance[],
): DeliveryGate[] {
  const results = judge(catalogue, findings, accept);
  return results.map(({ gate, subject, outcome, message }) => ({ gate, subject, outcome, message }));
}

/** The selection without indicators that read an optional source that a year does not have. */
function withInput(catalogue: Catalogue, { years, skipped }: Selection, sound: readonly SourceFindings[]): Selection {
  const isThere = (name: string, year: number) =>
    sound.some(({ input }) => input.source.name === name && input.year === year);
  const isRead = (code: string, year: number) => {
    const indicator = catalogue.indicators[code];
    const behind = indicator === undefined ? [] : columnsBehind(catalogue, indicator);
    return behind.every(({ source }) => catalogue.sources[source]?.optional !== true || isThere(source, year));
  };
  const read = [...years].map(([year, codes]) => [year, codes.filter((code) => isRead(code, year))] as const);
  return { years: new Map(read.filter(([, codes]) => codes.length > 0)), skipped };
}

/** The data checks of every year, on the delivery as it is read. */
async function runChecks(
  engine: Engine,
  request: ValidationRequest,
  sound: readonly SourceFindings[],
): Promise<DeliveryGate[]> {
  const { catalogue, dataRoot, accept = [], onEvent = () => {} } = request;
  const wanted = planRun(catalogue, withInput(catalogue, selectionOf(request), sound), { fuse: true });
  const plan = await planDelivered(engine, wanted, { catalogue, dataRoot, codes: [] });
  const places = {
    dataRoot: literalPath(dataRoot),
    referenceRoot: literalPath(referenceRootOf(catalogue.file)),
    files: (name: string, year: number) => {
      const one = sound.find(({ input }) => input.source.name === name && input.year === year);
      return one && groupFiles(one.input.source, [...one.files.values()]);
    },
  };
  const examined = plan.years.filter(({ year }) => request.years.includes(year));
  const scripts = examined.map((year) => emitYear(catalogue, year, places));
  const total = scripts.reduce((sum, { inspection }) => sum + inspection.length, 0);
  const steps = { done: 0, total };
  const found: DeliveryGate[] = [];
  for (const script of scripts) {
    const runner = new Runner(engine, { catalogue, onEvent, estimate: () => null }, steps);
    const { checks } = await runner.run(script, script.inspection);
    for (const result of checks) {
      const fails = result.outcome === 'fail';
      const message = printCheck(result, 'public').replace(/^[^:]*: /, '');
      const about = { gate: result.check, subject: `delivery ${script.year}`, message };
      if (fails && result.severity === 'warning') found.push({ ...about, outcome: 'warning' });
      else found.push(...judgeFindings(catalogue, [{ ...about, fails }], accept));
    }
  }
  return found;
}

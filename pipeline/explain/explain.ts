/**
 * Explains one figure: what it means, what it was computed from and by which statements, what it is
 * made of, who published it.
 */
import { Failure } from '../base/index.ts';
import { type Catalogue, LEVELS } from '../catalogue/index.ts';
import { type EngineOptions, openDuckDB } from '../engine/index.ts';
import { type PublishedGate, readReleaseManifest } from '../release/index.ts';
import { heldPer, type Sheet } from '../sheet/index.ts';
import { findArea, readAreas } from './area-map.ts';
import { explainInputs, findChanges } from './changes.ts';
import type { Definition, ExplainedCell, ExplainedRelease, ExplainedRun, Explanation } from './explanation.ts';
import { findMembers, readFigure, readSteps, readSupport } from './figure.ts';
import { type ExplainedScript, explainStatements, type StatementRequest } from './statements.ts';
import { findSubject, type Subject, type Where } from './subject.ts';

export interface ExplainRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly code: string;
  readonly year: number;
  /** NIS code, or code of a statistical sector. */
  readonly area: string;
  /** Members by dimension; `total` where none is named. */
  readonly members: Readonly<Record<string, string>>;
  readonly where: Where;
  /** Of the texts. */
  readonly language: string;
  /** Print the SQL of every statement. */
  readonly sql: boolean;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

/**
 * Explains a figure of a release from the released files and the catalogue, or one of the
 * unprotected cubes. Refuses (usage) what there is not: an indicator, a year, an area, a member, a
 * release, a language; refuses (data) a cube that is not as it was written.
 */
export async function explain(request: ExplainRequest): Promise<Explanation> {
  const { catalogue, dataRoot, code, year, where, language, sql, signal } = request;
  const subject = await findSubject(catalogue, dataRoot, { code, year, where });
  const { sheet } = subject;
  const members = findMembers(sheet, request.members);
  const engine = await openDuckDB(request.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const map = await readAreas(engine, catalogue, subject.vintage);
    const levels = LEVELS.filter((level) => sheet.levels.some((one) => one.level === level && one.from <= year));
    const area = findArea(map, request.area, levels);
    const names = map.names.get(area.code) ?? {};
    const cell: ExplainedCell = { code, year, area_level: area.level, ref_area: area.code, names, members };
    const figure = await readFigure(engine, subject, cell);
    const inputs = explainInputs(dataRoot, subject.inputs);
    return {
      version: 2,
      cell,
      of: where.kind,
      figure,
      definition: define(sheet, language, year),
      ...statementsOf(catalogue, { code, year, run: where.kind === 'work' ? subject.run : null, sql }),
      inputs,
      steps: await readSteps(engine, subject, map, { cell, area, figure }),
      support: await readSupport(engine, dataRoot, subject, cell),
      run: describeRun(subject),
      release: describeRelease(subject),
      changed: findChanges(catalogue, engine, subject, inputs),
      checks: subject.checks,
      gates: gatesOf(dataRoot, subject),
    };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

function define(sheet: Sheet, language: string, year: number): Definition {
  const texts = sheet.texts[language];
  if (texts === undefined)
    throw new Failure('usage', `there is no sheet in \`${language}\`.`, {
      help: `one of: ${Object.keys(sheet.texts).join(', ')}.`,
    });
  const { title, unit, method, interpretations, source_variables, computed_variables } = texts;
  return {
    title,
    unit,
    method,
    interpretations,
    source_variables,
    computed_variables,
    per: heldPer(sheet.measure),
    metadata_date: sheet.metadata_date,
    code_lists: sheet.code_lists.map(({ name, file, codes }, i) => ({
      name,
      label: texts.code_lists[i]?.label ?? name,
      file,
      codes: codes.map(({ code, valid_from, valid_to }) => ({
        code,
        valid_from,
        valid_to,
        in_force: (valid_from ?? '') <= `${year}-12-31` && (valid_to ?? '9999') > `${year}-01-01`,
      })),
    })),
  };
}

/** A year whose parameter is gone cannot be planned any more: `changed` says so. */
function statementsOf(catalogue: Catalogue, request: StatementRequest): ExplainedScript {
  try {
    return explainStatements(catalogue, request);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'data') return { statements: [], variables: {} };
    throw error;
  }
}

function describeRun({ runId, run, fingerprint }: Subject): ExplainedRun {
  const { started = null, seconds = null } = run ?? {};
  return { id: runId, engine: fingerprint.engine, started, seconds, catalogue: run?.catalogue.hash ?? null };
}

function describeRelease({ released }: Subject): ExplainedRelease | null {
  if (released === null) return null;
  const { manifest, cube, sha256 } = released;
  const { release: first, path, catalogue, vintage } = cube;
  return { release: manifest.release, created: manifest.created, first, path, sha256, catalogue, vintage };
}

/**
 * The gates are of the release that brought the cube: of its indicator and year, and of the year's
 * delivery; checks that passed are reported as checks.
 */
function gatesOf(dataRoot: string, { released, indicator, year, inputs }: Subject): readonly PublishedGate[] | null {
  if (released === null) return null;
  const { manifest, cube } = released;
  const delivery = `delivery ${year}`;
  const subjects = new Set(
    [indicator.code, 'delivery', ...inputs.map(({ source }) => source)].map((of) => `${of} ${year}`),
  );
  try {
    const first = cube.release === manifest.release ? manifest : readReleaseManifest(dataRoot, cube.release);
    return first.gates.filter(
      ({ subject, outcome }) => subjects.has(subject) && !(subject === delivery && outcome === 'pass'),
    );
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

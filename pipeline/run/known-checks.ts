/**
 * Data checks whose result is known: nothing that they depend on has changed since they were made.
 */
import { hashValue } from '../base/index.ts';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { fingerprints, inYear, relocate, type Script, type Statement } from '../plan/index.ts';
import { type InputCache, keepChecks, readKeptChecks } from '../store/index.ts';
import { judgeFound } from './checks.ts';
import { isUnchanged } from './inputs.ts';
import type { CheckResult, InputFile } from './manifest.ts';
import { withoutComments } from './recipe.ts';
import { hashReference } from './reference-files.ts';
import { RELATIVE_PLACES } from './run-lineage.ts';

export interface KnownChecksContext {
  readonly catalogue: Catalogue;
  readonly engine: Pick<Engine, 'name' | 'version'>;
  readonly dataRoot: string;
  readonly hashed: readonly InputFile[];
  readonly cache: InputCache;
}

/** What is left of the inspection of a year. */
export interface Inspection {
  /** What the checks that are not run have found before. */
  readonly known: readonly CheckResult[];
  /** The statements of the others, with all that they read. */
  readonly statements: readonly Statement[];
  /** Keeps what came of them, unless the delivery has changed meanwhile. */
  readonly keep: (results: readonly CheckResult[]) => void;
}

/**
 * Gives what is left of the inspection of a year. A result depends on the statements of the check
 * and of all that it reads, the contents of its sources and reference files, and the engine.
 */
export function knownChecks(context: KnownChecksContext, script: Script): Inspection {
  const { catalogue, engine, dataRoot, hashed, cache } = context;
  const { year, variables, inspection } = relocate(catalogue, script, RELATIVE_PLACES);
  const read = inspection.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const files = hashed.filter((file) =>
    read.some(({ source, shift = 0 }) => file.source === source && file.year === year + shift),
  );
  const referenceRoot = referenceRootOf(catalogue.file);
  const prints = fingerprints(inspection.map((one) => ({ ...one, sql: withoutComments(one.sql) })));
  const keyOf = (check: Statement): string => {
    const behind = withAllRead(inspection, [check]);
    const sources = behind.flatMap(({ source }) => (source === undefined ? [] : [source]));
    const shiftsOf = (file: InputFile) =>
      sources.flatMap(({ source, shift = 0 }) => (file.source === source && file.year === year + shift ? [shift] : []));
    return hashValue({
      statements: prints[check.id],
      variables,
      reference: hashReference(
        referenceRoot,
        behind.map(({ sql }) => sql),
      ),
      sources: sources.map(({ source }) => catalogue.sources[source]),
      delivery: files
        .flatMap((file) => shiftsOf(file).map((shift) => `${inYear(file.source, shift)} ${file.sha256}`))
        .sort(),
      engine: `${engine.name} ${engine.version}`,
    });
  };
  const kept = readKeptChecks(dataRoot, year);
  const checks = inspection
    .filter(({ role }) => role === 'check')
    .map((statement) => ({ statement, check: nameOf(statement), key: keyOf(statement) }));
  const isKnown = ({ check, key }: (typeof checks)[number]) => kept[check]?.key === key;
  const open = new Set(checks.filter((one) => !isKnown(one)).map(({ statement }) => statement.id));
  return {
    known: checks
      .filter(isKnown)
      .map(({ statement, check }) => judgeFound(catalogue, statement, kept[check] ?? { offending: 0, examined: 0 })),
    statements: withAllRead(
      script.inspection,
      script.inspection.filter(({ id }) => open.has(id)),
    ),
    keep: (results) => {
      if (!isUnchanged(files, dataRoot, cache)) return;
      const found = results.flatMap(({ check, offending, examined }) => {
        const key = checks.find((one) => one.check === check)?.key;
        return key === undefined ? [] : [[check, { key, offending, examined }] as const];
      });
      if (found.length > 0) keepChecks(dataRoot, year, Object.fromEntries(found));
    },
  };
}

/** The check that a statement makes. */
export function nameOf({ writes }: Statement): string {
  return writes.replace(/^check /, '');
}

/** Statements with those that make what they read, in order. */
function withAllRead(all: readonly Statement[], wanted: readonly Statement[]): Statement[] {
  const found = new Set(wanted);
  for (const statement of found) for (const made of all) if (statement.reads.includes(made.writes)) found.add(made);
  return all.filter((statement) => found.has(statement));
}

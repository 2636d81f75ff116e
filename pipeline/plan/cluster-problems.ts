/** What of a catalogue a cluster cannot do: constructs outside the core that engines share. */
import { Failure } from '../base/index.ts';
import type { Catalogue, Source } from '../catalogue/index.ts';
import { outsideCore, SPARK } from '../query/index.ts';
import { cutScript } from './cut.ts';
import { emitYear } from './emit/emit.ts';
import { planRun } from './plan-run.ts';
import type { Statement } from './statement.ts';

export interface ClusterProblem {
  readonly indicator: string;
  /** The id of the statement; of a hand-written file, the file and the line in it as well. */
  readonly statement: string;
  readonly file?: string;
  readonly line: number;
  readonly construct: string;
}

/**
 * Gives the constructs that Spark cannot do, each once, for the first indicator that needs it.
 * Every indicator is planned by itself, in the last year that its parameters are known for.
 */
export function clusterProblems(catalogue: Catalogue): ClusterProblem[] {
  const found = new Map<string, ClusterProblem>();
  for (const indicator of Object.keys(catalogue.indicators))
    for (const problem of problemsOf(catalogue, indicator)) {
      const key = `${problem.statement} ${problem.construct}`;
      if (!found.has(key)) found.set(key, problem);
    }
  return [...found.values()];
}

function problemsOf(catalogue: Catalogue, indicator: string): ClusterProblem[] {
  const plan = planAlone({ ...catalogue, invariants: {} }, indicator);
  if (plan === undefined) return [];
  const places = { dataRoot: '', referenceRoot: '', files: (name: string) => [declared(catalogue.sources[name])] };
  let statements: readonly Statement[];
  try {
    const script = emitYear(catalogue, plan, places, { dialect: SPARK });
    const { cluster } = cutScript(script);
    statements = [...script.inspection, ...script.computation].filter(({ id }) => cluster.has(id));
  } catch (error) {
    return [{ indicator, statement: indicator, line: 1, construct: error instanceof Error ? error.message : '' }];
  }
  return statements.flatMap(({ id, role, step, sql, writes }) => {
    if (role === 'drop') return [];
    const file =
      step === 'relation' || step === 'check' ? catalogue.relations[writes.replace(/^check /, '')] : undefined;
    // Of a file, the line in it and not in the statement.
    return outsideCore(file?.sql ?? sql).map((problem) => ({
      indicator,
      statement: id,
      ...(file !== undefined && { file: file.file }),
      ...problem,
    }));
  });
}

function planAlone(catalogue: Catalogue, code: string) {
  const from = catalogue.indicators[code]?.availableFrom ?? 0;
  const known = Object.values(catalogue.parameters).flatMap(({ values }) =>
    Object.values(values).flatMap((ofYear) => Object.keys(ofYear).map(Number)),
  );
  const years = [...new Set([...known.filter((year) => year >= from), from])].sort((a, b) => b - a);
  for (const year of years) {
    try {
      const { years: planned } = planRun(catalogue, { years: new Map([[year, [code]]]), skipped: [] });
      return planned.find((one) => one.year === year);
    } catch (error) {
      // A parameter is not known for the year.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return undefined;
}

/** A source as if it were delivered with the declared types. */
function declared(source: Source | undefined) {
  const columns = Object.values(source?.columns ?? {}).map(({ from, type }) => [from, type]);
  return { patterns: [], types: Object.fromEntries(columns), view: `delivered_${source?.name}` };
}

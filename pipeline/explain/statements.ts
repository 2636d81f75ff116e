/**
 * The statements that lead to a cube: from the one that makes it back to the sources, over what
 * each reads.
 */
import type { Catalogue } from '../catalogue/index.ts';
import { emitYear, planRun, type Statement } from '../plan/index.ts';
import { RELATIVE_PLACES, type RunManifest } from '../run/index.ts';
import type { Explanation } from './explanation.ts';

export interface StatementRequest {
  readonly code: string;
  readonly year: number;
  /**
   * The run that computed an unprotected cube: what it did in company is reported with its rows;
   * null: the cube by itself.
   */
  readonly run: RunManifest | null;
  readonly sql: boolean;
}

export type ExplainedScript = Pick<Explanation, 'statements' | 'variables'>;

/**
 * In the order in which they run. Refuses a year whose parameters are missing with a data failure,
 * as planning does.
 */
export function explainStatements(catalogue: Catalogue, { code, year, run, sql }: StatementRequest): ExplainedScript {
  // Under another catalogue it is not known what the run did.
  const same = run?.catalogue.hash === catalogue.hash ? run : null;
  const ran = same?.years.find((one) => one.year === year);
  const codes = ran?.indicators ?? [code];
  const [planned] = planRun(
    catalogue,
    { years: new Map([[year, codes]]), skipped: [] },
    { fuse: same?.fused ?? true },
  ).years;
  if (planned === undefined) throw new Error(`nothing is planned for ${code} in ${year}`);
  const { computation, variables } = emitYear(catalogue, planned, RELATIVE_PLACES);
  const rows = new Map(ran?.statements.map((statement) => [statement.id, statement.rows]));
  const statements = leadingTo(code, computation).map((statement) => ({
    id: statement.id,
    purpose: statement.purpose,
    reads: statement.reads,
    rows: statement.role === 'table' || statement.step === 'cube' ? (rows.get(statement.id) ?? null) : null,
    ...(sql && { sql: statement.sql }),
  }));
  return { statements, variables };
}

function leadingTo(code: string, statements: readonly Statement[]): Statement[] {
  const needed = new Set([code]);
  const found: Statement[] = [];
  for (const statement of [...statements].reverse()) {
    if ((statement.role !== 'table' && statement.role !== 'view') || !needed.has(statement.writes)) continue;
    found.unshift(statement);
    for (const name of statement.reads) needed.add(name);
  }
  return found;
}

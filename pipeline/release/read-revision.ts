/** Compares a cube that is about to be published with what earlier releases published of it. */
import { type Catalogue, otherEntity, type ThresholdPolicy } from '../catalogue/index.ts';
import { daysIn, type EarlierCube, indicatorOf, inMembers, type UnprotectedCube } from '../disclosure/index.ts';
import type { Engine } from '../engine/index.ts';
import { FIGURE_COLUMNS, keyColumns } from '../plan/index.ts';
import { printName } from '../query/index.ts';

/** What a cube changes of what earlier releases published of it. */
export interface Revision {
  /**
   * Which of its figures a release shows otherwise than every earlier one; none: it revises nothing
   * that can be seen.
   */
  readonly changed: readonly ('numerator' | 'denominator')[];
  /** Some cell that earlier releases show, and none of them suppresses, is suppressed. */
  readonly suppresses: boolean;
  /** Some cell that was published as sensitive is not sensitive any more. */
  readonly relieves: boolean;
  /** Some cell that was published as sensitive counts nobody now. */
  readonly empties: boolean;
}

export interface RevisionRequest {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly policy: ThresholdPolicy;
  readonly year: number;
  /** As it was computed. */
  readonly cube: UnprotectedCube;
  /** The same as it would be published. */
  readonly staged: string;
  readonly earlier: readonly EarlierCube[];
}

/** Undefined where no earlier release has the same cells. */
export async function readRevision(request: RevisionRequest): Promise<Revision | undefined> {
  const { engine, catalogue, policy, year, cube, staged } = request;
  const { dimensions, measure } = indicatorOf(catalogue, cube.code);
  const isTotal = measure.numerator.kind === 'total';
  const isRatio = measure.denominator?.kind === 'total';
  const members =
    measure.percentile === undefined && otherEntity(measure) === undefined
      ? 'computed.numerator_members'
      : 'computed.denominator';
  const keys = keyColumns(dimensions);
  const names = keys.map((key) => printName(key)).join(', ');
  const versions: string[] = [];
  for (const { relation } of request.earlier) if (await hasKeys(engine, relation, keys)) versions.push(relation);
  if (versions.length === 0) return undefined;
  const then = versions.map((relation, version) => compare(relation, version, cube.relation, names));
  const changes = await engine.query(
    `-- revision of ${cube.code}\nSELECT
  number,
  BOOL_OR(other_numerator) AS numerator,
  BOOL_OR(other_denominator) AS denominator
FROM (${then.join(' UNION ALL ')}) AS version
GROUP BY number`,
  );
  const few = (column: string) => `${column} BETWEEN 1 AND ${policy.threshold - 1}`;
  const sensitive = [
    few(members),
    ...(isRatio ? [few('computed.denominator_members'), few('computed.denominator')] : []),
    ...(policy.denominators ? [`COALESCE(${few('computed.denominator')}, FALSE)`] : []),
    // Who contributes how much is not compared: whoever dominated a volume is taken to dominate it
    // still.
    ...(policy.dominance !== null && isTotal ? ['TRUE'] : []),
    ...(policy.complements ? [`COALESCE(${few('computed.denominator - computed.numerator')}, FALSE)`] : []),
  ].join(' OR ');
  const [found = {}] = await engine.query(
    `-- statuses of ${cube.code}\nWITH known AS (
  SELECT ${names}, BOOL_OR(shown) AS shown, BOOL_OR(NOT shown) AS suppressed, BOOL_OR(sensitive) AS sensitive
  FROM (${then.join(' UNION ALL ')}) AS version
  GROUP BY ${names}
)
SELECT
  COALESCE(BOOL_OR(known.shown AND NOT known.suppressed AND staged.obs_status = 'Q'), FALSE) AS suppresses,
  COALESCE(BOOL_OR(known.sensitive AND NOT (${sensitive})), FALSE) AS relieves,
  COALESCE(BOOL_OR(known.sensitive AND ${members} = 0), FALSE) AS empties
FROM known
JOIN ${inMembers(cube.relation, daysIn(catalogue, cube.code, year))} AS computed USING (${names})
JOIN ${staged} AS staged USING (${names})`,
  );
  // What is as one of them showed it reveals no more than that one did.
  const isAsOne = changes.some(({ numerator, denominator }) => numerator !== true && denominator !== true);
  const isOther = (name: 'numerator' | 'denominator') => !isAsOne && changes.some((change) => change[name] === true);
  return {
    changed: (['numerator', 'denominator'] as const).filter(isOther),
    suppresses: found.suppresses === true,
    relieves: found.relieves === true,
    empties: found.empties === true,
  };
}

/**
 * The cells of an earlier version: how they were published, and which of their figures are others
 * now.
 */
function compare(relation: string, number: number, now: string, names: string): string {
  return `SELECT
  ${names},
  ${number} AS number,
  published.obs_status <> 'Q' AS shown,
  published.conf_status = 'A' AS sensitive,
  published.obs_status <> 'Q' AND CASE
    WHEN published.numerator IS NULL THEN published.obs_value IS DISTINCT FROM computed.obs_value
    ELSE published.numerator <> computed.numerator
  END AS other_numerator,
  published.obs_status <> 'Q' AND published.denominator IS DISTINCT FROM computed.denominator AS other_denominator
FROM ${relation} AS published
JOIN ${now} AS computed USING (${names})`;
}

/** With other dimensions its cells are others. */
async function hasKeys(engine: Engine, relation: string, keys: readonly string[]): Promise<boolean> {
  const columns = (await engine.query(`DESCRIBE SELECT * FROM ${relation}`)).map(({ column_name }) => `${column_name}`);
  const figures: readonly string[] = FIGURE_COLUMNS;
  return columns.filter((name) => !figures.includes(name)).join() === keys.join();
}

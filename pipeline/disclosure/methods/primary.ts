/**
 * The primary rule: a cell of few persons is suppressed, whatever stands beside it (contract,
 * Output: conf_status A).
 */
import { Failure } from '../../base/index.ts';
import {
  type Catalogue,
  type DisclosurePolicy,
  type Indicator,
  otherEntity,
  protectedEntity,
} from '../../catalogue/index.ts';
import { keyColumns } from '../../plan/index.ts';
import { printName } from '../../query/index.ts';
import { percentileRuleOf } from '../cells/percentile-rule.ts';
import { daysIn, inMembers } from './person-days.ts';
import type { Protection } from './protection.ts';

/** Columns of which a small number makes a row sensitive. */
const COUNTED = ['numerator_members', 'numerator', 'denominator', 'denominator_members'];

/**
 * Suppresses every cell with 1 to threshold - 1 persons behind its numerator or in its denominator,
 * or with so small a numerator. Persons decide, not events: five examinations of one person are one
 * person's. A cell of nobody is shown; a net of 0 out of a few corrected persons is not.
 */
export const PRIMARY: Protection = {
  rule: 'primary',
  protect: async ({ engine, catalogue, year, cubes }) => {
    const statusTables: Record<string, string> = {};
    for (const { code, relation } of cubes) {
      const threshold = thresholdOf(catalogue, code);
      const keys = keyColumns(indicatorOf(catalogue, code).dimensions).map((key) => printName(key));
      const few = (column: string) => `COALESCE(${column} BETWEEN 1 AND ${(threshold ?? 1) - 1}, FALSE)`;
      const rank = rankRuleOf(catalogue, code);
      const statusTable = `status_${code}_${year}`;
      await engine.execute(
        `-- primary rule ${code} ${year}\nCREATE OR REPLACE TABLE ${statusTable} AS
SELECT
  ${keys.join(', ')},
  CASE
    WHEN ${rank === null ? countedOf(catalogue, code).map(few).join(' OR ') : 'FALSE'} THEN 'A'
    WHEN ${rank ?? 'FALSE'} THEN 'D'
    ELSE 'F'
  END AS conf_status,
  ${few('least_stratum')} AS strata_suppressed
FROM ${inMembers(printName(relation), daysIn(catalogue, code, year))}`,
      );
      statusTables[code] = statusTable;
    }
    return statusTables;
  },
};

/** Of a density, nobody protected stands above the line. */
function countedOf(catalogue: Catalogue, code: string): readonly string[] {
  return otherEntity(indicatorOf(catalogue, code).measure) === undefined ? COUNTED : ['denominator'];
}

/** A condition on a row of too few members for its percentile; null where there is none. */
function rankRuleOf(catalogue: Catalogue, code: string): string | null {
  const { percentile } = indicatorOf(catalogue, code).measure;
  const policy = policyOf(catalogue, code);
  if (percentile === undefined || policy.kind === 'none') return null;
  const { members, beyond } = percentileRuleOf(policy);
  const rank = `denominator * ${percentile.percent}`;
  const isOfFew = [
    `denominator < ${members}`,
    `FLOOR(${rank} / 100.0) < ${beyond}`,
    `denominator - CEIL(${rank} / 100.0) < ${beyond}`,
  ];
  return `denominator > 0 AND (${isOfFew.join(' OR ')})`;
}

/**
 * Below how many members a cell of an indicator is suppressed; null: nobody has to be protected.
 * Refuses an entity without a policy.
 */
export function thresholdOf(catalogue: Catalogue, code: string): number | null {
  const policy = policyOf(catalogue, code);
  return policy.kind === 'none' ? null : policy.threshold;
}

/**
 * How the figures of an indicator are protected. Refuses an entity without a policy (disclosure).
 */
export function policyOf(catalogue: Catalogue, code: string): DisclosurePolicy {
  const entity = protectedEntity(indicatorOf(catalogue, code).measure);
  const policy = catalogue.disclosure[entity];
  if (policy !== undefined) return policy;
  throw new Failure(
    'disclosure',
    `no policy declares how figures on ${entity} are protected, so ${code} cannot be published.`,
    {
      help: `declare it in the catalogue: \`disclosure: { ${entity}: { threshold: 5 } }\`.`,
    },
  );
}

/** An indicator that is known to be there. */
export function indicatorOf(catalogue: Catalogue, code: string): Indicator {
  const indicator = catalogue.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  return indicator;
}

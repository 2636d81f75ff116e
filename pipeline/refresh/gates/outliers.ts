/**
 * Outliers: areas that do not follow the others. What an area would have if it had changed as the
 * country did is expected of it; the distance is taken between square roots, where counts of any
 * size scatter alike (Bartlett 1936), and checked against the median of the areas in median
 * absolute deviations.
 */
import type { OutliersRule } from '../../catalogue/index.ts';
import { printText } from '../../query/index.ts';
import type { Finding } from '../../release/index.ts';
import { baselineOf, cubeFile, type GateContext, totalsOf } from './gate-context.ts';

/** A median absolute deviation in standard deviations of a normal distribution. */
const MAD_SCALE = 1.4826;
/**
 * The difference of the roots of two Poisson counts, doubled, has this standard deviation: less
 * scatter than chance is no reason for alarm.
 */
const CHANCE = Math.SQRT2;

/** One finding for each cube: areas whose change stands out from that of all others. */
export async function checkOutliers(gate: string, rule: OutliersRule, context: GateContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of context.fresh) {
    const baseline = baselineOf(context, item, rule.since);
    const subject = `${item.code} ${item.year}`;
    if (baseline === undefined) {
      findings.push({ gate, subject, fails: false, message: 'nothing to compare it with.' });
      continue;
    }
    const now = await totalsOf(context, cubeFile(context.dataRoot, item));
    const before = await totalsOf(context, baseline.file);
    const [row] = await context.engine.query(`
      WITH pair AS (
        SELECT
          area_level,
          ref_area,
          CAST(now.numerator AS DOUBLE) AS counted,
          CAST(before.numerator AS DOUBLE) * COALESCE(now.denominator / NULLIF(before.denominator, 0), 1) AS carried
        FROM ${now} AS now
        JOIN ${before} AS before USING (area_level, ref_area)
        WHERE now.numerator >= 0 AND before.numerator >= 0
      ), area AS (
        SELECT ref_area, 2 * (SQRT(counted) - SQRT(expected)) AS distance
        FROM (
          SELECT ref_area, counted, carried * (SELECT counted / NULLIF(carried, 0) FROM pair WHERE area_level = 'country') AS expected
          FROM pair
          WHERE area_level = ${printText(rule.level)}
        )
        WHERE expected >= ${rule.atLeast}
      ), typical AS (
        SELECT MEDIAN(distance) AS middle, GREATEST(${MAD_SCALE} * MAD(distance), ${CHANCE}) AS scatter FROM area
      ), held AS (
        SELECT ref_area, ABS(distance - middle) / scatter AS deviations FROM area, typical
      )
      SELECT
        COUNT(*) AS areas,
        COUNT(*) FILTER (deviations > ${rule.deviations}) AS offending,
        FIRST(ref_area ORDER BY deviations DESC, ref_area) AS farthest,
        MAX(deviations) AS deviations
      FROM held`);
    findings.push({
      gate,
      subject,
      ...verdict(rule, baseline.name, Number(row?.areas ?? 0), Number(row?.offending ?? 0), row),
    });
  }
  return findings;
}

function verdict(
  rule: OutliersRule,
  name: string,
  areas: number,
  offending: number,
  row: Readonly<Record<string, unknown>> | undefined,
): Pick<Finding, 'fails' | 'message'> {
  if (areas === 0) return { fails: false, message: `no ${rule.level} has enough events to be compared with ${name}.` };
  // No percentage of an area: the release may have to suppress it.
  const farthest = `${row?.farthest} is ${Number(row?.deviations).toFixed(1)} deviations from the others (since ${name}), allowed ${rule.deviations}`;
  const many = offending > 1 ? `; so are ${offending - 1} more of ${areas} areas` : '';
  return { fails: offending > rule.tolerated, message: `${rule.level} ${farthest}${many}.` };
}

/** Areas: none that had members has lost them all. */
import type { AreasRule } from '../../catalogue/index.ts';
import { printText } from '../../query/index.ts';
import type { Finding } from '../../release/index.ts';
import { baselineOf, cubeFile, type GateContext, totalsOf } from './gate-context.ts';

/** One finding for each cube: areas that had members in the baseline and have none now. */
export async function checkAreas(gate: string, rule: AreasRule, context: GateContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of context.fresh) {
    const subject = `${item.code} ${item.year}`;
    const baseline = baselineOf(context, item, rule.since);
    if (baseline === undefined) {
      findings.push({ gate, subject, fails: false, message: 'nothing to compare it with.' });
      continue;
    }
    // A count has no denominator: then who is counted must be there.
    const now = await totalsOf(context, cubeFile(context.dataRoot, item));
    const before = await totalsOf(context, baseline.file);
    const [row] = await context.engine.query(`
      SELECT
        COUNT(*) AS areas,
        COUNT(*) FILTER (COALESCE(now.denominator, now.numerator) = 0) AS missing,
        FIRST(ref_area ORDER BY ref_area) FILTER (COALESCE(now.denominator, now.numerator) = 0) AS example
      FROM ${now} AS now
      JOIN ${before} AS before USING (area_level, ref_area)
      WHERE area_level = ${printText(rule.level)} AND COALESCE(before.denominator, before.numerator) >= ${rule.atLeast}`);
    const missing = Number(row?.missing ?? 0);
    const message =
      missing === 0
        ? `none of ${row?.areas} is empty.`
        : `${missing} of ${row?.areas} are empty that were not in ${baseline.name} (${rule.level} ${row?.example}${missing > 1 ? ', …' : ''}); tolerated ${rule.tolerated}.`;
    findings.push({ gate, subject, fails: missing > rule.tolerated, message });
  }
  return findings;
}

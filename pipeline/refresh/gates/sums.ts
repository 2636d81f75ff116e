/**
 * Sums: regions, arrondissements and municipalities hold the same members, so they add up to the
 * same in every cell.
 */
import { LEVELS, type SumsRule } from '../../catalogue/index.ts';
import { printName, printText } from '../../query/index.ts';
import type { Finding } from '../../release/index.ts';
import { cubeFile, type GateContext, readCube } from './gate-context.ts';

/**
 * Brussels is in no province and `ZZZZ` in no sector: those levels are held by the invariants of a
 * run, which know the gaps.
 */
const COMPLETE = LEVELS.filter((level) => ['region', 'arrondissement', 'municipality'].includes(level));

/** One finding for each cube: whether its levels add up to the same sums. */
export async function checkSums(gate: string, _rule: SumsRule, context: GateContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of context.fresh) {
    const dimensions = (context.catalogue.indicators[item.code]?.dimensions ?? []).map((name) => printName(name));
    const keys = ['time_period', ...dimensions].join(', ');
    const levels = COMPLETE.map((level) => printText(level)).join(', ');
    const [row] = await context.engine.query(`
      WITH level_sum AS (
        SELECT ${keys}, area_level, SUM(numerator) AS numerator, SUM(denominator) AS denominator
        FROM ${readCube(cubeFile(context.dataRoot, item))}
        WHERE area_level IN (${levels})
        GROUP BY ${keys}, area_level
      ), cell AS (
        SELECT MIN(numerator) <> MAX(numerator) OR MIN(denominator) <> MAX(denominator) AS differs
        FROM level_sum
        GROUP BY ${keys}
      )
      SELECT COUNT(*) AS cells, COUNT(*) FILTER (differs) AS offending FROM cell`);
    const offending = Number(row?.offending ?? 0);
    const message =
      offending === 0
        ? `the levels agree in all ${row?.cells} cells.`
        : `regions, arrondissements and municipalities add up to different sums in ${offending} of ${row?.cells} cells.`;
    findings.push({ gate, subject: `${item.code} ${item.year}`, fails: offending > 0, message });
  }
  return findings;
}

/**
 * Data checks as gates: what they found when a cube was computed, checked against the tolerances
 * that are declared now.
 */
import type { Finding } from '../../release/index.ts';
import { judgeCheck, printCheck } from '../../run/index.ts';
import type { GateContext } from './gate-context.ts';

/** One finding a check and year, however many indicators were computed from that delivery. */
export function checkData({ catalogue, fresh }: GateContext): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { year, record } of fresh) {
    for (const found of record.checks) {
      const result = judgeCheck(catalogue, found);
      const fails = result.severity === 'error' && result.outcome === 'fail';
      const subject = `delivery ${year}`;
      const key = `${result.check} ${subject}`;
      const { check: gate } = result;
      const message = printCheck(result, 'public').replace(/^[^:]*: /, '');
      // Computed at different times: the worse one counts.
      if (fails || !findings.has(key)) findings.set(key, { gate, subject, fails, message });
    }
  }
  return [...findings.values()];
}

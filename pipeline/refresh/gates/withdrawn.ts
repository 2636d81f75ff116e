/**
 * Withdrawn: what the current release shows stays in the next one, unless somebody accepts that.
 */
import { type Finding, WITHDRAWN, type Withdrawal } from '../../release/index.ts';
import type { GateContext } from './gate-context.ts';

/** One finding for every indicator of which something is withdrawn; none otherwise. */
export function checkWithdrawn({ withdrawals }: Pick<GateContext, 'withdrawals'>): Finding[] {
  const codes = [...new Set(withdrawals.map(({ code }) => code))];
  return codes.map((subject) => {
    const lost = withdrawals.filter(({ code }) => code === subject).map(printWithdrawal);
    return { gate: WITHDRAWN, subject, fails: true, message: `the next release would not have ${lost.join('; ')}.` };
  });
}

/** `level sector (2022, 2023)`. */
export function printWithdrawal({ what, name, years }: Withdrawal): string {
  return `${name === null ? `the ${what}` : `${what} ${name}`} (${years.join(', ')})`;
}

/** Nested differences of tiny worlds, protected, against an attacker who tries all microdata. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { casesOf, seedOf } from '../support/depth.ts';
import { type Examined, examine } from './adversary/examine.ts';
import { printExamined } from './adversary/print.ts';
import { worlds } from './adversary/world.ts';

const CASES = casesOf(60);
const SEED = seedOf(11);
const CLAIMS = { low: 0, high: 2 };

it('no sensitive difference of nested counts has one possible value alone', {
  timeout: 60_000 + CASES * 1_000,
}, async () => {
  const broken: Examined[] = [];
  const count = { worlds: 0, refused: 0, suppressed: 0, undecided: 0, broken: 0 };
  for (const drawn of fc.sample(worlds(CLAIMS), { numRuns: CASES, seed: SEED })) {
    const examined = await examine({ ...drawn, policy: { ...drawn.policy, nested: true } }, CLAIMS);
    const { attack } = examined;
    count.worlds += 1;
    if (attack === null) count.refused += 1;
    const isDifference = ({ figure }: { readonly figure: string }) => figure === 'difference';
    const rows = Object.values(examined.release ?? {}).flat();
    count.suppressed += rows.filter(({ status }) => status !== 'F').length;
    count.undecided += attack?.undecided.filter(isDifference).length ?? 0;
    if (attack && [...attack.shown, ...attack.disclosed].some(isDifference)) broken.push(examined);
  }
  count.broken = broken.length;
  process.stdout.write(`nested differences: ${JSON.stringify(count)}\n`);
  expect(count.refused).toBeLessThanOrEqual(CASES * 0.25);
  expect(broken.length, broken.slice(0, 2).map(printExamined).join('\n\n')).toBe(0);
});

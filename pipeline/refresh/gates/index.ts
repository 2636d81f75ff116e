/**
 * Runs every gate of the catalogue over what is about to be published. A kind of gate is one file
 * here and one line below.
 */
import type { Gate, GateRule } from '../../catalogue/index.ts';
import type { Finding } from '../../release/index.ts';
import { checkAreas } from './areas.ts';
import { checkChange } from './change.ts';
import { checkData } from './data-checks.ts';
import { checkDelivery } from './delivery.ts';
import type { GateContext } from './gate-context.ts';
import { checkOutliers } from './outliers.ts';
import { checkSums } from './sums.ts';
import { checkSynthetic } from './synthetic.ts';
import { checkWithdrawn } from './withdrawn.ts';

type Check<Rule extends GateRule> = (gate: string, rule: Rule, context: GateContext) => Promise<Finding[]>;

const CHECKS: { readonly [Kind in GateRule['kind']]: Check<Extract<GateRule, { kind: Kind }>> } = {
  delivery: checkDelivery,
  sums: checkSums,
  change: checkChange,
  outliers: checkOutliers,
  areas: checkAreas,
};

/** Whether what fails is about another delivery of a year that is published already. */
function isCorrection({ released, fresh }: GateContext, { subject, fails }: Finding): boolean {
  const year = Number(subject.split(' ').at(-1));
  const isReleased = fresh.some(
    (item) => item.year === year && released.some((cube) => cube.code === item.code && cube.year === year),
  );
  return fails && isReleased;
}

/**
 * Gives what the data checks and every declared gate find: subjects that pass as well as those that
 * fail.
 */
export async function runGates(context: GateContext, onGate: (gate: string) => void = () => {}): Promise<Finding[]> {
  const findings = [...checkData(context), ...checkSynthetic(context), ...checkWithdrawn(context)];
  for (const { name, rule } of Object.values<Gate>(context.catalogue.gates)) {
    onGate(name);
    // The kind of a rule says which of the registry takes it; the types of the two cannot be
    // related here.
    const check = CHECKS[rule.kind] as unknown as Check<GateRule>;
    findings.push(...(await check(name, rule, context)));
  }
  return findings.map((finding) => (isCorrection(context, finding) ? { ...finding, correction: true } : finding));
}

/**
 * Change: the country's value against that of the year before, or of the same year as it is
 * published.
 */
import type { ChangeRule } from '../../catalogue/index.ts';
import { type Finding, printChange, printShare } from '../../release/index.ts';
import { baselineOf, cubeFile, type GateContext, totalsOf } from './gate-context.ts';

/**
 * From year to year chance moves a count: three standard deviations of the doubled difference of
 * square roots, in which counts of any size scatter alike (Bartlett 1936). At national size it is
 * nothing beside a tolerance; of a dozen people it is most.
 */
const CHANCE = 3 * Math.SQRT2;

interface Figure {
  /** Null: of a percentile, whose value is compared as it is. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number;
}

/** One finding for each cube: how far the value of the country is from the baseline. */
export async function checkChange(gate: string, rule: ChangeRule, context: GateContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of context.fresh) {
    const subject = `${item.code} ${item.year}`;
    const baseline = baselineOf(context, item, rule.since);
    if (baseline === undefined) {
      findings.push({ gate, subject, fails: false, message: 'nothing to compare it with.' });
      continue;
    }
    const before = await countryOf(context, item.code, baseline.file);
    const after = await countryOf(context, item.code, cubeFile(context.dataRoot, item));
    const tolerance = rule.toleranceOf[item.code] ?? rule.tolerance;
    const verdict =
      before === undefined || after === undefined
        ? unlike(before, after, baseline.name)
        : hold(before, after, tolerance, rule.since, baseline.name);
    findings.push({ gate, subject, ...verdict });
  }
  return findings;
}

type Verdict = Pick<Finding, 'fails' | 'message'>;

/** The country's total as it is in a cube; undefined where it is suppressed or has no members. */
async function countryOf(context: GateContext, code: string, file: string): Promise<Figure | undefined> {
  const [row] = await context.engine.query(
    `SELECT numerator, denominator, obs_value FROM ${await totalsOf(context, file)} WHERE area_level = 'country'`,
  );
  const isPercentile = context.catalogue.indicators[code]?.measure.percentile !== undefined;
  if (row === undefined || (row.numerator === null && !isPercentile) || row.obs_value === null) return undefined;
  const { numerator, denominator, obs_value: value } = row;
  return {
    numerator: isPercentile ? null : Number(numerator),
    denominator: denominator === null ? null : Number(denominator),
    value: Number(value),
  };
}

/** A figure that is there on one side alone. */
function unlike(before: Figure | undefined, after: Figure | undefined, name: string): Verdict {
  if (before === undefined && after === undefined) return { fails: false, message: `no figure, as in ${name}.` };
  // What is suppressed as published cannot be checked against; what had a figure must have one.
  if (after === undefined) return { fails: true, message: `the country has no figure, and has one in ${name}.` };
  return { fails: false, message: `no figure in ${name} to compare it with.` };
}

function hold(before: Figure, after: Figure, tolerance: number, since: ChangeRule['since'], name: string): Verdict {
  const members =
    before.denominator === null || before.numerator === null ? 1 : (after.denominator ?? 0) / before.denominator;
  const expected = (before.numerator ?? before.value) * members;
  const [low, high] = [expected * (1 - tolerance), expected * (1 + tolerance)].sort((a, b) => a - b);
  const counted = after.numerator ?? after.value;
  const isOutside = counted < (low ?? 0) || counted > (high ?? 0);
  const bound = counted < (low ?? 0) ? low : high;
  const distance = 2 * Math.abs(Math.sqrt(Math.max(0, counted)) - Math.sqrt(Math.max(0, bound ?? 0)));
  // The same year has the same people: nothing there is chance.
  const isChance = since === 'previous_year' && after.numerator !== null && distance <= CHANCE;
  const fails = isOutside && !isChance;
  const tolerated = `tolerated ${printShare(tolerance)}${isOutside && isChance ? ' and random variation of small numbers' : ''}`;
  if (isFew(before) || isFew(after)) {
    const finding = fails
      ? `the figure of the country, or that in ${name}, is of fewer than 5; they differ`
      : `few, as in ${name}`;
    return { fails, message: `${finding}; ${tolerated}.` };
  }
  const [from, to] = [before.value, after.value].map((value) => Number(value.toPrecision(4)));
  const size = printChange(before.value, after.value);
  return { fails, message: `the country goes from ${from} (${name}) to ${to}, ${size}; ${tolerated}.` };
}

function isFew({ numerator }: Figure): boolean {
  return numerator !== null && numerator !== 0 && Math.abs(numerator) < 5;
}

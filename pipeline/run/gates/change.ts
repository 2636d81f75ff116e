/** Change: the country's value against that of the year before, or of the same year as it is published. */
import type { ChangeRule } from '../../catalogue/index.ts';
import { baselineOf, type GateContext, totalsOf } from './gate-context.ts';
import { type Finding, printChange, printShare } from './gate-result.ts';

/** Standard errors of the change from year to year that chance alone may make on top of what is tolerated. */
const CHANCE = 3;

interface Figure {
  readonly numerator: number;
  readonly value: number;
}

export async function checkChange(gate: string, rule: ChangeRule, context: GateContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of context.fresh) {
    const subject = `${item.code} ${item.year}`;
    const baseline = baselineOf(context, item, rule.since);
    const before = baseline && (await countryOf(context, item, baseline.file));
    const { numerator, value } = item.record.cube.country;
    const after = numerator === null || value === null ? undefined : { numerator, value };
    if (baseline === undefined || before === undefined || after === undefined) {
      const message =
        baseline === undefined ? 'nothing to hold it against.' : `no figure to hold against ${baseline.name}.`;
      findings.push({
        gate,
        subject,
        fails: baseline !== undefined && (before === undefined) !== (after === undefined),
        message,
      });
    } else {
      const tolerance = rule.toleranceOf[item.code] ?? rule.tolerance;
      findings.push({
        gate,
        subject,
        ...hold(before, after, tolerance, rule.since === 'previous_year', baseline.name),
      });
    }
  }
  return findings;
}

/** The country's total as it is in a cube; undefined where it is masked or has no members. */
async function countryOf(
  context: GateContext,
  item: GateContext['fresh'][number],
  file: string,
): Promise<Figure | undefined> {
  const [row] = await context.engine.query(
    `SELECT numerator, obs_value FROM ${totalsOf(context, item, file)} WHERE area_level = 'country'`,
  );
  if (row?.numerator === null || row?.obs_value === null || row === undefined) return undefined;
  return { numerator: Number(row.numerator), value: Number(row.obs_value) };
}

function hold(
  before: Figure,
  after: Figure,
  tolerance: number,
  isAnotherYear: boolean,
  name: string,
): Pick<Finding, 'fails' | 'message'> {
  // The same year has the same people: nothing there is chance.
  const chance = isAnotherYear
    ? CHANCE * Math.sqrt(1 / Math.max(1, before.numerator) + 1 / Math.max(1, after.numerator))
    : 0;
  const allowed = tolerance + chance;
  const change =
    before.value === 0 ? (after.value === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(after.value / before.value - 1);
  // From none to a few, in another year, is chance as well.
  const fails = change > allowed && !(isAnotherYear && before.numerator === 0 && after.numerator < CHANCE ** 2);
  const tolerated = `tolerated ${printShare(tolerance)}${chance >= 0.005 ? ` and ${printShare(chance)} for chance` : ''}`;
  if (isFew(before) || isFew(after)) {
    const said = fails ? `the country's figure is of fewer than 5, and not that of ${name}` : `as few as in ${name}`;
    return { fails, message: `${said}; ${tolerated}.` };
  }
  const [from, to] = [before.value, after.value].map((value) => String(Number(value.toPrecision(4))));
  return {
    fails,
    message: `the country goes from ${from} (${name}) to ${to}, ${printChange(before.value, after.value)}; ${tolerated}.`,
  };
}

function isFew({ numerator }: Figure): boolean {
  return numerator !== 0 && Math.abs(numerator) < 5;
}

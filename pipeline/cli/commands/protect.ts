/**
 * `cubes protect`: protection applied to the unprotected cubes, and what it costs; no release is
 * made and no file written.
 */
import { Failure } from '../../base/index.ts';
import { isReleased, isSumOfYears } from '../../catalogue/index.ts';
import { comparePolicies, indicatorOf, type PolicyCost, policyOf } from '../../disclosure/index.ts';
import { selectDue } from '../../refresh/index.ts';
import { yearsBelow } from '../../run/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';

export interface ProtectOptions extends PlaceOptions, EngineChoices {
  readonly years?: readonly number[];
  readonly compare?: boolean;
  readonly json?: boolean;
}

/** Prints what disclosure control costs in computed cubes; nothing is written. */
export async function protect(asked: readonly string[], options: ProtectOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  // What adds up years is shown where those are: it has no rule of its own to compare.
  const codes = selectDue(catalogue, asked)
    .map((code) => indicatorOf(catalogue, code))
    .filter((indicator) => isReleased(catalogue, indicator) && !isSumOfYears(catalogue, indicator.measure))
    .map(({ code }) => code);
  const protectedCodes = codes.filter((code) => policyOf(catalogue, code).kind !== 'none');
  const computed = [...new Set(protectedCodes.flatMap((code) => yearsBelow(`${dataRoot}/work/cubes`, code)))].sort();
  const years = options.years ?? computed.slice(-1);
  if (years.length === 0)
    throw new Failure('data', 'there is no computed cube to protect.', {
      help: 'compute some with `cubes run --years A..B`.',
    });
  const costs = await reading(options, dataRoot, (engine) =>
    interruptible((signal) =>
      comparePolicies({ catalogue, dataRoot, codes, years, engine, compare: options.compare ?? false, signal }),
    ),
  );
  if (options.json) printJson('protect', { costs });
  else process.stdout.write(`${printCosts(costs)}\n`);
}

const POLICIES: Readonly<Record<PolicyCost['policy'], (amount: number) => string>> = {
  none: () => 'nothing is suppressed',
  primary: () => 'primary suppression',
  linked: () => 'primary and secondary suppression',
  rounding: (base) => `all figures to multiples of ${base}`,
  cell_key: (most) => `noise of at most ${most}, no figure below the threshold`,
};

function printCosts(costs: readonly PolicyCost[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const rows = costs.map((cost) => [
    String(cost.year),
    cost.policy,
    POLICIES[cost.policy](cost.amount ?? 0),
    cost.cells,
    cost.primary,
    cost.secondary,
    percent(cost.personsSuppressed),
    cost.changed,
    percent(cost.largestChange),
    `${cost.seconds.toFixed(1)} s`,
  ]);
  const head = [
    'year',
    'policy',
    'what it does',
    'cells',
    'primary',
    'secondary',
    'persons suppressed',
    'changed',
    'largest change',
    'time',
  ];
  return printTable(head, rows);
}

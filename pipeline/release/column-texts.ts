/**
 * What the columns of a cube are, in a sentence each: comments in `atlas.duckdb` and in the footers
 * of files.
 */
import { type DisclosurePolicy, type Measure, perturbationOf, printPerturbation } from '../catalogue/index.ts';

const COLUMNS: Readonly<Record<string, string>> = {
  time_period: 'reference year',
  area_level: 'country, region, province, arrondissement, municipality or sector',
  ref_area: 'NIS code, or sector code',
  numerator: 'counted; NULL where suppressed',
  denominator: 'of how many members; NULL where suppressed, and for a plain count',
  obs_value:
    'numerator x unit_scale / denominator x per, unrounded; NULL where suppressed, or where the denominator is 0',
  ci_lower: 'lower limit of the 95 % interval of obs_value',
  ci_upper: 'upper limit of the 95 % interval of obs_value',
  std_value: 'obs_value as if every area were composed alike; on total rows',
  std_ci_lower: 'lower limit of the 95 % interval of std_value',
  std_ci_upper: 'upper limit of the 95 % interval of std_value',
  obs_status: 'SDMX: A normal, M missing (denominator 0), Q suppressed',
  conf_status: 'SDMX: F free, A suppressed as sensitive, D suppressed to protect a sensitive cell',
};

/** Columns of a ratio of totals, and of a percentile. */
const RATIO = {
  denominator: 'sum by which the numerator is divided; NULL where suppressed',
  obs_value:
    'numerator x unit_scale / denominator x per, unrounded; NULL where suppressed, or where the denominator is not above 0',
  obs_status: 'SDMX: A normal, M missing (denominator not above 0), Q suppressed',
};
const PERCENTILE = {
  numerator: 'NULL: a percentile adds nothing up',
  obs_value: 'the percentile of the members, rounded to its unit; NULL where suppressed, or where there is nobody',
};

/**
 * A sentence for every column of a cube with these dimensions, by name; figures say so where their
 * policy changes them, or their measure is no quotient of a count by members.
 */
export function columnTexts(
  dimensions: readonly string[],
  policy: DisclosurePolicy | undefined,
  measure?: Pick<Measure, 'denominator' | 'percentile'>,
): Readonly<Record<string, string>> {
  const named = dimensions.map((name) => [name, `${name}; total is the margin`] as const);
  const perturbation = perturbationOf(policy);
  return {
    ...COLUMNS,
    ...(measure?.denominator?.kind === 'total' && RATIO),
    ...(measure?.percentile && PERCENTILE),
    ...(perturbation && changedColumns(printPerturbation(perturbation))),
    ...Object.fromEntries(named),
  };
}

function changedColumns(how: string): Readonly<Record<string, string>> {
  const none = (name: string) => [name, 'NULL: it would disclose the exact figures'] as const;
  return {
    numerator: `counted; ${how}`,
    denominator: `of how many members; ${how}; NULL for a plain count`,
    obs_value: 'numerator x unit_scale / denominator x per, as published; NULL where the denominator is 0',
    ...Object.fromEntries(['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'].map(none)),
  };
}

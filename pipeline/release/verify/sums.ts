/**
 * Sums: what is shown of the parts of an area, or of the members of a dimension, is no more than
 * the whole, and just that where nobody can be missing.
 */

import { addsUp } from '../../catalogue/index.ts';
import { eventDimensions } from '../../disclosure/index.ts';
import { printName } from '../../query/index.ts';
import { type Finding, type ReleasedIndicator, type Subject, sentences } from './subject.ts';

/** Part, whole, and whether everybody in the whole is in a part (contract, Sums and gaps). */
const STEPS = [
  ['region', 'country', false],
  ['province', 'region', true],
  ['arrondissement', 'region', true],
  ['arrondissement', 'province', true],
  ['municipality', 'arrondissement', true],
  ['sector', 'municipality', false],
] as const;

const SUMS: Readonly<Record<string, string>> = {
  too_large: 'sums larger than the total',
  not_equal: 'sums other than the total, though nobody can be missing',
};

/** Where figures have noise, no sum is promised. */
export async function verifySums(
  { engine, manifest }: Subject,
  { code, cubes, facts }: ReleasedIndicator,
): Promise<Finding> {
  const policy = manifest.policy.disclosure[cubes[0]?.entity ?? ''];
  if (!addsUp(policy)) return { examined: 0, problems: [] };
  const dimensions = facts.dimensions.map(({ name }) => printName(name));
  const same = (names: readonly string[]) => names.map((name) => ` AND whole.${name} = part.${name}`).join('');
  const ofAreas = STEPS.map(
    ([level, above, isWhole]) => `
  SELECT ${columns(`'${level} in ${above}'`, isWhole)}
  FROM released AS part
  JOIN place ON place.vintage = part.vintage AND place.area_level = part.area_level AND place.ref_area = part.ref_area
  JOIN released AS whole ON whole.year = part.year AND whole.area_level = '${above}'
    AND whole.ref_area = ${above === 'country' ? "'01000'" : `place.${above}`}${same(dimensions)}
  WHERE part.area_level = '${level}' AND whole.obs_status <> 'Q'
  GROUP BY ${['part.year', 'part.is_signed', 'part.is_ratio', 'whole.ref_area', ...dimensions.map((name) => `part.${name}`)].join(', ')}`,
  );
  // A member may be in several groups of claims, or in none.
  const ofEvents = eventDimensions(manifest.figureRelations);
  const adding = facts.dimensions.flatMap(({ name }) => (ofEvents.has(name) ? [] : [printName(name)]));
  const ofMembers = adding.map((dimension) => {
    const others = ['area_level', 'ref_area', ...dimensions.filter((name) => name !== dimension)];
    return `
  SELECT ${columns(`'${dimension} in total'`, false)}
  FROM released AS part
  JOIN released AS whole ON whole.year = part.year AND whole.${dimension} = 'total'${same(others)}
  WHERE part.${dimension} <> 'total' AND whole.obs_status <> 'Q'
  GROUP BY ${['part.year', 'part.is_signed', 'part.is_ratio', ...others.map((name) => `part.${name}`)].join(', ')}`;
  });
  const rows = await engine.query(
    `-- sums ${code}
WITH sum_of_parts AS (${[...ofAreas, ...ofMembers].join('\n  UNION ALL')}
)
SELECT
  year,
  step,
  COUNT(*) AS examined,
  COUNT(*) FILTER ((numerators > numerator AND NOT is_signed) OR (denominators > denominator AND NOT is_ratio)) AS too_large,
  COUNT(*) FILTER (
    is_whole AND suppressed = 0 AND (numerators IS DISTINCT FROM numerator OR denominators IS DISTINCT FROM denominator)
  ) AS not_equal
FROM sum_of_parts
GROUP BY year, step ORDER BY year, step`,
  );
  return {
    examined: rows.reduce((sum, { examined }) => sum + Number(examined), 0),
    problems: sentences(rows, SUMS, ({ year, step }) => `${code} of ${year}, ${step}`),
  };
}

function columns(step: string, isWhole: boolean): string {
  return `part.year, ${step} AS step, ${isWhole} AS is_whole, part.is_signed, part.is_ratio,
    SUM(part.numerator) AS numerators, SUM(part.denominator) AS denominators,
    COUNT(*) FILTER (part.obs_status = 'Q') AS suppressed,
    ANY_VALUE(whole.numerator) AS numerator, ANY_VALUE(whole.denominator) AS denominator`;
}

/**
 * Cells: every one that belongs there, once and in order, with figures and statuses that go
 * together; and none of few persons.
 */

import { isDivisorPart, partsOf, withheldColumns } from '../../disclosure/index.ts';
import { FIGURE_COLUMNS } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { type Finding, type ReleasedIndicator, type SheetFacts, type Subject, sentences } from './subject.ts';

const FIGURES = FIGURE_COLUMNS.filter((name) => !name.endsWith('_status'));

const CELLS: Readonly<Record<string, string>> = {
  of_another_year: 'rows of another year',
  out_of_order: 'rows out of order, or there twice',
  unknown: 'rows of a level, area or group that does not belong there',
  missing: 'cells missing that belong there',
  bad_status: 'cells with inconsistent statuses',
  suppressed_with_figures: 'suppressed cells with figures',
  without_figures: 'cells that are not suppressed, without figures',
  withheld: 'cells with figures that the policy withholds',
  not_empty: 'cells with obs_status M that are not empty',
  other_counts: 'counts by status that are not those of the manifest',
};

const POLICY: Readonly<Record<string, string>> = {
  small: 'cells of few persons that are not suppressed',
  beside_suppressed: 'standardised values of suppressed cells',
};

/** `released` holds the rows of the indicator with their place in the file. */
export async function verifyCells(subject: Subject, indicator: ReleasedIndicator): Promise<Finding> {
  const { engine } = subject;
  const { code, keys, cubes, facts } = indicator;
  const names = keys.map((key) => printName(key));
  const key = `ROW(${names.join(', ')})`;
  const withheld = withheldColumns(subject.manifest.policy.disclosure[cubes[0]?.entity ?? '']);
  const isPercentile = subject.manifest.figureRelations.cubes[`${code}:denominator`]?.percentile !== undefined;
  const shown = [isPercentile ? 'denominator' : 'numerator', 'obs_value'].filter((name) => !withheld.includes(name));
  const groups = facts.dimensions.map(
    ({ name, members }) => `${printName(name)} IN (${[...members, 'total'].map(printText).join(', ')})`,
  );
  const rows = await engine.query(
    `-- cells ${code}
WITH ordered AS (
  SELECT *, LAG(${key}) OVER (PARTITION BY file ORDER BY file_row_number) AS before FROM released
)
SELECT
  year,
  COUNT(*) AS examined,
  COUNT(*) FILTER (time_period IS DISTINCT FROM year) AS of_another_year,
  COUNT(*) FILTER (before IS NOT NULL AND before >= ${key}) AS out_of_order,
  COUNT(*) FILTER (place.ref_area IS NULL OR NOT COALESCE(${['TRUE', ...groups].join(' AND ')}, FALSE)) AS unknown,
  COUNT(*) FILTER (
    obs_status IS NULL OR obs_status NOT IN ('A', 'M', 'Q')
    OR conf_status IS NULL OR conf_status NOT IN ('F', 'A', 'D')
    OR (obs_status = 'Q') <> (conf_status <> 'F')
  ) AS bad_status,
  COUNT(*) FILTER (obs_status = 'Q' AND COALESCE(${FIGURES.join(', ')}) IS NOT NULL) AS suppressed_with_figures,
  COUNT(*) FILTER (obs_status = 'A' AND (${[...shown.map((name) => `${name} IS NULL`), 'FALSE'].join(' OR ')} OR NOT COALESCE(ISFINITE(obs_value), TRUE))) AS without_figures,
  COUNT(*) FILTER (COALESCE(${[...withheld, 'NULL'].join(', ')}) IS NOT NULL) AS withheld,
  COUNT(*) FILTER (obs_status = 'M' AND (COALESCE(denominator, 0) > 0 OR obs_value IS NOT NULL)) AS not_empty,
${['A', 'M', 'Q'].map((status) => `  COUNT(*) FILTER (obs_status = '${status}') AS obs_${status},`).join('\n')}
${['F', 'A', 'D'].map((status) => `  COUNT(*) FILTER (conf_status = '${status}') AS conf_${status},`).join('\n')}
  (SELECT COUNT(*) FROM wanted_area WHERE wanted_area.year = ordered.year) * ${combinations(facts)} - COUNT(*) AS missing
FROM ordered
LEFT JOIN wanted_area AS place USING (year, area_level, ref_area)
GROUP BY year ORDER BY year`,
  );
  const counted = rows.map((row) => {
    const counts = cubes.find(({ year }) => year === row.year)?.counts;
    const same = [
      ...(['A', 'M', 'Q'] as const).map((status) => counts?.obs_status[status] === row[`obs_${status}`]),
      ...(['F', 'A', 'D'] as const).map((status) => counts?.conf_status[status] === row[`conf_${status}`]),
    ];
    return { ...row, other_counts: same.filter((is) => !is).length };
  });
  const empty = cubes.filter(({ year }) => !rows.some((row) => row.year === year));
  return {
    examined: rows.reduce((sum, { examined }) => sum + Number(examined), 0),
    problems: [
      ...empty.map(({ path }) => `${path} has no row.`),
      ...sentences(counted, CELLS, ({ year }) => `${code} of ${year}`),
    ],
  };
}

/**
 * No cell of 1 to threshold - 1 persons is shown, and no standardised value of a cell beside a
 * suppressed one.
 */
export async function verifyPolicy(subject: Subject, { code, keys, cubes }: ReleasedIndicator): Promise<Finding> {
  const { engine, manifest } = subject;
  const strata = cubes.find((cube) => cube.strata !== null)?.strata ?? '';
  const beside = ['year', ...keys.filter((key) => key !== strata).map((key) => printName(key))];
  const few = (column: string) => `${column} BETWEEN 1 AND threshold - 1`;
  const policy = manifest.policy.disclosure[cubes[0]?.entity ?? ''];
  // Of a density nobody protected stands above the line.
  const parts = partsOf(manifest.figureRelations, code);
  const isOfOthers = policy?.kind === 'threshold' && parts.length > 0 && parts.every((part) => isDivisorPart(part));
  const ofFew = policy?.kind !== 'threshold' || policy.denominators !== false;
  const rows = await engine.query(
    `-- policy ${code}
SELECT
  year,
  COUNT(*) AS examined,
  COUNT(*) FILTER (${isOfOthers ? 'FALSE' : few('numerator')} OR (${ofFew} AND ${few('denominator')})) AS small,
  COUNT(*) FILTER (suppressed_beside AND COALESCE(std_value, std_ci_lower, std_ci_upper) IS NOT NULL) AS beside_suppressed
FROM (SELECT *, BOOL_OR(obs_status = 'Q') OVER (PARTITION BY ${beside.join(', ')}) AS suppressed_beside FROM released)
GROUP BY year ORDER BY year`,
  );
  const loose = cubes.filter(({ entity, protection }) => {
    const policy = manifest.policy.disclosure[entity];
    return policy === undefined || (policy.kind === 'none' ? null : policy.threshold) !== protection.threshold;
  });
  return {
    examined: rows.reduce((sum, { examined }) => sum + Number(examined), 0),
    problems: [
      ...loose.map(({ year }) => `${code} of ${year} was not protected by the policy of the release.`),
      ...sentences(rows, POLICY, ({ year }) => `${code} of ${year}`),
    ],
  };
}

/** Cells of an area: every combination of members, with the margin. */
function combinations({ dimensions }: SheetFacts): number {
  return dimensions.reduce((product, { members }) => product * (members.length + 1), 1);
}

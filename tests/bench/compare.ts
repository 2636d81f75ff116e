/**
 * Compares two computations of the same cubes: a speed says nothing of figures that differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Indicator } from '../../pipeline/catalogue/index.ts';
import { openDuckDB } from '../../pipeline/engine/index.ts';

/** Counts, their ratio and the statuses are the same to the last bit. */
const EXACT = ['time_period', 'numerator', 'denominator', 'obs_value', 'obs_status', 'conf_status'];
/** Limits and standardised values are sums and roots of fractions, in whatever order. */
const CLOSE = ['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'];
const RELATIVE = 1e-9;

/**
 * Refuses, with an error that names indicator, rows and columns, files that are not the same cube.
 */
export async function refuseDifferent(indicators: readonly Indicator[], fileOf: FilesOf): Promise<void> {
  await refuseWhere(indicators, fileOf, EXACT, CLOSE);
}

/** The same of files that hold numerators and denominators alone. */
export async function refuseOtherCounts(indicators: readonly Indicator[], fileOf: FilesOf): Promise<void> {
  await refuseWhere(indicators, fileOf, ['numerator', 'denominator'], []);
}

/** The two files of an indicator. */
type FilesOf = (code: string) => readonly [ours: string, theirs: string];

async function refuseWhere(
  indicators: readonly Indicator[],
  fileOf: FilesOf,
  exact: readonly string[],
  nearly: readonly string[],
): Promise<void> {
  const tempDirectory = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
  const engine = await openDuckDB({ threads: 2, memoryLimit: '1GB', tempDirectory });
  try {
    for (const { code, dimensions } of indicators) {
      const [ours, theirs] = fileOf(code);
      const keys = ['area_level', 'ref_area', ...dimensions];
      const close = (name: string) =>
        `(ours.${name} IS NULL AND theirs.${name} IS NULL OR coalesce(abs(ours.${name} - theirs.${name}) <= ${RELATIVE} * abs(ours.${name}), false))`;
      const differs = [
        ...exact.map((name) => ({ name, when: `ours.${name} IS DISTINCT FROM theirs.${name}` })),
        ...nearly.map((name) => ({ name, when: `NOT ${close(name)}` })),
      ];
      const [row] = await engine.query(`SELECT
          count(ours.ref_area) AS rows,
          count(*) FILTER (ours.ref_area IS NULL OR theirs.ref_area IS NULL) AS alone,
          ${differs.map(({ name, when }) => `count(*) FILTER (${when}) AS ${name}`).join(',\n')}
        FROM read_parquet('${ours}') AS ours
        FULL JOIN read_parquet('${theirs}') AS theirs USING (${keys.join(', ')})`);
      const wrong = Object.entries(row ?? {}).filter(([name, found]) => (name === 'rows' ? found === 0 : found !== 0));
      if (row === undefined || wrong.length > 0) {
        throw new Error(`${code}: not the same cube: ${wrong.map(([name, n]) => `${name} ${n}`).join(', ')}`);
      }
    }
  } finally {
    engine.close();
    rmSync(tempDirectory, { recursive: true, force: true });
  }
}

/**
 * A delivery that takes one claim of one person back: the revision is not published, published if
 * somebody accepts it, and known after a rollback.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, type Protection } from '../../pipeline/disclosure/index.ts';
import { type RollbackReport, rollbackTo } from '../../pipeline/release/index.ts';
import type { Cell } from '../oracle/index.ts';
import { refreshOf } from '../refresh/refreshing.ts';
import { deliver } from '../refresh/small-country.ts';
import { query, readCube, readParquet } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import {
  CLAIMS,
  CODES,
  catalogueWith,
  computed,
  copyOf,
  engineOf,
  LIVES,
  PEOPLE,
  pathOf,
  publish,
  YEAR,
} from './scene.ts';

const SHARE = 'cube_013_021';
const BESIDE = 'stat_003_007';
const DAYS = ['2024-11-23T12:00:00Z', '2024-11-24T12:00:00Z', '2024-11-25T12:00:00Z'].map((day) => new Date(day));

let catalogue: Catalogue;
/** A release, and the corrected delivery computed. */
let corrected: string;
/** Before the first release. */
let computedOnce: string;
/** The cell from which the claim was taken: 5 before, 4 now. */
let place: { readonly ref_area: unknown; readonly age_group: unknown };

const released = async (root: string, release: string, code = SHARE): Promise<Cell[]> =>
  readParquet(`${root}/releases/${release}/${pathOf(code)}`);
const cellOf = async (root: string, release: string) =>
  (await released(root, release)).find((row) => row.ref_area === place.ref_area && row.age_group === place.age_group);

let correct: (root: string) => Promise<void>;

/** The linked rule, but for the cells of the share that meet a condition. */
function linkedBut(condition: string, status: 'F' | 'D'): Protection {
  return {
    rule: 'linked',
    protect: async (year) => {
      const tableStatuses = await LINKED.protect(year);
      const cube = year.cubes.find(({ code }) => code === SHARE);
      await year.engine.execute(
        `UPDATE ${tableStatuses[SHARE]} AS decided SET conf_status = '${status}' FROM ${cube?.relation} AS cube
WHERE cube.area_level = decided.area_level AND cube.ref_area = decided.ref_area AND cube.age_group = decided.age_group AND ${condition}`,
      );
      return tableStatuses;
    },
  };
}

beforeAll(async () => {
  catalogue = catalogueWith();
  corrected = await computed(catalogue);
  computedOnce = copyOf(corrected);
  await publish(catalogue, corrected, CODES, { now: DAYS[0] as Date });
  const cell = (await released(corrected, 'current')).find(
    (row) => row.area_level === 'arrondissement' && row.age_group !== 'total' && row.numerator === 5,
  );
  if (cell === undefined) throw new Error('no cell of 5 is shown');
  place = { ref_area: cell.ref_area, age_group: cell.age_group };
  const [from = '0', to = '200'] = String(cell.age_group).split(/[-_+]/);
  const [person] = await query(
    `SELECT MIN(SS00010) - 1000000 AS i
FROM '${corrected}/claims/health_care/year=${YEAR}/part-0.parquet' AS claim
JOIN '${corrected}/claims/population/year=${YEAR}/part-0.parquet' AS population ON PP0010 = SS00010
WHERE SS00020 = 453154 AND LEFT(SECTOR_DEC31, 2) = LEFT('${cell.ref_area}', 2) AND ${YEAR} - PP0015 BETWEEN ${from} AND ${to || 200}`,
  );
  correct = async (root) => {
    const claims = `${CLAIMS} AND NOT (i = ${person?.i} AND code = 453154)`;
    await deliver(root, YEAR, { people: PEOPLE, population: LIVES, claims });
    await runPipeline(catalogue, root, { codes: CODES, years: [YEAR] });
  };
  await correct(corrected);
  const now = await readCube(corrected, SHARE, YEAR);
  const isPlace = (row: Cell) => row.ref_area === place.ref_area && row.age_group === place.age_group;
  expect(now.find(isPlace)).toMatchObject({ numerator: 4 });
});

describe('a correction by one person, of a cell that was shown as 5', () => {
  it('is not published, nor what is related to it; the rest is', async () => {
    const root = copyOf(corrected);
    const withheldRevisions: string[] = [];
    const { cubes } = await publish(catalogue, root, CODES, {
      now: DAYS[1] as Date,
      onRevisions: (verdict) => withheldRevisions.push(...verdict.withheldRevisions.map(({ code }) => code)),
    });
    expect(withheldRevisions).toContain(SHARE);
    expect(withheldRevisions).not.toContain(BESIDE);
    expect(await cellOf(root, 'current')).toMatchObject({ numerator: 5, conf_status: 'F' });
    for (const code of withheldRevisions) {
      expect(await released(root, 'current', code), code).toEqual(await released(root, '2024Q4', code));
      expect(cubes.find((cube) => cube.code === code)?.release).toBe('2024Q4');
    }
  });

  it('is reported by a refresh, which publishes the rest, and accepted by one', async () => {
    const root = copyOf(corrected);
    const scope = { only: CODES, years: [YEAR], catchUp: true, changed: true, now: DAYS[1] as Date };
    const report = await refreshOf(catalogue, root, '2024Q4', scope);
    expect(report.release).toBe('2024Q4-2');
    expect(report.withheldRevisions).toContainEqual(expect.objectContaining({ code: SHARE, year: YEAR }));
    expect(await cellOf(root, 'current')).toMatchObject({ numerator: 5 });
    const accept = report.withheldRevisions.map(({ code, year }) => ({
      gate: 'revision',
      subject: `${code} ${year}`,
      reason: 'asked for',
    }));
    const accepted = await refreshOf(catalogue, root, '2024Q4', { ...scope, accept });
    expect(accepted).toMatchObject({ release: '2024Q4-3', withheldRevisions: [] });
    expect(accepted.gates).toContainEqual(expect.objectContaining({ gate: 'revision', outcome: 'accepted' }));
    expect(await cellOf(root, 'current')).toMatchObject({ numerator: null });
  });

  it('is refused where nothing else is to be published', async () => {
    const root = copyOf(corrected);
    await expect(publish(catalogue, root, [SHARE], { now: DAYS[1] as Date })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringContaining(`${SHARE} ${YEAR}: it would suppress cells whose figures earlier releases show`),
      help: expect.stringContaining(`--accept revision:${SHARE}:${YEAR}`),
    });
  });

  it('is not published either where only the audit finds what it discloses', async () => {
    const root = copyOf(computedOnce);
    const all = "numerator_members = 5 AND decided.conf_status = 'F'";
    await publish(catalogue, root, CODES, { now: DAYS[0] as Date, protection: linkedBut(all, 'D') });
    await correct(root);
    // No cell that was shown is suppressed now; but the sensitive ones are bare.
    const bare = 'numerator_members NOT BETWEEN 1 AND 4 AND denominator NOT BETWEEN 1 AND 4 AND numerator_members <> 5';
    const again = publish(catalogue, root, [SHARE], { now: DAYS[1] as Date, protection: linkedBut(bare, 'F') });
    await expect(again).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringContaining('it would disclose sensitive cells'),
    });
  });

  it('is published if somebody accepts it, with the reason; after a rollback that release is known', async () => {
    const root = copyOf(corrected);
    const accept = [{ gate: 'revision', reason: 'the person asked for it' }];
    const { accepted } = await publish(catalogue, root, CODES, { now: DAYS[1] as Date, accept });
    expect(accepted).toContainEqual({
      gate: 'revision',
      subject: `${SHARE} ${YEAR}`,
      outcome: 'accepted',
      reason: 'the person asked for it',
    });
    expect(await cellOf(root, 'current')).toMatchObject({ numerator: null, conf_status: 'D' });
    const back: RollbackReport = await rollbackTo({ dataRoot: root, release: '2024Q4', engine: engineOf(root) });
    expect(back.before).toBe('2024Q4-2');
    // What was published once, and accepted, reveals nothing new; statuses stay as silent as they
    // were.
    await publish(catalogue, root, CODES, { now: DAYS[2] as Date });
    expect(await cellOf(root, 'current')).toMatchObject({ numerator: null, conf_status: 'D' });
    for (const code of CODES)
      expect(await released(root, 'current', code), code).toEqual(await released(root, '2024Q4-2', code));
  });
});

/** The primary rule, cell by cell, against the computed cubes and their support. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { Cell } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query, readCube, readParquet, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { CODES, catalogue, computed, pathOf, primary, publish, releaseOf, withPolicy } from './computed.ts';

const FIGURES = ['numerator', 'denominator', 'obs_value', 'ci_lower', 'ci_upper'] as const;
const STANDARDISED = ['std_value', 'std_ci_lower', 'std_ci_upper'] as const;

const isFew = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 4;

let dataRoot: string;
beforeAll(async () => {
  dataRoot = await computed(CODES, [2023]);
  await publish(dataRoot, '2026Q4', CODES, [2023], { catalogue: primary });
});

interface Three {
  readonly cell: Cell;
  readonly support: Cell;
  readonly shown: Cell;
}

/** A computed cell, its support, and the same cell as it is published. */
async function cells(code: string, root = dataRoot): Promise<Three[]> {
  const cube = await readCube(root, code, 2023);
  const support = await readSupport(root, code, 2023);
  const released = await readParquet(releaseOf(root, '2026Q4', pathOf(code, 2023)));
  expect(released).toHaveLength(cube.length);
  return cube.map((cell, i) => ({ cell, support: support[i] as Cell, shown: released[i] as Cell }));
}

const keysOf = (cell: Cell) => ['time_period', 'area_level', 'ref_area', 'age_group'].map((key) => cell[key]);

describe('of beneficiaries', () => {
  it.each(CODES.filter((code) => code !== 'stat_020_033'))(
    '%s shows no cell of 1 to 4 persons, marks no other as sensitive, and shows figures as they are',
    async (code) => {
      const all = await cells(code);
      let suppressed = 0;
      for (const { cell, support, shown } of all) {
        expect(keysOf(shown)).toEqual(keysOf(cell));
        if ([support.numerator_members, cell.numerator, cell.denominator].some(isFew)) {
          suppressed += 1;
          expect(shown.obs_status).toBe('Q');
          expect(shown.conf_status).toMatch(/^[AD]$/);
        } else expect(shown.conf_status).not.toBe('A');
        if (shown.conf_status !== 'F')
          for (const figure of [...FIGURES, ...STANDARDISED]) expect(shown[figure]).toBeNull();
        else {
          expect(shown.obs_status).toBe(cell.obs_status);
          for (const figure of FIGURES) expect(shown[figure]).toBe(cell[figure]);
        }
      }
      expect(suppressed).toBeGreaterThan(10);
      expect(all.some(({ cell, shown }) => cell.numerator === 0 && shown.numerator === 0)).toBe(true);
      expect(all.some(({ cell, shown }) => cell.obs_status === 'M' && shown.obs_status === 'M')).toBe(true);
    },
  );

  it.each(['cube_013_001', 'cube_013_004'])(
    '%s shows a standardised value where every age it is made of is shown',
    async (code) => {
      const all = await cells(code);
      const suppressed = new Set(
        all.filter(({ shown }) => shown.obs_status === 'Q').map(({ shown }) => shown.ref_area),
      );
      const standardised = all.filter(({ cell }) => cell.std_value !== null);
      for (const { cell, shown } of standardised)
        for (const figure of STANDARDISED)
          expect(shown[figure]).toBe(suppressed.has(cell.ref_area ?? null) ? null : cell[figure]);
      expect(standardised.some(({ shown }) => shown.std_value === null)).toBe(true);
      expect(standardised.some(({ shown }) => shown.std_value !== null)).toBe(true);
    },
  );

  it('a standardised value is not shown either where the cube has no ages and one of them is of few', async () => {
    const [plain, byAge] = [await cells('stat_013_001'), await cells('cube_013_001')];
    const suppressed = new Set(
      byAge
        .filter(({ shown }) => shown.obs_status === 'Q' && shown.age_group !== 'total')
        .map(({ shown }) => shown.ref_area),
    );
    const standardised = plain.filter(({ cell }) => cell.std_value !== null);
    for (const { cell, shown } of standardised)
      expect(shown.std_value === null, String(cell.ref_area)).toBe(suppressed.has(cell.ref_area ?? null));
    expect(standardised.some(({ shown }) => shown.std_value === null)).toBe(true);
    expect(standardised.some(({ shown }) => shown.std_value !== null)).toBe(true);
  });

  it('no small figure is left in the statistics of a file', async () => {
    for (const code of CODES.filter((one) => one !== 'stat_020_033')) {
      const rows = await query(
        `SELECT stats_min_value AS least, stats_max_value AS most FROM parquet_metadata('${releaseOf(dataRoot, '2026Q4', pathOf(code, 2023))}')
         WHERE path_in_schema IN ('numerator', 'denominator')`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { least, most } of rows) for (const value of [least, most]) expect(isFew(Number(value))).toBe(false);
    }
  });
});

describe('persons decide, not events', () => {
  const RADIOLOGIST = { SS00065A: 10000001, SS00065B: 930, PRACTITIONER_CAT: 10 };
  const SECTOR = '11001A00-';
  const rateOf = async (claims: readonly { readonly person: number; readonly quantity: number }[]) => {
    const root = makeDataRoot();
    await writeDelivery(root, {
      year: 2023,
      population: Array.from({ length: 20 }, (_, i) => ({
        PP0010: i + 1,
        PP0015: 1980,
        PP0020: 1,
        PP0040: null,
        SECTOR_DEC31: SECTOR,
        SECTOR_JUN30: null,
        BIM: false,
      })),
      healthCare: claims.map(({ person, quantity }) => ({
        SS00010: person,
        SS00015: '2023-03-01',
        SS00020: 459395,
        QUANTITY: quantity,
        SS00060: '10.00',
        SS00075: null,
        PRACTICE_ID: null,
        ...RADIOLOGIST,
      })),
      practitioner: [{ SS00065A: 10000001, ADDRESS_NIS: '11001' }],
    });
    await runPipeline(catalogue, root, { codes: ['cube_013_004'], years: [2023] });
    await publish(root, '2026Q4', ['cube_013_004'], [2023], { catalogue: primary });
    const found = await cells('cube_013_004', root);
    const [total] = found.filter(({ cell }) => cell.ref_area === '11001' && cell.age_group === 'total');
    return total as Three;
  };

  it('nine examinations of one person are suppressed', async () => {
    const { cell, shown } = await rateOf([{ person: 1, quantity: 9 }]);
    expect(cell.numerator).toBe(9);
    expect(shown).toMatchObject({
      numerator: null,
      denominator: null,
      obs_value: null,
      obs_status: 'Q',
      conf_status: 'A',
    });
  });

  it('nine examinations of nine persons are shown', async () => {
    const { shown } = await rateOf(Array.from({ length: 9 }, (_, i) => ({ person: i + 1, quantity: 1 })));
    expect(shown).toMatchObject({ numerator: 9, denominator: 20, obs_status: 'A', conf_status: 'F' });
  });

  it('a net of 0 out of corrections of two persons is suppressed', async () => {
    const { cell, shown } = await rateOf([
      { person: 1, quantity: 2 },
      { person: 2, quantity: -2 },
    ]);
    expect(cell.numerator).toBe(0);
    expect(shown).toMatchObject({ numerator: null, obs_status: 'Q', conf_status: 'A' });
  });

  it('examinations that were taken back are of nobody', async () => {
    const { shown } = await rateOf([
      { person: 1, quantity: 1 },
      { person: 1, quantity: -1 },
    ]);
    expect(shown).toMatchObject({ numerator: 0, denominator: 20, obs_status: 'A', conf_status: 'F' });
  });
});

describe('the policy of the catalogue', () => {
  it('leaves practitioners as they are, who are public professionals', async () => {
    const all = await cells('stat_020_033');
    for (const { cell, shown } of all) expect({ ...shown, conf_status: 'N' }).toEqual(cell);
    expect(all.some(({ cell }) => isFew(cell.numerator))).toBe(true);
  });

  it('suppresses them as well where the policy declares it, by another threshold', async () => {
    const strict = withPolicy({ threshold: 3 }, 'practitioner');
    const root = await computed(['stat_020_033'], [2023]);
    await publish(root, '2026Q4', ['stat_020_033'], [2023], { catalogue: strict });
    const all = await cells('stat_020_033', root);
    const small = all.filter(({ cell }) => cell.numerator === 1 || cell.numerator === 2);
    expect(small.length).toBeGreaterThan(0);
    for (const { shown } of small) expect(shown).toMatchObject({ obs_status: 'Q', numerator: null });
    for (const { cell, shown } of all) if (shown.conf_status === 'A') expect([1, 2]).toContain(cell.numerator);
  });

  it('publishes nothing that it says nothing of', async () => {
    const { beneficiary: _, ...rest } = catalogue.disclosure;
    const silent: Catalogue = { ...catalogue, disclosure: rest };
    await expect(publish(dataRoot, '2027Q1', ['cube_013_001'], [2023], { catalogue: silent })).rejects.toMatchObject({
      kind: 'disclosure',
      message: expect.stringContaining('beneficiary'),
    });
  });
});

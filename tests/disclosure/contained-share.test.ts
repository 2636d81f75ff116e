/**
 * Two shares by age of which one contains the other by definition: imaging, and imaging by a
 * radiologist. No invariant says so.
 */
import { describe, expect, it } from 'vitest';
import type { AreaRow } from '../../pipeline/disclosure/cells/grid.ts';
import { catalogueOf } from './adversary/catalogue.ts';
import type { Definition } from './adversary/definitions.ts';
import { COUNTRY } from './adversary/figures.ts';
import { type ComputedCube, protect, type ReleasedRow } from './adversary/protect.ts';
import type { Cube, WorldPolicy } from './adversary/world.ts';

const BANDS = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+'];
/** An arrondissement, and the other one of the country. */
const [OWN, OTHER] = ['33000', '31000'];
const SHARES: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  cube_013_001: {
    [OWN]: [5, 10, 12, 14, 16, 18, 17, 15, 9, 2],
    [OTHER]: [6, 30, 32, 34, 36, 38, 37, 35, 3, 2],
  },
  cube_013_003: {
    [OWN]: [5, 9, 11, 12, 14, 17, 16, 14, 9, 2],
    [OTHER]: [3, 20, 21, 22, 24, 27, 26, 24, 0, 2],
  },
};
const [ALL, RADIO] = ['cube_013_001', 'cube_013_003'];
const PERSONS = 400;

const codes = [101, 102, 103].map((code) => ({ code, validity: 'always' as const }));
const variables: readonly Definition[] = [
  { name: 'IMAG_ALL_N', codes, profession: null, qualification: null },
  { name: 'IMAG_RADIO_N', codes, profession: [10, 11], qualification: [1] },
];
const policy: WorldPolicy = { threshold: 5, distinguishPrimary: true, denominators: true };
const nowhere = { region: null, province: null, arrondissement: null, municipality: null };
const map: readonly AreaRow[] = [
  { ...nowhere, area_level: 'country', ref_area: COUNTRY },
  ...[OWN, OTHER].map((area) => ({ ...nowhere, area_level: 'arrondissement', ref_area: area })),
];

function shareOf(code: string, variable: number): Cube {
  return { code, asked: { kind: 'share', variable, atLeast: 1 }, byGroup: true, smallest: 'arrondissement' };
}

/** A cube as it is computed: nobody is of unknown age or domicile. */
function computed(code: string): ComputedCube {
  const [own = [], other = []] = [SHARES[code]?.[OWN], SHARES[code]?.[OTHER]];
  const counts = { [COUNTRY]: own.map((count, band) => count + (other[band] ?? 0)), [OWN]: own, [OTHER]: other };
  const rows = Object.entries(counts).flatMap(([area, bands]) => {
    const persons = PERSONS * (area === COUNTRY ? 2 : 1);
    const total = { member: 'total', count: bands.reduce((sum, count) => sum + count, 0), of: persons * BANDS.length };
    const parts = BANDS.map((member, band) => ({ member, count: bands[band] ?? 0, of: persons }));
    return [total, ...parts].map(({ member, count, of }) => ({
      area,
      members: [member],
      numerator: count,
      denominator: of,
      behind: count,
    }));
  });
  return { code, levels: ['country', 'arrondissement'], rows };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

type Pair = readonly [all: number, radio: number];

type Rows = Readonly<Record<string, readonly ReleasedRow[]>>;

/**
 * The pairs of counts of a band that agree with the rows of both cubes here and in the country,
 * where radiologists' imaging is imaging.
 */
function possiblePairs(rows: Rows, band: string): readonly Pair[] {
  const [all, radio] = [read(rows, ALL, OWN, 'total'), read(rows, RADIO, OWN, 'total')];
  const others = BANDS.filter((member) => member !== band).map((member) => pairsOfBand(rows, member));
  return pairsOfBand(rows, band).filter((pair) => {
    let sums = new Map<string, Pair>([['', pair]]);
    for (const options of others) {
      const next = [...sums.values()].flatMap(([sumA, sumR]) =>
        options.map(([moreA, moreR]): Pair => [sumA + moreA, sumR + moreR]),
      );
      sums = new Map(next.filter(([a, r]) => a <= all.high && r <= radio.high).map((sum) => [sum.join(' '), sum]));
    }
    return [...sums.values()].some(([a, r]) => a >= all.low && r >= radio.low);
  });
}

/** Of a band by itself, whatever the others are. */
function pairsOfBand(rows: Rows, band: string): Pair[] {
  const [all, radio] = [read(rows, ALL, OWN, band), read(rows, RADIO, OWN, band)];
  const pairs: Pair[] = [];
  for (let a = all.low; a <= Math.min(all.high, read(rows, ALL, OWN, 'total').high); a += 1)
    for (let r = radio.low; r <= Math.min(radio.high, a); r += 1) {
      const [restA, restR] = [restOf(rows, ALL, band, a), restOf(rows, RADIO, band, r)];
      if (restA.low <= restA.high && restR.low <= Math.min(restR.high, restA.high)) pairs.push([a, r]);
    }
  return pairs;
}

/** What the other area may have of a band, where this one has so many. */
function restOf(rows: Rows, code: string, member: string, count: number): Span {
  const [whole, other] = [read(rows, code, COUNTRY, member), read(rows, code, OTHER, member)];
  return { low: Math.max(other.low, whole.low - count), high: Math.min(other.high, whole.high - count) };
}

/** What is published of a count: itself, that it is sensitive, or that it is one. */
function read(rows: Rows, code: string, area: string, member: string): Span {
  const row = rows[code]?.find((one) => one.area === area && one.members[0] === member);
  if (row === undefined) throw new Error(`no row of ${code} in ${area}, ${member}`);
  if (row.status === 'F') return { low: row.numerator, high: row.numerator };
  return row.status === 'A' ? { low: 1, high: policy.threshold - 1 } : { low: 0, high: PERSONS };
}

function differentOf(pairs: readonly Pair[]): { all: number[]; radio: number[] } {
  const sorted = (values: readonly number[]) => [...new Set(values)].toSorted((a, b) => a - b);
  return { all: sorted(pairs.map(([all]) => all)), radio: sorted(pairs.map(([, radio]) => radio)) };
}

describe('two shares of which one contains the other', () => {
  it('are both known at 90+, where each hides behind a band that the other shows', () => {
    const suppressed = (code: string, bands: Readonly<Record<string, 'A' | 'D'>>) =>
      computed(code).rows.map((row): ReleasedRow => {
        const isShown = row.area === COUNTRY || row.members[0] === 'total';
        return { ...row, status: (isShown ? undefined : bands[row.members[0] ?? '']) ?? 'F' };
      });
    const rows = {
      [ALL]: suppressed(ALL, { '80-89': 'D', '90+': 'A' }),
      [RADIO]: suppressed(RADIO, { '0-9': 'D', '90+': 'A' }),
    };
    expect(differentOf(possiblePairs(rows, '90+'))).toEqual({ all: [2], radio: [2] });
  });

  it('are suppressed so that neither is known', async () => {
    const cubes = [shareOf(ALL, 0), shareOf(RADIO, 1)];
    const catalogue = catalogueOf({ variables, cubes, groups: BANDS, policy });
    const release = await protect(catalogue, map, [computed(ALL), computed(RADIO)]);
    if (release === null) throw new Error('nothing is published');
    const { all, radio } = differentOf(possiblePairs(release, '90+'));
    expect({ all: all.length > 1, radio: radio.length > 1 }, `all ${all}, radio ${radio}`).toEqual({
      all: true,
      radio: true,
    });
  });
});

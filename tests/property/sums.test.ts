/**
 * Parts add up to their parent less the unknown, in numerator and denominator, as the contract
 * says: Sums and gaps.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Level } from '../../pipeline/catalogue/index.ts';
import { type Cell, type Delivery, evaluate, mapDate, type Row, readMunicipalMap } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY, shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { deliveryArbitrary } from './delivery-arbitrary.ts';

const YEAR = 2024;
const BENEFICIARY_CODES = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007'];
const catalogue = withTolerance(shippedCatalogue());
const map = readMunicipalMap(join(REPOSITORY, 'data', 'reference'), mapDate(catalogue.vintage, YEAR));

/** Numerator and denominator. */
type Sum = readonly [number, number];
type Cubes = Readonly<Record<string, readonly Cell[]>>;

const DELIVERIES = fc.sample(deliveryArbitrary(YEAR, 300, 700), { numRuns: 3, seed: 2024 });

describe.each(DELIVERIES.map((delivery, i) => ({ delivery, name: `delivery ${i + 1}` })))('$name', ({ delivery }) => {
  let cubes: Cubes = {};
  beforeAll(async () => {
    cubes = await compute(delivery);
  });

  it.each(BENEFICIARY_CODES.slice(0, 3))('%s: bands add up to the total less the unknown years of birth', (code) => {
    const unknown = withPeople(delivery, (row) => (row.PP0015 ?? null) === null);
    const bands = sumBy(cubes[code], areaOf, (cell) => cell.age_group !== 'total');
    const gaps = sumBy(evaluate(catalogue, code, unknown).cells, areaOf, isTotal);
    for (const [area, total] of sumBy(cubes[code], areaOf, isTotal))
      expect([area, plus(bands.get(area), gaps.get(area))]).toEqual([area, total]);
  });

  it.each(BENEFICIARY_CODES)('%s: regions add up to the country less the unknown domiciles', (code) => {
    const unknown = withPeople(delivery, (row) => map.locateSector(sectorOf(row)).size === 1);
    const gap = sumAt(evaluate(catalogue, code, unknown).cells, 'country');
    expect(plus(sumAt(cubes[code], 'region'), gap)).toEqual(sumAt(cubes[code], 'country'));
  });

  it.each<[Level, Level]>([
    ['arrondissement', 'region'],
    ['arrondissement', 'province'],
    ['province', 'region'],
    ['municipality', 'arrondissement'],
  ])('each %s adds up to its %s, Brussels having no province', (child, parent) => {
    const parents = parentsOf(child, parent);
    for (const code of BENEFICIARY_CODES) {
      const sums = sumBy(cubes[code], (cell) => parents.get(String(cell.ref_area)) ?? 'none', isAt(child));
      for (const [area, total] of sumBy(cubes[code], (cell) => String(cell.ref_area), isAt(parent))) {
        const isBrussels = child === 'province' && area === '04000';
        expect([code, area, sums.get(area)]).toEqual([code, area, isBrussels ? undefined : total]);
      }
    }
  });

  it('sectors add up to their municipality less the people of ZZZZ', () => {
    const code = 'stat_003_007';
    const parents = parentsOf('sector', 'municipality');
    const sums = sumBy(cubes[code], (cell) => parents.get(String(cell.ref_area)) ?? 'none', isAt('sector'));
    const inNone = withPeople(delivery, (row) => sectorOf(row)?.endsWith('ZZZZ') === true);
    const gaps = sumBy(evaluate(catalogue, code, inNone).cells, (cell) => String(cell.ref_area), isAt('municipality'));
    for (const [area, total] of sumBy(cubes[code], (cell) => String(cell.ref_area), isAt('municipality')))
      expect([area, plus(sums.get(area), gaps.get(area))]).toEqual([area, total]);
  });

  it.each<Level>(['arrondissement', 'region'])('each %s adds up to the geneticists with a known address', (level) => {
    const code = 'stat_020_033';
    const isKnown = (row: Row) => map.locateAddress(String(row.ADDRESS_NIS ?? '')).size > 1;
    const known = new Set(delivery.practitioner.filter(isKnown).map((row) => row.SS00065A));
    const elsewhere = delivery.healthCare.filter((row) => !known.has(row.SS00065A ?? null));
    const gap = sumAt(evaluate(catalogue, code, { ...delivery, healthCare: elsewhere }).cells, 'country');
    expect(plus(sumAt(cubes[code], level), gap)).toEqual(sumAt(cubes[code], 'country'));
  });
});

async function compute(delivery: Delivery): Promise<Cubes> {
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery);
  const { cubes } = await runPipeline(catalogue, dataRoot, {
    codes: [...BENEFICIARY_CODES, 'stat_020_033'],
    years: [YEAR],
  });
  const read = cubes.map(async ({ code }) => [code, await readCube(dataRoot, code, YEAR)] as const);
  return Object.fromEntries(await Promise.all(read));
}

function withPeople(delivery: Delivery, keep: (row: Row) => boolean): Delivery {
  return { ...delivery, population: delivery.population.filter(keep) };
}

function sectorOf(row: Row): string | null {
  const sector = row.SECTOR_DEC31 ?? row.SECTOR_JUN30 ?? null;
  return sector === null ? null : String(sector);
}

/** Area of one level to the area of another that it lies in, on the map. */
function parentsOf(child: Level, parent: Level): Map<string, string | undefined> {
  const chains = [...(map.areas.get('sector') ?? [])].map((sector) => map.locateSector(sector));
  return new Map(chains.map((areas) => [areas.get(child) ?? '', areas.get(parent)]));
}

function sumBy(
  cells: readonly Cell[] | undefined,
  keyOf: (cell: Cell) => string,
  keep: (cell: Cell) => boolean,
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const cell of cells ?? []) {
    if (!keep(cell)) continue;
    sums.set(keyOf(cell), plus(sums.get(keyOf(cell)), [Number(cell.numerator), Number(cell.denominator)]));
  }
  return sums;
}

function areaOf(cell: Cell): string {
  return `${cell.area_level} ${cell.ref_area}`;
}

function isTotal(cell: Cell): boolean {
  return (cell.age_group ?? 'total') === 'total';
}

function isAt(level: Level): (cell: Cell) => boolean {
  return (cell) => cell.area_level === level && isTotal(cell);
}

function plus(a: Sum = [0, 0], b: Sum = [0, 0]): Sum {
  return [a[0] + b[0], a[1] + b[1]];
}

function sumAt(cells: readonly Cell[] | undefined, level: Level): Sum {
  return sumBy(cells, () => level, isAt(level)).get(level) ?? [0, 0];
}

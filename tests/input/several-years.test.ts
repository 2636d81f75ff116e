/** Figures over several years: what they read, what they refuse, and what is read but once. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planRun, selectIndicators } from '../../pipeline/plan/index.ts';
import type { Delivery } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const catalogue = withTolerance(shippedCatalogue());
const PEOPLE = Array.from({ length: 20 }, (_, i) => i + 1);

/** Twenty people with a contact each, known under numbers from `first` on. */
function deliveryOf(year: number, first = 1): Delivery {
  const numbers = PEOPLE.map((person) => person + first - 1);
  return {
    year,
    healthCare: numbers.map((SS00010) => ({ SS00010, SS00015: `${year}-03-01`, SS00020: 101076, QUANTITY: 1 })),
    population: numbers.map((PP0010) => ({ PP0010, PP0015: 1980, PP0020: 2, BIM: false, SECTOR_DEC31: '11001A00-' })),
    practitioner: [{ SS00065A: 10000001, ADDRESS_NIS: '11002' }],
  };
}

async function delivered(...years: readonly Delivery[]): Promise<string> {
  const dataRoot = makeDataRoot();
  for (const year of years) await writeDelivery(dataRoot, year);
  return dataRoot;
}

it('an indicator that is named is refused where a year that it reads is missing, and says which', async () => {
  const dataRoot = await delivered(deliveryOf(2021), deliveryOf(2022), deliveryOf(2023));
  rmSync(join(dataRoot, 'claims', 'health_care', 'year=2022'), { recursive: true });
  const run = runPipeline(catalogue, dataRoot, { codes: ['stat_018_new'], years: [2023] });
  await expect(run).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining('stat_018_new in 2023: it reads health_care of 2022, which is not delivered'),
  });
});

it('an indicator that is not named is left out where a year that it reads is missing', async () => {
  const dataRoot = await delivered(deliveryOf(2023));
  const { cubes } = await runPipeline(catalogue, dataRoot, { codes: ['stat_018_*'], years: [2023] });
  const codes = cubes.map(({ code }) => code);
  expect(codes).toContain('stat_018_own2');
  expect(codes).not.toContain('stat_018_new');
});

it('an indicator of what follows is refused by name, and left out otherwise, where the year after is missing', async () => {
  const stay = {
    SS00010: 1,
    ADMISSION_DATE: '2023-12-01',
    DISCHARGE_DATE: '2023-12-31',
    STAY_TYPE: 1,
    TRANSFER_IN: true,
  };
  const dataRoot = await delivered({ ...deliveryOf(2023), hospitalStay: [stay] });
  const run = (code: string) => runPipeline(catalogue, dataRoot, { codes: [code], years: [2023] });
  await expect(run('stat_021_own4')).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining('stat_021_own4 in 2023: it reads hospital_stay of 2024, which is not delivered'),
  });
  const codes = (await run('stat_021_*')).cubes.map(({ code }) => code);
  expect(codes).toContain('stat_021_own1');
  expect(codes).not.toContain('stat_021_own4');
});

it('people under other numbers than the year before are refused', async () => {
  const dataRoot = await delivered(deliveryOf(2021), deliveryOf(2022, 1001), deliveryOf(2023, 1001));
  const run = runPipeline(catalogue, dataRoot, { codes: ['stat_018_new'], years: [2023] });
  await expect(run).rejects.toMatchObject({ kind: 'data', message: expect.stringContaining('members_persist') });
});

it('all indicators together read each source of each year in one pass for each entity', () => {
  const plan = planRun(catalogue, selectIndicators(catalogue, [], [2023])).years.find(({ year }) => year === 2023);
  const passes = (plan?.computation ?? []).flatMap((step) =>
    step.kind === 'collect' ? [`${step.entity} ${step.source} ${step.shift ?? 0} ${step.by}`] : [],
  );
  expect(new Set(passes).size).toBe(passes.length);
  expect(passes.filter((pass) => / -\d/.test(pass)).map((pass) => pass.replace(/ \w+$/, ''))).toEqual([
    'beneficiary health_care -1',
    'beneficiary health_care -2',
    'beneficiary pharmacy -1',
  ]);
});

it('the claims of a year that is computed already are not read again for a window', async () => {
  const years = [2019, 2020, 2021, 2022, 2023];
  const dataRoot = await delivered(...years.map((year) => deliveryOf(year)));
  const run = (of: readonly number[]) =>
    runPipeline(catalogue, dataRoot, { codes: ['stat_018_new'], years: of, checkpoints: true });
  const readBy = ({ years: reports }: Awaited<ReturnType<typeof run>>) =>
    reports.map(({ year, statements }) => [
      year,
      statements.map(({ id }) => id).filter((id) => /^collect /.test(id) && !/_checkpoint_/.test(id)),
    ]);
  const pass = 'collect beneficiary_health_care';
  expect(readBy(await run([2021, 2022]))).toEqual([
    [2021, [pass, `${pass}_before_1`, `${pass}_before_2`]],
    [2022, [pass]],
  ]);
  expect(readBy(await run([2023]))).toEqual([[2023, [pass]]]);
});

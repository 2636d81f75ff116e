/**
 * Tolerances of the gates on deliveries: ordinary years pass, whatever the seed and size, and a
 * sickness fund of 5 % that is missing does not, whether or not the delivery names senders.
 */
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { validateDelivery } from '../../pipeline/refresh/index.ts';
import { InputCache } from '../../pipeline/store/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';
import { engineOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const YEARS = [2022, 2023];
/** Sender of 5 % of the people. */
const FUND = 400;

async function deliver(beneficiaries: number, seed: number): Promise<string> {
  const dataRoot = makeDataRoot();
  const engine = await openDuckDB(engineOf(dataRoot));
  const roots = { referenceRoot: join(REPOSITORY, 'data', 'reference'), sqlRoot: join(REPOSITORY, 'sql') };
  try {
    await synthesise(engine, { dataRoot, ...roots, beneficiaries, years: YEARS, seed, force: false });
  } finally {
    engine.close();
  }
  return dataRoot;
}

/** Gates on the delivery of the last year that fail. */
async function failedOn(dataRoot: string): Promise<string[]> {
  const engine = await openDuckDB(engineOf(dataRoot));
  const sources = ['health_care', 'population'];
  const cache = new InputCache(dataRoot);
  try {
    const { gates } = await validateDelivery(engine, { catalogue, dataRoot, years: [2023], sources, cache });
    expect(gates.length).toBeGreaterThan(5);
    return gates.filter(({ outcome }) => outcome === 'fail').map(({ gate }) => gate);
  } finally {
    engine.close();
  }
}

/** Replaces the claims of a year by what a query selects of them. */
async function replaceClaims(dataRoot: string, year: number, select: (file: string) => string): Promise<void> {
  const folder = join(dataRoot, 'claims', 'health_care', `year=${year}`);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.parquet'))) {
    const draft = join(makeDataRoot(), name);
    await query(`COPY (${select(join(folder, name))}) TO '${draft}' (FORMAT parquet, KV_METADATA {synthetic: 'true'})`);
    renameSync(draft, join(folder, name));
  }
}

const cases = [1, 2, 3, 4, 5].flatMap((seed) => [12_000, 16_000].map((people) => [seed, people] as const));
it.each(cases)('seed %i, %i people: an ordinary year passes, one without a fund does not', async (seed, people) => {
  const dataRoot = await deliver(people, seed);
  expect(await failedOn(dataRoot)).toEqual([]);
  await replaceClaims(dataRoot, 2023, (file) => `SELECT * FROM '${file}' WHERE SENDER <> ${FUND}`);
  expect(await failedOn(dataRoot)).toContain('claims_by_sender');
  for (const year of YEARS) await replaceClaims(dataRoot, year, (file) => `SELECT * EXCLUDE (SENDER) FROM '${file}'`);
  expect(await failedOn(dataRoot)).toContain('persons_with_claims');
});

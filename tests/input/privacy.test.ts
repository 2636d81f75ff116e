/** Nothing of a person is reported: not by a refusal, not by a warning, not in the manifest. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cubesOn, type Outcome } from '../cli/command.ts';
import { delivered, fileOf, PSEUDONYM } from './deliver.ts';

/** The digits that all pseudonyms share, the day and the amount of a claim. */
const SECRETS = [String(PSEUDONYM).slice(0, 12), '2023-06-07', '4321.99', '432199'];

const MARKED = `SELECT * REPLACE (CAST(4321.99 AS DECIMAL(12,2)) AS SS00060, DATE '2023-06-07' AS SS00015) FROM health_care`;

function expectNoSecret({ stdout, stderr }: Outcome, ...others: string[]): void {
  for (const secret of SECRETS) for (const said of [stdout, stderr, ...others]) expect(said).not.toContain(secret);
}

it('neither warnings nor the manifest contain a value', async () => {
  const dataRoot = await delivered({
    health_care: `SELECT * REPLACE (CAST(999994 AS INTEGER) AS SS00020, CASE WHEN SS00010 = ${PSEUDONYM + 1} THEN SS00010 + 987654 ELSE SS00010 END AS SS00010) FROM (${MARKED})`,
  });
  const outcome = await cubesOn(dataRoot, 'run', '--json', '--years', '2023');
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toContain('unknown_code: 200 of 200 rows');
  const runs = join(dataRoot, 'work', 'runs');
  expectNoSecret(outcome, ...readdirSync(runs).map((name) => readFileSync(join(runs, name), 'utf8')));
});

it.each([
  ['values that do not fit', `SELECT * REPLACE (CAST(SS00010 AS BIGINT) AS QUANTITY) FROM (${MARKED})`],
  [
    'sums beyond what the engine can hold',
    `SELECT * REPLACE (CAST(SS00010 AS HUGEINT) * 10 AS SS00010) FROM (${MARKED})`.replace(
      'CAST(SS00010 AS HUGEINT) * 10',
      'CAST(18446744073709551615 AS UBIGINT)',
    ),
  ],
  ['checks that fail', `SELECT * REPLACE (SS00010 + 1000 AS SS00010) FROM (${MARKED})`],
])('a refusal does not contain a value: %s', async (_, health_care) => {
  const outcome = await cubesOn(await delivered({ health_care }), 'run', '--years', '2023');
  expect(outcome.code).toBe(4);
  expectNoSecret(outcome);
});

it('a refusal does not contain a value where the engine quotes one: text that is not UTF-8', async () => {
  const dataRoot = await delivered({
    population: `SELECT * REPLACE ('${PSEUDONYM}é' AS SECTOR_DEC31) FROM population`,
  });
  const file = fileOf(dataRoot, 'population');
  writeFileSync(
    file,
    readFileSync(file).map((byte) => (byte === 0xc3 ? 0xff : byte)),
  );
  const outcome = await cubesOn(dataRoot, 'run', '--years', '2023');
  expect(outcome.stderr).toContain('value <value> is not valid UTF8!');
  expectNoSecret(outcome);
});

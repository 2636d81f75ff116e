/** What `cubes ingest` refuses, with which exit code, and that it leaves nothing then. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cubes, cubesOn } from '../cli/command.ts';
import { delivered, fileOf, PSEUDONYM, write } from '../input/deliver.ts';
import { csvCatalogue, csvDelivery } from '../input/shapes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { hashOf } from '../support/read-cube.ts';

const ingest = ['ingest', '--years', '2023', '--out'];
const claims = (root: string) => (existsSync(join(root, 'claims')) ? readdirSync(join(root, 'claims')) : []);

it('the data root itself', async () => {
  const dataRoot = await delivered();
  const { code, stderr } = await cubesOn(dataRoot, ...ingest, join(dataRoot, '.'));
  expect(stderr).toBe(
    'cubes: a delivery is not ingested in place.\n  help: name another folder with --out, which becomes a data root.\n',
  );
  expect(code).toBe(2);
});

it('a second time, unless it is forced', async () => {
  const [dataRoot, out] = [await delivered(), makeDataRoot()];
  expect((await cubesOn(dataRoot, ...ingest, out)).code).toBe(0);
  const file = fileOf(out, 'health_care', 2023, 'clustered.parquet');
  const before = hashOf(file);
  await write(fileOf(dataRoot, 'health_care'), 'FROM health_care LIMIT 150');
  const again = await cubesOn(dataRoot, ...ingest, out);
  expect(again.stderr).toContain(`cubes: there is already:\n  ${file}\n`);
  expect(again.code).toBe(2);
  expect(hashOf(file)).toBe(before);
  expect((await cubesOn(dataRoot, ...ingest, out, '--force')).code).toBe(0);
  expect(hashOf(file)).not.toBe(before);
});

it('files beside its own, which would be counted as well', async () => {
  const [dataRoot, out] = [await delivered(), await delivered()];
  const { code, stderr } = await cubesOn(dataRoot, ...ingest, out, '--force');
  expect(stderr).toContain(`cubes: there are files that would be read as well:\n  ${fileOf(out, 'health_care')}\n`);
  expect(code).toBe(2);
});

it.each([
  [
    ['--source', 'health_cares'],
    '`health_cares` is not a source of the catalogue.\n  help: did you mean `health_care`?',
    2,
  ],
  [['--years', '2022'], 'there is no input for:\n  2022: no health_care', 4],
])('%j', async (options, said, exit) => {
  const [dataRoot, out] = [await delivered(), makeDataRoot()];
  const { code, stderr } = await cubesOn(dataRoot, ...ingest, out, ...options);
  expect(stderr).toContain(said);
  expect(code).toBe(exit);
  expect(claims(out)).toEqual([]);
});

it.each([
  [
    'a type that the map does not allow',
    'SELECT * REPLACE (12.345 AS SS00060) FROM health_care',
    '200 of 200 values of SS00060 do not fit DECIMAL(12,2)',
  ],
  [
    'a value that the type of the map does not hold',
    `SELECT * REPLACE (CASE WHEN SS00010 = ${PSEUDONYM + 7} THEN SS00010 ELSE 10000001 END AS SS00065A) FROM health_care`,
    '1 of 200 values of SS00065A do not fit INTEGER',
  ],
])('%s, without the value and before anything is kept', async (_, health_care, said) => {
  const [dataRoot, out] = [await delivered({ health_care }), makeDataRoot()];
  const { code, stderr } = await cubesOn(dataRoot, ...ingest, out);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain(String(PSEUDONYM).slice(0, 9));
  expect(code).toBe(4);
  expect(claims(out)).toEqual([]);
});

it('a command line without years or without a place', async () => {
  expect((await cubes(['ingest', '--out', makeDataRoot()])).stderr).toContain("required option '--years <a..b>'");
  expect((await cubes(['ingest', '--years', '2023'])).stderr).toContain("required option '--out <dir>'");
});

it('nothing that is right: a table and JSON list the files, and CSV its map', async () => {
  const out = makeDataRoot();
  const reported = await cubes(['--catalogue', csvCatalogue(), '--data', await csvDelivery(), ...ingest, out]);
  expect(reported.code).toBe(0);
  expect(reported.stderr).toBe('');
  expect(reported.stdout).toContain('323');
  expect(reported.stdout).toContain(
    'sources:\n  health_care:\n    files: deliveries/hc_{year}.parquet\n    format: parquet\n',
  );
  const { stdout } = await cubesOn(await delivered(), ...ingest, makeDataRoot(), '--source', 'practitioner', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'atlas-cubes/ingest/2',
    files: [{ source: 'practitioner', year: 2023, path: 'claims/practitioner/year=2023/clustered.parquet', rows: 1 }],
    maps: [],
  });
});

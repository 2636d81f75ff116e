/**
 * Footers are taken at their word, until a statement fails: then the delivery is read from end to
 * end, and what is wrong with it is reported as ever.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cubesOn } from '../cli/command.ts';
import { cubePath, hashOf } from '../support/read-cube.ts';
import { damagePages } from './damage-pages.ts';
import { deliver, delivered, fileOf, write } from './deliver.ts';
import { patchFooter } from './patch-footer.ts';

const FILE = 'claims/health_care/year=2023/part-0.parquet';
const refusal = (problem: string) =>
  `cubes: the delivery does not match its declaration:\n  ${problem}\n  help: correct the delivery, or the columns of its source in the catalogue.\n`;

/**
 * What a run has left, but for hashes of the inputs, its lineage, and what the folder says of
 * itself.
 */
const leftIn = (dataRoot: string) =>
  readdirSync(join(dataRoot, 'work'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(inputs\.json|RESTRICTED\.txt)$|\.openlineage\.jsonl$/.test(entry.name))
    .map(({ name }) => name);

const MANY =
  'SELECT health_care.* REPLACE (SS00010 - SS00010 % 1000 + i * 7919 % 200 + 1 AS SS00010) FROM health_care, range(2000) AS t(i)';

it('a damaged page in the middle of the second year is reported with its file, and nothing is left', async () => {
  const dataRoot = await delivered();
  await deliver(dataRoot, {}, 2024);
  const file = await write(fileOf(dataRoot, 'health_care', 2024), MANY);
  await damagePages(file, 'SS00010');
  const { code, stderr } = await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023..2024');
  const shown = FILE.replace('2023', '2024');
  const reason = `Failed to read file "${shown}": Snappy decompression failure`;
  expect(stderr).toContain(refusal(`${shown} cannot be read as parquet: ${reason}`));
  expect(code).toBe(4);
  expect(leftIn(dataRoot)).toEqual([]);
});

it('a damaged page of a column that nothing asked for reads is not found', async () => {
  const dataRoot = await delivered();
  await write(fileOf(dataRoot, 'health_care'), MANY);
  const bytesOfCube = async () => {
    expect((await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023')).code).toBe(0);
    return hashOf(cubePath(dataRoot, 'cube_013_001', 2023));
  };
  const whole = await bytesOfCube();
  await damagePages(fileOf(dataRoot, 'health_care'), 'SS00060');
  expect(await bytesOfCube()).toBe(whole);
});

it('a value that contradicts its footer is reported, with the number of such values', async () => {
  const dataRoot = await delivered({
    health_care: 'SELECT * REPLACE (CAST(40000 + SS00010 % 3 AS INTEGER) AS QUANTITY) FROM health_care',
  });
  patchFooter(fileOf(dataRoot, 'health_care'), '409c0000', '01000000');
  patchFooter(fileOf(dataRoot, 'health_care'), '429c0000', '03000000');
  const { code, stderr } = await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023');
  expect(stderr).toContain(
    refusal(
      `${FILE}: 200 of 200 values of QUANTITY do not fit SMALLINT (shape \`99999\`); declare a wider \`type:\` on the column`,
    ),
  );
  expect(code).toBe(4);
  expect(leftIn(dataRoot)).toEqual([]);
});

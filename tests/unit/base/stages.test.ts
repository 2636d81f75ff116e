/** Lists of stages: printed as they are run, and run as they are printed. */
import { expect, it } from 'vitest';
import { stagesFrom } from '../../../pipeline/base/index.ts';

const SUM = stagesFrom<{ readonly numbers: readonly number[] }>()
  .add({ name: 'add', purpose: 'add the numbers' }, ({ numbers }) => ({ sum: numbers.reduce((a, b) => a + b, 0) }))
  .add({ name: 'halve', purpose: 'halve the sum' }, async ({ sum }) => ({ half: sum / 2 }));

it('gives what all stages have made, each from what those before it made', async () => {
  expect(await SUM.run({ numbers: [1, 2, 3] })).toEqual({ numbers: [1, 2, 3], sum: 6, half: 3 });
});

it('reports every stage of the list when it begins and when it ends', async () => {
  const reported: string[] = [];
  await SUM.run({ numbers: [] }, ({ name }, phase) => reported.push(`${phase} ${name}`));
  expect(reported).toEqual(SUM.list.flatMap(({ name }) => [`begin ${name}`, `end ${name}`]));
});

it('ends with the first stage that fails, whose end is not reported', async () => {
  const reported: string[] = [];
  const failing = SUM.add({ name: 'refuse', purpose: 'refuse everything' }, () => {
    throw new Error('refused');
  }).add({ name: 'never', purpose: 'is not reached' }, () => ({}));
  await expect(failing.run({ numbers: [] }, ({ name }, phase) => reported.push(`${phase} ${name}`))).rejects.toThrow(
    'refused',
  );
  expect(reported.slice(-1)).toEqual(['begin refuse']);
});

it('leaves a list as it was when a stage is added to it', () => {
  const longer = SUM.add({ name: 'more', purpose: 'do more' }, () => ({}));
  expect(longer.list).toHaveLength(3);
  expect(SUM.list).toHaveLength(2);
});

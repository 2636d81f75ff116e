/** The same arguments give the same bytes, whatever the threads and the other years. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFiles, openWorkbench } from './deliver.ts';

async function hashesOf(options: { threads?: number; years?: number[]; seed?: number; beneficiaries?: number }) {
  const { threads, ...rest } = options;
  const bench = await openWorkbench(threads);
  try {
    await bench.deliver({ beneficiaries: 10_000, ...rest });
    return hashFiles(join(bench.dataRoot, 'claims'), 'year=2023');
  } finally {
    bench.close();
  }
}

test('one thread and two threads write the same bytes', async () => {
  const one = await hashesOf({ threads: 1, beneficiaries: 60_000 });
  expect(Object.keys(one).length).toBe(9);
  expect(await hashesOf({ threads: 2, beneficiaries: 60_000 })).toEqual(one);
});

test('a year made alone is the year made among others', async () => {
  expect(await hashesOf({ years: [2022, 2023] })).toEqual(await hashesOf({ years: [2023] }));
});

test('another seed gives other data in every file of people and claims', async () => {
  const [first, second] = [await hashesOf({ seed: 1 }), await hashesOf({ seed: 2 })];
  expect(Object.keys(second)).toEqual(Object.keys(first));
  for (const [path, hash] of Object.entries(first)) expect(second[path], path).not.toBe(hash);
});

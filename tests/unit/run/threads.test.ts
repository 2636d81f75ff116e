/** More threads than have something to do cost time and bring none. */
import { expect, it } from 'vitest';
import { threadsFor } from '../../../pipeline/run/partitions.ts';

const options = { threads: 4, memoryLimit: '1GB', tempDirectory: '' };
const sizes = (rows: number) =>
  new Map([[2023, { health_care: { rows, bytes: {} }, population: { rows: 10, bytes: {} } }]]);

it('a delivery that one thread takes at once is computed by one thread', () => {
  expect(threadsFor(sizes(122_880), options)).toBe(1);
  expect(threadsFor(new Map(), options)).toBe(1);
});

it('a larger source is shared between all threads', () => {
  expect(threadsFor(sizes(122_881), options)).toBe(4);
});

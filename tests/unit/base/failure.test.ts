import { expect, it } from 'vitest';
import { EXIT_CODES, Failure } from '../../../pipeline/base/index.ts';

it('every class of failure has an exit code of its own, none of which means success or a bug', () => {
  const codes = Object.values(EXIT_CODES);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).not.toContain(0);
  expect(codes).not.toContain(1);
});

it('a failure carries what is wrong, the way out and the problems it stands for', () => {
  const failure = new Failure('data', 'the claims are not there.', { help: 'name the folder with --data.' });
  expect(failure).toBeInstanceOf(Error);
  expect(failure.message).toBe('the claims are not there.');
  expect(failure.help).toBe('name the folder with --data.');
  expect(failure.exitCode).toBe(4);
  expect(failure.diagnostics).toEqual([]);
});

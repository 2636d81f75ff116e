/** What a failed statement is reported as, after the delivery has been read once more. */
import { expect, it, vi } from 'vitest';
import { Failure } from '../../../pipeline/base/index.ts';
import { EngineFailure } from '../../../pipeline/engine/index.ts';
import { causeOf } from '../../../pipeline/run/check-schemas.ts';

const failed = (text: string) => EngineFailure.from(new Error(text), '');
const UNREAD = failed('Invalid Input Error: Failed to read file "a.parquet"');
const WRONG = new Failure('data', 'the delivery does not match its declaration');
const INTERRUPTED = failed('INTERRUPT Error: Interrupted!');
const NO_MEMORY = failed('Out of Memory Error: could not allocate');

it.each([
  ['what is wrong with the delivery', WRONG],
  ['that somebody has stopped it meanwhile', INTERRUPTED],
])('is %s', async (_, found) => {
  expect(await causeOf(UNREAD, () => Promise.reject(found))).toBe(found);
});

it('is what it was where nothing is found, or where reading fails otherwise', async () => {
  expect(await causeOf(UNREAD, () => Promise.resolve())).toBe(UNREAD);
  expect(await causeOf(UNREAD, () => Promise.reject(NO_MEMORY))).toBe(UNREAD);
  expect(await causeOf(UNREAD, () => Promise.reject(new TypeError()))).toBe(UNREAD);
});

it.each([
  ['an interruption', INTERRUPTED],
  ['too little memory', NO_MEMORY],
  ['a full disk', failed('IO Error: Could not write file: No space left on device')],
  ['a refusal', WRONG],
  ['a bug', new TypeError()],
])('is not looked for after %s', async (_, failure) => {
  const read = vi.fn(() => Promise.resolve());
  expect(await causeOf(failure, read)).toBe(failure);
  expect(read).not.toHaveBeenCalled();
});

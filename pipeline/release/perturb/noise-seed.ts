/** The secret that noise is made of: whoever has it can take the noise out. It is kept in the work folder and is in nothing that is published or told. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../base/index.ts';
import { makeFolder, sync } from '../../run/index.ts';

const LEAST = 32;

/** Where it is kept. */
export function seedFile(dataRoot: string): string {
  return join(dataRoot, 'work', 'noise-seed');
}

/**
 * The seed that is given, or that of the data root, which is made the first time. Refuses one that can be guessed (usage), a file that holds none (data), and to make
 * another where there are releases with noise of the seed before (disclosure): noise that differs can be averaged out.
 */
export function openSeed(dataRoot: string, given: string | undefined, isNeeded: boolean): string {
  if (given !== undefined && given.length < LEAST)
    throw new Failure('usage', `a seed of fewer than ${LEAST} characters can be guessed.`, {
      help: 'take 32 random bytes in hexadecimal digits, and keep them as secret as the claims.',
    });
  const file = seedFile(dataRoot);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (kept !== undefined && kept.length < LEAST)
    throw new Failure('data', `${file} holds no seed.`, { help: 'restore it from a backup; noise depends on it.' });
  if (kept !== undefined && given !== undefined && kept !== given)
    throw new Failure('usage', `the seed that is given is not that in ${file}.`, {
      help: 'take the one that releases have noise of, and move the other away: with two, noise can be averaged out.',
    });
  const known = given ?? kept;
  if (known !== undefined) return known;
  if (isNeeded)
    throw new Failure('disclosure', `${file} is gone, and a release has noise that was made with it.`, {
      help: 'restore it from a backup, or give the seed in CUBES_NOISE_SEED: with another, whoever holds both releases can average the noise out.',
    });
  makeFolder(dirname(file));
  chmodSync(dirname(file), 0o700);
  writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  sync(file);
  sync(dirname(file));
  return readFileSync(file, 'utf8').trim();
}

/**
 * The secret that noise is made of: whoever has it can take the noise out. It is kept in the work
 * folder; what is published has a fingerprint of it.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../base/index.ts';
import { isSeeded } from '../catalogue/index.ts';
import { makeFolder, sync } from '../store/index.ts';
import { listReleases, readReleaseManifest } from './releases.ts';

const LEAST = 32;
const FINGERPRINTED = 'seed of the noise of Atlas Cubes';

/** Where it is kept. */
export function seedFile(dataRoot: string): string {
  return join(dataRoot, 'work', 'noise-seed');
}

/**
 * What a release says of its seed, by which another is recognised: HMAC-SHA256 of a fixed text. 32
 * random bytes cannot be found from it.
 */
export function fingerprintSeed(seed: string): string {
  return createHmac('sha256', seed).update(FINGERPRINTED).digest('hex');
}

/**
 * The seed that is given, or that of the data root, which is made the first time. Refuses one that
 * can be guessed (usage), a file that holds none (data), and another than that of any release with
 * noise that is there (disclosure), also where the seed is gone: noise that differs can be averaged
 * out.
 */
export function openSeed(dataRoot: string, given: string | undefined): string {
  if (given !== undefined && given.length < LEAST)
    throw new Failure('usage', `a seed of fewer than ${LEAST} characters can be guessed.`, {
      help: 'take 32 random bytes in hexadecimal digits, and keep them as secret as the claims: releases have a fingerprint of the seed, against which guesses can be tried.',
    });
  const file = seedFile(dataRoot);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (kept !== undefined && kept.length < LEAST)
    throw new Failure('data', `${file} holds no seed.`, { help: 'restore it from a backup; noise depends on it.' });
  if (kept !== undefined && given !== undefined && kept !== given)
    throw new Failure('usage', `the seed that is given is not that in ${file}.`, {
      help: 'use the seed of the earlier releases, and remove the other: with two seeds, the noise can be averaged out.',
    });
  const known = given ?? kept;
  refuseOtherSeed(dataRoot, known);
  if (known !== undefined) return known;
  makeFolder(dirname(file));
  chmodSync(dirname(file), 0o700);
  writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  sync(file);
  sync(dirname(file));
  return readFileSync(file, 'utf8').trim();
}

/** A seed that is gone is another seed as well. */
function refuseOtherSeed(dataRoot: string, seed: string | undefined): void {
  const own = seed === undefined ? undefined : fingerprintSeed(seed);
  for (const release of listReleases(dataRoot)) {
    const { noiseSeed, policy, cubes } = readReleaseManifest(dataRoot, release);
    const hasNoise = cubes.some(({ entity }) => isSeeded(policy.disclosure[entity]));
    if (!hasNoise || (own !== undefined && noiseSeed === own)) continue;
    const help =
      'restore that seed from a backup, or give it in CUBES_NOISE_SEED: with another, an attacker who has both releases can average the noise out. If the releases with noise were never distributed, delete them.';
    if (seed === undefined)
      throw new Failure(
        'disclosure',
        `${seedFile(dataRoot)} is gone, and ${release} has noise that was made with it.`,
        {
          help,
        },
      );
    throw new Failure('disclosure', `${release} has noise of another seed.`, { help });
  }
}

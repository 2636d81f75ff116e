import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeMove, putInPlace } from '../../../pipeline/store/put-in-place.ts';
import { makeDataRoot } from '../../support/data-root.ts';

const put = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** A data root with an old cube, and a new one with its manifest staged. */
function staged() {
  const root = makeDataRoot();
  const staging = join(root, 'work', 'staging');
  put(join(root, 'cubes/a/a.parquet'), 'old a');
  put(join(root, 'cubes/a/other'), 'gone with the old');
  put(join(staging, 'cubes/a/a.parquet'), 'new a');
  put(join(staging, 'cubes/b/b.parquet'), 'new b');
  put(join(staging, 'runs/1.json'), 'manifest');
  return { root, staging, paths: ['cubes/a', 'cubes/b', 'runs/1.json'] };
}

describe('putInPlace', () => {
  it('replaces folders whole and adds new ones and files', () => {
    const { root, staging, paths } = staged();
    putInPlace(staging, root, paths);
    expect(read(root, 'cubes/a/a.parquet')).toBe('new a');
    expect(existsSync(join(root, 'cubes/a/other'))).toBe(false);
    expect(read(root, 'cubes/b/b.parquet')).toBe('new b');
    expect(read(root, 'runs/1.json')).toBe('manifest');
  });

  it('moves nothing when something that should be staged is not', () => {
    const { root, staging, paths } = staged();
    expect(() => putInPlace(staging, root, [...paths, 'cubes/c'])).toThrow('ENOENT');
    completeMove(staging, root);
    expect(read(root, 'cubes/a/a.parquet')).toBe('old a');
  });
});

describe('completeMove', () => {
  it('does nothing where the run was killed before everything was staged', () => {
    const { root, staging } = staged();
    completeMove(staging, root);
    expect(read(root, 'cubes/a/a.parquet')).toBe('old a');
    expect(existsSync(join(root, 'cubes/b'))).toBe(false);
  });

  it('completes a move that was killed between two renames, from wherever it stopped', () => {
    const { root, staging, paths } = staged();
    // As it is when the old cube is set aside and nothing has taken its place yet.
    writeFileSync(join(staging, 'whole.json'), JSON.stringify(paths));
    renameSync(join(root, 'cubes/a'), join(staging, 'old-0'));
    completeMove(staging, root);
    completeMove(staging, root);
    expect(read(root, 'cubes/a/a.parquet')).toBe('new a');
    expect(read(root, 'cubes/b/b.parquet')).toBe('new b');
    expect(read(root, 'runs/1.json')).toBe('manifest');
  });
});

/**
 * Audits what a release shows of several years together: each row must be the sum of what it shows
 * year by year.
 */
import { join } from 'node:path';
import { type CubeOfYear, checkPooled, type PooledCheck, partsOf, readShown, sliceOf } from '../../disclosure/index.ts';
import { parquet } from '../../run/index.ts';
import type { ReleasedCube } from '../manifest.ts';
import type { ReleasedFolder } from './released-grid.ts';

/** Audits cubes of several years together, of which `all` are the cubes of their entity. */
export async function auditPooled(
  { engine, folder, manifest, sheets }: Omit<ReleasedFolder, 'behind'>,
  pooled: readonly ReleasedCube[],
  all: readonly ReleasedCube[],
): Promise<PooledCheck> {
  const { figureRelations } = manifest;
  const read = async ({ code, year, path }: ReleasedCube, part: string): Promise<CubeOfYear> => {
    const facts = sheets[code];
    const levels = facts?.levels.filter(({ from }) => from <= year).map(({ level }) => level) ?? [];
    const shape = { code: part, dimensions: facts?.dimensions ?? [], levels };
    const relation = sliceOf(part, parquet(join(folder, path)), 'as published');
    // A numerator that is withheld is not worked out: then the sum is not shown either.
    return { ...(await readShown(engine, shape, relation, Number.NaN)), year };
  };
  const cubes: CubeOfYear[] = [];
  const others: CubeOfYear[] = [];
  const figures = pooled.flatMap(({ code }) => {
    const { numerator = null, denominator = null } = figureRelations.pooled?.[code] ?? {};
    return [numerator, denominator];
  });
  const years = new Set(
    pooled.flatMap(({ code, year }) =>
      Array.from({ length: figureRelations.pooled?.[code]?.years ?? 0 }, (_, before) => year - before),
    ),
  );
  for (const cube of pooled) cubes.push(await read(cube, cube.code));
  for (const cube of all)
    for (const part of years.has(cube.year) ? partsOf(figureRelations, cube.code) : []) {
      const { numerator = '', denominator = null, daysFrom } = figureRelations.cubes[part] ?? {};
      const isAsked = figures.includes(numerator) || (daysFrom === undefined && figures.includes(denominator));
      if (isAsked) others.push(await read(cube, part));
    }
  return checkPooled(cubes, others, figureRelations);
}

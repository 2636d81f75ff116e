/**
 * What the current release shows and the next one would not: indicators, years, levels, dimensions
 * and members. Figures that are suppressed are not withdrawn.
 */
import { type Catalogue, levelsOf, successorsIn } from '../catalogue/index.ts';
import { isPublished } from './plan-release.ts';
import { publishedCubes } from './published-cubes.ts';
import { readSheet } from './read-sheet.ts';
import { currentRelease, readReleaseManifest, releaseFolder } from './releases.ts';

export interface Withdrawal {
  /** As the catalogue has it now, or as it was published where nothing replaces it. */
  readonly code: string;
  readonly what: 'indicator' | 'year' | 'level' | 'dimension' | 'member';
  /** Of the level, dimension or member; null for an indicator or a year. */
  readonly name: string | null;
  /** Years of which it is withdrawn, ascending. */
  readonly years: readonly number[];
}

/** Compares the current release with the catalogue; nothing is withdrawn before the first. */
export function findWithdrawals(catalogue: Catalogue, dataRoot: string): Withdrawal[] {
  const release = currentRelease(dataRoot);
  if (release === null) return [];
  const manifest = readReleaseManifest(dataRoot, release);
  const cubes = publishedCubes(catalogue, manifest);
  const codes = [...new Set(cubes.map(({ cube }) => cube.code))];
  return codes.flatMap((code) => {
    const own = cubes.filter(({ cube }) => cube.code === code);
    const years = own.map(({ cube }) => cube.year).sort((a, b) => a - b);
    const indicator = catalogue.indicators[code];
    if (indicator === undefined) return [{ code, what: 'indicator' as const, name: null, years }];
    const kept = years.filter((year) => isPublished(catalogue, { code, year }));
    const gone = years.filter((year) => !kept.includes(year));
    const sheet = readSheet(releaseFolder(dataRoot, release), own[0]?.published.code ?? code);
    const withdrawn = (what: Withdrawal['what'], name: string | null, of: readonly number[]): Withdrawal[] =>
      of.length === 0 ? [] : [{ code, what, name, years: of }];
    return [
      ...withdrawn('year', null, gone),
      ...sheet.levels.flatMap(({ level, from }) =>
        withdrawn(
          'level',
          level,
          kept.filter((year) => year >= from && !levelsOf(indicator, year).includes(level)),
        ),
      ),
      ...sheet.dimensions.flatMap(({ name, members }) => {
        if (!indicator.dimensions.includes(name)) return withdrawn('dimension', name, kept);
        const now = catalogue.dimensions[name]?.members ?? [];
        const lost = members.filter((member) => !now.includes(member));
        return lost.flatMap((member) => withdrawn('member', `${member} of ${name}`, kept));
      }),
    ];
  });
}

/** Codes that the current release has: of today, and as they were published. */
export function publishedCodes(catalogue: Catalogue, dataRoot: string): string[] {
  const release = currentRelease(dataRoot);
  if (release === null) return [];
  const codeOf = successorsIn(catalogue);
  return [...new Set(readReleaseManifest(dataRoot, release).cubes.map(({ code }) => codeOf(code)))];
}

/** The cubes of a release under the codes of today: an indicator may have been renamed since. */
import { type Catalogue, successorsIn } from '../catalogue/index.ts';
import { type ReleasedCube, type ReleaseManifest, releasedCubePath } from './manifest.ts';

/** A cube of a release. */
export interface PublishedCube {
  /** Under the code of today, where it would lie in the next release. */
  readonly cube: ReleasedCube;
  /** As that release has it. */
  readonly published: ReleasedCube;
}

/**
 * Gives every cube of a release under the code that the catalogue has for it. Where a release has
 * figures of both codes for a year, those of the new one are meant.
 */
export function publishedCubes(catalogue: Catalogue, manifest: Pick<ReleaseManifest, 'cubes'>): PublishedCube[] {
  const codeOf = successorsIn(catalogue);
  const own = new Set(manifest.cubes.map(({ code, year }) => `${code} ${year}`));
  return manifest.cubes.flatMap((published) => {
    const code = codeOf(published.code);
    if (code === published.code) return [{ cube: published, published }];
    if (own.has(`${code} ${published.year}`)) return [];
    const path = releasedCubePath(code, published.year);
    return [{ cube: { ...published, code, path }, published }];
  });
}

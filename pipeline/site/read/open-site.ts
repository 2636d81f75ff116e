/** Reads what a site is drawn from: a release, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../base/index.ts';
import { perturbationOf } from '../../catalogue/index.ts';
import type { OpenRelease } from '../../export/index.ts';
import { CHANGES, type ReleaseChanges, type ReleaseManifest } from '../../release/index.ts';
import type { Sheet } from '../../sheet/index.ts';
import { readPlaces, type SitePlaces } from './read-areas.ts';

/** Who publishes, as the catalogue of the release says. */
export interface SitePublisher {
  readonly name: (language: string) => string;
  readonly contact: (language: string) => string | null;
  readonly licence: string | null;
}

export interface SiteSource {
  readonly release: OpenRelease;
  readonly manifest: ReleaseManifest;
  /** SHA-256 of manifest.json: what a citation names. */
  readonly manifestHash: string;
  readonly changes: ReleaseChanges;
  /** Indicators by code. */
  readonly sheets: readonly Sheet[];
  readonly places: SitePlaces;
  /** Figures of invented people, which every page and file says. */
  readonly isSynthetic: boolean;
  /**
   * Null where the catalogue of the release declares none: then nothing is said to be anybody's.
   */
  readonly publisher: SitePublisher | null;
  /** Fewer people than this are sensitive; null where no policy has a threshold. */
  readonly threshold: number | null;
  /** Figures were rounded or perturbed before they were published. */
  readonly isChanged: boolean;
}

/** Reads the manifest, sheets, areas and changes of an open release. */
export async function openSite(release: OpenRelease): Promise<SiteSource> {
  const { manifest, folder, sheets } = release;
  const policies = Object.values(manifest.policy.disclosure);
  const thresholds = policies.flatMap((policy) => (policy.kind === 'threshold' ? [policy] : []));
  return {
    release,
    manifest,
    manifestHash: hashText(readFileSync(join(folder, 'manifest.json'), 'utf8')),
    changes: JSON.parse(readFileSync(join(folder, CHANGES), 'utf8')) as ReleaseChanges,
    sheets: [...sheets.values()],
    places: await readPlaces(release),
    isSynthetic: manifest.synthetic,
    publisher: readPublisher(manifest.publisher),
    threshold: thresholds[0]?.threshold ?? null,
    isChanged: policies.some((policy) => perturbationOf(policy) !== null),
  };
}

/** Texts are in the languages of the catalogue; a page in another has the French ones. */
function readPublisher(declared: ReleaseManifest['publisher']): SitePublisher | null {
  if (declared === null) return null;
  const say = (texts: Readonly<Record<string, string>>, language: string) =>
    texts[language] ?? texts.fr ?? Object.values(texts)[0] ?? '';
  const { name, contact, licence } = declared;
  return {
    name: (language) => say(name, language),
    contact: (language) => (contact === null ? null : say(contact, language)),
    licence: licence?.url ?? null,
  };
}

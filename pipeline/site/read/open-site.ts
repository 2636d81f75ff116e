/** Reads what a site is drawn from: a release, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../base/index.ts';
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
  /** Null where the catalogue of the release declares none: then nothing is said to be anybody's. */
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
    isSynthetic: 'synthetic' in manifest && Boolean(manifest.synthetic),
    publisher: 'publisher' in manifest ? readPublisher(manifest.publisher) : null,
    threshold: thresholds[0]?.threshold ?? null,
    isChanged: thresholds.some(({ method }) => method === 'rounded' || method === 'noise'),
  };
}

/** A release before publishers were declared has none; texts are by language. */
function readPublisher(declared: unknown): SitePublisher | null {
  if (!isRecord(declared)) return null;
  const { name, contact, licence } = declared;
  const said = isRecord(name) ? name : { en: name };
  const [first] = Object.values(said);
  if (typeof first !== 'string') return null;
  return {
    name: (language) => String(said[language] ?? said.fr ?? first),
    contact: (language) =>
      isRecord(contact) ? String(contact[language] ?? contact.fr ?? Object.values(contact)[0]) : null,
    licence: isRecord(licence) && typeof licence.url === 'string' ? licence.url : null,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

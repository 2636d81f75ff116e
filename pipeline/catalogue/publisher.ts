/** Who publishes the figures: what manifests, sheets, footers and exports name. */
import type { Texts } from './vocabulary.ts';

/**
 * Every text is there in each language of the catalogue; null where the catalogue does not declare
 * it.
 */
export interface Publisher {
  readonly name: Texts;
  /** Address of a page about the publisher. */
  readonly url: Texts | null;
  /** Where users can ask questions: an e-mail address or the address of a page. */
  readonly contact: Texts | null;
  /** Under which the figures may be used: what it is called, and its IRI. */
  readonly licence: { readonly name: Texts; readonly url: string } | null;
}

/** What is kept from the public, and for how long releases are kept. */

/** How figures on an entity are protected: every cell of 1 to `threshold` - 1 members is masked, a cell of none is not; or nobody has to be protected. */
export type DisclosurePolicy = { readonly kind: 'threshold'; readonly threshold: number } | { readonly kind: 'none' };

/** How many releases are kept, the newest first; null: all of them. */
export interface Retention {
  readonly keep: number | null;
}

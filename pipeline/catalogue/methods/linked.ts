/** Primary and secondary suppression over all cubes of a year (docs/explanation/disclosure.md). */
import type { SuppressionMethod } from './method-kind.ts';

export const linked: SuppressionMethod = { suppresses: true, isLinked: true, isAudited: true };

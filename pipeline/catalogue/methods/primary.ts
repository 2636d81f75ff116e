/**
 * Primary suppression alone: sensitive cells are suppressed, whatever can be derived from others.
 */
import type { SuppressionMethod } from './method-kind.ts';

export const primary: SuppressionMethod = { suppresses: true, isLinked: false, isAudited: false };

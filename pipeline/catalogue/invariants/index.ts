/** The kinds of invariants: to add one, write its file and add its line. */
import type { InvariantKind } from './invariant-kind.ts';
import { levels } from './levels.ts';
import { same } from './same.ts';
import { sum } from './sum.ts';
import { union } from './union.ts';
import { volume } from './volume.ts';
import { within } from './within.ts';

// The body of a kind is checked by that kind's own schema before it is bound, so the registry may
// forget its type.
export const INVARIANT_KINDS = [union, sum, same, volume, within, levels] as unknown as readonly InvariantKind[];

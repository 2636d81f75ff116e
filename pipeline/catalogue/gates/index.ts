/**
 * The kinds of gates: to add one, write its file and add its line; `refresh/gates/` evaluates it.
 */
import { areas } from './areas.ts';
import { change } from './change.ts';
import { delivery } from './delivery.ts';
import type { GateKind } from './gate-kind.ts';
import { outliers } from './outliers.ts';
import { sums } from './sums.ts';

// The body of a kind is checked by that kind's own schema before it is bound, so the registry may
// forget its type.
export const GATE_KINDS = [delivery, sums, change, outliers, areas] as unknown as readonly GateKind[];

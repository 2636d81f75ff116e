/** The measure kinds: to add one, write its file and add its line. */
import { count } from './count.ts';
import { density } from './density.ts';
import { mean } from './mean.ts';
import type { MeasureKind } from './measure-kind.ts';
import { perDay } from './per-day.ts';
import { percentile } from './percentile.ts';
import { rate } from './rate.ts';
import { ratio } from './ratio.ts';
import { share } from './share.ts';

// The body of a kind is checked by that kind's own schema before it is normalised, so the registry
// may forget its type.
export const MEASURE_KINDS = [
  share,
  rate,
  count,
  mean,
  ratio,
  percentile,
  perDay,
  density,
] as unknown as readonly MeasureKind[];

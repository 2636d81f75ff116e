/** The confidences of the worked values: 95 % as shipped, 99.8 %, and certainty. */
import { CONFIDENCE_95, type Confidence } from '../../pipeline/plan/interval/limits.ts';

const CONFIDENCE_998: Confidence = {
  z: 3.0902323061678136,
  exact: [
    [0, 6.907755278982137],
    [0.0010005003335835335, 9.233413476451586],
    [0.04540201776948956, 11.228872242412663],
    [0.1905333775684032, 13.062240779188071],
    [0.42855241362842295, 14.794149222537209],
    [0.7393717319178326, 16.45474520368011],
    [1.1071046602556394, 18.06163684019907],
    [1.520336260398809, 19.62617739538424],
    [1.9708139217403657, 21.15619816583998],
    [2.452424404363775, 22.65737330906293],
  ],
};

/** Certainty needs a z beyond every number; this one is beyond every count. */
const CERTAINTY: Confidence = { z: 1e150, exact: [] };

export const CONFIDENCES: ReadonlyMap<number, Confidence> = new Map([
  [0.95, CONFIDENCE_95],
  [0.998, CONFIDENCE_998],
  [1, CERTAINTY],
]);

export function confidenceOf(value: number): Confidence {
  const confidence = CONFIDENCES.get(value);
  if (confidence === undefined) throw new Error(`no worked value is for ${value}`);
  return confidence;
}

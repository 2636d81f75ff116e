/** The least cost of each of many numbers: a hash table that is emptied at once. */
import { floatAt, intAt } from '../../base/index.ts';

export interface Least {
  /** Whether a cost is less than what was noted for a number; it is noted then. */
  lower(key: number, cost: number): boolean;
  /** What was noted. */
  of(key: number): number;
  clear(): void;
}

/** Open addressing; keys are whole numbers whose bits from the eleventh on are spread evenly. */
export function openLeast(): Least {
  let keys = new Float64Array(1024);
  let costs = new Float64Array(1024);
  /** Where it is not the number of this turn, nothing is there. */
  let turns = new Int32Array(1024);
  let [turn, count] = [1, 0];
  const placeOf = (key: number): number => {
    const mask = keys.length - 1;
    let place = (key / 1024) & mask;
    while (intAt(turns, place) === turn && floatAt(keys, place) !== key) place = (place + 1) & mask;
    return place;
  };
  const set = (place: number, key: number, cost: number): void => {
    keys[place] = key;
    costs[place] = cost;
    turns[place] = turn;
  };
  const grow = (): void => {
    const [oldKeys, oldCosts, oldTurns] = [keys, costs, turns];
    const size = 2 * keys.length;
    [keys, costs, turns] = [new Float64Array(size), new Float64Array(size), new Int32Array(size)];
    for (let old = 0; old < oldKeys.length; old += 1)
      if (intAt(oldTurns, old) === turn)
        set(placeOf(floatAt(oldKeys, old)), floatAt(oldKeys, old), floatAt(oldCosts, old));
  };
  return {
    lower(key, cost) {
      const place = placeOf(key);
      const isNew = intAt(turns, place) !== turn;
      if (!isNew && floatAt(costs, place) <= cost) return false;
      set(place, key, cost);
      if (isNew && 2 * ++count > keys.length) grow();
      return true;
    },
    of: (key) => floatAt(costs, placeOf(key)),
    clear() {
      turn += 1;
      count = 0;
    },
  };
}

/** A priority queue of numbers: least cost first, and of equal costs the least number. */

export interface Queue {
  put(item: number, cost: number): void;
  /** -1 where nothing is left. */
  take(): number;
  clear(): void;
}

/** A binary heap in two arrays, which keep their memory. */
export function openQueue(): Queue {
  const items: number[] = [];
  const costs: number[] = [];
  let count = 0;
  const isBefore = (index: number, cost: number, item: number) =>
    (costs[index] as number) < cost || (costs[index] === cost && (items[index] as number) < item);
  const move = (from: number, to: number): void => {
    items[to] = items[from] as number;
    costs[to] = costs[from] as number;
  };
  return {
    put(item, cost) {
      let index = count++;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (isBefore(parent, cost, item)) break;
        move(parent, index);
        index = parent;
      }
      items[index] = item;
      costs[index] = cost;
    },
    take() {
      if (count === 0) return -1;
      const first = items[0] as number;
      count -= 1;
      const [item, cost] = [items[count] as number, costs[count] as number];
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= count) break;
        const right = child + 1;
        if (right < count && isBefore(right, costs[child] as number, items[child] as number)) child = right;
        if (!isBefore(child, cost, item)) break;
        move(child, index);
        index = child;
      }
      items[index] = item;
      costs[index] = cost;
      return first;
    },
    clear() {
      count = 0;
    },
  };
}

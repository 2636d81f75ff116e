/** A priority queue: least cost first, and of equal costs what was put in first. */

export interface Queue<T> {
  put(item: T, cost: number): void;
  take(): T | undefined;
}

/** A binary heap. */
export function openQueue<T>(): Queue<T> {
  const heap: { item: T; cost: number; turn: number }[] = [];
  let turns = 0;
  const before = (left: { cost: number; turn: number }, right: { cost: number; turn: number }) =>
    left.cost < right.cost || (left.cost === right.cost && left.turn < right.turn);
  return {
    put(item, cost) {
      const entry = { item, cost, turn: turns++ };
      let index = heap.length;
      heap.push(entry);
      while (index > 0) {
        const parent = (index - 1) >> 1;
        const above = heap[parent];
        if (above === undefined || !before(entry, above)) break;
        heap[index] = above;
        index = parent;
      }
      heap[index] = entry;
    },
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length === 0) return first.item;
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        const [left, right] = [heap[child], heap[child + 1]];
        let least = left;
        if (left && right && before(right, left)) [child, least] = [child + 1, right];
        if (least === undefined || !before(least, last)) break;
        heap[index] = least;
        index = child;
      }
      heap[index] = last;
      return first.item;
    },
  };
}

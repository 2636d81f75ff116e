/** Hidden cells that are known to be empty. */
import { at } from '../../base/index.ts';
import type { GridTable } from '../cells/grid.ts';
import { STATUS } from '../cells/structure/system.ts';
import { fillHidden } from '../cells/structure/table.ts';

/** By cell, 1: nobody is in this hidden cell, as the shown denominators around it disclose. */
export function gapsOfNobody(
  { axes }: GridTable,
  { status, value }: { readonly status: Uint8Array; readonly value: Float64Array },
): Uint8Array {
  const rest = fillHidden(axes, Float64Array.from(value));
  const nobody = new Uint8Array(status.length);
  let inner = status.length;
  for (const { codes, hidden, parent, children } of axes) {
    inner /= codes.length;
    const block = codes.length * inner;
    for (let node = 0; node < codes.length; node += 1) {
      if (hidden[node] === 0) continue;
      const whole = at(parent, node);
      const others = [whole, ...at(children, whole)].filter((other) => other !== node);
      for (let outer = 0; outer < status.length; outer += block)
        for (let offset = 0; offset < inner; offset += 1) {
          const cell = outer + node * inner + offset;
          const isDisclosed = others.every((other) => status[outer + other * inner + offset] === STATUS.published);
          if (isDisclosed && at(rest, cell) === 0) nobody[cell] = 1;
        }
    }
  }
  return nobody;
}

/** One axis of a table: a tree of codes, some of whose leaves nobody publishes. */
import { at, Failure } from '../../../base/index.ts';

export interface AxisNode {
  readonly code: string;
  /** Code of what it is a part of; absent for the root. A skipped level is a parent further up. */
  readonly parent?: string;
  /**
   * Some members of this node are in none of its children: unknown domicile, unknown year of birth,
   * sector unknown.
   */
  readonly gap?: boolean;
}

/**
 * Nodes in an order that depends on their codes alone: parents before children, siblings by code.
 * The root is node 0.
 */
export interface Axis {
  readonly name: string;
  /** A hidden node's code is its parent's with `?` after it. */
  readonly codes: readonly string[];
  /** By node; -1 for the root. */
  readonly parent: Int32Array;
  readonly children: readonly Int32Array[];
  readonly hidden: Uint8Array;
}

/**
 * An axis of its nodes, in whatever order they come. Refuses two roots, a code twice, a parent that
 * is not there.
 */
export function defineAxis(name: string, nodes: readonly AxisNode[]): Axis {
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const parts = new Map<string, AxisNode[]>();
  const roots = nodes.filter(({ parent }) => parent === undefined);
  if (roots.length !== 1 || byCode.size !== nodes.length)
    throw new Failure('disclosure', `The axis ${name} needs one root and no code twice.`);
  for (const node of nodes) {
    if (node.parent === undefined) continue;
    if (!byCode.has(node.parent))
      throw new Failure('disclosure', `The axis ${name} has a part of ${node.parent}, which is not in it.`);
    const siblings = parts.get(node.parent);
    if (siblings) siblings.push(node);
    else parts.set(node.parent, [node]);
  }
  const codes: string[] = [];
  const parent: number[] = [];
  const hidden: number[] = [];
  const children: number[][] = [];
  const add = (code: string, under: number, isHidden: boolean): number => {
    const index = codes.push(code) - 1;
    parent.push(under);
    hidden.push(isHidden ? 1 : 0);
    children.push([]);
    if (under >= 0) at(children, under).push(index);
    return index;
  };
  let level: (readonly [AxisNode, number])[] = roots.map((root) => [root, add(root.code, -1, false)]);
  while (level.length > 0) {
    level = level.flatMap(([node, index]) => {
      const sorted = (parts.get(node.code) ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1));
      const added = sorted.map((part) => [part, add(part.code, index, false)] as const);
      if (node.gap && sorted.length > 0) add(`${node.code}?`, index, true);
      return added;
    });
  }
  const visible = codes.length - hidden.reduce((sum, flag) => sum + flag, 0);
  if (visible !== nodes.length) throw new Failure('disclosure', `The axis ${name} goes round in a circle.`);
  return {
    name,
    codes,
    parent: Int32Array.from(parent),
    children: children.map((list) => Int32Array.from(list)),
    hidden: Uint8Array.from(hidden),
  };
}

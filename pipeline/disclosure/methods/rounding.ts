/** Controlled rounding: figures are multiples of a base, and parts add up to their whole. */
import { at } from '../../base/index.ts';
import { fillHidden, hiddenCells, nodesOf } from '../cells/structure/index.ts';
import { chainOf, project } from '../perturb/chain.ts';
import { roundCounts } from '../perturb/round-counts.ts';
import { disclosedByRounding, type RoundedTable } from '../search/disclosed-by-rounding.ts';
import type { GuaranteeTally } from '../search/guarantees.ts';
import type { ShownTable } from '../search/shown-tables.ts';
import type { PerturbationMethod } from './perturbation-method.ts';

/** What is usual for rounded counts. */
const USUAL_BASE = 5;

export const rounding: PerturbationMethod = {
  change: (counts, { amount, threshold }) => roundCounts(counts, { base: amount, threshold }),
  usualAmount: (threshold) => Math.max(USUAL_BASE, threshold),
  check: ({ tables, groups }, tally) => {
    for (const table of tables.values()) checkRounded(table, tally);
    for (const group of groups) checkChain(group, tally);
  },
  countDisclosed: ({ grid, figureRelations, groups }) =>
    disclosedByRounding(grid, figureRelations, roundedTables(groups)),
};

function checkRounded({ axes, value, base }: ShownTable, tally: GuaranteeTally): void {
  const hidden = hiddenCells(axes);
  const filled = fillHidden(axes, value.slice());
  filled.forEach((figure, cell) => {
    if (Number.isNaN(figure)) return;
    tally.add(hidden[cell] === 1 ? 'additive' : 'multiple', figure < 0 || figure % base !== 0);
    const nodes = nodesOf(axes, cell);
    let step = filled.length;
    axes.forEach(({ codes, children }, index) => {
      step /= codes.length;
      const node = at(nodes, index);
      const parts = at(children, node);
      if (parts.length === 0) return;
      const sum = parts.reduce((total, part) => total + at(filled, cell + (part - node) * step), 0);
      if (!Number.isNaN(sum)) tally.add('additive', sum !== figure);
    });
  });
}

/** Shapes of one figure agree where each was rounded to agree (`perturb/chain.ts`). */
function checkChain(group: readonly ShownTable[], tally: GuaranteeTally): void {
  for (const { table, from } of chainOf(group)) {
    if (from === null) continue;
    const { cell: above, isSame } = project(table, from);
    table.value.forEach((figure, cell) => {
      const other = at(from.value, at(above, cell));
      if (isSame[cell] === 1 && !Number.isNaN(figure + other)) tally.add('same', figure !== other);
    });
  }
}

function roundedTables(groups: readonly ShownTable[][]): ReadonlyMap<string, RoundedTable> {
  return new Map(
    groups.flatMap((group) => {
      const [first] = chainOf(group);
      return group.map(({ name, table, axes, value, base }) => {
        const isFirst = first?.table.name === name;
        return [name, { table, value: fillHidden(axes, value.slice()), base, isFirst }] as const;
      });
    }),
  );
}

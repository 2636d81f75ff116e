/**
 * Small random structures: one to three axes, levels that are skipped or have a single part,
 * members in no part, tables linked by meaning.
 */
import fc from 'fast-check';
import {
  type Assembly,
  type Axis,
  type AxisNode,
  allCells,
  assemble,
  defineAxis,
  defineTable,
  type Link,
  matchCells,
  nodesOf,
  type Policy,
  sizeOf,
  type Table,
  unionLinks,
  withBounds,
} from '../../pipeline/disclosure/index.ts';

/**
 * How far above its value everybody knows that a cell cannot be: so that what an attacker tries
 * stays countable.
 */
export const CAP = 5;

export const policies: fc.Arbitrary<Policy> = fc.record({
  largestSensitive: fc.integer({ min: 2, max: 4 }),
  zeros: fc.constantFrom('published' as const, 'published' as const, 'protected' as const),
  complements: fc.boolean(),
  denominators: fc.boolean(),
  gaps: fc.constantFrom('protected' as const, 'open' as const),
  distinguishPrimary: fc.boolean(),
  width: fc.constant(1),
});

/** A tree in two levels, some parents of one part, some parts right under the root. */
const areaAxes: fc.Arbitrary<Axis> = fc
  .record({
    regions: fc.array(fc.record({ parts: fc.integer({ min: 0, max: 3 }), gap: fc.constantFrom(false, false, true) }), {
      minLength: 1,
      maxLength: 3,
    }),
    gap: fc.boolean(),
  })
  .map(({ regions, gap }) => {
    const nodes: AxisNode[] = [{ code: 'all', gap }];
    regions.forEach((region, r) => {
      nodes.push({ code: `r${r}`, parent: 'all', gap: region.gap });
      for (let part = 0; part < region.parts; part += 1) nodes.push({ code: `r${r}p${part}`, parent: `r${r}` });
    });
    return defineAxis('area', nodes);
  });

function flatAxis(name: string, most: number): fc.Arbitrary<Axis> {
  return fc
    .record({ parts: fc.integer({ min: 2, max: most }), gap: fc.constantFrom(false, false, true) })
    .map(({ parts, gap }) =>
      defineAxis(name, [
        { code: 'total', gap },
        ...Array.from({ length: parts }, (_, part) => ({ code: `${name}${part}`, parent: 'total' })),
      ]),
    );
}

const counts = fc.array(fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5, 7), { minLength: 64, maxLength: 64 });

/** Figures of the leaves, hidden ones mostly nobody, added up. */
export function addUp(axes: readonly Axis[], leaves: readonly number[]): Float64Array {
  let next = 0;
  const figures = new Float64Array(sizeOf(axes));
  for (let cell = 0; cell < figures.length; cell += 1) {
    const nodes = nodesOf(axes, cell);
    if (nodes.some((node, index) => (axes[index]?.children[node]?.length ?? 0) > 0)) continue;
    const hidden = nodes.some((node, index) => axes[index]?.hidden[node] === 1);
    const figure = (leaves[next++ % leaves.length] ?? 0) * (hidden && next % 3 > 0 ? 0 : 1);
    for (const above of upwards(axes, nodes)) figures[above] = (figures[above] ?? 0) + figure;
  }
  return figures;
}

/** The cells that count a leaf: it, and every margin above it. */
function upwards(axes: readonly Axis[], nodes: readonly number[]): number[] {
  return axes.reduce(
    (cells, { codes, parent }, index) => {
      const found: number[] = [];
      for (let node = nodes[index] ?? 0; node >= 0; node = parent[node] ?? -1)
        found.push(...cells.map((cell) => cell * codes.length + node));
      return found;
    },
    [0],
  );
}

export interface Sample {
  readonly assembly: Assembly;
  readonly tables: readonly Table[];
  readonly policy: Policy;
}

const unitCost = (): number => 1;

function sampleOf(tables: readonly Table[], links: readonly Link[], policy: Policy): Sample {
  const assembly = assemble(tables, links);
  const bounds = Array.from(assembly.system.value, (value, cell) => ({ cell, low: 0, high: value + CAP }));
  return { assembly: { ...assembly, system: withBounds(assembly.system, bounds) }, tables, policy };
}

/** One table of areas by bands, and sometimes by a second dimension. */
export const singleTables: fc.Arbitrary<Sample> = fc
  .record({
    area: areaAxes,
    age: flatAxis('age', 3),
    sex: fc.option(flatAxis('sex', 2)),
    leaves: counts,
    more: counts,
    policy: policies,
  })
  .map(({ area, age, sex, leaves, more, policy }) => {
    const axes = sex ? [area, age, sex] : [area, age];
    const numerator = addUp(axes, leaves);
    const rest = addUp(axes, more);
    const denominator = numerator.map((value, cell) => value + (rest[cell] ?? 0));
    return sampleOf([defineTable('table', axes, { numerator, denominator }, policy, unitCost)], [], policy);
  });

/** A union and its two parts by area and band, and a twin of the union without bands. */
export const linkedTables: fc.Arbitrary<Sample> = fc
  .record({ area: areaAxes, age: flatAxis('age', 2), both: counts, left: counts, right: counts, policy: policies })
  .map(({ area, age, both, left, right, policy }) => {
    const axes = [area, age];
    const [shared, onlyLeft, onlyRight] = [both, left, right].map((leaves) => addUp(axes, leaves)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const sum = (...figures: readonly Float64Array[]) =>
      shared.map((value, cell) => figures.reduce((total, each) => total + (each[cell] ?? 0), value));
    const cube = (name: string, numerator: Float64Array) => defineTable(name, axes, { numerator }, policy, unitCost);
    const tables = [
      cube('union', sum(onlyLeft, onlyRight)),
      cube('left', sum(onlyLeft)),
      cube('right', sum(onlyRight)),
    ] as const;
    const [union, ...parts] = tables;
    const margin = Float64Array.from(area.codes, (_, node) => union.value[node * age.codes.length] ?? 0);
    const twin = defineTable('twin', [area], { numerator: margin }, policy, unitCost);
    const links: Link[] = [
      ...unionLinks(allCells(union), parts.map(allCells), true),
      { kind: 'same', left: matchCells(union, twin), right: allCells(twin) },
    ];
    return sampleOf([...tables, twin], links, policy);
  });

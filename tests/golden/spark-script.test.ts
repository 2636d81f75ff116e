/**
 * What SQL goes to a cluster of Spark: the text as committed, and nothing in it outside the core
 * that both engines share. Spark itself is not needed. UPDATE_EXPECTED=1 writes the text anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import {
  cutScript,
  emitYear,
  type Places,
  partitionSteps,
  planRun,
  selectIndicators,
} from '../../pipeline/plan/index.ts';
import { outsideCore, SPARK } from '../../pipeline/query/index.ts';
import { withEveryKind } from '../property/every-kind.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

const EXPECTED = join(import.meta.dirname, 'expected');
const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];
const catalogue = shippedCatalogue();

interface Options {
  readonly fuse?: boolean;
  readonly packing?: boolean;
  readonly partitions?: number;
}

/** Files whose columns are of the declared types, known by the name of a view. */
function placesOf({ sources }: Catalogue): Places {
  return {
    dataRoot: 'data',
    referenceRoot: 'data/reference',
    files: (name) => {
      const columns = Object.values(sources[name]?.columns ?? {}).map(({ from, type }) => [from, type]);
      return [{ patterns: [], types: Object.fromEntries(columns), view: `delivered_${name}_1` }];
    },
  };
}

/** The statements of a year that go to the cluster. */
function clusterStatements(of: Catalogue, codes: readonly string[], year: number, options: Options = {}) {
  const { fuse = true, packing = true, partitions = 1 } = options;
  const planned = planRun(of, selectIndicators(of, codes, [year]), { fuse });
  const plan = partitionSteps(planned, () => partitions).years.find((one) => one.year === year);
  if (plan === undefined) throw new Error('nothing is planned');
  const script = emitYear(of, plan, placesOf(of), { packing, dialect: SPARK });
  const { cluster } = cutScript(script);
  return [...script.inspection, ...script.computation].filter(({ id, role }) => cluster.has(id) && role !== 'drop');
}

describe('the SQL that goes to Spark', () => {
  it.each([
    ['seeds-2023.spark', true],
    ['seeds-2023-unfused.spark', false],
  ] as const)('%s is as committed', (name, fuse) => {
    const statements = clusterStatements(catalogue, SEEDS, 2023, { fuse });
    const text = `${statements.map(({ sql, role, writes }) => `-- ${role}: ${writes}\n${sql};`).join('\n\n')}\n`;
    const file = join(EXPECTED, `${name}.sql`);
    if (process.env.UPDATE_EXPECTED) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it.each([
    ['the catalogue', catalogue, {}],
    ['the catalogue, not fused', catalogue, { fuse: false }],
    ['the catalogue, not packed', catalogue, { packing: false }],
    ['the catalogue in three partitions', catalogue, { partitions: 3 }],
    ['every kind of measure and dimension', withEveryKind(catalogue), {}],
    ['every kind of measure and dimension, not packed', withEveryKind(catalogue), { packing: false }],
  ] as const)('%s keeps to the core that both engines share', (_name, of, options) => {
    const statements = clusterStatements(of, [], 2023, options);
    expect(statements.length).toBeGreaterThan(30);
    const found = statements.flatMap(({ id, sql }) => outsideCore(sql).map((problem) => ({ id, ...problem })));
    expect(found).toEqual([]);
  });
});

/** Where a plan is cut for a cluster, and what is known of it before anything runs. */
import { describe, expect, it } from 'vitest';
import type { Catalogue, RelationFile } from '../../../pipeline/catalogue/index.ts';
import {
  clusterProblems,
  cutScript,
  emitYear,
  estimateReturned,
  planRun,
  selectIndicators,
} from '../../../pipeline/plan/index.ts';
import { SEEDS, shippedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();

function planned(codes: readonly string[], fuse = true) {
  const [plan] = planRun(catalogue, selectIndicators(catalogue, codes, [2023]), { fuse }).years;
  if (plan === undefined) throw new Error('nothing is planned');
  return { plan, script: emitYear(catalogue, plan, { dataRoot: 'data', referenceRoot: 'data/reference' }) };
}

describe('the cut of a year for a cluster', () => {
  it.each([true, false])('leaves every statement in one part (fused: %s)', (fuse) => {
    const { script } = planned([], fuse);
    const { before, cluster, after } = cutScript(script);
    const all = [...script.inspection, ...script.computation];
    const there = all.filter(({ id }) => cluster.has(id));
    expect(before.length + there.length + after.length).toBe(all.length);
    expect(there.map(({ step }) => step)).toContain('collect');
    expect(after.map(({ step }) => step)).toContain('cube');
  });

  it('sends everything that reads a source, and nothing that reads a tally', () => {
    const { script } = planned([]);
    const { before, cluster, after } = cutScript(script);
    const sources = Object.keys(catalogue.sources);
    for (const { id, reads, step } of [...before, ...after]) {
      expect(
        reads.filter((name) => sources.includes(name)),
        id,
      ).toEqual([]);
      expect(step, id).not.toBe('source');
    }
    const steps = script.computation.filter(({ id }) => cluster.has(id)).map(({ step }) => step);
    expect(steps.filter((step) => ['roll_up', 'count', 'standard', 'cube', 'invariant'].includes(step))).toEqual([]);
  });

  it('ships small relations, and takes tallies back', () => {
    const { shipped, returned } = cutScript(planned(SEEDS).script);
    expect(shipped).toEqual([
      'beneficiary_health_care_class',
      'beneficiary_health_care_qualification',
      'code_list',
      'municipality_succession',
      'practitioner_health_care_qualification',
      'sector',
      'statistical_sector',
    ]);
    expect(returned).toEqual([
      'tally_beneficiary_municipality_age_group',
      'tally_beneficiary_sector',
      'tally_practitioner_municipality',
    ]);
  });
});

describe('what is expected to come back', () => {
  const areas = { municipality: 565, sector: 19_800 };
  const rowsOf = (members: number) =>
    estimateReturned(catalogue, planned([]).plan, { population: { rows: members, bytes: {} } }, areas).reduce(
      (sum, { rows }) => sum + rows,
      0,
    );

  it('is not less than what came back of 100,000 persons, and not ten times as much', () => {
    expect(rowsOf(100_000)).toBeGreaterThan(282_618);
    expect(rowsOf(100_000)).toBeLessThan(10 * 282_618);
  });

  it('grows with areas more than with persons', () => {
    expect(rowsOf(300e6) / rowsOf(11.6e6)).toBeLessThan(3);
  });
});

describe('what Spark cannot do of a catalogue', () => {
  const withSql = (name: string, change: (sql: string) => string): Catalogue => {
    const file = catalogue.relations[name] as RelationFile;
    return { ...catalogue, relations: { ...catalogue.relations, [name]: { ...file, sql: change(file.sql) } } };
  };

  it('is nothing of the shipped one', () => {
    expect(clusterProblems(catalogue)).toEqual([]);
  });

  it('is named with the file, the line and the first indicator that needs it', () => {
    const changed = withSql('gmd_elsewhere', (sql) => `${sql.trim()}\nQUALIFY ROW_NUMBER() = 1`);
    const lines = changed.relations.gmd_elsewhere?.sql.split('\n').length;
    const found = clusterProblems(changed);
    expect(found.map(({ construct }) => construct)).toEqual(['QUALIFY', 'ROW_NUMBER()']);
    expect(found[0]).toMatchObject({
      statement: 'relation gmd_elsewhere',
      line: lines,
      file: expect.stringMatching(/gmd_elsewhere\.sql$/),
      indicator: expect.stringMatching(/^stat_003_/),
    });
  });

  it('does not count what reads no claims, which stays here', () => {
    expect(clusterProblems(withSql('sector', (sql) => `${sql.trim()}\nQUALIFY TRUE`))).toEqual([]);
  });
});

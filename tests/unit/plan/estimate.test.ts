import { describe, expect, it } from 'vitest';
import {
  emitYear,
  estimateStatement,
  partitionSteps,
  partitionsFor,
  planRun,
  selectIndicators,
} from '../../../pipeline/plan/index.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const PLACES = { dataRoot: 'data', referenceRoot: 'data/reference' };
const COLUMNS = ['beneficiary', 'service_date', 'code', 'quantity', 'amount', 'practitioner', 'qualification'];

/** Sources of so many people, every column a byte a row. */
const sizesOf = (people: number) => ({
  health_care: { rows: 9 * people, bytes: Object.fromEntries(COLUMNS.map((name) => [name, 9 * people])) },
  population: { rows: people, bytes: { beneficiary: people } },
  practitioner: { rows: people / 200, bytes: { practitioner: people / 200 } },
});

function planOf(codes: string[], partitions = 1) {
  const selection = selectIndicators(catalogue, codes, [2023]);
  const [plan] = partitionSteps(planRun(catalogue, selection), () => partitions).years;
  if (plan === undefined) throw new Error('nothing is planned');
  return plan;
}

describe('partitionsFor', () => {
  it('leaves a small delivery whole, and deals a national one out the more the less memory there is', () => {
    const parts = (people: number, limit: number) =>
      partitionsFor(catalogue, planOf([]), 'beneficiary', sizesOf(people), limit);
    expect(parts(100_000, 1e9)).toBe(1);
    const national = [12e9, 2e9, 1e9, 5e8].map((limit) => parts(11_600_000, limit));
    expect(national[0]).toBe(1);
    expect(national).toEqual([...national].sort((a, b) => a - b));
    expect(new Set(national).size).toBe(4);
  });

  it('asks for fewer parts where less is collected', () => {
    const parts = (codes: string[]) => partitionsFor(catalogue, planOf(codes), 'beneficiary', sizesOf(11_600_000), 2e8);
    expect(parts(['cube_013_021'])).toBeLessThan(parts([]));
  });

  it('never deals out practitioners, who are few', () => {
    expect(partitionsFor(catalogue, planOf([]), 'practitioner', sizesOf(11_600_000), 1e9)).toBe(1);
  });
});

describe('estimateStatement', () => {
  it('counts the bytes of the columns that a statement names, and no others', () => {
    const plan = planOf(['cube_013_021']);
    const sizes = sizesOf(1000);
    const { computation } = emitYear(catalogue, plan, PLACES);
    const collect = computation.find(({ id }) => id.startsWith('collect'));
    if (collect === undefined) throw new Error('nothing is collected');
    // beneficiary, day, code, quantity.
    expect(estimateStatement(catalogue, plan, collect, sizes)).toMatchObject({ bytesRead: 4 * 9000, rows: 1000 });
  });

  it('expects a part of the members from a part', () => {
    const sizes = sizesOf(1000);
    const rows = [1, 4].map((partitions) => {
      const plan = planOf([], partitions);
      const member = emitYear(catalogue, plan, PLACES).computation.find(({ id }) =>
        id.startsWith('member beneficiary'),
      );
      return member && estimateStatement(catalogue, plan, member, sizes)?.rows;
    });
    expect(rows).toEqual([1000, 250]);
  });
});

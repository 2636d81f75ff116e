import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultEngineOptions, type Engine, openDuckDB } from '../../../pipeline/engine/index.ts';
import { FIELD_LIMIT, layOut, unpack, weightOf } from '../../../pipeline/plan/emit/layout.ts';
import { planRun, selectIndicators } from '../../../pipeline/plan/index.ts';
import { number, printExpression } from '../../../pipeline/query/index.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const [plan] = planRun(catalogue, selectIndicators(catalogue, [], [2023])).years;
const passes = (plan?.computation ?? []).flatMap((step) => (step.kind === 'collect' ? [step] : []));

describe('layOut', () => {
  it('gives every variable of a pass one place, and shares a field among those that ask the same', () => {
    for (const step of passes) {
      const { words, plain } = layOut(catalogue, step, true);
      const placed = words.flatMap(({ fields }) =>
        fields.flatMap(({ variables }) => variables.map(({ name }) => name)),
      );
      expect([...placed, ...plain.map(({ name }) => name)].sort()).toEqual([...step.variables]);
      for (const { fields } of words) expect(fields.length).toBeLessThanOrEqual(4);
    }
    const [first] = passes;
    const shared = first && layOut(catalogue, first, true).words.flatMap(({ fields }) => fields);
    const together = shared?.map(({ variables }) => variables.map(({ name }) => name).join(' '));
    expect(together).toContain('FF_MH FF_MH_BY_PRACTICE');
    expect(together).toContain('GMD_BY_PRACTICE GMD_N');
  });

  it('keeps amounts, first days, largest and counted parts in columns of their own, and everything without packing', () => {
    const claims = passes.filter(({ source }) => source === 'health_care');
    const own = claims.flatMap((step) => layOut(catalogue, step, true).plain.map(({ name }) => name)).sort();
    expect(own).toEqual([
      'CLINICAL_GENETICS_N',
      'GENERAL_PRACTICE_N',
      'GP_FIRST_CONTACT_BY_PRACTICE',
      'GP_PRACTICES_N',
      'IMAG_AMOUNT',
      'INCOME',
      'NUCLEAR_MEDICINE_N',
      'RADIODIAGNOSTICS_N',
      'SPENDING',
    ]);
    for (const step of passes) {
      const { words, plain, packed } = layOut(catalogue, step, false);
      expect([words, packed]).toEqual([[], null]);
      expect(plain.map(({ name }) => name)).toEqual(step.variables);
    }
  });
});

describe('unpack', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ ...defaultEngineOptions(makeDataRoot()), threads: 1 });
  });
  afterAll(() => engine.close());

  it('gives back every digit of a word, negative ones too, up to the limit', async () => {
    const digit = fc.integer({ min: -(FIELD_LIMIT - 1), max: FIELD_LIMIT - 1 });
    const property = fc.asyncProperty(fc.tuple(digit, digit, digit, digit), async (digits) => {
      const word = digits.reduce((sum, value, i) => sum + value * weightOf(i), 0);
      const columns = digits.map((_, i) => `${printExpression(unpack(number(word), i))} AS d${i}`);
      const [row] = await engine.query(`SELECT ${columns.join(', ')}`);
      expect(Object.values(row ?? {})).toEqual(digits);
    });
    await fc.assert(property, {
      examples: [[[4095, -4095, 4095, -4095]], [[-4095, -4095, -4095, -4095]], [[0, 0, 0, 0]], [[-1, 0, 0, 0]]],
    });
  });
});

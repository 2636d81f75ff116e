/**
 * A pass that adds claims up before conditions are asked gives what every claim asked by itself
 * gives.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Catalogue,
  CodeList,
  CollectedVariable,
  ColumnCondition,
  DatedCode,
} from '../../../pipeline/catalogue/index.ts';
import { defaultEngineOptions, type Engine, openDuckDB } from '../../../pipeline/engine/index.ts';
import { emitCollect } from '../../../pipeline/plan/emit/emit-collect.ts';
import type { CollectStep } from '../../../pipeline/plan/plan.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const windows: Readonly<Record<string, readonly DatedCode[]>> = {
  begins: [{ code: 1, validFrom: '2024-04-01', validTo: null }],
  ends: [
    { code: 1, validFrom: null, validTo: '2024-04-01' },
    { code: 2, validFrom: '2023-01-01', validTo: '2024-07-01' },
  ],
  covers: [{ code: 1, validFrom: '2012-07-01', validTo: '2025-01-01' }],
  past: [{ code: 1, validFrom: '2019-01-01', validTo: '2024-01-01' }],
  always: [
    { code: 1, validFrom: null, validTo: null },
    { code: 3, validFrom: null, validTo: null },
  ],
};
const asPhysician: ColumnCondition = { kind: 'between', column: 'profession', low: 10, high: 19 };
const billed: ColumnCondition = { kind: 'between', column: 'quantity', low: 1, high: 32767 };
const cases = { kind: 'sum', column: 'quantity', scale: 0 } as const;
const euros = { kind: 'sum', column: 'amount', scale: 2 } as const;

function variable(name: string, value: CollectedVariable['value'], where: ColumnCondition[]): CollectedVariable {
  return { kind: 'collected', name, label: {}, entity: 'practitioner', source: 'health_care', value, where };
}

const listed = Object.keys(windows).map((list) =>
  variable(`n_${list}`, cases, [asPhysician, { kind: 'in', column: 'qualification', codeList: list }]),
);
const others = [
  variable('n_all', cases, []),
  variable('n_abroad', cases, [{ kind: 'differs_from', column: 'institution_type', value: 805 }]),
  variable('cents_all', euros, []),
  variable('cents_begins', euros, [{ kind: 'in', column: 'qualification', codeList: 'begins' }]),
];
const ofBilled = variable('n_billed', cases, [billed]);
const firstDay = variable('first_day', { kind: 'first_day', column: 'service_date' }, [asPhysician]);
const lists = Object.entries(windows).map(([name, codes]): [string, CodeList] => [
  name,
  { name, label: {}, file: '', codes },
]);
const shipped = shippedCatalogue();
const catalogue: Catalogue = {
  ...shipped,
  codeLists: Object.fromEntries(lists),
  variables: Object.fromEntries([...listed, ...others, ofBilled, firstDay].map((own) => [own.name, own])),
};

function pass(
  variables: readonly CollectedVariable[],
  by: string | null,
  step: Partial<CollectStep> = {},
): CollectStep {
  const names = variables.map(({ name }) => name);
  const own = { kind: 'collect', entity: 'practitioner', source: 'health_care', table: 'collected' } as const;
  return { ...own, by, variables: names, byValue: [], ...step };
}

/** `[practitioner, qualification, profession, institution_type, service_date, quantity, amount]` */
type Claim = readonly [
  number | null,
  number | null,
  number | null,
  number | null,
  string | null,
  number | null,
  string | null,
];

const claimArbitrary: fc.Arbitrary<Claim> = fc.tuple(
  fc.constantFrom(7, 7, 8, null),
  fc.constantFrom(1, 1, 2, 3, 4, null),
  fc.constantFrom(10, 19, 20, null),
  fc.constantFrom(805, 806, null),
  fc.constantFrom(
    ...['2024-01-01', '2024-03-31', '2024-04-01', '2024-06-30', '2024-12-31', '2023-12-31', '2025-01-01', '2012-06-30'],
    null,
  ),
  fc.constantFrom(1, 2, -1, 32767, 0, null),
  fc.constantFrom('1.10', '-0.05', '9999999999.99', null),
);

describe('a pass that asks for no codes', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ ...defaultEngineOptions(makeDataRoot()), threads: 1 });
    await engine.execute(
      'CREATE TABLE health_care (practitioner INTEGER, qualification SMALLINT, profession TINYINT, institution_type BIGINT, service_date DATE, quantity SMALLINT, amount DECIMAL(12,2))',
    );
  });
  afterAll(() => engine.close());

  async function deliver(claims: readonly Claim[]): Promise<void> {
    await engine.execute('DELETE FROM health_care');
    const literal = (value: Claim[number]) =>
      value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value);
    const rows = claims.map((claim) => `(${claim.map(literal).join(', ')})`);
    await engine.execute(`INSERT INTO health_care VALUES ${rows.join(', ')}`);
  }

  async function collect(step: CollectStep, packing = false): Promise<{ sql: string; rows: unknown }> {
    const statements = emitCollect(catalogue, step, packing);
    for (const { sql } of statements) await engine.execute(sql);
    return { sql: statements.at(-1)?.sql ?? '', rows: await engine.query('SELECT * FROM collected ORDER BY ALL') };
  }

  /** Every claim asked by itself, in the words of the contract. */
  async function askEvery(variables: readonly CollectedVariable[], by: string | null): Promise<unknown> {
    const columns = variables.map(({ name, value, where }) => {
      const asked = `CASE WHEN ${where.map(holds).join(' AND ') || 'TRUE'} THEN ${value.column} END`;
      if (value.kind === 'first_day') return `MIN(${asked}) AS ${name}`;
      return `CAST(SUM(${asked}) * ${10 ** value.scale} AS BIGINT) AS ${name}`;
    });
    const part = by === null ? [] : [`${by} AS part`];
    const keys = ['practitioner', ...(by === null ? [] : [by])];
    return engine.query(
      `SELECT ${['practitioner', ...part, ...columns].join(', ')} FROM health_care WHERE practitioner IS NOT NULL GROUP BY ${keys.join(', ')} ORDER BY ALL`,
    );
  }

  it.each([null, 'qualification', 'institution_type'])(
    'sums every variable as claim by claim, apart by %s',
    async (by) => {
      const variables = [...listed, ...others];
      const property = fc.asyncProperty(fc.array(claimArbitrary, { minLength: 1, maxLength: 40 }), async (claims) => {
        await deliver([...claims, ...claims.slice(1)]);
        const { sql, rows } = await collect(pass(variables, by));
        expect(sql).toContain(') AS claim');
        expect(rows).toEqual(await askEvery(variables, by));
      });
      await fc.assert(property, { numRuns: 40 });
    },
  );

  it('counts a claim by its own date: on the days of a change, in another year, and with no date in no list', async () => {
    const quantities = {
      '2012-06-30': 1,
      '2023-12-31': 10,
      '2024-03-31': 100,
      '2024-04-01': 1_000,
      '2025-01-01': 10_000,
    };
    const dated = Object.entries(quantities).map(([day, n]): Claim => [7, 1, 10, null, day, n, '1.00']);
    await deliver([...dated, [7, 1, 10, null, null, 20_000, '1.00']]);
    const { rows } = await collect(pass(listed, 'qualification'));
    const counts = { n_begins: 11_000, n_ends: 111, n_covers: 1_110, n_past: 10, n_always: 11_111 };
    expect(rows).toEqual([{ practitioner: 7, part: 1, ...counts }]);
  });

  it('reads the claims themselves where counts are packed: such members have few claims to a cell', async () => {
    await deliver([[7, 1, 10, 805, '2024-05-01', 2, '1.00']]);
    const { sql } = await collect(pass(listed, null), true);
    expect(sql).toContain('FROM health_care AS claim');
    expect(sql).toContain('AS size');
  });

  it('gives the same members in parts', async () => {
    await deliver([
      [7, 1, 10, 805, '2024-05-01', 2, '1.00'],
      [8, 1, 10, 805, '2024-05-01', 3, '2.00'],
      [-9, 3, 10, 805, '2024-05-01', 4, '3.00'],
    ]);
    const { rows } = await collect(pass(listed, null));
    const parts = [];
    for (const index of [0, 1]) parts.push(await collect(pass(listed, null, { partition: { index, of: 2 } })));
    expect(parts.map((part) => (part.rows as unknown[]).length)).toEqual([1, 2]);
    const members = parts.flatMap((part) => part.rows as { practitioner: number }[]);
    expect(members.sort((a, b) => a.practitioner - b.practitioner)).toEqual(rows);
  });

  it.each([
    ['a condition on what is summed', [ofBilled, ...listed]],
    ['a first day', [firstDay]],
    ['a day that is kept apart and taken', [firstDay, ...listed]],
    ['no condition', others.filter(({ where }) => where.length === 0)],
  ])('reads the claims themselves where there is %s', async (_name, variables) => {
    const property = fc.asyncProperty(fc.array(claimArbitrary, { minLength: 1, maxLength: 40 }), async (claims) => {
      await deliver([...claims, ...claims.slice(1)]);
      const { sql, rows } = await collect(pass(variables, 'qualification'));
      expect(sql).toContain('FROM health_care AS claim');
      expect(sql).not.toContain(') AS claim');
      expect(rows).toEqual(await askEvery(variables, 'qualification'));
    });
    await fc.assert(property, { numRuns: 20 });
  });
});

function holds(condition: ColumnCondition): string {
  const { column } = condition;
  if (condition.kind === 'equals') return `${column} = ${condition.value}`;
  if (condition.kind === 'differs_from') return `${column} IS DISTINCT FROM ${condition.value}`;
  if (condition.kind === 'between') return `${column} BETWEEN ${condition.low} AND ${condition.high}`;
  if (condition.kind === 'months') return `MONTH(${column}) BETWEEN ${condition.low} AND ${condition.high}`;
  const valid = (windows[condition.codeList] ?? []).map(
    ({ code, validFrom, validTo }) =>
      `(${column} = ${code} AND service_date >= '${validFrom ?? '0001-01-01'}' AND service_date < '${validTo ?? '9999-12-31'}')`,
  );
  return `(${valid.join(' OR ')})`;
}

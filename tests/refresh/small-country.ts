/**
 * A country of six municipalities, a catalogue of four indicators and a delivery of 1,500 people a
 * year: enough to refresh in a fraction of a second.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse, stringify } from 'yaml';
import { printDiagnostic } from '../../pipeline/base/index.ts';
import { type Catalogue, readCatalogue } from '../../pipeline/catalogue/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

/** Q4 of the second year after (two of them), Q3 of the second year after, Q4 of the year after. */
export const CODES = ['cube_013_001', 'cube_013_021', 'stat_003_007', 'stat_020_033'] as const;

const MUNICIPALITIES = ['11001', '11002', '21001', '21004', '62063', '62096'];
const PEOPLE = 1_500;

let read: Document | undefined;

/** The shipped catalogue as its YAML is, to be changed. */
export function shippedDocument(): Document {
  read ??= parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8')) as Document;
  return structuredClone(read);
}

/**
 * A folder with the catalogue and a map of those municipalities; `change` edits the parsed YAML.
 */
export function makeCatalogue(change: (document: Document) => void = () => {}): string {
  const folder = makeDataRoot();
  const shipped = join(REPOSITORY, 'data', 'reference');
  const reference = join(folder, 'data', 'reference');
  mkdirSync(join(reference, 'geo'), { recursive: true });
  for (const name of ['codes', 'parameters']) cpSync(join(shipped, name), join(reference, name), { recursive: true });
  const trimmed = ['municipalities.csv', 'statistical_sectors_2011.csv'];
  for (const name of readdirSync(join(shipped, 'geo')).filter((one) => !trimmed.includes(one)))
    symlinkSync(join(shipped, 'geo', name), join(reference, 'geo', name));
  for (const name of trimmed) {
    const [head = '', ...rows] = readFileSync(join(shipped, 'geo', name), 'utf8').split('\n');
    const seen = new Map<string, number>();
    const kept = rows.filter((row) => {
      const municipality = row.slice(0, 5);
      seen.set(municipality, (seen.get(municipality) ?? 0) + 1);
      return MUNICIPALITIES.includes(municipality) && (seen.get(municipality) ?? 0) <= 3;
    });
    writeFileSync(join(reference, 'geo', name), `${[head, ...kept].join('\n')}\n`);
  }
  const document = shippedDocument();
  document.indicators = Object.fromEntries(CODES.map((code) => [code, document.indicators[code] ?? {}]));
  document.invariants = {};
  for (const indicator of Object.values(document.indicators)) Object.assign(indicator, { tests: [], related: [] });
  // Its claims are shifted from year to year by far more than those of a country.
  for (const gate of ['claims_delivered', 'persons_with_claims', 'claims_per_person'])
    document.gates[gate] = { ...document.gates[gate], delivery: { ...document.gates[gate]?.delivery, tolerance: 0.2 } };
  change(document);
  const file = join(folder, 'indicators.yaml');
  writeFileSync(file, stringify(document));
  return file;
}

/**
 * Sensitive cells are suppressed and nothing else, which is quick: for tests that are not about
 * protection.
 */
export function quickly(document: Document): void {
  document.disclosure.beneficiary = { threshold: 5, method: 'primary' };
}

export interface Document {
  indicators: Record<string, Record<string, unknown>>;
  variables: Record<string, Record<string, unknown>>;
  invariants: Record<string, unknown>;
  disclosure: Record<string, unknown>;
  code_lists: Record<string, { file: string; where?: Record<string, string[]> }>;
  gates: Record<string, Record<string, object>>;
}

export function open(file: string): Catalogue {
  const { catalogue, diagnostics } = readCatalogue(file, REPOSITORY);
  if (catalogue === undefined) throw new Error(diagnostics.map((diagnostic) => printDiagnostic(diagnostic)).join('\n'));
  return catalogue;
}

let opened: Promise<DuckDBInstance> | undefined;

/** What a year's delivery may be reported to be otherwise. */
export interface Delivered {
  /** People; 1,500 without it. */
  readonly people?: number;
  /** A condition that claims must meet (`i`: the person, `m`: the month, `code`). */
  readonly claims?: string;
  /** The same for people. */
  readonly population?: string;
  /** Whose year of birth is unknown. */
  readonly ageless?: string;
  /** Municipalities by which practitioners have moved on. */
  readonly addresses?: number;
}

/**
 * Writes a year's delivery. Every person of a hundred has the same claims, a little shifted from
 * year to year.
 */
export async function deliver(dataRoot: string, year: number, delivered: Delivered = {}): Promise<void> {
  opened ??= DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await (await opened).connect();
  const { people = PEOPLE, claims = 'TRUE', population = 'TRUE', ageless = 'FALSE', addresses = 0 } = delivered;
  const sectors = MUNICIPALITIES.flatMap((_, i) => [i * 3, i * 3 + 1, i * 3 + 2]);
  const write = async (source: string, sql: string) => {
    const folder = join(dataRoot, 'claims', source, `year=${year}`);
    mkdirSync(folder, { recursive: true });
    await connection.run(`COPY (${sql}) TO '${join(folder, 'part-0.parquet')}' (FORMAT parquet)`);
  };
  try {
    await write(
      'population',
      `SELECT
        CAST(1000000 + i AS BIGINT) AS PP0010,
        CASE WHEN NOT (${ageless}) THEN CAST(1930 + (i * 7) % 80 AS SMALLINT) END AS PP0015,
        CAST(1 + i % 2 AS TINYINT) AS PP0020,
        CAST(NULL AS DATE) AS PP0040,
        LIST_VALUE(${SECTORS.map((code) => `'${code}'`).join(', ')})[1 + i % ${sectors.length}] AS SECTOR_DEC31,
        CAST(NULL AS VARCHAR) AS SECTOR_JUN30,
        i % 5 = 0 AS BIM
      FROM range(${people}) AS t(i)
      WHERE ${population}`,
    );
    // Months: six forfaits of a medical house for a tenth of the people; imaging for two fifths;
    // one file a person; two geneticists.
    await write(
      'health_care',
      `WITH claim AS (
        SELECT i, m, 109616 AS code, 1 AS quantity, 12.5 AS amount, 805 AS institution, NULL AS practice, NULL AS performer, NULL AS qualification, 10 AS profession
        FROM range(${people}) AS t(i), range(1, 8) AS u(m) WHERE (i + 2 * ${year}) % 10 = 1
        UNION ALL
        SELECT i, 1 + i % 12, 453154, 1, 40, NULL, NULL, 10000001, 930, 10 FROM range(${people}) AS t(i) WHERE (i * 3 + ${year}) % 25 < 3
        UNION ALL
        SELECT i, 1 + (i + 5) % 12, 455011, 1, 30, NULL, NULL, 10000002, 930, 10 FROM range(${people}) AS t(i) WHERE (i * 7 + ${year}) % 5 < 2
        UNION ALL
        SELECT i, 1 + i % 12, 102771, 1, 20, NULL, 1 + i % 7, 10000003, 3, 11 FROM range(${people}) AS t(i) WHERE i % 2 = 0
        UNION ALL
        SELECT i, 1 + i % 12, 102771, 1, 1500, NULL, NULL, 10000004 + i % 2, 348, 10 FROM range(40) AS t(i)
      )
      SELECT
        CAST(1000000 + i AS BIGINT) AS SS00010,
        MAKE_DATE(${year}, CAST(m AS INTEGER), 10) AS SS00015,
        CAST(code AS INTEGER) AS SS00020,
        CAST(quantity AS SMALLINT) AS QUANTITY,
        CAST(amount AS DECIMAL(12,2)) AS SS00060,
        CAST(performer AS INTEGER) AS SS00065A,
        CAST(qualification AS SMALLINT) AS SS00065B,
        CAST(profession AS TINYINT) AS PRACTITIONER_CAT,
        CAST(institution AS BIGINT) AS SS00075,
        CAST(practice AS INTEGER) AS PRACTICE_ID
      FROM claim
      WHERE ${claims}
      ORDER BY ALL`,
    );
    await write(
      'practitioner',
      `SELECT CAST(10000001 + i AS INTEGER) AS SS00065A, LIST_VALUE(${MUNICIPALITIES.map((nis) => `'${nis}'`).join(', ')})[1 + (i + ${addresses}) % 6] AS ADDRESS_NIS FROM range(5) AS t(i)`,
    );
  } finally {
    connection.closeSync();
  }
}

/** The first three sectors of every municipality, as the trimmed map has them. */
const SECTORS: readonly string[] = readFileSync(
  join(REPOSITORY, 'data', 'reference', 'geo', 'statistical_sectors_2011.csv'),
  'utf8',
)
  .split('\n')
  .map((row) => row.split(',')[0] ?? '')
  .filter((code, i, all) => {
    const municipality = code.slice(0, 5);
    return (
      MUNICIPALITIES.includes(municipality) && all.slice(0, i).filter((one) => one.startsWith(municipality)).length < 3
    );
  });

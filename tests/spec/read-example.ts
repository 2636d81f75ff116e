/**
 * Reads a worked example: a Markdown page of prose, tiny input tables and expected cells.
 *
 * Headings that are read: `Population of 2023`, `Claims of 2023`, `Practitioners of 2023`,
 * `Medicines of 2023`, `Stays of 2023`,
 * `Expected of <code> in 2023` (with `on the map of 2025` or `on the map of its year` where the map
 * matters) and `Settings`. Everything else is for people. An empty input cell is NULL. Of an
 * expected row only the columns shown are compared; a dimension that is not shown is `total`; `no
 * row` in the first column after the key means that the cube has no such row.
 */
import { readFileSync } from 'node:fs';
import type { Catalogue, Measure, Vintage } from '../../pipeline/catalogue/index.ts';
import type { Delivery, Field, Row } from '../oracle/index.ts';
import { withTolerance } from '../support/shipped-catalogue.ts';

export interface Expectation {
  readonly heading: string;
  readonly code: string;
  readonly year: number;
  readonly vintage: Vintage | undefined;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export interface Example {
  readonly title: string;
  readonly deliveries: readonly Delivery[];
  readonly expectations: readonly Expectation[];
  /** Makes the changes to the catalogue that the example asks for. */
  readonly adapt: (catalogue: Catalogue) => Catalogue;
}

interface Section {
  readonly heading: string;
  readonly table: readonly Readonly<Record<string, string>>[];
  readonly items: readonly string[];
}

const INPUT = /^(Population|Claims|Practitioners|Medicines|Stays) of (\d{4})$/;
const EXPECTED = /^Expected of (\S+) in (\d{4})(?: on the map of (\d{4}|its year))?$/;
const COUNTS = /^(\S+) counts who has (\S+) of (\S+) from (\d+) to (\d+)$/;
const TEXT_COLUMNS = [
  ...['SS00015', 'SS00060', 'PP0040', 'SECTOR_DEC31', 'SECTOR_JUN30', 'ADDRESS_NIS'],
  ...['ATC', 'DDD', 'ADMISSION_DATE', 'DISCHARGE_DATE'],
];

/**
 * Refuses a page without a title, without expected cells, or with a table that no heading explains.
 */
export function readExample(file: string): Example {
  const text = readFileSync(file, 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1];
  const sections = text.split(/^## /m).slice(1).map(readSection);
  if (title === undefined) throw new Error(`${file} has no title`);
  const stranger = sections.find(
    ({ heading, table }) => table.length > 0 && !INPUT.test(heading) && !EXPECTED.test(heading),
  );
  if (stranger !== undefined) throw new Error(`${file}: what is the table under "${stranger.heading}"?`);

  const years = [...new Set(sections.flatMap(({ heading }) => INPUT.exec(heading)?.[2] ?? []))].map(Number);
  const rows = (name: string, year: number): Row[] =>
    sections.filter(({ heading }) => heading === `${name} of ${year}`).flatMap(({ table }) => table.map(readRow));
  const expectations = sections.flatMap(readExpectation);
  if (expectations.length === 0) throw new Error(`${file} expects nothing`);
  const settings = sections.filter(({ heading }) => heading === 'Settings').flatMap(({ items }) => items);
  return {
    title,
    deliveries: years.map((year) => {
      const [pharmacy, hospitalStay] = [rows('Medicines', year), rows('Stays', year)];
      return {
        year,
        healthCare: rows('Claims', year),
        population: rows('Population', year),
        practitioner: rows('Practitioners', year),
        ...(pharmacy.length > 0 && { pharmacy }),
        ...(hospitalStay.length > 0 && { hospitalStay }),
      };
    }),
    expectations,
    adapt: (catalogue) => settings.reduce(applySetting, catalogue),
  };
}

function readSection(text: string): Section {
  const [heading = '', ...lines] = text.split('\n');
  const tableLines = lines.filter((line) => line.startsWith('|')).map(readLine);
  const [columns = [], , ...body] = tableLines;
  const table = body.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])));
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2).trim());
  return { heading: heading.trim(), table, items };
}

function readLine(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function readRow(cells: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, readField(column, cell)]));
}

function readField(column: string, cell: string): Field {
  if (cell === '') return null;
  if (TEXT_COLUMNS.includes(column)) return cell;
  if (['BIM', 'CHEAP', 'TRANSFER_IN'].includes(column)) return cell === 'true';
  if (!/^-?\d+$/.test(cell)) throw new Error(`${column} is a whole number, not "${cell}"`);
  return Number(cell);
}

function readExpectation({ heading, table }: Section): Expectation[] {
  const [, code = '', year, map] = EXPECTED.exec(heading) ?? [];
  if (year === undefined) return [];
  const vintage = map === undefined ? undefined : map === 'its year' ? 'reference_year' : Number(map);
  return [{ heading, code, year: Number(year), vintage, rows: table }];
}

/** One line of `Settings`, in one of the five forms that are understood. */
function applySetting(catalogue: Catalogue, line: string): Catalogue {
  if (line === 'orphans and unknown sectors are tolerated') return withTolerance(catalogue);
  if (COUNTS.test(line)) return countThose(catalogue, line);
  const [, code = '', from, dimensions] = /^(\S+) is (?:available from (\d{4})|broken down by (.+))$/.exec(line) ?? [];
  const indicator = catalogue.indicators[code];
  if (indicator !== undefined) {
    const changed = {
      ...indicator,
      availableFrom: Number(from ?? indicator.availableFrom),
      dimensions: dimensions?.split(', ') ?? indicator.dimensions,
    };
    return { ...catalogue, indicators: { ...catalogue.indicators, [code]: changed } };
  }
  const [, name = '', group = '', year, value = ''] = /^(\S+) of (\S+) in (\d{4}) is (\d+\.\d\d)$/.exec(line) ?? [];
  const parameter = catalogue.parameters[name];
  if (parameter === undefined) throw new Error(`a setting that is not understood: ${line}`);
  const values = { ...parameter.values, [group]: { ...parameter.values[group], [Number(year)]: value } };
  return { ...catalogue, parameters: { ...catalogue.parameters, [name]: { ...parameter, values } } };
}

/**
 * Makes a share of whoever has a column of a relation within bounds: what no published indicator
 * asks.
 */
function countThose(catalogue: Catalogue, line: string): Catalogue {
  const [, code = '', column = '', relation = '', low, high] = COUNTS.exec(line) ?? [];
  const indicator = catalogue.indicators[code];
  if (indicator === undefined) throw new Error(`a setting that is not understood: ${line}`);
  const { entity } = indicator.measure;
  const name = `${relation}_${column}`.toUpperCase();
  const bounds = {
    atLeast: { kind: 'number', value: Number(low) },
    atMost: { kind: 'number', value: Number(high) },
  } as const;
  const measure: Measure = {
    ...indicator.measure,
    kind: 'share',
    numerator: { kind: 'members', where: [{ variable: name, ...bounds }] },
    denominator: { kind: 'members', where: [] },
  };
  return {
    ...catalogue,
    variables: { ...catalogue.variables, [name]: { kind: 'relation', name, label: {}, entity, relation, column } },
    indicators: { ...catalogue.indicators, [code]: { ...indicator, measure } },
  };
}

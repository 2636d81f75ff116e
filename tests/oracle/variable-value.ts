/**
 * The value of a variable for every member that has one: net sums over claims, exact, in units of
 * the last place; or a first day.
 */
import type {
  Catalogue,
  CollectedVariable,
  ColumnCondition,
  RelationVariable,
} from '../../pipeline/catalogue/index.ts';
import { readAttribute } from './attribute.ts';
import { isValid } from './code-list.ts';
import { readDated } from './dated.ts';
import { unitsAt } from './decimal.ts';
import type { Delivery, Field, Row } from './delivery.ts';
import { gmdElsewhere } from './gmd-elsewhere.ts';
import { type Allocation, allocate } from './gp-allocation.ts';
import { readWindow } from './several-years.ts';

/** The columns of the relation gp_allocation, as its header describes them. */
const ALLOCATION: Readonly<Record<string, (allocation: Allocation) => bigint>> = {
  practice: ({ practice }) => BigInt(practice),
  allocated: () => 1n,
  by_file: ({ byFile }) => (byFile ? 1n : 0n),
  contact: ({ contacts }) => contacts,
  loyalty: ({ loyalty }) => loyalty,
};
const MS_OF_A_DAY = 86_400_000;

/** Gives member key to value; whoever is absent has 0. */
export function readVariable(catalogue: Catalogue, name: string, delivery: Delivery): Map<string, bigint> {
  const variable = catalogue.variables[name];
  if (variable === undefined) throw new Error(`no variable ${name}`);
  if (variable.kind === 'collected') return collect(catalogue, variable, delivery);
  if (variable.kind === 'window')
    return readWindow(variable, delivery, (piece, ofYear) => readVariable(catalogue, piece, ofYear));
  if (variable.kind === 'dated')
    return readDated(variable, delivery, (piece, ofYear) =>
      partsOf(catalogue, catalogue.variables[piece] as CollectedVariable, ofYear),
    );
  return readRelation(catalogue, variable, delivery);
}

function readRelation(
  catalogue: Catalogue,
  { name, relation, column, test }: RelationVariable,
  delivery: Delivery,
): Map<string, bigint> {
  if (test !== undefined) return readAttribute(catalogue, test, delivery);
  if (relation === 'gmd_elsewhere' && column === 'value') return gmdElsewhere(delivery.healthCare);
  const read = relation === 'gp_allocation' ? ALLOCATION[column] : undefined;
  if (read === undefined) throw new Error(`the oracle does not know the relation variable ${name}`);
  return new Map([...allocate(catalogue, delivery)].map(([person, allocation]) => [person, read(allocation)]));
}

function collect(catalogue: Catalogue, variable: CollectedVariable, delivery: Delivery): Map<string, bigint> {
  const { by, keep, partFrom = 1 } = variable;
  if (by !== undefined && keep === undefined) throw new Error(`${variable.name} is no single value`);
  const held = partsOf(catalogue, variable, delivery);
  const least = BigInt(partFrom);
  const valueOfParts = (parts: readonly bigint[]) =>
    keep === 'count' ? BigInt(parts.filter((sum) => sum >= least).length) : largest(parts);
  return new Map([...held].map(([member, parts]) => [member, valueOfParts([...parts.values()])]));
}

/** What every member has in every part of a variable: a day, a practice, or all together. */
function partsOf(
  catalogue: Catalogue,
  variable: CollectedVariable,
  delivery: Delivery,
): Map<string, Map<string, bigint>> {
  const { value, by, keep } = variable;
  const key = catalogue.entities[variable.entity]?.key ?? '';
  const read = columnReader(catalogue, variable.source);
  const held = new Map<string, Map<string, bigint>>();
  for (const row of rowsOf(delivery, variable.source)) {
    const member = read(row, key);
    if (member === null || !matches(catalogue, variable, row, read)) continue;
    const field = summedOf(row, value, read);
    if (field === null || typeof field === 'boolean') continue;
    const split = by === undefined ? '' : read(row, by);
    // Nothing is no value of its own that could be counted.
    if (keep === 'count' && split === null) continue;
    const part = String(split);
    const parts = held.get(String(member)) ?? new Map<string, bigint>();
    held.set(String(member), parts);
    const before = parts.get(part);
    if (value.kind === 'sum') parts.set(part, (before ?? 0n) + unitsAt(field, value.scale));
    else parts.set(part, earlier(before, BigInt(Date.parse(`${field}T00:00:00Z`) / MS_OF_A_DAY)));
  }
  return held;
}

/** The value of a row that is summed; the days between two dates where both are known. */
function summedOf(row: Row, value: CollectedVariable['value'], read: ColumnReader): Field {
  const field = read(row, value.column);
  if (value.kind !== 'sum' || value.since === undefined) return field;
  const since = read(row, value.since);
  if (field === null || since === null) return null;
  const day = (of: Field) => Date.parse(`${of}T00:00:00Z`) / MS_OF_A_DAY;
  return day(field) - day(since);
}

function earlier(before: bigint | undefined, day: bigint): bigint {
  return before === undefined || day < before ? day : before;
}

function matches(catalogue: Catalogue, variable: CollectedVariable, row: Row, read: ColumnReader): boolean {
  const source = catalogue.sources[variable.source];
  const date = String(read(row, source?.date ?? ''));
  if (variable.codes !== undefined) {
    if (!isValid(catalogue.codeLists[variable.codes], read(row, source?.code ?? ''), date)) return false;
  }
  return variable.where.every((condition) => holds(catalogue, condition, read(row, condition.column), date));
}

/** Whether a row of a source meets conditions on its columns. */
export function meetsAll(
  catalogue: Catalogue,
  source: string,
  conditions: readonly ColumnCondition[],
  row: Row,
): boolean {
  const read = columnReader(catalogue, source);
  const date = String(read(row, catalogue.sources[source]?.date ?? ''));
  return conditions.every((condition) => holds(catalogue, condition, read(row, condition.column), date));
}

function holds(catalogue: Catalogue, condition: ColumnCondition, value: Field, date: string): boolean {
  // A missing value differs from every number, and is neither one, within bounds, nor on a list.
  if (value === null) return condition.kind === 'differs_from';
  const month = Number(String(value).slice(5, 7));
  switch (condition.kind) {
    case 'differs_from':
      return Number(value) !== condition.value;
    case 'equals':
      return Number(value) === condition.value;
    case 'between':
      return Number(value) >= condition.low && Number(value) <= condition.high;
    case 'months':
      return month >= condition.low && month <= condition.high;
    case 'in':
      return isValid(catalogue.codeLists[condition.codeList], value, date);
    default:
      return condition satisfies never;
  }
}

type ColumnReader = (row: Row, column: string) => Field;

/** The rows of a source in a year. */
export function rowsOf(delivery: Delivery, source: string): readonly Row[] {
  if (source === 'pharmacy') return delivery.pharmacy ?? [];
  if (source === 'hospital_stay') return delivery.hospitalStay ?? [];
  if (source === 'health_care') return delivery.healthCare;
  throw new Error(`the oracle collects nothing from ${source}`);
}

/** Reads a logical column from a row with physical names. */
function columnReader(catalogue: Catalogue, source: string): ColumnReader {
  const columns = catalogue.sources[source]?.columns ?? {};
  return (row, column) => {
    const declared = columns[column];
    if (declared === undefined) throw new Error(`${source} has no column ${column}`);
    const delivered = declared.constant ?? row[declared.from] ?? null;
    const value = delivered === null ? null : (declared.recode?.[String(delivered)] ?? delivered);
    return value === null || declared.modulo === undefined ? value : Number(BigInt(value) % BigInt(declared.modulo));
  };
}

function largest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}

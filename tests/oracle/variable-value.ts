/** The value of a variable for every member that has one: net sums over claims, exact, in units of the last place. */
import type { Catalogue, CodeList, CollectedVariable, ColumnCondition } from '../../pipeline/catalogue/index.ts';
import { unitsAt } from './decimal.ts';
import type { Delivery, Field, Row } from './delivery.ts';
import { gmdElsewhere } from './gmd-elsewhere.ts';

/** Gives member key to value; whoever is absent has 0. */
export function readVariable(catalogue: Catalogue, name: string, delivery: Delivery): Map<string, bigint> {
  const variable = catalogue.variables[name];
  if (variable === undefined) throw new Error(`no variable ${name}`);
  if (variable.kind === 'collected') return collect(catalogue, variable, delivery);
  if (name === 'GMD_ELSEWHERE') return gmdElsewhere(delivery.healthCare);
  throw new Error(`the oracle does not know the relation variable ${name}`);
}

function collect(catalogue: Catalogue, variable: CollectedVariable, delivery: Delivery): Map<string, bigint> {
  const key = catalogue.entities[variable.entity]?.key ?? '';
  const read = columnReader(catalogue, variable.source);
  const sums = new Map<string, Map<string, bigint>>();
  for (const row of delivery.healthCare) {
    const member = read(row, key);
    if (member === null || !matches(catalogue, variable, row, read)) continue;
    const amount = read(row, variable.sum);
    if (amount === null || typeof amount === 'boolean') continue;
    const part = variable.by === undefined ? '' : String(read(row, variable.by));
    const parts = sums.get(String(member)) ?? new Map<string, bigint>();
    sums.set(String(member), parts);
    parts.set(part, (parts.get(part) ?? 0n) + unitsAt(amount, variable.scale));
  }
  if (variable.by !== undefined && variable.keep === undefined) throw new Error(`${variable.name} is no single value`);
  return new Map([...sums].map(([member, parts]) => [member, largest([...parts.values()])]));
}

function matches(catalogue: Catalogue, variable: CollectedVariable, row: Row, read: ColumnReader): boolean {
  const source = catalogue.sources[variable.source];
  const date = String(read(row, source?.date ?? ''));
  if (variable.codes !== undefined) {
    if (!isValid(catalogue.codeLists[variable.codes], read(row, source?.code ?? ''), date)) return false;
  }
  return variable.where.every((condition) => holds(catalogue, condition, read(row, condition.column), date));
}

function holds(catalogue: Catalogue, condition: ColumnCondition, value: Field, date: string): boolean {
  if (value === null) return false;
  switch (condition.kind) {
    case 'equals':
      return Number(value) === condition.value;
    case 'between':
      return Number(value) >= condition.low && Number(value) <= condition.high;
    case 'in':
      return isValid(catalogue.codeLists[condition.codeList], value, date);
    default:
      return condition satisfies never;
  }
}

/** Whether a code stands in the list on that day: the first day of its validity included, the last excluded. */
function isValid(list: CodeList | undefined, code: Field, date: string): boolean {
  if (list === undefined || code === null) return false;
  return list.codes.some(
    (dated) =>
      dated.code === Number(code) &&
      (dated.validFrom === null || dated.validFrom <= date) &&
      (dated.validTo === null || date < dated.validTo),
  );
}

type ColumnReader = (row: Row, column: string) => Field;

/** Reads a logical column from a row with physical names. */
function columnReader(catalogue: Catalogue, source: string): ColumnReader {
  const columns = catalogue.sources[source]?.columns ?? {};
  return (row, column) => {
    const declared = columns[column];
    if (declared === undefined) throw new Error(`${source} has no column ${column}`);
    const value = row[declared.from] ?? null;
    return value === null || declared.modulo === undefined ? value : Number(BigInt(value) % BigInt(declared.modulo));
  };
}

function largest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}

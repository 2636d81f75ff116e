/** Mistakes in what is collected: codes, their days, conditions on columns, corrections, parts. */
import type {
  Catalogue,
  CodeList,
  CollectedVariable,
  ColumnCondition,
  DatedCode,
} from '../../pipeline/catalogue/index.ts';
import { collectedBehind, type Mutant, withCodes, withVariable } from './mutant.ts';

const LARGEST_QUANTITY = 32_767;

export function variableMutants(catalogue: Catalogue, code: string): Mutant[] {
  return collectedBehind(catalogue, code).flatMap((variable) => [
    ...valueMutants(catalogue, variable),
    ...whereMutants(catalogue, variable),
  ]);
}

function valueMutants(catalogue: Catalogue, variable: CollectedVariable): Mutant[] {
  const { name, value, codes, by, where, ...rest } = variable;
  const changed = (what: string, change: Partial<CollectedVariable>): Mutant => ({
    name: `${name}: ${what}`,
    catalogue: withVariable(catalogue, { ...variable, ...change }),
  });
  const positive: ColumnCondition = { kind: 'between', column: value.column, low: 1, high: LARGEST_QUANTITY };
  const mutants = [changed('corrections ignored', { where: [...where, positive] })];
  if (value.kind === 'sum' && value.column === 'quantity')
    mutants.push(changed('the amount instead of the number', { value: { kind: 'sum', column: 'amount', scale: 2 } }));
  const whole = { ...rest, name, value, where };
  if (codes !== undefined)
    mutants.push({ name: `${name}: any code`, catalogue: withVariable(catalogue, { ...whole, ...(by && { by }) }) });
  if (by !== undefined && variable.keep !== undefined) {
    const { keep: _, ...plain } = whole;
    mutants.push({
      name: `${name}: all parts together`,
      catalogue: withVariable(catalogue, { ...plain, ...(codes && { codes }) }),
    });
  }
  return mutants;
}

/** A condition less, and every one that is next to it. */
export function whereMutants(catalogue: Catalogue, variable: CollectedVariable): Mutant[] {
  return variable.where.flatMap((condition, i) => {
    const replaced = (what: string, by: readonly ColumnCondition[]): Mutant => ({
      name: `${variable.name}: ${condition.column} ${what}`,
      catalogue: withVariable(catalogue, { ...variable, where: variable.where.toSpliced(i, 1, ...by) }),
    });
    const others = conditionMutants(condition).map((other) => replaced(print(other), [other]));
    return [replaced('not looked at', []), ...others];
  });
}

function conditionMutants(condition: ColumnCondition): ColumnCondition[] {
  switch (condition.kind) {
    case 'equals':
    case 'differs_from':
      return [
        ...[-1, 1].map((step) => ({ ...condition, value: condition.value + step })),
        { ...condition, kind: condition.kind === 'equals' ? 'differs_from' : 'equals' },
      ];
    case 'between':
    case 'months':
      return [-1, 1].flatMap((step) => [
        { ...condition, low: condition.low + step },
        { ...condition, high: condition.high + step },
      ]);
    case 'in':
      return [];
  }
}

function print(condition: ColumnCondition): string {
  if (condition.kind === 'between' || condition.kind === 'months') return `from ${condition.low} to ${condition.high}`;
  return condition.kind === 'in' ? `in ${condition.codeList}` : `${condition.kind} ${condition.value}`;
}

/**
 * A code less, a code more, a day moved: in every list that the indicator reads. Days before its
 * first year cannot show.
 */
export function codeMutants(catalogue: Catalogue, code: string): Mutant[] {
  const collected = collectedBehind(catalogue, code);
  const lists = collected.flatMap(({ codes, where }) => [
    ...(codes === undefined ? [] : [codes]),
    ...where.flatMap((condition) => (condition.kind === 'in' ? [condition.codeList] : [])),
  ]);
  const firstDay = `${catalogue.indicators[code]?.availableFrom}-01-01`;
  return [...new Set(lists)].flatMap((name) => {
    const { codes } = catalogue.codeLists[name] as CodeList;
    const changed = (what: string, by: readonly DatedCode[]): Mutant => ({
      name: `${name}: ${what}`,
      catalogue: withCodes(catalogue, name, by),
    });
    return [
      ...codes.map((dated, i) => changed(`without ${dated.code}${printDays(dated)}`, codes.toSpliced(i, 1))),
      ...strangers(catalogue, name).map((dated) => changed(`with ${dated.code}`, [...codes, dated])),
      ...codes.flatMap((dated, i) =>
        moved(dated, firstDay).map((other) =>
          changed(`${dated.code}${printDays(other)}`, codes.toSpliced(i, 1, other)),
        ),
      ),
    ];
  });
}

/**
 * Codes that do not belong to a list: of its own file all others would be too many, so every tenth;
 * of numbers the neighbours.
 */
function strangers(catalogue: Catalogue, name: string): DatedCode[] {
  const { codes, file } = catalogue.codeLists[name] as CodeList;
  const own = new Set(codes.map(({ code }) => code));
  const known = catalogue.codeLists.nomenclature as CodeList;
  const candidates =
    known.file === file
      ? known.codes.filter((dated) => dated.validFrom === null && dated.validTo === null)
      : [...new Set(codes.flatMap(({ code }) => [code - 1, code + 1]))].map((code) => ({
          code,
          validFrom: null,
          validTo: null,
        }));
  return candidates.filter(({ code }) => !own.has(code)).filter((_, i) => known.file !== file || i % 10 === 0);
}

function moved({ code, validFrom, validTo }: DatedCode, firstDay: string): DatedCode[] {
  const from = validFrom !== null && validFrom >= firstDay ? validFrom : undefined;
  const to = validTo !== null && validTo >= firstDay ? validTo : undefined;
  return [
    ...(from === undefined ? [] : [-1, 1].map((step) => ({ code, validFrom: addDays(from, step), validTo }))),
    ...(to === undefined ? [] : [-1, 1].map((step) => ({ code, validFrom, validTo: addDays(to, step) }))),
    ...(from === undefined ? [] : [{ code, validFrom: null, validTo }]),
    ...(to === undefined ? [] : [{ code, validFrom, validTo: null }]),
  ];
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function printDays({ validFrom, validTo }: DatedCode): string {
  return `${validFrom === null ? '' : ` from ${validFrom}`}${validTo === null ? '' : ` until ${validTo}`}`;
}

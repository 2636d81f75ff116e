/**
 * What a figure counts, without the names that the catalogue gives to variables, code lists,
 * parameters and indicators.
 */
import { hashValue } from '../../base/index.ts';
import type {
  Bound,
  Catalogue,
  CodeList,
  ColumnCondition,
  Term,
  Variable,
  VariableCondition,
} from '../../catalogue/index.ts';

/**
 * A hash of what a term counts of an entity in a year: two terms with one definition have the same
 * figure in every cell. It is made of the entity, of the source and the aggregate of every
 * variable, its codes as far as they are valid in that year, its conditions with the values of
 * their lists, bounds with the values of their parameters, and of the SQL of relations less its
 * comments.
 */
export function hashFigure(catalogue: Catalogue, entity: string, term: Term, year: number): string {
  const where = sorted(term.where.map((condition) => conditionOn(catalogue, condition, year)));
  const total = term.kind === 'total' ? variableNamed(catalogue, term.variable, year) : null;
  return hashValue([entity, term.kind, total, where]);
}

function conditionOn(catalogue: Catalogue, { variable, atLeast, atMost }: VariableCondition, year: number): unknown {
  const bound = (of: Bound | undefined) => {
    if (of === undefined) return null;
    if (of.kind === 'number') return of.value;
    return [of.percent, catalogue.parameters[of.parameter]?.values[of.group]?.[year] ?? null];
  };
  return [variableNamed(catalogue, variable, year), bound(atLeast), bound(atMost)];
}

function variableNamed(catalogue: Catalogue, name: string, year: number): unknown {
  const variable = catalogue.variables[name];
  if (variable === undefined) throw new Error(`no variable ${name}`);
  return definitionOf(catalogue, variable, year);
}

function definitionOf(catalogue: Catalogue, variable: Variable, year: number): unknown {
  const { entity } = variable;
  if (variable.kind === 'relation') {
    const { relation, column, scale = 0, test } = variable;
    return [entity, sqlOf(catalogue, relation, year), column, scale, ...(test === undefined ? [] : [test])];
  }
  if (variable.kind === 'window') {
    const { of, years, take, atLeast } = variable;
    // Every year by the codes of that year.
    const ofYears = Array.from({ length: take === 'new' ? years + 1 : years }, (_, before) =>
      of.map(({ variable: name, shift }) => variableNamed(catalogue, name, year - before + shift)),
    );
    return [entity, 'window', ofYears, take, atLeast];
  }
  if (variable.kind === 'dated') {
    const { rule, of, around, days, atLeast } = variable;
    const pieces = [{ variable: of, shift: 0 }, ...around];
    const ofYears = pieces.map((piece) => variableNamed(catalogue, piece.variable, year + piece.shift));
    return [entity, rule, ofYears, days, atLeast];
  }
  const { source, value, codes, where, by = null, keep = null, partFrom } = variable;
  const coded = codes === undefined ? null : validIn(catalogue.codeLists[codes], year);
  const conditions = sorted(where.map((one) => columnCondition(catalogue, one, year)));
  return [entity, source, value, coded, conditions, by, keep, ...(partFrom === undefined ? [] : [partFrom])];
}

function columnCondition({ codeLists }: Catalogue, condition: ColumnCondition, year: number): unknown {
  const { column } = condition;
  if (condition.kind === 'in') return [column, 'in', validIn(codeLists[condition.codeList], year)];
  if (condition.kind === 'between' || condition.kind === 'months')
    return [column, condition.kind, condition.low, condition.high];
  return condition.kind === 'equals'
    ? [column, 'between', condition.value, condition.value]
    : [column, 'differs_from', condition.value];
}

/**
 * Codes with the days of the year on which they are valid, so that a code of another year changes
 * nothing.
 */
function validIn(list: CodeList | undefined, year: number): unknown {
  const [first, end] = [`${year}-01-01`, `${year + 1}-01-01`];
  const spans: [number | string, string, string][] = [];
  const texts = (list?.texts ?? []).map(({ text, ...rest }) => ({ ...rest, code: text }));
  for (const { code, validFrom, validTo } of [...(list?.codes ?? []), ...texts]) {
    const from = validFrom === null || validFrom < first ? first : validFrom;
    const to = validTo === null || validTo > end ? end : validTo;
    if (from >= to) continue;
    const before = spans.at(-1);
    // Codes are in the order of their dates.
    if (before?.[0] === code && before[2] >= from) before[2] = to > before[2] ? to : before[2];
    else spans.push([code, from, to]);
  }
  return spans;
}

/** The statement of a relation, with what its variables count in place of their names. */
function sqlOf(catalogue: Catalogue, name: string, year: number): string {
  const { sql = '', uses = [] } = catalogue.relations[name] ?? {};
  const bare = sql
    .replace(/^\s*--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return uses.reduce((text, used) => {
    const variable = catalogue.variables[used];
    if (variable === undefined) return text;
    return text.replaceAll(new RegExp(`\\b${used}\\b`, 'g'), hashValue(definitionOf(catalogue, variable, year)));
  }, bare);
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

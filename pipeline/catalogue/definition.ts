/**
 * The definition of an indicator, less its texts: what has to be the same for its figures to mean
 * the same.
 */
import { hashValue } from '../base/index.ts';
import type { Catalogue, CodeList, Indicator, Variable } from './catalogue.ts';
import { otherEntity } from './measure.ts';
import { variablesOf } from './unused.ts';
import { piecesIn } from './variable.ts';

/**
 * The variables of a measure, and those that their relations read in parts; each once, in the order
 * met.
 */
export function variablesBehind(
  catalogue: Pick<Catalogue, 'variables' | 'relations'>,
  indicator: Indicator,
): Variable[] {
  const { numerator, denominator } = indicator.measure;
  const met = new Map<string, Variable>();
  const visit = (name: string): void => {
    const variable = catalogue.variables[name];
    if (variable === undefined || met.has(name)) return;
    met.set(name, variable);
    if (variable.kind === 'relation')
      for (const used of catalogue.relations[variable.relation]?.uses ?? []) visit(used);
    for (const used of piecesIn(variable)) visit(used);
  };
  for (const term of [numerator, denominator]) for (const name of variablesOf(term)) visit(name);
  return [...met.values()];
}

/** The code lists that a variable asks for: of its codes, and of its conditions. */
export function codeListsOf(variable: Variable): string[] {
  if (variable.kind !== 'collected') return [];
  const ofConditions = variable.where.flatMap((condition) => (condition.kind === 'in' ? [condition.codeList] : []));
  return [...(variable.codes === undefined ? [] : [variable.codes]), ...ofConditions];
}

/**
 * SHA-256 of an indicator's definition: measure, variables, codes with their dates, hand-written
 * SQL less its comments, dimensions, levels. Texts and the values of parameters are no part of it.
 */
export function hashDefinition(catalogue: Catalogue, indicator: Indicator): string {
  const { entity, numerator, denominator, per, percentile, perDay, pooled } = indicator.measure;
  const over = otherEntity(indicator.measure);
  const variables = variablesBehind(catalogue, indicator);
  const relations = [
    catalogue.entities[entity]?.relation ?? '',
    ...(over === undefined ? [] : [catalogue.entities[over]?.relation ?? '']),
    ...variables.map((v) => (v.kind === 'relation' ? v.relation : '')),
  ];
  return hashValue({
    measure: {
      entity,
      numerator,
      denominator,
      per,
      ...(percentile && { percentile }),
      ...(perDay && { perDay }),
      ...(pooled && { pooled }),
    },
    variables: variables.map(definitionOf),
    codes: [...new Set(variables.flatMap(codeListsOf))]
      .sort()
      .map((name) => [name, describeCodes(catalogue.codeLists[name])]),
    relations: [...new Set(relations)]
      .sort()
      .map((name) => catalogue.relations[name]?.sql)
      .map(withoutComments),
    dimensions: indicator.dimensions.map((name) => describeDimension(catalogue, name)),
    levels: [indicator.smallestLevel, indicator.availableFrom, indicator.levelsFrom],
  });
}

/** A dimension less its texts: its members, and of one of the event what their claims are. */
function describeDimension({ dimensions, codeLists }: Catalogue, name: string): unknown[] {
  const { members, event } = dimensions[name] ?? {};
  if (event === undefined) return [name, members];
  const lists = event.where.flat().flatMap((condition) => (condition.kind === 'in' ? [condition.codeList] : []));
  return [name, members, event, lists.map((list) => describeCodes(codeLists[list]))];
}

function describeCodes({ codes = [], texts = [] }: Partial<CodeList> = {}): unknown[] {
  const all = [...codes, ...texts.map(({ text, ...rest }) => ({ ...rest, code: text }))];
  return all.map(({ code, validFrom, validTo }) => [code, validFrom, validTo]);
}

/** A variable less its name and its texts. */
function definitionOf(variable: Variable): unknown {
  if (variable.kind === 'relation') {
    const { entity, relation, column, test } = variable;
    return [entity, relation, column, ...(test === undefined ? [] : [test])];
  }
  if (variable.kind === 'window') {
    const { entity, of, years, take, atLeast } = variable;
    return [entity, of.map(({ shift }) => shift), years, take, atLeast];
  }
  if (variable.kind === 'dated') {
    const { entity, rule, around, days, atLeast } = variable;
    return [entity, rule, around.map(({ shift }) => shift), days, atLeast];
  }
  const { entity, source, value, codes = null, where, by = null, keep = null, partFrom } = variable;
  return [entity, source, value, codes, where, by, keep, ...(partFrom === undefined ? [] : [partFrom])];
}

function withoutComments(sql = ''): string {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

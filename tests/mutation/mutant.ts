/** A catalogue with one small mistake in it, of the kind that people make. */
import type {
  Catalogue,
  CodeList,
  CollectedVariable,
  DatedCode,
  Indicator,
  Variable,
} from '../../pipeline/catalogue/index.ts';

export interface Mutant {
  /** What is wrong, in a few words. */
  readonly name: string;
  readonly catalogue: Catalogue;
}

export function withIndicator(catalogue: Catalogue, code: string, change: Partial<Indicator>): Catalogue {
  const indicator = { ...(catalogue.indicators[code] as Indicator), ...change };
  return { ...catalogue, indicators: { ...catalogue.indicators, [code]: indicator } };
}

export function withVariable(catalogue: Catalogue, variable: Variable): Catalogue {
  return { ...catalogue, variables: { ...catalogue.variables, [variable.name]: variable } };
}

export function withCodes(catalogue: Catalogue, name: string, codes: readonly DatedCode[]): Catalogue {
  const list = { ...(catalogue.codeLists[name] as CodeList), codes };
  return { ...catalogue, codeLists: { ...catalogue.codeLists, [name]: list } };
}

/**
 * Puts another text in the place of one that stands in a SQL file; refuses one that does not stand
 * there.
 */
export function withSql(catalogue: Catalogue, relation: string, from: string, to: string): Catalogue {
  const file = catalogue.relations[relation];
  if (file === undefined || !file.sql.includes(from)) throw new Error(`${relation}.sql has no \`${from}\``);
  return {
    ...catalogue,
    relations: { ...catalogue.relations, [relation]: { ...file, sql: file.sql.replaceAll(from, to) } },
  };
}

/** The variables that an indicator names, and those that its relations read. */
export function variablesBehind(catalogue: Catalogue, code: string): Variable[] {
  const { measure } = catalogue.indicators[code] as Indicator;
  const terms = [measure.numerator, ...(measure.denominator === null ? [] : [measure.denominator])];
  const named = terms.flatMap((term) => [
    ...(term.kind === 'total' ? [term.variable] : []),
    ...term.where.map(({ variable }) => variable),
  ]);
  const uses = named.flatMap((name) => {
    const variable = catalogue.variables[name];
    return variable?.kind === 'relation' ? (catalogue.relations[variable.relation]?.uses ?? []) : [];
  });
  return [...new Set([...named, ...uses])].map((name) => catalogue.variables[name] as Variable);
}

export function collectedBehind(catalogue: Catalogue, code: string): CollectedVariable[] {
  return variablesBehind(catalogue, code).filter((variable) => variable.kind === 'collected');
}

/**
 * The SQL files that an indicator is made through: its entity's, its variables', and all that those
 * read.
 */
export function relationsBehind(catalogue: Catalogue, code: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || catalogue.relations[name] === undefined) return;
    found.add(name);
    for (const read of catalogue.relations[name]?.reads ?? []) visit(read);
  };
  const entity = catalogue.indicators[code]?.measure.entity ?? '';
  visit(catalogue.entities[entity]?.relation ?? '');
  for (const variable of variablesBehind(catalogue, code)) if (variable.kind === 'relation') visit(variable.relation);
  return found;
}

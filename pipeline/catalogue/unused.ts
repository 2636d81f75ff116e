/** Warns of what is declared and used by nothing. */
import { type Catalogue, type InvariantCheck, type Term, termsCompared } from './catalogue.ts';
import { lookUp, type Scope } from './scope.ts';
import { piecesIn } from './variable.ts';

/** Warns of every entry of the catalogue that nothing uses; only where nothing else is wrong. */
export function reportUnused(
  scope: Scope,
  {
    dimensions,
    variables,
    indicators,
    invariants,
  }: Pick<Catalogue, 'dimensions' | 'variables' | 'indicators' | 'invariants'>,
): void {
  // What an entry in error would have used is not known: one mistake is reported once.
  if (scope.left.size > 0 || scope.report.hasErrors) return;
  const used = new Set<string>();
  for (const { measure } of Object.values(indicators)) {
    for (const term of [measure.numerator, measure.denominator]) for (const name of variablesOf(term)) used.add(name);
  }
  for (const { checks } of Object.values(invariants))
    for (const name of checks.flatMap(variablesCompared)) used.add(name);
  for (const variable of Object.values(variables)) {
    if (variable.kind === 'relation' && used.has(variable.name)) {
      for (const name of lookUp(scope.relations, variable.relation)?.uses ?? []) used.add(name);
    }
    if (used.has(variable.name)) for (const piece of piecesIn(variable)) used.add(piece);
  }
  const lists = new Set<string>(['nomenclature', ...Object.values(scope.document.exclusive ?? {}).flat()]);
  for (const variable of Object.values(variables)) {
    const isDeclared = lookUp(scope.document.variables, variable.name) !== undefined;
    if (isDeclared && !used.has(variable.name))
      scope.report.add('unused-variable', scope.yaml.positionOfKey(['variables', variable.name]), {
        variable: variable.name,
      });
    if (variable.kind !== 'collected') continue;
    if (variable.codes !== undefined) lists.add(variable.codes);
    for (const condition of variable.where) if (condition.kind === 'in') lists.add(condition.codeList);
  }
  for (const { event } of Object.values(dimensions))
    for (const condition of event?.where.flat() ?? []) if (condition.kind === 'in') lists.add(condition.codeList);
  for (const codeList of Object.keys(scope.document.code_lists)) {
    if (!lists.has(codeList))
      scope.report.add('unused-code-list', scope.yaml.positionOfKey(['code_lists', codeList]), { codeList });
  }
}

/** The variables that a term names. */
export function variablesOf(term: Term | null): string[] {
  if (term === null) return [];
  return [...(term.kind === 'total' ? [term.variable] : []), ...term.where.map((condition) => condition.variable)];
}

/** The variables that a check of an invariant names itself, beside those of its indicators. */
export function variablesCompared(check: Pick<InvariantCheck, 'rule'>): string[] {
  return [...new Set(termsCompared(check).flatMap((term) => (term.kind === 'figure' ? [] : [term.variable])))];
}

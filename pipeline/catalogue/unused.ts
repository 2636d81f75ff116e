/** Warns of what is declared and used by nothing. */
import type { Indicator, Term, Variable } from './catalogue.ts';
import { lookUp, type Scope } from './scope.ts';

export function reportUnused(
  scope: Scope,
  variables: Readonly<Record<string, Variable>>,
  indicators: Readonly<Record<string, Indicator>>,
): void {
  // What an entry in error would have used is not known: one mistake is told once.
  if (scope.left.size > 0 || scope.report.hasErrors) return;
  const used = new Set<string>();
  for (const { measure } of Object.values(indicators)) {
    for (const term of [measure.numerator, measure.denominator]) for (const name of variablesOf(term)) used.add(name);
  }
  for (const variable of Object.values(variables)) {
    if (variable.kind === 'relation' && used.has(variable.name)) {
      for (const name of lookUp(scope.relations, variable.relation)?.uses ?? []) used.add(name);
    }
  }
  const lists = new Set<string>(['nomenclature', ...Object.values(scope.document.exclusive ?? {}).flat()]);
  for (const variable of Object.values(variables)) {
    if (!used.has(variable.name))
      scope.report.add('unused-variable', scope.yaml.spotOfKey(['variables', variable.name]), {
        variable: variable.name,
      });
    if (variable.kind !== 'collected') continue;
    if (variable.codes !== undefined) lists.add(variable.codes);
    for (const condition of variable.where) if (condition.kind === 'in') lists.add(condition.codeList);
  }
  for (const codeList of Object.keys(scope.document.code_lists)) {
    if (!lists.has(codeList))
      scope.report.add('unused-code-list', scope.yaml.spotOfKey(['code_lists', codeList]), { codeList });
  }
}

/** The variables that a term names. */
export function variablesOf(term: Term | null): string[] {
  if (term === null) return [];
  return [...(term.kind === 'total' ? [term.variable] : []), ...term.where.map((condition) => condition.variable)];
}

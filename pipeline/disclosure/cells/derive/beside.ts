/**
 * Figures that a percentile says something of: how many members have so much of a variable that
 * shares events with the one whose values are put in order.
 */
import {
  type Catalogue,
  type CollectedVariable,
  piecesIn,
  type Term,
  type Variable,
} from '../../../catalogue/index.ts';
import { ALWAYS, atomsOf } from './atoms.ts';
import { type Named, variablesOf } from './families.ts';

type Declared = Pick<Catalogue, 'variables' | 'codeLists' | 'relations'>;

/**
 * The names of all figures that are related to a term by the variables of both, whatever their
 * bounds, directly or through others. Who counts at all (women, those of an age) relates nothing.
 */
export function figuresBeside(term: Term, figures: readonly Named[], catalogue: Declared): string[] {
  const names = [...new Set([term, ...figures.map((figure) => figure.term)].flatMap(variablesOf))];
  const measured = names.filter((name) => !isTest(catalogue.variables[name]));
  const isRelated = openRelated(measured, catalogue);
  const reached = new Set(variablesOf(term).filter((name) => measured.includes(name)));
  // A set is walked in the order in which it grows.
  for (const name of reached) for (const other of measured) if (isRelated(name, other)) reached.add(other);
  return figures.filter((figure) => variablesOf(figure.term).some((name) => reached.has(name))).map(({ name }) => name);
}

function isTest(variable: Variable | undefined): boolean {
  return variable?.kind === 'relation' && variable.test !== undefined;
}

/**
 * Whether two variables may depend on the same events, whatever of them they add up, and in
 * whichever year.
 */
function openRelated(names: readonly string[], catalogue: Declared): (one: string, other: string) => boolean {
  const { variables, codeLists, relations } = catalogue;
  const readBy = (name: string): readonly string[] => {
    const variable = variables[name];
    if (variable?.kind === 'relation') return [...(relations[variable.relation]?.uses ?? []), variable.relation];
    return [name, ...(variable === undefined ? [] : piecesIn(variable))];
  };
  const read = new Map(names.map((name) => [name, readBy(name)]));
  const bySource = new Map<string, CollectedVariable[]>();
  for (const name of new Set([...read.values()].flat())) {
    const variable = variables[name];
    if (variable?.kind !== 'collected') continue;
    const anyMonth = { ...variable, where: variable.where.filter(({ kind }) => kind !== 'months') };
    bySource.set(variable.source, [...(bySource.get(variable.source) ?? []), anyMonth]);
  }
  const shared = new Map<string, Set<string>>();
  for (const group of bySource.values())
    for (const atom of atomsOf(group, codeLists, ALWAYS)) {
      const own = group.filter((_, position) => (atom & (1n << BigInt(position))) !== 0n);
      for (const { name } of own)
        shared.set(name, new Set([...(shared.get(name) ?? []), ...own.map((other) => other.name)]));
    }
  return (one, other) => {
    const theirs = read.get(other) ?? [];
    return (read.get(one) ?? []).some((name) => theirs.some((piece) => piece === name || shared.get(name)?.has(piece)));
  };
}

/**
 * The families of figures that a catalogue declares: what shares atoms of a source, or is related
 * by what the header of a SQL file says.
 */
import type {
  Bound,
  Catalogue,
  CollectedVariable,
  RelationVariable,
  Term,
  Variable,
  VariableCondition,
} from '../../../catalogue/index.ts';
import type { Family, FamilyCondition, FamilyFigure, FamilyRule } from '../../certify/families/family.ts';
import { atomsOf, type Span } from './atoms.ts';
import { rulesBetweenYears, rulesOfYears, spanOfEvents } from './several-years.ts';

/** A figure with its definition. */
export interface Named {
  readonly name: string;
  readonly entity: string;
  readonly term: Term;
}

type Declared = Pick<Catalogue, 'variables' | 'codeLists' | 'relations'>;

/**
 * One family for all figures that are related by their variables; who is there at all is in each.
 * Left out are figures whose bounds depend on a parameter, and totals of what a SQL relation
 * computes, which `invariants:` relate.
 */
export function familiesOf(figures: readonly Named[], catalogue: Declared, span: Span): Family[] {
  const own = figures.filter(({ term }) => isPlain(term, catalogue));
  const names = new Set<string>();
  const add = (name: string) => {
    if (names.has(name)) return;
    names.add(name);
    for (const { oneOf, given } of rulesOf(name, catalogue)) [given, ...oneOf].forEach(add);
  };
  for (const { term } of own) variablesOf(term).forEach(add);
  const variables = [...names].sort();
  const index = new Map(variables.map((name, position) => [name, position]));
  const at = (name: string) => index.get(name) ?? -1;
  const atoms = atomSets(variables, catalogue, span).map((set) => set.map(at));
  const rules = variables.flatMap((name) => rulesOf(name, catalogue));
  const measured = [...new Set(own.flatMap(({ term }) => variablesOf(term)))].sort();
  const ofYears = rulesBetweenYears(measured, catalogue.variables);
  const root = variables.map((_, position) => position);
  const find = (position: number): number => {
    const above = root[position] ?? position;
    return above === position ? position : find(above);
  };
  const join = (positions: readonly number[]) => {
    for (const position of positions) root[find(position)] = find(positions[0] ?? position);
  };
  atoms.forEach(join);
  for (const { given, oneOf } of rules) join([given, ...oneOf].map(at));
  for (const { given, says } of ofYears) join([given, says].map(({ variable }) => at(variable)));
  for (const { term } of own) join(variablesOf(term).map(at));
  const families = new Map<number, number[]>();
  for (const position of variables.keys())
    families.set(find(position), [...(families.get(find(position)) ?? []), position]);
  return [...families.values()].flatMap((members) => {
    const placed = new Map(members.map((position, place) => [position, place]));
    const placeOf = (name: string) => placed.get(at(name)) ?? -1;
    const entities = new Set(members.map((position) => catalogue.variables[variables[position] ?? '']?.entity));
    const figuresOf = own.filter(({ entity, term }) =>
      term.where.length === 0 && term.kind === 'members'
        ? entities.has(entity)
        : variablesOf(term).some((name) => placeOf(name) >= 0),
    );
    if (figuresOf.every(({ term }) => variablesOf(term).length === 0)) return [];
    return [
      {
        variables: members.map((position) => variables[position] ?? ''),
        atoms: atoms.flatMap((set) => {
          const kept = set.flatMap((position) => placed.get(position) ?? []);
          return kept.length === 0 ? [] : [kept.sort((a, b) => a - b)];
        }),
        rules: [
          ...rules
            .filter(({ given }) => placeOf(given) >= 0)
            .map(
              ({ given, oneOf }): FamilyRule => ({
                given: { variable: placeOf(given), atLeast: 1 },
                oneOf: oneOf.map((name) => ({ variable: placeOf(name), atLeast: 1 })),
              }),
            ),
          ...ofYears
            .filter(({ given }) => placeOf(given.variable) >= 0)
            .map(
              ({ given, says, or }): FamilyRule => ({
                given: { ...given, variable: placeOf(given.variable) },
                oneOf: [says, ...(or ? [or] : [])].map((one) => ({ ...one, variable: placeOf(one.variable) })),
              }),
            ),
        ],
        figures: figuresOf.map(({ name, term }) => figureOf(name, term, placeOf)),
      },
    ];
  });
}

function figureOf(name: string, term: Term, placeOf: (name: string) => number): FamilyFigure {
  const where = term.where.map(
    ({ variable, atLeast, atMost }): FamilyCondition => ({
      variable: placeOf(variable),
      ...(atLeast?.kind === 'number' && { atLeast: atLeast.value }),
      ...(atMost?.kind === 'number' && { atMost: atMost.value }),
    }),
  );
  return { name, where, adds: term.kind === 'total' ? placeOf(term.variable) : null };
}

/** Names of the variables that a term reads. */
export function variablesOf(term: Term): string[] {
  return [...term.where.map(({ variable }) => variable), ...(term.kind === 'total' ? [term.variable] : [])];
}

function isPlain(term: Term, { variables }: Declared): boolean {
  const isNumber = (bound: Bound | undefined) => bound === undefined || bound.kind === 'number';
  const hasNumbers = term.where.every(
    ({ atLeast, atMost }: VariableCondition) => isNumber(atLeast) && isNumber(atMost),
  );
  return hasNumbers && (term.kind === 'members' || isCounted(variables[term.variable]));
}

/** Whether a variable is a sum over atoms: of events, or of what is distinct, its own atom. */
function isCounted(variable: Variable | undefined): boolean {
  return (variable?.kind === 'collected' && variable.keep === 'count') || isAdditive(variable);
}

/** Whether a variable is the number of events in its atoms: a sum over all of its rows. */
export function isAdditive(variable: Variable | undefined): variable is CollectedVariable {
  return variable?.kind === 'collected' && variable.value.kind === 'sum' && variable.by === undefined;
}

/**
 * The sets of variables that an event of some atom adds to; what is no sum over events is an atom
 * of its own.
 */
function atomSets(names: readonly string[], { variables, codeLists }: Declared, span: Span): string[][] {
  const groups = new Map<string, CollectedVariable[]>();
  const apart: string[] = [];
  for (const name of names) {
    const variable = variables[name];
    if (!isAdditive(variable)) apart.push(name);
    else groups.set(groupOf(variable), [...(groups.get(groupOf(variable)) ?? []), variable]);
  }
  const sets = [...groups.values()].flatMap((group) =>
    atomsOf(group, codeLists, spanOfEvents(group, span)).map((atom) =>
      group.flatMap(({ name }, position) => ((atom & (1n << BigInt(position))) === 0n ? [] : [name])),
    ),
  );
  return [...sets, ...apart.map((name) => [name])];
}

/**
 * Variables of one group add up the same column; one that asks for positive rows alone is no sum
 * that corrections lower.
 */
export function groupOf({ entity, source, value, where }: CollectedVariable): string {
  return JSON.stringify([entity, source, value, where.filter(({ column }) => column === value.column)]);
}

/** Whether whoever passes the test of a variable passes that of another. */
function isWider(other: Variable, { relation, column, test }: RelationVariable): boolean {
  if (other.kind !== 'relation' || other.relation !== relation || other.column !== column) return false;
  if (other.test === undefined || test === undefined) return false;
  if (test.kind === 'member') {
    const wider = other.test.kind === 'member' ? other.test.members : [];
    return test.members.every((member) => wider.includes(member));
  }
  if (other.test.kind === 'member') return false;
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = other.test;
  return (test.low ?? Number.NEGATIVE_INFINITY) >= low && (test.high ?? Number.POSITIVE_INFINITY) <= high;
}

interface NamedRule {
  readonly given: string;
  readonly oneOf: readonly string[];
}

/**
 * What the header of a variable's SQL file says that it implies, in names of variables; what names
 * no variable is left out.
 */
export function rulesOf(name: string, { variables, relations }: Declared): NamedRule[] {
  const variable = variables[name];
  if (variable?.kind !== 'relation') return rulesOfYears(name, variables);
  if (variable.test !== undefined)
    return Object.values(variables)
      .filter((other) => other.name !== name && isWider(other, variable))
      .map((other) => ({ given: name, oneOf: [other.name] }));
  const named = (word: string) => {
    if (variables[word] !== undefined) return word;
    const isColumn = (other: Variable): other is RelationVariable =>
      other.kind === 'relation' && other.relation === variable.relation && other.column === word;
    return Object.values(variables).find(isColumn)?.name;
  };
  return (relations[variable.relation]?.implies ?? []).flatMap(({ given, oneOf }) => {
    const [first, others] = [named(given), oneOf.map(named)];
    const known = others.filter((other) => other !== undefined);
    return first === name && known.length === others.length ? [{ given: name, oneOf: known }] : [];
  });
}

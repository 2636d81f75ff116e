/**
 * Dimensions of the event: what a claim is, and not whoever it is for. A member of the entity is in
 * each group in which its own figures are, and in the total by those over all claims.
 */
import type {
  CodeList,
  CollectedVariable,
  ColumnCondition,
  DatedCode,
  Dimension,
  EventClaims,
  EventGroup,
  EventGroups,
  Measure,
  Source,
  Term,
  Variable,
  VariableCondition,
} from './catalogue.ts';
import { ownConditions } from './measure.ts';
import { lookUp } from './scope.ts';

/** What the names of a measure stand for. */
export interface DeclaredEvents {
  readonly variables: Readonly<Record<string, Variable>>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly sources: Readonly<Record<string, Source>>;
}

/** The groups of a measure with the variables and code lists that they are made of, by name. */
export interface BoundGroups {
  readonly groups: EventGroups;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
}

type EventDimension = Dimension & { readonly event: EventClaims };

/**
 * The terms of a measure over the claims of each member. Its variables are replaced by those of the
 * claims of the member alone; who is counted at all (its population) stays.
 */
export function groupByEvent(measure: Measure, dimension: EventDimension, declared: DeclaredEvents): BoundGroups {
  const variables: Record<string, Variable> = {};
  const codeLists: Record<string, CodeList> = {};
  const members = dimension.members.map((member, index): EventGroup => {
    const narrow = (name: string): string => {
      const variable = lookUp(declared.variables, name);
      if (variable === undefined || variable.kind === 'relation' || variable.kind === 'dated') return name;
      const own = `${name} ${dimension.name} ${member}`;
      if (variable.kind === 'window') {
        const of = variable.of.map((piece) => ({ ...piece, variable: narrow(piece.variable) }));
        const over = variable.over === name ? own : narrow(variable.over);
        variables[own] = { ...variable, name: own, over, of };
        return own;
      }
      const { published: _, ...rest } = { published: false, ...variable };
      const { where, codes } = narrowClaims(variable, dimension.event, index, declared);
      variables[own] = { ...rest, name: own, where, ...(codes && { codes: codes.name }) };
      if (codes !== undefined) codeLists[codes.name] = codes;
      return own;
    };
    const narrowIn = <T extends Term | null>(term: T): T => {
      if (term === null) return term;
      const kept = term.where.length - (measure.population?.length ?? 0);
      const where = term.where.map(
        (condition, place): VariableCondition =>
          place < kept ? { ...condition, variable: narrow(condition.variable) } : condition,
      );
      return { ...term, where, ...(term.kind === 'total' && { variable: narrow(term.variable) }) };
    };
    return { member, numerator: narrowIn(measure.numerator), denominator: narrowIn(measure.denominator) };
  });
  return { groups: { dimension: dimension.name, members }, variables, codeLists };
}

/** The variables of a measure that are counted in groups: all but those of its population. */
export function variablesOfEvents({ numerator, denominator, population }: Measure): string[] {
  const terms = [numerator, ...(denominator === null ? [] : [denominator])];
  return terms.flatMap((term) => [
    ...(term.kind === 'total' ? [term.variable] : []),
    ...ownConditions({ numerator: term, ...(population && { population }) }).map(({ variable }) => variable),
  ]);
}

/** Whether all that a variable adds up are rows of a source. */
export function isOfSource(name: string, source: string, { variables }: Pick<DeclaredEvents, 'variables'>): boolean {
  const variable = lookUp(variables, name);
  if (variable?.kind === 'window')
    return variable.of.every((piece) => isOfSource(piece.variable, source, { variables }));
  return variable?.kind === 'collected' && variable.source === source;
}

/**
 * What the claims of a member alone have to meet. What is asked of their code becomes a list of
 * codes, so that whoever compares two variables sees which codes they share.
 */
function narrowClaims(
  variable: CollectedVariable,
  { source, where }: EventClaims,
  index: number,
  { codeLists, sources }: DeclaredEvents,
): { readonly where: readonly ColumnCondition[]; readonly codes?: CodeList } {
  const conditions = where[index] ?? [];
  const code = lookUp(sources, source)?.code;
  const isOfCode = (condition: ColumnCondition) => condition.kind === 'in' && condition.column === code;
  const narrowed = [...variable.where, ...conditions.filter((condition) => !isOfCode(condition))];
  const lists = conditions.flatMap((condition) =>
    condition.kind === 'in' && isOfCode(condition) ? [condition.codeList] : [],
  );
  const [first, ...more] = [...(variable.codes === undefined ? [] : [variable.codes]), ...lists].flatMap(
    (name) => lookUp(codeLists, name) ?? [],
  );
  if (first === undefined || lists.length === 0) return { where: narrowed };
  if (more.length === 0) return { where: narrowed, codes: first };
  const codes = more.reduce<readonly DatedCode[]>((shared, list) => sharedCodes(shared, list.codes), first.codes);
  return { where: narrowed, codes: { ...first, name: [first, ...more].map(({ name }) => name).join(' and '), codes } };
}

/** Codes that two lists have, on the days on which both do. */
function sharedCodes(left: readonly DatedCode[], right: readonly DatedCode[]): DatedCode[] {
  return left.flatMap((one) =>
    right
      .filter(({ code }) => code === one.code)
      .flatMap((other): DatedCode[] => {
        const from = [one.validFrom, other.validFrom].filter((day) => day !== null).sort();
        const until = [one.validTo, other.validTo].filter((day) => day !== null).sort();
        const [validFrom, validTo] = [from.at(-1) ?? null, until[0] ?? null];
        return validFrom !== null && validTo !== null && validFrom >= validTo ? [] : [{ ...one, validFrom, validTo }];
      }),
  );
}

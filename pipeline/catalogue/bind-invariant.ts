/** Binds invariants: what must hold between figures, names resolved. */
import { type Indicator, type Invariant, type InvariantCheck, termsCompared, type Variable } from './catalogue.ts';
import { INVARIANT_KINDS } from './invariants/index.ts';
import type { At, InvariantNames } from './invariants/invariant-kind.ts';
import { otherEntity } from './measure.ts';
import { checkTexts, isKnown, lookUp, mapValues, type Scope } from './scope.ts';

interface Declared {
  readonly indicators: Readonly<Record<string, Indicator>>;
  readonly variables: Readonly<Record<string, Variable>>;
}

/** Invariants by name. Reports unknown names, and an entry with no kind or with several. */
export function bindInvariants(scope: Scope, declared: Declared): Record<string, Invariant> {
  return mapValues(scope.document.invariants ?? {}, (entry, name) => {
    const path = ['invariants', name];
    checkTexts(scope, [...path, 'label'], name, entry.label);
    const bodies = entry as Readonly<Record<string, unknown>>;
    const found = INVARIANT_KINDS.filter((kind) => bodies[kind.name] !== undefined);
    const [kind] = found;
    if (kind === undefined || found.length > 1) {
      const known = INVARIANT_KINDS.map((one) => one.name);
      const params = { name, found: found.map((one) => one.name), known };
      scope.report.add('invariant-kind', scope.yaml.positionOfKey(path), params);
      return { name, label: entry.label, kind: '', checks: [] };
    }
    const names = namesOf(scope, name, [...path, kind.name], declared);
    const checks = kind.bind(bodies[kind.name], names).filter((check) => check !== undefined);
    return {
      name,
      label: entry.label,
      kind: kind.name,
      checks: checks.filter((check) => isWhole(check, names, declared)),
    };
  });
}

/** Refuses a check that has no cells, or whose figures are of several entities. */
function isWhole({ indicators, rule }: InvariantCheck, names: InvariantNames, declared: Declared): boolean {
  if (indicators.length === 0) {
    names.refuse([], 'no indicator says at which cells');
    return false;
  }
  const entities = new Set(indicators.map((code) => declared.indicators[code]?.measure.entity));
  for (const term of termsCompared({ rule })) {
    if (term.kind !== 'figure') entities.add(declared.variables[term.variable]?.entity);
    else if (term.figure === 'denominator') entities.add(dividedBy(declared.indicators[term.indicator]));
  }
  if (entities.size > 1) names.refuse([], `members of ${[...entities].join(' and of ')} are compared`);
  return entities.size === 1;
}

/** Whose members stand below the line. */
function dividedBy(indicator: Indicator | undefined): string | undefined {
  return indicator && (otherEntity(indicator.measure) ?? indicator.measure.entity);
}

function namesOf(scope: Scope, owner: string, path: At, { indicators, variables }: Declared): InvariantNames {
  const codes = Object.keys(indicators);
  const single = Object.values(variables).flatMap((variable) => (variable.kind === 'collected' ? [variable] : []));
  const inPath = (at: At) => [...path, ...at];
  const refuse = (at: At, reason: string): undefined => {
    const position = at.length === 0 ? scope.yaml.positionOfKey(inPath(at)) : scope.yaml.positionOf(inPath(at));
    scope.report.add('not-comparable', position, { owner, reason });
    return undefined;
  };
  const variable = (at: At, name: string) => {
    if (!isKnown(scope, 'unknown-variable', inPath(at), owner, name, Object.keys(variables))) return undefined;
    const found = lookUp(variables, name);
    if (found?.kind !== 'collected') return refuse(at, `${name} comes from a relation, and is not counted by itself`);
    if (found.by !== undefined && found.keep === undefined)
      return refuse(at, `${name} has a value per ${found.by} and not one per member`);
    if (found.value.kind !== 'sum') return refuse(at, `${name} is a day, which is not added up`);
    return found;
  };
  const indicator = (at: At, code: string) =>
    isKnown(scope, 'unknown-indicator', inPath(at), owner, code, codes) ? lookUp(indicators, code) : undefined;
  const operand = (at: At, name: string) => {
    if (lookUp(indicators, name) !== undefined) return lookUp(indicators, name);
    const known = [...codes, ...single.map((one) => one.name)];
    if (lookUp(variables, name) === undefined) {
      isKnown(scope, 'unknown-operand', inPath(at), owner, name, known);
      return undefined;
    }
    return variable(at, name);
  };
  return { indicators: Object.values(indicators), indicator, operand, variable, refuse };
}

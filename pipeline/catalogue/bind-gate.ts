/** Binds gates: what is checked against what before figures are published, names resolved. */
import type { Indicator, Source } from './catalogue.ts';
import type { Gate, GateRule } from './gate.ts';
import type { At, GateNames } from './gates/gate-kind.ts';
import { GATE_KINDS } from './gates/index.ts';
import { checkTexts, isKnown, lookUp, mapValues, type Scope } from './scope.ts';
import { displayPath } from './text-file.ts';

interface Declared {
  readonly sources: Readonly<Record<string, Source>>;
  readonly indicators: Readonly<Record<string, Indicator>>;
}

/**
 * What stands in for a rule that could not be bound: the catalogue is refused, so nothing ever
 * evaluates it.
 */
const NO_RULE: GateRule = { kind: 'sums' };

/** Gates by name. Reports unknown names and kinds, and a name that is that of a data check. */
export function bindGates(scope: Scope, declared: Declared): Record<string, Gate> {
  return mapValues(scope.document.gates ?? {}, (entry, name) => {
    const path = ['gates', name];
    checkTexts(scope, [...path, 'label'], name, entry.label);
    const check = lookUp(scope.relations, name);
    if (check?.folder === 'checks') {
      // A data check is a gate too, by its own name.
      const taken = `there is ${displayPath(check.file)}`;
      scope.report.add('name-taken', scope.yaml.positionOfKey(path), { name, taken });
    }
    const subjects = [...Object.keys(declared.sources), ...Object.keys(declared.indicators)];
    const accepted = entry.accepted ?? [];
    for (const [i, { of }] of accepted.entries())
      isKnown(scope, 'unknown-subject', [...path, 'accepted', i, 'of'], name, of, subjects);
    const bodies = entry as unknown as Readonly<Record<string, unknown>>;
    const found = GATE_KINDS.filter((kind) => bodies[kind.name] !== undefined);
    const [kind] = found;
    if (kind === undefined || found.length > 1) {
      const known = GATE_KINDS.map((one) => one.name);
      scope.report.add('gate-kind', scope.yaml.positionOfKey(path), {
        name,
        found: found.map((one) => one.name),
        known,
      });
      return { name, label: entry.label, accepted, rule: NO_RULE };
    }
    const names = namesOf(scope, name, [...path, kind.name], declared);
    return { name, label: entry.label, accepted, rule: kind.bind(bodies[kind.name], names) };
  });
}

function namesOf(scope: Scope, owner: string, path: At, { sources, indicators }: Declared): GateNames {
  return {
    source: (at, name) => isKnown(scope, 'unknown-source', [...path, ...at], owner, name, Object.keys(sources)),
    member: (at, source, name) => {
      // A delivery may not say who sent its rows: then there is nothing to compare.
      if (name === 'sender') return true;
      const { date, columns = {} } = lookUp(sources, source) ?? {};
      if (name !== 'month' || columns.month !== undefined) {
        const known = [...(date === undefined ? [] : ['month']), ...Object.keys(columns)];
        return isKnown(scope, 'unknown-column', [...path, ...at], owner, name, known, { source });
      }
      if (date === undefined) scope.report.add('no-months', scope.yaml.positionOf([...path, ...at]), { owner, source });
      return date !== undefined;
    },
    indicator: (at, code) =>
      isKnown(scope, 'unknown-indicator', [...path, ...at], owner, code, Object.keys(indicators)),
  };
}

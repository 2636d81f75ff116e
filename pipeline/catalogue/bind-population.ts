/**
 * Reads the population of a measure: conditions on dimensions and attributes become variables that
 * are 1 for whoever meets them, so that everything else has conditions on variables alone.
 */
import type {
  Attribute,
  AttributeTest,
  Dimension,
  Entity,
  RelationVariable,
  Variable,
  VariableCondition,
} from './catalogue.ts';
import { type PopulationBody, readConditions } from './measures/measure-kind.ts';
import { isKnown, lookUp, type Scope } from './scope.ts';

/** What a population may name. */
export interface PopulationNames {
  readonly entities: Readonly<Record<string, Entity>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly variables: Readonly<Record<string, Variable>>;
}

export interface Population {
  /** In the order written. */
  readonly conditions: readonly VariableCondition[];
  /** The variables that stand for what is asked of dimensions and attributes, by name. */
  readonly variables: Readonly<Record<string, RelationVariable>>;
}

type Asked = PopulationBody[string];
type Bounds = Exclude<Asked, string | string[]>;

/**
 * The conditions of a population on the members of an entity; what names nothing, or asks what
 * cannot be asked, is left out: `checkPopulation` reports it.
 */
export function readPopulation(entity: string, asked: PopulationBody, names: PopulationNames): Population {
  const variables: Record<string, RelationVariable> = {};
  const conditions = Object.entries(asked).flatMap(([name, value]): VariableCondition[] => {
    const attribute = attributeOf(entity, name, names);
    if (attribute === undefined)
      return isBounds(value) && lookUp(names.variables, name) !== undefined ? readConditions({ [name]: value }) : [];
    const test = testOf(name, attribute, value);
    if (test === undefined) return [];
    const variable = `${entity} ${describe(test)}`;
    const { label, relation, column } = attribute;
    variables[variable] = { kind: 'relation', name: variable, label, entity, relation, column, test };
    return [{ variable, atLeast: { kind: 'number', value: 1 } }];
  });
  return { conditions, variables };
}

/** Reports what a population asks of nothing that there is, or asks in the wrong way. */
export function checkPopulation(
  scope: Scope,
  code: string,
  asked: PopulationBody,
  entity: string,
  names: PopulationNames,
): void {
  const known = knownNames(entity, names);
  for (const [name, value] of Object.entries(asked)) {
    const path = ['indicators', code, 'measure', 'population', name];
    const attribute = attributeOf(entity, name, names);
    const variable = lookUp(names.variables, name);
    if (attribute === undefined && variable === undefined) {
      isKnown(scope, 'unknown-population', path, code, name, known, { entity });
      continue;
    }
    const members = attribute?.members;
    if (isBounds(value) === (members !== undefined)) {
      scope.report.add('population-form', scope.yaml.positionOf(path), { code, name, members: members ?? [] });
      continue;
    }
    if (members !== undefined && !isBounds(value))
      for (const member of [value].flat())
        isKnown(
          scope,
          'unknown-member',
          Array.isArray(value) ? [...path, value.indexOf(member)] : path,
          code,
          member,
          members,
          {
            dimension: name,
          },
        );
    if (attribute !== undefined && isBounds(value)) checkBounds(scope, code, name, value);
  }
}

function checkBounds(scope: Scope, code: string, name: string, { at_least: low, at_most: high }: Bounds): void {
  const path = ['indicators', code, 'measure', 'population', name];
  const owner = `${name} of ${code}`;
  if (low === undefined && high === undefined) scope.report.add('no-bound', scope.yaml.positionOfKey(path), { owner });
  for (const [key, bound] of Object.entries({ at_least: low, at_most: high }))
    if (bound !== undefined && typeof bound !== 'number')
      scope.report.add('percent-of-count', scope.yaml.positionOf([...path, key]), { owner });
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    scope.report.add('empty-range', scope.yaml.positionOf(path), { owner, low, high });
}

interface Found extends Attribute {
  /** Of a dimension. */
  readonly members?: readonly string[];
}

/** What a name is of an entity: a dimension, or an attribute. */
function attributeOf(entity: string, name: string, { entities, dimensions }: PopulationNames): Found | undefined {
  const { relation = '', attributes = {} } = lookUp(entities, entity) ?? {};
  const dimension = lookUp(dimensions, name);
  if (dimension?.entity === entity && dimension.event === undefined)
    return { label: dimension.label, relation, column: name, members: dimension.members };
  return lookUp(attributes, name);
}

function knownNames(entity: string, { entities, dimensions, variables }: PopulationNames): string[] {
  const own = Object.values(dimensions).filter((one) => one.entity === entity && one.event === undefined);
  const usable = Object.values(variables).filter((variable) => variable.entity === entity);
  return [...own, ...usable].map(({ name }) => name).concat(Object.keys(lookUp(entities, entity)?.attributes ?? {}));
}

function testOf(attribute: string, { members }: Found, asked: Asked): AttributeTest | undefined {
  if (members === undefined) {
    if (!isBounds(asked)) return undefined;
    const { at_least: low, at_most: high } = asked;
    if (typeof low === 'object' || typeof high === 'object') return undefined;
    return { kind: 'range', attribute, ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
  }
  // In the order of the dimension, so that two orders of writing are one population.
  return isBounds(asked)
    ? undefined
    : { kind: 'member', attribute, members: members.filter((member) => [asked].flat().includes(member)) };
}

function isBounds(asked: Asked): asked is Bounds {
  return typeof asked === 'object' && !Array.isArray(asked);
}

/** What is asked, in a form that no name of a variable has: `age 50..69`, `sex female`. */
function describe(test: AttributeTest): string {
  if (test.kind === 'member') return `${test.attribute} ${test.members.join(' or ')}`;
  return `${test.attribute} ${test.low ?? ''}..${test.high ?? ''}`;
}

/**
 * Says how an indicator is calculated, from its measure: the sentence cannot say anything else than
 * what is computed.
 */
import {
  type AttributeTest,
  type Bound,
  type Catalogue,
  effectivePer,
  type Indicator,
  MEASURE_KINDS,
  otherEntity,
  ownConditions,
  scaleOf,
  type VariableCondition,
} from '../catalogue/index.ts';
import type { ConditionWords, Language } from './language.ts';

/** The sentence in a language; every label that it needs is in the catalogue. */
export function writeMethod(catalogue: Catalogue, indicator: Indicator, code: string, words: Language): string {
  const { measure } = indicator;
  const kind = MEASURE_KINDS.find(({ name }) => name === measure.kind);
  if (kind === undefined) throw new Error(`no measure kind ${measure.kind}`);
  const quoteVariable = (name: string) => words.quote(catalogue.variables[name]?.label[code] ?? name, name);
  const writeBound = (bound: Bound | undefined, scale: number): string | undefined => {
    if (bound === undefined) return undefined;
    if (bound.kind === 'number') return words.number(Number((bound.value / 10 ** scale).toPrecision(12)));
    const label = catalogue.parameters[bound.parameter]?.label[code] ?? bound.parameter;
    return words.percentOf(bound.percent, words.quote(label, bound.group));
  };
  const writeCondition = ({ variable: name, atLeast, atMost }: VariableCondition): ConditionWords => {
    const variable = catalogue.variables[name];
    if (variable?.kind === 'relation' && variable.test !== undefined)
      return writeTest(words.quote(variable.label[code] ?? name, variable.test.attribute), variable.test, words);
    return {
      variable: quoteVariable(name),
      atLeast: writeBound(atLeast, scaleOf(variable)),
      atMost: writeBound(atMost, scaleOf(variable)),
    };
  };
  const { numerator, population = [] } = measure;
  // Of a percentile, those with anything are asked for below the line.
  const asked = measure.percentile === undefined ? numerator : (measure.denominator ?? numerator);
  const own = ownConditions({ ...measure, numerator: asked });
  const per = effectivePer(indicator);
  const inSmall = (entity: string) => {
    const label = catalogue.entities[entity]?.label[code] ?? entity;
    return label.charAt(0).toLowerCase() + label.slice(1);
  };
  const members = inSmall(measure.entity);
  const sentence = kind.method(words.method, {
    members,
    others: inSmall(otherEntity(measure) ?? measure.entity),
    summed: numerator.kind === 'total' ? quoteVariable(numerator.variable) : '',
    percent: String(measure.percentile?.percent ?? ''),
    unit: words.number((measure.percentile?.unit ?? 0) * measure.unitScale),
    divisor: measure.denominator?.kind === 'total' ? quoteVariable(measure.denominator.variable) : '',
    where: own.length === 0 ? undefined : words.where(own.map(writeCondition)),
    per: per === 1 ? undefined : words.number(per),
  });
  if (population.length === 0) return sentence;
  return `${sentence}. ${words.population(members, words.where(population.map(writeCondition)))}`;
}

/** What is asked of a dimension or an attribute, as bounds or as the members that are meant. */
function writeTest(variable: string, test: AttributeTest, words: Language): ConditionWords {
  if (test.kind === 'member') {
    const members = words.list(test.members.map((member) => words.members[member] ?? member));
    return { variable, atLeast: members, atMost: members };
  }
  const bound = (value: number | undefined) => (value === undefined ? undefined : words.number(value));
  return { variable, atLeast: bound(test.low), atMost: bound(test.high) };
}

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
  isPresence,
  MEASURE_KINDS,
  otherEntity,
  ownConditions,
  scaleOf,
  type VariableCondition,
  variablesOf,
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
    if (isPresence(variable) && variable?.kind === 'relation' && variable.test !== undefined)
      return writeTest(words.years.present, variable.test, words);
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
  const restricted =
    population.length === 0 ? [] : [words.population(members, words.where(population.map(writeCondition)))];
  const ofYears = writeYears(catalogue, indicator, words, quoteVariable);
  const dimension = measure.groups && catalogue.dimensions[measure.groups.dimension];
  const groups =
    dimension === undefined
      ? []
      : [words.groups[numerator.kind](words.quote(dimension.label[code] ?? dimension.name, dimension.name))];
  const further = [...restricted, ...groups, ...ofYears];
  return further.length === 0 ? sentence : `${sentence}. ${further.join(' ')}`;
}

/** What is put together from several years, a sentence each. */
function writeYears(
  catalogue: Catalogue,
  { measure }: Indicator,
  words: Language,
  quote: (name: string) => string,
): string[] {
  const names = new Set([...variablesOf(measure.numerator), ...variablesOf(measure.denominator)]);
  const windows = [...names].flatMap((name) => {
    const variable = catalogue.variables[name];
    if (variable?.kind === 'dated') {
      const { rule, over = name, days, atLeast, scale } = variable;
      const least = words.number(Number((atLeast / 10 ** scale).toPrecision(12)));
      return [words.years.dated[rule]({ name: quote(name), over: quote(over), days, least })];
    }
    if (variable?.kind !== 'window') return [];
    const { over, years, take, atLeast, fromMonth } = variable;
    const scale = scaleOf(catalogue.variables[over]);
    const least = words.number(Number((atLeast / 10 ** scale).toPrecision(12)));
    return [
      ...(over === name ? [] : [words.years.takes[take]({ name: quote(name), over: quote(over), years, least })]),
      ...(fromMonth === undefined ? [] : [words.years.period(quote(over), fromMonth, fromMonth - 1)]),
    ];
  });
  const pooled = measure.pooled === undefined ? [] : [words.years.pooled(measure.pooled)];
  return [...new Set([...windows, ...pooled])];
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

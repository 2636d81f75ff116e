/**
 * Says how an indicator is calculated, from its measure: the sentence cannot say anything else than
 * what is computed.
 */
import {
  type Bound,
  type Catalogue,
  effectivePer,
  type Indicator,
  MEASURE_KINDS,
  scaleOf,
  type VariableCondition,
} from '../catalogue/index.ts';
import type { Language } from './language.ts';

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
  const writeCondition = ({ variable, atLeast, atMost }: VariableCondition) => ({
    variable: quoteVariable(variable),
    atLeast: writeBound(atLeast, scaleOf(catalogue.variables[variable])),
    atMost: writeBound(atMost, scaleOf(catalogue.variables[variable])),
  });
  const { numerator } = measure;
  const per = effectivePer(indicator);
  const label = catalogue.entities[measure.entity]?.label[code] ?? measure.entity;
  return kind.method(words.method, {
    members: label.charAt(0).toLowerCase() + label.slice(1),
    summed: numerator.kind === 'total' ? quoteVariable(numerator.variable) : '',
    where: numerator.where.length === 0 ? undefined : words.where(numerator.where.map(writeCondition)),
    per: per === 1 ? undefined : words.number(per),
  });
}

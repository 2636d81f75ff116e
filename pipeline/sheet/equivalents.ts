/**
 * The equivalent indicators of a sheet, by rules that reproduce the lists of the published ones;
 * `related` adds what no rule finds.
 */
import {
  type Catalogue,
  type CodeList,
  type CollectedVariable,
  type Indicator,
  type Term,
  variablesOf,
} from '../catalogue/index.ts';

/** Whether the sheet of an indicator lists another. */
type Rule = (catalogue: Catalogue, indicator: Indicator, other: Indicator) => boolean;

/**
 * Codes of equivalent indicators, ascending. Sheets of the agency's indicators do not list our own.
 */
export function findEquivalents(catalogue: Catalogue, indicator: Indicator): string[] {
  return Object.values(catalogue.indicators)
    .filter((other) => other.code !== indicator.code && (isOwn(indicator) || !isOwn(other)))
    .filter(
      (other) =>
        indicator.related.includes(other.code) || RULES.some((isListed) => isListed(catalogue, indicator, other)),
    )
    .map(({ code }) => code)
    .sort();
}

function isOwn({ status }: Indicator): boolean {
  return status === 'ours' || status === 'example';
}

/** The same measure, broken down otherwise: cube_013_021 and stat_013_021. */
const isTwin: Rule = (_, indicator, other) =>
  JSON.stringify(indicator.measure) === JSON.stringify(other.measure) && !sameDimensions(indicator, other);

/**
 * Another measure of the same variables: the volume beside the share, cube_013_022 and
 * cube_013_021.
 */
const isOtherMeasure: Rule = (_, indicator, other) =>
  samePrefix(indicator, other) &&
  indicator.measure.kind !== other.measure.kind &&
  variableNames(indicator) === variableNames(other);

/**
 * The same measure of the same codes, both narrowed, but otherwise: by dentists and by
 * radiologists, cube_013_006 and cube_013_004.
 */
const isNarrowedOtherwise: Rule = (catalogue, indicator, other) => {
  const one = countedVariable(catalogue, indicator);
  const two = countedVariable(catalogue, other);
  if (one === undefined || two === undefined || !sameKind(indicator, other)) return false;
  const conditions = [one, two].map(({ where }) => JSON.stringify(where));
  return (
    one.codes !== undefined &&
    one.codes === two.codes &&
    one.where.length > 0 &&
    two.where.length > 0 &&
    conditions[0] !== conditions[1]
  );
};

/**
 * A part of the whole: the same measure of some of the codes, CT in all imaging, cube_013_013 in
 * cube_013_001.
 */
const isPart: Rule = (catalogue, indicator, other) => {
  const whole = countedVariable(catalogue, indicator);
  const part = countedVariable(catalogue, other);
  if (whole === undefined || part === undefined || !sameKind(indicator, other)) return false;
  if (whole.where.length > 0 || part.where.length > 0) return false;
  return isProperSubset(catalogue.codeLists[part.codes ?? ''], catalogue.codeLists[whole.codes ?? '']);
};

/**
 * In a family that is published as plain stats, the other stats of the same people: stat_003_001
 * beside stat_003_007. Plain counts are no sides of one thing: stat_020_033 lists no other
 * specialty.
 */
const isOfPlainFamily: Rule = (catalogue, indicator, other) =>
  familyOf(indicator) === familyOf(other) &&
  indicator.measure.entity === other.measure.entity &&
  isPlain(catalogue, indicator) &&
  isPlain(catalogue, other);

const RULES: readonly Rule[] = [isTwin, isOtherMeasure, isNarrowedOtherwise, isPart, isOfPlainFamily];

/** A stat of which no cube has the same measure. */
function isPlain(catalogue: Catalogue, indicator: Indicator): boolean {
  return (
    indicator.dimensions.length === 0 &&
    indicator.measure.denominator !== null &&
    !Object.values(catalogue.indicators).some((other) => isTwin(catalogue, indicator, other))
  );
}

function familyOf({ code }: Indicator): string | undefined {
  return code.split('_')[1];
}

function samePrefix(one: Indicator, other: Indicator): boolean {
  return one.code.split('_')[0] === other.code.split('_')[0];
}

function sameDimensions(one: Indicator, other: Indicator): boolean {
  return one.dimensions.join() === other.dimensions.join();
}

function sameKind(one: Indicator, other: Indicator): boolean {
  const { kind, entity, per } = one.measure;
  const { measure } = other;
  return samePrefix(one, other) && kind === measure.kind && entity === measure.entity && per === measure.per;
}

/** The variables of both terms, each once. */
function variableNames({ measure }: Indicator): string {
  const names = (term: Term | null) => variablesOf(term);
  return [...new Set([...names(measure.numerator), ...names(measure.denominator)])].sort().join();
}

/** The one variable that an indicator counts, where it is one that is collected. */
function countedVariable(catalogue: Catalogue, indicator: Indicator): CollectedVariable | undefined {
  const variable = catalogue.variables[variableNames(indicator)];
  return variable?.kind === 'collected' ? variable : undefined;
}

function isProperSubset(part: CodeList | undefined, whole: CodeList | undefined): boolean {
  if (part === undefined || whole === undefined || part.codes.length >= whole.codes.length) return false;
  const keys = new Set(whole.codes.map(keyOf));
  return part.codes.every((code) => keys.has(keyOf(code)));
}

function keyOf({ code, validFrom, validTo }: CodeList['codes'][number]): string {
  return `${code} ${validFrom} ${validTo}`;
}

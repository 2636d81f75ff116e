/**
 * Compares the text of a unit with `per`: a sheet that says "per 1 000" over figures per 100
 * misleads every reader.
 */
import type { Indicator } from './catalogue.ts';
import type { Scope } from './scope.ts';

/** How texts say a hundred and a thousand without a number. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/%|pour ?cent|procent|per ?cent|prozent/i, 100],
  [/‰|pour mille|per mille|promille/i, 1000],
];
/** A number, its thousands apart or not: 1 000, 10.000, 10,000, 10000. */
const NUMBER = /\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)|\d+/;

/**
 * Reports units whose text, in any language, says another number than the one that figures are
 * given per.
 */
export function checkUnit(scope: Scope, indicator: Indicator): void {
  const { code, unit, measure } = indicator;
  const isCount = measure.denominator === null;
  const per = effectivePer(indicator);
  const written = scope.document.indicators[code]?.unit;
  for (const [language, text] of Object.entries(unit)) {
    const stated = statedPer(text);
    if (stated === (isCount ? undefined : per) || (stated === undefined && per === 1)) continue;
    const path = ['indicators', code, 'unit'];
    const position =
      typeof written === 'string' ? scope.yaml.positionOf(path) : scope.yaml.positionOf([...path, language]);
    scope.report.add('unit-per', position, { code, text, per: isCount && per === 1 ? undefined : per });
  }
}

/** `per` in the reader's unit, as the catalogue declares it: whatever the numerator is held in. */
export function effectivePer({ measure }: Pick<Indicator, 'measure'>): number {
  return Number((measure.per / measure.unitScale).toPrecision(12));
}

function statedPer(text: string): number | undefined {
  const digits = NUMBER.exec(text)?.[0];
  if (digits !== undefined) return Number(digits.replace(/\D/g, ''));
  return WORDS.find(([word]) => word.test(text))?.[1];
}

/**
 * Builds the sheet of an indicator from the catalogue alone: pure, so that two builds of a release
 * are equal.
 */
import {
  type Catalogue,
  CONFIDENCES,
  type CodeList,
  codeListsOf,
  effectivePer,
  type Indicator,
  illustrativeParametersOf,
  LEVELS,
  type Level,
  METHODS,
  perturbationOf,
  protectedEntity,
  type Texts,
  variablesBehind,
  type Withheld,
  whyUnreleased,
} from '../catalogue/index.ts';
import { ACCESSED, type SheetSubject, writeCitation } from './citation.ts';
import { findEquivalents } from './equivalents.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages/index.ts';
import { writeMethod } from './method.ts';
import { SHEET_VERSION, type Sheet, type SheetCodeList, type SheetPublisher, type SheetTexts } from './sheet.ts';
import { findSourceVariables, type NamedTexts } from './source-variables.ts';

/** When and of what a sheet is made. */
export interface SheetOccasion {
  /** The day that the citation names, ISO; without it, a placeholder for it. */
  readonly accessed?: string;
  /**
   * In a release: whether any figure of the indicator is of synthetic data. Without it the sheet is
   * of the catalogue alone.
   */
  readonly synthetic?: boolean;
}

/** The sheet in every language of the catalogue. */
export function buildSheet(catalogue: Catalogue, indicator: Indicator, occasion: SheetOccasion = {}): Sheet {
  const { code, status, measure } = indicator;
  const { sources, computed } = findSourceVariables(catalogue, indicator);
  const asked = indicator.dimensions.flatMap((name) => catalogue.dimensions[name]?.event?.where.flat() ?? []);
  const lists = new Set([
    ...variablesBehind(catalogue, indicator).flatMap(codeListsOf),
    ...asked.flatMap((condition) => (condition.kind === 'in' ? [condition.codeList] : [])),
  ]);
  const codeLists = [...lists].flatMap((name) => catalogue.codeLists[name] ?? []);
  const withheld = findWithheld(catalogue, indicator);
  const { accessed = ACCESSED, ...released } = occasion;
  const names = illustrativeParametersOf(catalogue, indicator).map(({ name }) => name);
  const subject: SheetSubject = { publisher: catalogue.publisher, ...released, illustrative: names };
  const sheet: Omit<Sheet, 'texts'> = {
    version: SHEET_VERSION,
    code,
    atlas_code: status === 'sheet' ? `${code}_At` : null,
    status,
    ...(indicator.replaces.length > 0 && { formerly: indicator.replaces }),
    ...released,
    ...(names.length > 0 && { illustrative: names }),
    metadata_date: indicator.metadataDate,
    available_from: indicator.availableFrom,
    smallest_level: indicator.smallestLevel,
    levels: LEVELS.slice(0, LEVELS.indexOf(indicator.smallestLevel) + 1).map((level) => ({
      level,
      from: indicator.levelsFrom[level] ?? indicator.availableFrom,
    })),
    schedule: { refresh: indicator.schedule.refresh, lag_years: indicator.schedule.lagYears },
    measure: { kind: measure.kind, per: effectivePer(indicator), unit_scale: measure.unitScale },
    ...(withheld.length > 0 && { withheld }),
    dimensions: indicator.dimensions.map((name) => {
      const { members = [], event } = catalogue.dimensions[name] ?? {};
      return { name, members, ...(event && { groups_claims: true as const }) };
    }),
    source_variables: sources.map(({ name }) => name),
    computed_variables: computed.map(({ name }) => name),
    equivalents: findEquivalents(catalogue, indicator),
    keywords: indicator.keywords,
    code_lists: codeLists.map(describeCodeList),
  };
  const texts = catalogue.languages.map((language) => [
    language,
    writeTexts(catalogue, indicator, language, { sheet, sources, computed, codeLists, accessed, subject }),
  ]);
  return { ...sheet, texts: Object.fromEntries(texts) };
}

/**
 * Whoever reads a figure that is not what was counted is informed of it; one that is suppressed
 * says so itself.
 */
function describeChange({ disclosure }: Catalogue, { measure }: Indicator, { changed, number }: Language): string[] {
  const perturbation = perturbationOf(disclosure[protectedEntity(measure)]);
  return perturbation === null ? [] : [METHODS[perturbation.method].sentence(changed, number(perturbation.amount))];
}

/** Of what the policy withholds, what the indicator has. */
function findWithheld({ disclosure }: Catalogue, { measure, interval, standard }: Indicator): Withheld[] {
  const policy = disclosure[protectedEntity(measure)];
  const has = { numerator: true, value: true, intervals: interval !== null, standardised: standard !== null };
  return policy?.kind === 'threshold' ? policy.withhold.filter((name) => has[name]) : [];
}

function describeCodeList({ name, file, codes: numbers, texts = [] }: CodeList): SheetCodeList {
  const codes = [...numbers, ...texts.map(({ text, ...rest }) => ({ ...rest, code: text }))];
  const counted = CONFIDENCES.map((one) => [one, codes.filter(({ confidence }) => confidence === one).length]);
  const isSaid = codes.some(({ confidence }) => confidence !== undefined);
  return {
    name,
    file,
    confidence: isSaid ? (Object.fromEntries(counted) as SheetCodeList['confidence']) : null,
    codes: codes.map(({ code, validFrom, validTo, label = null, category = null, confidence = null }) => ({
      code,
      valid_from: validFrom,
      valid_to: validTo,
      label,
      category,
      confidence,
    })),
  };
}

function describePublisher({ publisher }: Catalogue, language: string): SheetPublisher | null {
  if (publisher === null) return null;
  const { name, url, contact, licence } = publisher;
  return {
    name: name[language] ?? '',
    url: url?.[language] ?? null,
    contact: contact?.[language] ?? null,
    licence: licence === null ? null : { name: licence.name[language] ?? '', url: licence.url },
  };
}

interface Facts {
  readonly sheet: Omit<Sheet, 'texts'>;
  readonly sources: readonly NamedTexts[];
  readonly computed: readonly NamedTexts[];
  readonly codeLists: readonly CodeList[];
  readonly accessed: string;
  readonly subject: SheetSubject;
}

function writeTexts(catalogue: Catalogue, indicator: Indicator, language: string, facts: Facts): SheetTexts {
  const words = LANGUAGES[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  const say = (texts: Texts | undefined) => texts?.[language] ?? '';
  const named = ({ name, label }: NamedTexts) => ({ name, label: say(label) });
  const { sheet, sources, computed, codeLists, accessed, subject } = facts;
  const describeLevel = (level: Level) => {
    const from = indicator.levelsFrom[level];
    return from === undefined ? words.levels[level] : words.from(words.levels[level], from);
  };
  const why = whyUnreleased(catalogue, indicator);
  return {
    title: say(indicator.title),
    description: say(indicator.description),
    unit: say(indicator.unit),
    status: words.status[indicator.status],
    ...(sheet.formerly && { formerly: words.formerly(sheet.formerly) }),
    interpretations: indicator.interpretations.map(say),
    remarks: [
      ...indicator.remarks.map(say),
      ...describeChange(catalogue, indicator, words),
      ...(why === null ? [] : [words.unreleased[why === 'no rule' ? 'noRule' : why]]),
    ],
    update: words.update(indicator.schedule.refresh, indicator.schedule.lagYears),
    smallest_level: describeLevel(indicator.smallestLevel),
    levels: sheet.levels.map(({ level }) => describeLevel(level)),
    method: writeMethod(catalogue, indicator, language, words),
    ...(sheet.withheld && { withheld: sheet.withheld.map((name) => words.withheld[name]) }),
    dimensions: indicator.dimensions.map((name) => say(catalogue.dimensions[name]?.label)),
    citation: writeCitation(indicator, subject, accessed, language),
    publisher: describePublisher(catalogue, language),
    ...(sheet.synthetic === true && { synthetic: words.synthetic }),
    ...(sheet.illustrative && {
      illustrative: words.illustrative(
        sheet.illustrative.map((name) => words.quote(say(catalogue.parameters[name]?.label), name)),
      ),
    }),
    source_variables: sources.map(named),
    computed_variables: computed.map(named),
    equivalents: sheet.equivalents.map((code) => ({ name: code, label: say(catalogue.indicators[code]?.title) })),
    keywords: indicator.keywords.map((id) => say(catalogue.keywords[id])),
    code_lists: codeLists.map((list, i) => {
      const confidence = sheet.code_lists[i]?.confidence ?? null;
      const isDoubtful = confidence !== null && confidence.group + confidence.existence > 0;
      return { ...named(list), confidence: isDoubtful ? words.confidence(confidence) : null };
    }),
  };
}

/** The languages that a catalogue may be written in; `sheet/languages/` has the words of each. */

/** ISO 639-1 codes; a code without a file of words in `sheet/languages/` is a type error there. */
export const LANGUAGE_CODES = ['fr', 'nl', 'en'] as const;

export type LanguageCode = (typeof LANGUAGE_CODES)[number];

/** Words that every part of a catalogue shares: levels, texts. */

export const LEVELS = ['country', 'region', 'province', 'arrondissement', 'municipality', 'sector'] as const;
export type Level = (typeof LEVELS)[number];

/** Texts by language (`fr`, `nl`, `en`). */
export type Texts = Readonly<Record<string, string>>;

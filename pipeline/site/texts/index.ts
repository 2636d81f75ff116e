/** The languages of pages: one file each, and one line here. */
import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

export { fill } from './fill.ts';
export type { Texts };

export const SITE_LANGUAGES = ['fr', 'nl', 'en', 'de'] as const;
export type SiteLanguage = (typeof SITE_LANGUAGES)[number];

export const TEXTS: Readonly<Record<SiteLanguage, Texts>> = { fr, nl, en, de };

/**
 * What the country, regions and provinces are called where the reference data has no name in a
 * language.
 */
export const AREA_NAMES: Readonly<Partial<Record<SiteLanguage, Readonly<Record<string, string>>>>> = {
  en: {
    '01000': 'Belgium',
    '02000': 'Flemish Region',
    '03000': 'Walloon Region',
    '04000': 'Brussels-Capital Region',
    '10000': 'Antwerp',
    '20001': 'Flemish Brabant',
    '20002': 'Walloon Brabant',
    '30000': 'West Flanders',
    '40000': 'East Flanders',
    '50000': 'Hainaut',
    '60000': 'Liège',
    '70000': 'Limburg',
    '80000': 'Luxembourg',
    '90000': 'Namur',
  },
};

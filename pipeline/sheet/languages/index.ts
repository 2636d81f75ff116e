/**
 * The languages that sheets are written in: to add one, write its file, add its line, and its code
 * to `LANGUAGE_CODES`.
 */
import type { LanguageCode } from '../../catalogue/index.ts';
import type { Language } from '../language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

const WORDS: Readonly<Record<LanguageCode, Language>> = { fr, nl, en };

/** The words of every language, by its code. */
export const LANGUAGES: Readonly<Record<string, Language>> = WORDS;

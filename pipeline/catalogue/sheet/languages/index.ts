/** The languages that sheets are written in: to add one, write its file and add its line. */
import type { Language } from '../language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

export const LANGUAGES: Readonly<Record<string, Language>> = { fr, nl, en };

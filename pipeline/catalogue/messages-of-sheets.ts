/** Problems of sheets: what is written for readers does not say what is computed. */
import { choose, error, type Unknown, warning } from './message.ts';

export const SHEET_MESSAGES = {
  'unknown-text': error(
    ({ owner, name, section }: Unknown & { section: string }) =>
      `${owner} names \`${name}\`, which is not declared under \`${section}\`.`,
    choose('text'),
  ),
  'language-without-words': error(
    ({ name }: Unknown) => `sheets cannot be written in \`${name}\`: the program has no texts in this language.`,
    () => 'remove it, or add its texts: see CONTRIBUTING.md, "Add a language".',
  ),
  'unused-text': warning(
    ({ name, section }: { name: string; section: string }) => `no indicator uses ${name} of \`${section}\`.`,
    () => 'remove it, or use it.',
  ),
  'replaces-used-code': error(
    ({ code, former }: { code: string; former: string }) =>
      `${code} replaces \`${former}\`, which is an indicator of this catalogue.`,
    ({ former }) => `take the entry ${former} out, or give what it is now a code that was never used.`,
  ),
  'replaced-twice': error(
    ({ code, former, other }: { code: string; former: string; other: string }) =>
      `${code} replaces \`${former}\`, which ${other} replaces already.`,
    () => 'the figures of a former code are carried on under one code: leave out one of them.',
  ),
  'unit-per': warning(
    ({ code, text, per }: { code: string; text: string; per: number | undefined }) =>
      per === undefined
        ? `the unit of ${code} says \`${text}\`, but it is a plain count, of no number in particular.`
        : `the unit of ${code} says \`${text}\`, but its figures are per ${per}.`,
    () => 'correct the text of the unit, or `per` of the measure.',
  ),
  'no-interpretation': warning(
    ({ code, status }: { code: string; status: string }) =>
      `${code} is ${status === 'example' ? 'an example' : status}, but has no interpretation.`,
    () => 'no published sheet defines it: add the definition, and the reason for it, to `interpretations`.',
  ),
  'parameter-without-value': warning(
    ({ code, parameter, group, from }: { code: string; parameter: string; group: string; from: number }) =>
      `${code} cannot be computed yet: ${parameter} has no value for ${group} from ${from} on.`,
    ({ from }) => `add the value of ${from} or of a later year to its file.`,
  ),
  'parameter-gap': warning(
    ({
      code,
      parameter,
      group,
      years,
    }: {
      code: string;
      parameter: string;
      group: string;
      from: number;
      years: readonly number[];
    }) => `${code} cannot be computed for ${years.join(', ')}: ${parameter} has no value for ${group}.`,
    () => 'add them to its file, or let the indicator be available later.',
  ),
  'definition-changed': warning(
    ({ code, date, locked, same }: { code: string; date: string; locked: string; same: boolean }) =>
      same
        ? `the metadata of ${code} are dated ${date}, but its definition was recorded on ${locked}.`
        : `the definition of ${code} has changed since ${locked}, but its metadata are dated ${date}.`,
    ({ same }) =>
      same
        ? 'write the day on which the definition last changed.'
        : 'write the day of the change, then run `cubes check --update-lock`; if the meaning of its figures is unchanged, the command alone is enough.',
  ),
  'definition-not-locked': warning(
    ({ code, file, known }: { code: string; file: string; known: boolean }) =>
      known ? `${file} holds an older definition of ${code}.` : `${file} does not have ${code}.`,
    () => 'run `cubes check --update-lock`, which records every definition with its date.',
  ),
  'lock-unreadable': error(
    ({ file }: { file: string }) => `${file} is not a lock of definitions.`,
    () => 'restore it, or delete it and run `cubes check --update-lock`.',
  ),
} as const;

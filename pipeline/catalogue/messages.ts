/**
 * Every problem that a catalogue can have: its code, what it says, and the way out. One line to add
 * one.
 */

import { choose, error, type Message, type Unknown, unknown, warning } from './message.ts';
import { DIMENSION_MESSAGES } from './messages-of-dimensions.ts';
import { FILE_MESSAGES } from './messages-of-files.ts';
import { GATE_MESSAGES } from './messages-of-gates.ts';
import { INVARIANT_MESSAGES } from './messages-of-invariants.ts';
import { MEASURE_MESSAGES } from './messages-of-measures.ts';
import { POLICY_MESSAGES } from './messages-of-policies.ts';
import { SHEET_MESSAGES } from './messages-of-sheets.ts';
import { SQL_MESSAGES } from './messages-of-sql.ts';
import { TEST_MESSAGES } from './messages-of-tests.ts';
import { WINDOW_MESSAGES } from './messages-of-windows.ts';

export const MESSAGES = {
  // The file as YAML.
  'catalogue-missing': error(
    ({ file }: { file: string }) => `there is no catalogue at ${file}.`,
    () => 'name another with --catalogue FILE.',
  ),
  'catalogue-too-large': error(
    ({ megabytes, limit }: { megabytes: number; limit: number }) =>
      `the catalogue is ${megabytes} MB; more than ${limit} MB is not a catalogue.`,
    () => 'is this the right file? Data belongs in CSV files below data/reference.',
  ),
  'not-utf8': error(
    () => 'this file is not UTF-8: the character here cannot be read.',
    () => 'save it as UTF-8 (a spreadsheet calls it "CSV UTF-8").',
  ),
  'yaml-syntax': error(
    ({ reason }: { reason: string; wayOut: string }) => `not valid YAML: ${reason}.`,
    ({ wayOut }) => wayOut,
  ),
  'yaml-tab': error(
    () => 'a tab indents this line; YAML is indented with spaces.',
    () => 'replace the tab by spaces.',
  ),
  'yaml-alias': error(
    () => 'anchors and aliases are not used in a catalogue.',
    () => 'write the value out, or give it a name of its own.',
  ),
  'yaml-tag': error(
    ({ tag }: { tag: string }) => `tags like \`${tag}\` are not used in a catalogue.`,
    () => 'remove it.',
  ),
  'yaml-key': error(
    () => 'this cannot be a key: keys are names.',
    () => 'write `name: value`, the name on the left.',
  ),
  'yaml-too-deep': error(
    () => 'groups lie in groups here more deeply than any catalogue needs.',
    () => 'is a bracket left open?',
  ),
  'duplicate-key': error(
    ({ name }: { name: string }) => `\`${name}\` stands here a second time.`,
    () => 'rename or remove one of the two.',
  ),

  // The shape.
  'unknown-key': error(({ owner, name }: Unknown) => `\`${name}\` is not a key of ${owner}.`, choose('key')),
  'missing-key': error(
    ({ owner, name }: { owner: string; name: string; instead: readonly (readonly string[])[] }) =>
      `${owner} has no \`${name}\`.`,
    ({ name, instead }) =>
      `add ${[[name], ...instead].map((names) => names.map((n) => `\`${n}:\``).join(' and ')).join(', or ')}.`,
  ),
  'wrong-type': error(
    ({ owner, expected, found }: { owner: string; expected: string; found: string }) =>
      `${owner} must be ${expected}, not ${found}.`,
    ({ expected, found }) => {
      if (expected === 'a text' && /^the (number|boolean)/.test(found)) return 'put it in quotes.';
      return expected === 'a list' && found.startsWith('the ') ? 'put it in brackets: [a, b].' : undefined;
    },
  ),
  'bad-value': error(
    ({ owner, value }: { owner: string; value: string; known: readonly string[]; nearest: string | undefined }) =>
      `${owner} cannot be \`${value}\`.`,
    ({ known, nearest }) =>
      nearest === undefined
        ? `one of: ${known.join(', ')}.`
        : `did you mean \`${nearest}\`? One of: ${known.join(', ')}.`,
  ),
  'out-of-range': error(({ owner, rule }: { owner: string; rule: string }) => `${owner} must be ${rule}.`),
  'bad-name': error(
    ({ kind, name }: { kind: string; name: string; form: string }) => `\`${name}\` cannot be a name in ${kind}.`,
    ({ form }) => `names are ${form}.`,
  ),
  'measure-kind': error(
    ({ code, found }: { code: string; found: readonly string[]; known: readonly string[] }) =>
      found.length === 0
        ? `the measure of ${code} has no kind.`
        : `the measure of ${code} has ${found.length} kinds: ${found.join(', ')}.`,
    ({ known }) => `give exactly one of: ${known.join(', ')}.`,
  ),

  // Names that refer to something.
  'unknown-source': unknown('source'),
  'unknown-column': unknown('column', ({ source }: Unknown & { source: string }) => source),
  'unknown-entity': unknown('entity'),
  'unknown-dimension': error(
    ({ owner, name }: Unknown) => `${owner} is broken down by \`${name}\`, which is not a dimension.`,
    choose('dimension'),
  ),
  'unknown-variable': unknown('variable'),
  'unknown-code-list': unknown('code list'),
  'unknown-population': error(
    ({ owner, name, entity }: Unknown & { entity: string }) =>
      `the population of ${owner} asks for \`${name}\`, which is neither a dimension, nor an attribute, nor a variable of ${entity}.`,
    choose('condition'),
  ),
  'unknown-member': unknown('member', ({ dimension }: Unknown & { dimension: string }) => dimension),
  'unknown-parameter': unknown('parameter'),
  'unknown-group': unknown('group', ({ parameter }: Unknown & { parameter: string }) => parameter),
  'unknown-standard-population': unknown('standard population'),
  'unknown-relation': error(
    ({ owner, name }: Unknown) => `${owner} names the relation \`${name}\`, but there is no sql/relations/${name}.sql.`,
    choose('relation'),
  ),
  'unknown-check': error(({ name }: Unknown) => `\`${name}\` is not a data check.`, choose('check')),

  // What does not go together.
  'name-taken': error(
    ({ name, taken }: { name: string; taken: string }) => `\`${name}\` is taken: ${taken}.`,
    () => 'rename one of the two; capitals make no difference to the engine.',
  ),
  'listed-twice': error(
    ({ owner, name }: { owner: string; name: string }) => `${owner} lists \`${name}\` twice.`,
    () => 'remove one of the two.',
  ),
  'missing-text': error(
    ({ owner, language }: { owner: string; language: string }) => `${owner} has no text in \`${language}\`.`,
    ({ language }) => `add \`${language}: …\`.`,
  ),
  'unknown-language': error(
    ({ owner, language }: { owner: string; language: string }) =>
      `${owner} has a text in \`${language}\`, which is not a language of this catalogue.`,
    () => 'remove it, or add the language to `languages`.',
  ),
  'dimension-of-other-entity': error(
    ({ code, dimension, owner, entity }: { code: string; dimension: string; owner: string; entity: string }) =>
      `${code} counts members of ${entity}, but \`${dimension}\` is a dimension of ${owner}.`,
    ({ entity }) => `name a dimension of ${entity}, or remove it.`,
  ),
  'variable-of-other-entity': error(
    ({ code, variable, owner, entity }: { code: string; variable: string; owner: string; entity: string }) =>
      `${code} counts members of ${entity}, but ${variable} is a variable of ${owner}.`,
    ({ entity }) => `name a variable of ${entity}, or count another entity.`,
  ),
  'variable-in-parts': error(
    ({ code, variable, by }: { code: string; variable: string; by: string }) =>
      `${code} uses ${variable}, which has a value per ${by} and not one per member.`,
    () => 'add `keep: largest` or `keep: count` to the variable, or read it in a relation.',
  ),
  'keep-without-by': error(
    ({ variable }: { variable: string }) => `${variable} keeps the largest part, but is not summed by a column.`,
    () => 'add `by: COLUMN`, or remove `keep`.',
  ),
  'part-bound-without-count': error(
    ({ variable }: { variable: string }) => `${variable} bounds its parts, but does not count them.`,
    () => 'add `keep: count`, or remove `at_least`.',
  ),
  'one-aggregate': error(
    ({ variable }: { variable: string }) => `${variable} must either sum a column or take the first day of one.`,
    () => 'write `value: { sum: quantity }` or `value: { first_day: service_date }`.',
  ),
  'not-a-date': error(
    ({ owner, column, type }: { owner: string; column: string; type: string }) =>
      `${owner} needs a date, but \`${column}\` is of type ${type}.`,
    () => 'name a column whose type is DATE.',
  ),
  'no-bound': error(
    ({ owner }: { owner: string }) => `${owner} has no bound.`,
    () => 'add `at_least: N` or `at_most: N`.',
  ),
  'no-condition': error(
    ({ code }: { code: string }) => `${code} has no condition, so it counts everybody.`,
    () => 'name a variable and a bound: `where: { VARIABLE: { at_least: 1 } }`.',
  ),
  'unknown-denominator': error(
    ({ code, entity }: { code: string; entity: string }) =>
      `${code} divides by every ${entity}, but those who bill without being in the register are not known.`,
    () => 'count them, or say of whom: a `mean` with `where`.',
  ),
  'population-form': error(
    ({ code, name, members }: { code: string; name: string; members: readonly string[] }) =>
      members.length > 0
        ? `the population of ${code} gives bounds of \`${name}\`, which has members and no numbers.`
        : `the population of ${code} gives a member of \`${name}\`, which is a number.`,
    ({ name, members }) =>
      members.length > 0
        ? `name one or several of its members: \`${name}: ${members[0]}\`.`
        : `give bounds: \`${name}: { at_least: 1 }\`.`,
  ),
  'empty-range': error(
    ({ owner, low, high }: { owner: string; low: number; high: number }) =>
      `${owner} goes from ${low} to ${high}, so nothing is in it.`,
    ({ low, high }) => `did you mean ${high} to ${low}?`,
  ),
  'percent-of-count': error(
    ({ owner }: { owner: string }) => `${owner} is not an amount, but is compared with a percentage of one.`,
    () => 'give a whole number: `at_least: 1`.',
  ),
  'not-a-number': error(
    ({ owner, column, type }: { owner: string; column: string; type: string }) =>
      `${owner} needs a number, but \`${column}\` is of type ${type}.`,
    () => 'name a column of whole numbers or decimals.',
  ),
  'not-an-event-source': error(
    ({ owner, source }: { owner: string; source: string }) =>
      `${owner} uses dated codes, but ${source} does not declare which columns hold them and their date.`,
    ({ source }) => `add \`code: COLUMN\` and \`date: COLUMN\` to ${source}.`,
  ),
  'key-not-delivered': error(
    ({ owner, key, source }: { owner: string; key: string; source: string }) =>
      `${owner} is known by \`${key}\`, which ${source} does not have.`,
    ({ key, source }) => `declare the column \`${key}\` of ${source}, or collect from another source.`,
  ),
  'yyyymmdd-not-date': error(
    ({ column, type }: { column: string; type: string }) =>
      `\`${column}\` is delivered as YYYYMMDD but its type is ${type}.`,
    () => 'make its type DATE.',
  ),
  'files-without-year': error(
    ({ source }: { source: string }) => `the files of ${source} do not say where the year stands.`,
    () => 'write {year} in the path: claims/population/year={year}/*.parquet.',
  ),
  'no-method': error(
    ({ code, asked, kind }: { code: string; asked: string; kind: string; known: readonly string[] }) =>
      `${code} requests ${asked}, but there is no method for a ${kind}.`,
    ({ known }) => `remove it, or measure one of: ${known.join(', ')}.`,
  ),
  'standard-of-other-entity': error(
    ({ code, standard, owner, entity }: { code: string; standard: string; owner: string; entity: string }) =>
      `${code} counts members of ${entity}, but ${standard} weights a dimension of ${owner}.`,
    ({ entity }) => `name a standard population of ${entity}, or remove it.`,
  ),
  'standard-of-some': error(
    ({ code, standard, narrowed }: { code: string; standard: string; narrowed: string }) =>
      `${code} is standardised to ${standard}, but its population is restricted by \`${narrowed}\`, so strata are empty.`,
    () => 'remove `standardise`, or restrict the population by something else.',
  ),
  'cube-without-dimension': error(
    ({ code }: { code: string }) => `${code} is a cube without dimensions.`,
    ({ code }) => `add \`dimensions: [age_group]\`, or call it ${code.replace('cube_', 'stat_')}.`,
  ),
  'stat-with-dimension': error(
    ({ code }: { code: string }) => `${code} is a stat, which has no dimensions.`,
    ({ code }) => `remove \`dimensions\`, or call it ${code.replace('stat_', 'cube_')}.`,
  ),
  'level-below-smallest': error(
    ({ code, level, smallest }: { code: string; level: string; smallest: string }) =>
      `${code} says from when ${level} is available, but its smallest level is ${smallest}.`,
    ({ level }) => `remove it, or write \`smallest_level: ${level}\`.`,
  ),
  'level-before-indicator': error(
    ({ code, level, year, from }: { code: string; level: string; year: number; from: number }) =>
      `${code} is available from ${from}, so its level ${level} cannot be from ${year}.`,
    () => 'remove it, or let the indicator begin earlier.',
  ),
  'level-of-entity': error(
    ({ code, level, entity, finest }: { code: string; level: string; entity: string; finest: string }) =>
      `${code} is published by ${level}, but a ${entity} is located no finer than ${finest}.`,
    ({ finest }) => `write \`smallest_level: ${finest}\`, or a coarser one.`,
  ),
  'unused-variable': warning(
    ({ variable }: { variable: string }) => `no indicator uses ${variable}.`,
    () => 'remove it, or use it.',
  ),
  'unused-code-list': warning(
    ({ codeList }: { codeList: string }) => `nothing uses the code list ${codeList}.`,
    () => 'remove it, or use it.',
  ),
  'code-in-two-lists': error(
    ({ code, lists, from }: { code: number | string; group: string; lists: readonly string[]; from: string }) =>
      `code ${code} is in ${lists.join(' and in ')} from ${from}.`,
    ({ group }) => `the lists of ${group} exclude each other: remove it from one, or end one of its validities.`,
  ),

  ...DIMENSION_MESSAGES,
  ...FILE_MESSAGES,
  ...SQL_MESSAGES,
  ...INVARIANT_MESSAGES,
  ...GATE_MESSAGES,
  ...MEASURE_MESSAGES,
  ...POLICY_MESSAGES,
  ...SHEET_MESSAGES,
  ...TEST_MESSAGES,
  ...WINDOW_MESSAGES,
} as const;

export type MessageCode = keyof typeof MESSAGES;
export type MessageParams<C extends MessageCode> = (typeof MESSAGES)[C] extends Message<infer P> ? P : never;

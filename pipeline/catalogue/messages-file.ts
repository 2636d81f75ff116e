/** Problems of reference files and of the headers of SQL files. */
import { choose, error, type Unknown } from './message.ts';

export const FILE_MESSAGES = {
  // Reference files.
  'reference-missing': error(
    ({ owner, file }: { owner: string; file: string }) => `${owner} is in ${file}, but there is no such file.`,
    () => 'reference files lie in data/reference beside the catalogue.',
  ),
  'csv-syntax': error(
    ({ reason }: { reason: string }) => `not a valid CSV file: ${reason}.`,
    () => 'a value that holds a comma or a quote goes in quotes, and a quote in it is doubled.',
  ),
  'csv-column-missing': error(
    ({ owner, name, file }: Unknown & { file: string }) =>
      `${owner} needs a column \`${name}\`, which ${file} does not have.`,
    choose('column'),
  ),
  'code-not-a-number': error(({ value }: { value: string }) => `\`${value}\` is not a code: codes are whole numbers.`),
  'bad-date': error(
    ({ column, value }: { column: string; value: string }) => `\`${value}\` in ${column} is not a date.`,
    () => 'write YYYY-MM-DD, or leave it empty for open.',
  ),
  'validity-reversed': error(
    ({ code, from, to }: { code: number; from: string; to: string }) =>
      `code ${code} begins on ${from} and ends on ${to}, so it is never valid.`,
    () => 'are the two exchanged? valid_from is included, valid_to excluded.',
  ),
  'validity-overlap': error(
    ({ codeList, code, from }: { codeList: string; code: number; from: string; line: number }) =>
      `in ${codeList}, code ${code} is valid twice from ${from}.`,
    ({ line }) => `its other validity is on line ${line}; valid_to is excluded, so it may equal the next valid_from.`,
  ),
  'code-list-empty': error(
    ({ codeList }: { codeList: string }) => `the code list ${codeList} has no code.`,
    () => 'does `where` name values that the column has?',
  ),
  'parameter-value': error(
    ({ value, column }: { value: string; column: string }) => `\`${value}\` in ${column} is not a number.`,
    () => 'write digits, and a point before decimals: 230000.00.',
  ),
  'parameter-twice': error(
    ({ parameter, group, year }: { parameter: string; group: string; year: string }) =>
      `${parameter} has a second value for ${group} in ${year}.`,
  ),

  'unknown-confidence': error(
    ({ value }: { value: string; known: readonly string[]; nearest: string | undefined }) =>
      `\`${value}\` does not say how well the meaning of a code is sourced.`,
    ({ known, nearest }) =>
      `${nearest === undefined ? '' : `did you mean \`${nearest}\`? `}One of: ${known.join(', ')}; or leave it empty.`,
  ),

  // Headers of SQL files.
  'sql-header': error(
    ({ file, tag }: { file: string; tag: string }) => `${file} has no ${tag} in its header.`,
    () => 'see CONTRIBUTING.md, "Header of a SQL file".',
  ),
  'sql-header-line': error(
    ({ line }: { line: string }) => `\`${line}\` is not a line of a header.`,
    () =>
      'write @grain, @param name TYPE meaning, @reads name, @uses VARIABLE, @column name TYPE meaning, or @check severity tolerance of.',
  ),
  'sql-unknown-read': error(
    ({ owner, name }: Unknown) =>
      `${owner} reads \`${name}\`, which is neither a relation, a source nor what is collected for an entity.`,
    choose('relation'),
  ),
  'sql-circle': error(
    ({ file, circle }: { file: string; circle: readonly string[] }) =>
      `${file} reads what reads it: ${circle.slice(circle.indexOf(circle.at(-1) ?? '')).join(' → ')}.`,
    () => 'a relation comes after all that it reads: take one of them out.',
  ),
  'sql-column-missing': error(
    ({ file, column, reason }: { file: string; column: string; reason: string }) =>
      `${file} has no column \`${column}\`, ${reason}.`,
    ({ column }) => `add \`-- @column ${column} TYPE meaning\` and the column.`,
  ),
  'sql-unset-param': error(
    ({ file, param }: { file: string; param: string }) =>
      `${file} reads getvariable('${param}') without a line \`@param ${param}\`.`,
    () => 'an unset variable is silently NULL: declare it.',
  ),
  'sql-unknown-param': error(
    ({ owner, name }: Unknown) => `${owner} wants the parameter \`${name}\`, which a run does not set.`,
    choose('parameter'),
  ),
} as const;

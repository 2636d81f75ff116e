/**
 * Problems of reference files, and of where files are delivered: their codes, what they say, and
 * the way out.
 */
import { choose, error, type Unknown } from './message.ts';

export const FILE_MESSAGES = {
  'reference-missing': error(
    ({ owner, file }: { owner: string; file: string }) => `${owner} is in ${file}, but there is no such file.`,
    () => 'reference files lie in data/reference beside the catalogue.',
  ),
  'uri-not-parquet': error(
    ({ source, uri }: { source: string; uri: string }) =>
      `${source} is delivered as CSV at ${uri}, where it is read by a cluster alone; engines do not agree on what is wrong in a CSV file.`,
    () => 'deliver it as Parquet there, or name CSV files below the data root.',
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
  'code-not-a-text': error(
    ({ value }: { value: string }) => `\`${value}\` is not a code: codes of a list of texts are letters and digits.`,
    () => 'write the code as it is delivered, or its beginning with `*`: J01*.',
  ),
  'list-of-other-kind': error(
    ({ owner, codeList, column, isText }: { owner: string; codeList: string; column: string; isText: boolean }) =>
      isText
        ? `${owner} looks for numbers of ${codeList} in \`${column}\`, which is a column of text.`
        : `${owner} looks for texts of ${codeList} in \`${column}\`, which is a column of numbers.`,
    ({ isText }) =>
      isText
        ? 'name a code list with `texts: true`, or a column of numbers.'
        : 'name another code list, or a column of text.',
  ),
  'days-between-dates': error(
    ({ owner, column, type }: { owner: string; column: string; type: string }) =>
      `${owner} sums the days between two dates, and \`${column}\` is ${type}.`,
    () => 'name two columns whose type is DATE.',
  ),
  'bad-date': error(
    ({ column, value }: { column: string; value: string }) => `\`${value}\` in ${column} is not a date.`,
    () => 'write YYYY-MM-DD, or leave it empty for open.',
  ),
  'validity-reversed': error(
    ({ code, from, to }: { code: number | string; from: string; to: string }) =>
      `code ${code} begins on ${from} and ends on ${to}, so it is never valid.`,
    () => 'are the two exchanged? valid_from is included, valid_to excluded.',
  ),
  'validity-overlap': error(
    ({ codeList, code, from }: { codeList: string; code: number | string; from: string; line: number }) =>
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
  'weight-value': error(
    ({ value, column }: { value: string; column: string }) => `\`${value}\` in ${column} is not a weight.`,
    () => 'write digits alone: weights are whole numbers.',
  ),
  'weight-of-stranger': error(
    ({ owner, name }: Unknown) => `${owner} weights \`${name}\`, which is not a member of its dimension.`,
    choose('member'),
  ),
  'weight-missing': error(
    ({ owner, member, dimension }: { owner: string; member: string; dimension: string }) =>
      `${owner} gives no weight to \`${member}\` of ${dimension}.`,
    () => 'every member needs a weight above 0.',
  ),
} as const;

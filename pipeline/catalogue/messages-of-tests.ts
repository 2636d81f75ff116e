/** What can be wrong with the tests of a definition and their tables. */
import { error } from './message.ts';

export const TEST_MESSAGES = {
  'table-not-block': error(
    ({ owner }: { owner: string; key: string }) => `${owner} is a table, and is not written as a block of lines.`,
    ({ key }) => `write \`${key}: |\`, and below it, indented, a line of column names and a line for each row.`,
  ),
  'table-empty': error(
    ({ owner }: { owner: string }) => `${owner} has no row.`,
    () => 'write a line of column names, then a line for each row; or leave the table out.',
  ),
  'table-width': error(
    ({ cells, columns }: { cells: number; columns: number }) =>
      `this row has ${cells} cell${cells === 1 ? '' : 's'}, and its head ${columns}.`,
    () => 'cells stand apart by two spaces or more; `-` is an empty one.',
  ),
  'table-column-missing': error(
    ({ owner, name }: { owner: string; name: string }) => `${owner} has no column \`${name}\`.`,
    ({ name }) => `add \`${name}\` to its head, and a cell to every row.`,
  ),
  'table-value': error(
    ({ value, column, form }: { value: string; column: string; form: string }) =>
      `\`${value}\` cannot be \`${column}\`, which is ${form}.`,
    () => '`-` is an empty cell.',
  ),
  'table-open-range': error(
    ({ range }: { range: string }) => `nothing in this row says where \`${range}\` ends.`,
    ({ range }) => `write its end (\`${range}9\`), or \`each of LIST\` in another cell: they count together.`,
  ),
  'table-lengths': error(
    ({ first, second }: { first: number; second: number }) =>
      `a cell of this row stands for ${first} values, and another for ${second}.`,
    ({ first }) => `they count together: let both stand for ${first}, or write \`1..\` without an end.`,
  ),
  'claims-of-no-source': error(
    ({ found }: { found: readonly string[] }) =>
      `\`claims\` are the rows of the source with dated codes, and ${found.length === 0 ? 'there is none' : `there are ${found.length}: ${found.join(', ')}`}.`,
    () => 'give exactly one source a `date: COLUMN`.',
  ),
} as const;

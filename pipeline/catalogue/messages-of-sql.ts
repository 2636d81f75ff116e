/** Problems in the headers of SQL files: their codes, what they say, and the way out. */
import { choose, error, type Unknown } from './message.ts';

export const SQL_MESSAGES = {
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

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
  'sql-reads-source': error(
    ({ file, source, entity }: { file: string; source: string; entity: string; column: string }) =>
      `${file} is of a variable of ${entity} and reads the source \`${source}\` directly.`,
    ({ source, entity, column }) =>
      `collect it: a variable with \`from: ${source}\` and \`by: ${column}\`, named in @uses, is a column of \`${entity}_${column}\`, which @reads may name.`,
  ),
  'sql-reads-file': error(
    ({ file, name }: { file: string; name: string }) =>
      `${file} reads with \`${name}\`, which no header names: figures would be stale when it changes.`,
    () =>
      "read a relation that @reads names; a reference file is read by read_csv(getvariable('reference_root') || '/…').",
  ),
  'sql-undeclared-read': error(
    ({ owner, name }: Unknown) => `${owner} reads \`${name}\`, which its @reads does not name.`,
    ({ name }) => `add it: \`-- @reads ${name}\`.`,
  ),
  'sql-syntax': error(
    ({ file, reason }: { file: string; reason: string }) => `${file} is not one SELECT statement: ${reason}.`,
    () => 'write one statement that begins with SELECT or WITH.',
  ),
  'sql-circle': error(
    ({ file, circle }: { file: string; circle: readonly string[] }) =>
      `${file} reads what reads it: ${circle.slice(circle.indexOf(circle.at(-1) ?? '')).join(' → ')}.`,
    () => 'a relation comes after everything that it reads: remove one of these reads.',
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
    ({ owner, name }: Unknown) => `${owner} needs the parameter \`${name}\`, which a run does not set.`,
    choose('parameter'),
  ),
} as const;

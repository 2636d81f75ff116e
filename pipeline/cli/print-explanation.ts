/**
 * The explanation of a figure for people: heads with what belongs to them, within the width of a
 * terminal.
 */
import type {
  ExplainedCodeList,
  ExplainedRelease,
  Explanation,
  Figure,
  Limits,
  Step,
  Suppressed,
} from '../explain/index.ts';
import { printTable } from './print-table.ts';
import { wrap } from './wrap.ts';

/** More codes than this are in `--json`. */
const MOST_CODES = 40;
/** Of what stands beside a verdict. */
const INDENT = ' '.repeat(12);

/** An explanation as text, wrapped to a width in columns. */
export function printExplanation(explanation: Explanation, language: string, width: number): string {
  const { cell, definition, statements, inputs, steps, support, run, release, changed, checks, gates } = explanation;
  const name = cell.names[language] ?? Object.values(cell.names)[0];
  const members = Object.entries(cell.members).map(([dimension, member]) => `${dimension} ${member}`);
  const title = `${cell.code} ${definition.title}`;
  const place = `${name === undefined ? '' : `${name}, `}${cell.area_level} ${cell.ref_area}`;
  const head = (text: string, body: readonly string[]) => (body.length === 0 ? [] : ['', text, ...body]);
  const paragraph = (text: string) => wrap(text, width, '  ');
  const named = (texts: readonly { readonly name: string; readonly label: string }[]) =>
    texts.map(({ name: id, label }) => `${id} - ${label}`).join('; ');
  const variables = [...definition.source_variables, ...definition.computed_variables];

  const lines = [
    ...wrap(title, width),
    '='.repeat(Math.min(width, [...title].length)),
    ...wrap([String(cell.year), place, ...members].join(' | '), width),
    ...head('Figure', printFigure(explanation.figure, definition).flatMap(paragraph)),
    ...head('Definition', [
      ...paragraph(definition.method),
      ...(variables.length === 0 ? [] : paragraph(`Variables: ${named(variables)}.`)),
      ...definition.interpretations.flatMap(paragraph),
      ...paragraph(`Sheet of ${definition.metadata_date}.`),
    ]),
    ...head(
      'Codes',
      definition.code_lists.flatMap((list) => printCodes(list, cell.year, width)),
    ),
    ...head('What it is made of', [
      ...steps.flatMap((step) => wrap(printStep(step), width, '    ', '  ')),
      ...(explanation.figure.suppressed === null
        ? []
        : paragraph('It is suppressed, and so are the figures that it could be derived from.')),
      ...(support?.numerator_members == null
        ? []
        : paragraph(`${print(support.numerator_members)} members behind the numerator`)),
      ...Object.entries(support?.members_by_events ?? {}).flatMap(([events, n]) =>
        paragraph(`${print(n)} with ${events}`),
      ),
    ]),
    ...head('Statements that lead to it', [
      ...statements.flatMap(({ id, purpose, rows }) =>
        wrap(`${id}: ${purpose}${rows === null ? '' : ` (${print(rows)} rows)`}`, width, '    ', '  '),
      ),
      ...(changed.some((what) => what.startsWith('definition'))
        ? paragraph('The definition has changed since: these are the statements of today.')
        : []),
    ]),
    ...head('Inputs', [
      indent(
        printTable(
          ['source', 'file below the data root', 'bytes', 'sha256', 'now'],
          inputs.map(({ source, path, bytes, sha256, now }) => [source, path, bytes, sha256.slice(0, 12), now]),
          width - 2,
        ),
      ),
    ]),
    ...head(
      'Data checks',
      checks.flatMap(({ check, severity, outcome, offending, examined }) => {
        const rows = offending === null || examined === null ? '' : `: ${print(offending)} of ${print(examined)} rows`;
        const said = outcome === 'fail' && severity === 'warning' ? 'warning' : outcome;
        return wrap(`${check}${rows}`, width, INDENT, verdict(said));
      }),
    ),
    ...head(
      'Gates',
      gates === null
        ? []
        : gates.flatMap(({ gate, subject, outcome, reason }) => {
            const said = `${gate}, ${subject}${reason === undefined ? '' : `. Accepted: ${reason}`}`;
            return wrap(said, width, INDENT, verdict(outcome));
          }),
    ),
    ...head('Run', [
      ...paragraph(`${run.id} on ${run.engine}${run.seconds === null ? '' : `, ${run.seconds.toFixed(1)} s`}`),
      ...(run.catalogue === null ? [] : paragraph(`catalogue ${run.catalogue}`)),
      ...paragraph(`since then: ${changed.length === 0 ? 'nothing has changed' : `changed: ${changed.join(', ')}`}`),
    ]),
    ...head('Release', printRelease(release).flatMap(paragraph)),
    ...(statements.some(({ sql }) => sql !== undefined) ? ['', ...setVariables(explanation)] : []),
    ...statements.flatMap(({ sql }) => (sql === undefined ? [] : ['', `${sql};`])),
  ];
  return `${lines.join('\n')}\n`;
}

/** The fraction and what it comes to; or why it is suppressed. */
function printFigure(figure: Figure, { unit, per }: { readonly unit: string; readonly per: number }): string[] {
  const { numerator, denominator, obs_value: value, interval, standardised, obs_status: status, suppressed } = figure;
  const changed =
    figure.changed === null ? [] : [`Numerator and denominator are not what was counted: ${figure.changed}.`];
  if (suppressed !== null) return [`Suppressed (${status}, ${figure.conf_status}): ${printSuppressed(suppressed)}`];
  const limits = (of: Limits | null) => (of === null ? '' : ` (95 %: ${print(of.lower)} to ${print(of.upper)})`);
  if (value === null)
    return [
      figure.changed === null
        ? `There is nobody to count: ${print(numerator ?? 0)} of ${print(denominator ?? 0)} (${status}).`
        : `There is nobody, or there are few, to count: ${print(numerator ?? 0)} of ${print(denominator ?? 0)} (${status}).`,
      ...changed,
    ];
  const fraction =
    denominator === null
      ? ''
      : numerator === null
        ? `, of ${print(denominator)} members`
        : ` = ${print(numerator)} / ${print(denominator)}${per === 1 ? '' : ` x ${print(per)}`}`;
  return [
    `${print(value)}${fraction}${limits(interval)}; unit: ${unit}`,
    ...(standardised === null ? [] : [`standardised: ${print(standardised.value)}${limits(standardised)}`]),
    ...changed,
  ];
}

function printSuppressed({ kind, rule, threshold }: Suppressed): string {
  const why =
    kind === 'primary'
      ? `fewer than ${threshold} people are behind its numerator or in its denominator`
      : 'a sensitive cell could be derived from it';
  return `${why} (rule: ${rule}, threshold ${threshold ?? 'none'}). Its value is in no file of the release.`;
}

function printCodes({ name, label, file, codes }: ExplainedCodeList, year: number, width: number): string[] {
  const inForce = codes.filter((code) => code.in_force);
  const shown = inForce.slice(0, MOST_CODES).map(({ code, valid_from: from, valid_to: to }) => {
    const dates = [from === null ? '' : `from ${from}`, to === null ? '' : `until ${to}`].filter(Boolean).join(' ');
    return dates === '' ? String(code) : `${code} (${dates})`;
  });
  const more = inForce.length > MOST_CODES ? `, and ${inForce.length - MOST_CODES} more (--json has all)` : '';
  return [
    ...wrap(`${label} (${name}): ${inForce.length} of ${codes.length} in force in ${year}, from ${file}`, width, '  '),
    ...wrap(`${shown.join(', ')}${more}`, width, '    '),
  ];
}

function printStep({ step, by, cells, suppressed, numerator, denominator, withheld }: Step): string {
  const what = {
    country: 'the country',
    areas: `its ${cells} parts by ${by}`,
    members: `the ${cells} members of ${by}`,
  }[step];
  switch (withheld) {
    case null:
      return `${what}: ${print(numerator ?? 0)}${denominator === null ? '' : ` of ${print(denominator)}`}`;
    case 'suppressed':
      return `${what}: ${cells - suppressed} shown, ${suppressed} suppressed`;
    case 'few left':
      return `${what}: all shown; their sum is withheld, as few are in none of them`;
    case 'not published':
      return `${what}: it is not published by this breakdown`;
    default:
      return unreachable(withheld);
  }
}

function printRelease(of: ExplainedRelease | null): string[] {
  if (of === null) return ['none: computed, not protected, not for publication'];
  const { release, created, first, path, sha256, catalogue, vintage } = of;
  return [
    `${release} of ${created}${first === release ? '' : `, as it was first published in ${first}`}`,
    `${path}, sha256 ${sha256}`,
    `catalogue ${catalogue}, municipal map of ${vintage}`,
  ];
}

function print(n: number): string {
  return n.toLocaleString('en-GB', { maximumSignificantDigits: Number.isInteger(n) ? 21 : 6 });
}

function setVariables({ variables }: Explanation): string[] {
  return Object.entries(variables).map(([name, literal]) => `SET VARIABLE ${name} = ${literal};`);
}

function verdict(outcome: string): string {
  return `  ${outcome.padEnd(INDENT.length - 3)} `;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function unreachable(value: never): never {
  throw new Error(`no way to print ${JSON.stringify(value)}`);
}

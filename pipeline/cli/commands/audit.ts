/**
 * `cubes audit RELEASE`: what could an attacker who has all of it derive of what it does not show.
 */
import { auditRelease, type EntityAudit, GUARANTEES, type ReleaseAudit, refuseUnsafe } from '../../release/index.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printNested } from '../print-nested.ts';
import { printTable } from '../print-table.ts';

export interface AuditOptions extends PlaceOptions, EngineChoices {
  readonly json?: boolean;
}

/**
 * Reports what was found, and never a value; an unsafe release ends the command with a disclosure
 * failure.
 */
export async function audit(release: string, options: AuditOptions): Promise<void> {
  const dataRoot = dataRootOf(options);
  const report = await reading(options, dataRoot, (engine) =>
    interruptible((signal) => auditRelease({ dataRoot, release, engine, signal })),
  );
  if (options.json) printJson('audit', report);
  else process.stdout.write(`${printAudit(report)}\n`);
  refuseUnsafe(report);
}

function printAudit({ release, years, unprotected, safe }: ReleaseAudit): string {
  const rows = years
    .filter(isSuppressed)
    .map((year) => [
      `${year.entity} ${year.year}`,
      year.suppressed,
      year.targets,
      year.exactlyDisclosed,
      year.tooNarrow,
      year.unproven,
      year.safe ? 'safe' : year.consistent ? 'UNSAFE' : 'CONTRADICTS ITSELF',
    ]);
  const table = printTable(['of', 'suppressed', 'sensitive', 'disclosed', 'too narrow', 'unproven', 'verdict'], rows);
  const isKept = years.every(({ guarantees }) => guarantees.every(({ violations }) => violations === 0));
  const verdict = !safe
    ? `${release} ${isKept ? 'discloses sensitive cells' : 'violates its disclosure-control guarantees'}.`
    : years.length === 0
      ? `${release}: no figure of it is protected, so nothing was audited.`
      : years.every(isSuppressed)
        ? `${release}: an attacker who has the whole release cannot derive any sensitive cell.`
        : `${release} satisfies the guarantees of its methods (docs/explanation/disclosure.md).`;
  const suppressed = rows.length === 0 ? [] : [table, printWorst(years)];
  const alone = years.flatMap(({ entity, year, relationsAlone }) =>
    relationsAlone === 0
      ? []
      : [
          `${entity} ${year}: ${relationsAlone} sensitive cells are safe by the figure relations alone; corrections below zero leave open whether persons have the figures (docs/explanation/disclosure.md).`,
        ],
  );
  const open = unprotected.map((entity) => `${entity}: shown as counted, by policy (\`none\`); not audited.`);
  return [
    ...suppressed,
    ...printGuarantees(years),
    ...years.filter(isSuppressed).map(nested),
    ...years.filter(({ percentiles }) => percentiles.shown > 0).map(printPercentiles),
    ...years.filter(({ pooled }) => pooled.shown > 0).map(printPooled),
    ...alone,
    ...open,
    verdict,
  ].join('\n');
}

function nested({ entity, year, nestedDifferences, everybody, nestedPolicy }: EntityAudit): string {
  return `${printNested({ entity, year, ...nestedDifferences, everybody })} (policy: ${nestedPolicy})`;
}

function printPercentiles({ entity, year, percentiles: { shown, sensitive } }: EntityAudit): string {
  return `${entity} ${year}: ${shown} cells show a percentile; ${sensitive} of them must not.`;
}

function printPooled({ entity, year, pooled: { shown, sensitive } }: EntityAudit): string {
  return `${entity} ${year}: ${shown} cells show several years together; ${sensitive} of them are not the sum of what is shown by year.`;
}

function isSuppressed({ changed }: EntityAudit): boolean {
  return changed === null;
}

/**
 * Where figures are changed instead of suppressed: what is guaranteed, and how often that is
 * violated.
 */
function printGuarantees(years: readonly EntityAudit[]): string[] {
  const rows = years.flatMap(({ entity, year, changed, guarantees }) =>
    guarantees.map(({ guarantee, examined, violations }) => [
      `${entity} ${year}`,
      changed ?? '',
      GUARANTEES[guarantee],
      examined,
      violations,
    ]),
  );
  return rows.length === 0 ? [] : [printTable(['of', 'method', 'guarantee', 'examined', 'violations'], rows)];
}

/**
 * The cells of which most can be inferred: by how far apart the values are that cannot be excluded,
 * never by those values.
 */
function printWorst(years: readonly EntityAudit[]): string {
  const rows = years.flatMap(({ year, worst }) =>
    worst.map(({ figure, cell, status, width }) => [
      String(year),
      figure,
      cell.join(' '),
      status,
      width === null ? 'unknown' : width,
    ]),
  );
  return printTable(['year', 'figure', 'cell', 'status', 'width'], rows);
}

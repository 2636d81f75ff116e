/** `cubes refresh`: publishes what is due in a quarter, or says what it would do. */
import { resolve } from 'node:path';
import { Failure, type Quarter, quarterOf } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { type RefreshItem, type RefreshReport, type RefreshRequest, refresh } from '../../refresh/index.ts';
import {
  type Acceptance,
  printMargin,
  publishedCodes,
  readAcceptance,
  type SuppressionSummary,
} from '../../release/index.ts';
import { SITE_LANGUAGES } from '../../site/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { type CheckpointChoices, checkpointsOf } from '../checkpoint-options.ts';
import type { ClusterChoices } from '../cluster-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { type LogFormat, writeLog } from '../log.ts';
import { withMachinery } from '../machinery.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, noiseSeedOf, type PlaceOptions } from '../options.ts';
import { printItems } from '../print-items.ts';
import { printNested } from '../print-nested.ts';
import { printTable } from '../print-table.ts';
import { listen } from '../refresh-log.ts';
import { showDifferences, showPlan } from './refresh-dry-run.ts';
import { printSite, writeSite } from './site.ts';

export interface RefreshOptions extends PlaceOptions, EngineChoices, CheckpointChoices, ClusterChoices {
  readonly asOf?: Date;
  readonly only?: readonly string[];
  readonly years?: readonly number[];
  readonly catchUp?: boolean;
  readonly changed?: boolean;
  readonly force?: boolean;
  readonly accept?: readonly string[];
  readonly reason?: readonly string[];
  readonly site?: string;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly log: LogFormat;
}

/**
 * Publishes what is due in a quarter, by default that of today; a dry run prints the work alone.
 */
export async function refreshQuarter(named: Quarter | undefined, options: RefreshOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  const now = options.asOf ?? new Date();
  const given: Omit<RefreshRequest, 'engine'> = {
    catalogue,
    dataRoot,
    quarter: named ?? quarterOf(now),
    only: options.only ?? [],
    ...(options.years && { years: options.years }),
    catchUp: options.catchUp ?? false,
    changed: options.changed ?? false,
    force: options.force ?? false,
    accept: acceptancesOf(catalogue, options, publishedCodes(catalogue, dataRoot)),
    checkpoints: checkpointsOf(options),
    ...noiseSeedOf(),
    now,
  };
  const withRequest = <T>(work: (request: RefreshRequest) => Promise<T>) =>
    interruptible((signal) =>
      withMachinery(options, catalogue, dataRoot, signal, (machinery) => work({ ...given, ...machinery, signal })),
    );
  if (options.diff) return withRequest((request) => showDifferences(request, options.json ?? false, options.log));
  if (options.dryRun) return withRequest((request) => showPlan(request, options.json ?? false));

  const listener = listen(options.log);
  let report: RefreshReport;
  try {
    report = await withRequest((request) => refresh({ ...request, onEvent: listener.onEvent }));
  } finally {
    listener.end();
  }
  if (options.log === 'json') {
    const { items, gates, ...rest } = report;
    writeLog('info', 'done', { ...rest, items: items.length, gates: gates.length });
  }
  if (options.json) printJson('refresh', report);
  else process.stdout.write(`${printReport(report)}\n`);
  const out = options.site ?? (catalogue.site === null ? undefined : resolve(dataRoot, catalogue.site.out));
  if (report.release !== null && out !== undefined) await drawReleased(report.release, out, options);
}

/** The last stage: the release stands whatever comes of it. */
async function drawReleased(release: string, out: string, options: RefreshOptions): Promise<void> {
  try {
    const site = await writeSite(release, { ...options, out, lang: SITE_LANGUAGES.join(','), force: true });
    process.stderr.write(`${printSite(site)}\n`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.kind, `${release} is released, but its atlas could not be drawn: ${error.message}`, {
      help: `${error.help ?? ''} Then draw it with \`cubes site ${release} --out ${out} --force\`.`.trim(),
    });
  }
}

/** Each decision with its own reason, or all with one. */
function acceptancesOf(
  catalogue: Catalogue,
  { accept = [], reason = [] }: RefreshOptions,
  published: readonly string[],
): Acceptance[] {
  if (reason.length > 1 && reason.length !== accept.length)
    throw new Failure('usage', `there are ${accept.length} --accept and ${reason.length} --reason.`, {
      help: 'give one --reason for each --accept, or one for all.',
    });
  if (accept.length === 0 && reason.length > 0)
    throw new Failure('usage', '--reason needs the --accept that it explains.', {
      help: 'name the gate with --accept GATE.',
    });
  return accept.map((text, i) => readAcceptance(catalogue, text, reason[reason.length === 1 ? 0 : i], published));
}

/** What was published, what was computed for it, and what somebody has accepted. */
function printReport({
  quarter,
  release,
  before,
  items,
  gates,
  previouslyDisclosed,
  withheldRevisions,
  suppression,
  nestedDifferences,
  seconds,
}: RefreshReport): string {
  if (items.length === 0 && release === null) return `${quarter}: nothing is due.`;
  const count = (action: RefreshItem['action']) => items.filter((item) => item.action === action).length;
  if (release === null && count('skipped') > 0) return `${printItems(items)}\n${quarter}: nothing was published.`;
  if (release === null) return `${quarter}: nothing to do; what is due is published in ${before}, unchanged.`;
  const accepted = gates.filter(({ outcome }) => outcome === 'accepted');
  return [
    printItems(items),
    ...accepted.map(
      ({ gate, subject, message, reason }) => `accepted: ${gate}, ${subject}: ${message} Because: ${reason}`,
    ),
    ...withheldRevisions.map(({ code, year, why }) => `revision not published: ${code} ${year}: ${why}`),
    ...(withheldRevisions.length === 0
      ? []
      : [
          'These figures stay as they were published; `--accept revision:CODE:YEAR --reason TEXT` publishes a revision nevertheless (docs/explanation/disclosure.md).',
        ]),
    ...previouslyDisclosed.map(
      ({ entity, year, cells }) =>
        `${entity} ${year}: ${cells} sensitive cells were already disclosed by earlier releases; suppressing them no longer protects them (docs/explanation/disclosure.md).`,
    ),
    ...(suppression.length === 0 ? [] : [printSuppression(suppression)]),
    ...nestedDifferences.map(printNested),
    `${quarter}: released as ${release}${before === null ? '' : ` after ${before}`} in ${seconds.toFixed(1)} s: ${count('compute')} computed, ${count('reuse')} computed before; ${gates.length} gates passed${accepted.length === 0 ? '' : `, ${accepted.length} of them accepted`}.`,
  ].join('\n');
}

/** Cells by level, and of those that are suppressed why. */
function printSuppression(summaries: readonly SuppressionSummary[]): string {
  const rows = summaries.flatMap(({ entity, year, levels }) =>
    levels.map(({ level, cells, sensitive, secondary, withheld }) => [
      entity,
      String(year),
      level,
      cells,
      sensitive,
      secondary,
      withheld,
    ]),
  );
  const withheld = summaries
    .filter((summary) => summary.withheld.length > 0)
    .map((summary) => `${summary.entity} ${summary.year}: withheld: ${summary.withheld.map(printMargin).join('; ')}.`);
  const derivable = summaries.flatMap(({ entity, year, derivable }) =>
    derivable
      ? [
          `${entity} ${year}: ${derivable} suppressed figures can be derived from published ones; their rows stay suppressed because of another figure.`,
        ]
      : [],
  );
  const head = ['suppressed', 'year', 'level', 'cells', 'sensitive', 'secondary', 'withheld'];
  return [printTable(head, rows), ...withheld, ...derivable].join('\n');
}

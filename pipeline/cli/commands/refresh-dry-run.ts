/**
 * `cubes refresh --dry-run` and `--diff`: what a refresh would do and change, before it is done.
 */
import { countOf, Failure, printQuarter } from '../../base/index.ts';
import {
  type Foreseen,
  helpForBlocked,
  type NextRelease,
  notDue,
  planRefresh,
  previewRefresh,
  printWithdrawal,
  type RefreshItem,
  type RefreshPreview,
  type RefreshRequest,
} from '../../refresh/index.ts';
import { refuseGates } from '../../release/index.ts';
import { printYears } from '../findings.ts';
import { printJson } from '../json/print-json.ts';
import type { LogFormat } from '../log.ts';
import { printDiff } from '../print-diff.ts';
import { printItems } from '../print-items.ts';
import { describeStage, printStages } from '../print-stages.ts';
import { printTable } from '../print-table.ts';
import { listen } from '../refresh-log.ts';

/**
 * Prints what would be done, and what the delivery says of it. Refuses (data) what cannot be
 * computed, and gates that will fail, once that is printed.
 */
export async function showPlan(request: RefreshRequest, asJson: boolean): Promise<void> {
  const { items, stages, next, examine } = await planRefresh(request);
  const foreseen = await examine();
  const { problems, gates } = foreseen;
  const quarter = printQuarter(request.quarter);
  const others = notDue(request.catalogue, request);
  if (asJson) {
    printJson('refresh-dry-run', {
      quarter,
      items,
      not_due: others,
      stages: stages.map(describeStage),
      next,
      ...foreseen,
    });
  } else {
    const count = (action: RefreshItem['action']) => items.filter((item) => item.action === action).length;
    const lines = [
      ...(items.length === 0 ? [] : [printItems(items)]),
      ...(others.length === 0
        ? []
        : [
            printTable(
              ['not due', 'why'],
              others.map(({ code, why }) => [code, why]),
            ),
          ]),
      ...(stages.length === 0 ? [] : [printStages(stages)]),
      ...(next === null ? [] : [printNext(next)]),
      ...(gates.length === 0 ? [] : [printOutcomes(gates)]),
      `${quarter}: ${count('compute')} to compute, ${count('reuse')} computed already, ${count('up to date')} published already, ${count('skipped')} skipped. Nothing was done.`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  const blocked = items.filter(({ action }) => action === 'blocked').length;
  if (blocked > 0)
    throw new Failure(
      'data',
      `${countOf(blocked, 'cube that is due or published', 'cubes that are due or published')} in ${quarter} cannot be released.`,
      {
        help: helpForBlocked(items, request),
      },
    );
  if (problems.length > 0)
    throw new Failure('data', `the delivery cannot be used:\n${problems.map((one) => `  ${one}`).join('\n')}`, {
      help: 'correct the delivery; `cubes validate` shows all that is known of it.',
    });
  refuseGates(gates, `cubes refresh ${quarter}`);
}

/** `41 data checks and gates that need no new figure: 39 pass, 1 warning, 1 fail.` */
function printOutcomes(gates: Foreseen['gates']): string {
  const counts = (['pass', 'warning', 'accepted', 'fail'] as const).flatMap((outcome) => {
    const count = gates.filter((one) => one.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return `${countOf(gates.length, 'data check or gate that needs', 'data checks and gates that need')} no new figure: ${counts.join(', ')}.`;
}

/**
 * Prints which figures would change. Refuses (data) where gates would fail, once that is printed.
 */
export async function showDifferences(request: RefreshRequest, asJson: boolean, log: LogFormat): Promise<void> {
  const listener = listen(log);
  let preview: RefreshPreview;
  try {
    preview = await previewRefresh({ ...request, onEvent: listener.onEvent });
  } finally {
    listener.end();
  }
  const { items, gates, release } = preview;
  const quarter = printQuarter(request.quarter);
  if (asJson) printJson('refresh-diff', { quarter, ...preview });
  else {
    const lines = [
      ...(items.length === 0 ? [] : [printItems(items)]),
      ...(release === null ? [] : [printDiff(release.diff)]),
      ...(release?.withheldRevisions ?? []).map(
        ({ code, year, why }) => `revision not published: ${code} ${year}: ${why}`,
      ),
      `${quarter}: nothing was published.`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  refuseGates(gates, `cubes refresh ${quarter}`);
}

/** What the next release would be made of: a row an indicator, what stays in one. */
function printNext({ added, again, carried, renamed, withdrawn }: NextRelease): string {
  const byCode = (what: string, items: NextRelease['added']) =>
    [...new Set(items.map(({ code }) => code))].map((code) => {
      const years = items.filter((item) => item.code === code).map(({ year }) => year);
      return [what, code, printYears(years.sort((a, b) => a - b))];
    });
  const codes = new Set(carried.map(({ code }) => code)).size;
  const rows = [
    ...byCode('added', added),
    ...byCode('computed again', again),
    ...(codes === 0 ? [] : [['carried over', countOf(codes, 'indicator'), countOf(carried.length, 'cube')]]),
    ...renamed.map(({ code, formerly }) => ['renamed', code, `formerly ${formerly}`]),
    ...withdrawn.map((one) => ['withdrawn', one.code, printWithdrawal(one)]),
  ];
  return printTable(['next release', 'code', 'what'], rows);
}

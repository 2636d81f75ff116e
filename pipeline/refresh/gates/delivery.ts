/** Delivery: the rows of a source, by month or kind of provider, against those of the year before. Counted once a file. */
import { hashText } from '../../base/index.ts';
import { type DeliveryRule, referenceRootOf, type Source } from '../../catalogue/index.ts';
import { deliveredRows, typedColumn } from '../../plan/index.ts';
import { printExpression, printFrom } from '../../query/index.ts';
import { type Finding, printChange, printCount, printShare } from '../../release/index.ts';
import { causeOf, checkSchemas, filesIn, literalPath } from '../../run/index.ts';
import type { RowCounts } from '../../store/index.ts';
import type { GateContext } from './gate-context.ts';

/** One finding for each year: the rows of the source beside those of the year before. */
export async function checkDelivery(gate: string, rule: DeliveryRule, context: GateContext): Promise<Finding[]> {
  const read = context.fresh.filter(({ record }) => record.inputs.some(({ source }) => source === rule.source));
  const years = [...new Set(read.map(({ year }) => year))].sort((a, b) => a - b);
  const findings: Finding[] = [];
  for (const year of years) {
    const subject = `${rule.source} ${year}`;
    const before = await countRows(context, rule, year - 1);
    const after = await countRows(context, rule, year);
    findings.push({
      gate,
      subject,
      ...(before === undefined || after === undefined ? unheld(year - 1) : hold(rule, before, after)),
    });
  }
  return findings;
}

function unheld(year: number): Pick<Finding, 'fails' | 'message'> {
  return { fails: false, message: `nothing to hold it against: there is no delivery of ${year}.` };
}

/** Rows by member of a year; undefined where nothing is delivered. */
async function countRows(context: GateContext, rule: DeliveryRule, year: number): Promise<RowCounts | undefined> {
  const { engine, catalogue, dataRoot, cache } = context;
  const source = catalogue.sources[rule.source] as Source;
  const found = await filesIn(engine, source, year, { dataRoot, referenceRoot: referenceRootOf(catalogue.file) });
  const { files } = found;
  if (files.length === 0) return undefined;
  const sums: Record<string, number> = {};
  for (const file of files) {
    const asked = hashText(countQuery(source, rule, '')).slice(0, 16);
    let counts = cache.counts(file, asked);
    if (counts === undefined) {
      const rows = await engine.query(countQuery(source, rule, literalPath(file))).catch(async (error) => {
        const one = { ...found, files: [file] };
        throw await causeOf(error, () => checkSchemas(engine, catalogue, { years: [] }, [one], dataRoot, 'pages'));
      });
      counts = Object.fromEntries(rows.map(({ member, rows: n }) => [String(member ?? 'unknown'), Number(n)]));
      await cache.rememberCounts(file, asked, counts);
    }
    for (const [member, n] of Object.entries(counts)) sums[member] = (sums[member] ?? 0) + n;
  }
  return sums;
}

function countQuery(source: Source, { by }: DeliveryRule, file: string): string {
  const column = by === null ? undefined : source.columns[by];
  const date = source.date === undefined ? undefined : source.columns[source.date];
  const typed = column ?? date;
  const member =
    by === null || typed === undefined
      ? `'rows'`
      : column === undefined
        ? `MONTH(${printExpression(typedColumn(typed))})`
        : printExpression(typedColumn(typed));
  return `SELECT ${member} AS member, COUNT(*) AS rows FROM ${printFrom(deliveredRows(source, file))} GROUP BY 1`;
}

/** Members that changed by more than is tolerated; the one that changed most is named. */
function hold(rule: DeliveryRule, before: RowCounts, after: RowCounts): Pick<Finding, 'fails' | 'message'> {
  const sum = (counts: RowCounts) => Object.values(counts).reduce((total, n) => total + n, 0);
  const [sumBefore, sumAfter] = [sum(before), sum(after)];
  const looked = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) => {
    const [from, to] = [before[member] ?? 0, after[member] ?? 0];
    if (from < rule.atLeast * sumBefore && to < rule.atLeast * sumAfter) return [];
    return [{ member, from, to, change: from === 0 ? Number.POSITIVE_INFINITY : Math.abs(to / from - 1) }];
  });
  const [worst, ...others] = looked.sort((a, b) => b.change - a.change || (a.member < b.member ? -1 : 1));
  if (worst === undefined) return { fails: true, message: 'there are no rows.' };
  const offending = [worst, ...others].filter(({ change }) => change > rule.tolerance);
  const named = rule.by === null ? 'rows' : `${rule.by} ${worst.member}`;
  const figures = `${named} ${printChange(worst.from, worst.to)} (${printCount(worst.from)} to ${printCount(worst.to)})`;
  const more = offending.length > 1 ? `, and ${offending.length - 1} more` : '';
  return { fails: offending.length > 0, message: `${figures}${more}; tolerated ${printShare(rule.tolerance)}.` };
}

/**
 * Delivery: rows of a source, by month, by kind of provider or by sender, or persons with rows,
 * compared with those of the year before.
 */
import type { DeliveryRule, Source } from '../../catalogue/index.ts';
import { type Finding, printChange, printCount, printShare } from '../../release/index.ts';
import { countPersons, countRows } from '../../run/index.ts';
import type { RowCounts } from '../../store/index.ts';
import type { GateContext } from './gate-context.ts';

/** One finding for each year: the rows of the source beside those of the year before. */
export async function checkDelivery(gate: string, rule: DeliveryRule, context: GateContext): Promise<Finding[]> {
  const read = context.fresh.filter(({ record }) => record.inputs.some(({ source }) => source === rule.source));
  const years = [...new Set(read.map(({ year }) => year))].sort((a, b) => a - b);
  const findings: Finding[] = [];
  for (const year of years) {
    const subject = `${rule.source} ${year}`;
    const before = await countOf(context, rule, year - 1);
    const after = await countOf(context, rule, year);
    const isKnown = before !== undefined && after !== undefined;
    findings.push({ gate, subject, ...(isKnown ? compareCounts(rule, before, after) : withoutBaseline(year - 1)) });
  }
  return findings;
}

function withoutBaseline(year: number): Pick<Finding, 'fails' | 'message'> {
  return { fails: false, message: `nothing to compare with: there is no delivery of ${year}.` };
}

/**
 * RowCounts by member, and by how much they may differ from year to year by chance: a share, next
 * to nothing in a whole country.
 */
export interface Counted {
  readonly counts: RowCounts;
  readonly noise: number;
}

/**
 * Rows of a person come together, and persons differ: so many rows vary like one that comes by
 * itself (synthetic years).
 */
const ROWS_ALIKE = 18;

/** What the rule counts in a year, by member; undefined where that is not delivered. */
export async function countOf(
  context: Pick<GateContext, 'engine' | 'catalogue' | 'dataRoot' | 'cache'>,
  { source: name, by, count, per }: DeliveryRule,
  year: number,
): Promise<Counted | undefined> {
  const source = context.catalogue.sources[name] as Source;
  const byRows = await countRows(context, source, year, count === 'rows' ? by : null);
  if (byRows === undefined) return undefined;
  // Rows of a register are all there are; events of few persons differ from year to year by
  // themselves.
  const isEvents = source.date !== undefined && by === null;
  const noise = isEvents ? 2 * Math.sqrt((2 * ROWS_ALIKE) / Math.max(1, sum(byRows))) : 0;
  if (count === 'rows' && per === null) return { counts: byRows, noise };
  const persons = await countPersons(context, source, year);
  if (persons === undefined) return undefined;
  if (count === 'rows_per_person') {
    return { counts: { 'rows per person': persons === 0 ? 0 : sum(byRows) / persons }, noise };
  }
  if (per === null) return { counts: { persons }, noise: 0 };
  const members = await countRows(context, context.catalogue.sources[per] as Source, year, null);
  if (members === undefined) return undefined;
  const share = sum(members) === 0 ? 0 : persons / sum(members);
  const spread = persons === 0 ? 0 : Math.max(0, 1 - share) / persons;
  return { counts: { [`persons per row of ${per}`]: share }, noise: 3 * Math.sqrt(2 * spread) };
}

function sum(counts: RowCounts): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

/** Members that changed by more than is tolerated; the one that changed most is named. */
export function compareCounts(rule: DeliveryRule, was: Counted, is: Counted): Pick<Finding, 'fails' | 'message'> {
  const [before, after] = [was.counts, is.counts];
  const tolerance = rule.tolerance + Math.max(was.noise, is.noise);
  // A column that one of the two years does not have says nothing of the other.
  if (rule.by !== null && [before, after].some((counts) => Object.keys(counts).every((one) => one === 'unknown')))
    return { fails: false, message: `nothing to compare: ${rule.by} is not delivered in both years.` };
  const [sumBefore, sumAfter] = [sum(before), sum(after)];
  const looked = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) => {
    const [from, to] = [before[member] ?? 0, after[member] ?? 0];
    if (from < rule.atLeast * sumBefore && to < rule.atLeast * sumAfter) return [];
    return [{ member, from, to, change: from === 0 ? Number.POSITIVE_INFINITY : Math.abs(to / from - 1) }];
  });
  const [worst, ...others] = looked.sort((a, b) => b.change - a.change || (a.member < b.member ? -1 : 1));
  if (worst === undefined) return { fails: true, message: 'there are no rows.' };
  const offending = [worst, ...others].filter(({ change }) => change > tolerance);
  const named = rule.by === null ? worst.member : `${rule.by} ${worst.member}`;
  const print = (n: number) => (Number.isInteger(n) ? printCount(n) : String(Number(n.toPrecision(4))));
  const figures = `${named} ${printChange(worst.from, worst.to)} (${print(worst.from)} to ${print(worst.to)})`;
  const more = offending.length > 1 ? `, and ${offending.length - 1} more` : '';
  return { fails: offending.length > 0, message: `${figures}${more}; tolerated ${printShare(tolerance)}.` };
}

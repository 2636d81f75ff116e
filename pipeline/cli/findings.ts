/**
 * What a run found on its way, reported once at its end: a finding that comes back every year is
 * one line.
 */
import { type CheckResult, printCheck, type RunEvent } from '../run/index.ts';

export interface Findings {
  readonly add: (event: RunEvent) => void;
  /** Lines for stderr, in the order in which each was first found. */
  readonly lines: () => string[];
}

/**
 * Gathers skipped indicators, and checks whose rows are tolerated or only warned of; errors end the
 * run, which reports them itself.
 */
export function gatherFindings(): Findings {
  const checks = new Map<string, { years: number[]; level: string; result: CheckResult }>();
  const warnings = new Set<string>();
  const skipped = new Map<string, { years: number[]; code: string; reason: string }>();
  return {
    add(event) {
      if (event.kind === 'skipped') {
        const { code, reason, year } = event;
        const found = skipped.get(code) ?? { years: [], code, reason };
        found.years.push(year);
        skipped.set(code, found);
      } else if (event.kind === 'warning') warnings.add(event.message);
      else if (event.kind === 'check') {
        const level = levelOf(event.result);
        if (level === undefined) return;
        const key = `${level} ${event.result.check}`;
        const found = checks.get(key) ?? { years: [], level, result: { ...event.result, offending: 0, examined: 0 } };
        const { offending, examined } = found.result;
        found.result = {
          ...found.result,
          offending: offending + event.result.offending,
          examined: examined + event.result.examined,
        };
        found.years.push(event.year);
        checks.set(key, found);
      }
    },
    lines: () => [
      ...[...warnings].map((message) => `warning: ${message}`),
      ...[...skipped.values()].map(({ code, years, reason }) => `skipped: ${code} in ${printYears(years)}, ${reason}`),
      ...[...checks.values()].map(({ level, years, result }) => `${level}: ${printYears(years)} ${printCheck(result)}`),
    ],
  };
}

function levelOf({ outcome, severity }: CheckResult): string | undefined {
  if (outcome === 'tolerated') return 'note';
  return outcome === 'fail' && severity === 'warning' ? 'warning' : undefined;
}

/** `2019..2021, 2023`, from ascending years. */
export function printYears(years: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const year of years) {
    const last = ranges.at(-1);
    if (last !== undefined && year === last[1] + 1) last[1] = year;
    else ranges.push([year, year]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}..${to}`)).join(', ');
}

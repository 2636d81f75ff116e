/**
 * The calendar: which reference year of an indicator falls due in which quarter (`schedule`,
 * `available_from`). Of an indicator that is not released, none does.
 */
import { compareQuarters, type Quarter } from '../base/index.ts';
import { type Catalogue, type Indicator, isReleased } from '../catalogue/index.ts';
import { type Item, selectCodes } from '../plan/index.ts';

/**
 * Indicators whose years can fall due: those that are asked for, by code or glob; where none is,
 * all but examples, whose codes are not sourced.
 */
export function selectDue(catalogue: Catalogue, asked: readonly string[]): string[] {
  const codes = selectCodes(catalogue, asked);
  return asked.length > 0 ? codes : codes.filter((code) => catalogue.indicators[code]?.status !== 'example');
}

type Policies = Pick<Catalogue, 'disclosure' | 'indicators'>;

/** The quarter in which a reference year falls due: that of the schedule, so many years later. */
export function dueQuarterOf({ schedule }: Indicator, year: number): Quarter {
  return { year: year + schedule.lagYears, quarter: Number(schedule.refresh.slice(1)) };
}

/** The reference year that falls due in exactly this quarter; undefined where none does. */
export function yearDueIn(catalogue: Policies, indicator: Indicator, { year, quarter }: Quarter): number | undefined {
  const due = year - indicator.schedule.lagYears;
  if (!isReleased(catalogue, indicator)) return undefined;
  if (indicator.schedule.refresh !== `Q${quarter}` || due < indicator.availableFrom) return undefined;
  return due;
}

/** Every reference year that has fallen due up to and in the quarter, ascending. */
export function yearsDueUpTo(catalogue: Policies, indicator: Indicator, quarter: Quarter): number[] {
  const years: number[] = [];
  if (!isReleased(catalogue, indicator)) return years;
  for (let year = indicator.availableFrom; compareQuarters(dueQuarterOf(indicator, year), quarter) <= 0; year += 1)
    years.push(year);
  return years;
}

/**
 * What falls due in exactly this quarter, by code and year; Q4 of 2026 brings 2024 of a lag of two
 * years and 2025 of a lag of one.
 */
export function dueIn(catalogue: Catalogue, codes: readonly string[], quarter: Quarter): Item[] {
  return codes.flatMap((code) => {
    const indicator = catalogue.indicators[code];
    const year = indicator && yearDueIn(catalogue, indicator, quarter);
    return year === undefined ? [] : [{ code, year }];
  });
}

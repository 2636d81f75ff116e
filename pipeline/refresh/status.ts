/**
 * Where every indicator stands: published, due, late, and what has changed since it was published.
 */
import { tmpdir } from 'node:os';
import { printQuarter, type Quarter } from '../base/index.ts';
import type { Catalogue, Indicator } from '../catalogue/index.ts';
import { type EngineOptions, openDuckDB } from '../engine/index.ts';
import { selectCodes } from '../plan/index.ts';
import { assessor, changesSince, type Outlook, type RecipeOf, readRecipes } from '../run/index.ts';
import { InputCache } from '../store/index.ts';
import { dueQuarterOf, selectDue, yearDueIn, yearsDueUpTo } from './calendar.ts';
import { type Published, readPublished } from './published.ts';
import { isOverdue } from './refresh-plan.ts';

export interface IndicatorState {
  readonly code: string;
  /** When it is refreshed, and which year then: `Q4`, 2. */
  readonly schedule: { readonly refresh: string; readonly lag_years: number };
  readonly published: readonly number[];
  /** The year that falls due in the quarter and is not published; null where there is none. */
  readonly due: number | null;
  /** Years that fell due before the quarter and are not published. */
  readonly overdue: readonly number[];
  /** The quarter in which the next year falls due that is not published. */
  readonly next: string;
  /** The newest release that has figures of it that the one before did not have. */
  readonly last_release: string | null;
}

export interface IndicatorStatus extends IndicatorState {
  /** Published years whose definition, inputs or engine are not what they were. */
  readonly changed: readonly { readonly year: number; readonly what: readonly string[] }[];
  /** Due or late years that cannot be computed, and why. */
  readonly missing_inputs: readonly { readonly year: number; readonly why: string }[];
}

export interface StatusRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes; empty: all indicators. */
  readonly wanted: readonly string[];
  readonly quarter: Quarter;
  readonly engine: EngineOptions;
  /** Recipes of the catalogue, where somebody has read some already. */
  readonly recipeOf?: RecipeOf;
}

/** Published, due and late, from the catalogue and the current release's manifest alone. */
export function readStates(
  catalogue: Catalogue,
  dataRoot: string,
  wanted: readonly string[],
  quarter: Quarter,
): IndicatorState[] {
  return statesOf(catalogue, readPublished(catalogue, dataRoot), wanted, quarter);
}

/**
 * The same with what has changed since: looks at the delivery, and reads no file of it that is not
 * known.
 */
export async function readStatus({
  catalogue,
  dataRoot,
  wanted,
  quarter,
  engine: options,
  recipeOf = readRecipes(catalogue),
}: StatusRequest): Promise<IndicatorStatus[]> {
  const published = readPublished(catalogue, dataRoot);
  const engine = await openDuckDB({ ...options, tempDirectory: tmpdir() });
  try {
    const outlookOf = assessor({ engine, catalogue, dataRoot, cache: new InputCache(dataRoot), read: false, recipeOf });
    const result: IndicatorStatus[] = [];
    for (const state of statesOf(catalogue, published, wanted, quarter)) {
      const { code } = state;
      const changed: { year: number; what: readonly string[] }[] = [];
      for (const year of state.published) {
        const what = whatChanged(published, { code, year }, await outlookOf({ code, year }));
        if (what.length > 0) changed.push({ year, what });
      }
      const missingInputs: { year: number; why: string }[] = [];
      for (const year of [...state.overdue, ...(state.due === null ? [] : [state.due])]) {
        const outlook = await outlookOf({ code, year });
        if (outlook.kind !== 'known' && outlook.kind !== 'unread') missingInputs.push({ year, why: outlook.message });
      }
      result.push({ ...state, changed, missing_inputs: missingInputs });
    }
    return result;
  } finally {
    engine.close();
  }
}

function whatChanged(published: Published, item: { code: string; year: number }, outlook: Outlook): readonly string[] {
  if (outlook.kind === 'no input' || outlook.kind === 'undelivered') return ['inputs are gone'];
  if (outlook.kind === 'no parameter') return ['a parameter is gone'];
  const made = published.fingerprintOf(item);
  return made === undefined ? ['not known what it was made from'] : changesSince(made, outlook);
}

function statesOf(
  catalogue: Catalogue,
  published: Published,
  wanted: readonly string[],
  quarter: Quarter,
): IndicatorState[] {
  const inCalendar = new Set(selectDue(catalogue, wanted));
  return selectCodes(catalogue, wanted).map((code) => {
    const indicator = catalogue.indicators[code] as Indicator;
    const { refresh, lagYears } = indicator.schedule;
    const years = published.yearsOf(code);
    const due = inCalendar.has(code) ? yearDueIn(catalogue, indicator, quarter) : undefined;
    const past = inCalendar.has(code) ? yearsDueUpTo(catalogue, indicator, quarter) : [];
    const missing = past.filter((year) => !years.includes(year));
    const coming = Math.max(
      indicator.availableFrom,
      ...yearsDueUpTo(catalogue, indicator, quarter).map((year) => year + 1),
    );
    return {
      code,
      schedule: { refresh, lag_years: lagYears },
      published: years,
      due: due === undefined || years.includes(due) ? null : due,
      overdue: missing.filter((year) => isOverdue(indicator, year, quarter)),
      next: printQuarter(dueQuarterOf(indicator, coming)),
      last_release: published.releaseOf(code),
    };
  });
}

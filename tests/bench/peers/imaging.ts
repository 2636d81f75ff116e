/**
 * What the program in Polars computes: the imaging indicators by age of the hand-written project.
 */
import { join } from 'node:path';
import { WRITTEN } from '../hand-written/indicators.ts';

export interface Imaging {
  readonly claims: string;
  readonly population: string;
  /** Folder of the relations on codes and areas that it joins. */
  readonly lookups: string;
  readonly out: string;
  readonly year: number;
  readonly ages: readonly string[];
  readonly variables: Readonly<Record<string, { readonly categories: readonly string[]; readonly who: string }>>;
  readonly indicators: Readonly<Record<string, { readonly variable: string; readonly kind: 'share' | 'rate' }>>;
}

/** The relations that it joins, which are of the delivery's year and map and small. */
export const LOOKUPS = ['nomenclature', 'qualification_list', 'sector', 'area', 'area_closure'] as const;

/** Codes of the imaging indicators that are shown by age and nothing else. */
export function imagingCodes(): string[] {
  return Object.keys(WRITTEN).filter((code) => {
    const { template, values } = WRITTEN[code] ?? { template: '', values: {} };
    return template === 'cube-by-age' && values.shown_dimensions === ',\n  age_group';
  });
}

/** The program's request for a delivery. */
export function imagingOf(dataRoot: string, lookups: string, out: string, year: number): Imaging {
  const source = (table: string) => join(dataRoot, 'claims', table, `year=${year}`, '*.parquet');
  const variables: Record<string, { categories: string[]; who: string }> = {};
  const indicators: Record<string, { variable: string; kind: 'share' | 'rate' }> = {};
  let ages: string[] = [];
  for (const code of imagingCodes()) {
    const { categories = '', where = '', interval, ages: shown = '' } = WRITTEN[code]?.values ?? {};
    const variable = `${categories} ${where}`.trim();
    variables[variable] = { categories: textsIn(categories), who: whoOf(where) };
    indicators[code] = { variable, kind: interval === 'wilson' ? 'share' : 'rate' };
    ages = textsIn(shown);
  }
  const [claims, population] = [source('health_care'), source('population')];
  return { claims, population, lookups, out, year, ages, variables, indicators };
}

/** The texts of a list in SQL. */
function textsIn(sql: string): string[] {
  return [...sql.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
}

function whoOf(where: string): string {
  if (where === '') return 'all';
  return textsIn(where)[0] ?? 'dentist';
}

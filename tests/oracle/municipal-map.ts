/**
 * The municipal map of a day, from the reference files: what exists, what lies in what, and where a
 * delivered place lies.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { LEVELS, type Level, type Vintage } from '../../pipeline/catalogue/index.ts';

export type Areas = ReadonlyMap<Level, string>;

export interface MunicipalMap {
  /** Every area of every level. */
  readonly areas: ReadonlyMap<Level, ReadonlySet<string>>;
  /**
   * The areas that count somebody who lives in the sector; the country alone when it is unknown.
   */
  readonly locateSector: (sector: string | null) => Areas;
  /**
   * The areas that count an address in a municipality of any time; the country alone when it is
   * unknown.
   */
  readonly locateAddress: (municipality: string | null) => Areas;
}

type Line = Readonly<Record<string, string>>;

const COUNTRY = '01000';

/**
 * The day whose map is asked for: 31 December of the vintage year, or of the reference year itself.
 */
export function mapDate(vintage: Vintage, year: number): string {
  return `${vintage === 'reference_year' ? year : vintage}-12-31`;
}

/** Reads the map of a day (`YYYY-MM-DD`) from the folder of reference data. */
export function readMunicipalMap(referenceRoot: string, date: string): MunicipalMap {
  const read = (file: string) => readLines(join(referenceRoot, 'geo', file));
  const municipalities = new Map(
    read('municipalities.csv')
      .filter((line) => (line.valid_from ?? '') <= date && (line.valid_to === '' || (line.valid_to ?? '') > date))
      .map((line) => [line.nis_code ?? '', line]),
  );
  const changes = read('municipality_changes.csv').filter((line) => (line.effective_date ?? '') <= date);
  const { column, drawn } = sectorColumn(date);

  const locateMunicipality = (code: string | undefined): Map<Level, string> => {
    const areas = new Map<Level, string>([['country', COUNTRY]]);
    const line = code === undefined ? undefined : municipalities.get(code);
    if (line === undefined || code === undefined) return areas;
    areas.set('region', line.region_nis ?? '');
    if (line.province_nis) areas.set('province', line.province_nis);
    areas.set('arrondissement', line.arrondissement_nis ?? '');
    areas.set('municipality', code);
    return areas;
  };

  const later = changes.filter((line) => (line.effective_date ?? '') > drawn);
  const sectors = new Map<string, Areas>();
  for (const line of read('statistical_sectors_2011.csv')) {
    const code = line.sector_code ?? '';
    const areas = locateMunicipality(follow(line[column] ?? '', later));
    if (!code.endsWith('ZZZZ')) areas.set('sector', code);
    sectors.set(code, areas);
  }

  const unknown: Areas = locateMunicipality(undefined);
  const known = [...sectors.values(), ...[...municipalities.keys()].map(locateMunicipality)];
  return {
    areas: new Map(LEVELS.map((level) => [level, new Set(known.flatMap((areas) => areas.get(level) ?? []))])),
    locateSector: (sector) => (sector === null ? unknown : (sectors.get(sector) ?? unknown)),
    locateAddress: (code) => (code === null ? unknown : locateMunicipality(follow(code, changes))),
  };
}

/** The sector file's column for the map asked for, and the day as of which that column is drawn. */
function sectorColumn(date: string): { column: string; drawn: string } {
  if (date < '2019-01-01') return { column: 'nis_code_pre2019', drawn: '2018-12-31' };
  if (date < '2025-01-01') return { column: 'nis_code_2019', drawn: '2019-01-01' };
  return { column: 'nis_code_2025', drawn: '2025-01-01' };
}

/** The municipality that a code has become, along the chain of changes. */
function follow(code: string, changes: readonly Line[]): string {
  const change = changes.find((line) => line.old_nis === code);
  return change === undefined ? code : follow(change.new_nis ?? '', changes);
}

function readLines(file: string): Line[] {
  return parse(readFileSync(file, 'utf8'), { columns: true, skip_empty_lines: true }) as Line[];
}

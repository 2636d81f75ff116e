/**
 * The hand-written project as statements: what a user would write instead of a catalogue, one good
 * query per indicator. Whoever runs it, runs the same text.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITTEN } from './indicators.ts';

export interface ProjectRequest {
  /** The folder of `indicators.yaml`, `sql/` and `data/reference`. */
  readonly root: string;
  readonly dataRoot: string;
  readonly year: number;
  /** ISO date of the municipal map. */
  readonly mapDate: string;
  readonly indicators: readonly string[];
}

export interface Project {
  /** Views on the delivery, codes, macros and the rules on geography and people, in order. */
  readonly shared: readonly string[];
  /** A query of each indicator. */
  readonly queries: ReadonlyMap<string, string>;
}

/**
 * The rules on geography and people, and the tables that every query shares: made once, as a
 * project of models would.
 */
const SHARED = ['nis_code', 'nis_change', 'statistical_sector', 'municipality', 'municipality_succession', 'sector']
  .concat('beneficiary_year', 'practitioner_year', 'area_closure', 'area')
  .map((name) => ({ name, folder: /^(nis_|statistical_)/.test(name) ? 'sources' : 'relations' }));

/** Fills in the templates. Refuses an indicator that nobody wrote. */
export function readProject({ root, dataRoot, year, mapDate, indicators }: ProjectRequest): Project {
  const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8').trimEnd();
  const template = (name: string) => read('tests', 'bench', 'hand-written', `${name}.sql`);
  const source = (table: string) => join(dataRoot, 'claims', table, `year=${year}`, '*.parquet');
  const reference = join(root, 'data', 'reference');
  const places: Readonly<Record<string, string>> = {
    claims: source('health_care'),
    population: source('population'),
    practitioner: source('practitioner'),
    reference,
    year: String(year),
    'member-with-codes': template('member-with-codes'),
    'member-of-medical-house': template('member-of-medical-house'),
    'member-of-practice': template('member-of-practice'),
    gp_allocation: read('sql', 'relations', 'gp_allocation.sql'),
  };
  const variables: Readonly<Record<string, string>> = {
    year: String(year),
    map_date: `DATE '${mapDate}'`,
    reference_root: `'${reference}'`,
  };
  const literal = (sql: string) =>
    sql.replace(/getvariable\('(\w+)'\)/g, (_, name: string) => known(variables, name, `getvariable('${name}')`));
  const fill = (text: string, values: Readonly<Record<string, string>>): string => {
    const filled = text.replace(/\{\{([\w-]+)\}\}/g, (_, place: string) =>
      known({ ...places, ...values }, place, `{{${place}}}`),
    );
    return filled.includes('{{') ? fill(filled, values) : literal(filled);
  };
  return {
    shared: [
      ...fill(template('models'), {})
        .split(/;\n/)
        .map((statement) => statement.trim().replace(/;$/, ''))
        .filter((statement) => statement !== ''),
      ...SHARED.map(({ name, folder }) => `CREATE TABLE ${name} AS\n${literal(read('sql', folder, `${name}.sql`))}`),
    ],
    queries: new Map(
      indicators.map((indicator) => {
        const written = WRITTEN[indicator];
        if (written === undefined) throw new Error(`${indicator}: nobody wrote it by hand`);
        return [indicator, fill(template(written.template), { ...written.values, indicator })];
      }),
    ),
  };
}

function known(values: Readonly<Record<string, string>>, name: string, place: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`nothing stands for ${place}`);
  return value;
}

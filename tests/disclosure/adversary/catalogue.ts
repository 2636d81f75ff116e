/** The catalogue of a tiny world. */
import type {
  Catalogue,
  Indicator,
  Measure,
  Term,
  Variable,
  VariableCondition,
} from '../../../pipeline/catalogue/index.ts';
import { declare } from './definitions.ts';
import type { Asked, Cube, World, WorldPolicy } from './world.ts';

/** The year that the figures of a world are of: codes change in the middle of it. */
export const YEAR = 2023;

/** A catalogue that declares the variables and cubes of a world, and no invariant. */
export function catalogueOf(world: Pick<World, 'variables' | 'cubes' | 'groups' | 'policy'>): Catalogue {
  const { variables, cubes, groups, policy } = world;
  const column = (name: string, type: string) => [name, { name, from: name, type, tolerance: 0.01 }] as const;
  return {
    file: '/catalogue.yaml',
    hash: '',
    vintage: 'reference_year',
    publisher: null,
    languages: ['en'],
    sources: {
      health_care: {
        name: 'health_care',
        files: 'health_care/{year}/*.parquet',
        format: 'parquet',
        delimiter: ',',
        encoding: 'utf-8' as const,
        decimal: '.',
        nulls: [],
        optional: false,
        code: 'code',
        date: 'date',
        columns: Object.fromEntries([
          column('beneficiary', 'BIGINT'),
          column('code', 'INTEGER'),
          column('date', 'DATE'),
          column('quantity', 'INTEGER'),
          column('profession', 'INTEGER'),
          column('qualification', 'INTEGER'),
          column('practice', 'INTEGER'),
        ]),
      },
    },
    checks: {},
    entities: {
      beneficiary: {
        name: 'beneficiary',
        label: { en: 'beneficiaries' },
        relation: 'population',
        key: 'beneficiary',
        outsiders: 'left_out',
        units: ['municipality'],
      },
    },
    dimensions: { age: { name: 'age', label: { en: 'age' }, entity: 'beneficiary', members: groups } },
    ...withGroups(declare(variables), groups),
    parameters: {},
    standardPopulations: {},
    keywords: {},
    indicators: Object.fromEntries(cubes.map((cube) => [cube.code, indicatorOf(cube, world)])),
    invariants: {},
    gates: {},
    disclosure: { beneficiary: policyOf(policy) },
    releases: { keep: null },
    site: null,
    tests: {},
    relations: {},
  };
}

/** The variable that is 1 for whoever is in a group. */
export function memberOf(group: string): string {
  return `age ${group}`;
}

function withGroups<T extends { readonly variables: Catalogue['variables'] }>(
  declared: T,
  groups: readonly string[],
): T {
  const tests = groups.map((group): [string, Variable] => [
    memberOf(group),
    {
      kind: 'relation',
      name: memberOf(group),
      label: { en: group },
      entity: 'beneficiary',
      relation: 'population',
      column: 'age',
      test: { kind: 'member', attribute: 'age', members: [group] },
    },
  ]);
  return { ...declared, variables: { ...declared.variables, ...Object.fromEntries(tests) } };
}

/** The terms of a figure: numerator and denominator, over the members of a group or over all. */
export function termsOf(
  { asked, among }: Pick<Cube, 'asked' | 'among'>,
  names: readonly string[],
): { numerator: Term; denominator: Term } {
  const { numerator, denominator } = termsOfAll(asked, names);
  if (among === undefined) return { numerator, denominator };
  const condition: VariableCondition = { variable: memberOf(among), atLeast: { kind: 'number', value: 1 } };
  const narrow = (term: Term): Term => ({ ...term, where: [...term.where, condition] });
  return { numerator: narrow(numerator), denominator: narrow(denominator) };
}

function termsOfAll(asked: Asked, names: readonly string[]): { numerator: Term; denominator: Term } {
  const variable = names[asked.variable] ?? '';
  const atLeast = (of: string, value: number): VariableCondition => ({
    variable: of,
    atLeast: { kind: 'number', value },
  });
  const everybody: Term = { kind: 'members', where: [] };
  switch (asked.kind) {
    case 'share':
      return { numerator: { kind: 'members', where: [atLeast(variable, asked.atLeast)] }, denominator: everybody };
    case 'both': {
      const over = names[asked.over] ?? '';
      const where = [...new Set([variable, over])].map((name) => atLeast(name, 1));
      return { numerator: { kind: 'members', where }, denominator: everybody };
    }
    case 'rate':
      return { numerator: { kind: 'total', variable, where: [] }, denominator: everybody };
    case 'mean': {
      const where = [atLeast(names[asked.over] ?? '', 1)];
      return { numerator: { kind: 'total', variable, where }, denominator: { kind: 'members', where } };
    }
    case 'ratio': {
      const divisor: Term = { kind: 'total', variable: names[asked.over] ?? '', where: [] };
      return { numerator: { kind: 'total', variable, where: [] }, denominator: divisor };
    }
    case 'percentile': {
      const where = asked.casesOnly ? [atLeast(variable, 1)] : [];
      return { numerator: { kind: 'total', variable, where: [] }, denominator: { kind: 'members', where } };
    }
  }
}

const KINDS = {
  share: 'share',
  both: 'share',
  rate: 'rate',
  mean: 'mean',
  ratio: 'ratio',
  percentile: 'percentile',
} as const;
const PER = { share: 100, both: 100, rate: 1000, mean: 1, ratio: 100, percentile: 1 } as const;

function indicatorOf(
  { code, asked, byGroup, smallest, among }: Cube,
  { variables }: Pick<World, 'variables'>,
): Indicator {
  const terms = termsOf(
    { asked, ...(among !== undefined && { among }) },
    variables.map(({ name }) => name),
  );
  const measure: Measure = {
    kind: KINDS[asked.kind],
    entity: 'beneficiary',
    ...terms,
    per: PER[asked.kind],
    unitScale: 1,
    events: asked.kind === 'rate',
    ...(asked.kind === 'percentile' && { percentile: { percent: asked.percent, unit: 1 } }),
  };
  const text = { en: code };
  return {
    code,
    title: text,
    description: text,
    unit: text,
    remarks: [],
    keywords: [],
    related: [],
    replaces: [],
    status: 'ours',
    measure,
    interval: null,
    standard: null,
    dimensions: byGroup ? ['age'] : [],
    smallestLevel: smallest,
    availableFrom: YEAR,
    levelsFrom: {},
    schedule: { refresh: 'Q4', lagYears: 2 },
    metadataDate: '2025-01-01',
    interpretations: [],
  };
}

function policyOf({
  threshold,
  distinguishPrimary,
  denominators,
  nested = false,
  width = 1,
  percentiles = { members: 2 * threshold, beyond: threshold },
}: WorldPolicy): Catalogue['disclosure'][string] {
  return {
    kind: 'threshold',
    method: 'linked',
    threshold,
    complements: false,
    denominators,
    gaps: true,
    nested_differences: nested ? 'protect' : 'report',
    distinguish_primary: distinguishPrimary,
    width,
    dominance: null,
    percentiles,
    withhold: [],
    sparse: 1,
    costs: {
      levels: { country: 100, region: 50, province: 30, arrondissement: 20, municipality: 10, sector: 1 },
      total: 0.8,
      headlines: 1,
    },
  };
}

/**
 * Emits a cube: a view of the cells that were counted, with the contract's columns and its support.
 */
import type { Catalogue, Indicator } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  cast,
  column,
  type Expression,
  equal,
  isIn,
  type Join,
  join,
  NULL,
  number,
  type OutputColumn,
  printCreate,
  printQuery,
  printText,
  type Query,
  type Select,
  table,
  text,
} from '../../query/index.ts';
import {
  type CellTable,
  type CubeStep,
  cellsOf,
  countTable,
  figureColumn,
  membersBehind,
  percentileTable,
  readOver,
  standardised,
  standardTable,
} from '../cube-steps.ts';
import type { Statement } from '../statement.ts';
import { byEventsColumn, EVENTS_TYPE, squaresColumn } from './emit-count.ts';
import {
  FIGURE_COLUMNS,
  figuresQuery,
  limitedQuery,
  observedValue,
  STANDARD_COLUMNS,
  SUPPORT_COLUMNS,
} from './emit-figures.ts';

/** The keys of a cube, in the order of its columns and of its rows. */
export function keyColumns(dimensions: readonly string[]): string[] {
  return ['time_period', 'area_level', 'ref_area', ...dimensions];
}

/** The columns of the two files of a cube, keys first. */
export function cubeColumns(indicator: Indicator): {
  readonly cube: readonly string[];
  readonly support: readonly string[];
} {
  const keys = keyColumns(indicator.dimensions);
  return { cube: [...keys, ...FIGURE_COLUMNS], support: [...keys, ...SUPPORT_COLUMNS] };
}

/**
 * Copies columns of a cube to a file, sorted by every key: without it the bytes differ from
 * run to run.
 */
export function emitCopy(indicator: Indicator, columns: readonly string[], file: string): string {
  const select: Select = {
    kind: 'select',
    columns: columns.map((name) => as(name, column(name))),
    from: table(indicator.code),
    orderBy: keyColumns(indicator.dimensions).map((key) => column(key)),
  };
  return `COPY (\n${printQuery(select)}\n) TO ${printText(file)} (FORMAT parquet, COMPRESSION zstd)`;
}

/**
 * Emits `<dimension>_margin (member, <dimension>)`: every member counts in its own rows and in
 * `total`, an unknown one in `total` only.
 */
export function emitMargin(catalogue: Catalogue, dimension: string): Statement {
  const members = catalogue.dimensions[dimension]?.members ?? [];
  const rows = [
    ...members.map((m) => [text(m), text(m)]),
    ...members.map((m) => [text(m), text('total')]),
    [cast(NULL, 'VARCHAR'), text('total')],
  ];
  const name = `${dimension}_margin`;
  const sql = printCreate({
    kind: 'create',
    object: 'table',
    name,
    query: { kind: 'values', columns: ['member', dimension], rows },
  });
  return {
    id: `margin ${dimension}`,
    step: 'margin',
    role: 'table',
    purpose: `the rows that count each member of ${dimension}`,
    sql,
    reads: [],
    writes: name,
  };
}

/**
 * Emits one indicator and year as a view of what is counted: keys, figures, support; unprotected
 * (conf_status N).
 */
export function emitCube(catalogue: Catalogue, step: CubeStep, year: number): Statement {
  const indicator = catalogue.indicators[step.indicator] as Indicator;
  const cells = cellsOf(step);
  const over = overTable(step);
  const keys = keyColumns(indicator.dimensions);
  const parts = rowsOf(step).map((rows) => countedQuery(rows, indicator.dimensions, cells, year));
  const [all] = parts;
  const counted: Query = all !== undefined && parts.length === 1 ? all : { kind: 'union_all', parts };
  const named = [
    { name: 'counted', query: counted },
    ...limitedQuery(step, keys).map((query) => ({ name: 'limited', query })),
  ];
  const query: Query = { kind: 'with', named, query: figuresQuery(step, keys) };
  return {
    id: `cube ${step.indicator}`,
    step: 'cube',
    role: 'view',
    purpose: `${indicator.title.en ?? step.indicator}: ${step.levels.join(', ')}${indicator.dimensions.length > 0 ? ` by ${indicator.dimensions.join(', ')}` : ''}`,
    sql: printCreate({ kind: 'create', object: 'view', name: step.indicator, query }),
    reads: [
      cells.table,
      ...(over === undefined ? [] : [over]),
      ...(step.percentile === undefined ? [] : [percentileTable(step.indicator)]),
      ...(step.standard === null ? [] : [standardTable(cells.table, step.standard.population)]),
    ],
    writes: step.indicator,
  };
}

/**
 * Emits queries of one row: the figures of the country of all cubes that read the same cells,
 * `<code> numerator, <code> denominator, <code> value`.
 */
export function emitCountry(cubes: readonly CubeStep[]): string[] {
  const [across, within] = [
    cubes.filter(({ over }) => over !== undefined),
    cubes.filter(({ over }) => over === undefined),
  ];
  const tables = new Map(within.map((cube) => [cellsOf(cube).table, cellsOf(cube)]));
  const queries = [...tables.values()].map((cells) => {
    const columns = within
      .filter((cube) => cellsOf(cube).table === cells.table)
      .flatMap((cube) => {
        // The value of a percentile is no quotient; it stands in its cube alone.
        const numerator = cube.percentile === undefined ? column(figureColumn(cube.numerator)) : NULL;
        const denominator = cube.denominator === null ? NULL : counted(cube, column(figureColumn(cube.denominator)));
        const value = observedValue(cube, numerator, denominator);
        return Object.entries({ numerator, denominator, value }).map(([name, of]) =>
          as(`${cube.indicator} ${name}`, of),
        );
      });
    const margin = cells.dimensions.map((d) => equal(column(d), text('total')));
    const where = all(equal(column('area_level'), text('country')), ...margin);
    return printQuery({ kind: 'select', columns, from: table(cells.table), where });
  });
  return [...queries, ...across.map(countryAcross)];
}

/** What is divided by: members, or members for every day of the period. */
function counted({ days }: Pick<CubeStep, 'days'>, denominator: Expression): Expression {
  return days === undefined ? denominator : binary('*', denominator, number(days));
}

/** The same of a cube that reads cells of two entities, where they stand in one row. */
function countryAcross({ indicator }: CubeStep): string {
  const names = { numerator: 'numerator', denominator: 'denominator', value: 'obs_value' };
  return printQuery({
    kind: 'select',
    columns: Object.entries(names).map(([name, from]) => as(`${indicator} ${name}`, column(from))),
    from: table(indicator),
    where: equal(column('area_level'), text('country')),
  });
}

/** Some rows of a cube: of all claims, or of those of one group. */
interface CubeRows extends CubeStep {
  /** What the dimension of the event is there. */
  readonly at?: { readonly dimension: string; readonly member: string };
}

/** The rows of all claims, and after them those of each group. */
function rowsOf(step: CubeStep): CubeRows[] {
  const { groups } = step;
  if (groups === undefined) return [step];
  const { dimension } = groups;
  const ofGroups = groups.members.map(
    ({ member, ...pair }): CubeRows => ({ ...step, ...pair, at: { dimension, member } }),
  );
  return [{ ...step, at: { dimension, member: 'total' } }, ...ofGroups];
}

/** Rows of the cube with what was counted for them. */
function countedQuery(rows: CubeRows, dimensions: readonly string[], cells: CellTable, year: number): Select {
  const { numerator, denominator, standard, at } = rows;
  const over = overTable(rows);
  const divisor = denominator?.take === 'total' ? denominator : null;
  const cell = (name: string) => column(name, cells.table);
  const keys = ['area_level', 'ref_area', ...dimensions].map((key) =>
    as(key, key === at?.dimension ? text(at.member) : cell(key)),
  );
  const counts: OutputColumn[] = [
    as('numerator', cell(figureColumn(numerator))),
    as(
      'denominator',
      denominator === null
        ? cast(NULL, 'BIGINT')
        : counted(rows, column(figureColumn(denominator), over ?? cells.table)),
    ),
    as('numerator_members', cell(figureColumn(membersBehind(numerator)))),
    as('members_by_events', rows.events ? cell(byEventsColumn(numerator)) : cast(NULL, EVENTS_TYPE)),
    as('denominator_members', divisor === null ? cast(NULL, 'BIGINT') : cell(figureColumn(membersBehind(divisor)))),
    ...(rows.events ? [as('squares', cell(squaresColumn(numerator)))] : []),
  ];
  const joins: Join[] = [];
  if (over !== undefined) {
    const shared = ['area_level', 'ref_area'];
    joins.push(join('inner', table(over), all(...shared.map((key) => equal(column(key, over), cell(key))))));
  }
  if (standard === null) counts.push(as('least_stratum', cast(NULL, 'BIGINT')));
  else if (at !== undefined && at.member !== 'total') {
    // Values are standardised in the total alone.
    for (const of of STANDARD_COLUMNS)
      counts.push(as(of.as, cast(NULL, of.as === 'least_stratum' ? 'BIGINT' : 'DOUBLE')));
  } else {
    const name = standardTable(cells.table, standard.population);
    counts.push(...STANDARD_COLUMNS.map((of) => as(of.as, column(`${of.value} ${standardised(rows)}`, name))));
    const shared = ['area_level', 'ref_area', ...cells.dimensions];
    joins.push(join('left', table(name), all(...shared.map((key) => equal(column(key, name), cell(key))))));
  }
  if (rows.percentile !== undefined) {
    const name = percentileTable(rows.indicator);
    counts.push(as('percentile', column('value', name)));
    const shared = ['area_level', 'ref_area', ...cells.dimensions];
    joins.push(join('left', table(name), all(...shared.map((key) => equal(column(key, name), cell(key))))));
  }
  // A cell of a dimension that the cube is not broken down by: its margin.
  const margin = without(cells.dimensions, ...rows.dimensions).map((d) => equal(cell(d), text('total')));
  return {
    kind: 'select',
    columns: [as('time_period', cast(number(year), 'INTEGER')), ...keys, ...counts],
    from: table(cells.table),
    joins,
    where: all(isIn(cell('area_level'), rows.levels.map(text)), ...margin),
  };
}

/** The cells of the other entity that a cube divides by. */
function overTable(step: CubeStep): string | undefined {
  const over = readOver(step);
  return over && countTable(over);
}

function without(names: readonly string[], ...others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

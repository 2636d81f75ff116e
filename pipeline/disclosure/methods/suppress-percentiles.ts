/**
 * Percentiles after all that is counted: one is shown where its members are enough, where every
 * figure that it says something of is shown, and where what is left out of it is nobody or enough.
 */
import { keyColumns } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { codeOfPart, divisorPart, groupOfPart } from '../cells/cube-parts.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { CubeOfFigure, ShownCell } from '../cells/figures-shown.ts';
import { percentileRuleOf } from '../cells/percentile-rule.ts';
import { judgePercentile } from '../suppress/judge-percentile.ts';
import { areasAbove, type PercentileCell } from '../suppress/percentile-rests.ts';
import { indicatorOf, policyOf } from './primary.ts';
import type { UnprotectedCube, YearCubes } from './protection.ts';
import { readPlaces } from './read-figures.ts';

type StatusTables = Readonly<Record<string, string>>;

/**
 * Suppresses rows of the percentiles among some cubes, by what became of all rows; none of theirs
 * is marked as sensitive (`A`).
 */
export async function suppressPercentiles(
  year: YearCubes,
  figureRelations: FigureRelations,
  statusTables: StatusTables,
): Promise<void> {
  const own = year.cubes.flatMap((cube) => {
    const percentile = figureRelations.cubes[divisorPart(cube.code)]?.percentile;
    return percentile === undefined ? [] : [{ cube, percentile }];
  });
  if (own.length === 0) return;
  const above = areasAbove(await readPlaces(year.engine, year.catalogue, year.year));
  const readCells = openCells(year, statusTables);
  for (const { cube, percentile } of own) {
    const policy = policyOf(year.catalogue, cube.code);
    if (policy.kind === 'none') continue;
    const cells = await readPercentile(year, cube, statusTables);
    const isShown = cells.map((cell) => cell.isShown);
    const beside: CubeOfFigure[][] = [];
    for (const figure of percentile.beside) {
      const cubes: CubeOfFigure[] = [];
      for (const other of cubesOf(figureRelations, figure)) cubes.push(await readCells(other));
      beside.push(cubes);
    }
    const { dimensions } = indicatorOf(year.catalogue, cube.code);
    judgePercentile(cells, { ...percentile, rule: percentileRuleOf(policy), dimensions, beside, above });
    // That a row is marked would say that its members are few, and they may be few below the line
    // of another figure.
    await year.engine.execute(`UPDATE ${statusTables[cube.code]} SET conf_status = 'D' WHERE conf_status = 'A'`);
    const suppressed = cells.filter((cell, index) => isShown[index] === true && !cell.isShown);
    await writeSuppressed(year, cube.code, statusTables, suppressed);
  }
}

/** The parts of cubes that show a figure, but for percentiles of members. */
function cubesOf({ cubes }: Pick<FigureRelations, 'cubes'>, figure: string): string[] {
  const showing = Object.entries(cubes).filter(
    ([, { numerator, denominator, percentile }]) =>
      percentile === undefined && (numerator === figure || denominator === figure),
  );
  return showing.map(([part]) => part);
}

/** Reads what became of the rows of a part of a cube, once. */
function openCells({ engine, catalogue }: YearCubes, statusTables: StatusTables) {
  const read = new Map<string, CubeOfFigure>();
  return async (part: string): Promise<CubeOfFigure> => {
    const known = read.get(part);
    if (known !== undefined) return known;
    const [code, group] = [codeOfPart(part), groupOfPart(part)];
    const dimensions = indicatorOf(catalogue, code).dimensions.filter((name) => name !== group?.dimension);
    const where = group ? ` WHERE ${printName(group.dimension)} = ${printText(group.member)}` : '';
    const rows = await engine.query(
      `SELECT ${['ref_area', ...dimensions].map((name) => printName(name)).join(', ')}, conf_status = 'F' AS is_shown FROM ${statusTables[code]}${where}`,
    );
    const cells = rows.map(
      (row): ShownCell => ({
        area: String(row.ref_area),
        members: dimensions.map((name) => String(row[name])),
        isShown: row.is_shown === true,
      }),
    );
    const cube = { dimensions, cells };
    read.set(part, cube);
    return cube;
  };
}

async function readPercentile(
  { engine, catalogue }: YearCubes,
  { code, relation }: UnprotectedCube,
  statusTables: StatusTables,
): Promise<PercentileCell[]> {
  const { dimensions } = indicatorOf(catalogue, code);
  const keys = keyColumns(dimensions).map((key) => printName(key));
  const rows = await engine.query(
    `SELECT ${keys.join(', ')}, cube.denominator, cube.obs_value, decided.conf_status = 'F' AS is_shown
FROM ${printName(relation)} AS cube
JOIN ${statusTables[code]} AS decided USING (${keys.join(', ')})
ORDER BY ${keys.join(', ')}`,
  );
  return rows.map((row) => ({
    area: String(row.ref_area),
    members: dimensions.map((name) => String(row[name])),
    count: Number(row.denominator ?? 0),
    value: row.obs_value === null ? Number.NaN : Number(row.obs_value),
    isShown: row.is_shown === true,
  }));
}

async function writeSuppressed(
  { engine, catalogue, year }: YearCubes,
  code: string,
  statusTables: StatusTables,
  cells: readonly PercentileCell[],
): Promise<void> {
  if (cells.length === 0) return;
  const names = ['ref_area', ...indicatorOf(catalogue, code).dimensions].map((name) => printName(name));
  const rows = cells.map(({ area, members }) => `(${[area, ...members].map(printText).join(', ')})`);
  await engine.execute(
    `-- percentiles ${code} ${year}\nUPDATE ${statusTables[code]} AS own SET conf_status = 'D'
FROM (VALUES ${rows.join(', ')}) AS cell (${names.join(', ')})
WHERE ${names.map((name) => `own.${name} = cell.${name}`).join(' AND ')}`,
  );
}

/** The figures of one indicator for a program: cells one by one, all at once, or by column. */
import {
  FIGURES,
  type FigureRow,
  type FigureTable,
  makeTable,
  nameAreas,
  type OpenRelease,
  readYear,
  selectFigures,
} from '../export/index.ts';
import type { Cell, Cube, CubeColumns, CubeSelection, FigureName } from './release.ts';

/**
 * Makes the cube of an indicator; nothing is read yet.
 *
 * @param release An open release.
 * @param code An indicator of the release.
 * @param selection Years, levels, and the language of the names of areas.
 * @param number Distinguishes the cubes that a program has open at the same time.
 * @returns The cube, whose figures are read when they are asked for.
 * @throws `Failure` of the kind `usage` where a year or level is not published.
 */
export function makeCube(release: OpenRelease, code: string, selection: CubeSelection, number: number): Cube {
  const { language = 'en', years, levels } = selection;
  const [indicator] = selectFigures(release, {
    codes: [code],
    ...(years !== undefined && { years }),
    ...(levels !== undefined && { levels }),
  }).indicators;
  if (indicator === undefined) throw new Error(`nothing of ${code} is selected`);
  let table: Promise<FigureTable> | undefined;
  const prepare = () => {
    table ??= nameAreas(release, language).then(() => makeTable(release, indicator, language, `cube_${number}`));
    return table;
  };
  async function* cells() {
    const prepared = await prepare();
    for (const year of prepared.years)
      for (const row of await readYear(release, prepared, year)) yield readCell(prepared, row);
  }
  const rows = async () => {
    const found: Cell[] = [];
    for await (const cell of cells()) found.push(cell);
    return found;
  };
  return {
    code,
    years: indicator.years,
    levels: indicator.levels,
    [Symbol.asyncIterator]: cells,
    rows,
    columns: async () => inColumns(await prepare(), await rows()),
  };
}

function readCell({ sheet }: FigureTable, row: FigureRow): Cell {
  const number = (name: FigureName) => (row[name] === null ? null : Number(row[name]));
  return {
    time_period: Number(row.time_period),
    area_level: String(row.area_level) as Cell['area_level'],
    ref_area: String(row.ref_area),
    area_name: String(row.area_name),
    members: Object.fromEntries(sheet.dimensions.map(({ name }) => [name, String(row[name])])),
    numerator: number('numerator'),
    denominator: number('denominator'),
    obs_value: number('obs_value'),
    ci_lower: number('ci_lower'),
    ci_upper: number('ci_upper'),
    std_value: number('std_value'),
    std_ci_lower: number('std_ci_lower'),
    std_ci_upper: number('std_ci_upper'),
    obs_status: String(row.obs_status) as Cell['obs_status'],
    conf_status: String(row.conf_status) as Cell['conf_status'],
  };
}

function inColumns({ sheet }: FigureTable, cells: readonly Cell[]): CubeColumns {
  const figures = FIGURES.map((name) => [name, Float64Array.from(cells, (cell) => cell[name] ?? Number.NaN)] as const);
  return {
    length: cells.length,
    time_period: Int32Array.from(cells, ({ time_period }) => time_period),
    area_level: cells.map(({ area_level }) => area_level),
    ref_area: cells.map(({ ref_area }) => ref_area),
    area_name: cells.map(({ area_name }) => area_name),
    members: Object.fromEntries(
      sheet.dimensions.map(({ name }) => [name, cells.map(({ members }) => members[name] ?? 'total')]),
    ),
    ...(Object.fromEntries(figures) as Record<FigureName, Float64Array>),
    obs_status: cells.map(({ obs_status }) => obs_status),
    conf_status: cells.map(({ conf_status }) => conf_status),
  };
}

/** Explanations of a small country's figures, in this process. */
import { join } from 'node:path';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type ExplainRequest, type Explanation, explain } from '../../pipeline/explain/index.ts';
import type { Cell } from '../oracle/index.ts';
import { readParquet } from '../support/read-cube.ts';

/** Explains a figure of the current release, or as the request says otherwise. */
export function explained(
  catalogue: Catalogue,
  dataRoot: string,
  code: string,
  year: number,
  area: string,
  rest: Partial<ExplainRequest> = {},
): Promise<Explanation> {
  return explain({
    catalogue,
    dataRoot,
    code,
    year,
    area,
    members: {},
    where: { kind: 'release', name: 'current' },
    language: 'en',
    sql: false,
    engine: { threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'tmp') },
    ...rest,
  });
}

/** The rows of a cube as it is published, or as it was computed. */
export function rowsOf(dataRoot: string, code: string, year: number, folder = 'releases/current'): Promise<Cell[]> {
  return readParquet(join(dataRoot, folder, 'cubes', code, `year=${year}`, `${code}.parquet`));
}

/** The members of a row's dimensions. */
export function membersOf(row: Cell): Record<string, string> {
  return row.age_group === undefined ? {} : { age_group: String(row.age_group) };
}

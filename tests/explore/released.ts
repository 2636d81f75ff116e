/** A small country with a release of three years, and sessions over it. */
import { join } from 'node:path';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { EngineOptions } from '../../pipeline/engine/index.ts';
import { type Answer, type AnswerValue, type Explorer, openExplorer, workViews } from '../../pipeline/explore/index.ts';
import { refreshOf } from '../refresh/refreshing.ts';
import { deliver, makeCatalogue, open } from '../refresh/small-country.ts';
import { sceneOf } from '../support/scene.ts';

export interface Released {
  readonly file: string;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly atlas: string;
}

/** Three indicators in 2021 to 2023, released as 2025Q4. */
export async function release(): Promise<Released> {
  const file = makeCatalogue((document) => {
    delete document.indicators.stat_020_033;
    // So few people would show next to nothing otherwise.
    document.disclosure.beneficiary = { threshold: 5, method: 'primary' };
  });
  const catalogue = open(file);
  // One sector has next to no patients of a medical house: it is suppressed.
  const claims = 'code <> 109616 OR i % 18 <> 1 OR i < 100';
  const dataRoot = await sceneOf('explored', {}, async (folder) => {
    for (let year = 2021; year <= 2023; year += 1) await deliver(folder, year, { claims });
    await refreshOf(catalogue, folder, '2025Q4', { catchUp: true });
  });
  return { file, catalogue, dataRoot, atlas: join(dataRoot, 'releases', 'current', 'atlas.duckdb') };
}

export function engineOf(dataRoot: string): EngineOptions {
  return { threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'spill') };
}

/** A session, with or without what lies in the work folder. */
export async function explore(
  { atlas, catalogue, dataRoot }: Released,
  more: { readonly work?: boolean; readonly allowFiles?: boolean; readonly target?: string } = {},
): Promise<Explorer> {
  const { work, ...rest } = more;
  const engine = engineOf(dataRoot);
  return openExplorer({ atlas, engine, ...rest, ...(work && { work: await workViews(catalogue, dataRoot, engine) }) });
}

export async function rowsOf(answer: Answer): Promise<Record<string, AnswerValue>[]> {
  const rows: Record<string, AnswerValue>[] = [];
  for await (const batch of answer.rows)
    for (const row of batch) rows.push(Object.fromEntries(answer.columns.map(({ name }, i) => [name, row[i] ?? null])));
  return rows;
}

/** What a statement says when it is refused; throws where it is not. */
export async function refusalOf(explorer: Explorer, sql: string): Promise<{ kind: string; message: string }> {
  try {
    await rowsOf(await explorer.ask(sql));
  } catch (error) {
    const { kind, message } = error as { kind: string; message: string };
    return { kind, message };
  }
  throw new Error(`this was run: ${sql}`);
}

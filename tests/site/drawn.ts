/** A small release and the site that is drawn of it, for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, type SiteReport, type SiteRequest } from '../../pipeline/site/index.ts';
import { computed, deliver, engineOf, primary, publish } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { copyTree, sceneOf } from '../support/scene.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

/** A share and a rate by age, a share by sector, a count. */
export const CODES = ['cube_013_001', 'cube_013_004', 'stat_003_007', 'stat_020_033'] as const;
export const YEARS = [2022, 2023] as const;
export const LANGUAGES = ['fr', 'nl', 'en', 'de'] as const;

/** A data root with two releases: 2025Q4, and 2026Q4, which revises 2023. */
export async function released(): Promise<string> {
  return sceneOf('two-releases', {}, async (dataRoot) => {
    copyTree(await computed(CODES, YEARS), dataRoot);
    await publish(dataRoot, '2025Q4', CODES, YEARS, { catalogue: primary });
    await deliver(dataRoot, [2023], 2);
    await runPipeline(primary, dataRoot, { codes: CODES, years: [2023] });
    await publish(dataRoot, '2026Q4', CODES, [2023], { catalogue: primary });
  });
}

/** Draws a site into a folder of its own. */
export function draw(dataRoot: string, rest: Partial<SiteRequest> = {}): Promise<SiteReport> {
  return buildSite({
    dataRoot,
    release: 'current',
    out: join(makeDataRoot(), 'site'),
    assets: join(REPOSITORY, 'dist', 'site'),
    engine: engineOf(dataRoot),
    ...rest,
  });
}

/** Paths of the files below a folder, ascending. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What a script of data puts. */
export function readPut<T>(file: string): T {
  const text = readFileSync(file, 'utf8');
  const put = /atlas\.put\("[^"]*",([\s\S]*)\);\n$/.exec(text)?.[1];
  if (put === undefined) throw new Error(`${file} puts nothing`);
  return JSON.parse(put) as T;
}

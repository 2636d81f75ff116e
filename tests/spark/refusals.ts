/** Runs that are refused, with files of this machine and with files at URIs. */
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Source } from '../../pipeline/catalogue/index.ts';
import { type Application, type Cluster, type Elsewhere, withDuckDB } from '../../pipeline/engine/index.ts';
import { refuseExchangedElsewhere } from '../../pipeline/run/elsewhere.ts';
import { filesIn, runCubes } from '../../pipeline/run/index.ts';
import { delivered, fileOf } from '../input/deliver.ts';
import { atUris, elsewhere } from './installed.ts';

const ENGINE = { threads: 1, memoryLimit: '1GB' };

/** Why a run is refused. */
export function refusalOf(of: Catalogue, dataRoot: string, cluster?: Cluster, far?: Elsewhere): Promise<string> {
  return runCubes({
    catalogue: of,
    dataRoot,
    codes: ['cube_013_001'],
    years: [2023],
    engine: { ...ENGINE, tempDirectory: join(dataRoot, 'tmp'), ...(far && { elsewhere: far }) },
    ...(cluster && { cluster }),
  }).then(() => 'not refused', String);
}

/** Names of files without the folder that all of them lie in. */
export const below = (root: string, message: string) => message.replaceAll(`${root}/`, '');

export const NO_UTF_8 = 'text is not UTF-8';

/** A delivery with bytes in a text that are no UTF-8. */
export async function brokenText(): Promise<string> {
  const dataRoot = await delivered();
  const file = fileOf(dataRoot, 'population');
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    bytes.map((byte, i) => (bytes.subarray(i, i + 9).toString() === '11001A00-' ? 0xff : byte)),
  );
  return dataRoot;
}

/** What is said of a file that is written again after it was listed. */
export async function exchangedWhileRead(catalogue: Catalogue, application: Application): Promise<string> {
  const dataRoot = await delivered();
  const source = atUris(catalogue, dataRoot).sources.health_care as Source;
  const options = { ...ENGINE, tempDirectory: join(dataRoot, 'tmp'), elsewhere: elsewhere(application) };
  return withDuckDB(options, undefined, async (engine) => {
    const input = await filesIn(engine, source, 2023, { dataRoot, referenceRoot: '' });
    await refuseExchangedElsewhere(options, [input]);
    utimesSync(fileOf(dataRoot, 'health_care'), 1_700_000_000, 1_700_000_000);
    const message = await refuseExchangedElsewhere(options, [input]).then(() => 'not refused', String);
    return below(`file://${dataRoot}`, message);
  });
}

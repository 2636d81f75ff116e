/** `cubes demo`: a small synthetic Belgium, its indicators, and where the figures are. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openCatalogue } from '../../catalogue/index.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';
import { runWithProgress } from './run.ts';
import { generate, type SynthOptions } from './synth.ts';

/** Synthesises claims where there are none, and computes all indicators from them. */
export async function demo(options: Omit<SynthOptions, 'seed'>): Promise<void> {
  const dataRoot = dataRootOf(options);
  const claims = join(dataRoot, 'claims');
  const has = (year: number) => existsSync(join(claims, 'health_care', `year=${year}`));
  if (options.years.every(has)) process.stderr.write(`claims are there already: ${relative('', claims)}\n`);
  else {
    process.stderr.write(`synthesising ${options.beneficiaries.toLocaleString('en-GB')} beneficiaries …\n`);
    await generate({ ...options, seed: 1 });
  }
  const manifest = await runWithProgress([], { ...options, fuse: true });
  if (options.json) {
    printJson('demo', manifest);
    return;
  }

  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const { years } = options;
  // The published sheets stand for the family: the whole of it would not be a small table.
  const published = Object.values(catalogue.indicators).filter(({ status }) => status === 'sheet');
  const rows = published.map(({ code, title, unit }) => [
    code,
    title.en ?? code,
    ...years.map(
      (year) => manifest.cubes.find((cube) => cube.code === code && cube.year === year)?.country.value ?? null,
    ),
    unit.en ?? '',
  ]);
  process.stdout.write(
    [
      '',
      printTable(['code', 'Belgium (synthetic data)', ...years.map(String), 'unit'], rows),
      '',
      `${manifest.cubes.length} cubes of ${Object.keys(catalogue.indicators).length} indicators, by municipality and age or by sector, in ${relative('', join(dataRoot, 'work', 'cubes'))}/<code>/year=<year>/<code>.parquet`,
      `the run, with every statement and input: ${relative('', join(dataRoot, 'work', 'runs', `${manifest.id}.json`))}`,
      'unprotected figures on synthetic data: not for publication.',
      '',
    ].join('\n'),
  );
}

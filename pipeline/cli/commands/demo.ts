/**
 * `cubes demo`: a small synthetic Belgium, the published indicators released and drawn, and the
 * page to open.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quarterOf } from '../../base/index.ts';
import { type Catalogue, openCatalogue } from '../../catalogue/index.ts';
import { refresh } from '../../refresh/index.ts';
import type { RunManifest } from '../../run/index.ts';
import type { SiteReport } from '../../site/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';
import { listen } from '../refresh-log.ts';
import { runWithProgress } from './run.ts';
import { printSite, writeSite } from './site.ts';
import { generate, type SynthOptions } from './synth.ts';

/** Synthesises claims where there are none, releases the published indicators, and draws them. */
export async function demo(options: Omit<SynthOptions, 'seed'>): Promise<void> {
  const dataRoot = dataRootOf(options);
  const claims = join(dataRoot, 'claims');
  const has = (year: number) => existsSync(join(claims, 'health_care', `year=${year}`));
  if (options.years.every(has)) process.stderr.write(`claims are there already: ${relative('', claims)}\n`);
  else {
    process.stderr.write(`synthesising ${options.beneficiaries.toLocaleString('en-GB')} beneficiaries …\n`);
    await generate({ ...options, seed: 1 });
  }
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  // The published sheets stand for the family: the whole of it would take minutes to protect.
  const codes = Object.values(catalogue.indicators)
    .filter(({ status }) => status === 'sheet')
    .map(({ code }) => code);
  process.stderr.write('computing, protecting and releasing figures …\n');
  const manifest = await runWithProgress(codes, { ...options, fuse: true });
  await publish(catalogue, codes, options);
  process.stderr.write('drawing the atlas …\n');
  const { json: _, ...rest } = options;
  const site = await writeSite('current', {
    ...rest,
    out: join(dataRoot, 'site'),
    lang: 'fr,nl,en,de',
    force: true,
  });
  if (options.json) printJson('demo', manifest);
  else process.stdout.write(`${printDemo(catalogue, codes, options.years, manifest, site)}\n`);
}

/** Releases what was computed, unless it is published already. */
async function publish(
  catalogue: Catalogue,
  codes: readonly string[],
  options: Omit<SynthOptions, 'seed'>,
): Promise<void> {
  const dataRoot = dataRootOf(options);
  const now = new Date();
  const listener = listen('text');
  try {
    await interruptible((signal) =>
      refresh({
        catalogue,
        dataRoot,
        quarter: quarterOf(now),
        only: codes,
        years: options.years,
        catchUp: true,
        changed: true,
        force: false,
        accept: [],
        engine: engineOptionsOf(options, dataRoot),
        now,
        onEvent: listener.onEvent,
        signal,
      }),
    );
  } finally {
    listener.end();
  }
}

function printDemo(
  catalogue: Catalogue,
  codes: readonly string[],
  years: readonly number[],
  manifest: RunManifest,
  site: SiteReport,
): string {
  const rows = codes.map((code) => [
    code,
    catalogue.indicators[code]?.title.en ?? code,
    ...years.map(
      (year) => manifest.cubes.find((cube) => cube.code === code && cube.year === year)?.country.value ?? null,
    ),
    catalogue.indicators[code]?.unit.en ?? '',
  ]);
  return [
    '',
    printTable(['code', 'Belgium (synthetic data)', ...years.map(String), 'unit'], rows),
    '',
    printSite({ ...site, out: relative('', site.out) || site.out }),
  ].join('\n');
}

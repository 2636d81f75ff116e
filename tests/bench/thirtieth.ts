/**
 * What the thirtieth indicator costs: one delivery with 5, 15 and 30 indicators, interleaved, the
 * median of five runs each, as a Markdown table. `npm run bench -- thirtieth 100000`
 * (beneficiaries; a second number is the threads). No part of the tests: what it prints depends on
 * the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, openCatalogue, referenceRootOf } from '../../pipeline/catalogue/index.ts';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { type RunManifest, runCubes } from '../../pipeline/run/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';

interface Sample {
  readonly seconds: number;
  /**
   * Of all threads: it hardly depends on who else works on the machine, so what an indicator adds
   * is reported in it.
   */
  readonly cpu: number;
  /** In statements that compare figures with each other. */
  readonly invariants: number;
}

const ROOT = process.cwd();
const YEAR = 2023;
const SIZES = [5, 15, 30];
const REPEATS = 5;
/** The indicators whose sheets are published come first. */
const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];

const [beneficiaries = 100_000, threads = cpus().length] = process.argv.slice(3).map(Number);
const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
const codes = [...SEEDS, ...Object.keys(catalogue.indicators).filter((code) => !SEEDS.includes(code))];
const dataRoot = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
const engine = { threads, memoryLimit: '2GB', tempDirectory: join(dataRoot, 'tmp') };

try {
  const claims = await prepare();
  const samples = new Map<number, Sample[]>(SIZES.map((size) => [size, []]));
  await compute(catalogue, 1);
  for (let repeat = 0; repeat < REPEATS; repeat += 1)
    for (const size of SIZES) samples.get(size)?.push(await compute(catalogue, size));
  const bare: Sample[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1)
    bare.push(await compute({ ...catalogue, invariants: {} }, Math.max(...SIZES)));
  console.log(report(claims, samples, bare));
} finally {
  rmSync(dataRoot, { recursive: true, force: true });
}

/** Makes the delivery, and gives its number of rows. */
async function prepare(): Promise<number> {
  const opened = await openDuckDB(engine);
  try {
    const { files } = await synthesise(opened, {
      dataRoot,
      referenceRoot: referenceRootOf(catalogue.file),
      sqlRoot: join(ROOT, 'sql'),
      beneficiaries,
      years: [YEAR],
      seed: 1,
      force: false,
    });
    return files.filter(({ path }) => path.includes('health_care')).reduce((sum, { rows }) => sum + rows, 0);
  } finally {
    opened.close();
  }
}

async function compute(asked: Catalogue, indicators: number): Promise<Sample> {
  const wanted = codes.slice(0, indicators);
  const before = process.cpuUsage();
  const manifest = await runCubes({ catalogue: asked, dataRoot, codes: wanted, years: [YEAR], engine });
  const { user, system } = process.cpuUsage(before);
  return { seconds: manifest.seconds, cpu: (user + system) / 1e6, invariants: secondsOf(manifest, 'invariant') };
}

function secondsOf({ years }: RunManifest, step: string): number {
  const statements = years.flatMap((year) => year.statements).filter((statement) => statement.step === step);
  return statements.reduce((sum, { seconds }) => sum + seconds, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report(claims: number, samples: ReadonlyMap<number, readonly Sample[]>, bare: readonly Sample[]): string {
  const medianOf = (found: readonly Sample[], figure: keyof Sample) => median(found.map((sample) => sample[figure]));
  let before: { size: number; cpu: number } | undefined;
  const rows = [...samples].map(([size, found]) => {
    const cpu = medianOf(found, 'cpu');
    const added = before && (cpu - before.cpu) / (size - before.size);
    before = { size, cpu };
    const cells = [
      String(size),
      medianOf(found, 'seconds').toFixed(2),
      cpu.toFixed(2),
      added === undefined ? '' : (added * 1000).toFixed(0),
      added === undefined ? '' : `${((added / cpu) * 100).toFixed(1)} %`,
      medianOf(found, 'invariants').toFixed(2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const machine = `${cpus()[0]?.model.trim()}, ${threads} threads, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return [
    `${beneficiaries.toLocaleString('en-GB')} beneficiaries, ${claims.toLocaleString('en-GB')} claims of ${YEAR}; ${machine}; median of ${REPEATS}.`,
    '',
    '| indicators | seconds | CPU seconds | CPU ms per added indicator | share of the run | seconds in invariants |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    `${Math.max(...SIZES)} indicators without invariants: ${medianOf(bare, 'seconds').toFixed(2)} s, ${medianOf(bare, 'cpu').toFixed(2)} CPU s.`,
  ].join('\n');
}

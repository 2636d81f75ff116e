/**
 * What checkpoints save: `npm run bench -- checkpoints 1200000` (beneficiaries; a second number is
 * the repeats). Computes every indicator of two years anew, one indicator whose variables were
 * collected before, and the indicators that change with one code list; the median CPU seconds of
 * each, of one year and of two, and what that comes to for ten. `BENCH_DATA` names a data root that
 * is there already, of which `work/` is replaced.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { listCheckpoints, removeCheckpoint } from '../../pipeline/store/index.ts';
import { measure, medianOf } from './measure.ts';

const ROOT = process.cwd();
const MAIN = join(ROOT, 'dist', 'cli', 'main.cjs');
const YEARS = [2022, 2023];
const FAR = 10;
const NEW_INDICATOR = 'cube_013_004';
/** Of each of these categories once, the first code ends in the middle of the first year. */
const CATEGORIES = ['mri', 'gmd'];

const [beneficiaries = 1_200_000, repeats = 3] = process.argv.slice(3).map(Number);
const scene = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
const dataRoot = process.env.BENCH_DATA ?? join(scene, 'data');

interface Way {
  readonly name: string;
  readonly args: readonly string[];
  /** What runs before each measured run, whose time does not count. */
  readonly before: () => void;
}

try {
  if (!existsSync(join(dataRoot, 'claims')))
    run(['synth', '--beneficiaries', String(beneficiaries), '--years', spanOf(2), '--data', dataRoot]);
  rmSync(join(dataRoot, 'work'), { recursive: true, force: true });
  run(['run', '--years', spanOf(2), '--data', dataRoot]);
  const kept = listCheckpoints(dataRoot).map(({ id }) => id);
  const bytes = listCheckpoints(dataRoot).reduce((sum, checkpoint) => sum + checkpoint.bytes, 0);
  const checks = readFileSync(join(dataRoot, 'work', 'checks.json'));
  const restore = () => {
    for (const { id } of listCheckpoints(dataRoot)) if (!kept.includes(id)) removeCheckpoint(dataRoot, id);
    writeFileSync(join(dataRoot, 'work', 'checks.json'), checks);
  };
  const changes = CATEGORIES.map((category): Way => {
    const catalogue = changedCatalogue(category);
    const codes = codesThatChange(catalogue);
    const name = `a code of ${category} ends: ${codes.length} indicators`;
    return { name, args: [...codes, '--catalogue', catalogue], before: restore };
  });
  const clean = () => rmSync(join(dataRoot, 'work'), { recursive: true, force: true });
  const ways: readonly Way[] = [
    { name: `one indicator (${NEW_INDICATOR}) on known variables`, args: [NEW_INDICATOR], before: restore },
    ...changes,
    { name: 'all indicators, from checkpoints', args: [], before: restore },
    { name: 'all indicators, without checkpoints', args: ['--no-checkpoint'], before: clean },
    { name: 'all indicators, checkpoints written', args: [], before: clean },
  ];
  const rows: { readonly name: string; readonly one: number; readonly two: number; readonly far: number }[] = [];
  for (const way of ways) {
    const [one, two] = [await cpuOf(way, 1), await cpuOf(way, 2)];
    rows.push({ name: way.name, one, two, far: one + (two - one) * (FAR - 1) });
  }
  const anew = rows.find(({ name }) => name === 'all indicators, without checkpoints');
  const share = (far: number) => `${((100 * far) / (anew?.far ?? Number.NaN)).toFixed(1)} %`;
  console.log(
    [
      `${beneficiaries.toLocaleString('en-GB')} beneficiaries; checkpoints of two years: ${(bytes / 1e6).toFixed(0)} MB; ${cpus()[0]?.model.trim()}; CPU seconds, median of ${repeats}.`,
      '',
      `| what | one year | two years | ${FAR} years, extrapolated | share of computing anew |`,
      '|---|---|---|---|---|',
      ...rows.map(
        ({ name, one, two, far }) =>
          `| ${name} | ${one.toFixed(1)} | ${two.toFixed(1)} | ${far.toFixed(0)} | ${share(far)} |`,
      ),
    ].join('\n'),
  );
} finally {
  rmSync(scene, { recursive: true, force: true });
}

async function cpuOf({ args, before }: Way, years: number): Promise<number> {
  const samples = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    before();
    samples.push(await measure([MAIN, 'run', ...args, '--years', spanOf(years), '--data', dataRoot]));
  }
  return medianOf(samples).cpu;
}

/** A copy of the catalogue of which one code ends in the middle of the first year. */
function changedCatalogue(category: string): string {
  const folder = join(scene, category);
  for (const path of ['indicators.yaml', 'data/reference', 'sql'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  const file = join(folder, 'data', 'reference', 'codes', 'nomenclature_sourced.csv');
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(`,${category},`) && line.includes(',,,'));
  lines[at] = (lines[at] ?? '').replace(',,,', `,,${YEARS[0]}-07-01,`);
  writeFileSync(file, lines.join('\n'));
  return join(folder, 'indicators.yaml');
}

/** The indicators that a refresh would compute again under another catalogue. */
function codesThatChange(catalogue: string): string[] {
  const printed = run(['plan', '--years', spanOf(1), '--catalogue', catalogue, '--data', dataRoot, '--json']);
  const { cubes } = JSON.parse(printed) as { cubes: { code: string; action: string }[] };
  return cubes.filter(({ action }) => action === 'compute').map(({ code }) => code);
}

function spanOf(years: number): string {
  return `${YEARS[0]}..${YEARS[years - 1]}`;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`cubes ${args.join(' ')}\n${stderr}`);
  return stdout;
}

/**
 * What checkpoints save: `npm run bench -- checkpoints 1200000` (beneficiaries; a second number is
 * the repeats, a third the years). Computes every indicator of the years anew, one indicator whose
 * variables were collected before, and the indicators that change with one code list; the median
 * CPU seconds of each, of one year and of all, and what that comes to for ten. `BENCH_DATA` names a
 * data root that is there already, of which `work/` is replaced.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { listCheckpoints, removeCheckpoint } from '../../pipeline/store/index.ts';
import { measure, medianOf } from './measure.ts';

const ROOT = process.cwd();
const MAIN = join(ROOT, 'dist', 'cli', 'main.cjs');
const FIRST = 2015;
const FAR = 10;
const NEW_INDICATOR = 'cube_013_004';
/** Of each of these categories once, the first code ends in the middle of the first year. */
const CATEGORIES = ['mri', 'gmd'];

const [beneficiaries = 1_200_000, repeats = 3, years = 2] = process.argv.slice(3).map(Number);
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
    run(['synth', '--beneficiaries', String(beneficiaries), '--years', spanOf(years), '--data', dataRoot]);
  rmSync(join(dataRoot, 'work'), { recursive: true, force: true });
  run(['run', '--years', spanOf(years), '--data', dataRoot]);
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
  const rows: { readonly name: string; readonly one: number; readonly all: number; readonly far: number }[] = [];
  for (const way of ways) {
    const [one, all] = [await cpuOf(way, 1), await cpuOf(way, years)];
    rows.push({ name: way.name, one, all, far: one + ((all - one) * (FAR - 1)) / (years - 1) });
  }
  const anew = rows.find(({ name }) => name === 'all indicators, without checkpoints');
  const share = (far: number) => `${((100 * far) / (anew?.far ?? Number.NaN)).toFixed(1)} %`;
  console.log(
    [
      `${beneficiaries.toLocaleString('en-GB')} beneficiaries; checkpoints of ${years} years: ${(bytes / 1e6).toFixed(0)} MB; ${cpus()[0]?.model.trim()}; CPU seconds, median of ${repeats}.`,
      '',
      `| what | one year | ${years} years | ${FAR} years${years === FAR ? '' : ', extrapolated'} | share of computing anew |`,
      '|---|---|---|---|---|',
      ...rows.map(
        ({ name, one, all, far }) =>
          `| ${name} | ${one.toFixed(1)} | ${all.toFixed(1)} | ${far.toFixed(0)} | ${share(far)} |`,
      ),
    ].join('\n'),
  );
} finally {
  rmSync(scene, { recursive: true, force: true });
}

async function cpuOf({ args, before }: Way, count: number): Promise<number> {
  const samples = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    before();
    samples.push(await measure([MAIN, 'run', ...args, '--years', spanOf(count), '--data', dataRoot]));
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
  lines[at] = (lines[at] ?? '').replace(',,,', `,,${FIRST}-07-01,`);
  writeFileSync(file, lines.join('\n'));
  return join(folder, 'indicators.yaml');
}

/** The indicators that a refresh would compute again under another catalogue. */
function codesThatChange(catalogue: string): string[] {
  const printed = run(['plan', '--years', spanOf(1), '--catalogue', catalogue, '--data', dataRoot, '--json']);
  const { cubes } = JSON.parse(printed) as { cubes: { code: string; action: string }[] };
  return cubes.filter(({ action }) => action === 'compute').map(({ code }) => code);
}

function spanOf(count: number): string {
  return `${FIRST}..${FIRST + count - 1}`;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`cubes ${args.join(' ')}\n${stderr}`);
  return stdout;
}

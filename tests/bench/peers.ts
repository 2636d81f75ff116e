/**
 * The same indicators of the same Parquet as projects of dbt-duckdb and SQLMesh and as a program in
 * Polars: `npm run bench -- peers --beneficiaries 116000`. They are installed from PyPI in a folder
 * of their own; figures are compared cell by cell before anything is printed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Indicator, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { defaultEngineOptions, openDuckDB } from '../../pipeline/engine/index.ts';
import { mapDateOf } from '../../pipeline/plan/index.ts';
import { writtenIn } from './cases.ts';
import { refuseDifferent, refuseOtherCounts } from './compare.ts';
import { dataRootOf, type Kept, prepare, sizeOf } from './delivery.ts';
import { readProject } from './hand-written/project.ts';
import { medianOf, type Sample } from './measure.ts';
import { imagingCodes, imagingOf, LOOKUPS } from './peers/imaging.ts';
import { databaseOf, writeDbt, writeSqlmesh } from './peers/projects.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    beneficiaries: { type: 'string', default: '116000' },
    repeats: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
    keep: { type: 'string', default: join(tmpdir(), 'cubes-bench') },
  },
});

const YEAR = 2024;
const root = process.cwd();
const catalogue = openCatalogue(join(root, 'indicators.yaml'), root);
const [beneficiaries, repeats, threads] = [
  Number(values.beneficiaries),
  Number(values.repeats),
  Number(values.threads),
];
const kept: Kept = { root: join(resolve(values.keep), String(beneficiaries)), beneficiaries, catalogue };
const dataRoot = dataRootOf(kept, 'arrival');
const work = join(kept.root, 'peers');
const { memoryLimit } = defaultEngineOptions(tmpdir());
const scripts = join(root, 'tests', 'bench', 'peers');
const cli = join(root, 'dist', 'cli', 'main.cjs');
const venv = join(resolve(values.keep), 'peers');
const tool = (name: string) => join(venv, 'bin', name);

const written = writtenIn(catalogue, YEAR);
const project = readProject({ root, dataRoot, year: YEAR, mapDate: mapDateOf(catalogue, YEAR), indicators: written });
const folderOf = (name: string) => join(work, name);
const run = ['run', '--years', String(YEAR), '--data', dataRoot, '--threads', String(threads), '--no-checkpoint'];

interface Subject {
  readonly label: string;
  readonly command: readonly string[];
  readonly prepare?: () => void;
  /** Refuses other figures than those of `cubes run`; once. */
  readonly compare?: () => Promise<void>;
}

const ALL = `${written.length} indicators`;
const IMAGING = `${imagingCodes().length} imaging indicators`;
const subjects: readonly Subject[] = [
  { label: `cubes run, ${ALL}`, command: [process.execPath, cli, ...run.toSpliced(1, 0, ...written)] },
  {
    label: `dbt-duckdb, ${ALL}`,
    command: [tool('dbt'), 'run', '--quiet', '--project-dir', folderOf('dbt'), '--profiles-dir', folderOf('dbt')],
    prepare: () => writeDbt({ project, folder: folderOf('dbt'), threads, memoryLimit }, folderOf('dbt/out')),
    compare: () =>
      refuseDifferent(indicatorsOf(written), (code) => [oursOf(code), join(folderOf('dbt/out'), `${code}.parquet`)]),
  },
  {
    label: `SQLMesh, ${ALL}`,
    command: [tool('sqlmesh'), '--paths', folderOf('sqlmesh'), 'plan', '--auto-apply', '--no-prompts'],
    prepare: () => writeSqlmesh({ project, folder: folderOf('sqlmesh'), threads, memoryLimit }),
    compare: compareSqlmesh,
  },
  { label: `cubes run, ${IMAGING}`, command: [process.execPath, cli, ...run.toSpliced(1, 0, ...imagingCodes())] },
  {
    label: `Polars, ${IMAGING}, counts alone`,
    command: [
      tool('python'),
      join(scripts, 'imaging.py'),
      JSON.stringify(imagingOf(dataRoot, folderOf('lookups'), folderOf('polars'), YEAR)),
    ],
    prepare: () => rmSync(folderOf('polars'), { recursive: true, force: true }),
    compare: () =>
      refuseOtherCounts(indicatorsOf(imagingCodes()), (code) => [
        oursOf(code),
        join(folderOf('polars'), `${code}.parquet`),
      ]),
  },
];

install();
await prepare(kept, 'arrival', [YEAR]);
mkdirSync(work, { recursive: true });
await writeLookups();
const samples = new Map<string, Sample[]>();
for (let repeat = 0; repeat < repeats; repeat += 1)
  for (const subject of repeat % 2 === 0 ? subjects : subjects.toReversed()) {
    subject.prepare?.();
    const sample = measurePeer(subject.command);
    console.error(`${repeat + 1}/${repeats} ${subject.label}: ${sample.seconds.toFixed(2)} s`);
    samples.set(subject.label, [...(samples.get(subject.label) ?? []), sample]);
    // Of figures that differ, no time is worth the wait.
    if (repeat === 0) await subject.compare?.();
  }
const { people, claims } = await sizeOf(kept, YEAR);
const count = (n: number) => n.toLocaleString('en-GB');
console.log(
  [
    `${count(people)} beneficiaries, ${count(claims)} claims of ${YEAR}; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ${threads} threads, memory limit ${memoryLimit}; whole processes, medians of ${repeats}, interleaved, files in the cache; figures equal cell by cell.`,
    '',
    '| what | seconds | CPU seconds | peak memory, GB |',
    '|---|---|---|---|',
    ...subjects.map(({ label }) => {
      const { seconds, cpu, peak } = medianOf(samples.get(label) ?? []);
      return `| ${label} | ${[seconds, cpu, peak].map((figure) => figure.toFixed(2)).join(' | ')} |`;
    }),
  ].join('\n'),
);

function indicatorsOf(asked: readonly string[]): Indicator[] {
  return Object.values(catalogue.indicators).filter(({ code }) => asked.includes(code));
}

function oursOf(code: string): string {
  return join(dataRoot, 'work', 'cubes', code, `year=${YEAR}`, `${code}.parquet`);
}

function install(): void {
  if (existsSync(tool('dbt')) && existsSync(tool('sqlmesh'))) return;
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const requirements = join(scripts, 'requirements.txt');
  execFileSync(tool('pip'), ['install', '--quiet', '--requirement', requirements], { stdio: 'inherit' });
}

/** The relations that Polars joins, made by the project's own statements. */
async function writeLookups(): Promise<void> {
  const folder = folderOf('lookups');
  mkdirSync(folder, { recursive: true });
  const engine = await openDuckDB({ threads, memoryLimit, tempDirectory: join(work, 'tmp') });
  try {
    for (const statement of project.shared) await engine.execute(statement);
    for (const name of LOOKUPS)
      await engine.execute(`COPY (SELECT * FROM ${name}) TO '${join(folder, `${name}.parquet`)}' (FORMAT parquet)`);
  } finally {
    engine.close();
  }
}

/** SQLMesh leaves tables in its database: they are written as files to be compared, untimed. */
async function compareSqlmesh(): Promise<void> {
  const [folder, database] = [folderOf('sqlmesh/out'), databaseOf(folderOf('sqlmesh'))];
  mkdirSync(folder, { recursive: true });
  const engine = await openDuckDB({ threads, memoryLimit, tempDirectory: join(work, 'tmp') });
  const fileOf = (code: string) => join(folder, `${code}.parquet`);
  try {
    await engine.execute(`ATTACH '${database}' AS atlas (READ_ONLY)`);
    for (const code of written)
      await engine.execute(`COPY (SELECT * FROM atlas.atlas.${code}) TO '${fileOf(code)}' (FORMAT parquet)`);
  } finally {
    engine.close();
  }
  await refuseDifferent(indicatorsOf(written), (code) => [oursOf(code), fileOf(code)]);
}

/** Every process is measured alike, with those that it starts. */
function measurePeer(command: readonly string[]): Sample {
  const usage = join(work, 'usage.json');
  execFileSync(tool('python'), [join(scripts, 'measure.py'), usage, ...command], {
    cwd: work,
    env: { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', POLARS_MAX_THREADS: String(threads) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return JSON.parse(readFileSync(usage, 'utf8')) as Sample;
}

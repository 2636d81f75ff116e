/**
 * What one indicator more costs, by what its measure is made with: `npm run bench -- constructs
 * 100000` (beneficiaries; a second number is the rounds). 28 indicators of one year, and the
 * same with one more of each construct, as processes of their own, in turns, without checkpoints.
 * No part of the tests: what it prints depends on the machine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { measure } from './measure.ts';

interface Written {
  readonly variables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly indicators: Readonly<Record<string, WrittenIndicator>>;
}

interface WrittenIndicator {
  readonly measure: Readonly<Record<string, unknown>>;
}

const ROOT = process.cwd();
const MAIN = join(ROOT, 'dist', 'cli', 'main.cjs');
const YEAR = 2024;
/** Windows reach so far back, and what follows lies in the year after. */
const [FIRST, LAST] = [2021, 2025];
const BASE = 28;

const [beneficiaries = 100_000, rounds = 3] = process.argv.slice(3).map(Number);
const { variables, indicators } = parse(readFileSync(join(ROOT, 'indicators.yaml'), 'utf8')) as Written;
const numbered = Object.keys(indicators).filter((code) => /^(cube|stat)_(013|003|020)_\d+$/.test(code));
const base = numbered.slice(0, BASE);

/** What a measure names, and what those variables read in turn. */
function variablesOf({ measure: body }: WrittenIndicator): Readonly<Record<string, unknown>>[] {
  const named = JSON.stringify(body);
  const direct = Object.entries(variables).filter(([name]) => named.includes(`"${name}"`));
  return direct.flatMap(([, variable]) => [variable, variables[String(variable.over)] ?? {}]);
}

type Recognise = (indicator: WrittenIndicator) => boolean;
const reads =
  (source: string): Recognise =>
  (indicator) =>
    variablesOf(indicator).some(({ from }) => from === source);
const has =
  (key: string): Recognise =>
  ({ measure: body }) =>
    key in body;

/** From the particular to the general: an indicator stands for the first that it is. */
const CONSTRUCTS: Readonly<Record<string, Recognise>> = {
  'days before the first event': (one) => variablesOf(one).some(({ days }) => days !== undefined),
  'what another event follows': (one) => variablesOf(one).some(({ value }) => 'followed_by' in Object(value)),
  'medicines, by their doses': (one) => reads('pharmacy')(one) && !has('ratio')(one),
  'stays in hospital': (one) => reads('hospital_stay')(one) && !has('ratio')(one),
  'a window over years': (one) => variablesOf(one).some(({ years }) => years !== undefined),
  'years pooled': has('pooled_years'),
  'a percentile': has('percentile'),
  'a ratio of totals': (one) => has('ratio')(one) && !reads('pharmacy')(one) && !reads('hospital_stay')(one),
  'a density': has('density'),
  'what is distinct': (one) => variablesOf(one).some(({ value }) => Object(value).keep === 'count'),
  'a population of the measure': has('population'),
};

const cases: { label: string; codes: string[] }[] = [
  { label: `${BASE} indicators`, codes: base },
  { label: 'one more of a known kind, on known variables', codes: [...base, numbered[BASE] ?? ''] },
];
const taken = new Set(base);
for (const [label, isIt] of Object.entries(CONSTRUCTS)) {
  const found = Object.entries(indicators).find(([code, indicator]) => !taken.has(code) && isIt(indicator));
  if (found === undefined) throw new Error(`no indicator has ${label}.`);
  taken.add(found[0]);
  cases.push({ label: `${label} (${found[0]})`, codes: [...base, found[0]] });
}

const folder = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
try {
  const place = ['--data', join(folder, 'data')];
  await measure([MAIN, ...place, 'synth', '--beneficiaries', String(beneficiaries), '--years', `${FIRST}..${LAST}`]);
  const samples = cases.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, { codes }] of cases.entries()) {
      const { cpu } = await measure([MAIN, ...place, 'run', ...codes, '--years', String(YEAR), '--no-checkpoint']);
      // The first round fills caches.
      if (round > 0) samples[index]?.push(cpu);
    }
  const medians = samples.map((found) => [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN);
  const [alone = Number.NaN] = medians;
  console.log(
    [
      `${beneficiaries.toLocaleString('en-GB')} beneficiaries; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; medians of ${rounds}; whole processes.`,
      '',
      '| what | CPU seconds | more than those |',
      '|---|---|---|',
      ...cases.map(({ label }, index) => {
        const cpu = medians[index] ?? Number.NaN;
        const more = index === 0 ? '' : `${(100 * (cpu / alone - 1)).toFixed(1)} %`;
        return `| ${label} | ${cpu.toFixed(2)} | ${more} |`;
      }),
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What costs the same whatever the size of a delivery: commands that read none, and a run of a
 * thousand people, each beside the same of another checkout, in turns. `npm run bench -- fixed-cost
 * OTHER` (a folder in which it is compiled; a second number is the rounds). No part of the tests:
 * what it prints depends on the machine.
 */
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isMap, isNode, isScalar, parse, parseDocument } from 'yaml';
import { measure, medianOf, type Sample } from './measure.ts';

interface Checkout {
  readonly program: string;
  /** Its own catalogue and delivery, and a copy of the catalogue that is changed. */
  readonly places: readonly string[];
  readonly changed: string;
  /** Codes of the indicators of both checkouts. */
  readonly codes: readonly string[];
}

interface Case {
  readonly label: string;
  readonly args: (of: Checkout) => readonly string[];
  readonly before?: (of: Checkout) => void;
  /** Share of the other's time, and which. */
  readonly toReach?: readonly [share: number, of: 'seconds' | 'cpu'];
}

const YEAR = '2024';
const PEOPLE = '1000';
const ROUNDS = 5;

const CASES: readonly Case[] = [
  { label: 'bare node', args: () => ['-e', '0'] },
  command('list', ['list'], 0.4),
  command('show', ['show', 'cube_013_021'], 0.4),
  command('status', ['status'], 0.4),
  command('sql "SELECT 1"', ['sql', '--work', 'SELECT 1'], 0.4),
  command('check, unchanged', ['check'], 0.4),
  {
    label: 'check, changed',
    args: ({ program, changed }) => [program, '--catalogue', changed, 'check'],
    before: ({ changed }) => appendFileSync(changed, '# changed\n'),
    toReach: [0.7, 'seconds'],
  },
  {
    label: `run, all indicators of both, ${PEOPLE} people`,
    args: ({ program, places, codes }) => [program, ...places, 'run', ...codes, '--years', YEAR],
    toReach: [0.45, 'cpu'],
  },
];

function command(label: string, args: readonly string[], share: number): Case {
  return { label, args: ({ program, places }) => [program, ...places, ...args], toReach: [share, 'seconds'] };
}

const [other, rounds = String(ROUNDS)] = process.argv.slice(3);
if (other === undefined) throw new Error('name the folder of the other checkout.');
const folder = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
try {
  const both = codesOf(resolve(other)).filter((code) => codesOf(process.cwd()).includes(code));
  const ours = await prepare(process.cwd(), 'ours', both);
  const theirs = await prepare(resolve(other), 'theirs', both);
  const rows: string[] = [];
  for (const subject of CASES) {
    const [own, others]: Sample[][] = [[], []];
    // The first round fills caches.
    for (let round = 0; round <= Number(rounds); round += 1)
      for (const [of, samples] of [
        [ours, own],
        [theirs, others],
      ] as const) {
        subject.before?.(of);
        const sample = await measure(subject.args(of));
        if (round > 0) samples?.push(sample);
      }
    rows.push(row(subject, own ?? [], others ?? []));
  }
  console.log(
    [
      `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; medians of ${rounds} pairs; whole processes.`,
      '',
      '| command | seconds, other and this | ratio | CPU seconds, other and this | ratio | to reach |',
      '|---|---|---|---|---|---|',
      ...rows,
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function codesOf(root: string): string[] {
  const catalogue = parse(readFileSync(join(root, 'indicators.yaml'), 'utf8')) as { indicators: object };
  return Object.keys(catalogue.indicators);
}

async function prepare(root: string, name: string, codes: readonly string[]): Promise<Checkout> {
  const bundle = join(root, 'dist', 'cli', 'main.cjs');
  const program = existsSync(bundle) ? bundle : join(root, 'dist', 'cli', 'main.js');
  const catalogue = join(root, 'indicators.yaml');
  const places = ['--catalogue', catalogue, '--data', join(folder, name)];
  const copy = join(folder, `${name}-catalogue`);
  const changed = join(copy, 'indicators.yaml');
  cpSync(join(root, 'data', 'reference'), join(copy, 'data', 'reference'), { recursive: true });
  writeFileSync(changed, withIndicators(readFileSync(catalogue, 'utf8'), codes));
  await measure([program, ...places, 'synth', '--beneficiaries', PEOPLE, '--years', YEAR]);
  return { program, places, changed, codes };
}

/** A catalogue as it stands, less the indicators that one of the two checkouts does not have. */
function withIndicators(text: string, codes: readonly string[]): string {
  const indicators = parseDocument(text).get('indicators');
  if (!isMap(indicators)) throw new Error('the catalogue has no indicators.');
  return indicators.items.toReversed().reduce((left, { key, value }) => {
    if (!isScalar(key) || codes.includes(String(key.value))) return left;
    const [from, to] = [key.range?.[0], isNode(value) ? value.range?.[2] : undefined];
    if (from === undefined || to === undefined) throw new Error(`the text of ${key.value} was not found.`);
    // Whole lines, indentation included.
    return left.slice(0, left.lastIndexOf('\n', from) + 1) + left.slice(to);
  }, text);
}

function row({ label, toReach }: Case, ours: readonly Sample[], theirs: readonly Sample[]): string {
  const cells = (['seconds', 'cpu'] as const).flatMap((figure) => {
    const ratios = ours.map((sample, i) => sample[figure] / (theirs[i]?.[figure] ?? Number.NaN)).sort((a, b) => a - b);
    const median = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
    return [`${medianOf(theirs)[figure].toFixed(2)}, ${medianOf(ours)[figure].toFixed(2)}`, median.toFixed(2)];
  });
  const wanted = toReach === undefined ? '' : `${toReach[0]} (${toReach[1] === 'cpu' ? 'CPU' : 'elapsed'})`;
  return `| ${[label, ...cells, wanted].join(' | ')} |`;
}

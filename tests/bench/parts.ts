/** The parts of the benchmark: which cases each one asks for, and what is read off them. */
import { join } from 'node:path';
import { selectIndicators } from '../../pipeline/plan/index.ts';
import { bareRead, type Case, command, handWritten, ingestion, type Ours, ours, script, writtenIn } from './cases.ts';
import { type Kept, ORDERS } from './delivery.ts';
import type { Sample } from './measure.ts';
import type { Synthesis } from './synthesis.ts';

export interface Request {
  readonly kept: Kept;
  /** In order; the last is the year of all parts but g. */
  readonly years: readonly number[];
  readonly threads: number;
  /** The memory limit of both sides where none is asked for: half of the machine. */
  readonly memory: string;
}

export interface Ratio {
  readonly name: string;
  readonly toReach: string;
  readonly found: string;
}

export interface Part {
  readonly letter: string;
  readonly title: string;
  readonly cases: readonly Case[];
  /** Ratios of medians; a case that was not run is undefined, and so is what needs it. */
  ratios(of: (subject: Case) => Sample | undefined): (Ratio | undefined)[];
}

/** The indicators whose sheets are published come first. */
const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];
const MEMORIES = ['1GB', '2GB', '4GB'];
const YEAR_COUNTS = [1, 2, 5, 10];
const SIZES = [5, 15, 30];

export function partsOf({ kept, years, threads, memory }: Request): Part[] {
  const { catalogue, root, beneficiaries } = kept;
  const year = years.at(-1) as number;
  const base: Ours = { order: 'arrival', years: [year], threads, codes: writtenIn(catalogue, year), fuse: true };
  const run = ours(kept, base);
  const read = bareRead(kept, 'arrival', year, threads);
  const byHand = handWritten(kept, 'arrival', year, threads, memory);
  const unfused = ours(kept, { ...base, fuse: false });

  const inOrder = [...SEEDS, ...Object.keys(catalogue.indicators).filter((code) => !SEEDS.includes(code))];
  const bySize = SIZES.map((size) => ours(kept, { ...base, codes: inOrder.slice(0, size) }));
  const byMemory = MEMORIES.map((limit) => ours(kept, { ...base, memory: limit }));
  const counts = YEAR_COUNTS.filter((count) => count <= years.length);
  const everyYear = selectIndicators(catalogue, [], years).years.get(years[0] as number) ?? [];
  const byYears = counts.map((count) => ours(kept, { ...base, codes: everyYear, years: years.slice(-count) }));
  const lastTwo = years.slice(-2);
  const oneByOne = lastTwo.map((alone) => ours(kept, { ...base, codes: everyYear, years: [alone] }));
  const together = ours(kept, { ...base, codes: everyYear, years: lastTwo });
  const byOrder = ORDERS.map((order) => ({
    order,
    read: bareRead(kept, order, year, threads),
    run: ours(kept, { ...base, order }),
  }));
  const ingested = ingestion(kept, year, threads);
  const byThreads = [1, 2].map((n) => ({
    read: bareRead(kept, 'arrival', year, n),
    run: ours(kept, { ...base, threads: n }),
  }));
  const synthesis = (what: Synthesis['what'], label: string): Case =>
    script('synthesis', label, {
      what,
      threads,
      root: process.cwd(),
      folder: join(root, 'synthesis'),
      beneficiaries,
      year,
    } satisfies Synthesis);
  const synthesised = synthesis('synthesise', 'a year of synthesis');
  const filled = synthesis('fill', 'the same into tables (not part of a ratio)');
  const written = synthesis('write', 'the same Parquet from the tables');
  const starts = [command('list'), command('--help'), command('check')] as const;

  return [
    {
      letter: 'a',
      title: 'the limit: the columns that are used are read from end to end, nothing is computed',
      cases: [read],
      ratios: () => [],
    },
    {
      letter: 'b',
      title: 'ours',
      cases: [run, read],
      ratios: (of) => [ratio('b/a, arrival order', '<= 4', of(run), of(read))],
    },
    {
      letter: 'c',
      title: 'one good query per indicator, written by hand; the same figures',
      cases: [byHand, run],
      ratios: (of) => [ratio('c/b', '>= 6', of(byHand), of(run))],
    },
    {
      letter: 'd',
      title: 'ours, a pass for every variable',
      cases: [unfused, run],
      ratios: (of) => [ratio('d/b', '', of(unfused), of(run))],
    },
    {
      letter: 'e',
      title: 'ours, by number of indicators',
      cases: bySize,
      ratios: (of) => [slope(bySize.map(of))],
    },
    {
      letter: 'f',
      title: 'ours, by memory limit',
      cases: [...byMemory, run],
      ratios: (of) =>
        byMemory.flatMap((limited, i) => [
          ratio(`${MEMORIES[i]} limit / none`, MEMORIES[i] === '2GB' ? '<= 1.3' : '', of(limited), of(run)),
          peak(`peak memory, ${MEMORIES[i]} limit`, MEMORIES[i] === '2GB' ? '<= 3 GB' : '', of(limited)),
        ]),
    },
    {
      letter: 'g',
      title: `ours, by number of years; the ${everyYear.length} indicators of every year from ${years[0]}`,
      cases: byYears,
      ratios: (of) =>
        counts.map((count, i) =>
          ratio(`${count} years / one`, count === 10 ? '<= 10.5' : '', of(byYears[i] as Case), of(byYears[0] as Case)),
        ),
    },
    {
      letter: 'h',
      title: 'ours, by order of the claims; by beneficiary as `cubes ingest` writes them',
      cases: [...byOrder.flatMap((found) => [found.read, found.run]), ingested],
      ratios: (of) => [
        ratio('cubes ingest / b', '', of(ingested), of(run)),
        ...byOrder.map((found) =>
          ratio(
            `b/a, ${found.order} order`,
            found.order === 'beneficiary' ? '<= 3' : '',
            of(found.run),
            of(found.read),
          ),
        ),
      ],
    },
    {
      letter: 'i',
      title: 'ours, by number of threads',
      cases: byThreads.flatMap((found) => [found.read, found.run]),
      ratios: (of) => [ratio('1 thread / 2', '', of(byThreads[0]?.run as Case), of(byThreads[1]?.run as Case))],
    },
    {
      letter: 'k',
      title:
        'ours, two years each as a run of its own, and in one run, which computes them in parallel where memory allows',
      cases: [...oneByOne, together],
      ratios: (of) => [ratio('two years in one run / in two', '', of(together), sumOf(oneByOne.map(of)))],
    },
    {
      letter: 's',
      title: 'synthesis',
      cases: [synthesised, filled, written],
      ratios: (of) => [ratio('synthesis / writing', '<= 3', of(synthesised), of(written))],
    },
    {
      letter: 'j',
      title: 'commands without data',
      cases: starts,
      ratios: (of) =>
        starts.map((start) => {
          const found = of(start);
          const toReach = start.key === 'cubes check' ? '<= 0.6 s' : '<= 0.3 s';
          return found && { name: start.label, toReach, found: `${found.seconds.toFixed(2)} s` };
        }),
    },
  ];
}

function ratio(name: string, toReach: string, over?: Sample, under?: Sample): Ratio | undefined {
  return over && under && { name, toReach, found: (over.seconds / under.seconds).toFixed(2) };
}

/** Samples one after the other. */
function sumOf(samples: readonly (Sample | undefined)[]): Sample | undefined {
  const known = samples.filter((sample) => sample !== undefined);
  if (known.length < samples.length) return undefined;
  const sum = (figure: 'seconds' | 'cpu') => known.reduce((all, sample) => all + sample[figure], 0);
  return { seconds: sum('seconds'), cpu: sum('cpu'), peak: Math.max(...known.map((sample) => sample.peak)) };
}

function peak(name: string, toReach: string, sample?: Sample): Ratio | undefined {
  return sample && { name, toReach, found: `${sample.peak.toFixed(2)} GB` };
}

/** What an indicator adds, as a share of the run of 30. */
function slope([few, , many]: readonly (Sample | undefined)[]): Ratio | undefined {
  if (few === undefined || many === undefined) return undefined;
  const [least = 0, , most = 0] = SIZES;
  const share = (many.seconds - few.seconds) / (most - least) / many.seconds;
  return { name: '(t30 - t5) / 25 / t30', toReach: '<= 2 %', found: `${(share * 100).toFixed(1)} %` };
}

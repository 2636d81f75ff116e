/**
 * One year of all cubes published as a release in a process of its own: what is suppressed, and
 * what that takes. Deliveries and cubes are made once and kept.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { publishRelease, type ReleaseAudit, type ReleaseManifest } from '../../pipeline/release/index.ts';
import { readRecord } from '../../pipeline/run/index.ts';

/** Persons of the populations that are measured. */
export const SIZES = [20_000, 100_000, 1_200_000, 11_600_000] as const;

const ROOT = process.cwd();
const YEAR = 2024;
/** Where deliveries and their cubes are kept from one measurement to the next. */
const KEPT = join(tmpdir(), 'cubes-bench-disclosure');
/** The command by which this program measures in a process of its own. */
export const ONE_YEAR = 'disclosure-year';

/**
 * Lines of a Markdown table: for every size and policy of nested differences, what is suppressed
 * and what that takes.
 */
export async function measureYears(sizes: readonly number[], policies: readonly string[]): Promise<string[]> {
  if (sizes.length === 0) return [];
  const rows: string[] = [];
  for (const beneficiaries of sizes) {
    const root = computed(beneficiaries);
    for (const policy of policies) {
      const main = process.argv[1] ?? '';
      const row = execFileSync(process.execPath, [main, ONE_YEAR, root, policy], { encoding: 'utf8' }).trim();
      rows.push(`| ${beneficiaries.toLocaleString('en-GB')} ${row}`);
      console.error(rows.at(-1));
    }
  }
  return [
    '| persons | nested differences | cells | withheld | A | D | suppressed | outcome | differences disclosed | CPU protect, s | CPU audit, s | CPU in all, s | memory |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

/** The data root of a population, synthesised and computed if it is not there. */
function computed(beneficiaries: number): string {
  const root = join(KEPT, String(beneficiaries));
  const cubes = (...args: string[]) => {
    const command = [join(ROOT, 'dist', 'cli', 'main.cjs'), ...args, '--data', root];
    execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  if (!existsSync(join(root, 'claims')))
    cubes('synth', '--beneficiaries', `${beneficiaries}`, '--years', `${YEAR}..${YEAR}`, '--seed', '11');
  if (!existsSync(join(root, 'work', 'cubes'))) cubes('run', '--years', `${YEAR}..${YEAR}`);
  return root;
}

/**
 * Publishes the computed cubes of a data root into a folder of its own; prints a row of the table.
 */
export async function measureYear(source: string, nested: string): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
  try {
    mkdirSync(join(copy, 'work'));
    symlinkSync(join(source, 'work', 'cubes'), join(copy, 'work', 'cubes'));
    symlinkSync(join(source, 'work', 'runs'), join(copy, 'work', 'runs'));
    const catalogue = catalogueWith(nested);
    const codes = Object.keys(catalogue.indicators).filter((code) => readRecord(copy, code, YEAR));
    const marks: [string, number][] = [];
    const audits: ReleaseAudit[] = [];
    const started = cpuSeconds();
    const released = await publishRelease({
      catalogue,
      dataRoot: copy,
      quarter: '2026Q4',
      fresh: codes.map((code) => ({ code, year: YEAR })),
      gates: [],
      run: null,
      engine: { threads: 1, memoryLimit: '700MB', tempDirectory: join(copy, 'work', 'tmp') },
      now: new Date(),
      onAudit: (audit) => audits.push(audit),
      onEvent: ({ label }) => marks.push([label, cpuSeconds()]),
    }).catch((error: Error) => error.message.replaceAll('\n', ' '));
    const secondsOf = (label: string) => {
      const index = marks.findIndex(([one]) => one.startsWith(label));
      return ((marks[index + 1]?.[1] ?? cpuSeconds()) - (marks[index]?.[1] ?? cpuSeconds())).toFixed(1);
    };
    const disclosed = audits
      .flatMap(({ years }) => years)
      .reduce((sum, { nestedDifferences }) => sum + nestedDifferences.disclosed, 0);
    const spent = [secondsOf('protect'), secondsOf('audit'), (cpuSeconds() - started).toFixed(1)];
    const memory = `${(process.resourceUsage().maxRSS / 1024 ** 2).toFixed(2)} GB`;
    console.log(`| ${[nested, ...suppressedIn(released), disclosed, ...spent, memory].join(' | ')} |`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Cells, withheld ones, statuses A and D, and their share of the cells of the protected cubes. */
function suppressedIn(released: ReleaseManifest | string): readonly (string | number)[] {
  if (typeof released === 'string') return ['', '', '', '', '', released];
  const levels = released.suppression.flatMap((one) => one.levels);
  const sum = (of: (level: (typeof levels)[number]) => number) => levels.reduce((all, level) => all + of(level), 0);
  const [cells, withheld] = [sum((level) => level.cells), sum((level) => level.withheld)];
  const [primary, secondary] = [sum((level) => level.sensitive), sum((level) => level.secondary)];
  const share = (100 * (withheld + primary + secondary)) / cells;
  return [cells, withheld, primary, secondary, `${share.toFixed(2)} %`, 'published'];
}

function catalogueWith(nested: string): Catalogue {
  const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
  const disclosure = Object.fromEntries(
    Object.entries(catalogue.disclosure).map(([entity, policy]) => [
      entity,
      policy.kind === 'none' ? policy : { ...policy, nested_differences: nested },
    ]),
  );
  return { ...catalogue, disclosure: disclosure as Catalogue['disclosure'] };
}

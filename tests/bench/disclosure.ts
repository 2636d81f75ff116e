/**
 * What protection costs, as a Markdown table: the Belgian table against three attackers, the same at the scale of sectors, and the computed cubes of a year as a
 * release where a data root is named. `npm run bench -- disclosure [data root] [year]`. No part of the tests: seconds depend on the machine.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue } from '../../pipeline/catalogue/index.ts';
import {
  type Attacker,
  audit,
  DEFAULT_POLICY,
  publish,
  type System,
  suppress,
} from '../../pipeline/disclosure/index.ts';
import { publishRelease } from '../../pipeline/release/index.ts';
import { readRecord } from '../../pipeline/run/index.ts';
import { type Belgium, belgianSystem, readBelgium, withSectors } from '../disclosure/systems.ts';

const ROOT = process.cwd();
/** With 581 municipalities, about 20,000 sectors. */
const SECTORS = 34.4;
const [dataRoot, year = '2024'] = process.argv.slice(3);
const rows: string[] = [];

const secondsSince = (started: number) => ((performance.now() - started) / 1000).toFixed(1);

/** Suppresses against one attacker and audits the result against that one and the weaker. */
async function measure(name: string, system: System, attacker: Attacker, weaker: readonly Attacker[]): Promise<void> {
  let started = performance.now();
  const { status, primary, secondary, relabelled, exposed } = await suppress(system, { attacker, width: 1 });
  const suppressing = secondsSince(started);
  started = performance.now();
  const report = await audit(publish(system, status), { attacker, width: 1 });
  const auditing = secondsSince(started);
  let pinned = report.pinned.length + report.unproved.length + exposed.length;
  for (const other of weaker)
    pinned += (await audit(publish(system, status), { attacker: other, width: 1 })).pinned.length;
  const cells = system.count.toLocaleString('en-GB');
  rows.push(
    `| ${[name, cells, attacker, primary, secondary, relabelled, suppressing, auditing, pinned].join(' | ')} |`,
  );
  console.error(rows.at(-1));
}

async function measureTable(name: string, table: Belgium): Promise<void> {
  const { system } = belgianSystem(table, DEFAULT_POLICY);
  await measure(name, system, 'plain', []);
  await measure(name, system, 'status', ['plain', 'rule']);
}

/** Publishes the computed cubes of a year into a folder of its own: protected, written, audited, verified. */
async function measureYear(source: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
  try {
    cpSync(join(source, 'work'), join(copy, 'work'), { recursive: true });
    const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
    const codes = Object.keys(catalogue.indicators).filter((code) => readRecord(copy, code, Number(year)));
    const stages: [string, number][] = [];
    const engine = { threads: cpus().length, memoryLimit: '2GB', tempDirectory: join(copy, 'work', 'tmp') };
    const { cubes } = await publishRelease({
      catalogue,
      dataRoot: copy,
      quarter: '2026Q4',
      fresh: codes.map((code) => ({ code, year: Number(year) })),
      gates: [],
      run: null,
      engine,
      now: new Date(),
      onEvent: ({ label }) => stages.push([label, performance.now()]),
    });
    const end = performance.now();
    const secondsOf = (label: string) => {
      const index = stages.findIndex(([one]) => one.startsWith(label));
      return (((stages[index + 1]?.[1] ?? end) - (stages[index]?.[1] ?? end)) / 1000).toFixed(1);
    };
    const sum = (status: 'A' | 'D') => cubes.reduce((total, { counts }) => total + counts.conf_status[status], 0);
    const cells = cubes.reduce((total, { rows: count }) => total + count, 0).toLocaleString('en-GB');
    const whole = ((end - (stages[0]?.[1] ?? end)) / 1000).toFixed(1);
    return `${cubes.length} cubes of ${year}: ${cells} cells, ${sum('A')} told as small, ${sum('D')} others masked; protected in ${secondsOf('protect')} s, audited in ${secondsOf('audit')} s, ${whole} s in all; at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const belgium = readBelgium((lines) => lines, join(ROOT, 'tests', 'vectors', 'belgium-commune-age.csv'));
await measureTable('municipalities by age', belgium);
await measureTable('sectors by age', withSectors(belgium, SECTORS));
console.log(
  [
    `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}.`,
    '',
    '| table | cells | against | primary | secondary | told as D | seconds | audit | known |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    ...(dataRoot === undefined ? [] : ['', await measureYear(dataRoot)]),
  ].join('\n'),
);

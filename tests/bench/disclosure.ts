/**
 * What protection costs, as Markdown tables: the Belgian table against three attackers, the same at
 * the scale of sectors, and all cubes of a year as a release of populations of several sizes, with
 * nested differences reported and protected. `npm run bench -- disclosure [--beneficiaries N,N]
 * [--policies report,protect]`. No part of the tests: seconds depend on the machine.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Attacker,
  audit,
  DEFAULT_POLICY,
  publish,
  type System,
  suppress,
} from '../../pipeline/disclosure/index.ts';
import { type Belgium, belgianSystem, readBelgium, withSectors } from '../disclosure/systems.ts';
import { measureYears, SIZES } from './publish-year.ts';

const ROOT = process.cwd();
/** With 581 municipalities, about 20,000 sectors. */
const SECTORS = 34.4;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    beneficiaries: { type: 'string', default: SIZES.join() },
    policies: { type: 'string', default: 'report' },
  },
});
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
  let exactlyDisclosed = report.exactlyDisclosed.length + report.unproven.length + exposed.length;
  for (const other of weaker)
    exactlyDisclosed += (await audit(publish(system, status), { attacker: other, width: 1 })).exactlyDisclosed.length;
  const cells = system.count.toLocaleString('en-GB');
  rows.push(
    `| ${[name, cells, attacker, primary, secondary, relabelled, suppressing, auditing, exactlyDisclosed].join(' | ')} |`,
  );
  console.error(rows.at(-1));
}

async function measureTable(name: string, table: Belgium): Promise<void> {
  const { system } = belgianSystem(table, DEFAULT_POLICY);
  await measure(name, system, 'plain', []);
  await measure(name, system, 'status', ['plain', 'rule']);
}

const belgium = readBelgium((lines) => lines, join(ROOT, 'tests', 'vectors', 'belgium-commune-age.csv'));
await measureTable('municipalities by age', belgium);
await measureTable('sectors by age', withSectors(belgium, SECTORS));
const sizes = values.beneficiaries === '' ? [] : values.beneficiaries.split(',').map(Number);
console.log(
  [
    `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}.`,
    '',
    '| table | cells | against | primary | secondary | marked D | seconds | audit | known |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...(await measureYears(sizes, values.policies.split(','))),
  ].join('\n'),
);

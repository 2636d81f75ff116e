/**
 * How near a run comes to the limit of the machine, and how far ahead of queries by hand it is:
 * `npm run bench -- national --beneficiaries 116000`. Deliveries are synthesised once and kept;
 * cases run interleaved, each as a process of its own; medians and ratios are printed as Markdown.
 */
import { writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readYears } from '../../pipeline/base/index.ts';
import { type Indicator, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { defaultEngineOptions } from '../../pipeline/engine/index.ts';
import { type Case, handWrittenFolder, writtenIn } from './cases.ts';
import { refuseDifferent } from './compare.ts';
import { dataRootOf, type Kept, ORDERS, prepare, sizeOf } from './delivery.ts';
import { medianOf, type Sample } from './measure.ts';
import { partsOf } from './parts.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    beneficiaries: { type: 'string', default: '116000' },
    repeats: { type: 'string', default: '5' },
    parts: { type: 'string', default: 'a,b,c,d,e,f,h,i,j' },
    years: { type: 'string', default: '2015..2024' },
    threads: { type: 'string', default: '2' },
    keep: { type: 'string', default: join(tmpdir(), 'cubes-bench') },
    out: { type: 'string' },
  },
});

const root = process.cwd();
const catalogue = openCatalogue(join(root, 'indicators.yaml'), root);
const beneficiaries = Number(values.beneficiaries);
const repeats = Number(values.repeats);
const threads = Number(values.threads);
const years = readYears(values.years);
const year = years.at(-1) as number;
const kept: Kept = { root: join(resolve(values.keep), String(beneficiaries)), beneficiaries, catalogue };
const memory = defaultEngineOptions(tmpdir()).memoryLimit;

const letters = values.parts.split(',').map((letter) => letter.trim());
const parts = partsOf({ kept, years, threads, memory }).filter(({ letter }) => letters.includes(letter));
if (parts.length !== letters.length) throw new Error(`--parts ${values.parts}: a letter stands for no part, or twice.`);
const cases = [...new Map(parts.flatMap((part) => part.cases).map((found) => [found.key, found])).values()];

for (const order of letters.includes('h') ? ORDERS : (['arrival'] as const)) await prepare(kept, order, [year]);
if (letters.includes('g')) await prepare(kept, 'arrival', years);
if (letters.includes('k')) await prepare(kept, 'arrival', years.slice(-2));
const size = await sizeOf(kept, year);

const samples = new Map<string, Sample[]>();
for (let repeat = 0; repeat < repeats; repeat += 1) {
  // Every second time backwards, so that no case always follows the same one.
  for (const subject of repeat % 2 === 0 ? cases : cases.toReversed()) {
    const sample = await subject.run();
    console.error(`${repeat + 1}/${repeats} ${subject.label}: ${sample.seconds.toFixed(2)} s`);
    samples.set(subject.key, [...(samples.get(subject.key) ?? []), sample]);
  }
  // Of figures that differ, no time is worth the wait.
  if (repeat === 0 && letters.includes('c')) await compareWithHandWritten();
}
const of = (subject: Case): Sample | undefined => {
  const found = samples.get(subject.key);
  return found && medianOf(found);
};
const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.versions.node}`;
const report = printReport({ parts, of, size, year, repeats, machine, memory });
console.log(report);
if (values.out !== undefined) writeFileSync(values.out, `${report}\n`);

/**
 * The last cubes of both sides: of other runs than all indicators in one year, cubes are the same
 * or were not touched.
 */
async function compareWithHandWritten(): Promise<void> {
  const data = dataRootOf(kept, 'arrival');
  const folder = handWrittenFolder(kept);
  await refuseDifferent(
    Object.values(catalogue.indicators).filter(({ code }: Indicator) => writtenIn(catalogue, year).includes(code)),
    (code) => [join(data, 'work', 'cubes', code, `year=${year}`, `${code}.parquet`), join(folder, `${code}.parquet`)],
  );
  console.error('the cubes are the same');
}

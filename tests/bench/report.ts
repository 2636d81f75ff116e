/**
 * The Markdown of a benchmark: every part with its cases, and the ratios that are to be reached.
 */
import type { Case } from './cases.ts';
import type { Size } from './delivery.ts';
import type { Sample } from './measure.ts';
import type { Part } from './parts.ts';

export interface ReportInput {
  readonly parts: readonly Part[];
  readonly of: (subject: Case) => Sample | undefined;
  readonly size: Size;
  readonly year: number;
  readonly repeats: number;
  readonly machine: string;
  readonly memory: string;
}

export function printReport({ parts, of, size, year, repeats, machine, memory }: ReportInput): string {
  const count = (n: number) => n.toLocaleString('en-GB');
  const rows = parts.flatMap(({ letter, cases }) =>
    cases.map((subject) => {
      const sample = of(subject);
      const figures = sample
        ? [sample.seconds, sample.cpu, sample.peak].map((figure) => figure.toFixed(2))
        : ['', '', ''];
      return `| ${[letter, subject.label, ...figures].join(' | ')} |`;
    }),
  );
  const ratios = parts.flatMap((part) => part.ratios(of)).filter((ratio) => ratio !== undefined);
  return [
    `${count(size.people)} beneficiaries, ${count(size.claims)} claims of ${year} (${(size.bytes / 1e6).toFixed(0)} MB of Parquet), ${(size.relevant * 100).toFixed(0)} % of them with a code that the catalogue asks for; ${machine}; memory limit ${memory} where none is named; median of ${repeats}, interleaved; whole processes, files in the cache.`,
    '',
    ...parts.map(({ letter, title }) => `- ${letter}: ${title}`),
    '',
    '| part | what | seconds | CPU seconds | peak memory, GB |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '| ratio | to reach | found |',
    '|---|---|---|',
    ...ratios.map(({ name, toReach, found }) => `| ${name} | ${toReach} | ${found} |`),
  ].join('\n');
}

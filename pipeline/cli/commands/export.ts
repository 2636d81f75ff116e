/** `cubes export CODE…`: figures of a release in the formats of others. */
import { createReadStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../base/index.ts';
import { type ExportReport, type ExportRequest, exportRelease, readLevels } from '../../export/index.ts';
import { reading } from '../engine-options.ts';
import { printYears } from '../findings.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { startProgress } from '../progress.ts';

export interface ExportOptions extends PlaceOptions, EngineChoices {
  readonly format: string;
  readonly out: string;
  readonly release: string;
  readonly years?: readonly number[];
  readonly level?: string;
  readonly lang: string;
  readonly partition?: boolean;
  readonly bom?: boolean;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly baseUrl?: string;
  readonly license?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Where `--out -` leads. */
const STDOUT = '-';

/** Writes figures of a release as files of another format, or to stdout. */
export async function exportFigures(codes: readonly string[], options: ExportOptions): Promise<void> {
  if (options.out === STDOUT) return exportToStdout(codes, options);
  const report = await write(codes, options, resolve(options.out));
  for (const skipped of report.skipped) process.stderr.write(`skipped: ${skipped}\n`);
  if (options.json) printJson('export', report);
  else process.stdout.write(`${printReport(report)}\n`);
}

/** The one file of figures; what would stand beside it is left out. */
async function exportToStdout(codes: readonly string[], options: ExportOptions): Promise<void> {
  if (options.json) throw new Failure('usage', '--json and --out - both write to stdout.', { help: 'leave out one.' });
  const folder = mkdtempSync(join(options.temp ?? tmpdir(), 'cubes-export-'));
  let handle: number;
  try {
    const { files } = await write(codes, options, folder);
    const figures = files.filter(({ kind }) => kind === 'figures');
    const [file] = figures.length > 0 ? figures : files;
    if (file === undefined || figures.length > 1)
      throw new Failure('usage', `${figures.length} files cannot be written to stdout.`, {
        help: 'select one indicator, or name a folder with --out.',
      });
    handle = openSync(join(folder, file.path), 'r');
  } finally {
    // Before it is read, as a closed pipe ends the process.
    rmSync(folder, { recursive: true, force: true });
  }
  await pipeline(createReadStream('', { fd: handle }), process.stdout, { end: false });
}

async function write(codes: readonly string[], options: ExportOptions, out: string): Promise<ExportReport> {
  const { format, release, years, level, lang: language, partition, force, baseUrl, license } = options;
  const { bom, delimiter, decimal } = options;
  const csv = {
    ...(bom !== undefined && { bom }),
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal !== undefined && { decimal }),
  };
  const dataRoot = dataRootOf(options);
  const progress = startProgress();
  try {
    const request: Omit<ExportRequest, 'engine' | 'signal'> = {
      dataRoot,
      release,
      codes,
      format,
      language,
      out,
      ...(years !== undefined && { years }),
      ...(level !== undefined && { levels: readLevels(level) }),
      ...(partition !== undefined && { partition }),
      ...(force !== undefined && { force }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(license !== undefined && { license }),
      csv,
      onTable: (code, done, total) => progress.show(done / total, code),
    };
    return await reading(options, dataRoot, (engine) =>
      interruptible((signal) => exportRelease({ ...request, engine, signal })),
    );
  } finally {
    progress.end();
  }
}

function printReport({ release, format, out, indicators, files }: ExportReport): string {
  const rows = indicators.map(({ code, years, rows, suppressed }) => [code, printYears(years), rows, suppressed]);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const said = `${files.length} ${files.length === 1 ? 'file' : 'files'} of ${release} as ${format} in ${out}, ${(bytes / 1e6).toFixed(1)} MB.`;
  return `${printTable(['code', 'years', 'rows', 'suppressed'], rows)}\n${said}`;
}

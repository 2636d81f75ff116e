/** `cubes ingest`: a delivery as compact Parquet, clustered by person. */
import { join, resolve } from 'node:path';
import { openCatalogue } from '../../catalogue/index.ts';
import { type IngestReport, ingest } from '../../ingest/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';
import { startProgress } from '../progress.ts';

export interface IngestOptions extends PlaceOptions, EngineChoices {
  readonly years: readonly number[];
  readonly out: string;
  readonly source: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes a delivery as compact Parquet into another folder, and prints what was written. */
export async function ingestDelivery(options: IngestOptions): Promise<void> {
  const out = resolve(options.out);
  const progress = startProgress();
  let report: IngestReport;
  try {
    report = await interruptible((signal) =>
      ingest({
        catalogue: openCatalogue(catalogueFileOf(options), PROGRAM_ROOT),
        dataRoot: dataRootOf(options),
        out,
        sources: options.source,
        years: options.years,
        force: options.force ?? false,
        engine: engineOptionsOf(options, out),
        onEvent: (event) => {
          if (event.kind === 'step')
            progress.show((event.done + event.share) / event.total, `${event.year} ${event.label}`);
        },
        signal,
      }),
    );
  } finally {
    progress.end();
  }
  if (options.json) printJson('ingest', { out, ...report });
  else process.stdout.write(`${printReport(report, out)}\n`);
}

/** What was written, one file a line, and the change of the map that reads it. */
function printReport({ files, maps, seconds }: IngestReport, out: string): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
  const rows = files.map(({ source, year, path, rows: n, bytes, delivered }) => [
    source,
    String(year),
    n,
    delivered.files,
    megabytes(delivered.bytes),
    megabytes(bytes),
    join(out, path),
  ]);
  const changes = maps.map(
    ({ name, files: pattern, format }) => `  ${name}:\n    files: ${pattern}\n    format: ${format}`,
  );
  return [
    printTable(['source', 'year', 'rows', 'files read', 'MB read', 'MB', 'file'], rows),
    `ingested in ${seconds.toFixed(1)} s; rows, values and sums of every column are those of the delivery, month by month.`,
    ...(changes.length === 0
      ? [`It is read with --data ${out}.`]
      : [`It is read with --data ${out}, and in the catalogue:\nsources:\n${changes.join('\n')}`]),
  ].join('\n');
}

/**
 * Parquet: one file an indicator, or a folder partitioned by year and level in the manner of Hive.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printText } from '../../query/index.ts';
import type { FigureTable } from '../figure-table.ts';
import { type ExportJob, perIndicator, type Writer } from '../writer.ts';

export const parquet = perIndicator(
  'parquet',
  'one file an indicator, typed, sorted, zstd',
  (code) => [`${code}.parquet`],
  async ({ release, folder }, table) => {
    await release.engine.execute(
      `COPY (SELECT * FROM ${table.relation} ORDER BY ${table.order}) TO ${printText(join(folder, `${table.code}.parquet`))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${footer(release, table)}})`,
    );
  },
);

/**
 * What `--partition` makes of it. The columns that files are parted by are in them as well, so that
 * each is whole by itself.
 */
export const partitionedParquet: Writer = {
  name: 'parquet',
  purpose: 'a folder an indicator, partitioned by year and level',
  targets: (codes) => codes,
  write: async (job) => {
    for (const table of job.tables) await writePartitions(job, table);
    return job.tables.flatMap(({ code }) =>
      readdirSync(join(job.folder, code), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.parquet'))
        .sort()
        .map((path) => ({ path: join(code, path), kind: 'figures', code, rows: null }) as const),
    );
  },
};

async function writePartitions({ release, folder }: ExportJob, table: FigureTable): Promise<void> {
  await release.engine.execute(
    `COPY (SELECT * FROM ${table.relation} ORDER BY ${table.order}) TO ${printText(join(folder, table.code))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (time_period, area_level), WRITE_PARTITION_COLUMNS true, KV_METADATA {${footer(release, table)}})`,
  );
}

function footer({ manifest }: ExportJob['release'], { code, texts, source, sheet }: FigureTable): string {
  const metadata = {
    code,
    title: texts.title,
    unit: texts.unit,
    source,
    release: manifest.release,
    synthetic: String(sheet.synthetic === true),
    ...(sheet.illustrative && { illustrative: sheet.illustrative.join(', ') }),
    ...(texts.publisher !== null && { publisher: texts.publisher.name }),
    ...(texts.publisher?.licence && { licence: texts.publisher.licence.url }),
  };
  return Object.entries(metadata)
    .map(([key, value]) => `${key}: ${printText(value)}`)
    .join(', ');
}

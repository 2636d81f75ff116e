/** What a format is: a writer is one file under `writers/` and one line in the index there. */
import type { FigureTable } from './figure-table.ts';
import type { OpenRelease } from './open-release.ts';
import type { ExportLanguage, Words } from './words.ts';

/** How a CSV file is written: RFC 4180 without anything else. */
export interface CsvForm {
  /** A byte order mark, by which Excel knows UTF-8. */
  readonly bom: boolean;
  readonly delimiter: string;
  readonly decimal: string;
}

export interface ExportJob {
  readonly csv: CsvForm;
  readonly release: OpenRelease;
  readonly tables: readonly FigureTable[];
  readonly language: ExportLanguage;
  readonly words: Words;
  /** Where the files are made; empty. */
  readonly folder: string;
  /** What the release is, or will be, published under; ends with a slash. */
  readonly baseUrl?: string;
  /** Under which licence the figures may be used, as an IRI. */
  readonly license?: string;
}

export interface WrittenFile {
  /** Below the folder. */
  readonly path: string;
  /** The file that holds figures, or one beside it that says what they are. */
  readonly kind: 'figures' | 'metadata';
  /** The indicator; null for a file on several. */
  readonly code: string | null;
  /** Cells in it; null where it holds none. */
  readonly rows: number | null;
}

export interface Writer {
  /** As `--format` takes it. */
  readonly name: string;
  readonly purpose: string;
  /**
   * It is about the release's own files, which hold every year and level: neither can be chosen.
   */
  readonly describes?: 'release';
  /** Files and folders that it makes for these indicators: none of them may be there. */
  readonly targets: (codes: readonly string[]) => readonly string[];
  readonly write: (job: ExportJob) => Promise<readonly WrittenFile[]>;
}

/** Most formats write a file or two for each indicator by itself. */
export function perIndicator(
  name: string,
  purpose: string,
  targets: (code: string) => readonly string[],
  write: (job: ExportJob, table: FigureTable) => Promise<void>,
): Writer {
  return {
    name,
    purpose,
    targets: (codes) => codes.flatMap(targets),
    write: async (job) => {
      const written: WrittenFile[] = [];
      for (const table of job.tables) {
        await write(job, table);
        const [figures = '', ...beside] = targets(table.code);
        written.push({ path: figures, kind: 'figures', code: table.code, rows: table.rows });
        written.push(...beside.map((path) => ({ path, kind: 'metadata', code: table.code, rows: null }) as const));
      }
      return written;
    },
  };
}

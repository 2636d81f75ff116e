/**
 * Exports figures of a release: what is asked for is looked up, made aside by the writer of its
 * format, and put in place.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import { findRelease, releaseFolder } from '../release/index.ts';
import { type FigureTable, makeTable, nameAreas } from './figure-table.ts';
import { type OpenRelease, openReleaseFolder } from './open-release.ts';
import { putFiles } from './put-files.ts';
import { type FigureRequest, type SelectedIndicator, selectFigures } from './select-figures.ts';
import { EXPORT_LANGUAGES, type ExportLanguage, WORDS } from './words.ts';
import type { CsvForm, Writer, WrittenFile } from './writer.ts';
import { RFC_4180 } from './writers/csv.ts';
import { partitionedParquet, WRITERS } from './writers/index.ts';

export interface ExportRequest extends FigureRequest {
  readonly dataRoot: string;
  /** A release, or `current`. */
  readonly release: string;
  readonly format: string;
  readonly language: string;
  /** The folder that the files go to; made when missing. */
  readonly out: string;
  readonly force?: boolean;
  /** Parquet in folders by year and level. */
  readonly partition?: boolean;
  readonly baseUrl?: string;
  readonly license?: string;
  /** How CSV is written, where it is not RFC 4180: only of the format `csv`. */
  readonly csv?: Partial<CsvForm>;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
  readonly onTable?: (code: string, done: number, total: number) => void;
}

export interface ExportReport {
  readonly release: string;
  readonly format: string;
  readonly language: ExportLanguage;
  readonly out: string;
  readonly indicators: readonly {
    readonly code: string;
    readonly years: readonly number[];
    readonly levels: readonly string[];
    readonly rows: number;
    /** Rows that hold no figure, as it could disclose a person. */
    readonly suppressed: number;
  }[];
  readonly files: readonly (WrittenFile & { readonly bytes: number })[];
  /** What was met through a glob and has nothing of what is asked for. */
  readonly skipped: readonly string[];
}

/**
 * Reads a release alone, so that nothing that is not public can be in a file. Refuses with a usage
 * failure what cannot be written.
 */
export async function exportRelease(request: ExportRequest): Promise<ExportReport> {
  const { dataRoot, out, force = false } = request;
  const language = readLanguage(request.language);
  const writer = findWriter(request);
  const form = readForm(request);
  const name = findRelease(dataRoot, request.release);
  const release = await openReleaseFolder(releaseFolder(dataRoot, name), request.engine, request.signal);
  try {
    const { indicators, skipped } = selectFigures(release, request);
    const codes = indicators.map(({ sheet }) => sheet.code);
    const { tables, written } = await putFiles(out, writer.targets(codes), force, async (folder) => {
      await nameAreas(release, language);
      const tables: FigureTable[] = [];
      for (const [i, indicator] of indicators.entries()) {
        request.onTable?.(indicator.sheet.code, i, indicators.length);
        tables.push(await makeTable(release, indicator, language));
      }
      const { baseUrl, license = release.manifest.publisher?.licence?.url } = request;
      const written = await writer.write({
        release,
        tables,
        language,
        words: WORDS[language],
        folder,
        csv: form,
        ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/*$/, '/') }),
        ...(license !== undefined && { license }),
      });
      if (request.signal?.aborted) throw new Failure('interrupted', 'interrupted.');
      return { tables, written: written.map((file) => ({ ...file, bytes: statSync(join(folder, file.path)).size })) };
    });
    return {
      release: name,
      format: writer.name,
      language,
      out,
      indicators: tables.map(({ code, years, levels, rows, suppressed }) => ({
        code,
        years,
        levels,
        rows,
        suppressed,
      })),
      files: written,
      skipped,
    };
  } finally {
    release.close();
  }
}

/**
 * Writes one indicator of an open release in a format that makes files for each indicator, into a
 * folder that is there.
 *
 * @param release an open release
 * @param format csv or json-stat
 * @param indicator what of it is written
 * @param language of names
 * @param folder where the files are made
 * @returns the files that were written
 */
export async function writeIndicator(
  release: OpenRelease,
  format: 'csv' | 'json-stat',
  indicator: SelectedIndicator,
  language: ExportLanguage,
  folder: string,
): Promise<readonly WrittenFile[]> {
  const writer = WRITERS.find(({ name }) => name === format);
  if (writer === undefined) throw new Error(`there is no writer of ${format}`);
  await nameAreas(release, language);
  const table = await makeTable(release, indicator, language);
  return writer.write({ release, tables: [table], language, words: WORDS[language], folder, csv: RFC_4180 });
}

/** A language that areas have names in. Refuses any other with a usage failure. */
export function readLanguage(text: string): ExportLanguage {
  const found = EXPORT_LANGUAGES.find((language) => language === text);
  if (found === undefined)
    throw new Failure('usage', `there are no names in \`${text}\`.`, {
      help: `one of: ${EXPORT_LANGUAGES.join(', ')}.`,
    });
  return found;
}

function findWriter({ format, partition = false, years, levels }: ExportRequest): Writer {
  const writer = WRITERS.find(({ name }) => name === format);
  if (writer === undefined) {
    const names = WRITERS.map(({ name }) => name);
    const nearest = suggest(format, names);
    throw new Failure('usage', `there is no format \`${format}\`.`, {
      help: nearest === undefined ? `one of: ${names.join(', ')}.` : `did you mean \`${nearest}\`?`,
    });
  }
  if (partition && writer.name !== partitionedParquet.name)
    throw new Failure('usage', `--partition needs parquet, not ${writer.name}.`);
  if (writer.describes === 'release' && (years !== undefined || levels !== undefined))
    throw new Failure('usage', `${writer.name} describes the files of the release, which hold every year and level.`, {
      help: 'leave out --years and --level.',
    });
  return partition ? partitionedParquet : writer;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Refuses (usage) a form that nobody could read back, and one of another format. */
function readForm({ format, csv = {} }: ExportRequest): CsvForm {
  const form = { ...RFC_4180, ...csv };
  if (Object.keys(csv).length > 0 && format !== 'csv')
    throw new Failure('usage', `--bom, --delimiter and --decimal are of the format csv, not of ${format}.`, {
      help: 'leave them out, or ask for --format csv.',
    });
  if (!DELIMITERS.includes(form.delimiter))
    throw new Failure('usage', `\`${form.delimiter}\` cannot separate fields.`, {
      help: 'write --delimiter with `,`, `;`, `|` or a tab.',
    });
  if (form.decimal !== '.' && form.decimal !== ',')
    throw new Failure('usage', `\`${form.decimal}\` is not a decimal sign.`, { help: 'write `.` or `,`.' });
  if (form.decimal === form.delimiter)
    throw new Failure('usage', 'fields and decimals would be separated by the same sign.', {
      help: 'write `--delimiter ";" --decimal ","`.',
    });
  return form;
}

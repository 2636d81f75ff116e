/** The options of `cubes export`. */
import type { Command } from 'commander';
import { readYearList } from './options.ts';

/** Describes the command and gives it back. */
export function describeExport(command: Command): Command {
  return command
    .description('figures of a release in other formats: parquet, csv, xlsx, json-stat, sdmx-csv, data-package, dcat')
    .argument('[codes...]', 'indicators or globs (cube_013_*); none means all')
    .requiredOption('--format <format>', 'parquet, csv, xlsx, json-stat, sdmx-csv, data-package or dcat')
    .requiredOption('-o, --out <dir>', 'the folder the files go to; - writes the figures of one indicator to stdout')
    .option('--release <release>', 'the release, such as 2026Q4', 'current')
    .option('--years <a..b>', 'years, both ends included (default: all)', readYearList)
    .option('--level <levels>', 'levels, such as municipality,region (default: all)')
    .option('--lang <language>', 'language of names and titles: fr, nl, en or de', 'en')
    .option('--partition', 'parquet in folders by year and level')
    .option('--bom', 'csv: begin with a byte order mark, by which Excel knows UTF-8')
    .option('--delimiter <sign>', 'csv: between fields (default: ,)', (text) => (text === '\\t' ? '\t' : text))
    .option('--decimal <sign>', 'csv: between whole and fraction (default: .)')
    .option('--base-url <url>', 'dcat: the address that the folder of the release is published under')
    .option('--license <iri>', 'dcat and data-package: the licence of the figures, as an IRI')
    .option('--force', 'replace files that are there')
    .option('--json', 'what was written, as JSON');
}

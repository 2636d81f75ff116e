/** `cubes check`: every problem of the catalogue at once. */
import { Failure, printDiagnostic } from '../../base/index.ts';
import { readCatalogue } from '../../catalogue/index.ts';
import { catalogueFileOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';

export function check(options: PlaceOptions & { readonly json?: boolean }): void {
  const { catalogue, diagnostics } = readCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ version: 1, hash: catalogue?.hash ?? null, diagnostics }, null, 2)}\n`);
    if (errors > 0) process.exitCode = 3;
    return;
  }
  if (catalogue === undefined) {
    throw new Failure('catalogue', `the catalogue has ${errors} problem${errors === 1 ? '' : 's'}.`, { diagnostics });
  }
  for (const diagnostic of diagnostics) process.stderr.write(`${printDiagnostic(diagnostic)}\n\n`);
  const count = (record: object) => Object.keys(record).length;
  process.stdout.write(
    `${count(catalogue.indicators)} indicators, ${count(catalogue.variables)} variables, ${count(catalogue.codeLists)} code lists: no problems.\n`,
  );
}

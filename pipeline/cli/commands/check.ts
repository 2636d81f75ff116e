/** `cubes check`: every problem of the catalogue at once. */
import { writeFileSync } from 'node:fs';
import { type Diagnostic, Failure, isUri, printDiagnostic } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { definitionLockFile, isDeclared, printDefinitionLock, referenceRootOf } from '../../catalogue/index.ts';
import { redundantInvariants } from '../../disclosure/index.ts';
import { keptBeside, readCatalogueWithoutTests } from '../catalogue-cache.ts';
import { clusterDiagnostics } from '../cluster-diagnostics.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, type PlaceOptions } from '../options.ts';
import { checkRelations } from '../relation-check.ts';

export interface CheckOptions extends PlaceOptions {
  readonly json?: boolean;
  readonly updateLock?: boolean;
  readonly engine?: 'duckdb' | 'spark';
}

/** Prints every problem of the catalogue. Refuses (catalogue) where one is an error. */
export async function check(options: CheckOptions): Promise<void> {
  const file = catalogueFileOf(options);
  let { catalogue, diagnostics } = readCatalogueWithoutTests(file);
  if (options.updateLock && catalogue !== undefined) {
    writeFileSync(definitionLockFile(referenceRootOf(file)), printDefinitionLock(catalogue));
    ({ catalogue, diagnostics } = readCatalogueWithoutTests(file));
  }
  if (catalogue !== undefined) {
    const onCluster = options.engine === 'spark' ? clusterDiagnostics(catalogue) : [];
    const problems = [...(await checkRelations(catalogue)), ...onCluster];
    diagnostics = [...diagnostics, ...problems];
    if (problems.length > 0) catalogue = undefined;
  }
  const errors = count(diagnostics, 'error');
  if (options.json) {
    printJson('check', { hash: catalogue?.hash ?? null, diagnostics });
    if (errors > 0) process.exitCode = 3;
    return;
  }
  if (catalogue === undefined) {
    throw new Failure('catalogue', `the catalogue has ${errors} problem${errors === 1 ? '' : 's'}.`, { diagnostics });
  }
  for (const diagnostic of diagnostics) process.stderr.write(`${printDiagnostic(diagnostic)}\n\n`);
  const [variables, lists] = [catalogue.variables, catalogue.codeLists].map((all) =>
    Object.values(all).filter(isDeclared),
  );
  const sizes = [catalogue.indicators, variables, lists].map((one) => Object.keys(one ?? {}).length);
  const warnings = count(diagnostics, 'warning');
  process.stdout.write(
    `${sizes[0]} indicators, ${sizes[1]} variables, ${sizes[2]} code lists: ${warnings === 0 ? 'no problems' : `${warnings} warning${warnings === 1 ? '' : 's'}`}.\n`,
  );
  for (const { name, files } of Object.values(catalogue.sources))
    if (isUri(files)) process.stdout.write(`note: ${name} is delivered at ${files}: a cluster alone reads it.\n`);
  const found = catalogue;
  const redundant = keptBeside('redundant', file, meaningOf(found), () => redundantInvariants(found));
  if (redundant.length > 0)
    process.stdout.write(
      `note: what the invariants ${redundant.join(', ')} say of published figures follows from the definitions of their variables. They are verified in every run; disclosure control does not need them.\n`,
    );
}

/** All of a catalogue that figure relations follow from: no text and no example. */
function meaningOf({
  variables,
  codeLists,
  parameters,
  sources,
  entities,
  dimensions,
  relations,
  indicators,
  invariants,
  disclosure,
}: Catalogue) {
  const figures = Object.values(indicators).map(({ code, measure, dimensions: own }) => [code, measure, own]);
  const declared = { variables, codeLists, parameters, sources, entities, dimensions, relations };
  return { ...declared, figures, invariants, disclosure };
}

function count(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter((d) => d.severity === severity).length;
}

/** Reads a catalogue whole: YAML, shape, code lists, SQL headers, names; every problem at once. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Diagnostic, Failure, hashValue } from '../base/index.ts';
import { bindDimensions } from './bind-dimension.ts';
import { bindGates } from './bind-gate.ts';
import { bindIndicators } from './bind-indicator.ts';
import { bindInvariants } from './bind-invariant.ts';
import { bindDisclosure } from './bind-policy.ts';
import { bindPublisher } from './bind-publisher.ts';
import { bindChecks, bindEntities, bindSources } from './bind-source.ts';
import { bindStandardPopulations } from './bind-standard.ts';
import { bindTests } from './bind-test.ts';
import { bindTexts } from './bind-texts.ts';
import { bindCodeLists, bindParameters, bindVariables } from './bind-variable.ts';
import type { Catalogue } from './catalogue.ts';
import { checkExclusive } from './check-exclusive.ts';
import { checkIndicator } from './check-indicator.ts';
import { checkNames } from './check-names.ts';
import { checkReads } from './check-reads.ts';
import { csvReader } from './csv-file.ts';
import { checkDefinitions } from './definition-lock.ts';
import { LANGUAGE_CODES } from './language-codes.ts';
import { readRelationFiles } from './relation-file.ts';
import { Report } from './report.ts';
import { checkTwice, isKnown, lookUp, type Scope } from './scope.ts';
import { readShape } from './shape.ts';
import { displayPath, isFile } from './text-file.ts';
import { reportUnused, variablesOf } from './unused.ts';
import { readYamlFile } from './yaml-file.ts';

/** Files that the map is made of (sql/sources). */
const GEOGRAPHY = ['geo/municipalities.csv', 'geo/municipality_changes.csv', 'geo/statistical_sectors_2011.csv'];

export interface CatalogueReading {
  /** Absent when there are errors. */
  readonly catalogue?: Catalogue;
  /** Errors and warnings, in the order of the files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Folder of the reference data: always beside the catalogue. */
export function referenceRootOf(catalogueFile: string): string {
  return join(dirname(resolve(catalogueFile)), 'data', 'reference');
}

/**
 * Folders of hand-written SQL: beside the catalogue first, then the ones that come with the
 * program.
 */
export function sqlRootsOf(catalogueFile: string, programRoot: string): string[] {
  return [...new Set([join(dirname(resolve(catalogueFile)), 'sql'), join(programRoot, 'sql')])].filter((root) =>
    existsSync(root),
  );
}

/** Reads the catalogue at `file`; never throws for what a person wrote. */
export function readCatalogue(file: string, programRoot: string): CatalogueReading {
  const report = new Report();
  const yaml = readYamlFile(file, report);
  const shape = yaml && readShape(yaml, report);
  if (yaml === undefined || shape === undefined) return { diagnostics: report.diagnostics };

  const { document } = shape;
  const left = new Set(shape.left);
  const files: Record<string, string> = {};
  const readCsv = csvReader(report);
  const scope: Scope = {
    yaml,
    document,
    report,
    left,
    relations: readRelationFiles(sqlRootsOf(file, programRoot), report, left),
    referenceRoot: referenceRootOf(file),
    readCsv: (path, owner, named) => {
      const csv = readCsv(path, owner, named);
      if (csv !== undefined) files[relative(scope.referenceRoot, path)] = csv.text;
      return csv;
    },
  };
  checkNames(scope);
  checkTwice(scope, ['languages'], '`languages`', document.languages);
  for (const [i, language] of document.languages.entries()) {
    const path = ['languages', i];
    if (!isKnown(scope, 'language-without-words', path, '`languages`', language, LANGUAGE_CODES)) left.add(language);
  }
  const publisher = bindPublisher(scope);
  const sources = bindSources(scope);
  const checks = bindChecks(scope);
  const entities = bindEntities(scope);
  const dimensions = bindDimensions(scope, sources);
  const lists = bindCodeLists(scope);
  checkExclusive(scope, lists);
  const parameters = bindParameters(scope);
  const standardPopulations = bindStandardPopulations(scope, dimensions);
  const declared = bindVariables(scope, sources);
  checkReads(scope, declared, entities);
  const texts = bindTexts(scope);
  const { indicators, variables, codeLists } = bindIndicators(scope, {
    entities,
    dimensions,
    variables: declared,
    codeLists: lists,
    sources,
    parameters,
    standardPopulations,
    texts,
  });
  // An indicator that names an unknown variable has been reported: what compares it is not reported
  // as well.
  for (const { code, measure } of Object.values(indicators))
    if (
      [measure.numerator, measure.denominator]
        .flatMap(variablesOf)
        .some((name) => lookUp(variables, name) === undefined)
    )
      left.add(code);
  const comparable = Object.fromEntries(Object.entries(indicators).filter(([code]) => !left.has(code)));
  const invariants = bindInvariants(scope, { indicators: comparable, variables });
  const gates = bindGates(scope, { sources, indicators });
  const disclosure = bindDisclosure(scope, indicators);
  const tests = bindTests(scope, { sources, dimensions, codeLists: lists, indicators });
  for (const path of GEOGRAPHY) {
    const full = join(scope.referenceRoot, path);
    if (isFile(full)) files[path] = readFileSync(full, 'utf8');
    else
      report.add('reference-missing', yaml.positionOfKey(['vintage']), {
        owner: 'the municipal map',
        file: displayPath(full),
      });
  }
  reportUnused(scope, { dimensions, variables: declared, indicators, invariants });
  texts.reportUnused();
  if (left.size === 0 && !report.hasErrors)
    for (const indicator of Object.values(indicators)) checkIndicator(scope, indicator, parameters);
  if (report.hasErrors) return { diagnostics: report.diagnostics };

  const hash = hashValue({
    yaml: yaml.text,
    files,
    sql: Object.values(scope.relations).map(({ name, sql }) => [name, sql]),
  });
  const { vintage, languages } = document;
  const catalogue: Catalogue = {
    file: resolve(file),
    hash,
    vintage,
    languages,
    publisher,
    sources,
    checks,
    entities,
    dimensions,
    codeLists,
    parameters,
    standardPopulations,
    variables,
    keywords: document.keywords ?? {},
    indicators,
    invariants,
    gates,
    disclosure,
    releases: { keep: document.releases?.keep ?? null },
    site: document.site ?? null,
    tests,
    relations: scope.relations,
  };
  checkDefinitions(scope, catalogue);
  if (report.hasErrors) return { diagnostics: report.diagnostics };
  return { catalogue, diagnostics: report.diagnostics };
}

/** The catalogue, or a failure that carries every problem. */
export function openCatalogue(file: string, programRoot: string): Catalogue {
  const { catalogue, diagnostics } = readCatalogue(file, programRoot);
  if (catalogue !== undefined) return catalogue;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  throw new Failure('catalogue', `the catalogue has ${errors} problem${errors === 1 ? '' : 's'}.`, { diagnostics });
}

/** Binds standard populations: a weight for every member of a dimension. */
import { join } from 'node:path';
import { suggest } from '../base/index.ts';
import type { Dimension, StandardPopulation } from './catalogue.ts';
import { type CsvFile, hasColumn } from './csv-file.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, isKnown, lookUp, mapValues, type Scope } from './scope.ts';

type Entry = NonNullable<CatalogueDocument['standard_populations']>[string];

/** Standard populations by name. Reports a member of the dimension without a weight. */
export function bindStandardPopulations(
  scope: Scope,
  dimensions: Readonly<Record<string, Dimension>>,
): Record<string, StandardPopulation> {
  return mapValues(scope.document.standard_populations ?? {}, (entry, name) => {
    const path = ['standard_populations', name];
    const { label, file, dimension } = entry;
    checkTexts(scope, [...path, 'label'], name, label);
    const csv = scope.readCsv(join(scope.referenceRoot, file), name, scope.yaml.positionOf([...path, 'file']));
    const known = Object.values(dimensions).flatMap((one) => (one.event === undefined ? [one.name] : []));
    if (!isKnown(scope, 'unknown-dimension', [...path, 'dimension'], name, dimension, known) || csv === undefined)
      return { name, label, file, dimension, weights: [] };
    const members = lookUp(dimensions, dimension)?.members ?? [];
    return { name, label, file, dimension, weights: readWeights(scope, csv, name, entry, members) };
  });
}

/**
 * Gives the weight of every member, in the order of the dimension. Rows of one member are summed,
 * so that a file may keep the finer bands, or the areas, that it was published with. Reports
 * weights that are no whole numbers, members that the dimension does not have, and members without
 * a weight.
 */
function readWeights(
  scope: Scope,
  csv: CsvFile,
  owner: string,
  { dimension, member, weight }: Entry,
  members: readonly string[],
): StandardPopulation['weights'] {
  const { report, yaml } = scope;
  const position = yaml.positionOfKey(['standard_populations', owner]);
  const complete = [member, weight].map((column) => hasColumn(csv, column, owner, position, report));
  if (complete.includes(false)) return [];
  const sums = new Map(members.map((name) => [name, 0]));
  for (const row of csv.rows) {
    const name = row.values[member] ?? '';
    const value = row.values[weight] ?? '';
    const sum = sums.get(name);
    if (!/^\d{1,12}$/.test(value)) report.add('weight-value', csv.positionOf(row, weight), { value, column: weight });
    else if (sum !== undefined) sums.set(name, sum + Number(value));
    else {
      const nearest = suggest(name, members);
      report.add('weight-of-stranger', csv.positionOf(row, member), { owner, name, known: members, nearest });
    }
  }
  for (const [name, sum] of sums)
    if (sum === 0) report.add('weight-missing', position, { owner, member: name, dimension });
  return [...sums].map(([name, sum]) => ({ member: name, weight: sum }));
}

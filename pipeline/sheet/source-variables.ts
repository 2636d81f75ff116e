/** What an indicator is made from, by the names of the delivery's data dictionary. */
import {
  type Catalogue,
  type Indicator,
  isPresence,
  type Texts,
  type Variable,
  variablesBehind,
  variablesOf,
} from '../catalogue/index.ts';

export interface NamedTexts {
  readonly name: string;
  readonly label: Texts;
}

export interface SourceVariables {
  /**
   * Variables that the agency publishes; without one, the columns of the delivery that the
   * variables are made from.
   */
  readonly sources: readonly NamedTexts[];
  /** The other variables of the measure, which this catalogue defines. */
  readonly computed: readonly NamedTexts[];
}

/**
 * As the published sheets do: stat_003_007 names the published FF_MH, stat_020_033 the columns
 * behind its count.
 */
export function findSourceVariables(catalogue: Catalogue, indicator: Indicator): SourceVariables {
  const { numerator, denominator } = indicator.measure;
  const names = new Set([numerator, denominator].flatMap(variablesOf));
  const variables = [...names].flatMap((name) => catalogue.variables[name] ?? []);
  const isPublished = (variable: Variable) => variable.kind === 'collected' && variable.published === true;
  const published = variables.filter(isPublished);
  const columns = variablesBehind(catalogue, indicator).flatMap((variable) => columnsOf(catalogue, variable));
  return {
    sources: published.length > 0 ? published : [...new Map(columns.map((column) => [column.name, column])).values()],
    computed: variables.filter((variable) => !isPublished(variable) && !isPresence(variable)),
  };
}

/** The columns that a variable reads, as the delivery names them, where its dictionary has them. */
function columnsOf(catalogue: Catalogue, variable: Variable): NamedTexts[] {
  if (variable.kind !== 'collected') return [];
  const source = catalogue.sources[variable.source];
  const read = [
    ...(variable.codes === undefined ? [] : [source?.code]),
    ...variable.where.map((condition) => condition.column),
    variable.by,
    variable.value.column,
    variable.value.kind === 'sum' ? variable.value.since : undefined,
  ];
  return read.flatMap((name) => {
    const column = source?.columns[name ?? ''];
    const label = source?.labels?.[name ?? ''];
    return column === undefined || label === undefined ? [] : [{ name: column.from, label }];
  });
}

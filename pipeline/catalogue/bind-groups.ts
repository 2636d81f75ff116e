/** Binds what a measure counts in each group of claims, where there are any. */
import type { Dimension, Measure } from './catalogue.ts';
import {
  type BoundGroups,
  type DeclaredEvents,
  groupByEvent,
  isOfSource,
  variablesOfEvents,
} from './event-dimension.ts';
import { lookUp, type Scope } from './scope.ts';

/** What the names of an indicator stand for. */
export interface DeclaredGroups extends DeclaredEvents {
  readonly dimensions: Readonly<Record<string, Dimension>>;
}

/**
 * The groups of a measure; undefined where none of the dimensions groups claims. Reports two that
 * do, and a measure that cannot be counted in groups.
 */
export function bindGroups(
  scope: Scope,
  code: string,
  names: readonly string[],
  measure: Measure,
  declared: DeclaredGroups,
): BoundGroups | undefined {
  const found = names.flatMap((name) => {
    const dimension = lookUp(declared.dimensions, name);
    return dimension?.event === undefined || dimension.entity !== measure.entity
      ? []
      : [{ ...dimension, event: dimension.event }];
  });
  const [dimension, ...others] = found;
  if (dimension === undefined) return undefined;
  const path = ['indicators', code, 'dimensions'];
  if (others.length > 0) {
    const dimensions = found.map(({ name }) => name);
    scope.report.add('two-event-dimensions', scope.yaml.positionOfKey(path), { code, dimensions });
  }
  const { source } = dimension.event;
  const known = variablesOfEvents(measure).filter((name) => lookUp(declared.variables, name) !== undefined);
  const other = known.find((name) => !isOfSource(name, source, declared));
  const reason =
    measure.percentile !== undefined
      ? 'a percentile has no groups'
      : other === undefined
        ? undefined
        : `${other} is no sum of rows of ${source}`;
  if (reason !== undefined) {
    const position = scope.yaml.positionOf([...path, names.indexOf(dimension.name)]);
    scope.report.add('event-dimension', position, { code, dimension: dimension.name, reason });
  }
  return groupByEvent(measure, dimension, declared);
}

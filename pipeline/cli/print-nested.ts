/** Nested differences in a sentence: counts of cells, never a value. */
import { countOf } from '../base/index.ts';
import type { NestedReport } from '../release/index.ts';

/** What counts that are shown disclose of the few who are in one and not in the other. */
export function printNested({ entity, year, examined, disclosed, everybody }: NestedReport): string {
  return [
    `${entity} ${year}: ${disclosed} of ${examined} nested differences between published counts are sensitive`,
    `in ${countOf(everybody, 'cell')}, everybody in the group is counted`,
  ].join('; ');
}

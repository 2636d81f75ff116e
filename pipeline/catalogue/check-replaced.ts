/** Former codes of indicators: each is of one indicator alone, and is never used again. */
import { lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

/** Reports a former code that an indicator has today, and one that two indicators replace. */
export function checkReplaced(scope: Scope): void {
  const { indicators } = scope.document;
  const successors = new Map<string, string>();
  for (const [code, { replaces }] of Object.entries(indicators))
    for (const [i, former] of [replaces ?? []].flat().entries()) {
      const path: Path = ['indicators', code, 'replaces', ...(typeof replaces === 'string' ? [] : [i])];
      const position = scope.yaml.positionOf(path);
      const other = successors.get(former);
      if (lookUp(indicators, former) !== undefined) scope.report.add('replaces-used-code', position, { code, former });
      else if (other !== undefined) scope.report.add('replaced-twice', position, { code, former, other });
      successors.set(former, code);
    }
}

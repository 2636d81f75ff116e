/** Mistakes in what depends on the days between events. */
import {
  type Catalogue,
  type CollectedVariable,
  type DatedVariable,
  type Indicator,
  piecesIn,
  variablesBehind,
} from '../../pipeline/catalogue/index.ts';
import { type Mutant, withVariable } from './mutant.ts';
import { whereMutants } from './variable-mutants.ts';

export function datedMutants(catalogue: Catalogue, code: string): Mutant[] {
  const indicator = catalogue.indicators[code] as Indicator;
  return variablesBehind(catalogue, indicator).flatMap((one) =>
    one.kind === 'dated' ? mutantsOf(catalogue, one) : [],
  );
}

function mutantsOf(catalogue: Catalogue, dated: DatedVariable): Mutant[] {
  const changed = (what: string, change: Partial<DatedVariable>): Mutant => ({
    name: `${dated.name}: ${what}`,
    catalogue: withVariable(catalogue, { ...dated, ...change }),
  });
  const pieces = piecesIn(dated).flatMap((name) => catalogue.variables[name] as CollectedVariable);
  const { rule, of, around, days, atLeast, scale } = dated;
  return [
    changed('a day less', { days: days - 1 }),
    changed('a day more', { days: days + 1 }),
    changed(rule === 'new' ? 'followed' : 'new', { rule: rule === 'new' ? 'followed' : 'new' }),
    changed('the events of the year around it', { around: [{ variable: of, shift: 0 }] }),
    ...around.map((piece, i) =>
      changed(`${piece.variable} ${piece.shift} left out`, { around: around.toSpliced(i, 1) }),
    ),
    // Of whole numbers, nothing lies between them.
    ...(scale === 0
      ? []
      : [changed('from anything on', { atLeast: 1 }), changed('from more on', { atLeast: 30 * atLeast })]),
    ...pieces.flatMap((piece) => whereMutants(catalogue, piece)),
  ];
}

/** What events say of volumes and shares together holds of whatever persons there are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureRelation } from '../../../pipeline/disclosure/cells/figure-relations.ts';
import { addedBy, type Family } from '../../../pipeline/disclosure/certify/families/family.ts';
import { relationsOfEvents } from '../../../pipeline/disclosure/search/relations-of-events.ts';

/** All events, two kinds of them that have none in common, and one that overlaps both. */
const family: Family = {
  variables: ['ALL', 'ONE', 'OTHER', 'ACROSS'],
  atoms: [[0, 1], [0, 1, 3], [0, 2, 3], [0, 2], [0]],
  rules: [],
  figures: [0, 1, 2, 3].flatMap((variable) => [
    { name: `share ${variable}`, where: [{ variable, atLeast: 1 }], adds: null },
    { name: `volume ${variable}`, where: [], adds: variable },
  ]),
};

function textOf(relation: FigureRelation): string {
  if (relation.kind !== 'across') throw new Error(`a relation of the kind ${relation.kind}`);
  const [lesser, greater] = [relation.lesser, relation.greater].map((side) => side.map(({ figure }) => figure).sort());
  return `${lesser?.join(' + ')} <= ${greater?.join(' + ')}`;
}

describe('the relations of events', () => {
  it('are of a volume and as many of its parts as have no event in common', () => {
    expect(relationsOfEvents([family]).map(textOf)).toEqual([
      'volume 1 + volume 2 <= volume 0',
      'volume 3 <= volume 0',
      'share 0 + volume 1 + volume 2 <= share 1 + share 2 + volume 0',
      'share 0 + volume 3 <= share 3 + volume 0',
    ]);
  });

  it('take a share for its events where no volume is shown', () => {
    const figures = family.figures.filter(({ name }) => name !== 'volume 1' && name !== 'share 0');
    expect(relationsOfEvents([{ ...family, figures }]).map(textOf)).toEqual([
      'share 1 + volume 2 <= volume 0',
      'volume 3 <= volume 0',
    ]);
  });

  it('hold of all persons with events of whatever kinds', () => {
    const person = fc.array(fc.nat(3), { minLength: family.atoms.length, maxLength: family.atoms.length });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), (persons) => {
        const values = persons.map((events) =>
          family.variables.map((_, variable) =>
            family.atoms.reduce((sum, fed, atom) => sum + (fed.includes(variable) ? (events[atom] ?? 0) : 0), 0),
          ),
        );
        const sumOf = (name: string) => {
          const figure = family.figures.find((one) => one.name === name);
          return figure === undefined ? Number.NaN : values.reduce((sum, own) => sum + addedBy(figure, own), 0);
        };
        for (const relation of relationsOfEvents([family])) {
          if (relation.kind !== 'across') continue;
          const [lesser = 0, greater = 0] = [relation.lesser, relation.greater].map((side) =>
            side.reduce((sum, { figure }) => sum + sumOf(figure), 0),
          );
          expect(lesser, textOf(relation)).toBeLessThanOrEqual(greater);
        }
      }),
    );
  });
});

/** What figures of some members are in the cells of figures broken down by age and sex. */
import { expect, it } from 'vitest';
import type { AttributeTest, Term } from '../../../pipeline/catalogue/index.ts';
import { relationsAcross, type Shown } from '../../../pipeline/disclosure/cells/derive/across.ts';
import { ALWAYS } from '../../../pipeline/disclosure/cells/derive/atoms.ts';
import { openContainment } from '../../../pipeline/disclosure/cells/derive/relations.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const shipped = shippedCatalogue();

/** A catalogue in which each test is a variable of its own, and figures of everybody who passes. */
function relationsOf(
  tests: Readonly<Record<string, AttributeTest>>,
  where: readonly string[],
  shape: readonly string[],
) {
  const variables = Object.fromEntries(
    Object.entries(tests).map(([name, test]) => {
      const relation = test.attribute === 'age' ? 'beneficiary_age' : 'beneficiary_year';
      const column = test.attribute;
      return [name, { kind: 'relation', name, label: {}, entity: 'beneficiary', relation, column, test } as const];
    }),
  );
  const catalogue = { ...shipped, variables: { ...shipped.variables, ...variables } };
  const passing = where.map((variable) => ({ variable, atLeast: { kind: 'number', value: 1 } as const }));
  const figure = (name: string, term: Term, dimensions: readonly string[]): Shown => ({
    name,
    entity: 'beneficiary',
    term,
    shapes: [dimensions],
  });
  const figures = [
    figure('some', { kind: 'members', where: passing }, []),
    figure('all', { kind: 'members', where: [] }, shape),
  ];
  const found = relationsAcross(catalogue, figures, openContainment(catalogue, Object.keys(variables), ALWAYS));
  const say = (side: (typeof found)[number]['lesser']) =>
    side.map(({ figure: name, at }) => [name, ...Object.values(at)].join(' ')).join(' + ');
  return found.map(({ lesser, greater, isEqual }) => `${say(lesser)} ${isEqual ? '=' : '<='} ${say(greater)}`);
}

const WOMEN = { kind: 'member', attribute: 'sex', members: ['female'] } as const;
const AGED = { kind: 'range', attribute: 'age', low: 50, high: 69 } as const;

it('women of 50 to 69 are the cells of women in two bands', () => {
  expect(relationsOf({ women: WOMEN, aged: AGED }, ['women', 'aged'], ['age_group', 'sex'])).toEqual([
    'some = all female 50-59 + all female 60-69',
  ]);
});

it('women of 50 to 69 are some of the women, where nothing is broken down by age', () => {
  expect(relationsOf({ women: WOMEN, aged: AGED }, ['women', 'aged'], ['sex'])).toEqual(['some <= all female']);
});

it('people of 65 and over are between the bands that are wholly of them and those that touch them', () => {
  const old = { kind: 'range', attribute: 'age', low: 65 } as const;
  expect(relationsOf({ old }, ['old'], ['age_group'])).toEqual([
    'some <= all 60-69 + all 70-79 + all 80-89 + all 90+',
    'all 70-79 + all 80-89 + all 90+ <= some',
  ]);
});

it('nothing follows from a breakdown by something else', () => {
  expect(relationsOf({ women: WOMEN }, ['women'], ['age_group', 'bim'])).toEqual([]);
});

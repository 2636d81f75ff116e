/** Which figures contain which, by their definitions alone. */
import { expect, it } from 'vitest';
import { ALWAYS } from '../../../pipeline/disclosure/cells/derive/atoms.ts';
import type { Named } from '../../../pipeline/disclosure/cells/derive/families.ts';
import { deriveRelations, openContainment } from '../../../pipeline/disclosure/cells/derive/relations.ts';
import { withPeriods } from '../../../pipeline/disclosure/cells/derive/several-years.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const VARIABLES = ['IMAG_ALL_N', 'IMAG_CT_N', 'IMAG_MRI_N'];

function members(name: string, ...variables: readonly string[]): Named {
  const where = variables.map((variable) => ({ variable, atLeast: { kind: 'number' as const, value: 1 } }));
  return { name, entity: 'beneficiary', term: { kind: 'members', where } };
}

function pairs(...figures: readonly Named[]): string[] {
  return deriveRelations(figures, openContainment(shippedCatalogue(), VARIABLES, ALWAYS))
    .filter(({ greater }) => greater.length === 1)
    .map(({ lesser, greater }) => `${lesser} <= ${greater[0]}`)
    .sort();
}

it('keeps what contains two figures that are the same in other words', () => {
  const [one, other] = [members('one', 'IMAG_CT_N', 'IMAG_MRI_N'), members('other', 'IMAG_MRI_N', 'IMAG_CT_N')];
  expect(pairs(one, other, members('whole', 'IMAG_CT_N'))).toEqual([
    'one <= other',
    'one <= whole',
    'other <= one',
    'other <= whole',
  ]);
});

it('leaves out what follows from a closer figure', () => {
  const figures = [
    members('both', 'IMAG_CT_N', 'IMAG_MRI_N'),
    members('ct', 'IMAG_CT_N'),
    members('all', 'IMAG_ALL_N'),
  ];
  expect(pairs(...figures)).toEqual(['both <= ct', 'ct <= all']);
});

it('takes what depends on days for a part of its events, and fewer days for a part of more', () => {
  const shipped = shippedCatalogue();
  const { READMITTED_30_N: readmitted, ANTIDEPRESSANT_NEW_DDD: fresh } = shipped.variables;
  if (readmitted?.kind !== 'dated' || fresh?.kind !== 'dated') throw new Error('they depend on no days');
  const [WITHIN_60, AFTER_100] = [
    { ...readmitted, name: 'WITHIN_60', days: 60 },
    { ...fresh, name: 'AFTER_100', days: 100 },
  ];
  const catalogue = withPeriods({ ...shipped, variables: { ...shipped.variables, WITHIN_60, AFTER_100 } });
  const names = [
    'READMITTED_30_N',
    'WITHIN_60',
    'CLASSIC_STAYS_N',
    'ANTIDEPRESSANT_NEW_DDD',
    'AFTER_100',
    'ANTIDEPRESSANT_DDD',
  ];
  const totals = names.map(
    (variable): Named => ({ name: variable, entity: 'beneficiary', term: { kind: 'total', variable, where: [] } }),
  );
  const found = deriveRelations(totals, openContainment(catalogue, names, ALWAYS));
  expect(found.map(({ lesser, greater }) => `${lesser} <= ${greater[0]}`).sort()).toEqual([
    'AFTER_100 <= ANTIDEPRESSANT_DDD',
    'ANTIDEPRESSANT_NEW_DDD <= AFTER_100',
    'READMITTED_30_N <= WITHIN_60',
    'WITHIN_60 <= CLASSIC_STAYS_N',
  ]);
});

it.each([
  ['IMAG_CT_N', 1_000],
  ['ANTIBIOTIC_DDD', 10_000_000_000],
  ['CLASSIC_NIGHTS_N', 1_000_000],
])('takes nobody to have more than so much: %s', (variable, times) => {
  const total: Named = { name: 'total', entity: 'beneficiary', term: { kind: 'total', variable, where: [] } };
  const found = deriveRelations(
    [total, members('anything', variable)],
    openContainment(shippedCatalogue(), [variable], ALWAYS),
  );
  expect(found.find(({ lesser }) => lesser === 'total')).toMatchObject({ greater: ['anything'], times });
});

/** Whether a person of the population meets what a population asks of a dimension or of the age. */
import type { AttributeTest, Catalogue } from '../../pipeline/catalogue/index.ts';
import type { Delivery } from './delivery.ts';
import { ageOf, partsOf } from './member.ts';
import { presentIn } from './several-years.ts';

/** 1 for every beneficiary who passes; whoever is absent has 0. */
export function readAttribute(catalogue: Catalogue, test: AttributeTest, delivery: Delivery): Map<string, bigint> {
  if (test.kind === 'range' && test.attribute === 'present') {
    return new Map([...presentIn(delivery, test.low ?? 1)].map((person) => [person, 1n]));
  }
  const passing = delivery.population.filter((row) => {
    if (test.kind === 'member') {
      const part = partsOf(catalogue, row, delivery.year)[test.attribute];
      return part !== undefined && test.members.includes(part);
    }
    if (test.attribute === 'alive') return String(row.PP0040 ?? '9999') > `${delivery.year}-12-31`;
    if (test.attribute !== 'age') throw new Error(`the oracle does not know the attribute ${test.attribute}`);
    const age = ageOf(row, delivery.year);
    return age !== null && age >= (test.low ?? age) && age <= (test.high ?? age);
  });
  return new Map(passing.map((row) => [String(row.PP0010), 1n]));
}

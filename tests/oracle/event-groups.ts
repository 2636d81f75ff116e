/**
 * Groups of claims: a delivery with the claims of one group alone, and what members add by them.
 */
import {
  type Catalogue,
  type Dimension,
  type Measure,
  ownConditions,
  type Term,
} from '../../pipeline/catalogue/index.ts';
import { type Contribution, readTerm, type Values } from './contribution.ts';
import type { Delivery, Row } from './delivery.ts';
import { meetsAll, readVariable, rowsOf } from './variable-value.ts';

/** The dimension of an indicator that groups claims; undefined where none does. */
export function eventDimensionOf(catalogue: Catalogue, dimensions: readonly string[]): Dimension | undefined {
  return dimensions.map((name) => catalogue.dimensions[name]).find((dimension) => dimension?.event !== undefined);
}

/** What a member adds to both terms by the claims of one group; who counts at all stays. */
export function readGroup(
  catalogue: Catalogue,
  { member, dimension }: { readonly member: string; readonly dimension: Dimension },
  measure: Measure,
  delivery: Delivery,
  year: number,
  values: Values,
): { readonly above: Contribution; readonly below: Contribution } {
  const inGroup = deliveryOfGroup(catalogue, dimension, member, delivery);
  const known = new Map<string, ReadonlyMap<string, bigint>>();
  const ofGroup: Values = (name) => {
    const read = known.get(name) ?? readVariable(catalogue, name, inGroup);
    known.set(name, read);
    return read;
  };
  const read = (term: Term): Contribution => {
    const own = { ...term, where: ownConditions({ numerator: term, population: measure.population ?? [] }) };
    const added = readTerm(catalogue, own, year, ofGroup);
    const counts = readTerm(catalogue, { kind: 'members', where: measure.population ?? [] }, year, values);
    return (key) => (counts(key) === 1n ? added(key) : 0n);
  };
  return { above: read(measure.numerator), below: measure.denominator === null ? () => 0n : read(measure.denominator) };
}

/** Every year with the rows of its source that are of one group. */
function deliveryOfGroup(catalogue: Catalogue, dimension: Dimension, member: string, delivery: Delivery): Delivery {
  const { source = '', where = [] } = dimension.event ?? {};
  const conditions = where[dimension.members.indexOf(member)] ?? [];
  const narrow = (one: Delivery): Delivery => {
    const kept = new Set<Row>(rowsOf(one, source).filter((row) => meetsAll(catalogue, source, conditions, row)));
    const keep = (rows: readonly Row[]) => rows.filter((row) => kept.has(row));
    return {
      ...one,
      ...(source === 'health_care' && { healthCare: keep(one.healthCare) }),
      ...(source === 'pharmacy' && { pharmacy: keep(one.pharmacy ?? []) }),
      ...(source === 'hospital_stay' && { hospitalStay: keep(one.hospitalStay ?? []) }),
    };
  };
  return { ...narrow(delivery), others: (delivery.others ?? []).map(narrow) };
}

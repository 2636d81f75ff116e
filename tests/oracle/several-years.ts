/** What is put together from several years: deliveries of other years, and windows over them. */
import type { WindowVariable } from '../../pipeline/catalogue/index.ts';
import type { Delivery } from './delivery.ts';

const byYear = new WeakMap<readonly Delivery[], Map<number, Delivery>>();

/** The delivery of another year; refuses one that is not there. */
export function deliveryOf(delivery: Delivery, year: number): Delivery {
  if (year === delivery.year) return delivery;
  const others = delivery.others ?? [];
  const known = byYear.get(others) ?? new Map<number, Delivery>();
  byYear.set(others, known);
  const other = others.find((one) => one.year === year);
  if (other === undefined) throw new Error(`there is no delivery of ${year}`);
  const found = known.get(year) ?? { ...other, others: [...others, delivery] };
  known.set(year, found);
  return found;
}

/**
 * The value of a window for everybody who has a claim in one of its years.
 *
 * @param valuesOf the values of a variable in one calendar year, by member
 */
export function readWindow(
  { of, years, take, atLeast }: WindowVariable,
  delivery: Delivery,
  valuesOf: (variable: string, delivery: Delivery) => ReadonlyMap<string, bigint>,
): Map<string, bigint> {
  const ofYear = (before: number): Map<string, bigint> => {
    const sums = new Map<string, bigint>();
    for (const { variable, shift } of of)
      for (const [member, value] of valuesOf(variable, deliveryOf(delivery, delivery.year - before + shift)))
        sums.set(member, (sums.get(member) ?? 0n) + value);
    return sums;
  };
  const last = take === 'new' ? years : years - 1;
  const values = Array.from({ length: last + 1 }, (_, before) => ofYear(before));
  const members = new Set(values.flatMap((year) => [...year.keys()]));
  const result = new Map<string, bigint>();
  for (const member of members) {
    const own = values.map((year) => year.get(member) ?? 0n);
    const isEnough = own.map((value) => value >= BigInt(atLeast));
    const had = isEnough.slice(1).includes(true);
    if (take === 'years') result.set(member, BigInt(isEnough.filter(Boolean).length));
    else if (take === 'sum')
      result.set(
        member,
        own.reduce((sum, value) => sum + value, 0n),
      );
    else result.set(member, had ? 0n : (own[0] ?? 0n));
  }
  return result;
}

/** Members of the population who were in that of each of so many years up to this one. */
export function presentIn(delivery: Delivery, years: number): Set<string> {
  const populations = Array.from(
    { length: years },
    (_, before) => new Set(deliveryOf(delivery, delivery.year - before).population.map((row) => String(row.PP0010))),
  );
  const [now = new Set<string>(), ...earlier] = populations;
  return new Set([...now].filter((person) => earlier.every((population) => population.has(person))));
}

/** What depends on the days between events: who is new after some days, what is followed. */
import type { DatedVariable } from '../../pipeline/catalogue/index.ts';
import type { Delivery } from './delivery.ts';
import { deliveryOf } from './several-years.ts';

/** By member and day, `YYYY-MM-DD`: the net of all events. */
type Days = ReadonlyMap<string, ReadonlyMap<string, bigint>>;

const MS_OF_A_DAY = 86_400_000;
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / MS_OF_A_DAY;
const isDay = (day: string) => /^\d{4}-/.test(day);

/**
 * The value of a variable on days for everybody who has an event in the reference year.
 *
 * @param daysOf the events of a variable in one calendar year
 */
export function readDated(
  { rule, of, around, days, atLeast }: DatedVariable,
  delivery: Delivery,
  daysOf: (variable: string, delivery: Delivery) => Days,
): Map<string, bigint> {
  const others = around.map((piece) => daysOf(piece.variable, deliveryOf(delivery, delivery.year + piece.shift)));
  /** The days of a member that count. */
  const counting = (member: string, from: readonly Days[]) =>
    from.flatMap((year) =>
      [...(year.get(member) ?? [])].flatMap(([day, net]) =>
        isDay(day) && net >= BigInt(atLeast) ? [dayNumber(day)] : [],
      ),
    );
  const result = new Map<string, bigint>();
  const own = daysOf(of, delivery);
  for (const [member, events] of own) {
    const known = [...events].filter(([day]) => isDay(day));
    const near = counting(member, others);
    if (rule === 'followed') {
      const followed = known.filter(([day]) =>
        near.some((next) => next > dayNumber(day) && next - dayNumber(day) <= days),
      );
      result.set(member, sum(followed));
      continue;
    }
    const first = Math.min(...counting(member, [own]));
    const isNew = Number.isFinite(first) && near.every((day) => first - day > days);
    result.set(member, isNew ? sum(known) : 0n);
  }
  return result;
}

function sum(days: readonly (readonly [string, bigint])[]): bigint {
  return days.reduce((total, [, net]) => total + net, 0n);
}

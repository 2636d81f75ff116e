/**
 * The methods of disclosure control: to add one, write its file and add its line;
 * `disclosure/methods/` carries it out.
 */

import { cellKey } from './cell-key.ts';
import { linked } from './linked.ts';
import type { MethodKind, PerturbationMethod } from './method-kind.ts';
import { primary } from './primary.ts';
import { rounding } from './rounding.ts';

export const METHODS = { primary, linked, rounding, cell_key: cellKey } as const satisfies Readonly<
  Record<string, MethodKind>
>;

/** A method as a policy names it. */
export type MethodName = keyof typeof METHODS;

/** A method that changes figures. */
export type PerturbationName = {
  [Name in MethodName]: (typeof METHODS)[Name] extends PerturbationMethod ? Name : never;
}[MethodName];

export const METHOD_NAMES = Object.keys(METHODS) as readonly MethodName[];

/** What a method has to say, whichever it is. */
export function methodNamed(name: MethodName): MethodKind {
  return METHODS[name];
}

/** Whether a method changes figures instead of suppressing them. */
export function isPerturbation(name: MethodName): name is PerturbationName {
  return !METHODS[name].suppresses;
}

/** The method that takes an amount under this key of a policy. */
export function methodTaking(amount: PerturbationMethod['amount']): MethodName | undefined {
  return METHOD_NAMES.find((name) => {
    const method = methodNamed(name);
    return !method.suppresses && method.amount === amount;
  });
}

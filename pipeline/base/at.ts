/**
 * Reading an array where the index is known to lie inside it: for inner loops over typed arrays,
 * where a check would cost and hide nothing. A function that reads one kind of array alone is
 * compiled to one instruction, one that reads many kinds to a search for which it is.
 */

/** The element at an index that the caller has made sure of. */
export function at<T>(array: { readonly [index: number]: T }, index: number): T {
  return array[index] as T;
}

/** The same, where time counts. */
export function intAt(array: Int32Array, index: number): number {
  return array[index] as number;
}

/** The same, where time counts. */
export function floatAt(array: Float64Array, index: number): number {
  return array[index] as number;
}

/** The same, where time counts. */
export function byteAt(array: Uint8Array, index: number): number {
  return array[index] as number;
}

/** Reading an array where the index is known to lie inside it. */

/** The element at an index that the caller has made sure of: for inner loops over typed arrays, where a check would cost and hide nothing. */
export function at<T>(array: { readonly [index: number]: T }, index: number): T {
  return array[index] as T;
}

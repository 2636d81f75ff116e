/** The statuses of cells, as numbers. */

/**
 * What becomes of a cell. `primary`: suppressed and surely sensitive; `secondary`: suppressed,
 * sensitive or not; `hidden`: nobody publishes it.
 */
export const STATUS = { published: 0, primary: 1, secondary: 2, hidden: 3 } as const;

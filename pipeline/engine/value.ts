/** What engines give as a value of a row. */
export type Value = string | number | bigint | boolean | null;

/** The marks of synthetic data in a delivery, which the generator leaves and a run recognises. */

/** Name of the file that marks everything in its folder and below as synthetic. */
export const SYNTHETIC_FILE = 'SYNTHETIC';

/** What that file says to whoever opens it. */
export const SYNTHETIC_TEXT =
  'Synthetic data: invented people and claims, made by `cubes synth`. Everything in this folder and below counts as synthetic.\n';

/** Key and value in the footer of a synthetic Parquet file. */
export const SYNTHETIC_FOOTER = { key: 'synthetic', value: 'true' } as const;

/** The option of COPY that writes the mark into a Parquet footer. */
export const SYNTHETIC_METADATA = `KV_METADATA {${SYNTHETIC_FOOTER.key}: '${SYNTHETIC_FOOTER.value}'}`;

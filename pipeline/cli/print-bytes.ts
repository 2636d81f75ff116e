/** Sizes for people. */

/** Bytes in MB or GB; empty where there are none. */
export function printBytes(bytes: number): string {
  if (bytes === 0) return '';
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Places that are named by a URI: `s3a://bucket/claims/a.parquet`, `hdfs:///claims`. */

/** Whether a text names a place by a URI, and not by a path. */
export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/**
 * A URI in two: what stands before its path (`s3a://bucket`), and the path without its first slash.
 */
export function splitUri(uri: string): { readonly origin: string; readonly path: string } {
  const [, origin = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)\/*(.*)$/i.exec(uri) ?? [];
  return { origin, path };
}

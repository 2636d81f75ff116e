/**
 * Data of the site: scripts put it, pages wait for it. Without `fetch`, so that it works from a
 * file as well.
 */

const known = new Map<string, unknown>();
const waiting = new Map<string, Promise<unknown>>();

/** What scripts of data call. */
export const atlas = {
  put: (key: string, value: unknown): void => {
    known.set(key, value);
  },
};

/** What was put under a key; undefined where it is not there yet. */
export function peek<T>(key: string): T | undefined {
  return known.get(key) as T | undefined;
}

/** Loads the script that puts a key, once. */
export function load<T>(root: string, path: string, key: string): Promise<T> {
  if (known.has(key)) return Promise.resolve(known.get(key) as T);
  const found = waiting.get(key);
  if (found !== undefined) return found as Promise<T>;
  const loading = new Promise<T>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${root}${path}`;
    script.addEventListener('load', () => resolve(known.get(key) as T));
    script.addEventListener('error', () => {
      waiting.delete(key);
      reject(new Error(path));
    });
    document.head.append(script);
  });
  waiting.set(key, loading);
  return loading;
}

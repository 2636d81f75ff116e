/**
 * Files at URIs, each with a stand-in here: a file of its name and size that has nothing in it, or
 * what is known of it. What looks for files, and what reads footers, takes it for the file itself.
 */
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hashValue, splitUri } from '../base/index.ts';

/** What a file system says of a file: size, time in milliseconds since 1970, version or ETag. */
export interface Listing {
  readonly bytes: number;
  readonly modified: number;
  readonly version: string | null;
}

const FILES = 'stand-ins';
const LISTINGS = 'listings';
/** Stands for the host of a URI without one, such as `hdfs:///claims`. */
const NO_HOST = '@';
const STAND_IN = new RegExp(`/${FILES}/([a-z][a-z0-9+.-]*):/([^/]+)(?:/(.*))?$`, 'i');

/** The path of the stand-in of a URI below a folder. */
export function standInOf(folder: string, uri: string): string {
  const { origin, path } = splitUri(uri);
  const [scheme = '', host = ''] = origin.split('://');
  return join(folder, FILES, `${scheme}:`, host || NO_HOST, path);
}

/** The URI that a path stands in for; undefined where it is the file itself. */
export function uriOf(path: string): string | undefined {
  const [, scheme, host, rest = ''] = STAND_IN.exec(path) ?? [];
  return scheme === undefined ? undefined : `${scheme}://${host === NO_HOST ? '' : host}/${rest}`;
}

/** A file as people and manifests name it: by its URI, or by its path below the data root. */
export function nameBelow(dataRoot: string, file: string): string {
  return uriOf(file) ?? relative(dataRoot, file);
}

/** Makes the stand-in of a file, with nothing in it yet. One that is there stays as it is. */
export function makeStandIn(file: string, listing: Listing): void {
  const beside = listingFile(file);
  if (existsSync(beside)) return;
  for (const path of [file, beside]) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const handle = openSync(file, 'w', 0o600);
  try {
    ftruncateSync(handle, listing.bytes);
  } finally {
    closeSync(handle);
  }
  writeFileSync(beside, JSON.stringify(listing), { mode: 0o600 });
}

/** What was listed of the file that a path stands in for. */
export function listingOf(standIn: string): Listing {
  return JSON.parse(readFileSync(listingFile(standIn), 'utf8')) as Listing;
}

/** 64 hex digits of what was listed of a file, its place included, in place of a hash of it. */
export function hashListing(standIn: string): string {
  const { bytes, modified, version } = listingOf(standIn);
  return hashValue({ uri: uriOf(standIn), bytes, modified, version });
}

function listingFile(standIn: string): string {
  const at = standIn.lastIndexOf(`/${FILES}/`);
  return `${standIn.slice(0, at)}/${LISTINGS}/${standIn.slice(at + FILES.length + 2)}.json`;
}

/**
 * Files at URIs have stand-ins that are found and hashed as files are, and are named by their URI.
 */
import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hashListing, makeStandIn, nameBelow, standInOf, uriOf } from '../../../pipeline/store/index.ts';
import { makeDataRoot } from '../../support/data-root.ts';

const URIS = [
  's3a://bucket/claims/year=2023/part-0.parquet',
  'hdfs:///claims/a [1].parquet',
  'hdfs://host:8020/claims/*.parquet',
  'abfss://container@account.dfs.core.windows.net/claims/a.parquet',
  'file:///mnt/claims/a.parquet',
];

it.each(URIS)('%s is named by its stand-in again', (uri) => {
  const folder = makeDataRoot();
  expect(uriOf(standInOf(folder, uri))).toBe(uri);
  expect(nameBelow(folder, standInOf(folder, uri))).toBe(uri);
});

it('a file of this machine stands for itself', () => {
  expect(uriOf('/data/claims/a.parquet')).toBeUndefined();
  expect(nameBelow('/data', '/data/claims/a.parquet')).toBe('claims/a.parquet');
});

it('a stand-in is as large as its file, and its hash follows what is listed', () => {
  const hashOf = (uri: string, bytes: number, modified: number, version: string | null) => {
    const file = standInOf(makeDataRoot(), uri);
    makeStandIn(file, { bytes, modified, version });
    expect(statSync(file).size).toBe(bytes);
    return hashListing(file);
  };
  const [uri = '', other = ''] = URIS;
  const hashes = [
    hashOf(uri, 5_000_000_000, 1_700_000_000_123, 'a'),
    hashOf(uri, 5_000_000_001, 1_700_000_000_123, 'a'),
    hashOf(uri, 5_000_000_000, 1_700_000_000_124, 'a'),
    hashOf(uri, 5_000_000_000, 1_700_000_000_123, 'b'),
    hashOf(uri, 5_000_000_000, 1_700_000_000_123, null),
    hashOf(other, 5_000_000_000, 1_700_000_000_123, 'a'),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashOf(uri, 5_000_000_000, 1_700_000_000_123, 'a')).toBe(hashes[0]);
});

/** The formats: to add one, write its file and add its line. */
import type { Writer } from '../writer.ts';
import { csv } from './csv.ts';
import { dataPackage } from './data-package.ts';
import { dcat } from './dcat.ts';
import { jsonStat } from './json-stat.ts';
import { parquet } from './parquet.ts';
import { sdmxCsv } from './sdmx-csv.ts';
import { xlsx } from './xlsx.ts';

export { partitionedParquet } from './parquet.ts';

export const WRITERS: readonly Writer[] = [parquet, csv, xlsx, jsonStat, sdmxCsv, dataPackage, dcat];

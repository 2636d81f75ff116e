/** Parquet files in a FROM clause. */
import { printText } from '../query/index.ts';
import { literalPath } from './inputs.ts';

/** Parquet files as a relation of their own columns alone. */
export function parquet(files: string | readonly string[], options = ''): string {
  const list = [files].flat().map((file) => printText(literalPath(file)));
  return `read_parquet([${list.join(', ')}], hive_partitioning = false${options})`;
}

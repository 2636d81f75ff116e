/**
 * The inventory of a delivery as a table: how many files are read, by source and year, and every
 * other file by its path.
 */
import type { InventoryFile } from '../run/index.ts';
import { printBytes } from './print-bytes.ts';
import { printTable } from './print-table.ts';

/** Empty where nothing lies below the folders that are read. */
export function printInventory(inventory: readonly InventoryFile[]): string {
  const keys = [...new Set(inventory.map(({ source, year }) => `${source} ${year}`))];
  const rows = keys.flatMap((key) => {
    const files = inventory.filter(({ source, year }) => `${source} ${year}` === key);
    const [source = '', year = ''] = key.split(' ');
    const read = files.filter(({ use }) => use === 'read');
    const bytes = read.reduce((sum, file) => sum + file.bytes, 0);
    const others = files.filter(({ use }) => use !== 'read');
    return [
      [source, year, 'read', `${read.length} ${read.length === 1 ? 'file' : 'files'}`, printBytes(bytes)],
      ...others.map((file) => [source, year, file.use, file.path, printBytes(file.bytes)]),
    ];
  });
  return rows.length === 0 ? '' : `\n${printTable(['source', 'year', 'files', 'which', 'size'], rows)}\n`;
}

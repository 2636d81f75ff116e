/** The reference of the columns of a published cube, from the comments that stand in its files. */

import { columnType, FIGURE_COLUMNS } from '../../../pipeline/plan/index.ts';
import { columnTexts } from '../../../pipeline/release/column-texts.ts';
import { code, GENERATED, printTable, sentence } from './markdown.ts';

const KEYS = ['time_period', 'area_level', 'ref_area'];

export function cubeColumnsPage(): string {
  const texts = columnTexts([], undefined);
  const row = (name: string) => [code(name), columnType(name), sentence(texts[name] ?? '')];
  return `# Columns of a cube

${GENERATED}

A cube has a row for every area and every combination of the members of its dimensions and their \`total\`. Its rows are
sorted by the keys. A release has them as Parquet and as tables of \`atlas.duckdb\`
([files of a release](releases.md)).

${printTable(
  ['column', 'type', 'meaning'],
  [...KEYS.map(row), ['one for each dimension', 'VARCHAR', 'The member, or `total`'], ...FIGURE_COLUMNS.map(row)],
)}
`;
}

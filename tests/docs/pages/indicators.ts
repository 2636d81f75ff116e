/** The inventory of indicators: the family of each, who defines it, and what is missing. */
import type { Indicator } from '../../../pipeline/catalogue/index.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';
import { FAMILIES } from './families.ts';
import { code, GENERATED, printTable } from './markdown.ts';

const STATUSES = ['sheet', 'interpreted', 'ours', 'example'] as const;

export function indicatorsPage(): string {
  const indicators = Object.values(shippedCatalogue().indicators);
  const others = indicators.filter((one) => !FAMILIES.some(({ codes }) => codes.test(one.code)));
  const rows = FAMILIES.map(({ name, codes, missing }) => [
    name,
    list(indicators.filter((one) => codes.test(one.code))),
    missing,
  ]);
  return `# Indicators by family

${GENERATED}

What the catalogue declares of each family of a national atlas, and what it cannot declare. \`cubes show CODE\` prints the definition
of one; its sources are in the files that it names below \`data/reference/codes/\`.

| status | who defines it |
|---|---|
| sheet | a published sheet of the agency |
| interpreted | our reading of a name or a published description; the sheet says what was read and why |
| ours | this project |
| example | codes without a source: computed, and released only where it is named |

An indicator marked * is computed and kept out of releases.

${printTable(['family', 'declared', 'missing, and why'], [...rows, ...(others.length === 0 ? [] : [['Others', list(others), '']])])}
`;
}

function list(indicators: readonly Indicator[]): string {
  const parts = STATUSES.flatMap((status) => {
    const codes = indicators
      .filter((one) => one.status === status)
      .map((one) => code(one.code) + (one.released === false ? '*' : ''));
    return codes.length === 0 ? [] : [`${status}: ${codes.join(', ')}`];
  });
  return parts.join('; ') || 'nothing';
}

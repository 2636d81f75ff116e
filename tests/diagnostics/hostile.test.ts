/**
 * Files of a catalogue with bytes that somebody damaged or made up: read as they are, or refused
 * with a place, and never a crash.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { casesOf, seedOf } from '../support/depth.ts';
import { readBroken } from './broken-catalogue.ts';

const BASE = join(import.meta.dirname, 'base');
const FILES = [
  'indicators.yaml',
  'data/reference/codes/service.csv',
  'data/reference/parameters/income.csv',
  'data/reference/geo/municipalities.csv',
  'sql/relations/beneficiary_year.sql',
  'sql/checks/odd_quantity.sql',
];
/** What readers of YAML, CSV and SQL take for more than a character, and what none expects. */
const PIECES = [
  ...['{', '}', '[', ']', ':', '- ', '"', "'", '#', '&a', '*a', '!!js ', '<<: ', '|', '\t', '\n', '\r', ',', ';', '--'],
  ...['@column ', '@reads ', '\0', '\u{feff}', '\u{202e}', '\u{1f4a9}', '__proto__: ', 'constructor', 'null', '.nan'],
  ...['1e999', '-1', '9'.repeat(40), 'a'.repeat(300), '../../etc/passwd', "'; DROP TABLE x; --", '$(x)', '%00'],
];

interface Damage {
  readonly at: number;
  readonly removed: number;
  readonly piece: string;
}
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(200)),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.constant(''), fc.string({ unit: 'binary', maxLength: 8 })),
});

function apply(text: string, { at, removed, piece }: Damage): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + piece + text.slice(start + removed);
}

it('is read, or refused with every problem in words and a place', () => {
  let refused = 0;
  const property = fc.property(
    fc.constantFrom(...FILES),
    fc.array(damage, { minLength: 1, maxLength: 4 }),
    (file, damages) => {
      const write = damages.reduce(apply, readFileSync(join(BASE, file), 'utf8'));
      const { catalogue, diagnostics, printed } = readBroken([{ file, write }]);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.length === 0).toBe(catalogue !== undefined);
      refused += Number(catalogue === undefined);
      for (const { message, place } of diagnostics) {
        expect(message.length).toBeGreaterThan(10);
        expect(place?.line ?? 1).toBeGreaterThan(0);
      }
      expect(printed).not.toMatch(/TypeError|RangeError|undefined|\[object |at .*\.ts:\d+/);
    },
  );
  fc.assert(property, { numRuns: casesOf(100), seed: seedOf(16) });
  expect(refused).toBeGreaterThan(casesOf(100) / 4);
});

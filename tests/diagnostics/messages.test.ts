/**
 * One bad example a message: bad/<code>.yaml says what is broken, bad/<code>.txt is the exact text that a person reads.
 * UPDATE_EXPECTED=1 writes the texts anew; read the difference as a user would.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../pipeline/catalogue/index.ts';
import { readBroken, readExample } from './broken-catalogue.ts';

const BAD = join(import.meta.dirname, 'bad');
const examples = readdirSync(BAD)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'))
  .sort();
const isUpdate = process.env.UPDATE_EXPECTED === '1';

it('no code is without an example, and no example without a code', () => {
  expect(examples).toEqual(Object.keys(MESSAGES).sort());
});

it('no expected text is left without an example', () => {
  const texts = readdirSync(BAD).filter((file) => !file.endsWith('.yaml'));
  expect(texts.sort()).toEqual(examples.map((code) => `${code}.txt`));
});

it('the catalogue that the examples break has no problem of its own', () => {
  const { catalogue, printed } = readBroken([]);
  expect(printed).toBe('');
  expect(catalogue).toBeDefined();
});

describe('a broken catalogue says exactly what is wrong, where, and what to do', () => {
  it.each(examples)('%s', (code) => {
    const { diagnostics, printed } = readBroken(readExample(join(BAD, `${code}.yaml`)));
    expect(diagnostics.map((d) => d.code)).toContain(code);
    const expected = join(BAD, `${code}.txt`);
    if (isUpdate) writeFileSync(expected, printed);
    expect(printed).toBe(readFileSync(expected, 'utf8'));
  });
});

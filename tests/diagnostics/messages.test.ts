/**
 * One bad example a message: bad/<code>.yaml says what is broken, bad/<code>.txt is the exact text
 * that a person reads.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../pipeline/catalogue/index.ts';
import { checkBroken, listNames, readBroken, readExample, readExpected } from './broken-catalogue.ts';

const BAD = join(import.meta.dirname, 'bad');
const examples = listNames(BAD, '.yaml');

it('no code is without an example, and no example without a code', () => {
  expect(examples).toEqual(Object.keys(MESSAGES).sort());
});

it('no expected text is left without an example', () => {
  expect(listNames(BAD, '.txt')).toEqual(examples);
});

it('the catalogue that the examples break has no problem of its own', async () => {
  expect(await checkBroken([])).toEqual({ diagnostics: [], printed: '' });
  expect(readBroken([]).catalogue).toBeDefined();
});

describe('a broken catalogue says exactly what is wrong, where, and what to do', () => {
  it.each(examples)('%s', async (code) => {
    const { diagnostics, printed } = await checkBroken(readExample(join(BAD, `${code}.yaml`)));
    expect(diagnostics.map((d) => d.code)).toContain(code);
    expect(printed).toBe(readExpected(join(BAD, `${code}.txt`), printed));
  });
});

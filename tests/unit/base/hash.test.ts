import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText, hashValue, uuidOf } from '../../../pipeline/base/index.ts';

describe('content hashes', () => {
  it('a text has the SHA-256 of its UTF-8', () => {
    expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashText('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });

  it('the order of keys is no matter, at any depth', () => {
    expect(hashValue({ a: 1, b: { c: [2, { d: 3, e: 4 }] } })).toBe(hashValue({ b: { c: [2, { e: 4, d: 3 }] }, a: 1 }));
  });

  it('the order of a list is', () => {
    expect(hashValue([1, 2])).not.toBe(hashValue([2, 1]));
  });

  it('a number is not its text, and nothing is not an empty text', () => {
    expect(hashValue(1)).not.toBe(hashValue('1'));
    expect(hashValue(null)).not.toBe(hashValue(''));
  });

  it('a key that is undefined is a key that is not there', () => {
    expect(hashValue({ a: 1, b: undefined })).toBe(hashValue({ a: 1 }));
  });

  it('keys that objects have of their own are keys like any other', () => {
    const named = (value: number) => JSON.parse(`{"__proto__": ${value}, "constructor": 1}`);
    expect(hashValue(named(1))).not.toBe(hashValue(named(2)));
  });

  it('two values have one hash exactly when they have one JSON, whatever the order of keys', () => {
    const reverse = (value: unknown): unknown => {
      if (value === null || typeof value !== 'object') return value;
      if (Array.isArray(value)) return value.map(reverse);
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reverse(inner)]),
      );
    };
    fc.assert(fc.property(fc.jsonValue(), (value) => hashValue(value) === hashValue(reverse(value))));
  });

  it('a name has the UUID that others make of it too', () => {
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, name)
    expect(uuidOf('atlas-cubes/run/é')).toBe('e52ec597-dbd7-528a-aac9-a1cd821a8e2f');
  });
});

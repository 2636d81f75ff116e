/** Lines that fit a terminal. */
import { expect, it } from 'vitest';
import { wrap } from '../../../pipeline/cli/wrap.ts';

it('breaks between words and indents what follows', () => {
  expect(wrap('one two three four', 11, '    ', '  - ')).toEqual(['  - one two', '    three', '    four']);
});

it('breaks a word that is longer than a line', () => {
  expect(wrap('a incomprehensibilities b', 10)).toEqual(['a', 'incomprehe', 'nsibilitie', 's b']);
});

it('keeps the thousands of a number and French quotes together', () => {
  expect(wrap('plus de 10 000 cas', 12)).toEqual(['plus de', '10 000 cas']);
  expect(wrap('voir « ceci » : oui', 8)).toEqual(['voir', '« ceci » :', 'oui']);
});

it('counts characters, not bytes', () => {
  expect(wrap('éééé éééé', 9)).toEqual(['éééé éééé']);
});

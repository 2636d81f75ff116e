/**
 * Colours of the atlas: distinguished by lightness, by readers who see no red or green as well, in
 * both themes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

type Rgb = readonly [number, number, number];

const css = readFileSync(join(REPOSITORY, 'pipeline/site/look/colours.css'), 'utf8');
const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');
const coloursOf = (part: string) =>
  new Map([...part.matchAll(/--([\w-]+): #([0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, rgb(hex)]));

function rgb(hex: string): Rgb {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((from) => Number.parseInt(hex.slice(from, from + 2), 16) / 255);
  return [r, g, b];
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Relative luminance (WCAG 2.2). */
function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). */
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * As a deuteranope sees it: F. Viénot, H. Brettel, J. D. Mollon, Color Research and Application 24
 * (1999) 243-252.
 */
function deuteranope([r, g, b]: Rgb): Rgb {
  const [x, y, z] = [r, g, b].map(linear) as unknown as Rgb;
  const yellow = 0.29275 * x + 0.70725 * y;
  return [yellow, yellow, -0.02234 * x + 0.02234 * y + z];
}

const distance = (one: Rgb, other: Rgb) => Math.hypot(...one.map((channel, i) => channel - (other[i] ?? 0)));

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, part) => {
  const colours = coloursOf(part);
  const colour = (name: string): Rgb => {
    const found = colours.get(name);
    if (found === undefined) throw new Error(`no colour --${name}`);
    return found;
  };

  it('texts stand out from the page', () => {
    for (const ink of ['ink', 'quiet', 'accent', 'warn'])
      for (const ground of ['paper', 'sheet']) expect(contrast(colour(ink), colour(ground)), ink).toBeGreaterThan(4.5);
  });

  it('every class is darker than the one before, or lighter, by as much as can be seen', () => {
    const classes = ['c1', 'c2', 'c3', 'c4', 'c5'].map(colour);
    const steps = classes.slice(1).map((one, i) => luminance(one) - luminance(classes[i] ?? one));
    expect(new Set(steps.map(Math.sign)).size).toBe(1);
    classes.slice(1).forEach((one, i) => {
      expect(contrast(one, classes[i] ?? one), `c${i + 1} and c${i + 2}`).toBeGreaterThan(1.3);
    });
    expect(contrast(colour('c1'), colour('c5'))).toBeGreaterThan(4.5);
  });

  it('below, the same and above differ for readers who see no red or green', () => {
    const [below, same, above] = ['below', 'same', 'above'].map((name) => deuteranope(colour(name)));
    for (const [one, other] of [
      [below, same],
      [same, above],
      [below, above],
    ])
      expect(distance(one ?? [0, 0, 0], other ?? [0, 0, 0])).toBeGreaterThan(0.2);
  });

  it('the hatch of what is not published is seen on its ground', () => {
    expect(contrast(colour('hatch-stroke'), colour('hatch-ground'))).toBeGreaterThan(2.5);
  });

  it('the outline of a choice is seen on every class: it is double, dark beside light', () => {
    for (const name of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'below', 'same', 'above'])
      expect(
        Math.max(contrast(colour('outer'), colour(name)), contrast(colour('inner'), colour(name))),
        name,
      ).toBeGreaterThan(3);
  });
});

/**
 * Every kind of change of a catalogue, of an indicator that is published or not, with `--changed`
 * or without: what becomes of its figures, and the way through.
 */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../pipeline/base/index.ts';
import { planRefresh } from '../../pipeline/refresh/index.ts';
import { currentRelease, readReleaseManifest } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { refreshOf, requestOf } from './refreshing.ts';
import { wholeCopyOf } from './scene.ts';
import { type Document, deliver, makeCatalogue, open, quickly } from './small-country.ts';

const [PUBLISHED, NEW] = ['cube_013_001', 'cube_013_021'] as const;
const [FIRST, NEXT] = ['2023Q4', '2024Q4'];

type Indicator = Record<string, unknown>;

/** What each kind of change does to an indicator. */
const CHANGES: Readonly<Record<string, (document: Document, code: string) => void>> = {
  'a dimension more': (document, code) => set(document, code, { dimensions: ['age_group', 'sex'] }),
  'another dimension': (document, code) => set(document, code, { dimensions: ['sex'] }),
  'a level less': (document, code) => set(document, code, { smallest_level: 'arrondissement' }),
  'a level later': (document, code) => set(document, code, { levels_from: { municipality: 2030 } }),
  'another measure': (document, code) =>
    Object.assign((document.indicators[code] as { measure: object }).measure, { per: 1000 }),
  'another code': (document, code) => {
    document.indicators.cube_013_901 = { ...document.indicators[code], replaces: code };
    delete document.indicators[code];
  },
  'a title': (document, code) => set(document, code, { title: { fr: 'x', nl: 'x', en: 'x' } }),
  'a year less': (document, code) => set(document, code, { available_from: 2023 }),
  removal: (document, code) => {
    delete document.indicators[code];
  },
};

/** What comes of it: which gate has to be accepted, or why not even that helps. */
type Outcome = 'released' | 'idle' | 'withdrawn' | 'other shape';
const OUTCOMES: Readonly<Record<string, { readonly changed: Outcome; readonly quietly: Outcome }>> = {
  'a dimension more': { changed: 'released', quietly: 'other shape' },
  'another dimension': { changed: 'withdrawn', quietly: 'other shape' },
  'a level less': { changed: 'withdrawn', quietly: 'other shape' },
  'a level later': { changed: 'withdrawn', quietly: 'other shape' },
  'another measure': { changed: 'released', quietly: 'released' },
  'another code': { changed: 'released', quietly: 'released' },
  'a title': { changed: 'released', quietly: 'released' },
  'a year less': { changed: 'withdrawn', quietly: 'withdrawn' },
  removal: { changed: 'withdrawn', quietly: 'withdrawn' },
};

function set(document: Document, code: string, more: Indicator): void {
  document.indicators[code] = { ...document.indicators[code], ...more };
}

/** Two indicators, of which only one is published at first. */
function base(document: Document): void {
  quickly(document);
  for (const code of ['stat_020_033', 'stat_003_007']) delete document.indicators[code];
  set(document, NEW, { available_from: 2022 });
}
/** What is not about catalogues is accepted. */
const ACCEPTED = Object.keys(open(makeCatalogue()).gates).map((gate) => ({ gate, reason: 'a test of catalogues' }));

const catalogueOf = (kind: string, code: string) =>
  open(
    makeCatalogue((document) => {
      base(document);
      CHANGES[kind]?.(document, code);
    }),
  );

let published: string;
let dataRoot: string;
beforeAll(async () => {
  published = makeDataRoot();
  for (const year of [2021, 2022]) await deliver(published, year);
  await refreshOf(open(makeCatalogue(base)), published, FIRST);
});
beforeEach(() => {
  dataRoot = wholeCopyOf(published);
});

/** What a refresh comes to, without accepting anything. */
async function outcomeOf(kind: string, code: string, changed: boolean): Promise<Outcome> {
  try {
    const { release } = await refreshOf(catalogueOf(kind, code), dataRoot, NEXT, { changed, accept: ACCEPTED });
    return release === null ? 'idle' : 'released';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Nothing that a person does to a catalogue ends in an error of the engine.
    expect(error).toMatchObject({ kind: 'data', exitCode: 4 });
    expect(currentRelease(dataRoot)).toBe(FIRST);
    if (error.message.includes('with other dimensions')) {
      expect(error.help).toContain('--changed');
      return 'other shape';
    }
    expect(error.help).toContain(`--accept withdrawn:${code} --reason`);
    return 'withdrawn';
  }
}

describe('of an indicator that is published, without --changed', () => {
  it.each(Object.keys(CHANGES))('%s', async (kind) => {
    expect(await outcomeOf(kind, PUBLISHED, false)).toBe(OUTCOMES[kind]?.quietly);
  });
});

describe('of an indicator that is published, with --changed', () => {
  it.each(Object.keys(CHANGES))('%s', async (kind) => {
    expect(await outcomeOf(kind, PUBLISHED, true)).toBe(OUTCOMES[kind]?.changed);
  });
});

describe('of an indicator that is not published, nothing stands in the way', () => {
  it.each(Object.keys(CHANGES))('%s', async (kind) => {
    expect(await outcomeOf(kind, NEW, true)).toBe('released');
  });
});

describe('what is withdrawn', () => {
  it('is named by a dry run and published once it is accepted', async () => {
    const catalogue = catalogueOf('removal', PUBLISHED);
    const { next } = await planRefresh(requestOf(catalogue, dataRoot, NEXT));
    expect(next).toMatchObject({
      added: [{ code: NEW, year: 2022 }],
      carried: [],
      withdrawn: [{ code: PUBLISHED, what: 'indicator', name: null, years: [2021] }],
    });
    const accept = [...ACCEPTED, { gate: 'withdrawn', subject: PUBLISHED, reason: 'superseded' }];
    await refreshOf(catalogue, dataRoot, NEXT, { accept });
    const { cubes, unpublished, accepted } = readReleaseManifest(dataRoot, NEXT);
    expect(cubes.map(({ code }) => code)).toEqual([NEW]);
    expect(unpublished).toEqual([{ code: PUBLISHED, year: 2021 }]);
    expect(accepted).toContainEqual({
      gate: 'withdrawn',
      subject: PUBLISHED,
      outcome: 'accepted',
      reason: 'superseded',
    });
  });

  it('with --changed is published though nothing is due', async () => {
    await refreshOf(open(makeCatalogue(base)), dataRoot, NEXT, { accept: ACCEPTED });
    const catalogue = catalogueOf('removal', PUBLISHED);
    const quiet = await refreshOf(catalogue, dataRoot, NEXT);
    expect(quiet.release).toBeNull();
    const accept = [...ACCEPTED, { gate: 'withdrawn', reason: 'superseded' }];
    const { release } = await refreshOf(catalogue, dataRoot, NEXT, { changed: true, accept });
    expect(readReleaseManifest(dataRoot, release ?? '').cubes.map(({ code }) => code)).toEqual([NEW]);
  });
});

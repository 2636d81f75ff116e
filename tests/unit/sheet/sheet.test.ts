/** Sheets: whole in every language, the same for the same catalogue, equivalents by their rules. */
import { describe, expect, it } from 'vitest';
import { codeListsOf, variablesBehind } from '../../../pipeline/catalogue/index.ts';
import { MEASURE_KINDS } from '../../../pipeline/catalogue/measures/index.ts';
import type { MethodParts } from '../../../pipeline/catalogue/method-words.ts';
import { buildSheet, LANGUAGES, type Sheet } from '../../../pipeline/sheet/index.ts';
import { CATALOGUE, shipped } from '../catalogue/shipped.ts';

const codes = Object.keys(CATALOGUE.indicators);
const sheetOf = (code: string): Sheet => buildSheet(CATALOGUE, shipped(code));

/** Paths of the texts of a value that are empty, or that name something undefined. */
function holes(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value === '' || /undefined|NaN/.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return value === undefined ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) => holes(inner, `${path}/${key}`));
}

describe.each(codes)('the sheet of %s', (code) => {
  it('has every text in every language', () => {
    const { texts } = sheetOf(code);
    expect(Object.keys(texts)).toEqual(CATALOGUE.languages);
    expect(holes(texts)).toEqual([]);
  });

  it('is plain data, and the same again: no date of a build is in it', () => {
    expect(JSON.parse(JSON.stringify(sheetOf(code)))).toEqual(sheetOf(code));
    expect(sheetOf(code).texts.fr?.citation).toContain('(accessed on {accessed})');
  });

  it('is cited as the agency’s only where the agency defines it', () => {
    const { status, atlas_code, texts } = sheetOf(code);
    expect(texts.en?.citation.startsWith('IMA_AIM (')).toBe(status === 'sheet');
    expect(atlas_code).toBe(status === 'sheet' ? `${code}_At` : null);
  });

  it('names what it is made from, its keywords, remarks and codes', () => {
    const sheet = sheetOf(code);
    const remarks = sheet.texts.fr?.remarks ?? [];
    for (const named of [sheet.source_variables, sheet.keywords, remarks]) expect(named.length).toBeGreaterThan(0);
    const counted = variablesBehind(CATALOGUE, shipped(code)).flatMap(codeListsOf);
    const grouped = shipped(code).dimensions.flatMap((name) => CATALOGUE.dimensions[name]?.event?.where.flat() ?? []);
    const lists = [...counted, ...grouped.flatMap((one) => (one.kind === 'in' ? [one.codeList] : []))];
    expect(sheet.code_lists.map(({ name }) => name)).toEqual([...new Set(lists)]);
  });
});

describe('the equivalents of', () => {
  it.each([
    ['stat_013_021', ['cube_013_021'], 'its twin'],
    ['cube_013_022', ['cube_013_021'], 'the share of the same variable'],
    ['cube_013_006', ['cube_013_004', 'cube_013_005', 'cube_013_008'], 'the other performers, and its share'],
    ['stat_013_001', ['cube_013_001', 'stat_013_021'], 'its twin, and its part'],
    ['stat_020_own1', [], 'nothing: a specialty is no side of another'],
  ])('%s are %j: %s', (code, expected) => {
    expect(sheetOf(code).equivalents).toEqual(expected);
  });

  it('the agency’s indicators do not hold ours', () => {
    const ours = codes.filter((code) => shipped(code).status === 'ours');
    const theirs = codes.filter((code) => !['ours', 'example'].includes(shipped(code).status));
    for (const code of theirs) expect(sheetOf(code).equivalents.filter((other) => ours.includes(other))).toEqual([]);
  });
});

describe('the calculation', () => {
  it('follows the measure: another bound is another sentence', () => {
    const indicator = shipped('cube_013_021');
    const numerator = {
      kind: 'members',
      where: [
        { variable: 'IMAG_DIAG_N', atLeast: { kind: 'number', value: 2000 }, atMost: { kind: 'number', value: 3000 } },
      ],
    } as const;
    const measure = { ...indicator.measure, numerator, per: 10_000 };
    const { texts } = buildSheet(CATALOGUE, { ...indicator, measure });
    expect([texts.fr?.method, texts.nl?.method, texts.en?.method]).toEqual([
      "(Nombre de bénéficiaires dont « Nombre d'examens d'imagerie médicale diagnostique interventionnelle » (IMAG_DIAG_N) est compris entre 2 000 et 3 000) / (nombre de bénéficiaires / 10 000)",
      '(Aantal rechthebbenden bij wie “Aantal onderzoeken interventionele diagnostische beeldvorming” (IMAG_DIAG_N) tussen 2.000 en 3.000 ligt) / (aantal rechthebbenden / 10.000)',
      '(Number of beneficiaries for whom “Number of interventional diagnostic imaging examinations” (IMAG_DIAG_N) is between 2,000 and 3,000) / (number of beneficiaries / 10,000)',
    ]);
  });

  it('of a share held in millionths is per hundred nevertheless', () => {
    expect(sheetOf('stat_003_011').texts.en?.method).toMatch(/\/ \(number of those beneficiaries \/ 100\)$/);
  });

  it('has a sentence of every kind in every language, all different', () => {
    const parts: MethodParts = {
      members: 'people',
      others: 'inhabitants',
      percent: '50',
      unit: '1',
      divisor: '',
      summed: 'THIS',
      where: 'who are here',
      per: '100',
    };
    for (const words of Object.values(LANGUAGES)) {
      const sentences = MEASURE_KINDS.map((kind) => kind.method(words.method, parts));
      expect(new Set(sentences).size).toBe(MEASURE_KINDS.length);
    }
  });
});

describe('the codes of a list', () => {
  it('are counted by how well their meaning is sourced', () => {
    const [list] = sheetOf('cube_013_001').code_lists;
    const { label, group, existence } = list?.confidence ?? { label: 0, group: 0, existence: 0 };
    expect(label + group + existence).toBe(list?.codes.length);
    const counts = sheetOf('cube_013_001').texts.en?.code_lists[0]?.confidence;
    expect(counts).toContain(`${existence} exist without a sourced meaning`);
  });

  it('need no sentence where every label is sourced', () => {
    expect(sheetOf('cube_013_021').texts.en?.code_lists[0]?.confidence).toBeNull();
  });

  it('come with their dates and their label', () => {
    expect(sheetOf('cube_013_021').code_lists[0]?.codes[0]).toEqual({
      code: 453154,
      valid_from: '2012-01-01',
      valid_to: null,
      label: 'Artériographie digitale viscérale, une artère',
      category: 'interventional_diagnostic',
      confidence: 'label',
    });
  });
});

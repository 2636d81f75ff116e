/**
 * The sheets of the five published indicators say what the published ones say, field by field; and
 * `cubes show` prints them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildSheet, type NamedText, type Sheet, type SheetTexts } from '../../pipeline/sheet/index.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { REPAIRS, SEED_SHEETS, type SeedSheet } from './seed-sheets.ts';

const CATALOGUE = shippedCatalogue();

function sheetOf(code: string, accessed?: string): Sheet {
  const indicator = CATALOGUE.indicators[code];
  if (indicator === undefined) throw new Error(`${code} is not in the catalogue`);
  return buildSheet(CATALOGUE, indicator, accessed === undefined ? {} : { accessed });
}

/** A text of a sheet, repaired, whatever apostrophe it is typed with. */
function repair(text: string): string {
  const straight = text.replaceAll('’', "'");
  return REPAIRS.reduce((repaired, [damaged, right]) => repaired.replaceAll(damaged, right), straight);
}

function repairAll(texts: readonly string[]): string[] {
  return texts.map(repair);
}

function named(texts: readonly NamedText[]): string[] {
  return texts.map(({ name, label }) => `${name}-${label}`);
}

describe.each(Object.entries(SEED_SHEETS))('the sheet of %s', (code: string, seed: SeedSheet) => {
  const sheet = sheetOf(code);
  const texts = sheet.texts.fr as SheetTexts;

  it('has its title and its description', () => {
    expect(texts.title).toBe(repair(seed.title));
    expect(texts.description).toBe(repair(seed.description));
  });

  it('has its codification', () => {
    expect(texts.unit).toBe(repair(seed.codification));
  });

  it('has its remarks', () => {
    expect(texts.remarks).toEqual(repairAll(seed.remarks));
  });

  it('has the frequency and timing of its update', () => {
    expect(sheet.schedule).toEqual({ refresh: seed.update.quarter, lag_years: seed.update.lag });
    expect(texts.update).toContain(`année civile - ${seed.update.lag} (Y-${seed.update.lag})`);
    expect(texts.update).toContain(`chaque année au ${seed.update.quarter}`);
  });

  it('has its smallest geographic level, and from when', () => {
    expect(texts.smallest_level).toBe(seed.smallestLevel.toLowerCase());
  });

  it('has its calculation, which says what is computed', () => {
    expect(texts.method).toContain(`(${seed.method.of})`);
    expect(texts.method.match(/(?:au moins|au plus) \d+(?: %)?/g) ?? []).toEqual(seed.method.bounds);
    if (seed.method.per === undefined) expect(texts.method).not.toContain(' / ');
    else expect(texts.method).toContain(`/ (nombre de bénéficiaires / ${seed.method.per})`);
  });

  it('has its first year and its dimensions', () => {
    expect(sheet.available_from).toBe(seed.available);
    expect(texts.dimensions).toEqual(seed.dimensions);
  });

  it('has its citation and the date of its metadata', () => {
    const accessed = seed.citation.replace(/^.*accessed on (\d\d)\/(\d\d)\/(\d{4})\)$/, '$3-$2-$1');
    const padded = seed.citation.replace('(5/', '(05/');
    expect(sheetOf(code, accessed).texts.fr?.citation).toBe(padded);
    expect(sheet.metadata_date).toBe(seed.metadataDate);
  });

  it('has its code on the published sheet', () => {
    expect([sheet.atlas_code, sheet.status]).toEqual([seed.code, 'sheet']);
  });

  it('has its source variables', () => {
    expect(named(texts.source_variables)).toEqual(repairAll(seed.sourceVariables));
  });

  it('has its equivalent variables, no more and no fewer', () => {
    expect(named(texts.equivalents).sort()).toEqual(repairAll(seed.equivalents).sort());
  });

  it('has its keywords', () => {
    expect(texts.keywords).toEqual(seed.keywords);
  });

  it('says in every language which reading is taken where the published one is damaged', () => {
    for (const language of CATALOGUE.languages)
      expect(sheet.texts[language]?.interpretations.length).toBeGreaterThan(1);
  });
});

describe('cubes show', () => {
  const show = (...args: string[]) =>
    spawnSync(process.execPath, [join(REPOSITORY, 'dist', 'cli', 'main.cjs'), 'show', ...args], {
      encoding: 'utf8',
      cwd: REPOSITORY,
      env: { ...process.env, COLUMNS: '' },
    });

  it.each(CATALOGUE.languages)('prints a sheet in %s within 80 columns, without a colour', (language) => {
    const { stdout, stderr, status } = show('stat_003_007', '--lang', language);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(sheetOf('stat_003_007').texts[language]?.title);
    expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(stdout).not.toContain(String.fromCharCode(27));
  });

  it('gives the sheet in all languages as JSON, the citation naming today', () => {
    const { stdout, status } = show('cube_013_021', '--json');
    const { schema, ...sheet } = JSON.parse(stdout) as Sheet & { schema: string };
    expect(schema).toBe('atlas-cubes/show/2');
    expect(status).toBe(0);
    expect(sheet.texts.en?.citation).toMatch(/\(accessed on \d\d\/\d\d\/\d{4}\)$/);
    const accessed = sheet.texts.en?.citation.replace(/^.*(\d\d)\/(\d\d)\/(\d{4})\)$/, '$3-$2-$1');
    expect(sheet).toEqual(JSON.parse(JSON.stringify(sheetOf('cube_013_021', accessed))));
  });

  it.each([
    ['cube_013_02', '`cube_013_02` is not an indicator', 'did you mean `cube_013_021`?'],
    ['constructor', '`constructor` is not an indicator', 'list them with `cubes list`.'],
  ])('does not know %s and says what is near', (code, message, help) => {
    const { stdout, stderr, status } = show(code);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
  });

  it('does not know German', () => {
    const { stderr, status } = show('cube_013_021', '--lang', 'de');
    expect(status).toBe(2);
    expect(stderr).toContain('one of: fr, nl, en.');
  });
});

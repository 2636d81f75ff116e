/**
 * Takes the numbers of a page off that come from the release beside its cubes: settings of the
 * script, provenance, what changed, suppression, inputs, codes of a sheet.
 */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { ReleaseManifest } from '../../pipeline/release/index.ts';
import { fill } from '../../pipeline/site/texts/fill.ts';
import { TEXTS } from '../../pipeline/site/texts/index.ts';
import { breaksOf, type CubeFigures, formatOf, groupOf, type Row } from './cube-figures.ts';
import { all, type Element, one, take, takeAttribute, textOf } from './read-page.ts';
import { areasAt, cellsOf, type Reading, wordsOf } from './reading.ts';

/** A release with its cubes, and those of the release before by code. */
export interface Published {
  /** The text of manifest.json. */
  readonly text: string;
  readonly manifest: ReleaseManifest;
  readonly cubes: ReadonlyMap<string, CubeFigures>;
  readonly before: ReadonlyMap<string, CubeFigures>;
}

/** A day as the language writes it. */
export const dayOf = (language: string, date: string) =>
  new Date(date.slice(0, 10)).toLocaleDateString(language === 'en' ? 'en-GB' : `${language}-BE`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });

/** `Release 2026Q4 of 1 October 2026.` */
export const leadOf = (language: Reading['language'], { manifest }: Published) =>
  fill(TEXTS[language].releaseLead, { release: manifest.release, date: dayOf(language, manifest.created) });

/** What a citation of an indicator says. */
export function citationOf(reading: Reading, { manifest, text }: Published): string {
  const words = wordsOf(reading);
  return fill(words.texts.cite, {
    publisher: words.texts.noPublisher,
    title: words.title,
    code: reading.figures.sheet.code,
    release: manifest.release,
    date: dayOf(reading.language, manifest.created),
    hash: createHash('sha256').update(text).digest('hex'),
  });
}

/** What the script receives of an indicator: decimals, factor, years, groups, limits of classes. */
export function expectView({ figures, areas }: Reading, view: Row, withBreaks = false): void {
  const { sheet, per, years, decimals, levels } = figures;
  expect(view).toMatchObject({ code: sheet.code, per, years, decimals, levels, threshold: 5, notes: [] });
  const dimensions = view.dimensions as { name: string; members: { name: string; label: string }[] }[];
  expect(dimensions.map(({ name, members }) => ({ name, members: members.map((one) => one.name) }))).toEqual(
    sheet.dimensions.map(({ name, members }) => ({ name, members })),
  );
  if (!withBreaks) return;
  const groups = ['total', ...sheet.dimensions.flatMap(({ members }) => members)];
  const wanted = groups.map((group) => {
    const ofLevel = (level: string) =>
      ['quantiles', 'steps'].map((scale) => [scale, breaksOf(figures, areasAt(areas, level), group, scale)]);
    return [group, Object.fromEntries(levels.map((level) => [level, Object.fromEntries(ofLevel(level))]))];
  });
  expect(view.breaks).toEqual(Object.fromEntries(wanted));
}

/** Values of the release before that the script says beside changed ones. */
export function expectChanges({ figures, areas }: Reading, changes: Row | null, before: CubeFigures): void {
  const { years } = (changes ?? { years: {} }) as { years: Record<string, Record<string, number>> };
  let compared = 0;
  for (const year of before.years)
    for (const row of before.rows(year)) {
      const place = areas.codes.indexOf(String(row.ref_area));
      if (place < 0 || row.area_level === 'sector') continue;
      const group = groupOf(before.sheet, row);
      const now = figures.cell(year, String(row.ref_area), group).value;
      const isOther = row.obs_value !== null && now !== null && now !== row.obs_value;
      expect(years[year]?.[`${place} ${group}`]).toEqual(isOther ? row.obs_value : undefined);
      compared += isOther ? 1 : 0;
    }
  expect(Object.values(years).flatMap((year) => Object.keys(year))).toHaveLength(compared);
}

/** Years, groups and confidences of the form that appears with the script. */
export function expectControls({ page, figures }: Reading): void {
  const form = one(page, 'form#controls');
  const newest = String(figures.years.at(-1));
  expect(take(one(form, '#year-shown'))).toBe(newest);
  const year = one(form, 'input#year');
  expect(takeAttribute(year, 'aria-valuetext')).toBe(newest);
  expect(takeAttribute(year, 'value')).toBe(String(figures.years.length - 1));
  const numbers = (text: string) => text.match(/\d+/g) ?? [];
  for (const option of all(form, 'option')) {
    const value = takeAttribute(option, 'value');
    if (/^(99\.8|95)$/.test(value)) expect(take(option)).toBe(`${value} %`);
    else if (figures.sheet.dimensions.some(({ members }) => members.includes(value)))
      expect(numbers(take(option))).toEqual(numbers(value));
  }
}

/** Why the map shows no finer level: what that level suppresses, and how many are zero. */
export function expectLevelWhy(reading: Reading, level: string): void {
  const { page, figures, language } = reading;
  const finer = figures.levels[figures.levels.indexOf(level) + 1];
  const said = take(one(page, '#level-why'));
  if (finer === undefined) {
    expect(said).toBe('');
    return;
  }
  const year = figures.years.at(-1) ?? 0;
  const cells = [...cellsOf(reading, { year, group: 'total', level: finer, area: 0 }).values()];
  const { write } = formatOf(language);
  const texts = TEXTS[language];
  const suppressed = cells.filter(({ state }) => state === 'suppressed').length;
  const parts = {
    shown: texts[level as 'region'],
    finer: texts[finer as 'region'],
    suppressed: write(suppressed),
    areas: write(cells.filter(({ state }) => state !== 'none').length),
    zero: write(cells.filter(({ state, value }) => state === 'shown' && value === 0).length),
  };
  expect(said).toBe(suppressed === 0 ? '' : fill(texts.levelWhy, parts));
}

/** How the figure of the country came about, down to hashes. */
export function expectHow(reading: Reading, { manifest }: Published): void {
  const { page, figures, areas, language } = reading;
  const { texts, ...words } = wordsOf(reading);
  const { write } = formatOf(language);
  const { code } = figures.sheet;
  const year = figures.years.at(-1) ?? 0;
  const { n, d, value } = figures.cell(year, '01000');
  const sum =
    n === null || d === null
      ? fill(texts.howCount, { n: words.value(value) })
      : fill(texts.howSum, { n: write(n), d: write(d), per: write(figures.per), v: words.value(value) });
  const how = one(page, 'details#how');
  expect(take(one(how, '#how-sum'))).toBe(`${areas.names[0]}, ${year}: ${sum}`);
  const cube = manifest.cubes.find((one) => one.code === code && one.year === year);
  const file = manifest.files.find(({ path }) => path === cube?.path);
  if (cube === undefined || file === undefined) throw new Error(`${code} ${year} is not in the manifest`);
  const isValid = (one: Row) =>
    String(one.valid_from ?? '0') <= `${year}-12-31` && String(one.valid_to ?? '9') > `${year}-01-01`;
  const codes = new Set(figures.sheet.code_lists.flatMap((list) => list.codes.filter(isValid).map((one) => one.code)));
  const inputs = manifest.inputs[cube.fingerprint.inputs] ?? [];
  const gates = manifest.gates.filter(({ subject }) => subject.includes(String(year)));
  const known = [
    fill(texts.howCodes, { n: write(codes.size), year }),
    fill(texts.howMap, { vintage: cube.vintage }),
    fill(texts.howInputs, { n: write(inputs.length), hash: cube.fingerprint.inputs }),
    fill(texts.howRun, { run: cube.run, hash: cube.catalogue.slice(0, 16) }),
    fill(texts.howFirst, { release: cube.release }),
    fill(texts.howFile, { path: cube.path, hash: file.sha256 }),
    fill(texts.howGates, { n: write(gates.length) }),
  ];
  const items = all(how, 'li').map((item) => take(item));
  expect(known.slice(codes.size === 0 ? 1 : 0).filter((text) => !items.includes(text))).toEqual([]);
  const method = figures.kind === 'share' ? texts.wilson : texts.byar;
  const others = items.filter((text) => !known.includes(text) && text !== texts.howStd && !text.includes(method));
  expect(others).toEqual([]);
  const command = `cubes explain ${code} --year ${year} --area 01000 --release ${manifest.release}`;
  expect(take(one(how, '#how-command'))).toBe(command);
}

/** What changed, by indicator, year and level; what is suppressed; the inputs; the hashes. */
export function expectRelease(page: Element, language: Reading['language'], published: Published): void {
  const { manifest, cubes, before, text } = published;
  const texts = TEXTS[language];
  const { write } = formatOf(language);
  const [changed, suppression, inputs] = all(page, 'table');
  if (changed === undefined || suppression === undefined || inputs === undefined) throw new Error('a table is missing');
  const cells = (table: Element) =>
    all(table, 'tbody tr').map((row) => row.children.map((cell) => (typeof cell === 'string' ? cell : take(cell))));
  const levels = ['country', 'region', 'province', 'arrondissement', 'municipality', 'sector'] as const;
  const wanted = [...cubes].flatMap(([code, figures]) =>
    figures.years.flatMap((year) => levels.flatMap((level) => changeOf(before.get(code), figures, year, level))),
  );
  expect(wanted.length).toBeGreaterThan(3);
  const plain = (value: number) => write(value, Number.isInteger(value) ? 0 : 2);
  const said = wanted.map(({ figures, year, level, all: count, other, largest }) => [
    wordsOf({ language, figures }).title,
    String(year),
    texts[level as 'region'],
    `${write(other)} / ${write(count)}`,
    largest === null
      ? ''
      : `${largest.cell}: ${texts.before} ${plain(largest.before)}, ${texts.after} ${plain(largest.after)}`,
  ]);
  expect(cells(changed)).toEqual(said);

  const rows = manifest.suppression.flatMap(({ entity, year, levels: own }) =>
    own.map(({ level, cells: count, sensitive, secondary, withheld }) => {
      const all = [...cubes.values()]
        .filter(({ kind, years }) => kind !== 'count' && years.includes(year))
        .flatMap(({ rows: of }) => of(year).filter((row) => row.area_level === level));
      expect(count).toBe(all.length);
      if (withheld === 0) expect(sensitive + secondary).toBe(all.filter((row) => row.obs_status === 'Q').length);
      return [`${entity} ${year}`, texts[level], ...[count, sensitive, secondary, withheld].map((one) => write(one))];
    }),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(cells(suppression)).toEqual(rows);
  const files = [
    ...new Map(
      Object.values(manifest.inputs)
        .flat()
        .map((file) => [file.path, file]),
    ).values(),
  ];
  expect(cells(inputs)).toEqual(files.map(({ path, bytes, sha256 }) => [path, write(bytes), sha256]));
  for (const summary of all(page, 'summary')) if (textOf(summary) === write(files.length)) take(summary);
  for (const code of all(page, 'code'))
    if (textOf(code) === createHash('sha256').update(text).digest('hex')) take(code);
  const policies = all(page, 'section#policy li').map((item) => take(item));
  expect(policies).toContain(fill(texts.policyThreshold, { entity: 'beneficiary', threshold: 5 }));
}

/** Cells of a level that both releases show with another figure, and the largest difference. */
function changeOf(old: CubeFigures | undefined, figures: CubeFigures, year: number, level: string) {
  const names = [
    'numerator',
    'denominator',
    'obs_value',
    'ci_lower',
    'ci_upper',
    'std_value',
    'std_ci_lower',
    'std_ci_upper',
  ];
  const keyOf = (row: Row) => [row.ref_area, ...figures.sheet.dimensions.map(({ name }) => row[name])].join(' ');
  const had = new Map(
    (old?.rows(year) ?? []).filter((row) => row.area_level === level).map((row) => [keyOf(row), row]),
  );
  const rows = figures.rows(year).filter((row) => row.area_level === level);
  const pairs = rows.flatMap((row) => {
    const was = had.get(keyOf(row));
    const isOther = names.some(
      (name) => [was?.[name] ?? null, row[name] ?? null].every((one) => one !== null) && was?.[name] !== row[name],
    );
    return was !== undefined && isOther ? [{ cell: keyOf(row), before: was.obs_value, after: row.obs_value }] : [];
  });
  const values = pairs.flatMap(({ cell, before, after }) =>
    typeof before === 'number' && typeof after === 'number' && before !== after ? [{ cell, before, after }] : [],
  );
  const size = (one: { before: number; after: number }) => Math.abs(one.after - one.before);
  const [largest = null] = values.sort((a, b) => size(b) - size(a) || (a.cell < b.cell ? -1 : 1));
  return pairs.length === 0 ? [] : [{ figures, year, level, all: rows.length, other: pairs.length, largest }];
}

/** Texts that the sheet of an indicator may have: its codes with dates, names with their labels. */
export function textsOfSheet(language: Reading['language'], { sheet }: CubeFigures): string[] {
  const texts = TEXTS[language];
  const said = sheet.texts[language] ?? sheet.texts.fr;
  const named = (list: unknown) =>
    (list as { name: string; label: string }[]).flatMap(({ name, label }) => [`${label} (${name})`, `(${name})`]);
  const dates = sheet.code_lists.flatMap(({ codes }) =>
    codes.map(({ valid_from: from, valid_to: to }) =>
      [
        from === null ? '' : fill(texts.from, { from: String(from) }),
        to === null ? '' : fill(texts.until, { to: String(to) }),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  );
  const file = sheet as unknown as { available_from: number; metadata_date: string };
  return [
    ...named(said?.source_variables),
    ...named(said?.equivalents),
    ...dates,
    ...sheet.code_lists.flatMap(({ codes }) => codes.flatMap(({ code, label }) => [String(code), String(label)])),
    String(file.available_from),
    dayOf(language, file.metadata_date),
    `← ${said?.title}`,
    ((said?.levels ?? []) as string[]).join(', '),
  ];
}

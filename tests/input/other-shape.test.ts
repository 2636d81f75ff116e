/**
 * Sources are mapped: deliveries of another shape, read by changing the map alone, give the same
 * cubes byte for byte.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../pipeline/catalogue/index.ts';
import { yearsWithInput } from '../../pipeline/run/index.ts';
import { cubes } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY, SEEDS, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { catalogueWith } from './catalogue-with.ts';
import { deliver, delivered, fileOf, write } from './deliver.ts';
import { csvCatalogue, csvDelivery, hashesOf, RICH } from './shapes.ts';

let plain: unknown;
beforeAll(async () => {
  const manifest = await runPipeline(shippedCatalogue(), await delivered(RICH), { codes: SEEDS, years: [2023] });
  expect(manifest.cubes.map(({ country }) => country.numerator)).toEqual([184, 180, 184, 33, 1]);
  plain = hashesOf(manifest);
});

describe('a delivery in CSV with names, dates and truth values of its own', () => {
  it('gives the same cubes', async () => {
    const catalogue = openCatalogue(csvCatalogue(), REPOSITORY);
    const dataRoot = await csvDelivery();
    expect(hashesOf(await runPipeline(catalogue, dataRoot, { codes: SEEDS, years: [2023] }))).toEqual(plain);
    expect(yearsWithInput(catalogue, dataRoot)).toEqual([2023]);
  });

  it('is refused for values that the declared types would lose, with their number and without the values', async () => {
    const dataRoot = await csvDelivery();
    const file = join(dataRoot, 'deliveries', 'hc_2023.csv');
    const [head, ...lines] = readFileSync(file, 'utf8').split('\n');
    const spoil = ['12.345', '12,50', 'twelve', '1e400'];
    const spoilt = lines.map((line, i) => {
      const cells = line.split(';');
      if (i < 4) cells[5] = spoil[i] ?? '';
      if (i === 4) cells[6] = '1.7';
      if (i >= 5 && i < 8) cells[8] = ['20230230', '2023111', '2023-01-05'][i - 5] ?? '';
      if (i === 8) cells[9] = 'somebody';
      if (i === 9) cells[1] = '82001805x';
      return cells.join(';');
    });
    writeFileSync(file, [head, ...spoilt].join('\n'));
    const { code, stderr } = await cubes(['--catalogue', csvCatalogue(), '--data', dataRoot, 'run', '--years', '2023']);
    // Indicators that need more than this year and these sources are skipped before.
    expect(stderr.replaceAll(/^skipped: .*\n/gm, '')).toBe(
      [
        'cubes: the delivery does not match its declaration:',
        '  deliveries/hc_2023.csv: 1 of 323 values of Person do not fit BIGINT (shape `aaaaaaaa`); declare `nulls: [...]` on the source or `recode: { ... }` on the column',
        '  deliveries/hc_2023.csv: 3 of 323 values of Day do not fit DATE (shape `9999-99-99`, `9999999`); declare `format:` on the column, such as `format: DD/MM/YYYY`',
        '  deliveries/hc_2023.csv: 1 of 323 values of Cases do not fit SMALLINT (shape `9.9`); declare a `type:` with more places on the column, or `thousands:` on the source',
        '  deliveries/hc_2023.csv: 4 of 323 values of Amount do not fit DECIMAL(12,2) (shape `99,99`, `99.999`); declare `decimal: ","` or `thousands: ","` on the source',
        '  deliveries/hc_2023.csv: 1 of 323 values of Institution no do not fit BIGINT (shape `99999999a`); declare `recode:` or another `type:` on the column',
        '  help: correct the delivery, or the columns of its source in the catalogue.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(4);
  });

  it('is refused for a line of another length, without the line', async () => {
    const dataRoot = await csvDelivery();
    const file = join(dataRoot, 'deliveries', 'hc_2023.csv');
    const text = readFileSync(file, 'utf8');
    const again = text.slice(text.indexOf('\n') + 1).repeat(80);
    writeFileSync(file, `${text}${again}987654321012999;7;8\n`);
    const { code, stderr } = await cubes(['--catalogue', csvCatalogue(), '--data', dataRoot, 'run', '--years', '2023']);
    expect(stderr).toContain('  deliveries/hc_2023.csv cannot be read as csv: ');
    expect(stderr).not.toContain('987654321012');
    expect(code).toBe(4);
  });
});

it('Parquet with days as integers YYYYMMDD gives the same cubes', async () => {
  const file = catalogueWith([['{ from: SS00015, type: DATE }', '{ from: SS00015, type: DATE, encoding: yyyymmdd }']]);
  const dataRoot = await delivered(RICH);
  const days = "SELECT * REPLACE (CAST(strftime(SS00015, '%Y%m%d') AS INTEGER) AS SS00015) FROM";
  await write(fileOf(dataRoot, 'health_care'), `${days} (${RICH.health_care})`);
  expect(
    hashesOf(await runPipeline(openCatalogue(file, REPOSITORY), dataRoot, { codes: SEEDS, years: [2023] })),
  ).toEqual(plain);
});

it('years are found whatever stands around them in a name', async () => {
  const dataRoot = makeDataRoot();
  await deliver(dataRoot, {}, 2021);
  await deliver(dataRoot, {}, 2023);
  expect(yearsWithInput(shippedCatalogue(), dataRoot)).toEqual([2021, 2023]);
  const { health_care, ...others } = shippedCatalogue().sources;
  if (health_care === undefined) throw new Error('no health_care');
  const named = (files: string) => ({
    ...shippedCatalogue(),
    sources: { ...others, health_care: { ...health_care, files } },
  });
  expect(yearsWithInput(named('claims/*/year={year}/part-?.parquet'), dataRoot)).toContain(2023);
  expect(() => yearsWithInput(named('claims/{year}.parquet'), dataRoot)).toThrow('there are no claims below');
});

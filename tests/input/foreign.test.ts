/**
 * Deliveries of other models are read by YAML alone: tables like those of OMOP, CSV like that of
 * Synthea, CSV of a national insurer.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../pipeline/catalogue/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { catalogueWith } from './catalogue-with.ts';
import { delivered, write } from './deliver.ts';
import { hashesOf, RICH } from './shapes.ts';

/** By age and in all, and by place: all that these models deliver. */
const CODES = ['cube_013_001', 'cube_013_021', 'stat_003_007'];
/** Delivered again under other names, from the same rows. */
const CLAIMS = `(${RICH.health_care})`;
const MEMBERS = `(${RICH.population})`;

let plain: unknown;
beforeAll(async () => {
  plain = hashesOf(await runPipeline(shippedCatalogue(), await delivered(RICH), { codes: CODES, years: [2023] }));
});

/** Sources that these models do not deliver, and none of the figures reads. */
const [OTHERS = ''] =
  /^ {2}pharmacy:[\s\S]*?\n(?=\n# Data checks)/m.exec(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8')) ?? [];

async function cubesOf(sources: string, dataRoot: string) {
  const replaced = `${sources.trimEnd()}\n${OTHERS}`;
  const catalogue = openCatalogue(catalogueWith([[/^sources:\n[\s\S]*?\n(?=\n# Data checks)/m, replaced]]), REPOSITORY);
  return hashesOf(await runPipeline(catalogue, dataRoot, { codes: CODES, years: [2023] }));
}

const UNDELIVERED = `practitioner: { from: none, type: INTEGER, optional: true }
      qualification: { from: none, type: SMALLINT, optional: true }
      profession: { constant: 10, type: TINYINT }`;
const REGISTER = `
  practitioner:
    files: register/{year}.parquet
    format: parquet
    optional: true
    columns:
      practitioner: { from: provider_id, type: INTEGER }
      address_nis: { from: location, type: VARCHAR }
`;

it('tables like those of OMOP: one file for several years, concepts for sexes, doubles and timestamps', async () => {
  const dataRoot = makeDataRoot();
  await write(
    join(dataRoot, 'omop', 'procedure_occurrence.parquet'),
    `SELECT SS00010 AS person_id, CAST(SS00015 AS TIMESTAMP) AS procedure_datetime, CAST(SS00020 AS VARCHAR) AS procedure_source_value,
       CAST(QUANTITY AS DOUBLE) AS quantity, CAST(SS00075 AS DOUBLE) AS care_site_id, CAST(PRACTICE_ID AS DOUBLE) AS practice
     FROM ${CLAIMS}
     UNION ALL SELECT 1, TIMESTAMP '2022-05-01', '453154', 1, NULL, NULL`,
  );
  await write(
    join(dataRoot, 'omop', 'person_2023.parquet'),
    `SELECT PP0010 AS person_id, PP0015 AS year_of_birth, CASE PP0020 WHEN 1 THEN 8507 ELSE 8532 END AS gender_concept_id,
       PP0040 AS death_date, SECTOR_DEC31 AS location_source_value, SECTOR_JUN30 AS earlier_location FROM ${MEMBERS}`,
  );
  const sources = `sources:
  health_care:
    files: omop/procedure_occurrence.parquet
    format: parquet
    code: code
    date: service_date
    columns:
      beneficiary: { from: person_id, type: BIGINT }
      service_date: { from: procedure_datetime, type: DATE }
      code: { from: procedure_source_value, type: INTEGER }
      quantity: { from: quantity, type: SMALLINT }
      amount: { constant: 0, type: 'DECIMAL(12,2)' }
      ${UNDELIVERED}
      institution_type: { from: care_site_id, type: BIGINT, modulo: 1000 }
      practice: { from: practice, type: INTEGER }
  population:
    files: omop/person_{year}.parquet
    format: parquet
    columns:
      beneficiary: { from: person_id, type: BIGINT }
      birth_year: { from: year_of_birth, type: SMALLINT, range: [1880, 2100] }
      sex_code: { from: gender_concept_id, type: TINYINT, recode: { 8507: 1, 8532: 2 }, values: [1, 2] }
      month_of_death: { from: death_date, type: DATE }
      sector_dec31: { from: location_source_value, type: VARCHAR }
      sector_jun30: { from: earlier_location, type: VARCHAR }
      increased_reimbursement: { constant: false, type: BOOLEAN }${REGISTER}`;
  expect(await cubesOf(sources, dataRoot)).toEqual(plain);
});

it('CSV like that of Synthea: dates with an hour, birthdays, M and F, texts for nothing', async () => {
  const dataRoot = makeDataRoot();
  const csv = (path: string, query: string) => write(join(dataRoot, 'synthea', path), query);
  await csv(
    'procedures_2023.csv',
    `SELECT SS00010 AS PATIENT, STRFTIME(SS00015, '%Y-%m-%dT09:30:00Z') AS START, SS00020 AS CODE, QUANTITY,
       COALESCE(CAST(SS00075 AS VARCHAR), 'NA') AS ORGANIZATION, COALESCE(CAST(PRACTICE_ID AS VARCHAR), 'NULL') AS PRACTICE FROM ${CLAIMS}`,
  );
  await csv(
    'patients_2023.csv',
    `SELECT PP0010 AS Id, CASE WHEN PP0015 IS NULL THEN 'NA' ELSE CONCAT(PP0015, '-06-15') END AS BIRTHDATE,
       COALESCE(CAST(PP0040 AS VARCHAR), '  ') AS DEATHDATE, CASE PP0020 WHEN 1 THEN 'M' ELSE 'F' END AS GENDER,
       COALESCE(SECTOR_DEC31, 'NA') AS SECTOR, COALESCE(SECTOR_JUN30, '') AS BEFORE FROM ${MEMBERS}`,
  );
  const head = (file: string) => `
    files: synthea/${file}_{year}.csv
    format: csv
    delimiter: ';'
    nulls: [NA, 'NULL']`;
  const sources = `sources:
  health_care:${head('procedures')}
    code: code
    date: service_date
    columns:
      beneficiary: { from: PATIENT, type: BIGINT }
      service_date: { from: START, type: DATE, format: 'YYYY-MM-DDThh:mm:ssZ' }
      code: { from: CODE, type: INTEGER }
      quantity: { from: QUANTITY, type: SMALLINT }
      amount: { constant: 0, type: 'DECIMAL(12,2)' }
      ${UNDELIVERED}
      institution_type: { from: ORGANIZATION, type: BIGINT, modulo: 1000 }
      practice: { from: PRACTICE, type: INTEGER }
  population:${head('patients')}
    columns:
      beneficiary: { from: Id, type: BIGINT }
      birth_year: { from: BIRTHDATE, type: SMALLINT, part: year }
      sex_code: { from: GENDER, type: TINYINT, recode: { M: 1, F: 2 } }
      month_of_death: { from: DEATHDATE, type: DATE }
      sector_dec31: { from: SECTOR, type: VARCHAR }
      sector_jun30: { from: BEFORE, type: VARCHAR }
      increased_reimbursement: { constant: false, type: BOOLEAN }${REGISTER}`;
  expect(await cubesOf(sources, dataRoot)).toEqual(plain);
});

describe('CSV of a national insurer: `;`, decimal comma, points between thousands, DD/MM/YYYY, O and N, Latin-1', () => {
  const SOURCES = `sources:
  health_care:
    files: assureur/prestations_{year}.csv
    format: csv
    delimiter: ';'
    encoding: latin-1
    decimal: ','
    thousands: '.'
    code: code
    date: service_date
    columns:
      beneficiary: { from: Bénéficiaire, type: BIGINT }
      service_date: { from: Date, type: DATE, format: DD/MM/YYYY }
      code: { from: Code, type: INTEGER }
      quantity: { from: Quantité, type: SMALLINT }
      amount: { from: Montant, type: 'DECIMAL(12,2)' }
      ${UNDELIVERED}
      institution_type: { from: Institution, type: BIGINT, modulo: 1000 }
      practice: { from: Pratique, type: INTEGER }
  population:
    files: assureur/population_{year}.csv
    format: csv
    delimiter: ';'
    encoding: latin-1
    columns:
      beneficiary: { from: Bénéficiaire, type: BIGINT }
      birth_year: { from: Naissance, type: SMALLINT }
      sex_code: { from: Sexe, type: TINYINT, recode: { H: 1, F: 2 }, values: [1, 2] }
      month_of_death: { from: Décès, type: DATE, format: DD/MM/YYYY }
      sector_dec31: { from: Secteur, type: VARCHAR }
      sector_jun30: { from: Secteur juin, type: VARCHAR }
      increased_reimbursement: { from: BIM, type: BOOLEAN, recode: { O: true, N: false }, values: [true, false] }${REGISTER}`;

  async function deliver(change: (lines: string[]) => string[] = (lines) => lines): Promise<string> {
    const dataRoot = makeDataRoot();
    const folder = join(dataRoot, 'assureur');
    mkdirSync(folder);
    const claims = await write(
      join(folder, 'prestations_2023.csv'),
      `SELECT SS00010 AS "Bénéficiaire", STRFTIME(SS00015, '%d/%m/%Y') AS "Date", SS00020 AS "Code", QUANTITY AS "Quantité",
         REPLACE(REPLACE(REPLACE(FORMAT('{:,.2f}', CAST(SS00060 AS DOUBLE)), ',', '_'), '.', ','), '_', '.') AS "Montant",
         SS00075 AS "Institution", PRACTICE_ID AS "Pratique" FROM ${CLAIMS}`,
    );
    const members = await write(
      join(folder, 'population_2023.csv'),
      `SELECT PP0010 AS "Bénéficiaire", PP0015 AS "Naissance", CASE PP0020 WHEN 1 THEN 'H' ELSE 'F' END AS "Sexe",
         STRFTIME(PP0040, '%d/%m/%Y') AS "Décès", SECTOR_DEC31 AS "Secteur", SECTOR_JUN30 AS "Secteur juin",
         CASE WHEN BIM THEN 'O' ELSE 'N' END AS "BIM" FROM ${MEMBERS}`,
    );
    for (const file of [claims, members]) {
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      const changed = file === claims ? change(lines) : lines;
      writeFileSync(file, Buffer.from(`${changed.join('\n')}\n`, 'latin1'));
    }
    return dataRoot;
  }

  it('gives the same cubes', async () => {
    expect(await cubesOf(SOURCES, await deliver())).toEqual(plain);
  });

  it.each([
    ['windows-1252', 0x80],
    ['iso-8859-15', 0xa4],
  ])('gives the same cubes in %s, and leaves no copy of a claim', async (encoding, euro) => {
    const dataRoot = await deliver((lines) =>
      lines.map((line, i) => (i === 0 ? line.replace('Montant', 'Montant ¤') : line)),
    );
    for (const name of ['prestations', 'population']) {
      const file = join(dataRoot, 'assureur', `${name}_2023.csv`);
      // The euro sign is what those encodings have and Latin-1 has not.
      writeFileSync(
        file,
        readFileSync(file).map((byte) => (byte === 0xa4 ? euro : byte)),
      );
    }
    const sources = SOURCES.replaceAll('latin-1', encoding).replace('from: Montant', 'from: "Montant €"');
    expect(await cubesOf(sources, dataRoot)).toEqual(plain);
    const left = readdirSync(dataRoot, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('decoded'),
    );
    expect(left).toEqual([]);
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      'an amount with a point for the decimal',
      (lines) => lines.map((line, i) => (i === 5 ? line.replace(/12,50/, '12.5') : line)),
      /1 of 323 values of Montant do not fit DECIMAL\(12,2\) \(shape `99\.9`\)/,
    ],
    [
      'a month before the day',
      (lines) => lines.map((line) => line.replace(/;(\d\d)\/(\d\d)\/2023;/, ';$2/$1/2023;')),
      /\d+ of 323 values of Date do not fit DATE \(shape `99\/99\/9999`\); declare `format:` on the column/,
    ],
    [
      'a footer',
      (lines) => [...lines, 'Total : 323'],
      /prestations_2023\.csv cannot be read as csv: line 325, the last, has 1 of 7 fields: remove it if it is a footer/,
    ],
    [
      'a line with six of seven fields',
      (lines) => lines.map((line, i) => (i === 40 ? line.split(';').slice(1).join(';') : line)),
      /prestations_2023\.csv cannot be read as csv: line 41 has 6 of 7 fields/,
    ],
  ])('is refused with %s', async (_, change, message) => {
    await expect(cubesOf(SOURCES, await deliver(change))).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringMatching(message),
    });
  });

  it('is refused where its encoding is not declared, with the line and the key that declares it', async () => {
    const sources = SOURCES.replaceAll('    encoding: latin-1\n', '');
    await expect(cubesOf(sources, await deliver())).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringMatching(
        /prestations_2023\.csv cannot be read as csv: line 1 is not UTF-8; declare `encoding:` on the source/,
      ),
    });
  });
});

/**
 * A richer delivery, and the same as CSV with names, dates and booleans of its own, with the map
 * that reads it.
 */
import { join } from 'node:path';
import type { RunManifest } from '../../pipeline/run/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { catalogueWith } from './catalogue-with.ts';
import { type SourceName, write } from './deliver.ts';

/**
 * Richer than the plain delivery: forfaits, files of a practice, corrections, deaths, unknown
 * domiciles.
 */
export const RICH: Record<SourceName, string> = {
  health_care: `
    SELECT * FROM health_care
    UNION ALL SELECT * REPLACE (109616 AS SS00020, 7 AS QUANTITY, 82001805 AS SS00075, 501 AS PRACTICE_ID) FROM health_care WHERE SS00010 % 3 = 0
    UNION ALL SELECT * REPLACE (102771 AS SS00020, 502 AS PRACTICE_ID, NULL AS SS00065B) FROM health_care WHERE SS00010 % 6 = 0
    UNION ALL SELECT * REPLACE (-1 AS QUANTITY, -SS00060 AS SS00060) FROM health_care WHERE SS00010 % 10 = 0
    UNION ALL SELECT * REPLACE (586 AS SS00065B, 9000.55 AS SS00060) FROM health_care WHERE SS00010 % 50 = 0`,
  population: `
    SELECT * REPLACE (
      CAST(CASE WHEN PP0010 % 7 > 0 THEN 1930 + PP0010 % 90 END AS SMALLINT) AS PP0015,
      CAST(1 + PP0010 % 2 AS TINYINT) AS PP0020,
      CASE WHEN PP0010 % 40 = 0 THEN DATE '2023-05-01' END AS PP0040,
      CASE PP0010 % 5 WHEN 0 THEN NULL WHEN 1 THEN '21004A23-' ELSE '11001ZZZZ' END AS SECTOR_DEC31,
      CASE PP0010 % 10 WHEN 0 THEN '62063K20-' END AS SECTOR_JUN30
    ) FROM population`,
  practitioner: 'FROM practitioner',
};

/** The bytes of every cube and its support. */
export const hashesOf = ({ cubes: files }: RunManifest) =>
  files.map(({ code, sha256, support }) => [code, sha256, support.sha256]);

const CSV_SOURCES = `sources:
  health_care:
    files: deliveries/hc_{year}.csv
    format: csv
    delimiter: ';'
    code: code
    date: service_date
    columns:
      beneficiary: { from: Person, type: BIGINT }
      service_date: { from: Day, type: DATE, encoding: yyyymmdd }
      code: { from: Code, type: INTEGER }
      quantity: { from: Cases, type: SMALLINT }
      amount: { from: Amount, type: 'DECIMAL(12,2)' }
      practitioner: { from: Performer, type: INTEGER }
      qualification: { from: Qualification, type: SMALLINT }
      profession: { from: Profession, type: TINYINT }
      institution_type: { from: Institution no, type: BIGINT, modulo: 1000 }
      practice: { from: Practice, type: INTEGER }
  population:
    files: deliveries/pop_{year}.csv
    format: csv
    delimiter: ';'
    columns:
      beneficiary: { from: Person, type: BIGINT }
      birth_year: { from: Born, type: SMALLINT }
      sex_code: { from: Sex, type: TINYINT }
      month_of_death: { from: Died, type: DATE, encoding: yyyymmdd }
      sector_dec31: { from: Dec, type: VARCHAR }
      sector_jun30: { from: Jun, type: VARCHAR }
      increased_reimbursement: { from: Bim, type: BOOLEAN }
  practitioner:
    files: deliveries/reg_{year}.csv
    format: csv
    delimiter: ';'
    columns:
      practitioner: { from: Performer, type: INTEGER }
      address_nis: { from: Address, type: VARCHAR }
  hospital_stay:
    files: deliveries/stay_{year}.csv
    format: csv
    delimiter: ';'
    optional: true
    date: discharge_date
    columns:
      beneficiary: { from: Person, type: BIGINT }
      admission_date: { from: Admitted, type: DATE, encoding: yyyymmdd }
      discharge_date: { from: Discharged, type: DATE, encoding: yyyymmdd }
      stay_type: { from: Kind, type: TINYINT, in_tests: 1 }
      transfer_in: { from: Transferred, type: TINYINT, recode: { 'true': 1, 'false': 0 }, optional: true, in_tests: 0 }
      hospital: { from: Hospital, type: BIGINT }
      stays: { constant: 1, type: SMALLINT, in_tests: 1 }
  pharmacy:
    files: deliveries/medicine_{year}.csv
    format: csv
    delimiter: ';'
    optional: true
    date: delivery_date
    columns:
      beneficiary: { from: Person, type: BIGINT }
      delivery_date: { from: Day, type: DATE, encoding: yyyymmdd }
      atc: { from: Substance, type: VARCHAR }
      amount: { from: Amount, type: 'DECIMAL(12,2)' }
      daily_doses: { from: Doses, type: 'DECIMAL(12,4)', in_tests: 10 }
      packages: { from: Packages, type: SMALLINT, in_tests: 1 }
      low_cost: { from: Cheap, type: TINYINT }
      pharmacy_type: { from: Pharmacy, type: TINYINT, in_tests: 1 }

`;

const CSV_QUERIES: Record<string, string> = {
  hc_2023: `SELECT PRACTICE_ID AS Practice, SS00075 AS "Institution no", PRACTITIONER_CAT AS Profession, SS00065B AS Qualification, SS00065A AS Performer, SS00060 AS Amount,
    QUANTITY AS Cases, SS00020 AS Code, strftime(SS00015, '%Y%m%d') AS Day, SS00010 AS Person FROM (${RICH.health_care})`,
  pop_2023: `SELECT PP0010 AS Person, PP0015 AS Born, PP0020 AS Sex, strftime(PP0040, '%Y%m%d') AS Died, SECTOR_DEC31 AS "Dec", SECTOR_JUN30 AS Jun, CAST(BIM AS INTEGER) AS Bim FROM (${RICH.population})`,
  reg_2023: 'SELECT SS00065A AS Performer, ADDRESS_NIS AS Address FROM practitioner',
};

/** Path of the catalogue that reads the CSV. */
export const csvCatalogue = () => catalogueWith([[/sources:\n[\s\S]*?(?=# Data checks)/, CSV_SOURCES]]);

/** A new data root with the CSV of 2023. */
export async function csvDelivery(): Promise<string> {
  const dataRoot = makeDataRoot();
  for (const [name, query] of Object.entries(CSV_QUERIES))
    await write(join(dataRoot, 'deliveries', `${name}.csv`), query);
  return dataRoot;
}

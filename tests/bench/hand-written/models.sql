-- What every query shares, made once: the delivery's columns by name, codes and standard populations, and how limits are calculated.
-- {{claims}}, {{population}} and {{practitioner}} are Parquet files, {{reference}} is the folder of the reference data.
CREATE VIEW health_care AS
SELECT
  "SS00010" AS beneficiary,
  "SS00015" AS service_date,
  "SS00020" AS code,
  "QUANTITY" AS quantity,
  "SS00060" AS amount,
  "SS00065A" AS practitioner,
  "SS00065B" AS qualification,
  "PRACTITIONER_CAT" AS profession,
  "SS00075" % 1000 AS institution_type,
  "PRACTICE_ID" AS practice
FROM read_parquet('{{claims}}', hive_partitioning = false);

CREATE VIEW population AS
SELECT
  "PP0010" AS beneficiary,
  "PP0015" AS birth_year,
  "PP0020" AS sex_code,
  "SECTOR_DEC31" AS sector_dec31,
  "SECTOR_JUN30" AS sector_jun30,
  "BIM" AS increased_reimbursement
FROM read_parquet('{{population}}', hive_partitioning = false);

CREATE VIEW practitioner AS
SELECT
  "SS00065A" AS practitioner,
  "ADDRESS_NIS" AS address_nis
FROM read_parquet('{{practitioner}}', hive_partitioning = false);

CREATE TABLE nomenclature AS
SELECT
  CAST(code AS INTEGER) AS code,
  category,
  COALESCE(CAST(valid_from AS DATE), DATE '0001-01-01') AS valid_from,
  COALESCE(CAST(valid_to AS DATE), DATE '9999-12-31') AS valid_to
FROM read_csv('{{reference}}/codes/nomenclature_sourced.csv', all_varchar = true);

CREATE TABLE qualification_list AS
SELECT
  list,
  CAST(qualification AS SMALLINT) AS qualification
FROM read_csv('{{reference}}/codes/qualification_lists.csv', all_varchar = true);

CREATE TABLE standard_population AS
SELECT
  'esp_2013' AS name,
  age_group,
  CAST(SUM(CAST(weight AS BIGINT)) AS DOUBLE) AS weight
FROM read_csv('{{reference}}/parameters/standard_population_esp_2013.csv', all_varchar = true)
GROUP BY age_group
UNION ALL
SELECT
  'belgium_2020',
  age_band,
  CAST(SUM(CAST(population_estimate AS BIGINT)) AS DOUBLE)
FROM read_csv('{{reference}}/geo/population_2020_muni_age10_ESTIMATE.csv', all_varchar = true)
GROUP BY age_band;

CREATE MACRO no_lower(x, n, v) AS NULL::DOUBLE;

CREATE MACRO no_upper(x, n, v) AS NULL::DOUBLE;

CREATE MACRO wilson_lower(x, n, v) AS
  CASE WHEN n > 0 THEN (2 * x + 3.8414588206941254e0 - 1.959963984540054e0 * sqrt(3.8414588206941254e0 + 4 * x * (1 - x / n))) / (2 * (n + 3.8414588206941254e0)) END;

CREATE MACRO wilson_upper(x, n, v) AS
  CASE WHEN n > 0 THEN least((2 * x + 3.8414588206941254e0 + 1.959963984540054e0 * sqrt(3.8414588206941254e0 + 4 * x * (1 - x / n))) / (2 * (n + 3.8414588206941254e0)), 1) END;

CREATE MACRO byar_below(x) AS
  x * pow(1 - 1 / (9 * x) - 1.959963984540054e0 / (3 * sqrt(x)), 3);

CREATE MACRO byar_above(x) AS
  (x + 1) * pow(1 - 1 / (9 * (x + 1)) + 1.959963984540054e0 / (3 * sqrt(x + 1)), 3);

CREATE MACRO spread(x, v) AS
  CASE WHEN v = x THEN 1 ELSE sqrt(v / nullif(x, 0)) END;

CREATE MACRO byar_lower(x, n, v) AS
  CASE WHEN x >= 0 THEN (x + spread(x, v) * (coalesce([0e0, 0.025317807984289876e0, 0.2422092785439649e0, 0.6186721228956013e0, 1.0898653736263249e0, 1.6234863901184204e0, 2.2018942534908508e0, 2.814363051519866e0, 3.4538321767485014e0, 4.115373097378332e0][x + 1], byar_below(x)) - x)) / nullif(n, 0) END;

CREATE MACRO byar_upper(x, n, v) AS
  CASE WHEN x >= 0 THEN (x + spread(x, v) * (coalesce([3.6888794541139363e0, 5.571643390938899e0, 7.224687667723961e0, 8.767273069742327e0, 10.241588675403698e0, 11.668332079322669e0, 13.059474022518685e0, 14.42267536170238e0, 15.763189220193315e0, 17.08480345141917e0][x + 1], byar_above(x)) - x)) / nullif(n, 0) END;

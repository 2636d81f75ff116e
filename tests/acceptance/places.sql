-- Where people and practitioners live on the map of one day, by level: hand-written from the contract, to hold cubes against.
-- Set before: reference (folder), year, map_date; views health_care, population, practitioner over the year's delivery.

CREATE TABLE municipality AS
SELECT nis_code AS nis, arrondissement_nis AS arrondissement, province_nis AS province, region_nis AS region
FROM read_csv(getvariable('reference') || '/geo/municipalities.csv', all_varchar = true)
WHERE valid_from::DATE <= getvariable('map_date')
  AND COALESCE(NULLIF(valid_to, '')::DATE, DATE '9999-12-31') > getvariable('map_date');

CREATE TABLE change AS
SELECT old_nis, new_nis, effective_date::DATE AS day
FROM read_csv(getvariable('reference') || '/geo/municipality_changes.csv', all_varchar = true)
WHERE effective_date::DATE <= getvariable('map_date');

-- The file's column for the map, and the changes since the day that column was drawn. No code changes twice.
CREATE TABLE sector_place AS
WITH drawn AS (
  SELECT
    sector_code AS sector,
    CASE
      WHEN getvariable('map_date') >= DATE '2025-01-01' THEN nis_code_2025
      WHEN getvariable('map_date') >= DATE '2019-01-01' THEN nis_code_2019
      ELSE nis_code_pre2019
    END AS nis
  FROM read_csv(getvariable('reference') || '/geo/statistical_sectors_2011.csv', all_varchar = true)
)
SELECT drawn.sector, COALESCE(change.new_nis, drawn.nis) AS nis
FROM drawn
LEFT JOIN change ON change.old_nis = drawn.nis;

CREATE TABLE person AS
SELECT
  population.PP0010 AS id,
  CASE
    WHEN getvariable('year') - PP0015 > 89 THEN '90+'
    ELSE (getvariable('year') - PP0015) // 10 * 10 || '-' || ((getvariable('year') - PP0015) // 10 * 10 + 9)
  END AS age_group,
  CASE WHEN sector_place.sector NOT LIKE '%ZZZZ' THEN sector_place.sector END AS sector,
  municipality.*
FROM population
LEFT JOIN sector_place ON sector_place.sector = IFNULL(SECTOR_DEC31, SECTOR_JUN30)
LEFT JOIN municipality USING (nis);

-- One row for every area that counts somebody.
CREATE TABLE lives AS
SELECT id, 'country' AS area_level, '01000' AS ref_area FROM person
UNION ALL SELECT id, 'region', region FROM person WHERE region IS NOT NULL
UNION ALL SELECT id, 'province', province FROM person WHERE province <> ''
UNION ALL SELECT id, 'arrondissement', arrondissement FROM person WHERE arrondissement IS NOT NULL
UNION ALL SELECT id, 'municipality', nis FROM person WHERE nis IS NOT NULL
UNION ALL SELECT id, 'sector', sector FROM person WHERE sector IS NOT NULL;

CREATE TABLE imaging_code AS
SELECT
  code::INTEGER AS code,
  category,
  COALESCE(NULLIF(valid_from, '')::DATE, DATE '0001-01-01') AS first_day,
  COALESCE(NULLIF(valid_to, '')::DATE, DATE '9999-12-31') AS end_day
FROM read_csv(getvariable('reference') || '/codes/nomenclature_sourced.csv', all_varchar = true)
WHERE category IN ('rx', 'chest_rx', 'ultrasound', 'dental', 'ct', 'cbct', 'mri', 'scintigraphy', 'interventional_diagnostic', 'interventional_therapeutic');

CREATE TABLE imaging AS
SELECT health_care.*, imaging_code.category
FROM health_care
JOIN imaging_code ON imaging_code.code = SS00020 AND SS00015 >= first_day AND SS00015 < end_day;

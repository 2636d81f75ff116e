SET VARIABLE year = 2023;

SET VARIABLE map_date = DATE '2025-12-31';

SET VARIABLE reference_root = 'data/reference';

-- source health_care: health_care as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW health_care AS
SELECT
  CAST("SS00010" AS BIGINT) AS beneficiary,
  CAST("SS00015" AS DATE) AS service_date,
  CAST("SS00020" AS INTEGER) AS code,
  CAST("QUANTITY" AS SMALLINT) AS quantity,
  CAST("SS00060" AS DECIMAL(12,2)) AS amount,
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("SS00065B" AS SMALLINT) AS qualification,
  CAST("PRACTITIONER_CAT" AS TINYINT) AS profession,
  CAST(CAST("SS00075" AS BIGINT) % 1000 AS BIGINT) AS institution_type,
  CAST("PRACTICE_ID" AS INTEGER) AS practice
FROM read_parquet('data/claims/health_care/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source population: population as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS VARCHAR) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source practitioner: practitioner as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- code_list: every code list with its dates (first day in, first day out)
CREATE OR REPLACE TABLE code_list AS
SELECT * FROM (VALUES
  ('nomenclature', 101010, DATE '1985-04-01', DATE '9999-12-31'),
  ('nomenclature', 101032, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 101076, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 101135, DATE '0001-01-01', DATE '2022-08-01'),
  -- … 904 rows in all
) AS v (code_list, code, valid_from, valid_to);

-- relation claim_code: Claims by code, with the days between which they lie: what checks of codes look at, in one pass.
CREATE OR REPLACE TABLE claim_code AS
SELECT
  code,
  MIN(service_date) AS first_day,
  MAX(service_date) AS last_day,
  COUNT(*) AS claims,
  COUNT(service_date) AS dated
FROM health_care
GROUP BY code;

-- relation statistical_sector: Statistical sectors with their municipality on three maps.
CREATE OR REPLACE TABLE statistical_sector AS
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

-- check age_out_of_range: Beneficiaries whose age on 31 December is below 0 or above 120.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  birth_year
FROM population
WHERE getvariable('year') - birth_year < 0
  OR getvariable('year') - birth_year > 120
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- check beneficiary_twice: Beneficiaries who stand in the year's population more than once, or without a pseudonym.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  beneficiary
FROM population
GROUP BY beneficiary
HAVING COUNT(*) > 1
  OR beneficiary IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- check check_digit: Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.
SELECT
  (SELECT COALESCE(SUM(claims), 0) FROM (
SELECT
  code,
  claims
FROM claim_code
WHERE code % 10 <> (code // 10) % 7
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check code_never_billed: Codes of a list that are valid in the year and that nobody was billed: a list that is out of date, or an incomplete delivery. Nomenclature codes have six digits, which distinguishes their lists from those of qualifications; `nomenclature` holds them all.
SELECT
  (SELECT COUNT(*) FROM (
SELECT DISTINCT
  code_list.code_list,
  code_list.code
FROM code_list
WHERE code_list.code_list <> 'nomenclature'
  AND code_list.code >= 100000
  AND code_list.valid_from <= MAKE_DATE(getvariable('year'), 12, 31)
  AND code_list.valid_to > MAKE_DATE(getvariable('year'), 1, 1)
  AND NOT EXISTS (
    SELECT 1
    FROM claim_code
    WHERE claim_code.code = code_list.code
  )
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM code_list) AS examined;

-- check code_outside_dates: Claims with a known nomenclature code on a date outside its validity: they do not count.
SELECT
  (SELECT COUNT(*) FROM (
WITH validity AS (
  SELECT
    code,
    valid_from,
    valid_to
  FROM code_list
  WHERE code_list = 'nomenclature'
),
-- Only claims of codes are read again of which some claim is undated, or whose days do not all lie within one window.
doubtful AS (
  SELECT
    claim_code.code
  FROM claim_code
  WHERE claim_code.code IN (SELECT code FROM validity)
    AND (
      claim_code.dated < claim_code.claims
      OR NOT EXISTS (
        SELECT 1
        FROM validity
        WHERE validity.code = claim_code.code
          AND claim_code.first_day >= validity.valid_from
          AND claim_code.last_day < validity.valid_to
      )
    )
)
SELECT
  health_care.code
FROM health_care
JOIN doubtful ON doubtful.code = health_care.code
WHERE NOT EXISTS (
  SELECT 1
  FROM validity
  WHERE validity.code = health_care.code
    AND health_care.service_date >= validity.valid_from
    AND health_care.service_date < validity.valid_to
)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check date_outside_partition: Claims whose date of service is missing or in another year than their partition.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  service_date
FROM health_care
WHERE service_date IS NULL
  OR service_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR service_date > MAKE_DATE(getvariable('year'), 12, 31)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check forfait_outside_medical_house: Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  code
FROM health_care
WHERE (institution_type IS DISTINCT FROM 805)
  AND code IN (
    SELECT
      code
    FROM code_list
    WHERE code_list = 'medical_house_forfait'
  )
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check orphan: Claims of people who are not in the year's population: left out of every figure on beneficiaries.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  health_care.service_date
FROM health_care
WHERE NOT EXISTS (
  SELECT 1
  FROM population
  WHERE population.beneficiary = health_care.beneficiary
)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check practitioner_twice: Practitioners who stand in the year's register more than once.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  practitioner
FROM practitioner
WHERE practitioner IS NOT NULL
GROUP BY practitioner
HAVING COUNT(*) > 1
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM practitioner) AS examined;

-- check unknown_code: Claims with a nomenclature code that no code list knows: they feed no variable that selects codes.
SELECT
  (SELECT COALESCE(SUM(claims), 0) FROM (
SELECT
  claim_code.code,
  claim_code.claims
FROM claim_code
LEFT JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = claim_code.code
WHERE known.code IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check unknown_sector: Beneficiaries whose domicile is a sector that the reference does not know: counted at country level only.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  COALESCE(population.sector_dec31, population.sector_jun30) AS sector
FROM population
LEFT JOIN statistical_sector ON statistical_sector.sector = COALESCE(population.sector_dec31, population.sector_jun30)
WHERE COALESCE(population.sector_dec31, population.sector_jun30) IS NOT NULL
  AND statistical_sector.sector IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- source health_care: health_care as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW health_care AS
SELECT
  CAST("SS00010" AS BIGINT) AS beneficiary,
  CAST("SS00015" AS DATE) AS service_date,
  CAST("SS00020" AS INTEGER) AS code,
  CAST("QUANTITY" AS SMALLINT) AS quantity,
  CAST("SS00060" AS DECIMAL(12,2)) AS amount,
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("SS00065B" AS SMALLINT) AS qualification,
  CAST("PRACTITIONER_CAT" AS TINYINT) AS profession,
  CAST(CAST("SS00075" AS BIGINT) % 1000 AS BIGINT) AS institution_type,
  CAST("PRACTICE_ID" AS INTEGER) AS practice
FROM read_parquet('data/claims/health_care/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source population: population as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS VARCHAR) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source practitioner: practitioner as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2023/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- relation statistical_sector: Statistical sectors with their municipality on three maps.
CREATE OR REPLACE TABLE statistical_sector AS
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

-- relation nis_code: Every municipality code since 2011 with the arrondissement, province and region it lies in, and its validity.
CREATE OR REPLACE TABLE nis_code AS
SELECT
  nis_code,
  arrondissement_nis AS arrondissement,
  NULLIF(province_nis, '') AS province,
  region_nis AS region,
  CAST(valid_from AS DATE) AS valid_from,
  CAST(NULLIF(valid_to, '') AS DATE) AS valid_to
FROM read_csv(getvariable('reference_root') || '/geo/municipalities.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

-- relation nis_change: Municipal mergers and recodings: which code takes the place of which, and when.
CREATE OR REPLACE TABLE nis_change AS
SELECT
  old_nis,
  new_nis,
  CAST(effective_date AS DATE) AS effective_date
FROM read_csv(getvariable('reference_root') || '/geo/municipality_changes.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

-- relation municipality: The municipalities of the map, with what they lie in. Arrondissements come from here too: the list of areas dates 57000 from 2019 only.
CREATE OR REPLACE TABLE municipality AS
SELECT
  nis_code AS municipality,
  arrondissement,
  province,
  region
FROM nis_code
WHERE valid_from <= getvariable('map_date')
  AND (valid_to IS NULL OR valid_to > getvariable('map_date'));

-- relation municipality_succession: Every municipality code ever, carried along the chain of mergers and recodings to the map; codes that lead to no municipality of the map are left out.
CREATE OR REPLACE TABLE municipality_succession AS
WITH RECURSIVE chain (nis_code, reached) AS (
  SELECT
    nis_code,
    nis_code
  FROM nis_code
  UNION ALL
  SELECT
    chain.nis_code,
    nis_change.new_nis
  FROM chain
  JOIN nis_change ON nis_change.old_nis = chain.reached
  WHERE nis_change.effective_date <= getvariable('map_date')
)
SELECT
  chain.nis_code,
  municipality.municipality
FROM chain
JOIN municipality ON municipality.municipality = chain.reached;

-- relation sector: Statistical sectors with their municipality on the map: the file's column for the map, then the changes that are dated after that column. The municipality never comes from the first digits of the sector, which are those of 2011.
CREATE OR REPLACE TABLE sector AS
SELECT
  statistical_sector.sector,
  municipality_succession.municipality,
  statistical_sector.sector NOT LIKE '%ZZZZ' AS is_located
FROM statistical_sector
JOIN municipality_succession ON municipality_succession.nis_code = CASE
  WHEN getvariable('map_date') < DATE '2019-01-01' THEN statistical_sector.nis_before_2019
  WHEN getvariable('map_date') < DATE '2025-01-01' THEN statistical_sector.nis_2019
  ELSE statistical_sector.nis_2025
END;

-- relation beneficiary_year: The year's population, born and deceased included: age on 31 December, domicile, sex and entitlement to increased reimbursement. The domicile is that of 31 December, else of 30 June; a sector that the reference does not know counts at country level only.
CREATE OR REPLACE TABLE beneficiary_year AS
SELECT
  population.beneficiary,
  COALESCE(sector.sector, '') AS sector,
  COALESCE(sector.municipality, '') AS municipality,
  CASE
    WHEN getvariable('year') - population.birth_year >= 90 THEN '90+'
    WHEN getvariable('year') - population.birth_year >= 80 THEN '80-89'
    WHEN getvariable('year') - population.birth_year >= 70 THEN '70-79'
    WHEN getvariable('year') - population.birth_year >= 60 THEN '60-69'
    WHEN getvariable('year') - population.birth_year >= 50 THEN '50-59'
    WHEN getvariable('year') - population.birth_year >= 40 THEN '40-49'
    WHEN getvariable('year') - population.birth_year >= 30 THEN '30-39'
    WHEN getvariable('year') - population.birth_year >= 20 THEN '20-29'
    WHEN getvariable('year') - population.birth_year >= 10 THEN '10-19'
    WHEN getvariable('year') - population.birth_year >= 0 THEN '0-9'
  END AS age_group,
  CASE population.sex_code
    WHEN 1 THEN 'male'
    WHEN 2 THEN 'female'
  END AS sex,
  CASE population.increased_reimbursement
    WHEN TRUE THEN 'yes'
    WHEN FALSE THEN 'no'
  END AS bim
FROM population
LEFT JOIN sector ON sector.sector = COALESCE(population.sector_dec31, population.sector_jun30);

-- relation practitioner_year: The year's registered practitioners, located by the address that goes with their number, carried to the municipal map.
CREATE OR REPLACE TABLE practitioner_year AS
SELECT
  practitioner.practitioner,
  COALESCE(municipality_succession.municipality, '') AS municipality
FROM practitioner
LEFT JOIN municipality_succession ON municipality_succession.nis_code = practitioner.address_nis
WHERE practitioner.practitioner IS NOT NULL;

-- relation area_closure: From where somebody is located to every area that counts them: a sector to six levels, a municipality to five, the empty unit (unknown) to the country. Brussels has no province and a ZZZZ sector is no sector, so those rows are absent.
CREATE OR REPLACE TABLE area_closure AS
WITH unit AS (
  SELECT
    municipality AS unit,
    municipality
  FROM municipality
  UNION ALL
  SELECT
    sector AS unit,
    municipality
  FROM sector
)
SELECT '' AS unit, 'country' AS area_level, '01000' AS ref_area
UNION ALL
SELECT unit.unit, 'country', '01000' FROM unit
UNION ALL
SELECT unit.unit, 'region', municipality.region FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'province', municipality.province FROM unit JOIN municipality ON municipality.municipality = unit.municipality WHERE municipality.province IS NOT NULL
UNION ALL
SELECT unit.unit, 'arrondissement', municipality.arrondissement FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'municipality', unit.municipality FROM unit
UNION ALL
SELECT sector.sector, 'sector', sector.sector FROM sector WHERE sector.is_located;

-- relation area: The areas of the map, every one of which has its rows in a cube.
CREATE OR REPLACE TABLE area AS
SELECT DISTINCT
  area_level,
  ref_area
FROM area_closure;

-- relation area_part: The areas that an area of the map is made of: regions of the country, provinces of a region, arrondissements of a province, municipalities of an arrondissement, sectors of a municipality. Read off the areas that count a unit, so that an area in two would be added up twice and seen.
CREATE OR REPLACE TABLE area_part AS
SELECT DISTINCT
  whole.area_level,
  whole.ref_area,
  part.area_level AS part_level,
  part.ref_area AS part
FROM area_closure AS whole
JOIN (VALUES
  ('country', 'region'),
  ('region', 'province'),
  ('province', 'arrondissement'),
  ('arrondissement', 'municipality'),
  ('municipality', 'sector')
) AS step (area_level, part_level) ON step.area_level = whole.area_level
JOIN area_closure AS part ON part.unit = whole.unit AND part.area_level = step.part_level;

-- relation area_gap: Who counts in an area and in none of its parts: an unknown domicile in the country, Brussels without province in its region, ZZZZ in its municipality.
CREATE OR REPLACE TABLE area_gap AS
SELECT
  whole.unit,
  step.part_level AS area_level,
  whole.ref_area
FROM area_closure AS whole
JOIN (VALUES
  ('country', 'region'),
  ('region', 'province'),
  ('province', 'arrondissement'),
  ('arrondissement', 'municipality'),
  ('municipality', 'sector')
) AS step (area_level, part_level) ON step.area_level = whole.area_level
LEFT JOIN area_closure AS part ON part.unit = whole.unit AND part.area_level = step.part_level
WHERE part.unit IS NULL;

-- margin age_group: the rows that count each member of age_group
CREATE OR REPLACE TABLE age_group_margin AS
SELECT * FROM (VALUES
  ('0-9', '0-9'),
  ('10-19', '10-19'),
  ('20-29', '20-29'),
  ('30-39', '30-39'),
  -- … 21 rows in all
) AS v (member, age_group);

-- weight esp_2013: the standard population esp_2013, by age_group
CREATE OR REPLACE TABLE esp_2013_weight AS
SELECT * FROM (VALUES
  ('0-9', 1, CAST(10500 AS DOUBLE)),
  ('10-19', 2, CAST(11000 AS DOUBLE)),
  ('20-29', 3, CAST(12000 AS DOUBLE)),
  ('30-39', 4, CAST(13500 AS DOUBLE)),
  -- … 10 rows in all
) AS v (age_group, rank, weight);

-- classes beneficiary_health_care_imag_all_n: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_imag_all_n_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (307016, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307020, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307090, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307101, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307230, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307241, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307252, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307263, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307274, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307285, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307296, DATE '2024-04-01', DATE '9999-12-31', 1),
    (307300, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377016, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377020, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377090, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377101, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377230, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377241, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377274, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377285, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377296, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377300, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377311, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377322, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377333, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377344, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377355, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377366, DATE '2024-04-01', DATE '9999-12-31', 1),
    (442212, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442223, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442234, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442245, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442396, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442400, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442411, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442422, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442455, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442466, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442514, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442525, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442595, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442606, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442610, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442621, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442632, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442643, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442676, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442680, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442691, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442702, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442713, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442724, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442735, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442746, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442750, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442761, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442971, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442982, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452690, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452701, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452712, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452723, DATE '0001-01-01', DATE '9999-12-31', 1),
    (453154, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453165, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453176, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453180, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453235, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453246, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453272, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453283, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453552, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453563, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453574, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453585, DATE '2012-01-01', DATE '9999-12-31', 1),
    (455011, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455022, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455033, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455044, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458474, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458485, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458496, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458500, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458570, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458592, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458673, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458732, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458813, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458835, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458850, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458872, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458894, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458990, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459351, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459362, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459373, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459384, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459395, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459406, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459410, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459421, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459432, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459443, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459454, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459465, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459476, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459480, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459491, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459502, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459513, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459524, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459535, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459546, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459550, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459572, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459594, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459675, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459690, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459852, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459863, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459933, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459944, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460014, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460456, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460460, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460633, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460644, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469641, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469814, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469825, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589013, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589024, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589035, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589046, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589050, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589061, DATE '0001-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_imag_all_n: one pass over health_care: IMAG_ALL_N of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_imag_all_n AS
SELECT
  claim.beneficiary,
  SUM(CAST(claim.quantity AS DOUBLE) * claim_class.word_1_1) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_imag_all_n_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary;

-- lists beneficiary_health_care_imag_radio_n_qualification: values of qualification and days, and the lists that hold them
CREATE OR REPLACE TABLE beneficiary_health_care_imag_radio_n_qualification AS
SELECT * FROM (VALUES
  (369, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (569, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (638, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (835, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  -- … 14 rows in all
) AS v (value, valid_from, valid_to, radiology_qualification);

-- classes beneficiary_health_care_imag_radio_n: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_imag_radio_n_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (307016, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307020, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307090, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307101, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307230, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307241, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307252, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307263, DATE '0001-01-01', DATE '9999-12-31', 1),
    (307274, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307285, DATE '0001-01-01', DATE '2024-04-01', 1),
    (307296, DATE '2024-04-01', DATE '9999-12-31', 1),
    (307300, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377016, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377020, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377090, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377101, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377230, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377241, DATE '0001-01-01', DATE '9999-12-31', 1),
    (377274, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377285, DATE '0001-01-01', DATE '2024-04-01', 1),
    (377296, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377300, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377311, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377322, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377333, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377344, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377355, DATE '2024-04-01', DATE '9999-12-31', 1),
    (377366, DATE '2024-04-01', DATE '9999-12-31', 1),
    (442212, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442223, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442234, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442245, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442396, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442400, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442411, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442422, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442455, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442466, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442514, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442525, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442595, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442606, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442610, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442621, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442632, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442643, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442676, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442680, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442691, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442702, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442713, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442724, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442735, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442746, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442750, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442761, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442971, DATE '0001-01-01', DATE '9999-12-31', 1),
    (442982, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452690, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452701, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452712, DATE '0001-01-01', DATE '9999-12-31', 1),
    (452723, DATE '0001-01-01', DATE '9999-12-31', 1),
    (453154, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453165, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453176, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453180, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453235, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453246, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453272, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453283, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453552, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453563, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453574, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453585, DATE '2012-01-01', DATE '9999-12-31', 1),
    (455011, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455022, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455033, DATE '0001-01-01', DATE '9999-12-31', 1),
    (455044, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458474, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458485, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458496, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458500, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458570, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458592, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458673, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458732, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458813, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458835, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458850, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458872, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458894, DATE '0001-01-01', DATE '9999-12-31', 1),
    (458990, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459351, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459362, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459373, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459384, DATE '2016-06-01', DATE '9999-12-31', 1),
    (459395, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459406, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459410, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459421, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459432, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459443, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459454, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459465, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459476, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459480, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459491, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459502, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459513, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459524, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459535, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459546, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459550, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459572, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459594, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459675, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459690, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459852, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459863, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459933, DATE '0001-01-01', DATE '9999-12-31', 1),
    (459944, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460014, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460456, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460460, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460633, DATE '0001-01-01', DATE '9999-12-31', 1),
    (460644, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469641, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469814, DATE '0001-01-01', DATE '9999-12-31', 1),
    (469825, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589013, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589024, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589035, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589046, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589050, DATE '0001-01-01', DATE '9999-12-31', 1),
    (589061, DATE '0001-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_imag_radio_n: one pass over health_care: IMAG_RADIO_N of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_imag_radio_n AS
SELECT
  claim.beneficiary,
  SUM(CAST(claim.quantity AS DOUBLE) * CASE WHEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND beneficiary_health_care_imag_radio_n_qualification.radiology_qualification THEN claim_class.word_1_1 ELSE 0 END) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_imag_radio_n_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
LEFT JOIN beneficiary_health_care_imag_radio_n_qualification ON (beneficiary_health_care_imag_radio_n_qualification.value = claim.qualification)
  AND (claim.service_date >= beneficiary_health_care_imag_radio_n_qualification.valid_from)
  AND (claim.service_date < beneficiary_health_care_imag_radio_n_qualification.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary;

-- classes beneficiary_health_care_imag_diag_n: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_imag_diag_n_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (453154, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453165, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453176, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453180, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453235, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453246, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453272, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453283, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453552, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453563, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453574, DATE '2012-01-01', DATE '9999-12-31', 1),
    (453585, DATE '2012-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_imag_diag_n: one pass over health_care: IMAG_DIAG_N of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_imag_diag_n AS
SELECT
  claim.beneficiary,
  SUM(CAST(claim.quantity AS DOUBLE) * claim_class.word_1_1) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_imag_diag_n_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary;

-- classes beneficiary_health_care_ff_mh: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_ff_mh_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (109616, DATE '0001-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_ff_mh: one pass over health_care: FF_MH of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_ff_mh AS
SELECT
  claim.beneficiary,
  SUM(CAST(claim.quantity AS DOUBLE) * CASE WHEN claim.institution_type = 805 THEN claim_class.word_1_1 ELSE 0 END) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_ff_mh_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary;

-- classes beneficiary_health_care_ff_mh_by_practice: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_ff_mh_by_practice_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (109616, DATE '0001-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_ff_mh_by_practice: one pass over health_care: FF_MH_BY_PRACTICE of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_ff_mh_by_practice AS
SELECT
  claim.beneficiary,
  claim.practice AS part,
  SUM(CAST(claim.quantity AS DOUBLE) * CASE WHEN claim.institution_type = 805 THEN claim_class.word_1_1 ELSE 0 END) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_ff_mh_by_practice_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary,
  claim.practice;

-- classes beneficiary_health_care_gmd_by_practice: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_gmd_by_practice_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1
FROM (
  SELECT * FROM (VALUES
    (102771, DATE '0001-01-01', DATE '9999-12-31', 1)
  ) AS v (code, valid_from, valid_to, word_1_1)
) AS code_window;

-- collect beneficiary_health_care_gmd_by_practice: one pass over health_care: GMD_BY_PRACTICE of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care_gmd_by_practice AS
SELECT
  claim.beneficiary,
  claim.practice AS part,
  SUM(CAST(claim.quantity AS DOUBLE) * claim_class.word_1_1) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_gmd_by_practice_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary,
  claim.practice;

-- part beneficiary_practice: what was collected of every beneficiary and practice
CREATE OR REPLACE VIEW beneficiary_practice AS
SELECT
  beneficiary,
  practice,
  CAST(COALESCE(SUM("FF_MH_BY_PRACTICE"), 0) AS BIGINT) AS "FF_MH_BY_PRACTICE",
  CAST(COALESCE(SUM("GMD_BY_PRACTICE"), 0) AS BIGINT) AS "GMD_BY_PRACTICE"
FROM (
  SELECT
    beneficiary,
    part AS practice,
    COALESCE(((CAST(word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096, 0) AS "FF_MH_BY_PRACTICE",
    CAST(NULL AS BIGINT) AS "GMD_BY_PRACTICE"
  FROM beneficiary_health_care_ff_mh_by_practice
  UNION ALL
  SELECT
    beneficiary,
    part AS practice,
    CAST(NULL AS BIGINT) AS "FF_MH_BY_PRACTICE",
    COALESCE(((CAST(word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096, 0) AS "GMD_BY_PRACTICE"
  FROM beneficiary_health_care_gmd_by_practice
) AS pass
GROUP BY
  beneficiary,
  practice;

-- relation gmd_elsewhere: Beneficiaries with a global medical file (GMD) at a practice other than one that billed their medical-house forfaits of the year. A practice counts when its net number of files for the person is at least 1 and its net number of forfaits for the person is 0. Files without a practice are always elsewhere, also where forfaits have none: nobody can say that they are the same practice.
CREATE OR REPLACE TABLE gmd_elsewhere AS
SELECT
  beneficiary,
  COUNT(*) AS value
FROM beneficiary_practice
WHERE "GMD_BY_PRACTICE" >= 1
  AND (practice IS NULL OR "FF_MH_BY_PRACTICE" = 0)
GROUP BY beneficiary;

-- member beneficiary_member: everything that is known of every beneficiary
CREATE OR REPLACE TABLE beneficiary_member AS
SELECT
  entity.beneficiary,
  entity.municipality,
  entity.age_group,
  entity.sector,
  CAST(COALESCE(known.beneficiary_health_care_imag_all_n_word_1, 0) AS BIGINT) AS beneficiary_health_care_imag_all_n_word_1,
  CAST(COALESCE(known.beneficiary_health_care_imag_radio_n_word_1, 0) AS BIGINT) AS beneficiary_health_care_imag_radio_n_word_1,
  CAST(COALESCE(known.beneficiary_health_care_imag_diag_n_word_1, 0) AS BIGINT) AS beneficiary_health_care_imag_diag_n_word_1,
  CAST(COALESCE(known.beneficiary_health_care_ff_mh_word_1, 0) AS BIGINT) AS beneficiary_health_care_ff_mh_word_1,
  CAST(COALESCE(known.beneficiary_health_care_ff_mh_by_practice_word_1, 0) AS BIGINT) AS beneficiary_health_care_ff_mh_by_practice_word_1,
  CAST(COALESCE(known.beneficiary_health_care_gmd_by_practice_word_1, 0) AS BIGINT) AS beneficiary_health_care_gmd_by_practice_word_1,
  CAST(COALESCE(known.size, 0) AS BIGINT) AS size,
  COALESCE(related_1.value, 0) AS "GMD_ELSEWHERE"
FROM beneficiary_year AS entity
LEFT JOIN (
  SELECT
    beneficiary,
    SUM(beneficiary_health_care_imag_all_n_word_1) AS beneficiary_health_care_imag_all_n_word_1,
    SUM(beneficiary_health_care_imag_radio_n_word_1) AS beneficiary_health_care_imag_radio_n_word_1,
    SUM(beneficiary_health_care_imag_diag_n_word_1) AS beneficiary_health_care_imag_diag_n_word_1,
    SUM(beneficiary_health_care_ff_mh_word_1) AS beneficiary_health_care_ff_mh_word_1,
    SUM(beneficiary_health_care_ff_mh_by_practice_word_1) AS beneficiary_health_care_ff_mh_by_practice_word_1,
    SUM(beneficiary_health_care_gmd_by_practice_word_1) AS beneficiary_health_care_gmd_by_practice_word_1,
    SUM(size) AS size
  FROM (
    SELECT
      beneficiary,
      word_1 AS beneficiary_health_care_imag_all_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_radio_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_diag_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_by_practice_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_imag_all_n
    UNION ALL
    SELECT
      beneficiary,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_all_n_word_1,
      word_1 AS beneficiary_health_care_imag_radio_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_diag_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_by_practice_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_imag_radio_n
    UNION ALL
    SELECT
      beneficiary,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_all_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_radio_n_word_1,
      word_1 AS beneficiary_health_care_imag_diag_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_by_practice_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_imag_diag_n
    UNION ALL
    SELECT
      beneficiary,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_all_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_radio_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_diag_n_word_1,
      word_1 AS beneficiary_health_care_ff_mh_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_by_practice_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_ff_mh
    UNION ALL
    SELECT
      beneficiary,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_all_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_radio_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_diag_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_word_1,
      word_1 AS beneficiary_health_care_ff_mh_by_practice_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_ff_mh_by_practice
    UNION ALL
    SELECT
      beneficiary,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_all_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_radio_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_imag_diag_n_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_word_1,
      CAST(NULL AS DOUBLE) AS beneficiary_health_care_ff_mh_by_practice_word_1,
      word_1 AS beneficiary_health_care_gmd_by_practice_word_1,
      size
    FROM beneficiary_health_care_gmd_by_practice
  ) AS pass
  GROUP BY
    beneficiary
) AS known ON known.beneficiary = entity.beneficiary
LEFT JOIN gmd_elsewhere AS related_1 ON related_1.beneficiary = entity.beneficiary;

-- capacity beneficiary_member: members with more cases than a packed field holds; where there are any, the year is computed without packing
SELECT
  COUNT(CASE WHEN size >= 4096 THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM beneficiary_member;

-- value beneficiary_value: the members again, a row per variable whose value is not 0
CREATE OR REPLACE VIEW beneficiary_value AS
SELECT
  beneficiary,
  'IMAG_ALL_N' AS variable,
  ((CAST(beneficiary_health_care_imag_all_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096 AS value
FROM beneficiary_member
WHERE (((CAST(beneficiary_health_care_imag_all_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) <> 0
UNION ALL
SELECT
  beneficiary,
  'IMAG_RADIO_N' AS variable,
  ((CAST(beneficiary_health_care_imag_radio_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096 AS value
FROM beneficiary_member
WHERE (((CAST(beneficiary_health_care_imag_radio_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) <> 0
UNION ALL
SELECT
  beneficiary,
  'IMAG_DIAG_N' AS variable,
  ((CAST(beneficiary_health_care_imag_diag_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096 AS value
FROM beneficiary_member
WHERE (((CAST(beneficiary_health_care_imag_diag_n_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) <> 0
UNION ALL
SELECT
  beneficiary,
  'FF_MH' AS variable,
  ((CAST(beneficiary_health_care_ff_mh_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096 AS value
FROM beneficiary_member
WHERE (((CAST(beneficiary_health_care_ff_mh_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) <> 0
UNION ALL
SELECT
  beneficiary,
  'GMD_ELSEWHERE' AS variable,
  "GMD_ELSEWHERE" AS value
FROM beneficiary_member
WHERE "GMD_ELSEWHERE" <> 0;

-- drop gmd_elsewhere: nothing reads it any more
DROP TABLE gmd_elsewhere;

-- drop beneficiary_health_care_imag_all_n: nothing reads it any more
DROP TABLE beneficiary_health_care_imag_all_n;

-- drop beneficiary_health_care_imag_radio_n: nothing reads it any more
DROP TABLE beneficiary_health_care_imag_radio_n;

-- drop beneficiary_health_care_imag_diag_n: nothing reads it any more
DROP TABLE beneficiary_health_care_imag_diag_n;

-- drop beneficiary_health_care_ff_mh: nothing reads it any more
DROP TABLE beneficiary_health_care_ff_mh;

-- drop beneficiary_health_care_ff_mh_by_practice: nothing reads it any more
DROP TABLE beneficiary_health_care_ff_mh_by_practice;

-- drop beneficiary_health_care_gmd_by_practice: nothing reads it any more
DROP TABLE beneficiary_health_care_gmd_by_practice;

-- check negative_net_sum: Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  variable
FROM beneficiary_value
WHERE value < 0
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM beneficiary_value) AS examined;

-- tally tally_cube_013_001: counts of beneficiary by municipality, age_group: IMAG_ALL_N and everybody
CREATE OR REPLACE TABLE tally_cube_013_001 AS
WITH counted_beneficiary_health_care_imag_all_n_word_1 AS (
  SELECT
    municipality AS unit,
    age_group,
    beneficiary_health_care_imag_all_n_word_1,
    COUNT(*) AS members
  FROM beneficiary_member
  WHERE beneficiary_health_care_imag_all_n_word_1 <> 0
  GROUP BY
    municipality,
    age_group,
    beneficiary_health_care_imag_all_n_word_1
)
SELECT
  unit,
  age_group,
  'IMAG_ALL_N' AS variable,
  value AS events,
  CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(value * members), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    CAST(((beneficiary_health_care_imag_all_n_word_1 + 2252074725150720) & 8191) - 4096 AS BIGINT) AS value,
    members
  FROM counted_beneficiary_health_care_imag_all_n_word_1
) AS one
WHERE value <> 0
GROUP BY
  unit,
  age_group,
  value
UNION ALL
SELECT
  municipality AS unit,
  age_group,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year
GROUP BY
  municipality,
  age_group;

-- tally tally_cube_013_004: counts of beneficiary by municipality, age_group: IMAG_RADIO_N and everybody
CREATE OR REPLACE TABLE tally_cube_013_004 AS
WITH counted_beneficiary_health_care_imag_radio_n_word_1 AS (
  SELECT
    municipality AS unit,
    age_group,
    beneficiary_health_care_imag_radio_n_word_1,
    COUNT(*) AS members
  FROM beneficiary_member
  WHERE beneficiary_health_care_imag_radio_n_word_1 <> 0
  GROUP BY
    municipality,
    age_group,
    beneficiary_health_care_imag_radio_n_word_1
)
SELECT
  unit,
  age_group,
  'IMAG_RADIO_N' AS variable,
  value AS events,
  CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(value * members), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    CAST(((beneficiary_health_care_imag_radio_n_word_1 + 2252074725150720) & 8191) - 4096 AS BIGINT) AS value,
    members
  FROM counted_beneficiary_health_care_imag_radio_n_word_1
) AS one
WHERE value <> 0
GROUP BY
  unit,
  age_group,
  value
UNION ALL
SELECT
  municipality AS unit,
  age_group,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year
GROUP BY
  municipality,
  age_group;

-- tally tally_cube_013_021: counts of beneficiary by municipality, age_group: IMAG_DIAG_N and everybody
CREATE OR REPLACE TABLE tally_cube_013_021 AS
WITH counted_beneficiary_health_care_imag_diag_n_word_1 AS (
  SELECT
    municipality AS unit,
    age_group,
    beneficiary_health_care_imag_diag_n_word_1,
    COUNT(*) AS members
  FROM beneficiary_member
  WHERE beneficiary_health_care_imag_diag_n_word_1 <> 0
  GROUP BY
    municipality,
    age_group,
    beneficiary_health_care_imag_diag_n_word_1
)
SELECT
  unit,
  age_group,
  'IMAG_DIAG_N' AS variable,
  value AS events,
  CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(value * members), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    CAST(((beneficiary_health_care_imag_diag_n_word_1 + 2252074725150720) & 8191) - 4096 AS BIGINT) AS value,
    members
  FROM counted_beneficiary_health_care_imag_diag_n_word_1
) AS one
WHERE value <> 0
GROUP BY
  unit,
  age_group,
  value
UNION ALL
SELECT
  municipality AS unit,
  age_group,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year
GROUP BY
  municipality,
  age_group;

-- tally tally_stat_003_007: counts of beneficiary by sector: stat_003_007.numerator and everybody
CREATE OR REPLACE TABLE tally_stat_003_007 AS
WITH summed AS (
  SELECT
    sector AS unit,
    COUNT(CASE WHEN CASE WHEN ((((CAST(beneficiary_health_care_ff_mh_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) >= 6) AND ("GMD_ELSEWHERE" <= 0) THEN 1 ELSE 0 END <> 0 THEN 1 END) AS members_1,
    CAST(COALESCE(SUM(CASE WHEN ((((CAST(beneficiary_health_care_ff_mh_word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096) >= 6) AND ("GMD_ELSEWHERE" <= 0) THEN 1 ELSE 0 END), 0) AS BIGINT) AS total_1
  FROM beneficiary_member
  GROUP BY
    sector
)
SELECT
  unit,
  'stat_003_007.numerator' AS variable,
  CAST(NULL AS BIGINT) AS events,
  members_1 AS members,
  total_1 AS total
FROM summed
WHERE members_1 <> 0
UNION ALL
SELECT
  sector AS unit,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year
GROUP BY
  sector;

-- drop beneficiary_member: nothing reads it any more
DROP TABLE beneficiary_member;

-- lists practitioner_health_care_clinical_genetics_n_qualification: values of qualification and days, and the lists that hold them
CREATE OR REPLACE TABLE practitioner_health_care_clinical_genetics_n_qualification AS
SELECT * FROM (VALUES
  (348, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (398, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (586, DATE '2012-07-01', DATE '9999-12-31', TRUE),
  (599, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  -- … 12 rows in all
) AS v (value, valid_from, valid_to, clinical_genetics_qualification);

-- collect practitioner_health_care_clinical_genetics_n: one pass over health_care: CLINICAL_GENETICS_N of every practitioner
CREATE OR REPLACE TABLE practitioner_health_care_clinical_genetics_n AS
SELECT
  claim.practitioner,
  claim.qualification AS part,
  CAST(SUM(CASE WHEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND practitioner_health_care_clinical_genetics_n_qualification.clinical_genetics_qualification THEN claim.quantity END) AS BIGINT) AS "CLINICAL_GENETICS_N"
FROM (
  SELECT
    claim.practitioner,
    claim.qualification,
    claim.profession,
    CASE WHEN claim.service_date >= DATE '9999-12-31' THEN DATE '9999-12-31' WHEN claim.service_date >= DATE '2012-07-01' THEN DATE '2012-07-01' WHEN claim.service_date >= DATE '0001-01-01' THEN DATE '0001-01-01' END AS service_date,
    SUM(claim.quantity) AS quantity
  FROM health_care AS claim
  WHERE claim.practitioner IS NOT NULL
  GROUP BY
    claim.practitioner,
    claim.qualification,
    claim.profession,
    CASE WHEN claim.service_date >= DATE '9999-12-31' THEN DATE '9999-12-31' WHEN claim.service_date >= DATE '2012-07-01' THEN DATE '2012-07-01' WHEN claim.service_date >= DATE '0001-01-01' THEN DATE '0001-01-01' END
) AS claim
LEFT JOIN practitioner_health_care_clinical_genetics_n_qualification ON (practitioner_health_care_clinical_genetics_n_qualification.value = claim.qualification)
  AND (claim.service_date >= practitioner_health_care_clinical_genetics_n_qualification.valid_from)
  AND (claim.service_date < practitioner_health_care_clinical_genetics_n_qualification.valid_to)
GROUP BY
  claim.practitioner,
  claim.qualification;

-- collect practitioner_health_care_income: one pass over health_care: INCOME of every practitioner
CREATE OR REPLACE TABLE practitioner_health_care_income AS
SELECT
  claim.practitioner,
  CAST(SUM(claim.amount) * 100 AS BIGINT) AS "INCOME"
FROM health_care AS claim
WHERE claim.practitioner IS NOT NULL
GROUP BY
  claim.practitioner;

-- part practitioner_qualification: what was collected of every practitioner and qualification
CREATE OR REPLACE VIEW practitioner_qualification AS
SELECT
  practitioner,
  part AS qualification,
  COALESCE("CLINICAL_GENETICS_N", 0) AS "CLINICAL_GENETICS_N"
FROM practitioner_health_care_clinical_genetics_n;

-- member practitioner_member: everything that is known of every practitioner
CREATE OR REPLACE TABLE practitioner_member AS
SELECT
  COALESCE(entity.practitioner, known.practitioner) AS practitioner,
  entity.municipality,
  CAST(COALESCE(known."CLINICAL_GENETICS_N", 0) AS BIGINT) AS "CLINICAL_GENETICS_N",
  CAST(COALESCE(known."INCOME", 0) AS BIGINT) AS "INCOME"
FROM practitioner_year AS entity
FULL JOIN (
  SELECT
    practitioner,
    MAX("CLINICAL_GENETICS_N") AS "CLINICAL_GENETICS_N",
    CAST(SUM("INCOME") AS BIGINT) AS "INCOME"
  FROM (
    SELECT
      practitioner,
      "CLINICAL_GENETICS_N",
      CAST(NULL AS BIGINT) AS "INCOME"
    FROM practitioner_health_care_clinical_genetics_n
    UNION ALL
    SELECT
      practitioner,
      CAST(NULL AS BIGINT) AS "CLINICAL_GENETICS_N",
      "INCOME"
    FROM practitioner_health_care_income
  ) AS pass
  GROUP BY
    practitioner
) AS known ON known.practitioner = entity.practitioner;

-- value practitioner_value: the members again, a row per variable whose value is not 0
CREATE OR REPLACE VIEW practitioner_value AS
SELECT
  practitioner,
  'CLINICAL_GENETICS_N' AS variable,
  "CLINICAL_GENETICS_N" AS value
FROM practitioner_member
WHERE "CLINICAL_GENETICS_N" <> 0
UNION ALL
SELECT
  practitioner,
  'INCOME' AS variable,
  "INCOME" AS value
FROM practitioner_member
WHERE "INCOME" <> 0;

-- drop practitioner_health_care_clinical_genetics_n: nothing reads it any more
DROP TABLE practitioner_health_care_clinical_genetics_n;

-- drop practitioner_health_care_income: nothing reads it any more
DROP TABLE practitioner_health_care_income;

-- tally tally_stat_020_033: counts of practitioner by municipality: stat_020_033.numerator; 5 % of median_income (clinical_genetics, 2023): 249000.00
CREATE OR REPLACE TABLE tally_stat_020_033 AS
WITH summed AS (
  SELECT
    COALESCE(municipality, '') AS unit,
    COUNT(CASE WHEN CASE WHEN ("CLINICAL_GENETICS_N" >= 1) AND ("INCOME" >= 1245000) THEN 1 ELSE 0 END <> 0 THEN 1 END) AS members_1,
    CAST(COALESCE(SUM(CASE WHEN ("CLINICAL_GENETICS_N" >= 1) AND ("INCOME" >= 1245000) THEN 1 ELSE 0 END), 0) AS BIGINT) AS total_1
  FROM practitioner_member
  GROUP BY
    COALESCE(municipality, '')
)
SELECT
  unit,
  'stat_020_033.numerator' AS variable,
  CAST(NULL AS BIGINT) AS events,
  members_1 AS members,
  total_1 AS total
FROM summed
WHERE members_1 <> 0;

-- drop practitioner_member: nothing reads it any more
DROP TABLE practitioner_member;

-- roll_up roll_up_cube_013_001_by_age_group: tally_cube_013_001 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE roll_up_cube_013_001_by_age_group AS
SELECT
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_001
  WHERE variable IN ('IMAG_ALL_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up roll_up_cube_013_004_by_age_group: tally_cube_013_004 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE roll_up_cube_013_004_by_age_group AS
SELECT
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_004
  WHERE variable IN ('IMAG_RADIO_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up roll_up_cube_013_021_by_age_group: tally_cube_013_021 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE roll_up_cube_013_021_by_age_group AS
SELECT
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_021
  WHERE variable IN ('IMAG_DIAG_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up roll_up_stat_003_007: tally_stat_003_007 at every country, region, province, arrondissement, municipality, sector
CREATE OR REPLACE TABLE roll_up_stat_003_007 AS
SELECT
  area_closure.area_level,
  area_closure.ref_area,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_stat_003_007
  WHERE variable IN ('stat_003_007.numerator', '*')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  tally.variable,
  tally.events;

-- roll_up roll_up_stat_020_033: tally_stat_020_033 at every country, region, province, arrondissement
CREATE OR REPLACE TABLE roll_up_stat_020_033 AS
SELECT
  area_closure.area_level,
  area_closure.ref_area,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_stat_020_033
  WHERE variable IN ('stat_020_033.numerator')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  tally.variable,
  tally.events;

-- roll_up gap_cube_013_001_by_age_group: tally_cube_013_001 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE gap_cube_013_001_by_age_group AS
SELECT
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_001
  WHERE variable IN ('IMAG_ALL_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up gap_cube_013_004_by_age_group: tally_cube_013_004 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE gap_cube_013_004_by_age_group AS
SELECT
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_004
  WHERE variable IN ('IMAG_RADIO_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up gap_cube_013_021_by_age_group: tally_cube_013_021 at every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE gap_cube_013_021_by_age_group AS
SELECT
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    age_group,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_cube_013_021
  WHERE variable IN ('IMAG_DIAG_N', '*')
  GROUP BY
    unit,
    age_group,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  age_group_margin.age_group,
  tally.variable,
  tally.events;

-- roll_up gap_stat_003_007: tally_stat_003_007 at every country, region, province, arrondissement, municipality, sector
CREATE OR REPLACE TABLE gap_stat_003_007 AS
SELECT
  area_gap.area_level,
  area_gap.ref_area,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_stat_003_007
  WHERE variable IN ('stat_003_007.numerator', '*')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  tally.variable,
  tally.events;

-- roll_up gap_stat_020_033: tally_stat_020_033 at every country, region, province, arrondissement
CREATE OR REPLACE TABLE gap_stat_020_033 AS
SELECT
  area_gap.area_level,
  area_gap.ref_area,
  tally.variable,
  tally.events,
  CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
  CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
FROM (
  SELECT
    unit,
    variable,
    events,
    CAST(COALESCE(SUM(members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
  FROM tally_stat_020_033
  WHERE variable IN ('stat_020_033.numerator')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  tally.variable,
  tally.events;

-- count count_cube_013_001_by_age_group: what cubes and invariants read of roll_up_cube_013_001_by_age_group, for every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE count_cube_013_001_by_age_group AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_ALL_N from 1",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM roll_up_cube_013_001_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell."members IMAG_ALL_N from 1", 0) AS BIGINT) AS "members IMAG_ALL_N from 1",
  CAST(COALESCE(cell."members *", 0) AS BIGINT) AS "members *"
FROM (
  SELECT
    area.area_level,
    area.ref_area,
    age_group_value.age_group
  FROM area
  CROSS JOIN (
    SELECT
      age_group
    FROM age_group_margin
    GROUP BY
      age_group
  ) AS age_group_value
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
  AND (cell.age_group = grid.age_group)
ORDER BY
  grid.area_level,
  grid.ref_area,
  grid.age_group;

-- count count_cube_013_004_by_age_group: what cubes and invariants read of roll_up_cube_013_004_by_age_group, for every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE count_cube_013_004_by_age_group AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_RADIO_N",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_RADIO_N",
    CAST(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN (events * events) * members ELSE 0 END) AS DOUBLE) AS "squares IMAG_RADIO_N"
  FROM roll_up_cube_013_004_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
),
"by events IMAG_RADIO_N" AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(MAP_FROM_ENTRIES(LIST_SORT(LIST(ROW(events, members)))) AS MAP(BIGINT, BIGINT)) AS members
  FROM roll_up_cube_013_004_by_age_group
  WHERE (variable = 'IMAG_RADIO_N')
    AND (events IS NOT NULL)
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell."total IMAG_RADIO_N", 0) AS BIGINT) AS "total IMAG_RADIO_N",
  CAST(COALESCE(cell."members *", 0) AS BIGINT) AS "members *",
  CAST(COALESCE(cell."members IMAG_RADIO_N", 0) AS BIGINT) AS "members IMAG_RADIO_N",
  COALESCE(cell."squares IMAG_RADIO_N", 0) AS "squares IMAG_RADIO_N",
  COALESCE("by events IMAG_RADIO_N".members, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS "by events IMAG_RADIO_N"
FROM (
  SELECT
    area.area_level,
    area.ref_area,
    age_group_value.age_group
  FROM area
  CROSS JOIN (
    SELECT
      age_group
    FROM age_group_margin
    GROUP BY
      age_group
  ) AS age_group_value
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
  AND (cell.age_group = grid.age_group)
LEFT JOIN "by events IMAG_RADIO_N" ON ("by events IMAG_RADIO_N".area_level = grid.area_level)
  AND ("by events IMAG_RADIO_N".ref_area = grid.ref_area)
  AND ("by events IMAG_RADIO_N".age_group = grid.age_group)
ORDER BY
  grid.area_level,
  grid.ref_area,
  grid.age_group;

-- count count_cube_013_021_by_age_group: what cubes and invariants read of roll_up_cube_013_021_by_age_group, for every country, region, province, arrondissement, municipality and age_group
CREATE OR REPLACE TABLE count_cube_013_021_by_age_group AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_DIAG_N from 1",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM roll_up_cube_013_021_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell."members IMAG_DIAG_N from 1", 0) AS BIGINT) AS "members IMAG_DIAG_N from 1",
  CAST(COALESCE(cell."members *", 0) AS BIGINT) AS "members *"
FROM (
  SELECT
    area.area_level,
    area.ref_area,
    age_group_value.age_group
  FROM area
  CROSS JOIN (
    SELECT
      age_group
    FROM age_group_margin
    GROUP BY
      age_group
  ) AS age_group_value
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
  AND (cell.age_group = grid.age_group)
ORDER BY
  grid.area_level,
  grid.ref_area,
  grid.age_group;

-- count count_stat_003_007: what cubes and invariants read of roll_up_stat_003_007, for every country, region, province, arrondissement, municipality, sector
CREATE OR REPLACE TABLE count_stat_003_007 AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_003_007.numerator",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM roll_up_stat_003_007
  GROUP BY
    area_level,
    ref_area
)
SELECT
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell."members stat_003_007.numerator", 0) AS BIGINT) AS "members stat_003_007.numerator",
  CAST(COALESCE(cell."members *", 0) AS BIGINT) AS "members *"
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
ORDER BY
  grid.area_level,
  grid.ref_area;

-- count count_stat_020_033: what cubes and invariants read of roll_up_stat_020_033, for every country, region, province, arrondissement
CREATE OR REPLACE TABLE count_stat_020_033 AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_020_033.numerator"
  FROM roll_up_stat_020_033
  GROUP BY
    area_level,
    ref_area
)
SELECT
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell."members stat_020_033.numerator", 0) AS BIGINT) AS "members stat_020_033.numerator"
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
ORDER BY
  grid.area_level,
  grid.ref_area;

-- standard standard_cube_013_001_by_age_group_esp_2013: values of count_cube_013_001_by_age_group as if every area were composed like esp_2013
CREATE OR REPLACE TABLE standard_cube_013_001_by_age_group_esp_2013 AS
SELECT
  area_level,
  ref_area,
  'total' AS age_group,
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_ALL_N from 1") >= 0) AND (SUM("members IMAG_ALL_N from 1") >= 10) THEN CAST(SUM("members IMAG_ALL_N from 1") AS BIGINT) END AS "events members IMAG_ALL_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_ALL_N from 1") >= 0) AND (SUM("members IMAG_ALL_N from 1") >= 10) THEN LIST_SUM(LIST_SELECT(LIST((weight * "members IMAG_ALL_N from 1") / "members *"), LIST_GRADE_UP(LIST(rank)))) / 100000 END AS "value members IMAG_ALL_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_ALL_N from 1") >= 0) AND (SUM("members IMAG_ALL_N from 1") >= 10) THEN LIST_SUM(LIST_SELECT(LIST(((weight * weight) * "members IMAG_ALL_N from 1") / ("members *" * "members *")), LIST_GRADE_UP(LIST(rank)))) / 10000000000 END AS "variance members IMAG_ALL_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_ALL_N from 1") >= 0) AND (SUM("members IMAG_ALL_N from 1") >= 10) THEN CAST(MIN(LEAST(NULLIF("members IMAG_ALL_N from 1", 0), "members *")) AS BIGINT) END AS "least members IMAG_ALL_N from 1 / members *"
FROM count_cube_013_001_by_age_group
JOIN esp_2013_weight ON esp_2013_weight.age_group = count_cube_013_001_by_age_group.age_group
GROUP BY
  area_level,
  ref_area;

-- standard standard_cube_013_004_by_age_group_esp_2013: values of count_cube_013_004_by_age_group as if every area were composed like esp_2013
CREATE OR REPLACE TABLE standard_cube_013_004_by_age_group_esp_2013 AS
SELECT
  area_level,
  ref_area,
  'total' AS age_group,
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("total IMAG_RADIO_N") >= 0) AND (SUM("total IMAG_RADIO_N") >= 10) THEN CAST(SUM("total IMAG_RADIO_N") AS BIGINT) END AS "events total IMAG_RADIO_N / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("total IMAG_RADIO_N") >= 0) AND (SUM("total IMAG_RADIO_N") >= 10) THEN LIST_SUM(LIST_SELECT(LIST((weight * "total IMAG_RADIO_N") / "members *"), LIST_GRADE_UP(LIST(rank)))) / 100000 END AS "value total IMAG_RADIO_N / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("total IMAG_RADIO_N") >= 0) AND (SUM("total IMAG_RADIO_N") >= 10) THEN LIST_SUM(LIST_SELECT(LIST(((weight * weight) * "squares IMAG_RADIO_N") / ("members *" * "members *")), LIST_GRADE_UP(LIST(rank)))) / 10000000000 END AS "variance total IMAG_RADIO_N / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("total IMAG_RADIO_N") >= 0) AND (SUM("total IMAG_RADIO_N") >= 10) THEN CAST(MIN(LEAST(NULLIF("members IMAG_RADIO_N", 0), "members *")) AS BIGINT) END AS "least total IMAG_RADIO_N / members *"
FROM count_cube_013_004_by_age_group
JOIN esp_2013_weight ON esp_2013_weight.age_group = count_cube_013_004_by_age_group.age_group
GROUP BY
  area_level,
  ref_area;

-- standard standard_cube_013_021_by_age_group_esp_2013: values of count_cube_013_021_by_age_group as if every area were composed like esp_2013
CREATE OR REPLACE TABLE standard_cube_013_021_by_age_group_esp_2013 AS
SELECT
  area_level,
  ref_area,
  'total' AS age_group,
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_DIAG_N from 1") >= 0) AND (SUM("members IMAG_DIAG_N from 1") >= 10) THEN CAST(SUM("members IMAG_DIAG_N from 1") AS BIGINT) END AS "events members IMAG_DIAG_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_DIAG_N from 1") >= 0) AND (SUM("members IMAG_DIAG_N from 1") >= 10) THEN LIST_SUM(LIST_SELECT(LIST((weight * "members IMAG_DIAG_N from 1") / "members *"), LIST_GRADE_UP(LIST(rank)))) / 100000 END AS "value members IMAG_DIAG_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_DIAG_N from 1") >= 0) AND (SUM("members IMAG_DIAG_N from 1") >= 10) THEN LIST_SUM(LIST_SELECT(LIST(((weight * weight) * "members IMAG_DIAG_N from 1") / ("members *" * "members *")), LIST_GRADE_UP(LIST(rank)))) / 10000000000 END AS "variance members IMAG_DIAG_N from 1 / members *",
  CASE WHEN (COUNT(*) = 10) AND (MIN("members *") > 0) AND (MIN("members IMAG_DIAG_N from 1") >= 0) AND (SUM("members IMAG_DIAG_N from 1") >= 10) THEN CAST(MIN(LEAST(NULLIF("members IMAG_DIAG_N from 1", 0), "members *")) AS BIGINT) END AS "least members IMAG_DIAG_N from 1 / members *"
FROM count_cube_013_021_by_age_group
JOIN esp_2013_weight ON esp_2013_weight.age_group = count_cube_013_021_by_age_group.age_group
GROUP BY
  area_level,
  ref_area;

-- cube cube_013_001: Medical imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE VIEW cube_013_001 AS
WITH counted AS (
  SELECT
    CAST(2023 AS INTEGER) AS time_period,
    count_cube_013_001_by_age_group.area_level,
    count_cube_013_001_by_age_group.ref_area,
    count_cube_013_001_by_age_group.age_group,
    count_cube_013_001_by_age_group."members IMAG_ALL_N from 1" AS numerator,
    count_cube_013_001_by_age_group."members *" AS denominator,
    count_cube_013_001_by_age_group."members IMAG_ALL_N from 1" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    standard_cube_013_001_by_age_group_esp_2013."events members IMAG_ALL_N from 1 / members *" AS standard_events,
    standard_cube_013_001_by_age_group_esp_2013."value members IMAG_ALL_N from 1 / members *" AS standard_value,
    standard_cube_013_001_by_age_group_esp_2013."variance members IMAG_ALL_N from 1 / members *" AS standard_variance,
    standard_cube_013_001_by_age_group_esp_2013."least members IMAG_ALL_N from 1 / members *" AS least_stratum
  FROM count_cube_013_001_by_age_group
  LEFT JOIN standard_cube_013_001_by_age_group_esp_2013 ON (standard_cube_013_001_by_age_group_esp_2013.area_level = count_cube_013_001_by_age_group.area_level)
    AND (standard_cube_013_001_by_age_group_esp_2013.ref_area = count_cube_013_001_by_age_group.ref_area)
    AND (standard_cube_013_001_by_age_group_esp_2013.age_group = count_cube_013_001_by_age_group.age_group)
  WHERE count_cube_013_001_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
),
limited AS (
  SELECT
    time_period,
    area_level,
    ref_area,
    age_group,
    numerator,
    denominator,
    numerator_members,
    members_by_events,
    denominator_members,
    least_stratum,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN (((2 * numerator) + 3.8414588206941254e0) - (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)) END AS lower,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN LEAST((((2 * numerator) + 3.8414588206941254e0) + (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)), 1) END AS upper,
    standard_value,
    standard_value + (SQRT(standard_variance / standard_events) * ((standard_events * POW((1 - (1 / (9 * standard_events))) - (1.959963984540054e0 / (3 * SQRT(standard_events))), 3)) - standard_events)) AS standard_lower,
    standard_value + (SQRT(standard_variance / standard_events) * (((standard_events + 1) * POW((1 - (1 / (9 * (standard_events + 1)))) + (1.959963984540054e0 / (3 * SQRT(standard_events + 1))), 3)) - standard_events)) AS standard_upper
  FROM counted
)
SELECT
  time_period,
  area_level,
  ref_area,
  age_group,
  numerator,
  denominator,
  (CAST(numerator AS DOUBLE) / NULLIF(CAST(denominator AS DOUBLE), 0)) * 100 AS obs_value,
  CASE WHEN lower >= 0 THEN lower * 100 END AS ci_lower,
  upper * 100 AS ci_upper,
  standard_value * 100 AS std_value,
  CASE WHEN standard_lower >= 0 THEN standard_lower * 100 END AS std_ci_lower,
  standard_upper * 100 AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  numerator_members,
  members_by_events,
  denominator_members,
  least_stratum
FROM limited;

-- cube cube_013_004: Volume of medical imaging by radiologists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE VIEW cube_013_004 AS
WITH counted AS (
  SELECT
    CAST(2023 AS INTEGER) AS time_period,
    count_cube_013_004_by_age_group.area_level,
    count_cube_013_004_by_age_group.ref_area,
    count_cube_013_004_by_age_group.age_group,
    count_cube_013_004_by_age_group."total IMAG_RADIO_N" AS numerator,
    count_cube_013_004_by_age_group."members *" AS denominator,
    count_cube_013_004_by_age_group."members IMAG_RADIO_N" AS numerator_members,
    count_cube_013_004_by_age_group."by events IMAG_RADIO_N" AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    count_cube_013_004_by_age_group."squares IMAG_RADIO_N" AS squares,
    standard_cube_013_004_by_age_group_esp_2013."events total IMAG_RADIO_N / members *" AS standard_events,
    standard_cube_013_004_by_age_group_esp_2013."value total IMAG_RADIO_N / members *" AS standard_value,
    standard_cube_013_004_by_age_group_esp_2013."variance total IMAG_RADIO_N / members *" AS standard_variance,
    standard_cube_013_004_by_age_group_esp_2013."least total IMAG_RADIO_N / members *" AS least_stratum
  FROM count_cube_013_004_by_age_group
  LEFT JOIN standard_cube_013_004_by_age_group_esp_2013 ON (standard_cube_013_004_by_age_group_esp_2013.area_level = count_cube_013_004_by_age_group.area_level)
    AND (standard_cube_013_004_by_age_group_esp_2013.ref_area = count_cube_013_004_by_age_group.ref_area)
    AND (standard_cube_013_004_by_age_group_esp_2013.age_group = count_cube_013_004_by_age_group.age_group)
  WHERE count_cube_013_004_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
),
limited AS (
  SELECT
    time_period,
    area_level,
    ref_area,
    age_group,
    numerator,
    denominator,
    numerator_members,
    members_by_events,
    denominator_members,
    least_stratum,
    CASE WHEN numerator >= 0 THEN (numerator + (CASE WHEN squares = numerator THEN 1 ELSE SQRT(squares / NULLIF(numerator, 0)) END * (COALESCE(LIST_EXTRACT([0e0, 0.025317807984289876e0, 0.2422092785439649e0, 0.6186721228956013e0, 1.0898653736263249e0, 1.6234863901184204e0, 2.2018942534908508e0, 2.814363051519866e0, 3.4538321767485014e0, 4.115373097378332e0], numerator + 1), numerator * POW((1 - (1 / (9 * numerator))) - (1.959963984540054e0 / (3 * SQRT(numerator))), 3)) - numerator))) / NULLIF(denominator, 0) END AS lower,
    CASE WHEN numerator >= 0 THEN (numerator + (CASE WHEN squares = numerator THEN 1 ELSE SQRT(squares / NULLIF(numerator, 0)) END * (COALESCE(LIST_EXTRACT([3.6888794541139363e0, 5.571643390938899e0, 7.224687667723961e0, 8.767273069742327e0, 10.241588675403698e0, 11.668332079322669e0, 13.059474022518685e0, 14.42267536170238e0, 15.763189220193315e0, 17.08480345141917e0], numerator + 1), (numerator + 1) * POW((1 - (1 / (9 * (numerator + 1)))) + (1.959963984540054e0 / (3 * SQRT(numerator + 1))), 3)) - numerator))) / NULLIF(denominator, 0) END AS upper,
    standard_value,
    standard_value + (SQRT(standard_variance / standard_events) * ((standard_events * POW((1 - (1 / (9 * standard_events))) - (1.959963984540054e0 / (3 * SQRT(standard_events))), 3)) - standard_events)) AS standard_lower,
    standard_value + (SQRT(standard_variance / standard_events) * (((standard_events + 1) * POW((1 - (1 / (9 * (standard_events + 1)))) + (1.959963984540054e0 / (3 * SQRT(standard_events + 1))), 3)) - standard_events)) AS standard_upper
  FROM counted
)
SELECT
  time_period,
  area_level,
  ref_area,
  age_group,
  numerator,
  denominator,
  (CAST(numerator AS DOUBLE) / NULLIF(CAST(denominator AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN lower >= 0 THEN lower * 1000 END AS ci_lower,
  upper * 1000 AS ci_upper,
  standard_value * 1000 AS std_value,
  CASE WHEN standard_lower >= 0 THEN standard_lower * 1000 END AS std_ci_lower,
  standard_upper * 1000 AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  numerator_members,
  members_by_events,
  denominator_members,
  least_stratum
FROM limited;

-- cube cube_013_021: Interventional diagnostic imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE VIEW cube_013_021 AS
WITH counted AS (
  SELECT
    CAST(2023 AS INTEGER) AS time_period,
    count_cube_013_021_by_age_group.area_level,
    count_cube_013_021_by_age_group.ref_area,
    count_cube_013_021_by_age_group.age_group,
    count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1" AS numerator,
    count_cube_013_021_by_age_group."members *" AS denominator,
    count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    standard_cube_013_021_by_age_group_esp_2013."events members IMAG_DIAG_N from 1 / members *" AS standard_events,
    standard_cube_013_021_by_age_group_esp_2013."value members IMAG_DIAG_N from 1 / members *" AS standard_value,
    standard_cube_013_021_by_age_group_esp_2013."variance members IMAG_DIAG_N from 1 / members *" AS standard_variance,
    standard_cube_013_021_by_age_group_esp_2013."least members IMAG_DIAG_N from 1 / members *" AS least_stratum
  FROM count_cube_013_021_by_age_group
  LEFT JOIN standard_cube_013_021_by_age_group_esp_2013 ON (standard_cube_013_021_by_age_group_esp_2013.area_level = count_cube_013_021_by_age_group.area_level)
    AND (standard_cube_013_021_by_age_group_esp_2013.ref_area = count_cube_013_021_by_age_group.ref_area)
    AND (standard_cube_013_021_by_age_group_esp_2013.age_group = count_cube_013_021_by_age_group.age_group)
  WHERE count_cube_013_021_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
),
limited AS (
  SELECT
    time_period,
    area_level,
    ref_area,
    age_group,
    numerator,
    denominator,
    numerator_members,
    members_by_events,
    denominator_members,
    least_stratum,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN (((2 * numerator) + 3.8414588206941254e0) - (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)) END AS lower,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN LEAST((((2 * numerator) + 3.8414588206941254e0) + (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)), 1) END AS upper,
    standard_value,
    standard_value + (SQRT(standard_variance / standard_events) * ((standard_events * POW((1 - (1 / (9 * standard_events))) - (1.959963984540054e0 / (3 * SQRT(standard_events))), 3)) - standard_events)) AS standard_lower,
    standard_value + (SQRT(standard_variance / standard_events) * (((standard_events + 1) * POW((1 - (1 / (9 * (standard_events + 1)))) + (1.959963984540054e0 / (3 * SQRT(standard_events + 1))), 3)) - standard_events)) AS standard_upper
  FROM counted
)
SELECT
  time_period,
  area_level,
  ref_area,
  age_group,
  numerator,
  denominator,
  (CAST(numerator AS DOUBLE) / NULLIF(CAST(denominator AS DOUBLE), 0)) * 100 AS obs_value,
  CASE WHEN lower >= 0 THEN lower * 100 END AS ci_lower,
  upper * 100 AS ci_upper,
  standard_value * 100 AS std_value,
  CASE WHEN standard_lower >= 0 THEN standard_lower * 100 END AS std_ci_lower,
  standard_upper * 100 AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  numerator_members,
  members_by_events,
  denominator_members,
  least_stratum
FROM limited;

-- cube stat_003_007: Medical-house patients: country, region, province, arrondissement, municipality, sector
CREATE OR REPLACE VIEW stat_003_007 AS
WITH counted AS (
  SELECT
    CAST(2023 AS INTEGER) AS time_period,
    count_stat_003_007.area_level,
    count_stat_003_007.ref_area,
    count_stat_003_007."members stat_003_007.numerator" AS numerator,
    count_stat_003_007."members *" AS denominator,
    count_stat_003_007."members stat_003_007.numerator" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    CAST(NULL AS BIGINT) AS least_stratum
  FROM count_stat_003_007
  WHERE count_stat_003_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
),
limited AS (
  SELECT
    time_period,
    area_level,
    ref_area,
    numerator,
    denominator,
    numerator_members,
    members_by_events,
    denominator_members,
    least_stratum,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN (((2 * numerator) + 3.8414588206941254e0) - (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)) END AS lower,
    CASE WHEN (denominator > 0) AND (numerator >= 0) AND (numerator <= denominator) THEN LEAST((((2 * numerator) + 3.8414588206941254e0) + (1.959963984540054e0 * SQRT(3.8414588206941254e0 + ((4 * numerator) * (1 - (numerator / denominator)))))) / (2 * (denominator + 3.8414588206941254e0)), 1) END AS upper
  FROM counted
)
SELECT
  time_period,
  area_level,
  ref_area,
  numerator,
  denominator,
  (CAST(numerator AS DOUBLE) / NULLIF(CAST(denominator AS DOUBLE), 0)) * 10000 AS obs_value,
  CASE WHEN lower >= 0 THEN lower * 10000 END AS ci_lower,
  upper * 10000 AS ci_upper,
  CAST(NULL AS DOUBLE) AS std_value,
  CAST(NULL AS DOUBLE) AS std_ci_lower,
  CAST(NULL AS DOUBLE) AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  numerator_members,
  members_by_events,
  denominator_members,
  least_stratum
FROM limited;

-- cube stat_020_033: Number of clinical geneticists: country, region, province, arrondissement
CREATE OR REPLACE VIEW stat_020_033 AS
WITH counted AS (
  SELECT
    CAST(2023 AS INTEGER) AS time_period,
    count_stat_020_033.area_level,
    count_stat_020_033.ref_area,
    count_stat_020_033."members stat_020_033.numerator" AS numerator,
    CAST(NULL AS BIGINT) AS denominator,
    count_stat_020_033."members stat_020_033.numerator" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    CAST(NULL AS BIGINT) AS least_stratum
  FROM count_stat_020_033
  WHERE count_stat_020_033.area_level IN ('country', 'region', 'province', 'arrondissement')
)
SELECT
  time_period,
  area_level,
  ref_area,
  numerator,
  denominator,
  CAST(numerator * 1 AS DOUBLE) AS obs_value,
  CAST(NULL AS DOUBLE) AS ci_lower,
  CAST(NULL AS DOUBLE) AS ci_upper,
  CAST(NULL AS DOUBLE) AS std_value,
  CAST(NULL AS DOUBLE) AS std_ci_lower,
  CAST(NULL AS DOUBLE) AS std_ci_upper,
  'A' AS obs_status,
  'N' AS conf_status,
  numerator_members,
  members_by_events,
  denominator_members,
  least_stratum
FROM counted;

-- invariant compare count_cube_013_001_by_age_group by age_group, 5 levels: one invariant over the same cells
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (0 <= count_cube_013_001_by_age_group."members IMAG_ALL_N from 1") AND (count_cube_013_001_by_age_group."members IMAG_ALL_N from 1" <= count_cube_013_001_by_age_group."members *") THEN 1 END) AS "a_share_is_of_its_members cube_013_001"
FROM count_cube_013_001_by_age_group
WHERE count_cube_013_001_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant compare count_cube_013_021_by_age_group by age_group, 5 levels: one invariant over the same cells
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (0 <= count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1") AND (count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1" <= count_cube_013_021_by_age_group."members *") THEN 1 END) AS "a_share_is_of_its_members cube_013_021"
FROM count_cube_013_021_by_age_group
WHERE count_cube_013_021_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant compare count_stat_003_007, 6 levels: one invariant over the same cells
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (0 <= count_stat_003_007."members stat_003_007.numerator") AND (count_stat_003_007."members stat_003_007.numerator" <= count_stat_003_007."members *") THEN 1 END) AS "a_share_is_of_its_members stat_003_007"
FROM count_stat_003_007
WHERE count_stat_003_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector');

-- invariant levels count_cube_013_001_by_age_group, gap_cube_013_001_by_age_group by age_group, 5 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_001_by_age_group.age_group,
    CAST(COALESCE(SUM(count_cube_013_001_by_age_group."members IMAG_ALL_N from 1"), 0) AS BIGINT) AS "members IMAG_ALL_N from 1",
    CAST(COALESCE(SUM(count_cube_013_001_by_age_group."members *"), 0) AS BIGINT) AS "members *"
  FROM count_cube_013_001_by_age_group
  JOIN area_part ON (area_part.part_level = count_cube_013_001_by_age_group.area_level)
    AND (area_part.part = count_cube_013_001_by_age_group.ref_area)
  WHERE TRUE
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_001_by_age_group.age_group
),
gap AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_ALL_N from 1",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM gap_cube_013_001_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (count_cube_013_001_by_age_group."members IMAG_ALL_N from 1" = (COALESCE(part."members IMAG_ALL_N from 1", 0) + COALESCE(gap."members IMAG_ALL_N from 1", 0))) AND (count_cube_013_001_by_age_group."members *" = (COALESCE(part."members *", 0) + COALESCE(gap."members *", 0))) THEN 1 END) AS "areas_add_up cube_013_001"
FROM count_cube_013_001_by_age_group
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_cube_013_001_by_age_group.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_cube_013_001_by_age_group.ref_area)
  AND (part.age_group = count_cube_013_001_by_age_group.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_cube_013_001_by_age_group.ref_area)
  AND (gap.age_group = count_cube_013_001_by_age_group.age_group)
WHERE count_cube_013_001_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant levels count_cube_013_004_by_age_group, gap_cube_013_004_by_age_group by age_group, 5 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_004_by_age_group.age_group,
    CAST(COALESCE(SUM(count_cube_013_004_by_age_group."total IMAG_RADIO_N"), 0) AS BIGINT) AS "total IMAG_RADIO_N",
    CAST(COALESCE(SUM(count_cube_013_004_by_age_group."members *"), 0) AS BIGINT) AS "members *"
  FROM count_cube_013_004_by_age_group
  JOIN area_part ON (area_part.part_level = count_cube_013_004_by_age_group.area_level)
    AND (area_part.part = count_cube_013_004_by_age_group.ref_area)
  WHERE TRUE
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_004_by_age_group.age_group
),
gap AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_RADIO_N",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM gap_cube_013_004_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (count_cube_013_004_by_age_group."total IMAG_RADIO_N" = (COALESCE(part."total IMAG_RADIO_N", 0) + COALESCE(gap."total IMAG_RADIO_N", 0))) AND (count_cube_013_004_by_age_group."members *" = (COALESCE(part."members *", 0) + COALESCE(gap."members *", 0))) THEN 1 END) AS "areas_add_up cube_013_004"
FROM count_cube_013_004_by_age_group
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_cube_013_004_by_age_group.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_cube_013_004_by_age_group.ref_area)
  AND (part.age_group = count_cube_013_004_by_age_group.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_cube_013_004_by_age_group.ref_area)
  AND (gap.age_group = count_cube_013_004_by_age_group.age_group)
WHERE count_cube_013_004_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant levels count_cube_013_021_by_age_group, gap_cube_013_021_by_age_group by age_group, 5 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_021_by_age_group.age_group,
    CAST(COALESCE(SUM(count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1"), 0) AS BIGINT) AS "members IMAG_DIAG_N from 1",
    CAST(COALESCE(SUM(count_cube_013_021_by_age_group."members *"), 0) AS BIGINT) AS "members *"
  FROM count_cube_013_021_by_age_group
  JOIN area_part ON (area_part.part_level = count_cube_013_021_by_age_group.area_level)
    AND (area_part.part = count_cube_013_021_by_age_group.ref_area)
  WHERE TRUE
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    count_cube_013_021_by_age_group.age_group
),
gap AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_DIAG_N from 1",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM gap_cube_013_021_by_age_group
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (count_cube_013_021_by_age_group."members IMAG_DIAG_N from 1" = (COALESCE(part."members IMAG_DIAG_N from 1", 0) + COALESCE(gap."members IMAG_DIAG_N from 1", 0))) AND (count_cube_013_021_by_age_group."members *" = (COALESCE(part."members *", 0) + COALESCE(gap."members *", 0))) THEN 1 END) AS "areas_add_up cube_013_021"
FROM count_cube_013_021_by_age_group
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_cube_013_021_by_age_group.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_cube_013_021_by_age_group.ref_area)
  AND (part.age_group = count_cube_013_021_by_age_group.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_cube_013_021_by_age_group.ref_area)
  AND (gap.age_group = count_cube_013_021_by_age_group.age_group)
WHERE count_cube_013_021_by_age_group.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant levels count_stat_003_007, gap_stat_003_007, 6 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(count_stat_003_007."members stat_003_007.numerator"), 0) AS BIGINT) AS "members stat_003_007.numerator",
    CAST(COALESCE(SUM(count_stat_003_007."members *"), 0) AS BIGINT) AS "members *"
  FROM count_stat_003_007
  JOIN area_part ON (area_part.part_level = count_stat_003_007.area_level)
    AND (area_part.part = count_stat_003_007.ref_area)
  WHERE TRUE
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_003_007.numerator",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM gap_stat_003_007
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (count_stat_003_007."members stat_003_007.numerator" = (COALESCE(part."members stat_003_007.numerator", 0) + COALESCE(gap."members stat_003_007.numerator", 0))) AND (count_stat_003_007."members *" = (COALESCE(part."members *", 0) + COALESCE(gap."members *", 0))) THEN 1 END) AS "areas_add_up stat_003_007"
FROM count_stat_003_007
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_stat_003_007.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_stat_003_007.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_stat_003_007.ref_area)
WHERE count_stat_003_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector');

-- invariant levels count_stat_020_033, gap_stat_020_033, 4 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(count_stat_020_033."members stat_020_033.numerator"), 0) AS BIGINT) AS "members stat_020_033.numerator"
  FROM count_stat_020_033
  JOIN area_part ON (area_part.part_level = count_stat_020_033.area_level)
    AND (area_part.part = count_stat_020_033.ref_area)
  WHERE TRUE
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_020_033.numerator"
  FROM gap_stat_020_033
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN count_stat_020_033."members stat_020_033.numerator" = (COALESCE(part."members stat_020_033.numerator", 0) + COALESCE(gap."members stat_020_033.numerator", 0)) THEN 1 END) AS "areas_add_up stat_020_033"
FROM count_stat_020_033
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_stat_020_033.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_stat_020_033.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_stat_020_033.ref_area)
WHERE count_stat_020_033.area_level IN ('country', 'region', 'province', 'arrondissement');

SET VARIABLE year = 2004;

SET VARIABLE map_date = DATE '2025-12-31';

SET VARIABLE reference_root = 'data/reference';

-- source health_care: health_care as delivered for 2004, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2004/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source population: population as delivered for 2004, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS VARCHAR) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2004/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

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

-- source health_care: health_care as delivered for 2004, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2004/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source population: population as delivered for 2004, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS VARCHAR) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2004/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

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

-- classes beneficiary_health_care: codes and days, and what a claim of them adds to every sum
CREATE OR REPLACE TABLE beneficiary_health_care_class AS
SELECT
  code,
  valid_from,
  valid_to,
  CAST(word_1_1 AS DOUBLE) AS word_1_1,
  CAST(word_1_2 AS DOUBLE) AS word_1_2
FROM (
  SELECT * FROM (VALUES
    (102771, DATE '0001-01-01', DATE '9999-12-31', 1, 0),
    (109616, DATE '0001-01-01', DATE '9999-12-31', 0, 8192)
  ) AS v (code, valid_from, valid_to, word_1_1, word_1_2)
) AS code_window;

-- collect beneficiary_health_care: one pass over health_care: FF_MH, FF_MH_BY_PRACTICE, GMD_BY_PRACTICE of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care AS
SELECT
  claim.beneficiary,
  claim.practice AS part,
  SUM(CAST(claim.quantity AS DOUBLE) * (claim_class.word_1_1 + CASE WHEN claim.institution_type = 805 THEN claim_class.word_1_2 ELSE 0 END)) AS word_1,
  SUM(ABS(CAST(claim.quantity AS DOUBLE))) AS size
FROM health_care AS claim
JOIN beneficiary_health_care_class AS claim_class ON (claim_class.code = claim.code)
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
  part AS practice,
  COALESCE((((CAST(word_1 AS BIGINT) + 2252074725150720) >> 13) & 8191) - 4096, 0) AS "FF_MH_BY_PRACTICE",
  COALESCE(((CAST(word_1 AS BIGINT) + 2252074725150720) & 8191) - 4096, 0) AS "GMD_BY_PRACTICE"
FROM beneficiary_health_care;

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
  CAST(COALESCE(known.word_1, 0) AS BIGINT) AS word_1,
  CAST(COALESCE(known.size, 0) AS BIGINT) AS size,
  COALESCE(related_1.value, 0) AS "GMD_ELSEWHERE"
FROM beneficiary_year AS entity
LEFT JOIN (
  SELECT
    beneficiary,
    SUM(word_1) AS word_1,
    SUM(size) AS size
  FROM (
    SELECT
      beneficiary,
      word_1,
      size
    FROM beneficiary_health_care
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
  'FF_MH' AS variable,
  (((CAST(word_1 AS BIGINT) + 2252074725150720) >> 13) & 8191) - 4096 AS value
FROM beneficiary_member
WHERE ((((CAST(word_1 AS BIGINT) + 2252074725150720) >> 13) & 8191) - 4096) <> 0
UNION ALL
SELECT
  beneficiary,
  'GMD_ELSEWHERE' AS variable,
  "GMD_ELSEWHERE" AS value
FROM beneficiary_member
WHERE "GMD_ELSEWHERE" <> 0;

-- drop gmd_elsewhere: nothing reads it any more
DROP TABLE gmd_elsewhere;

-- drop beneficiary_health_care: nothing reads it any more
DROP TABLE beneficiary_health_care;

-- check negative_net_sum: Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  variable
FROM beneficiary_value
WHERE value < 0
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM beneficiary_value) AS examined;

-- tally tally_beneficiary_municipality: counts of beneficiary by municipality: stat_003_007.numerator and everybody
CREATE OR REPLACE TABLE tally_beneficiary_municipality AS
WITH summed AS (
  SELECT
    municipality AS unit,
    COUNT(CASE WHEN CASE WHEN (((((CAST(word_1 AS BIGINT) + 2252074725150720) >> 13) & 8191) - 4096) >= 6) AND ("GMD_ELSEWHERE" <= 0) THEN 1 ELSE 0 END <> 0 THEN 1 END) AS members_1,
    CAST(COALESCE(SUM(CASE WHEN (((((CAST(word_1 AS BIGINT) + 2252074725150720) >> 13) & 8191) - 4096) >= 6) AND ("GMD_ELSEWHERE" <= 0) THEN 1 ELSE 0 END), 0) AS BIGINT) AS total_1
  FROM beneficiary_member
  GROUP BY
    municipality
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
  municipality AS unit,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year
GROUP BY
  municipality;

-- drop beneficiary_member: nothing reads it any more
DROP TABLE beneficiary_member;

-- roll_up roll_up_beneficiary_municipality: tally_beneficiary_municipality at every country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE roll_up_beneficiary_municipality AS
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
  FROM tally_beneficiary_municipality
  WHERE variable IN ('stat_003_007.numerator', '*')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_closure ON area_closure.unit = tally.unit
WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_closure.area_level,
  area_closure.ref_area,
  tally.variable,
  tally.events;

-- roll_up gap_beneficiary_municipality: tally_beneficiary_municipality at every country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE gap_beneficiary_municipality AS
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
  FROM tally_beneficiary_municipality
  WHERE variable IN ('stat_003_007.numerator', '*')
  GROUP BY
    unit,
    variable,
    events
) AS tally
JOIN area_gap ON area_gap.unit = tally.unit
WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
GROUP BY
  area_gap.area_level,
  area_gap.ref_area,
  tally.variable,
  tally.events;

-- count count_beneficiary_municipality: what cubes and invariants read of roll_up_beneficiary_municipality, for every country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE count_beneficiary_municipality AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_003_007.numerator",
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS "members *"
  FROM roll_up_beneficiary_municipality
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
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
ORDER BY
  grid.area_level,
  grid.ref_area;

-- cube stat_003_007: Medical-house patients: country, region, province, arrondissement, municipality
CREATE OR REPLACE VIEW stat_003_007 AS
WITH counted AS (
  SELECT
    CAST(2004 AS INTEGER) AS time_period,
    count_beneficiary_municipality.area_level,
    count_beneficiary_municipality.ref_area,
    count_beneficiary_municipality."members stat_003_007.numerator" AS numerator,
    count_beneficiary_municipality."members *" AS denominator,
    count_beneficiary_municipality."members stat_003_007.numerator" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    CAST(NULL AS BIGINT) AS least_stratum
  FROM count_beneficiary_municipality
  WHERE count_beneficiary_municipality.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
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

-- invariant compare count_beneficiary_municipality, 5 levels: one invariant over the same cells
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (0 <= count_beneficiary_municipality."members stat_003_007.numerator") AND (count_beneficiary_municipality."members stat_003_007.numerator" <= count_beneficiary_municipality."members *") THEN 1 END) AS "a_share_is_of_its_members stat_003_007"
FROM count_beneficiary_municipality
WHERE count_beneficiary_municipality.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant levels count_beneficiary_municipality, gap_beneficiary_municipality, 5 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(count_beneficiary_municipality."members stat_003_007.numerator"), 0) AS BIGINT) AS "members stat_003_007.numerator",
    CAST(COALESCE(SUM(count_beneficiary_municipality."members *"), 0) AS BIGINT) AS "members *"
  FROM count_beneficiary_municipality
  JOIN area_part ON (area_part.part_level = count_beneficiary_municipality.area_level)
    AND (area_part.part = count_beneficiary_municipality.ref_area)
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
  FROM gap_beneficiary_municipality
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN (count_beneficiary_municipality."members stat_003_007.numerator" = (COALESCE(part."members stat_003_007.numerator", 0) + COALESCE(gap."members stat_003_007.numerator", 0))) AND (count_beneficiary_municipality."members *" = (COALESCE(part."members *", 0) + COALESCE(gap."members *", 0))) THEN 1 END) AS "areas_add_up stat_003_007"
FROM count_beneficiary_municipality
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_beneficiary_municipality.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_beneficiary_municipality.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_beneficiary_municipality.ref_area)
WHERE count_beneficiary_municipality.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

SET VARIABLE year = 2019;

SET VARIABLE map_date = DATE '2019-12-31';

SET VARIABLE reference_root = 'data/reference';

-- source health_care: health_care as delivered for 2019, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2019/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source practitioner: practitioner as delivered for 2019, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2019/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

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

-- source health_care: health_care as delivered for 2019, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2019/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

-- source practitioner: practitioner as delivered for 2019, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2019/*.parquet', hive_partitioning = FALSE, union_by_name = TRUE);

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

-- relation practitioner_year: The year's registered practitioners, located by the address that goes with their number, carried to the municipal map.
CREATE OR REPLACE TABLE practitioner_year AS
SELECT
  practitioner.practitioner,
  COALESCE(municipality_succession.municipality, '') AS municipality
FROM practitioner
LEFT JOIN municipality_succession ON municipality_succession.nis_code = practitioner.address_nis
WHERE practitioner.practitioner IS NOT NULL;

-- relation statistical_sector: Statistical sectors with their municipality on three maps.
CREATE OR REPLACE TABLE statistical_sector AS
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

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

-- lists practitioner_health_care_qualification: values of qualification and days, and the lists that hold them
CREATE OR REPLACE TABLE practitioner_health_care_qualification AS
SELECT * FROM (VALUES
  (348, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (398, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  (586, DATE '2012-07-01', DATE '9999-12-31', TRUE),
  (599, DATE '0001-01-01', DATE '9999-12-31', TRUE),
  -- … 12 rows in all
) AS v (value, valid_from, valid_to, clinical_genetics_qualification);

-- collect practitioner_health_care: one pass over health_care: CLINICAL_GENETICS_N, INCOME of every practitioner
CREATE OR REPLACE TABLE practitioner_health_care AS
SELECT
  claim.practitioner,
  claim.qualification AS part,
  CAST(SUM(CASE WHEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND practitioner_health_care_qualification.clinical_genetics_qualification THEN claim.quantity END) AS BIGINT) AS "CLINICAL_GENETICS_N",
  CAST(SUM(claim.amount) * 100 AS BIGINT) AS "INCOME"
FROM (
  SELECT
    claim.practitioner,
    claim.qualification,
    claim.profession,
    CASE WHEN claim.service_date >= DATE '9999-12-31' THEN DATE '9999-12-31' WHEN claim.service_date >= DATE '2012-07-01' THEN DATE '2012-07-01' WHEN claim.service_date >= DATE '0001-01-01' THEN DATE '0001-01-01' END AS service_date,
    SUM(claim.quantity) AS quantity,
    SUM(claim.amount) AS amount
  FROM health_care AS claim
  WHERE claim.practitioner IS NOT NULL
  GROUP BY
    claim.practitioner,
    claim.qualification,
    claim.profession,
    CASE WHEN claim.service_date >= DATE '9999-12-31' THEN DATE '9999-12-31' WHEN claim.service_date >= DATE '2012-07-01' THEN DATE '2012-07-01' WHEN claim.service_date >= DATE '0001-01-01' THEN DATE '0001-01-01' END
) AS claim
LEFT JOIN practitioner_health_care_qualification ON (practitioner_health_care_qualification.value = claim.qualification)
  AND (claim.service_date >= practitioner_health_care_qualification.valid_from)
  AND (claim.service_date < practitioner_health_care_qualification.valid_to)
GROUP BY
  claim.practitioner,
  claim.qualification;

-- part practitioner_qualification: what was collected of every practitioner and qualification
CREATE OR REPLACE VIEW practitioner_qualification AS
SELECT
  practitioner,
  part AS qualification,
  COALESCE("CLINICAL_GENETICS_N", 0) AS "CLINICAL_GENETICS_N"
FROM practitioner_health_care;

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
      "INCOME"
    FROM practitioner_health_care
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

-- drop practitioner_health_care: nothing reads it any more
DROP TABLE practitioner_health_care;

-- tally tally_practitioner_municipality: counts of practitioner by municipality: stat_020_033.numerator; 5 % of median_income (clinical_genetics, 2019): 230000.00
CREATE OR REPLACE TABLE tally_practitioner_municipality AS
WITH summed AS (
  SELECT
    COALESCE(municipality, '') AS unit,
    COUNT(CASE WHEN CASE WHEN ("CLINICAL_GENETICS_N" >= 1) AND ("INCOME" >= 1150000) THEN 1 ELSE 0 END <> 0 THEN 1 END) AS members_1,
    CAST(COALESCE(SUM(CASE WHEN ("CLINICAL_GENETICS_N" >= 1) AND ("INCOME" >= 1150000) THEN 1 ELSE 0 END), 0) AS BIGINT) AS total_1
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

-- roll_up roll_up_practitioner_municipality: tally_practitioner_municipality at every country, region, province, arrondissement
CREATE OR REPLACE TABLE roll_up_practitioner_municipality AS
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
  FROM tally_practitioner_municipality
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

-- roll_up gap_practitioner_municipality: tally_practitioner_municipality at every country, region, province, arrondissement
CREATE OR REPLACE TABLE gap_practitioner_municipality AS
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
  FROM tally_practitioner_municipality
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

-- count count_practitioner_municipality: what cubes and invariants read of roll_up_practitioner_municipality, for every country, region, province, arrondissement
CREATE OR REPLACE TABLE count_practitioner_municipality AS
WITH cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS "members stat_020_033.numerator"
  FROM roll_up_practitioner_municipality
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

-- cube stat_020_033: Number of clinical geneticists: country, region, province, arrondissement
CREATE OR REPLACE VIEW stat_020_033 AS
WITH counted AS (
  SELECT
    CAST(2019 AS INTEGER) AS time_period,
    count_practitioner_municipality.area_level,
    count_practitioner_municipality.ref_area,
    count_practitioner_municipality."members stat_020_033.numerator" AS numerator,
    CAST(NULL AS BIGINT) AS denominator,
    count_practitioner_municipality."members stat_020_033.numerator" AS numerator_members,
    CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events,
    CAST(NULL AS BIGINT) AS denominator_members,
    CAST(NULL AS BIGINT) AS least_stratum
  FROM count_practitioner_municipality
  WHERE count_practitioner_municipality.area_level IN ('country', 'region', 'province', 'arrondissement')
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

-- invariant levels count_practitioner_municipality, gap_practitioner_municipality, 4 levels: one invariant over the same cells
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(count_practitioner_municipality."members stat_020_033.numerator"), 0) AS BIGINT) AS "members stat_020_033.numerator"
  FROM count_practitioner_municipality
  JOIN area_part ON (area_part.part_level = count_practitioner_municipality.area_level)
    AND (area_part.part = count_practitioner_municipality.ref_area)
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
  FROM gap_practitioner_municipality
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) AS examined,
  COUNT(*) - COUNT(CASE WHEN count_practitioner_municipality."members stat_020_033.numerator" = (COALESCE(part."members stat_020_033.numerator", 0) + COALESCE(gap."members stat_020_033.numerator", 0)) THEN 1 END) AS "areas_add_up stat_020_033"
FROM count_practitioner_municipality
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = count_practitioner_municipality.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = count_practitioner_municipality.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = count_practitioner_municipality.ref_area)
WHERE count_practitioner_municipality.area_level IN ('country', 'region', 'province', 'arrondissement');

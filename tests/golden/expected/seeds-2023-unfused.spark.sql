-- view: health_care
-- source health_care: health_care as delivered for 2023, columns named and typed
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
  CAST("PRACTICE_ID" AS INTEGER) AS practice,
  CAST("SENDER" AS SMALLINT) AS sender
FROM delivered_health_care_1;

-- view: population
-- source population: population as delivered for 2023, columns named and typed
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS STRING) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS STRING) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM delivered_population_1;

-- view: practitioner
-- source practitioner: practitioner as delivered for 2023, columns named and typed
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS STRING) AS address_nis
FROM delivered_practitioner_1;

-- table: claim_code
-- relation claim_code: Claims by code, with the days between which they lie: what checks of codes look at, in one pass.
SELECT
  code,
  MIN(service_date) AS first_day,
  MAX(service_date) AS last_day,
  COUNT(*) AS claims,
  COUNT(service_date) AS dated
FROM health_care
GROUP BY code;

-- check: check age_out_of_range
-- check age_out_of_range: Beneficiaries whose age on 31 December is below 0 or above 120.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  birth_year
FROM population
WHERE 2023 - birth_year < 0
  OR 2023 - birth_year > 120
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- check: check beneficiary_twice
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

-- check: check check_digit
-- check check_digit: Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.
SELECT
  (SELECT COALESCE(SUM(claims), 0) FROM (
SELECT
  code,
  claims
FROM claim_code
WHERE code % 10 <> (code DIV 10) % 7
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check: check code_never_billed
-- check code_never_billed: Codes of a list that are valid in the year and that nobody was billed: a list that is out of date, or an incomplete delivery. Nomenclature codes have six digits, which distinguishes their lists from those of qualifications; `nomenclature` holds them all.
SELECT
  (SELECT COUNT(*) FROM (
SELECT DISTINCT
  code_list.code_list,
  code_list.code
FROM code_list
WHERE code_list.code_list <> 'nomenclature'
  AND code_list.code >= 100000
  AND code_list.valid_from <= MAKE_DATE(2023, 12, 31)
  AND code_list.valid_to > MAKE_DATE(2023, 1, 1)
  AND NOT EXISTS (
    SELECT 1
    FROM claim_code
    WHERE claim_code.code = code_list.code
  )
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM code_list) AS examined;

-- check: check code_outside_dates
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

-- check: check date_outside_partition
-- check date_outside_partition: Claims whose date of service is missing or in another year than their partition.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  service_date
FROM health_care
WHERE service_date IS NULL
  OR service_date < MAKE_DATE(2023, 1, 1)
  OR service_date > MAKE_DATE(2023, 12, 31)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check: check forfait_outside_medical_house
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

-- check: check orphan
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

-- check: check practitioner_twice
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

-- check: check unknown_code
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

-- check: check unknown_sector
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

-- view: health_care
-- source health_care: health_care as delivered for 2023, columns named and typed
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
  CAST("PRACTICE_ID" AS INTEGER) AS practice,
  CAST("SENDER" AS SMALLINT) AS sender
FROM delivered_health_care_1;

-- view: population
-- source population: population as delivered for 2023, columns named and typed
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST(CASE WHEN TRIM("SECTOR_DEC31") IN ('') THEN NULL ELSE "SECTOR_DEC31" END AS STRING) AS sector_dec31,
  CAST(CASE WHEN TRIM("SECTOR_JUN30") IN ('') THEN NULL ELSE "SECTOR_JUN30" END AS STRING) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM delivered_population_1;

-- view: practitioner
-- source practitioner: practitioner as delivered for 2023, columns named and typed
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST(CASE WHEN TRIM("ADDRESS_NIS") IN ('') THEN NULL ELSE "ADDRESS_NIS" END AS STRING) AS address_nis
FROM delivered_practitioner_1;

-- table: beneficiary_year
-- relation beneficiary_year: The year's population, born and deceased included: age on 31 December, domicile, sex and entitlement to increased reimbursement. The domicile is that of 31 December, else of 30 June; a sector that the reference does not know counts at country level only.
SELECT
  population.beneficiary,
  COALESCE(sector.sector, '') AS sector,
  COALESCE(sector.municipality, '') AS municipality,
  CASE
    WHEN 2023 - population.birth_year >= 90 THEN '90+'
    WHEN 2023 - population.birth_year >= 80 THEN '80-89'
    WHEN 2023 - population.birth_year >= 70 THEN '70-79'
    WHEN 2023 - population.birth_year >= 60 THEN '60-69'
    WHEN 2023 - population.birth_year >= 50 THEN '50-59'
    WHEN 2023 - population.birth_year >= 40 THEN '40-49'
    WHEN 2023 - population.birth_year >= 30 THEN '30-39'
    WHEN 2023 - population.birth_year >= 20 THEN '20-29'
    WHEN 2023 - population.birth_year >= 10 THEN '10-19'
    WHEN 2023 - population.birth_year >= 0 THEN '0-9'
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

-- table: practitioner_year
-- relation practitioner_year: The year's registered practitioners, located by the address that goes with their number, carried to the municipal map.
SELECT
  practitioner.practitioner,
  COALESCE(municipality_succession.municipality, '') AS municipality
FROM practitioner
LEFT JOIN municipality_succession ON municipality_succession.nis_code = practitioner.address_nis
WHERE practitioner.practitioner IS NOT NULL;

-- table: beneficiary_health_care_imag_all_n
-- collect beneficiary_health_care_imag_all_n: one pass over health_care: IMAG_ALL_N of every beneficiary
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

-- table: beneficiary_health_care_imag_radio_n
-- collect beneficiary_health_care_imag_radio_n: one pass over health_care: IMAG_RADIO_N of every beneficiary
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

-- table: beneficiary_health_care_imag_diag_n
-- collect beneficiary_health_care_imag_diag_n: one pass over health_care: IMAG_DIAG_N of every beneficiary
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

-- table: beneficiary_health_care_ff_mh
-- collect beneficiary_health_care_ff_mh: one pass over health_care: FF_MH of every beneficiary
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

-- table: beneficiary_health_care_ff_mh_by_practice
-- collect beneficiary_health_care_ff_mh_by_practice: one pass over health_care: FF_MH_BY_PRACTICE of every beneficiary
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

-- table: beneficiary_health_care_gmd_by_practice
-- collect beneficiary_health_care_gmd_by_practice: one pass over health_care: GMD_BY_PRACTICE of every beneficiary
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

-- view: beneficiary_practice
-- part beneficiary_practice: what was collected of every beneficiary and practice
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

-- table: gmd_elsewhere
-- relation gmd_elsewhere: Beneficiaries with a global medical file (GMD) at a practice other than one that billed their medical-house forfaits of the year. A practice counts when its net number of files for the person is at least 1 and its net number of forfaits for the person is 0. Files without a practice are always elsewhere, also where forfaits have none: nobody can say that they are the same practice.
SELECT
  beneficiary,
  COUNT(*) AS value
FROM beneficiary_practice
WHERE "GMD_BY_PRACTICE" >= 1
  AND (practice IS NULL OR "FF_MH_BY_PRACTICE" = 0)
GROUP BY beneficiary;

-- table: beneficiary_member
-- member beneficiary_member: everything that is known of every beneficiary
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

-- capacity: capacity beneficiary_member
-- capacity beneficiary_member: members with more cases than a packed field holds; where there are any, the year is computed without packing
SELECT
  COUNT(CASE WHEN size >= 4096 THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM beneficiary_member;

-- view: beneficiary_value
-- value beneficiary_value: the members again, a row per variable whose value is not 0
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

-- check: check negative_net_sum
-- check negative_net_sum: Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  variable
FROM beneficiary_value
WHERE value < 0
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM beneficiary_value) AS examined;

-- table: tally_cube_013_001
-- tally tally_cube_013_001: counts of beneficiary by municipality, age_group: IMAG_ALL_N and everybody
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

-- table: tally_cube_013_004
-- tally tally_cube_013_004: counts of beneficiary by municipality, age_group: IMAG_RADIO_N and everybody
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

-- table: tally_cube_013_021
-- tally tally_cube_013_021: counts of beneficiary by municipality, age_group: IMAG_DIAG_N and everybody
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

-- table: tally_stat_003_007
-- tally tally_stat_003_007: counts of beneficiary by sector: stat_003_007.numerator and everybody
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

-- table: practitioner_health_care_clinical_genetics_n
-- collect practitioner_health_care_clinical_genetics_n: one pass over health_care: CLINICAL_GENETICS_N of every practitioner
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

-- table: practitioner_health_care_income
-- collect practitioner_health_care_income: one pass over health_care: INCOME of every practitioner
SELECT
  claim.practitioner,
  CAST(SUM(claim.amount) * 100 AS BIGINT) AS "INCOME"
FROM health_care AS claim
WHERE claim.practitioner IS NOT NULL
GROUP BY
  claim.practitioner;

-- view: practitioner_qualification
-- part practitioner_qualification: what was collected of every practitioner and qualification
SELECT
  practitioner,
  part AS qualification,
  COALESCE("CLINICAL_GENETICS_N", 0) AS "CLINICAL_GENETICS_N"
FROM practitioner_health_care_clinical_genetics_n;

-- table: practitioner_member
-- member practitioner_member: everything that is known of every practitioner
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

-- view: practitioner_value
-- value practitioner_value: the members again, a row per variable whose value is not 0
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

-- table: tally_stat_020_033
-- tally tally_stat_020_033: counts of practitioner by municipality: stat_020_033.numerator; 5 % of median_income (clinical_genetics, 2023): 249000.00
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

-- The year's population, born and deceased included: age on 31 December, domicile, sex and entitlement to increased reimbursement.
-- The domicile is that of 31 December, else of 30 June; a sector that the reference does not know counts at country level only.
-- @grain beneficiary
-- @param year INTEGER reference year
-- @reads population, sector
-- @derives age_group birth_year
-- @derives sex sex_code
-- @derives bim increased_reimbursement
-- @column beneficiary BIGINT pseudonym
-- @column sector VARCHAR sector of domicile (a ZZZZ one keeps its municipality); empty = unknown
-- @column municipality VARCHAR municipality of domicile on the map; empty = unknown
-- @column age_group VARCHAR band of ten years, 90+ the last; NULL = year of birth unknown
-- @column sex VARCHAR male, female; NULL = unknown
-- @column bim VARCHAR yes, no; NULL = unknown
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
LEFT JOIN sector ON sector.sector = COALESCE(population.sector_dec31, population.sector_jun30)

-- The year's population.
-- @grain beneficiary
-- @param year INTEGER reference year
-- @reads population
-- @column beneficiary BIGINT pseudonym
-- @column age_group VARCHAR band of age
-- @column municipality VARCHAR municipality of domicile
SELECT
  beneficiary,
  CASE WHEN getvariable('year') - birth_year < 65 THEN '0-64' ELSE '65+' END AS age_group,
  LEFT(sector, 5) AS municipality
FROM population

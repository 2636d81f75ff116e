-- Everybody of the year's population who was born before the year, and whether the population of the year before has them.
-- @grain beneficiary
-- @param year INTEGER reference year
-- @reads population, population_before_1
-- @column beneficiary BIGINT pseudonym
-- @column is_known BOOLEAN the year before has the same pseudonym
SELECT
  population.beneficiary,
  earlier.beneficiary IS NOT NULL AS is_known
FROM population
LEFT JOIN (
  SELECT DISTINCT beneficiary
  FROM population_before_1
) AS earlier ON earlier.beneficiary = population.beneficiary
WHERE population.birth_year < getvariable('year')

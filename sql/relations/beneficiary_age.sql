-- The age of every beneficiary of the year in whole years: the reference year less the year of birth, which is the age on 31 December.
-- @grain beneficiary
-- @param year INTEGER reference year
-- @reads population
-- @derives age birth_year
-- @column beneficiary BIGINT pseudonym
-- @column age SMALLINT age in years; NULL = year of birth unknown
SELECT
  beneficiary,
  getvariable('year') - birth_year AS age
FROM population

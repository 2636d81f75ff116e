-- Beneficiaries whose age on 31 December is below 0 or above 120.
-- @grain beneficiary
-- @check error 0 population
-- @param year INTEGER reference year
-- @reads population
-- @column birth_year SMALLINT year of birth
SELECT
  birth_year
FROM population
WHERE getvariable('year') - birth_year < 0
  OR getvariable('year') - birth_year > 120

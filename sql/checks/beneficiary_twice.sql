-- Beneficiaries who stand in the year's population more than once, or without a pseudonym.
-- @grain beneficiary
-- @check error 0 population
-- @reads population
-- @column beneficiary BIGINT pseudonym
SELECT
  beneficiary
FROM population
GROUP BY beneficiary
HAVING COUNT(*) > 1
  OR beneficiary IS NULL

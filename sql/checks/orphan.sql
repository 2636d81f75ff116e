-- Claims of people who are not in the year's population: left out of every figure on beneficiaries.
-- @grain claim
-- @check error 0.01 health_care
-- @reads health_care, population
-- @column service_date DATE date of service
SELECT
  health_care.service_date
FROM health_care
WHERE NOT EXISTS (
  SELECT 1
  FROM population
  WHERE population.beneficiary = health_care.beneficiary
)

-- Stays in hospital of people who are not in the year's population: left out of every figure on beneficiaries.
-- @grain stay
-- @check error 0.01 hospital_stay
-- @reads hospital_stay, population
-- @column discharge_date DATE date of discharge
SELECT
  hospital_stay.discharge_date
FROM hospital_stay
WHERE NOT EXISTS (
  SELECT 1
  FROM population
  WHERE population.beneficiary = hospital_stay.beneficiary
)

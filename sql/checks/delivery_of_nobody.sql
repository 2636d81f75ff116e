-- Deliveries of medicines to people who are not in the year's population: left out of every figure on beneficiaries.
-- @grain delivery
-- @check error 0.01 pharmacy
-- @reads pharmacy, population
-- @column delivery_date DATE date of delivery
SELECT
  pharmacy.delivery_date
FROM pharmacy
WHERE NOT EXISTS (
  SELECT 1
  FROM population
  WHERE population.beneficiary = pharmacy.beneficiary
)

-- Patients that geneticists and the former holders of number 586 bill for: 500 residents of the first slice.
-- @grain patient
-- @reads person_year
-- @column patient INTEGER position from 0
-- @column beneficiary BIGINT pseudonym
WITH drawn AS (
  SELECT beneficiary, h
  FROM person_year
  WHERE first_month = 1 AND last_month = 12
  ORDER BY h, beneficiary
  LIMIT 500
)
SELECT
  (row_number() OVER (ORDER BY h, beneficiary) - 1)::INTEGER AS patient,
  beneficiary
FROM drawn

-- Patients that geneticists and the former holders of number 586 bill for: 512 equal chances among residents of a slice.
-- @grain slot
-- @reads person_year
-- @column slot INTEGER 0 to 511
-- @column beneficiary BIGINT pseudonym
WITH drawn AS (
  SELECT beneficiary, h
  FROM person_year
  WHERE first_month = 1 AND last_month = 12
  ORDER BY h, beneficiary
  LIMIT 512
), numbered AS (
  SELECT
    beneficiary,
    row_number() OVER (ORDER BY h, beneficiary) - 1 AS patient,
    count(*) OVER () AS patients
  FROM drawn
)
SELECT
  s.slot::INTEGER AS slot,
  n.beneficiary
FROM numbered AS n
JOIN range(512) AS s(slot)
  ON s.slot % n.patients = n.patient

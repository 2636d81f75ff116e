-- Monthly forfaits of medical houses of a slice in a year.
-- @grain person, month
-- @reads person_year
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER the month
-- @column last_month INTEGER the month
-- @column practice INTEGER medical house
-- @column service INTEGER number in service.csv
-- @column h UBIGINT hash of the forfait
WITH month AS (
  SELECT
    *,
    unnest(range(house_from, house_to + 1)) AS month
  FROM person_year
  WHERE house IS NOT NULL
)
SELECT
  beneficiary,
  municipality,
  bim,
  month::INTEGER AS first_month,
  month::INTEGER AS last_month,
  house AS practice,
  13 AS service,
  hash(hash('forfait', h, month)) AS h
FROM month

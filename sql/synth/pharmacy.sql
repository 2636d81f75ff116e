-- One file of the pharmacy table: the deliveries of a slice in a year, corrections among them, in the order of their days.
-- @grain row of the delivery
-- @param vaccines BOOLEAN whether the file holds the vaccines, or all else
-- @reads delivery
-- @column SS00010 BIGINT beneficiary
-- @column SS00015 DATE date of delivery
-- @column CNK INTEGER national code of the package
-- @column ATC VARCHAR active substance
-- @column DDD DECIMAL(12,4) defined daily doses delivered, negative on a correction row
-- @column QUANTITY SMALLINT packages, negative on a correction row
-- @column SS00060 DECIMAL(12,2) amount reimbursed, EUR
-- @column CHEAP BOOLEAN generic or other cheap medicine
-- @column PHARMACY_TYPE TINYINT 1 public, 2 hospital
WITH orphan AS (
  -- One in five hundred rows comes again for somebody outside the population, as in the claims.
  SELECT d.* REPLACE (d.beneficiary + 17592186044416 AS beneficiary, hash(hash('orphan', d.h)) AS h)
  FROM delivery AS d
  WHERE (d.h >> 20) % 500 = 0
), correction AS (
  -- 0.6 % taken back whole; one in eight thousand once more, which leaves a negative sum.
  SELECT d.* REPLACE ((-d.quantity)::SMALLINT AS quantity, hash(hash('correction', d.h, t.time)) AS h)
  FROM delivery AS d
  CROSS JOIN (VALUES (1, 98), (2, 2)) AS t(time, chance)
  WHERE (d.h >> 36) & 16383 < t.chance
), row_of_year AS (
  SELECT d.*
  FROM delivery AS d
  UNION ALL
  SELECT o.*
  FROM orphan AS o
  UNION ALL
  SELECT c.*
  FROM correction AS c
)
SELECT
  beneficiary AS "SS00010",
  delivery_date AS "SS00015",
  (1000000 + number * 100 + CASE WHEN cheap THEN 50 ELSE 0 END)::INTEGER AS "CNK",
  atc AS "ATC",
  (ddd * quantity)::DECIMAL(12, 4) AS "DDD",
  quantity AS "QUANTITY",
  ((quantity * cents)::DECIMAL(10, 0) * 0.01)::DECIMAL(12, 2) AS "SS00060",
  cheap AS "CHEAP",
  pharmacy_type AS "PHARMACY_TYPE"
FROM row_of_year
WHERE (number = 73) = getvariable('vaccines')
ORDER BY delivery_date, h, beneficiary

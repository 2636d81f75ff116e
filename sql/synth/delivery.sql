-- Deliveries of medicines to residents of a slice in a year, as first billed.
-- @grain delivery
-- @param year INTEGER year made
-- @reads medicine_use, medicine, calendar, vaccine
-- @column beneficiary BIGINT pseudonym
-- @column delivery_date DATE day of the delivery
-- @column number INTEGER number in medicine.csv
-- @column atc VARCHAR active substance, NULL for what a pharmacist makes
-- @column quantity SMALLINT packages, negative on a correction
-- @column ddd DECIMAL(8,4) defined daily doses of a package
-- @column cents INTEGER reimbursement of a package, EUR cents
-- @column cheap BOOLEAN generic or other cheap medicine
-- @column pharmacy_type TINYINT 1 public, 2 hospital
-- @column h UBIGINT hash of the delivery
WITH numbered AS (
  SELECT
    *,
    unnest(range(deliveries)) AS k
  FROM medicine_use
), hashed AS (
  SELECT
    *,
    hash(hash('delivery', h, k)) AS drawn
  FROM numbered
)
SELECT
  d.beneficiary,
  c.service_date AS delivery_date,
  d.number,
  CASE WHEN (d.drawn >> 50) % 900 <> 0 THEN m.atc END AS atc,
  d.packages::SMALLINT AS quantity,
  CASE WHEN (d.drawn >> 50) % 900 <> 0 THEN m.ddd ELSE 0 END::DECIMAL(8, 4) AS ddd,
  round(
    CASE WHEN d.bim THEN 1.1 ELSE 1 END * m.cents * pow(1.01, getvariable('year') - 2019)
  )::INTEGER AS cents,
  (hash(d.drawn) >> 11) * pow(2, -53) < d.cheap AS cheap,
  CASE WHEN (d.drawn >> 30) % 60 = 0 THEN 2 ELSE 1 END::TINYINT AS pharmacy_type,
  d.drawn AS h
FROM hashed AS d
JOIN medicine AS m
  ON m.number = d.number
-- Medicines follow the contacts with general practitioners.
JOIN calendar AS c
  ON c.slot = 11 * 4096 + (d.drawn & 4095)::INTEGER
WHERE month(c.service_date) BETWEEN d.first_month AND d.last_month
UNION ALL
SELECT v.*
FROM vaccine AS v

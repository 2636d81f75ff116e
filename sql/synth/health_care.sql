-- One file of the health_care table: claims booked in a span of months, with companions, orphans and corrections.
-- @grain row of the delivery
-- @param booked_from INTEGER first month of booking
-- @param booked_to INTEGER last month of booking
-- @param kind VARCHAR 'claim' for what the year delivers, 'late' for corrections booked after it
-- @reads claim, genetics_claim
-- @column SS00010 BIGINT beneficiary
-- @column SS00015 DATE date of service
-- @column SS00020 INTEGER nomenclature code
-- @column QUANTITY SMALLINT cases, negative on a correction
-- @column SS00060 DECIMAL(12,2) amount reimbursed, EUR
-- @column SS00065A INTEGER practitioner
-- @column SS00065B SMALLINT qualification
-- @column PRACTITIONER_CAT TINYINT profession code
-- @column SS00075 BIGINT institution
-- @column PRACTICE_ID INTEGER practice
WITH original AS (
  SELECT * FROM claim
  UNION ALL
  SELECT * FROM genetics_claim
), billed AS (
  SELECT * FROM original
  UNION ALL
  -- Companions on the same day: consultancy fee, supplement of an inpatient, supplement of a visit. None of them is an examination.
  SELECT
    o.* REPLACE (
      CASE
        WHEN o.service = 11 THEN 103095
        WHEN NOT o.in_hospital THEN 460670
        WHEN o.service = 3 THEN 460003
        WHEN o.service = 8 THEN 449923
        ELSE 459104
      END AS nomenclature_code,
      1 AS quantity,
      CASE WHEN o.service = 11 THEN 6.4 WHEN o.in_hospital THEN 9.7 ELSE 16.9 END AS unit_amount,
      hash(hash('companion', o.h)) AS h,
      hash(hash('companion', o.rare)) AS rare,
      CASE WHEN o.service = 11 THEN 14 ELSE 15 END AS service
    )
  FROM original AS o
  WHERE (o.service = 11 AND o.nomenclature_code >= 103000 AND (o.rare >> 20) % 4 = 0)
    OR (o.service IN (1, 2, 3, 5, 7, 8) AND (o.rare >> 20) % 5 < 2)
  UNION ALL
  -- People who are not in the year's population: 0.2 % of the rows. Real pseudonyms lie below 2^44.
  SELECT o.* REPLACE (o.beneficiary + 17592186044416 AS beneficiary, hash(hash('orphan', o.h)) AS h)
  FROM original AS o
  WHERE (o.rare >> 24) % 500 = 0
), corrected AS (
  SELECT *, 0 AS correction
  FROM billed
  UNION ALL
  -- 0.6 % taken back whole, every eighth of rows with several cases by one; one in ten thousand is taken back a second time.
  SELECT
    * REPLACE (
      -CASE WHEN quantity > 1 AND (h >> 46) & 7 = 7 THEN 1 ELSE quantity END AS quantity,
      booking_month + 1 + ((rare >> 40) % 4)::INTEGER AS booking_month
    ),
    1 AS correction
  FROM billed
  WHERE (h >> 46) & 16383 < 98
    OR (quantity > 1 AND (h >> 46) & 7 = 7)
    OR (performer IN (190005, 190023) AND qualification NOT IN (580, 690))
  UNION ALL
  SELECT
    * REPLACE (-quantity AS quantity, booking_month + 2 AS booking_month),
    2
  FROM billed
  WHERE (h >> 46) & 16383 < 2
)
SELECT
  beneficiary AS "SS00010",
  service_date AS "SS00015",
  CASE WHEN rare % 20000 = 7 THEN 799991 ELSE nomenclature_code END::INTEGER AS "SS00020",
  quantity::SMALLINT AS "QUANTITY",
  (quantity * round(unit_amount, 2))::DECIMAL(12, 2) AS "SS00060",
  CASE WHEN (rare >> 50) % 400 <> 0 THEN performer * 100 + 97 - performer % 97 END::INTEGER AS "SS00065A",
  CASE
    WHEN (rare >> 50) % 350 = 1 OR service = 13 THEN NULL
    WHEN qualification IS NOT NULL THEN qualification
    WHEN performer < 160000
      THEN [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 1, 2, 5, 6, 7][(hash(hash('gp', performer)) % 20)::INTEGER + 1]
  END::SMALLINT AS "SS00065B",
  coalesce(performer // 10000, 10)::TINYINT AS "PRACTITIONER_CAT",
  institution AS "SS00075",
  practice AS "PRACTICE_ID"
FROM corrected
WHERE booking_month BETWEEN getvariable('booked_from') AND getvariable('booked_to')
  AND (correction > 0 AND booking_month > 12) = (getvariable('kind') = 'late')
ORDER BY booking_month, h, correction, beneficiary

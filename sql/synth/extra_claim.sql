-- What follows from the services first billed: companions on the same day, orphans and corrections; columns as in claim.
-- @grain row of the delivery
-- @reads claim, genetics_claim
-- @column beneficiary BIGINT pseudonym
-- @column service_date DATE day of the service
-- @column nomenclature_code INTEGER code
-- @column quantity SMALLINT cases, negative on a correction
-- @column cents INTEGER reimbursement of one case, EUR cents
-- @column performer INTEGER first six digits of the practitioner's number; NULL for medical houses and mammographies
-- @column qualification SMALLINT last three digits; NULL where not delivered
-- @column institution INTEGER number and type; NULL for none
-- @column practice INTEGER PRACTICE_ID
-- @column service TINYINT number in service.csv
-- @column booking_month TINYINT month of booking, above 12 in the year after
-- @column h UBIGINT hash of the row
-- @column rare UBIGINT hash of the hash, of the corrected row on a correction
WITH companion AS (
  -- Consultancy fee, supplement of an inpatient, supplement of a visit: none of them is an examination or a contact.
  SELECT
    c.* REPLACE (
      CASE
        WHEN c.service = 11 THEN 103095
        WHEN c.nomenclature_code // 10 % 2 = 1 THEN 460670
        WHEN c.service = 3 THEN 460003
        WHEN c.service = 8 THEN 449923
        ELSE 459104
      END AS nomenclature_code,
      1::SMALLINT AS quantity,
      CASE WHEN c.service = 11 THEN 640 ELSE 1690 END AS cents,
      CASE WHEN c.service = 11 THEN 14 ELSE 15 END::TINYINT AS service,
      hash(hash('companion', c.h)) AS h
    )
  FROM claim AS c
  WHERE (c.service = 11 AND c.nomenclature_code >= 103000 AND (c.rare >> 20) % 4 = 0)
    OR (c.service IN (1, 2, 3, 5, 7, 8) AND (c.rare >> 20) % 5 < 2)
), orphan AS (
  -- One in five hundred rows comes again for somebody outside the population, whose pseudonyms lie below 2^44.
  SELECT c.* REPLACE (c.beneficiary + 17592186044416 AS beneficiary, hash(hash('orphan', c.h)) AS h)
  FROM claim AS c
  WHERE (c.rare >> 24) % 500 = 0
), billed AS (
  SELECT c.*
  FROM claim AS c
  UNION ALL
  SELECT g.*
  FROM genetics_claim AS g
  UNION ALL
  SELECT n.*
  FROM companion AS n
), correction AS (
  -- 0.6 % taken back whole; every eighth row with several cases, by one. Two geneticists lose all they billed under their title.
  SELECT
    b.* REPLACE (
      -CASE WHEN b.quantity > 1 AND (b.h >> 46) & 7 = 7 THEN 1 ELSE b.quantity END::SMALLINT AS quantity,
      (b.booking_month + 1 + (b.rare >> 40) % 4)::TINYINT AS booking_month,
      hash(hash('correction', b.h)) AS h
    )
  FROM billed AS b
  WHERE (b.h >> 46) & 16383 < 98
    OR (b.quantity > 1 AND (b.h >> 46) & 7 = 7)
    OR (b.performer IN (190005, 190023) AND b.qualification NOT IN (580, 690))
), mistake AS (
  -- One in eight thousand is taken back a second time, which leaves a negative sum.
  SELECT
    b.* REPLACE (
      (-b.quantity)::SMALLINT AS quantity,
      (b.booking_month + 2)::TINYINT AS booking_month,
      hash(hash('mistake', b.h)) AS h
    )
  FROM billed AS b
  WHERE (b.h >> 46) & 16383 < 2
)
SELECT n.*
FROM companion AS n
UNION ALL
SELECT o.*
FROM orphan AS o
UNION ALL
SELECT k.*
FROM correction AS k
UNION ALL
SELECT m.*
FROM mistake AS m

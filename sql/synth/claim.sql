-- Services of a slice in a year as billed: date, code, quantity, amount, performer, institution, practice, month of booking.
-- Each draw takes its own bits of the hash: 0-11 day, 12-19 code, 20-29 performer, 30-33 quantity, 34-41 practice or number,
-- 42-45 booking, 46-59 correction (health_care); rare cases take the hash of the hash.
-- @grain billed service
-- @param year INTEGER year made
-- @reads visit, calendar, code_slot, performer_slot, municipality
-- @column beneficiary BIGINT pseudonym
-- @column service_date DATE day of the service
-- @column nomenclature_code INTEGER code
-- @column quantity INTEGER cases
-- @column unit_amount DOUBLE reimbursement of one case, EUR
-- @column performer INTEGER first six digits of the practitioner's number; NULL for medical houses
-- @column qualification SMALLINT last three digits
-- @column institution BIGINT SS00075
-- @column practice INTEGER PRACTICE_ID
-- @column service INTEGER number in service.csv
-- @column in_hospital BOOLEAN whether the code is a hospital twin
-- @column booking_month INTEGER month of booking, above 12 in the year after
-- @column h UBIGINT hash of the service
-- @column rare UBIGINT hash of the hash
WITH dated AS (
  SELECT
    v.*,
    hash(hash('rare', v.h)) AS rare,
    CASE
      WHEN v.service = 13 THEN make_date(getvariable('year'), v.first_month, 1)
      ELSE c.service_date
    END AS service_date
  FROM visit AS v
  JOIN calendar AS c
    ON c.service = v.service AND c.slot = (v.h & 4095)::INTEGER
), alive AS (
  SELECT
    *,
    -- Once in a thousand, a code is used that the year has ended already.
    CASE WHEN rare % 1000 = 0 THEN least(3, month(service_date)) ELSE month(service_date) END AS code_month
  FROM dated
  WHERE month(service_date) BETWEEN first_month AND last_month
), practised AS (
  -- A GP practice is P, a guard post one for fourteen municipalities, a medical house negative.
  SELECT
    a.*,
    CASE
      WHEN a.practice IS NULL OR a.practice < 0 THEN a.practice
      WHEN a.service = 11 AND (a.h >> 34) & 255 >= 220 THEN a.practice + 1 + ((a.h >> 34) & 3)::INTEGER
      WHEN a.service = 12 AND (a.h >> 34) & 255 >= 246 THEN a.practice + 1 + ((a.h >> 34) & 3)::INTEGER
      ELSE a.practice
    END AS seen_practice,
    a.service = 11 AND (a.h >> 34) & 255 >= 247 AS on_guard
  FROM alive AS a
)
SELECT
  p.beneficiary,
  p.service_date,
  c.nomenclature_code,
  CASE
    WHEN ((p.h >> 30) & 15) / 16.0::DOUBLE + (p.rare & 1023) / 16384.0::DOUBLE < c.double_share
      THEN 2 + ((p.rare >> 10) % 4 // 3)::INTEGER
    ELSE 1
  END AS quantity,
  c.amount * CASE WHEN p.bim THEN 1.1 ELSE 1 END AS unit_amount,
  CASE
    WHEN p.service = 13 THEN NULL
    -- Three physicians a practice; those of medical houses follow those of the practices.
    WHEN p.seen_practice > 0 THEN 100000 + (p.seen_practice - 1) * 3 + ((p.rare >> 12) % 3)::INTEGER
    WHEN p.seen_practice < 0 THEN 155000 - p.seen_practice * 3 + ((p.rare >> 12) % 3)::INTEGER
    -- Performers live near their patients: both are numbered along the municipalities.
    ELSE f.base + (p.municipality * f.size // 581 + ((p.h >> 34) & 3)::INTEGER) % f.size
  END AS performer,
  f.qualification,
  CASE
    WHEN p.service = 13 THEN (20000 - p.practice)::BIGINT * 1000 + CASE WHEN p.rare % 1200 = 1 THEN 710 ELSE 805 END
    WHEN c.in_hospital OR (p.service <= 10 AND (p.rare >> 14) % 20 < 7)
      THEN (71000 + p.municipality // 5)::BIGINT * 1000 + 710
  END AS institution,
  CASE
    WHEN p.service = 12 AND p.rare % 300 = 1 THEN NULL
    WHEN p.on_guard THEN 300000 + p.municipality // 14
    WHEN p.seen_practice > 0 THEN 100000 + p.seen_practice
    ELSE 200000 - p.seen_practice
  END AS practice,
  p.service,
  c.in_hospital,
  month(p.service_date)::INTEGER + [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3][((p.h >> 42) & 15)::INTEGER + 1] AS booking_month,
  p.h,
  p.rare
FROM practised AS p
JOIN code_slot AS c
  ON c.service = p.service AND c.month = p.code_month AND c.slot = ((p.h >> 12) & 255)::INTEGER
LEFT JOIN performer_slot AS f
  ON f.service = p.service AND f.slot = ((p.h >> 20) & 1023)::INTEGER

-- Services of a slice in a year as first billed: date, code, quantity, amount, performer, institution, practice, booking.
-- Each draw takes its own bits of the hash: 0-11 day, 12-19 code, 20-29 performer, 30-33 quantity, 34-41 practice or number,
-- 42-45 booking, 46-59 correction (in extra_claim); rare cases take the hash of the hash.
-- @grain billed service
-- @param year INTEGER year made
-- @reads visit, calendar, code_slot, performer_slot
-- @column beneficiary BIGINT pseudonym
-- @column service_date DATE day of the service
-- @column nomenclature_code INTEGER code
-- @column quantity SMALLINT cases
-- @column cents INTEGER reimbursement of one case, EUR cents
-- @column performer INTEGER first six digits of the practitioner's number; NULL for medical houses and mammographies
-- @column qualification SMALLINT last three digits; NULL where not delivered
-- @column institution INTEGER number and, in the last three digits, type; NULL for none
-- @column practice INTEGER PRACTICE_ID
-- @column service TINYINT number in service.csv
-- @column booking_month TINYINT month of booking, above 12 in the year after
-- @column h UBIGINT hash of the service
-- @column rare UBIGINT hash of the hash
WITH dated AS (
  SELECT
    v.beneficiary,
    v.municipality,
    v.bim,
    v.first_month,
    v.last_month,
    v.practice,
    v.service,
    v.h,
    hash(v.h) AS rare,
    CASE WHEN v.service = 13 THEN make_date(getvariable('year'), v.first_month, 1) ELSE c.service_date END AS service_date
  FROM visit AS v
  JOIN calendar AS c
    ON c.slot = v.service * 4096 + (v.h & 4095)::INTEGER
), practised AS (
  SELECT
    *,
    month(service_date)::INTEGER AS month,
    -- Most contacts are with the own practice; the others with one of the next four, half of them at a guard post.
    CASE
      WHEN practice > 0 AND service IN (11, 12) AND (h >> 34) & 255 >= CASE service WHEN 11 THEN 220 ELSE 246 END
        THEN practice + 1 + ((h >> 34) & 3)::INTEGER
      ELSE practice
    END AS seen_practice,
    service = 11 AND (h >> 34) & 255 >= 240 AS on_guard
  FROM dated
  WHERE month(service_date) BETWEEN first_month AND last_month
)
SELECT
  p.beneficiary,
  p.service_date,
  c.nomenclature_code,
  CASE
    WHEN (p.h >> 30) & 15 = 0 AND p.rare & 1023 < c.double_share * 16384 THEN 2 + ((p.rare >> 10) % 4 // 3)
    ELSE 1
  END::SMALLINT AS quantity,
  CASE WHEN p.bim THEN c.cents_bim ELSE c.cents END AS cents,
  CASE
    -- Mammographies are billed by centres, in whose name no practitioner stands.
    WHEN p.service = 13 OR p.service BETWEEN 21 AND 24 THEN NULL
    -- Three physicians a practice; those of medical houses come after them.
    WHEN p.seen_practice > 0 THEN 100000 + (p.seen_practice - 1) * 3 + ((p.rare >> 12) % 3)::INTEGER
    WHEN p.seen_practice < 0 THEN 155000 - p.seen_practice * 3 + ((p.rare >> 12) % 3)::INTEGER
    -- Performers live near their patients: both are numbered along the municipalities.
    ELSE f.base + (p.municipality * f.size // 581 + ((p.h >> 34) & 3)::INTEGER) % f.size
  END AS performer,
  CASE
    WHEN p.service = 13 THEN NULL
    WHEN p.practice IS NULL THEN f.qualification
    ELSE [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 1, 2, 5, 6, 7][
      (hash(p.seen_practice * 3 + ((p.rare >> 12) % 3)::INTEGER) % 20)::INTEGER + 1
    ]
  END::SMALLINT AS qualification,
  CASE
    WHEN p.service = 13 THEN (20000 - p.practice) * 1000 + CASE WHEN p.rare % 1200 = 1 THEN 710 ELSE 805 END
    WHEN c.in_hospital OR (p.service <= 10 AND (p.rare >> 14) % 20 < 7) THEN (71000 + p.municipality // 5) * 1000 + 710
  END AS institution,
  CASE
    WHEN p.service = 12 AND p.rare % 300 = 1 THEN NULL
    WHEN p.on_guard THEN 300000 + p.municipality // 14
    WHEN p.seen_practice > 0 THEN 100000 + p.seen_practice
    ELSE 200000 - p.seen_practice
  END AS practice,
  p.service::TINYINT AS service,
  (p.month + [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3][((p.h >> 42) & 15)::INTEGER + 1])::TINYINT AS booking_month,
  p.h,
  p.rare
FROM practised AS p
JOIN code_slot AS c
  -- Once in a thousand, a code is used that the year has ended already.
  ON c.slot = (p.service * 16 + CASE WHEN p.rare % 1000 = 0 THEN least(3, p.month) ELSE p.month END) * 256
    + ((p.h >> 12) & 255)::INTEGER
JOIN performer_slot AS f
  ON f.slot = p.service * 1024 + ((p.h >> 20) & 1023)::INTEGER

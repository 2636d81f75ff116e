-- What clinical geneticists bill in a year, and before July 2012 the internists who then bore number 586; columns as in claim.
-- No code of clinical genetics is sourced: the flat consultancy fee (460670) stands in, and video consultations once they exist.
-- Geneticists are 36 whatever the size; the title exists since 1 June 2017, before it they bill as paediatricians or internists.
-- @grain billed service
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @param slice INTEGER slice made: they bill in the first
-- @reads genetics_patient, calendar
-- @column beneficiary BIGINT pseudonym
-- @column service_date DATE day of the service
-- @column nomenclature_code INTEGER code
-- @column quantity SMALLINT cases
-- @column cents INTEGER reimbursement of one case, EUR cents
-- @column performer INTEGER first six digits of the practitioner's number
-- @column qualification SMALLINT last three digits
-- @column institution INTEGER number and type; NULL for none
-- @column practice INTEGER PRACTICE_ID
-- @column service TINYINT 20
-- @column booking_month TINYINT month of booking, above 12 in the year after
-- @column h UBIGINT hash of the service
-- @column rare UBIGINT hash of the hash
WITH physician AS (
  SELECT
    g::INTEGER AS physician,
    190000 + g::INTEGER AS performer,
    [348, 398, 586, 599, 668, 693, 737, 788, 798, 810, 811, 868][g % 12 + 1]::SMALLINT AS title,
    CASE WHEN g % 2 = 0 THEN 690 ELSE 580 END::SMALLINT AS specialty,
    -- From 8 to 130 rows a year, so that the income lies on both sides of 5 % of the median.
    8 + floor(122 * pow((hash(hash('activity', getvariable('seed'), g)) >> 11) * pow(2, -53), 1.5))::INTEGER AS services
  FROM range(36) AS r(g)
  UNION ALL
  SELECT
    1000 + j::INTEGER,
    191000 + j::INTEGER,
    586,
    580,
    10 + (hash(hash('activity', getvariable('seed'), 1000 + j)) % 30)::INTEGER
  FROM range(150) AS r(j)
  WHERE getvariable('year') <= 2012
), service AS (
  SELECT
    *,
    unnest(range(services)) AS k
  FROM physician
), hashed AS (
  SELECT
    *,
    hash(hash('genetics', getvariable('seed'), getvariable('year'), performer, k)) AS drawn
  FROM service
)
SELECT
  p.beneficiary,
  c.service_date,
  CASE
    WHEN c.service_date >= DATE '2022-08-01' AND (s.drawn >> 12) % 4 = 0 THEN 101695
    ELSE 460670
  END AS nomenclature_code,
  CASE WHEN s.physician % 18 = 5 AND s.k % 2 = 0 THEN 1 ELSE 1 + ((s.drawn >> 16) % 3) END::SMALLINT AS quantity,
  round((70 + (s.drawn >> 20) % 70) * 100 * pow(1.02, getvariable('year') - 2019))::INTEGER AS cents,
  s.performer,
  CASE
    WHEN s.physician >= 1000 THEN CASE WHEN c.service_date < DATE '2012-07-01' THEN 586 ELSE 580 END
    WHEN c.service_date < DATE '2017-06-01' THEN s.specialty
    -- Every eighteenth holds a title that nets to 0 (health_care corrects it) beside a specialty; a third has two numbers in use.
    WHEN s.physician % 18 = 5 THEN CASE WHEN s.k % 8 = 0 THEN s.title ELSE s.specialty END
    WHEN s.physician % 3 = 0 AND s.k % 4 = 0 THEN s.specialty
    ELSE s.title
  END::SMALLINT AS qualification,
  CASE WHEN (s.drawn >> 28) % 2 = 0 THEN 71016710 END::INTEGER AS institution,
  NULL::INTEGER AS practice,
  20::TINYINT AS service,
  (month(c.service_date) + (s.drawn >> 32) % 5 // 4)::TINYINT AS booking_month,
  s.drawn AS h,
  hash(s.drawn) AS rare
FROM hashed AS s
JOIN calendar AS c
  ON c.slot = 15 * 4096 + (s.drawn & 4095)::INTEGER
JOIN genetics_patient AS p
  ON p.slot = ((s.drawn >> 40) & 511)::INTEGER
WHERE getvariable('slice') = 0

-- Stays in hospital of a slice that end in a year, before they are delivered.
-- @grain stay
-- @param year INTEGER year made
-- @reads person_year, stay_rate
-- @column beneficiary BIGINT pseudonym
-- @column stay_type TINYINT 1 classic, 2 day
-- @column discharge_date DATE day of the discharge
-- @column nights INTEGER nights in hospital
-- @column hospital BIGINT number and type
-- @column h UBIGINT hash of the stay
WITH patient AS (
  SELECT
    p.beneficiary,
    p.municipality,
    p.first_month,
    p.last_month,
    p.h,
    t.stay_type,
    -- Numbers of stays are geometric with mean m, so the chance of one more is m / (1 + m).
    least(
      20,
      floor(
        ln((hash(hash('stays', t.stay_type, p.h)) >> 11) * pow(2, -53) + pow(2, -54))
          / ln(CASE t.stay_type WHEN 1 THEN r.classic / (1 + r.classic) ELSE r.day / (1 + r.day) END)
      )
    )::INTEGER AS stays
  FROM person_year AS p
  JOIN stay_rate AS r
    ON r.stratum = p.stratum
  CROSS JOIN (VALUES (1), (2)) AS t(stay_type)
), hashed AS (
  SELECT
    *,
    hash(hash('stay', stay_type, h, k)) AS drawn
  FROM (SELECT *, unnest(range(stays)) AS k FROM patient) AS each_stay
), dated AS (
  SELECT
    *,
    make_date(
      getvariable('year'),
      (first_month + drawn % (last_month - first_month + 1)::UBIGINT)::INTEGER,
      1 + ((drawn >> 8) % 28)::INTEGER
    ) AS any_date,
    CASE stay_type
      WHEN 1 THEN round(n.mean_nights / 6.4 * [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 13, 17, 16][((drawn >> 16) & 15)::INTEGER + 1])
      ELSE 0
    END::INTEGER AS nights
  FROM hashed
  CROSS JOIN (SELECT max(nights) AS mean_nights FROM stay_rate) AS n
), paired AS (
  -- Of two classic stays, the second often begins in the month after the first.
  SELECT
    *,
    CASE
      WHEN stay_type = 1 AND k % 2 = 1 AND (drawn >> 32) % 100 < 76
        THEN lag(any_date) OVER (PARTITION BY h, stay_type ORDER BY k) + 1 + ((drawn >> 40) % 28)::INTEGER + nights
    END::DATE AS next_date
  FROM dated
)
SELECT
  beneficiary,
  stay_type::TINYINT AS stay_type,
  CASE
    WHEN year(next_date) = getvariable('year') AND month(next_date) <= last_month
      THEN next_date
    ELSE any_date
  END AS discharge_date,
  nights,
  ((71000 + municipality // 5) * 1000 + 710)::BIGINT AS hospital,
  drawn AS h
FROM paired

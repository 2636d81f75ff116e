-- Screening and childbirth of a slice in a year, before date, code and performer: services that no imaging or contact indicator may count.
-- Who is screened stays the same from year to year and comes every second or third one, so that the share who came within two
-- or three years is the share who are screened.
-- @grain service
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @reads person_year, women_rate
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month it can fall in
-- @column last_month INTEGER last month it can fall in
-- @column practice INTEGER NULL: outside general practice
-- @column service INTEGER number in service.csv
-- @column h UBIGINT hash of the service
WITH woman AS (
  SELECT
    p.*,
    r.* EXCLUDE (stratum),
    getvariable('year') - p.birth_year AS age,
    getvariable('year') + (hash(hash('screening', getvariable('seed'), p.person)) % 6)::INTEGER AS turn,
    (hash(hash('programme', getvariable('seed'), p.person)) >> 11) * pow(2, -53) AS programme_draw
  FROM person_year AS p
  JOIN women_rate AS r
    ON r.stratum = p.stratum
  WHERE p.sex = 2
), birth AS (
  SELECT
    *,
    -- Every so many births of a region is by caesarean section, which leaves less to chance than a draw for each.
    row_number() OVER (PARTITION BY stratum // 20 ORDER BY h, person) AS nth
  FROM woman
  WHERE (hash(hash('childbirth', h)) >> 11) * pow(2, -53) < childbirth
), service AS (
  -- One year younger than those who count, so that the youngest have had all of their years.
  SELECT
    *,
    CASE
      WHEN programme_draw < programme THEN 21
      WHEN h & 1 = 0 THEN 22
      ELSE 23
    END AS service
  FROM woman
  WHERE age BETWEEN 49 AND 69
    AND turn % 2 = 0
    AND (hash(hash('mammography', getvariable('seed'), person)) >> 11) * pow(2, -53) < mammography
  UNION ALL
  SELECT *, 25
  FROM woman
  WHERE age BETWEEN 23 AND 64
    AND turn % 3 = 0
    AND (hash(hash('smear', getvariable('seed'), person)) >> 11) * pow(2, -53) < smear
  UNION ALL
  SELECT
    * EXCLUDE (nth),
    CASE WHEN floor(nth * caesarean) > floor((nth - 1) * caesarean) THEN 27 ELSE 26 END
  FROM birth
), companion AS (
  -- A second reading of what the programme makes, and monitoring beside most births: neither counts.
  SELECT * REPLACE (CASE service WHEN 21 THEN 24 ELSE 28 END AS service)
  FROM service
  WHERE service = 21
    OR (service IN (26, 27) AND hash(hash('monitoring', h)) % 5 < 4)
)
SELECT
  beneficiary,
  municipality,
  bim,
  first_month,
  last_month,
  NULL::INTEGER AS practice,
  service,
  hash(hash('woman', h, service)) AS h
FROM (
  SELECT *
  FROM service
  UNION ALL
  SELECT *
  FROM companion
) AS each_service

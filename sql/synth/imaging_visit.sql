-- Imaging examinations of a slice in a year, before date, code and performer.
-- @grain examination
-- @param seed BIGINT seed of the run
-- @reads person_year, care_rate, imaging_rate
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month it can fall in
-- @column last_month INTEGER last month it can fall in
-- @column practice INTEGER NULL: not general practice
-- @column service INTEGER number in service.csv, 1 to 10
-- @column h UBIGINT hash of the examination
WITH patient AS (
  SELECT
    p.*,
    (hash(hash('imaging draw', p.h)) >> 11) * pow(2, -53) AS draw
  FROM person_year AS p
  JOIN care_rate AS c
    ON c.stratum = p.stratum
  -- Every municipality has habits of its own, up to 8 % more or less than its region.
  WHERE (hash(hash('imaging', p.h)) >> 11) * pow(2, -53)
    < c.imaging_any * (0.92 + (hash(hash('habit', getvariable('seed'), p.municipality)) % 17) / 100.0::DOUBLE)
), category AS (
  SELECT
    p.*,
    r.service,
    r.more_log,
    hash(hash('category', p.h, r.service)) AS h_category
  FROM patient AS p
  JOIN imaging_rate AS r
    ON r.stratum = p.stratum
  WHERE (p.draw >= r.drawn_from AND p.draw < r.drawn_to)
    OR (hash(hash('category', p.h, r.service)) >> 11) * pow(2, -53) < r.added
), examination AS (
  SELECT
    *,
    unnest(
      range(
        1 + least(20, floor(ln((hash(hash('more', h_category)) >> 11) * pow(2, -53) + pow(2, -54)) / more_log))::INTEGER
      )
    ) AS k
  FROM category
)
SELECT
  beneficiary,
  municipality,
  bim,
  first_month,
  last_month,
  NULL::INTEGER AS practice,
  service::INTEGER AS service,
  hash(hash('examination', h_category, k)) AS h
FROM examination

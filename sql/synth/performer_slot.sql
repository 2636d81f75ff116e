-- Who performs a service, as 1,024 equal chances; in general practice the practice decides, so there the row says nothing.
-- @grain slot
-- @param reference_root VARCHAR folder of the reference data
-- @reads pool
-- @column slot INTEGER service * 1024 + 0 to 1023
-- @column qualification SMALLINT last three digits of the number; NULL where not delivered
-- @column size INTEGER practitioners of the group; NULL in general practice
-- @column base INTEGER first six digits of the number of the first; NULL in general practice
WITH running AS (
  SELECT
    service,
    pool,
    weight,
    sum(weight) OVER (PARTITION BY service ORDER BY pool)::BIGINT AS running,
    sum(weight) OVER (PARTITION BY service)::BIGINT AS total
  FROM read_csv(getvariable('reference_root') || '/synth/performer.csv')
), slot AS (
  SELECT
    pool,
    (service * 1024 + unnest(range((running - weight) * 1024 // total, running * 1024 // total)))::INTEGER AS slot
  FROM running
)
SELECT
  s.slot,
  p.qualification,
  p.size,
  p.base
FROM slot AS s
JOIN pool AS p
  ON p.pool = s.pool
UNION ALL
SELECT r.slot::INTEGER, NULL, NULL, NULL
FROM range(11 * 1024, 15 * 1024) AS r(slot)

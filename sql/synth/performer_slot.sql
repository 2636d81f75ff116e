-- Who performs a service, as 1,024 equal chances.
-- @grain service, slot
-- @param reference_root VARCHAR folder of the reference data
-- @reads pool
-- @column service INTEGER number in service.csv
-- @column slot INTEGER 0 to 1023
-- @column qualification SMALLINT last three digits of the number; NULL where not delivered
-- @column size INTEGER practitioners of the group
-- @column base INTEGER first six digits of the number before the first
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
    service,
    pool,
    unnest(range((running - weight) * 1024 // total, running * 1024 // total))::INTEGER AS slot
  FROM running
)
SELECT
  s.service::INTEGER AS service,
  s.slot,
  p.qualification,
  p.size,
  p.base
FROM slot AS s
JOIN pool AS p
  ON p.pool = s.pool

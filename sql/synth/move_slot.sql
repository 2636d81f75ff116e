-- Where people of an arrondissement move to: 1,024 equal chances, shared out by population.
-- @grain slot
-- @reads municipality
-- @column slot INTEGER municipality left * 1024 + 0 to 1023
-- @column municipality INTEGER municipality moved to
WITH share AS (
  SELECT
    arrondissement_nis,
    municipality,
    population,
    sum(population) OVER (PARTITION BY arrondissement_nis ORDER BY municipality)::BIGINT AS running,
    sum(population) OVER (PARTITION BY arrondissement_nis)::BIGINT AS total
  FROM municipality
), destination AS (
  SELECT
    arrondissement_nis,
    municipality,
    unnest(range((running - population) * 1024 // total, running * 1024 // total))::INTEGER AS slot
  FROM share
)
SELECT
  m.municipality * 1024 + d.slot AS slot,
  d.municipality
FROM municipality AS m
JOIN destination AS d
  ON d.arrondissement_nis = m.arrondissement_nis

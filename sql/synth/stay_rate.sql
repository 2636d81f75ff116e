-- Stays in hospital of a person of a stratum, on average, one row each; and how long the classic ones last.
-- @grain stratum
-- @reads stratum_rate
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column classic DOUBLE classic stays
-- @column day DOUBLE day stays
-- @column nights DOUBLE nights of a classic stay
SELECT
  stratum,
  max(value) FILTER (measure = 'stay_classic') AS classic,
  max(value) FILTER (measure = 'stay_day') AS day,
  max(value) FILTER (measure = 'stay_nights_events') AS nights
FROM stratum_rate
GROUP BY stratum

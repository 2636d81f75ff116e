-- How somebody who has imaging in the year comes by each category, so that union and shares are both as calibrated.
-- One category is drawn with the chances of [drawn_from, drawn_to), which makes "at least one" certain; every other one is added
-- with chance `added`, which makes up what the draw leaves of its share: share = drawn + (1 - drawn) * added.
-- @grain stratum, service
-- @param reference_root VARCHAR folder of the reference data
-- @reads stratum_rate
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column service INTEGER number in service.csv
-- @column drawn_from DOUBLE lower end of the draw, 0 to 1
-- @column drawn_to DOUBLE upper end of the draw, exclusive
-- @column added DOUBLE chance beside the draw
-- @column more_log DOUBLE logarithm of the chance that one more examination follows
WITH share AS (
  SELECT
    c.stratum,
    s.service::INTEGER AS service,
    s.events,
    least(0.95, c.value / a.value) AS value
  FROM stratum_rate AS c
  JOIN stratum_rate AS a
    ON a.stratum = c.stratum AND a.measure = 'imaging_any'
  JOIN read_csv(getvariable('reference_root') || '/synth/service.csv') AS s
    ON s.name = c.measure
  WHERE s.service <= 10
), running AS (
  SELECT
    stratum,
    service,
    events,
    value,
    sum(value) OVER (PARTITION BY stratum ORDER BY service) AS running,
    sum(value) OVER (
      PARTITION BY stratum
      ORDER BY service
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS total
  FROM share
)
SELECT
  stratum,
  service,
  (running - value) / total AS drawn_from,
  CASE WHEN service = 10 THEN 1.0 ELSE running / total END AS drawn_to,
  greatest(0.0, (value - value / total) / (1 - value / total)) AS added,
  ln((events - 0.99) / (events + 0.01)) AS more_log
FROM running

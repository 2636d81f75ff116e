-- The days of the year as 4,096 equal chances: months, weekdays, public holidays and the interruptions of 2020.
-- @grain slot
-- @param reference_root VARCHAR folder of the reference data
-- @param year INTEGER year made
-- @column slot INTEGER service * 4096 + 0 to 4095; service.csv names the rhythm of a service, season.csv describes it
-- @column service_date DATE day of the service
WITH day AS (
  SELECT range::DATE AS service_date
  FROM range(make_date(getvariable('year'), 1, 1), make_date(getvariable('year') + 1, 1, 1), INTERVAL 1 DAY)
), weight AS (
  SELECT
    s.season,
    d.service_date,
    (
      100
      * [s.jan, s.feb, s.mar, s.apr, s.may, s.jun, s.jul, s.aug, s.sep, s.oct, s.nov, s.dec][month(d.service_date)]
      * [s.monday, s.tuesday, s.wednesday, s.thursday, s.friday, s.saturday, s.sunday][isodow(d.service_date)]
      * CASE
        WHEN strftime(d.service_date, '%m-%d') IN ('01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25') THEN 0.08
        ELSE 1.0
      END
      * coalesce(x.factor, 1.0)
    )::BIGINT AS weight
  FROM read_csv(getvariable('reference_root') || '/synth/season.csv') AS s
  CROSS JOIN day AS d
  LEFT JOIN read_csv(getvariable('reference_root') || '/synth/disruption.csv') AS x
    ON x.season = s.season AND d.service_date >= x.valid_from AND d.service_date < x.valid_to
), running AS (
  SELECT
    season,
    service_date,
    weight,
    sum(weight) OVER (PARTITION BY season ORDER BY service_date)::BIGINT AS running,
    sum(weight) OVER (PARTITION BY season)::BIGINT AS total
  FROM weight
)
SELECT
  (s.service * 4096 + unnest(range((r.running - r.weight) * 4096 // r.total, r.running * 4096 // r.total)))::INTEGER AS slot,
  r.service_date
FROM running AS r
JOIN read_csv(getvariable('reference_root') || '/synth/service.csv') AS s
  ON s.season = r.season

-- Claims by code, with the days between which they lie: what checks of codes look at, in one pass.
-- @grain code
-- @reads health_care
-- @column code INTEGER nomenclature code
-- @column first_day DATE the earliest day of service
-- @column last_day DATE the latest
-- @column claims BIGINT how many
-- @column dated BIGINT how many of them have a day of service
SELECT
  code,
  MIN(service_date) AS first_day,
  MAX(service_date) AS last_day,
  COUNT(*) AS claims,
  COUNT(service_date) AS dated
FROM health_care
GROUP BY code

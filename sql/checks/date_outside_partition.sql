-- Claims whose date of service is missing or in another year than their partition.
-- @grain claim
-- @check error 0 health_care
-- @param year INTEGER reference year
-- @reads health_care
-- @column service_date DATE date of service
SELECT
  service_date
FROM health_care
WHERE service_date IS NULL
  OR service_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR service_date > MAKE_DATE(getvariable('year'), 12, 31)

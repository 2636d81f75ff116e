-- Claims whose date of service is missing or in another year than their partition.
-- @grain code, day
-- @check error 0 health_care
-- @counts claims
-- @param year INTEGER reference year
-- @reads claim_day
-- @column service_date DATE date of service
-- @column claims BIGINT how many
SELECT
  service_date,
  claims
FROM claim_day
WHERE service_date IS NULL
  OR service_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR service_date > MAKE_DATE(getvariable('year'), 12, 31)

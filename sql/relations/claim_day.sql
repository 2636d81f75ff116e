-- Claims by code, day of service and whether a medical house (institution type 805) billed them: what most checks of claims look at, in one pass.
-- @grain code, service_date, medical_house
-- @reads health_care
-- @column code INTEGER nomenclature code
-- @column service_date DATE day of service
-- @column medical_house BOOLEAN whether the institution is of type 805
-- @column claims BIGINT how many
SELECT
  code,
  service_date,
  institution_type IS NOT DISTINCT FROM 805 AS medical_house,
  COUNT(*) AS claims
FROM health_care
GROUP BY
  code,
  service_date,
  institution_type IS NOT DISTINCT FROM 805

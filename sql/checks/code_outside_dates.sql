-- Claims with a known nomenclature code on a date outside its validity: they do not count.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care, code_list
-- @column code INTEGER nomenclature code
SELECT
  health_care.code
FROM health_care
JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = health_care.code
WHERE NOT EXISTS (
  SELECT 1
  FROM code_list
  WHERE code_list.code_list = 'nomenclature'
    AND code_list.code = health_care.code
    AND health_care.service_date >= code_list.valid_from
    AND health_care.service_date < code_list.valid_to
)

-- Claims with a known nomenclature code on a date outside its validity: they do not count.
-- @grain code, day
-- @check warning 0 health_care
-- @counts claims
-- @reads claim_day, code_list
-- @column code INTEGER nomenclature code
-- @column claims BIGINT how many
SELECT
  claim_day.code,
  claim_day.claims
FROM claim_day
JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = claim_day.code
WHERE NOT EXISTS (
  SELECT 1
  FROM code_list
  WHERE code_list.code_list = 'nomenclature'
    AND code_list.code = claim_day.code
    AND claim_day.service_date >= code_list.valid_from
    AND claim_day.service_date < code_list.valid_to
)

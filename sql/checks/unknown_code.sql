-- Claims with a nomenclature code that no code list knows: they feed no variable that asks for codes.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care, code_list
-- @column code INTEGER nomenclature code
SELECT
  health_care.code
FROM health_care
LEFT JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = health_care.code
WHERE known.code IS NULL

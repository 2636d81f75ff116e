-- Claims with a nomenclature code that no code list knows: they feed no variable that asks for codes.
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
LEFT JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = claim_day.code
WHERE known.code IS NULL

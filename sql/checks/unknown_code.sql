-- Claims with a nomenclature code that no code list knows: they feed no variable that selects codes.
-- @grain code
-- @check warning 0 health_care
-- @counts claims
-- @reads claim_code, code_list
-- @column code INTEGER nomenclature code
-- @column claims BIGINT how many
SELECT
  claim_code.code,
  claim_code.claims
FROM claim_code
LEFT JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = claim_code.code
WHERE known.code IS NULL

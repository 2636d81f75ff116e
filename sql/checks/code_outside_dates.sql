-- Claims with a known nomenclature code on a date outside its validity: they do not count.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care, claim_code, code_list
-- @column code INTEGER nomenclature code
WITH validity AS (
  SELECT
    code,
    valid_from,
    valid_to
  FROM code_list
  WHERE code_list = 'nomenclature'
),
-- Only claims of codes are read again of which some claim is undated, or whose days do not all lie within one window.
doubtful AS (
  SELECT
    claim_code.code
  FROM claim_code
  WHERE claim_code.code IN (SELECT code FROM validity)
    AND (
      claim_code.dated < claim_code.claims
      OR NOT EXISTS (
        SELECT 1
        FROM validity
        WHERE validity.code = claim_code.code
          AND claim_code.first_day >= validity.valid_from
          AND claim_code.last_day < validity.valid_to
      )
    )
)
SELECT
  health_care.code
FROM health_care
JOIN doubtful ON doubtful.code = health_care.code
WHERE NOT EXISTS (
  SELECT 1
  FROM validity
  WHERE validity.code = health_care.code
    AND health_care.service_date >= validity.valid_from
    AND health_care.service_date < validity.valid_to
)

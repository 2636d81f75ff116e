-- Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care, code_list
-- @column institution_type BIGINT last three digits of the institution number
SELECT
  health_care.institution_type
FROM health_care
WHERE health_care.institution_type IS DISTINCT FROM 805
  AND health_care.code IN (
    SELECT
      code
    FROM code_list
    WHERE code_list = 'medical_house_forfait'
  )

-- Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care, code_list
-- @column code INTEGER nomenclature code
SELECT
  code
FROM health_care
WHERE (institution_type IS DISTINCT FROM 805)
  AND code IN (
    SELECT
      code
    FROM code_list
    WHERE code_list = 'medical_house_forfait'
  )

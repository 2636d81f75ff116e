-- Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.
-- @grain code, day
-- @check warning 0 health_care
-- @counts claims
-- @reads claim_day, code_list
-- @column claims BIGINT how many
SELECT
  claims
FROM claim_day
WHERE NOT medical_house
  AND code IN (
    SELECT
      code
    FROM code_list
    WHERE code_list = 'medical_house_forfait'
  )

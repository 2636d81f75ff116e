-- Codes of a list that are valid in the year and that nobody was billed: a list that is out of date, or an incomplete delivery.
-- Nomenclature codes have six digits, which distinguishes their lists from those of qualifications; `nomenclature` holds them all.
-- @grain code list, code
-- @check warning 0 code_list
-- @param year INTEGER reference year
-- @reads claim_code, code_list
-- @column code_list VARCHAR code list
-- @column code INTEGER nomenclature code
SELECT DISTINCT
  code_list.code_list,
  code_list.code
FROM code_list
WHERE code_list.code_list <> 'nomenclature'
  AND code_list.code >= 100000
  AND code_list.valid_from <= MAKE_DATE(getvariable('year'), 12, 31)
  AND code_list.valid_to > MAKE_DATE(getvariable('year'), 1, 1)
  AND NOT EXISTS (
    SELECT 1
    FROM claim_code
    WHERE claim_code.code = code_list.code
  )

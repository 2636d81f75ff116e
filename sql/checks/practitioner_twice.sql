-- Practitioners who stand in the year's register more than once.
-- @grain practitioner
-- @check error 0 practitioner
-- @reads practitioner
-- @column practitioner INTEGER first 8 digits of the RIZIV/INAMI number
SELECT
  practitioner
FROM practitioner
WHERE practitioner IS NOT NULL
GROUP BY practitioner
HAVING COUNT(*) > 1

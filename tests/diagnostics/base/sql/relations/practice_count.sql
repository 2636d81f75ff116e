-- At how many practices somebody was examined.
-- @grain beneficiary
-- @reads beneficiary_practice
-- @uses IMAGING_BY_PRACTICE
-- @column beneficiary BIGINT pseudonym
-- @column value BIGINT number of practices
SELECT
  beneficiary,
  COUNT(*) AS value
FROM beneficiary_practice
WHERE "IMAGING_BY_PRACTICE" <> 0
GROUP BY beneficiary

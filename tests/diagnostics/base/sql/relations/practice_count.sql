-- At how many practices somebody was examined.
-- @grain beneficiary
-- @reads beneficiary_part
-- @uses IMAGING_BY_PRACTICE
-- @column beneficiary BIGINT pseudonym
-- @column value BIGINT number of practices
SELECT
  beneficiary,
  COUNT(*) AS value
FROM beneficiary_part
WHERE variable = 'IMAGING_BY_PRACTICE'
GROUP BY beneficiary

-- Beneficiaries with a global medical file (GMD) at a practice other than one that billed their medical-house forfaits of the year.
-- A practice counts when its net number of files for the person is at least 1 and its net number of forfaits for the person is 0.
-- Files without a practice are always elsewhere, also where forfaits have none: nobody can say that they are the same practice.
-- @grain beneficiary
-- @reads beneficiary_practice
-- @uses GMD_BY_PRACTICE, FF_MH_BY_PRACTICE
-- @implies value GMD_N
-- @column beneficiary BIGINT pseudonym
-- @column value BIGINT number of such practices
SELECT
  beneficiary,
  COUNT(*) AS value
FROM beneficiary_practice
WHERE "GMD_BY_PRACTICE" >= 1
  AND (practice IS NULL OR "FF_MH_BY_PRACTICE" = 0)
GROUP BY beneficiary

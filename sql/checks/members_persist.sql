-- People who were born before the year and whom the population of the year before does not have: figures over several years need one pseudonym a person.
-- @grain beneficiary
-- @check error 0.1 known_before
-- @reads known_before
-- @column beneficiary BIGINT pseudonym
SELECT
  beneficiary
FROM known_before
WHERE NOT is_known

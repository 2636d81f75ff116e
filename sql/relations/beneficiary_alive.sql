-- Whether every beneficiary of the year is alive on 31 December.
-- @grain beneficiary
-- @param year INTEGER reference year
-- @reads population
-- @derives alive month_of_death
-- @column beneficiary BIGINT pseudonym
-- @column alive SMALLINT 1 = alive on 31 December, 0 = deceased in the year
SELECT
  beneficiary,
  CAST(CASE WHEN month_of_death <= MAKE_DATE(getvariable('year'), 12, 31) THEN 0 ELSE 1 END AS SMALLINT) AS alive
FROM population

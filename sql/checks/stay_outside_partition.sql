-- Stays in hospital whose date of discharge is missing or in another year than their partition.
-- @grain stay
-- @check error 0 hospital_stay
-- @param year INTEGER reference year
-- @reads hospital_stay
-- @column discharge_date DATE date of discharge
SELECT
  discharge_date
FROM hospital_stay
WHERE discharge_date IS NULL
  OR discharge_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR discharge_date > MAKE_DATE(getvariable('year'), 12, 31)

-- Stays in hospital without a date of admission, or with one after the discharge.
-- @grain stay
-- @check error 0 hospital_stay
-- @reads hospital_stay
-- @column discharge_date DATE date of discharge
SELECT
  discharge_date
FROM hospital_stay
WHERE admission_date IS NULL
  OR admission_date > discharge_date

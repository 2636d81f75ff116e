-- One file of the hospital_stay table: the stays of a slice that end in a year, in the order of their discharge.
-- @grain stay
-- @reads stay
-- @column SS00010 BIGINT beneficiary
-- @column STAY_ID BIGINT number of the stay
-- @column ADMISSION_DATE DATE day of the admission, in an earlier year for some
-- @column DISCHARGE_DATE DATE day of the discharge
-- @column STAY_TYPE TINYINT 1 classic, 2 day
-- @column TRANSFER_IN BOOLEAN whether the patient came from another hospital
-- @column SS00075 BIGINT hospital
SELECT
  beneficiary AS "SS00010",
  (h >> 2)::BIGINT AS "STAY_ID",
  (discharge_date - nights)::DATE AS "ADMISSION_DATE",
  discharge_date AS "DISCHARGE_DATE",
  stay_type AS "STAY_TYPE",
  stay_type = 1 AND (h >> 24) % 25 = 0 AS "TRANSFER_IN",
  hospital AS "SS00075"
FROM stay
ORDER BY discharge_date, h, beneficiary

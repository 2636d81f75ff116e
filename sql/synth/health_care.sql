-- One file of the health_care table: the rows booked in a span of months, in the order of booking.
-- @grain row of the delivery
-- @param seed BIGINT seed of the run
-- @param booked_from INTEGER first month of booking
-- @param booked_to INTEGER last month of booking
-- @param women BOOLEAN whether the file holds the screening and childbirth of women, or all else
-- @param late BOOLEAN whether the file holds the corrections booked after the year, or all else
-- @reads claim, genetics_claim, extra_claim
-- @column SS00010 BIGINT beneficiary
-- @column SS00015 DATE date of service
-- @column SS00020 INTEGER nomenclature code
-- @column QUANTITY SMALLINT cases, negative on a correction
-- @column SS00060 DECIMAL(12,2) amount reimbursed, EUR
-- @column SS00065A INTEGER practitioner
-- @column SS00065B SMALLINT qualification
-- @column PRACTITIONER_CAT TINYINT profession code
-- @column SS00075 BIGINT institution
-- @column PRACTICE_ID INTEGER practice
-- @column SENDER SMALLINT sickness fund: one of seven, the same for a person every year
WITH row_of_year AS (
  SELECT c.*
  FROM claim AS c
  UNION ALL
  SELECT g.*
  FROM genetics_claim AS g
  UNION ALL
  SELECT x.*
  FROM extra_claim AS x
)
SELECT
  beneficiary AS "SS00010",
  service_date AS "SS00015",
  -- A handful of codes is in no list.
  CASE WHEN rare % 20000 = 7 THEN 799991 ELSE nomenclature_code END::INTEGER AS "SS00020",
  quantity AS "QUANTITY",
  ((quantity * cents)::DECIMAL(10, 0) * 0.01)::DECIMAL(12, 2) AS "SS00060",
  CASE WHEN (rare >> 50) % 400 <> 0 THEN performer * 100 + 97 - performer % 97 END::INTEGER AS "SS00065A",
  CASE WHEN (rare >> 50) % 350 <> 1 THEN qualification END AS "SS00065B",
  coalesce(performer // 10000, 10)::TINYINT AS "PRACTITIONER_CAT",
  institution::BIGINT AS "SS00075",
  practice AS "PRACTICE_ID",
  -- Members by fund, about as they are: 100 the most, 400 the fewest but 900.
  CASE
    WHEN sender_draw < 410 THEN 100
    WHEN sender_draw < 455 THEN 200
    WHEN sender_draw < 735 THEN 300
    WHEN sender_draw < 785 THEN 400
    WHEN sender_draw < 975 THEN 500
    WHEN sender_draw < 988 THEN 600
    ELSE 900
  END::SMALLINT AS "SENDER"
FROM (
  SELECT *, (hash(hash('sender', getvariable('seed'), beneficiary)) % 1000)::INTEGER AS sender_draw
  FROM row_of_year
) AS drawn
WHERE booking_month BETWEEN getvariable('booked_from') AND getvariable('booked_to')
  AND (service BETWEEN 21 AND 28) = getvariable('women')
  AND (quantity < 0 AND booking_month > 12 AND NOT getvariable('women')) = getvariable('late')
ORDER BY booking_month, h, beneficiary

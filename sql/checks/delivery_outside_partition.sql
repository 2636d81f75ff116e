-- Deliveries of medicines whose date is missing or in another year than their partition.
-- @grain delivery
-- @check error 0 pharmacy
-- @param year INTEGER reference year
-- @reads pharmacy
-- @column delivery_date DATE date of delivery
SELECT
  delivery_date
FROM pharmacy
WHERE delivery_date IS NULL
  OR delivery_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR delivery_date > MAKE_DATE(getvariable('year'), 12, 31)

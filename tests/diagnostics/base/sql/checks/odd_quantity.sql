-- Claims with an odd quantity.
-- @grain claim
-- @check warning 0 claim
-- @reads claim
-- @column quantity SMALLINT as delivered
SELECT
  quantity
FROM claim
WHERE quantity > 1000

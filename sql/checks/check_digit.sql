-- Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.
-- @grain claim
-- @check warning 0 health_care
-- @reads health_care
-- @column code INTEGER nomenclature code
SELECT
  code
FROM health_care
WHERE code % 10 <> (code // 10) % 7

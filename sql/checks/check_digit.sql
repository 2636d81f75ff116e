-- Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.
-- @grain code
-- @check warning 0 health_care
-- @counts claims
-- @reads claim_code
-- @column code INTEGER nomenclature code
-- @column claims BIGINT how many
SELECT
  code,
  claims
FROM claim_code
WHERE code % 10 <> (code // 10) % 7

-- Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
-- @grain beneficiary, variable
-- @check warning 0 beneficiary_value
-- @reads beneficiary_value
-- @column variable VARCHAR variable
SELECT
  variable
FROM beneficiary_value
WHERE value < 0

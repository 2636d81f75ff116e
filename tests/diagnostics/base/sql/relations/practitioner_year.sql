-- The year's practitioners.
-- @grain practitioner
-- @reads claim
-- @column practitioner INTEGER number
-- @column language VARCHAR fr, nl
-- @column municipality VARCHAR municipality of the address
SELECT DISTINCT
  practitioner,
  'fr' AS language,
  '' AS municipality
FROM claim

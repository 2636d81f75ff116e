-- The year's registered practitioners, located by the address that goes with their number, carried to the municipal map.
-- @grain practitioner
-- @reads practitioner, municipality_succession
-- @column practitioner INTEGER first 8 digits of the RIZIV/INAMI number
-- @column municipality VARCHAR municipality of the address on the map; empty = unknown
SELECT
  practitioner.practitioner,
  COALESCE(municipality_succession.municipality, '') AS municipality
FROM practitioner
LEFT JOIN municipality_succession ON municipality_succession.nis_code = practitioner.address_nis
WHERE practitioner.practitioner IS NOT NULL

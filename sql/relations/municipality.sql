-- The municipalities of the map, with what they lie in. Arrondissements come from here too: the list of areas dates 57000 from 2019 only.
-- @grain municipality
-- @param map_date DATE the day whose map is asked for
-- @reads nis_code
-- @column municipality VARCHAR municipality
-- @column arrondissement VARCHAR arrondissement
-- @column province VARCHAR province; NULL in Brussels
-- @column region VARCHAR region
SELECT
  nis_code AS municipality,
  arrondissement,
  province,
  region
FROM nis_code
WHERE valid_from <= getvariable('map_date')
  AND (valid_to IS NULL OR valid_to > getvariable('map_date'))

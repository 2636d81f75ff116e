-- Statistical sectors with their municipality on the map: the file's column for the map, then the changes that are dated after that column.
-- The municipality never comes from the first digits of the sector, which are those of 2011.
-- @grain sector
-- @param map_date DATE the day whose map is asked for
-- @reads statistical_sector, municipality_succession
-- @column sector VARCHAR sector code
-- @column municipality VARCHAR municipality of the map
-- @column is_located BOOLEAN false for ZZZZ: the municipality is known, the sector is not
SELECT
  statistical_sector.sector,
  municipality_succession.municipality,
  statistical_sector.sector NOT LIKE '%ZZZZ' AS is_located
FROM statistical_sector
JOIN municipality_succession ON municipality_succession.nis_code = CASE
  WHEN getvariable('map_date') < DATE '2019-01-01' THEN statistical_sector.nis_before_2019
  WHEN getvariable('map_date') < DATE '2025-01-01' THEN statistical_sector.nis_2019
  ELSE statistical_sector.nis_2025
END

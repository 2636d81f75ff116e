-- What areas are called, in every language that the reference files have: municipalities of all maps, sectors, and the areas above them.
-- @grain ref_area, language
-- @param reference_root VARCHAR folder of the reference data
-- @column ref_area VARCHAR NIS code or sector code
-- @column language VARCHAR fr, nl, de
-- @column name VARCHAR name
WITH named AS (
  SELECT nis_code AS ref_area, name_fr, name_nl, name_de
  FROM read_csv(getvariable('reference_root') || '/geo/areas.csv', header = true, all_varchar = true)
  UNION ALL
  SELECT nis_code, name_fr, name_nl, name_de
  FROM read_csv(getvariable('reference_root') || '/geo/municipalities.csv', header = true, all_varchar = true)
  UNION ALL
  SELECT sector_code, name_fr, name_nl, NULL
  FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true)
  WHERE sector_code NOT LIKE '%ZZZZ'
)
SELECT ref_area, 'fr' AS language, name_fr AS name FROM named WHERE name_fr <> ''
UNION ALL
SELECT ref_area, 'nl', name_nl FROM named WHERE name_nl <> ''
UNION ALL
SELECT ref_area, 'de', name_de FROM named WHERE name_de <> ''

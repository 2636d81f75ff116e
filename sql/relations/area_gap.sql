-- Who counts in an area and in none of its parts: an unknown domicile in the country, Brussels without province in its region, ZZZZ in its municipality.
-- @grain unit, area_level
-- @reads area_closure
-- @column unit VARCHAR sector, municipality, or empty where the domicile is unknown
-- @column area_level VARCHAR level of the parts, of which none counts the unit
-- @column ref_area VARCHAR the area that counts it, a level higher
SELECT
  whole.unit,
  step.part_level AS area_level,
  whole.ref_area
FROM area_closure AS whole
JOIN (VALUES
  ('country', 'region'),
  ('region', 'province'),
  ('province', 'arrondissement'),
  ('arrondissement', 'municipality'),
  ('municipality', 'sector')
) AS step (area_level, part_level) ON step.area_level = whole.area_level
LEFT JOIN area_closure AS part ON part.unit = whole.unit AND part.area_level = step.part_level
WHERE part.unit IS NULL

-- The areas that an area of the map is made of: regions of the country, provinces of a region, arrondissements of a province, municipalities of an
-- arrondissement, sectors of a municipality. Read off the areas that count a unit, so that an area in two would be added up twice and seen.
-- @grain part_level, part, ref_area
-- @reads area_closure
-- @column area_level VARCHAR level of the whole
-- @column ref_area VARCHAR the whole
-- @column part_level VARCHAR level of the part
-- @column part VARCHAR the part
SELECT DISTINCT
  whole.area_level,
  whole.ref_area,
  part.area_level AS part_level,
  part.ref_area AS part
FROM area_closure AS whole
JOIN (VALUES
  ('country', 'region'),
  ('region', 'province'),
  ('province', 'arrondissement'),
  ('arrondissement', 'municipality'),
  ('municipality', 'sector')
) AS step (area_level, part_level) ON step.area_level = whole.area_level
JOIN area_closure AS part ON part.unit = whole.unit AND part.area_level = step.part_level

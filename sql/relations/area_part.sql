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
JOIN area_closure AS part ON part.unit = whole.unit
WHERE (whole.area_level = 'country' AND part.area_level = 'region')
  OR (whole.area_level = 'region' AND part.area_level = 'province')
  OR (whole.area_level = 'province' AND part.area_level = 'arrondissement')
  OR (whole.area_level = 'arrondissement' AND part.area_level = 'municipality')
  OR (whole.area_level = 'municipality' AND part.area_level = 'sector')

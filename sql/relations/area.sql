-- The areas of the map, every one of which has its rows in a cube.
-- @grain area_level, ref_area
-- @reads area_closure
-- @column area_level VARCHAR level
-- @column ref_area VARCHAR NIS code or sector code
SELECT DISTINCT
  area_level,
  ref_area
FROM area_closure

-- Every area of the map with the areas that it lies in, itself among them. Read off the areas that count a unit, so that it says what figures do.
-- @grain area_level, ref_area
-- @reads area_closure
-- @column area_level VARCHAR level
-- @column ref_area VARCHAR NIS code or sector code
-- @column region VARCHAR region; NULL for the country
-- @column province VARCHAR province; NULL in Brussels and above
-- @column arrondissement VARCHAR arrondissement; NULL above
-- @column municipality VARCHAR municipality; NULL above
WITH level AS (
  SELECT area_level, depth
  FROM (VALUES
    ('country', 1), ('region', 2), ('province', 3), ('arrondissement', 4), ('municipality', 5), ('sector', 6)
  ) AS v (area_level, depth)
),
place AS (
  SELECT area_closure.unit, area_closure.area_level, area_closure.ref_area, level.depth
  FROM area_closure
  JOIN level ON level.area_level = area_closure.area_level
)
SELECT
  place.area_level,
  place.ref_area,
  MAX(CASE WHEN whole.area_level = 'region' THEN whole.ref_area END) AS region,
  MAX(CASE WHEN whole.area_level = 'province' THEN whole.ref_area END) AS province,
  MAX(CASE WHEN whole.area_level = 'arrondissement' THEN whole.ref_area END) AS arrondissement,
  MAX(CASE WHEN whole.area_level = 'municipality' THEN whole.ref_area END) AS municipality
FROM place
JOIN place AS whole ON whole.unit = place.unit AND whole.depth <= place.depth
GROUP BY place.area_level, place.ref_area

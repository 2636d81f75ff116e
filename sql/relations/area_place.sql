-- Every area of the map with the areas that it lies in, itself among them. Read off the areas that count a unit, so that it says what figures do.
-- @grain area_level, ref_area
-- @reads area_closure
-- @column area_level VARCHAR level
-- @column ref_area VARCHAR NIS code or sector code
-- @column region VARCHAR region; NULL for the country
-- @column province VARCHAR province; NULL in Brussels and above
-- @column arrondissement VARCHAR arrondissement; NULL above
-- @column municipality VARCHAR municipality; NULL above
WITH home AS (
  SELECT
    unit,
    MAX(CASE WHEN area_level = 'region' THEN ref_area END) AS region,
    MAX(CASE WHEN area_level = 'province' THEN ref_area END) AS province,
    MAX(CASE WHEN area_level = 'arrondissement' THEN ref_area END) AS arrondissement
  FROM area_closure
  WHERE unit IN (SELECT ref_area FROM area_closure WHERE area_level = 'municipality')
  GROUP BY unit
)
SELECT 'country' AS area_level, '01000' AS ref_area, NULL AS region, NULL AS province, NULL AS arrondissement, NULL AS municipality
UNION ALL
SELECT DISTINCT 'region', region, region, NULL, NULL, NULL FROM home
UNION ALL
SELECT DISTINCT 'province', province, region, province, NULL, NULL FROM home WHERE province IS NOT NULL
UNION ALL
SELECT DISTINCT 'arrondissement', arrondissement, region, province, arrondissement, NULL FROM home
UNION ALL
SELECT 'municipality', unit, region, province, arrondissement, unit FROM home
UNION ALL
SELECT 'sector', sector.ref_area, home.region, home.province, home.arrondissement, home.unit
FROM area_closure AS sector
JOIN area_closure AS municipality ON municipality.unit = sector.unit AND municipality.area_level = 'municipality'
JOIN home ON home.unit = municipality.ref_area
WHERE sector.area_level = 'sector'

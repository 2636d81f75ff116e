-- In which municipalities has an indicator clearly changed between two years: so much that the two intervals do not overlap?
-- @param indicator VARCHAR the indicator
-- @default indicator 'cube_013_001'
-- @param from_year INTEGER the first of the two years
-- @default from_year (SELECT first_year FROM indicator WHERE code = getvariable('indicator'))
-- @param to_year INTEGER the second
-- @default to_year (SELECT last_year FROM indicator WHERE code = getvariable('indicator'))
-- @param lang VARCHAR language of names: fr, nl or de
-- @default lang 'fr'
SELECT
  later.ref_area,
  area_name.name,
  earlier.obs_value AS earlier,
  later.obs_value AS later,
  later.obs_value - earlier.obs_value AS change,
  later.obs_value > earlier.obs_value AS is_higher
FROM total AS later
JOIN total AS earlier ON earlier.code = later.code
  AND earlier.area_level = later.area_level
  AND earlier.ref_area = later.ref_area
  AND earlier.time_period = getvariable('from_year')
LEFT JOIN area_name ON area_name.ref_area = later.ref_area AND area_name.language = getvariable('lang')
WHERE later.code = getvariable('indicator')
  AND later.area_level = 'municipality'
  AND later.time_period = getvariable('to_year')
  AND (later.ci_lower > earlier.ci_upper OR later.ci_upper < earlier.ci_lower)
ORDER BY ABS(change) DESC, later.ref_area

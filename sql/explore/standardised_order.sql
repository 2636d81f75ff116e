-- Which municipalities change places once they are compared as if all were composed alike? Large steps are the work of their ages and sexes.
-- @param indicator VARCHAR the indicator: one with standardised values
-- @default indicator 'cube_013_001'
-- @param year INTEGER the reference year
-- @default year (SELECT last_year FROM indicator WHERE code = getvariable('indicator'))
-- @param n INTEGER how many
-- @default n 20
-- @param lang VARCHAR language of names: fr, nl or de
-- @default lang 'fr'
WITH ranked AS (
  SELECT
    ref_area,
    obs_value,
    std_value,
    RANK() OVER (ORDER BY obs_value DESC) AS place,
    RANK() OVER (ORDER BY std_value DESC) AS standardised_place
  FROM total
  WHERE code = getvariable('indicator')
    AND time_period = getvariable('year')
    AND area_level = 'municipality'
    AND obs_value IS NOT NULL
    AND std_value IS NOT NULL
)
SELECT
  ranked.ref_area,
  area_name.name,
  ranked.obs_value,
  ranked.std_value,
  ranked.place,
  ranked.standardised_place,
  ranked.place - ranked.standardised_place AS steps_up
FROM ranked
LEFT JOIN area_name ON area_name.ref_area = ranked.ref_area AND area_name.language = getvariable('lang')
ORDER BY ABS(steps_up) DESC, ranked.ref_area
LIMIT getvariable('n')

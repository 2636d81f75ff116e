-- In which municipalities is an indicator highest and lowest, and how sure is that? Intervals that overlap say that an order is not.
-- @param indicator VARCHAR the indicator
-- @default indicator 'cube_013_001'
-- @param year INTEGER the reference year
-- @default year (SELECT last_year FROM indicator WHERE code = getvariable('indicator'))
-- @param n INTEGER how many at each end
-- @default n 10
-- @param lang VARCHAR language of names: fr, nl or de
-- @default lang 'fr'
WITH ranked AS (
  SELECT
    ref_area,
    obs_value,
    ci_lower,
    ci_upper,
    denominator,
    ROW_NUMBER() OVER (ORDER BY obs_value DESC, ref_area) AS place,
    COUNT(*) OVER () AS places
  FROM total
  WHERE code = getvariable('indicator')
    AND time_period = getvariable('year')
    AND area_level = 'municipality'
    AND obs_value IS NOT NULL
)
SELECT
  ranked.place,
  ranked.ref_area,
  area_name.name,
  ranked.obs_value,
  ranked.ci_lower,
  ranked.ci_upper,
  ranked.denominator
FROM ranked
LEFT JOIN area_name ON area_name.ref_area = ranked.ref_area AND area_name.language = getvariable('lang')
WHERE ranked.place <= getvariable('n') OR ranked.place > ranked.places - getvariable('n')
ORDER BY ranked.place

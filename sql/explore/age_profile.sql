-- How does an indicator differ between ages (and the other groups that it has), in one area and year?
-- @param indicator VARCHAR the indicator: one with groups, a cube_…
-- @default indicator 'cube_013_001'
-- @param year INTEGER the reference year
-- @default year (SELECT last_year FROM indicator WHERE code = getvariable('indicator'))
-- @param area VARCHAR NIS code
-- @default area '01000'
SELECT
  COLUMNS(name -> name IN ('age_group', 'sex', 'bim')),
  numerator,
  denominator,
  obs_value,
  ci_lower,
  ci_upper,
  obs_status
FROM query_table(getvariable('indicator'))
WHERE time_period = getvariable('year')
  AND ref_area = getvariable('area')
ORDER BY ALL

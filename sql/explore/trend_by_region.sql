-- How has an indicator gone in the country and its regions, year by year?
-- @param indicator VARCHAR the indicator
-- @default indicator 'cube_013_021'
-- @param lang VARCHAR language of names: fr, nl or de
-- @default lang 'fr'
SELECT
  total.time_period,
  total.ref_area,
  area_name.name,
  total.obs_value,
  total.ci_lower,
  total.ci_upper,
  total.obs_value - LAG(total.obs_value) OVER (PARTITION BY total.ref_area ORDER BY total.time_period) AS change,
  total.obs_status
FROM total
LEFT JOIN area_name ON area_name.ref_area = total.ref_area AND area_name.language = getvariable('lang')
WHERE total.code = getvariable('indicator')
  AND total.area_level IN ('country', 'region')
ORDER BY total.ref_area, total.time_period

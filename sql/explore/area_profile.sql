-- How does an area stand on every indicator, beside its region and the country, in the last year of each?
-- @param area VARCHAR NIS code
-- @default area (SELECT MIN(ref_area) FROM area WHERE area_level = 'municipality')
WITH place AS (
  SELECT ref_area, MAX_BY(region, vintage) AS region
  FROM area
  WHERE ref_area = getvariable('area')
  GROUP BY ref_area
)
SELECT
  indicator.code,
  indicator.title_en AS title,
  indicator.unit_en AS unit,
  indicator.last_year AS year,
  here.obs_value AS here,
  here.ci_lower,
  here.ci_upper,
  here.obs_status,
  region.obs_value AS region,
  country.obs_value AS country
FROM indicator
CROSS JOIN place
JOIN total AS here ON here.code = indicator.code AND here.time_period = indicator.last_year AND here.ref_area = place.ref_area
LEFT JOIN total AS region ON region.code = indicator.code AND region.time_period = indicator.last_year AND region.ref_area = place.region
LEFT JOIN total AS country ON country.code = indicator.code AND country.time_period = indicator.last_year AND country.ref_area = '01000'
ORDER BY indicator.code

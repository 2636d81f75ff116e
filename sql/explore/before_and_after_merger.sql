-- What did an indicator do in a municipality that was merged, before and after, beside its arrondissement? All years are on one map, so that the series has no break.
-- @param indicator VARCHAR the indicator
-- @default indicator 'cube_013_001'
-- @param area VARCHAR NIS code of the municipality that came of the merger
-- @default area (SELECT new_nis FROM area_change JOIN area ON area.ref_area = area_change.new_nis GROUP BY new_nis ORDER BY COUNT(*) DESC, new_nis LIMIT 1)
-- @param lang VARCHAR language of names: fr, nl or de
-- @default lang 'fr'
WITH merger AS (
  SELECT
    area_change.new_nis,
    MAX(area_change.effective_date) AS first_day,
    STRING_AGG(DISTINCT COALESCE(area_name.name, area_change.old_nis), ', ' ORDER BY COALESCE(area_name.name, area_change.old_nis)) AS merged
  FROM area_change
  LEFT JOIN area_name ON area_name.ref_area = area_change.old_nis AND area_name.language = getvariable('lang')
  WHERE area_change.new_nis = getvariable('area')
  GROUP BY area_change.new_nis
),
place AS (
  SELECT ref_area, MAX_BY(arrondissement, vintage) AS arrondissement
  FROM area
  WHERE area_level = 'municipality'
  GROUP BY ref_area
)
SELECT
  total.time_period,
  CASE WHEN total.time_period < YEAR(merger.first_day) THEN 'before' ELSE 'after' END AS merger,
  merger.merged,
  merger.first_day,
  total.obs_value,
  total.ci_lower,
  total.ci_upper,
  total.obs_status,
  around.obs_value AS arrondissement
FROM total
JOIN merger ON merger.new_nis = total.ref_area
JOIN place ON place.ref_area = total.ref_area
LEFT JOIN total AS around ON around.code = total.code
  AND around.time_period = total.time_period
  AND around.area_level = 'arrondissement'
  AND around.ref_area = place.arrondissement
WHERE total.code = getvariable('indicator')
  AND total.area_level = 'municipality'
ORDER BY total.time_period

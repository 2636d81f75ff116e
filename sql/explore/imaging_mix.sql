-- Which kinds of medical imaging do people have, and does that differ between the regions? Shares of people with at least one, in per cent.
-- @param year INTEGER the reference year
-- @default year (SELECT MAX(last_year) FROM indicator WHERE code LIKE 'cube\_013\_%' ESCAPE '\')
SELECT
  indicator.code,
  indicator.title_en AS kind,
  MAX(total.obs_value) FILTER (WHERE total.ref_area = '01000') AS belgium,
  MAX(total.obs_value) FILTER (WHERE total.ref_area = '02000') AS flanders,
  MAX(total.obs_value) FILTER (WHERE total.ref_area = '03000') AS wallonia,
  MAX(total.obs_value) FILTER (WHERE total.ref_area = '04000') AS brussels
FROM total
JOIN indicator ON indicator.code = total.code
WHERE total.code LIKE 'cube\_013\_0%' ESCAPE '\'
  AND indicator.measure = 'share'
  AND total.time_period = getvariable('year')
  AND total.area_level IN ('country', 'region')
GROUP BY indicator.code, indicator.title_en
ORDER BY belgium DESC NULLS LAST, indicator.code

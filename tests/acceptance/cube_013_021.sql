-- Beneficiaries with at least one interventional diagnostic examination, per 100.
WITH examined AS (
  SELECT SS00010 AS id FROM imaging WHERE category = 'interventional_diagnostic' GROUP BY id HAVING SUM(QUANTITY) >= 1
)
SELECT
  area_level,
  ref_area,
  IF(GROUPING(age_group) = 1, 'total', age_group) AS age_group,
  COUNT(examined.id) AS numerator,
  COUNT(*) AS denominator,
  100.0 * COUNT(examined.id) / COUNT(*) AS obs_value
FROM lives
JOIN person USING (id)
LEFT JOIN examined USING (id)
WHERE area_level <> 'sector'
GROUP BY GROUPING SETS ((area_level, ref_area), (area_level, ref_area, age_group))
HAVING GROUPING(age_group) = 1 OR age_group IS NOT NULL

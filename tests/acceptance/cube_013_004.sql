-- Imaging examinations by radiologists, per 1 000 beneficiaries.
WITH volume AS (
  SELECT SS00010 AS id, SUM(QUANTITY) AS examinations
  FROM imaging
  WHERE PRACTITIONER_CAT BETWEEN 10 AND 19
    AND SS00065B IN (930, 939, 960, 369, 569, 638, 835, 836, 838, 839, 965, 994, 995, 997)
  GROUP BY id
)
SELECT
  area_level,
  ref_area,
  IF(GROUPING(age_group) = 1, 'total', age_group) AS age_group,
  COALESCE(SUM(examinations), 0)::BIGINT AS numerator,
  COUNT(*) AS denominator,
  1000.0 * COALESCE(SUM(examinations), 0) / COUNT(*) AS obs_value
FROM lives
JOIN person USING (id)
LEFT JOIN volume USING (id)
WHERE area_level <> 'sector'
GROUP BY GROUPING SETS ((area_level, ref_area), (area_level, ref_area, age_group))
HAVING GROUPING(age_group) = 1 OR age_group IS NOT NULL

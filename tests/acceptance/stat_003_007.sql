-- Medical-house patients without a global medical file elsewhere, per 10 000 beneficiaries; by sector from 2005.
WITH enrolled AS (
  SELECT SS00010 AS id
  FROM health_care
  WHERE SS00020 = 109616 AND SS00075 % 1000 = 805
  GROUP BY id
  HAVING SUM(QUANTITY) >= 6
),
practice AS (
  SELECT
    SS00010 AS id,
    PRACTICE_ID,
    SUM(QUANTITY) FILTER (SS00020 = 102771) AS files,
    SUM(QUANTITY) FILTER (SS00020 = 109616 AND SS00075 % 1000 = 805) AS forfaits
  FROM health_care
  GROUP BY id, PRACTICE_ID
),
elsewhere AS (
  SELECT DISTINCT id FROM practice WHERE files >= 1 AND COALESCE(forfaits, 0) = 0
),
patient AS (
  SELECT id FROM enrolled EXCEPT SELECT id FROM elsewhere
)
SELECT
  area_level,
  ref_area,
  COUNT(patient.id) AS numerator,
  COUNT(*) AS denominator,
  10000.0 * COUNT(patient.id) / COUNT(*) AS obs_value
FROM lives
LEFT JOIN patient USING (id)
WHERE area_level <> 'sector' OR getvariable('year') >= 2005
GROUP BY area_level, ref_area

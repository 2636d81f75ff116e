-- {{indicator}}: every area, no breakdown.
WITH member AS (
{{member}}
),
cell AS (
  SELECT
    person.{{unit}} AS unit,
    {{numerator}} AS numerator,
    {{denominator}} AS denominator
  FROM beneficiary_year AS person
  LEFT JOIN member ON member.beneficiary = person.beneficiary
  GROUP BY person.{{unit}}
),
rolled AS (
  SELECT
    area_level,
    ref_area,
    CAST(SUM(numerator) AS BIGINT) AS numerator,
    CAST(SUM(denominator) AS BIGINT) AS denominator
  FROM cell
  JOIN area_closure ON area_closure.unit = cell.unit
  GROUP BY
    area_level,
    ref_area
),
dense AS (
  SELECT
    area_level,
    ref_area,
    COALESCE(numerator, 0) AS numerator,
    COALESCE(denominator, 0) AS denominator
  FROM area
  LEFT JOIN rolled USING (area_level, ref_area)
  WHERE area_level IN ({{levels}})
)
SELECT
  {{year}} AS time_period,
  area_level,
  ref_area,
  numerator,
  denominator,
  numerator / NULLIF(CAST(denominator AS DOUBLE), 0) * {{per}} AS obs_value,
  CASE WHEN {{interval}}_lower(numerator, denominator, 0) >= 0 THEN {{interval}}_lower(numerator, denominator, 0) * {{per}} END AS ci_lower,
  {{interval}}_upper(numerator, denominator, 0) * {{per}} AS ci_upper,
  CAST(NULL AS DOUBLE) AS std_value,
  CAST(NULL AS DOUBLE) AS std_ci_lower,
  CAST(NULL AS DOUBLE) AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status
FROM dense
ORDER BY
  area_level,
  ref_area

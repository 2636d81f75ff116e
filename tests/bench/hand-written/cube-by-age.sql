-- {{indicator}}: every area, by age (and by {{dimensions}}), with the value that it would have with the ages of {{standard}}.
WITH member AS (
{{member}}
),
cell AS (
  SELECT
    person.municipality AS unit,
    person.age_group{{person_dimensions}},
    {{numerator}} AS numerator,
    {{denominator}} AS denominator,
    {{squares}} AS squares
  FROM beneficiary_year AS person
  LEFT JOIN member ON member.beneficiary = person.beneficiary
  GROUP BY
    person.municipality,
    person.age_group{{person_dimensions}}
),
rolled AS (
  SELECT
    area_level,
    ref_area,
    CASE WHEN GROUPING(cell.age_group) = 1 THEN 'total' ELSE cell.age_group END AS age_group{{margin_dimensions}},
    CAST(SUM(numerator) AS BIGINT) AS numerator,
    CAST(SUM(denominator) AS BIGINT) AS denominator,
    CAST(SUM(squares) AS DOUBLE) AS squares
  FROM cell
  JOIN area_closure ON area_closure.unit = cell.unit
  WHERE area_level IN ({{levels}})
  GROUP BY GROUPING SETS ({{grouping_sets}})
),
standard AS (
  SELECT
    area_level,
    ref_area{{plain_dimensions}},
    CAST(SUM(numerator) AS BIGINT) AS events,
    SUM(weight * numerator / denominator) / SUM(weight) AS value,
    SUM(weight * weight * {{variance}} / (CAST(denominator AS DOUBLE) * denominator)) / (SUM(weight) * SUM(weight)) AS variance
  FROM rolled
  JOIN standard_population ON standard_population.name = '{{standard}}' AND standard_population.age_group = rolled.age_group
  GROUP BY
    area_level,
    ref_area{{plain_dimensions}}
  HAVING COUNT(*) = 10
    AND MIN(denominator) > 0
    AND MIN(numerator) >= 0
    AND SUM(numerator) >= 10
),
grid AS (
  SELECT *
  FROM area
  CROSS JOIN (VALUES {{ages}}) AS age (age_group){{grid_dimensions}}
  WHERE area_level IN ({{levels}})
),
dense AS (
  SELECT
    grid.*,
    COALESCE(numerator, 0) AS numerator,
    COALESCE(denominator, 0) AS denominator,
    COALESCE(squares, 0) AS squares,
    events,
    value,
    SQRT(variance / events) AS spread
  FROM grid
  LEFT JOIN rolled USING (area_level, ref_area, age_group{{plain_dimensions}})
  LEFT JOIN standard ON standard.area_level = grid.area_level
    AND standard.ref_area = grid.ref_area
    AND grid.age_group = 'total'{{standard_dimensions}}
)
SELECT
  {{year}} AS time_period,
  area_level,
  ref_area{{shown_dimensions}},
  numerator,
  denominator,
  numerator / NULLIF(CAST(denominator AS DOUBLE), 0) * {{per}} AS obs_value,
  CASE WHEN {{interval}}_lower(numerator, denominator, squares) >= 0 THEN {{interval}}_lower(numerator, denominator, squares) * {{per}} END AS ci_lower,
  {{interval}}_upper(numerator, denominator, squares) * {{per}} AS ci_upper,
  value * {{per}} AS std_value,
  CASE WHEN value + spread * (byar_below(events) - events) >= 0 THEN (value + spread * (byar_below(events) - events)) * {{per}} END AS std_ci_lower,
  (value + spread * (byar_above(events) - events)) * {{per}} AS std_ci_upper,
  CASE WHEN denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status
FROM dense
ORDER BY
  area_level,
  ref_area{{shown_dimensions}}

-- {{indicator}}: practitioners by arrondissement with a case under a qualification of the group and enough income.
WITH qualified AS (
  SELECT DISTINCT practitioner
  FROM (
    SELECT practitioner
    FROM health_care
    WHERE profession BETWEEN 10 AND 19
      AND qualification IN (SELECT qualification FROM qualification_list WHERE list = '{{qualification}}')
    GROUP BY
      practitioner,
      qualification
    HAVING SUM(quantity) >= 1
  )
),
active AS (
  SELECT practitioner
  FROM health_care
  WHERE practitioner IN (SELECT practitioner FROM qualified)
  GROUP BY practitioner
  HAVING SUM(amount) >= (
    SELECT CAST(median_eur AS DECIMAL(12, 2)) * 5 / 100
    FROM read_csv('{{reference}}/parameters/median_income.csv', all_varchar = true)
    WHERE profession_group = '{{qualification}}' AND year = '{{year}}'
  )
),
rolled AS (
  SELECT
    area_level,
    ref_area,
    COUNT(*) AS numerator
  FROM active
  LEFT JOIN practitioner_year USING (practitioner)
  JOIN area_closure ON area_closure.unit = COALESCE(practitioner_year.municipality, '')
  GROUP BY
    area_level,
    ref_area
)
SELECT
  {{year}} AS time_period,
  area_level,
  ref_area,
  COALESCE(numerator, 0) AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CAST(COALESCE(numerator, 0) AS DOUBLE) AS obs_value,
  CAST(NULL AS DOUBLE) AS ci_lower,
  CAST(NULL AS DOUBLE) AS ci_upper,
  CAST(NULL AS DOUBLE) AS std_value,
  CAST(NULL AS DOUBLE) AS std_ci_lower,
  CAST(NULL AS DOUBLE) AS std_ci_upper,
  'A' AS obs_status,
  'N' AS conf_status
FROM area
LEFT JOIN rolled USING (area_level, ref_area)
WHERE area_level IN ({{levels}})
ORDER BY
  area_level,
  ref_area

  WITH beneficiary_practice AS (
    SELECT
      beneficiary,
      practice,
      CAST(COALESCE(SUM(quantity) FILTER (category = 'gmd'), 0) AS BIGINT) AS "GMD_BY_PRACTICE",
      CAST(COALESCE(SUM(quantity) FILTER (category = 'gp_contact'), 0) AS BIGINT) AS "GP_CONTACT_BY_PRACTICE",
      CAST(MIN(service_date) FILTER (category = 'gp_contact' AND quantity >= 1) - DATE '1970-01-01' AS BIGINT) AS "GP_FIRST_CONTACT_BY_PRACTICE"
    FROM health_care
    JOIN nomenclature ON nomenclature.code = health_care.code
      AND service_date >= valid_from
      AND service_date < valid_to
    WHERE category IN ('gmd', 'gp_contact')
    GROUP BY
      beneficiary,
      practice
  )
  SELECT * FROM (
{{gp_allocation}}
  )

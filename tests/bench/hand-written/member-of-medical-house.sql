  SELECT
    beneficiary,
    1 AS n
  FROM (
    SELECT
      beneficiary,
      practice,
      COALESCE(SUM(quantity) FILTER (category = 'gmd'), 0) AS gmd,
      COALESCE(SUM(quantity) FILTER (category = 'medical_house' AND institution_type = 805), 0) AS forfait
    FROM health_care
    JOIN nomenclature ON nomenclature.code = health_care.code
      AND service_date >= valid_from
      AND service_date < valid_to
    WHERE category IN ('gmd', 'medical_house')
    GROUP BY
      beneficiary,
      practice
  )
  GROUP BY beneficiary
  HAVING SUM(forfait) >= 6
    AND COUNT(*) FILTER (gmd >= 1 AND forfait = 0) = 0

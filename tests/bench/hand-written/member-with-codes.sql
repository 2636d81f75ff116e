  SELECT
    beneficiary,
    SUM(quantity) AS n
  FROM health_care
  JOIN nomenclature ON nomenclature.code = health_care.code
    AND service_date >= valid_from
    AND service_date < valid_to
  WHERE category IN ({{categories}}){{where}}
  GROUP BY beneficiary

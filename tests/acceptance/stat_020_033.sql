-- Active clinical geneticists: 5 % of the median income per full-time equivalent, and a qualification of the list on a claim.
WITH qualified AS (
  SELECT DISTINCT SS00065A
  FROM (
    SELECT SS00065A, SS00065B
    FROM health_care
    WHERE PRACTITIONER_CAT BETWEEN 10 AND 19
      AND SS00065B IN (348, 398, 586, 599, 668, 693, 737, 788, 798, 810, 811, 868)
      AND (SS00065B <> 586 OR SS00015 >= DATE '2012-07-01')
      AND SS00065A IS NOT NULL
    GROUP BY SS00065A, SS00065B
    HAVING SUM(QUANTITY) >= 1
  ) AS number
),
median AS (
  SELECT CAST(median_eur AS DECIMAL(18, 2)) AS eur
  FROM read_csv(getvariable('reference') || '/parameters/median_income.csv', all_varchar = true)
  WHERE profession_group = 'clinical_genetics' AND year::INTEGER = getvariable('year')
),
active AS (
  SELECT SS00065A
  FROM health_care
  GROUP BY SS00065A
  HAVING SUM(SS00060) * 20 >= (SELECT eur FROM median)
),
geneticist AS (
  SELECT qualified.SS00065A, municipality.*
  FROM qualified
  SEMI JOIN active USING (SS00065A)
  LEFT JOIN practitioner USING (SS00065A)
  LEFT JOIN change ON change.old_nis = ADDRESS_NIS
  LEFT JOIN municipality ON municipality.nis = COALESCE(change.new_nis, ADDRESS_NIS)
),
works AS (
  SELECT 'country' AS area_level, '01000' AS ref_area FROM geneticist
  UNION ALL SELECT 'region', region FROM geneticist WHERE region IS NOT NULL
  UNION ALL SELECT 'province', province FROM geneticist WHERE province <> ''
  UNION ALL SELECT 'arrondissement', arrondissement FROM geneticist WHERE arrondissement IS NOT NULL
)
SELECT area_level, ref_area, COUNT(*) AS numerator, NULL AS denominator, COUNT(*)::DOUBLE AS obs_value
FROM works
GROUP BY area_level, ref_area

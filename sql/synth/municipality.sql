-- Municipalities of the 2019 map with what places people and practices in them.
-- @grain municipality of 2019
-- @param reference_root VARCHAR folder of the reference data
-- @param beneficiaries BIGINT people to make, on the scale of the 2020 population
-- @column municipality INTEGER position from 0 in order of NIS code
-- @column nis_code VARCHAR NIS code of 2019
-- @column arrondissement_nis VARCHAR arrondissement of 2019
-- @column region INTEGER 0 Flanders, 1 Wallonia, 2 Brussels
-- @column population BIGINT inhabitants on 1 January 2020
-- @column scale DOUBLE synthetic people per inhabitant
-- @column profile_nis VARCHAR province, or region for Brussels, whose age profile it takes
-- @column male_at_birth DOUBLE share of boys, shifted as the municipality's share of men is
-- @column first_practice INTEGER number before its first general practice
-- @column practices INTEGER general practices
WITH place AS (
  SELECT
    row_number() OVER (ORDER BY m.nis_code) - 1 AS municipality,
    m.nis_code,
    m.arrondissement_nis,
    CASE m.region_nis WHEN '02000' THEN 0 WHEN '03000' THEN 1 ELSE 2 END AS region,
    p.total AS population,
    coalesce(m.province_nis, m.region_nis) AS profile_nis,
    least(0.56, greatest(0.46, p.male / p.total + 0.02)) AS male_at_birth,
    getvariable('beneficiaries') / sum(p.total) OVER () AS scale
  FROM read_csv(getvariable('reference_root') || '/geo/municipalities.csv', all_varchar = true) AS m
  JOIN read_csv(
    getvariable('reference_root') || '/geo/population_2020-01-01.csv',
    types = {'nis_code_2019': 'VARCHAR', 'male': 'BIGINT', 'female': 'BIGINT', 'total': 'BIGINT'}
  ) AS p
    ON p.nis_code_2019 = m.nis_code
  WHERE m.valid_from <= '2019-01-01'
    AND (m.valid_to IS NULL OR m.valid_to > '2019-01-01')
), practice AS (
  SELECT
    municipality,
    greatest(1, round(population * scale / 1800))::INTEGER AS practices
  FROM place
)
SELECT
  p.municipality::INTEGER AS municipality,
  p.nis_code,
  p.arrondissement_nis,
  p.region,
  p.population,
  p.scale,
  p.profile_nis,
  p.male_at_birth,
  (sum(r.practices) OVER (ORDER BY p.municipality) - r.practices)::INTEGER AS first_practice,
  r.practices
FROM place AS p
JOIN practice AS r
  ON r.municipality = p.municipality
ORDER BY p.municipality

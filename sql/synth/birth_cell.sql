-- Everybody born in a municipality in a year who is ever made, as one run of consecutive person numbers.
-- The reference population of 2020 is carried back to birth with the survival that person_year lets people die by, so that
-- it comes out again in 2020. Cohorts born from 2020 repeat the five before; those too old to be seen in 2020 repeat 1930-1934.
-- @grain municipality, birth_year
-- @param reference_root VARCHAR folder of the reference data
-- @param seed BIGINT seed of the run
-- @reads municipality
-- @column municipality INTEGER position of the municipality
-- @column birth_year INTEGER year of birth
-- @column first_person BIGINT first person number
-- @column end_person BIGINT number after the last
-- @column born DOUBLE people expected to be born, before rounding to whole people
WITH profile AS (
  SELECT
    province_or_region_nis AS profile_nis,
    age,
    CASE WHEN age >= 90 THEN '90+' ELSE age // 10 * 10 || '-' || age // 10 * 10 + 9 END AS age_band,
    population / sum(population) OVER (PARTITION BY province_or_region_nis, least(age // 10, 9)) AS share,
    0.49 * exp(-exp(0.105 * (age + 0.5 - 86))) + 0.51 * exp(-exp(0.115 * (age + 0.5 - 90))) AS survival
  FROM read_csv(
    getvariable('reference_root') || '/geo/population_2019_province_age1.csv',
    types = {'province_or_region_nis': 'VARCHAR', 'age': 'INTEGER', 'population': 'BIGINT'}
  )
), seen AS (
  SELECT
    m.municipality,
    2019 - f.age AS birth_year,
    m.scale * e.population_estimate * f.share / f.survival AS born
  FROM municipality AS m
  JOIN profile AS f
    ON f.profile_nis = m.profile_nis
  JOIN read_csv(
    getvariable('reference_root') || '/geo/population_2020_muni_age10_ESTIMATE.csv',
    types = {'nis_code_2019': 'VARCHAR', 'age_band': 'VARCHAR', 'population_estimate': 'BIGINT'}
  ) AS e
    ON e.nis_code_2019 = m.nis_code AND e.age_band = f.age_band
  WHERE f.age < 90
), cohort AS (
  SELECT municipality, birth_year, born
  FROM seen
  UNION ALL
  SELECT s.municipality, y.birth_year::INTEGER, avg(s.born)
  FROM seen AS s, range(1897, 1930) AS y(birth_year)
  WHERE s.birth_year BETWEEN 1930 AND 1934
  GROUP BY s.municipality, y.birth_year
  UNION ALL
  SELECT s.municipality, y.birth_year::INTEGER, avg(s.born)
  FROM seen AS s, range(2020, 2031) AS y(birth_year)
  WHERE s.birth_year BETWEEN 2015 AND 2019
  GROUP BY s.municipality, y.birth_year
), running AS (
  SELECT
    municipality,
    birth_year,
    born,
    -- Millionths of a person, as integers: a sum of doubles would depend on the order of addition.
    round(born * 1e6)::BIGINT AS millionths,
    (
      sum(round(born * 1e6)::BIGINT) OVER (ORDER BY municipality, birth_year)
      + (hash(hash('first person', getvariable('seed'))) % 1000000)::BIGINT
    )::BIGINT AS total
  FROM cohort
)
SELECT
  municipality,
  birth_year,
  (total - millionths) // 1000000 AS first_person,
  total // 1000000 AS end_person,
  born
FROM running
ORDER BY municipality, birth_year

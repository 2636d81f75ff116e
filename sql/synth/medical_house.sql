-- Medical houses an inhabitant of a municipality can join, and how much likelier that is than elsewhere in the region.
-- Half of the municipalities hardly know them, a fifth has them within walking distance.
-- @grain municipality
-- @param seed BIGINT seed of the run
-- @reads municipality
-- @column municipality INTEGER position of the municipality
-- @column factor DOUBLE chance relative to the region, 1 on average over its people
-- @column first_house INTEGER number before the first house of the arrondissement
-- @column houses INTEGER houses of the arrondissement
WITH arrondissement AS (
  SELECT
    arrondissement_nis,
    greatest(2, round(sum(population * scale * [0.024, 0.048, 0.154][region + 1]) / 2000))::INTEGER AS houses
  FROM municipality
  GROUP BY arrondissement_nis
), numbered AS (
  SELECT
    arrondissement_nis,
    houses,
    (sum(houses) OVER (ORDER BY arrondissement_nis) - houses)::INTEGER AS first_house
  FROM arrondissement
), drawn AS (
  SELECT
    municipality,
    arrondissement_nis,
    region,
    population,
    CASE
      WHEN region = 2 THEN 60 + hash(hash('medical house near', getvariable('seed'), nis_code)) % 80
      WHEN hash(hash('medical house near', getvariable('seed'), nis_code)) % 10 < 5 THEN 25
      WHEN hash(hash('medical house near', getvariable('seed'), nis_code)) % 10 < 8 THEN 100
      ELSE 280
    END::BIGINT AS factor
  FROM municipality
)
SELECT
  d.municipality,
  d.factor * (sum(d.population) OVER by_region)::DOUBLE / (sum(d.population * d.factor) OVER by_region)::DOUBLE AS factor,
  n.first_house,
  n.houses
FROM drawn AS d
JOIN numbered AS n
  ON n.arrondissement_nis = d.arrondissement_nis
WINDOW by_region AS (
  PARTITION BY d.region
  ORDER BY d.municipality
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)

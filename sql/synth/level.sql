-- The level of every calibrated measure in a year and region: straight lines between the anchors of anchor.csv, flat outside.
-- A measure anchored for the country alone is spread over the regions by gradient.csv, so that the country keeps its value.
-- @grain measure, region
-- @param reference_root VARCHAR folder of the reference data
-- @param year INTEGER year made
-- @reads municipality
-- @column measure VARCHAR name in anchor.csv
-- @column region INTEGER 0 Flanders, 1 Wallonia, 2 Brussels
-- @column value DOUBLE percent of people, or events per person who has any
WITH anchor AS (
  SELECT measure, area, year, value
  FROM read_csv(
    getvariable('reference_root') || '/synth/anchor.csv',
    types = {'measure': 'VARCHAR', 'area': 'VARCHAR', 'year': 'INTEGER', 'value': 'DOUBLE', 'basis': 'VARCHAR'}
  )
), bracket AS (
  SELECT
    measure,
    area,
    max(year) FILTER (year <= getvariable('year')) AS year_before,
    arg_max(value, year) FILTER (year <= getvariable('year')) AS value_before,
    min(year) FILTER (year >= getvariable('year')) AS year_after,
    arg_min(value, year) FILTER (year >= getvariable('year')) AS value_after
  FROM anchor
  GROUP BY measure, area
), line AS (
  SELECT
    measure,
    area,
    CASE
      WHEN year_before IS NULL THEN value_after
      WHEN year_after IS NULL OR year_after = year_before THEN value_before
      ELSE value_before
        + (value_after - value_before) * (getvariable('year') - year_before) / (year_after - year_before)
    END AS value
  FROM bracket
), region AS (
  SELECT
    region,
    ['02000', '03000', '04000'][region + 1] AS area,
    sum(population) AS population
  FROM municipality
  GROUP BY region
), spread AS (
  SELECT
    g.measure,
    r.region,
    r.area,
    r.population,
    CASE r.region WHEN 0 THEN g.flanders WHEN 1 THEN g.wallonia ELSE g.brussels END AS relative
  FROM read_csv(getvariable('reference_root') || '/synth/gradient.csv') AS g, region AS r
)
SELECT
  s.measure,
  s.region,
  coalesce(
    own.value,
    country.value * s.relative * sum(s.population) OVER by_measure
      / sum(s.population * s.relative) OVER by_measure
  ) AS value
FROM spread AS s
LEFT JOIN line AS own
  ON own.measure = s.measure AND own.area = s.area
LEFT JOIN line AS country
  ON country.measure = s.measure AND country.area = '01000'
WINDOW by_measure AS (
  PARTITION BY s.measure
  ORDER BY s.region
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)

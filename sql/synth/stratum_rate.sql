-- Every calibrated measure for a region, ten-year age band and sex: the gradient, scaled so that the region keeps its level.
-- @grain measure, stratum
-- @param reference_root VARCHAR folder of the reference data
-- @param year INTEGER year made
-- @reads municipality, birth_cell, level
-- @column measure VARCHAR name in anchor.csv
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column value DOUBLE share of people (0 to 1), or events per person who has any
WITH gradient AS (
  UNPIVOT (
    SELECT * EXCLUDE (flanders, wallonia, brussels)
    FROM read_csv(getvariable('reference_root') || '/synth/gradient.csv')
  )
  ON COLUMNS('age_.*')
  INTO NAME band VALUE by_age
), person AS (
  SELECT
    m.region,
    least((getvariable('year') - c.birth_year) // 10, 9) AS band,
    sum(round(c.born * 5e5 * exp(-exp(0.105 * (getvariable('year') - c.birth_year + 0.5 - 86))))::BIGINT) AS male,
    sum(round(c.born * 5e5 * exp(-exp(0.115 * (getvariable('year') - c.birth_year + 0.5 - 90))))::BIGINT) AS female
  FROM birth_cell AS c
  JOIN municipality AS m
    ON m.municipality = c.municipality
  WHERE c.birth_year BETWEEN getvariable('year') - 104 AND getvariable('year')
  GROUP BY m.region, least((getvariable('year') - c.birth_year) // 10, 9)
), cell AS (
  SELECT
    g.measure,
    p.region,
    p.region * 20 + p.band * 2 + s.sex - 1 AS stratum,
    CASE s.sex WHEN 1 THEN p.male ELSE p.female END AS people,
    g.by_age * CASE s.sex WHEN 1 THEN g.male ELSE g.female END AS relative
  FROM gradient AS g
  JOIN person AS p
    ON 'age_' || p.band * 10 = g.band
  CROSS JOIN (VALUES (1), (2)) AS s(sex)
), scaled AS (
  SELECT
    c.measure,
    c.stratum,
    l.value * c.relative * sum(c.people) OVER by_region / sum(c.people * c.relative) OVER by_region AS value
  FROM cell AS c
  JOIN level AS l
    ON l.measure = c.measure AND l.region = c.region
  WINDOW by_region AS (
    PARTITION BY c.measure, c.region
    ORDER BY c.stratum
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
)
SELECT
  measure,
  stratum,
  CASE WHEN ends_with(measure, '_events') THEN greatest(1.0, value) ELSE least(0.98, value / 100) END AS value
FROM scaled

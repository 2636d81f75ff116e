-- Statistical sectors of a municipality: 1,024 equal chances, shared out unevenly, as towns are.
-- @grain slot
-- @param reference_root VARCHAR folder of the reference data
-- @param seed BIGINT seed of the run
-- @reads municipality
-- @column slot INTEGER municipality * 1024 + 0 to 1023
-- @column sector_code VARCHAR statistical sector of 2011
WITH sector AS (
  SELECT
    m.municipality,
    s.sector_code,
    -- From 1 to 400, most of them small: the cube of a uniform number.
    (1 + 399 * pow((hash(hash('sector', getvariable('seed'), s.sector_code)) >> 11) * pow(2, -53), 3))::BIGINT AS weight
  FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', all_varchar = true) AS s
  JOIN municipality AS m
    ON m.nis_code = s.nis_code_2019
  WHERE NOT ends_with(s.sector_code, 'ZZZZ')
), running AS (
  SELECT
    municipality,
    sector_code,
    weight,
    sum(weight) OVER (PARTITION BY municipality ORDER BY sector_code)::BIGINT AS running,
    sum(weight) OVER (PARTITION BY municipality)::BIGINT AS total
  FROM sector
)
SELECT
  (municipality * 1024 + unnest(range((running - weight) * 1024 // total, running * 1024 // total)))::INTEGER AS slot,
  sector_code
FROM running

-- Practitioners outside general practice, by qualification: how many there are and where their numbers begin.
-- @grain pool
-- @param reference_root VARCHAR folder of the reference data
-- @reads municipality
-- @column pool VARCHAR name of the group
-- @column profession INTEGER first digit of the RIZIV/INAMI number
-- @column qualification SMALLINT last three digits; NULL where not delivered
-- @column size INTEGER practitioners
-- @column base INTEGER first six digits of the number of the first
WITH sized AS (
  SELECT
    pool,
    profession,
    qualification,
    greatest(least(national_count, 12), round(national_count * (SELECT max(scale) FROM municipality)))::INTEGER AS size
  FROM read_csv(
    getvariable('reference_root') || '/synth/pool.csv',
    types = {'pool': 'VARCHAR', 'profession': 'INTEGER', 'qualification': 'SMALLINT', 'national_count': 'INTEGER'}
  )
)
SELECT
  pool,
  profession,
  qualification,
  size,
  -- Physicians from 160000 on: the numbers below are general practitioners, those from 190000 the geneticists.
  (
    CASE profession WHEN 1 THEN 160000 ELSE profession * 100000 END
    + sum(size) OVER (PARTITION BY profession ORDER BY pool)
    - size
  )::INTEGER AS base
FROM sized

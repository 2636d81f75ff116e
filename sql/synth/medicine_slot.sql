-- Substances of every class that is not chronic, as 256 equal chances.
-- @grain slot
-- @param reference_root VARCHAR folder of the reference data
-- @column class VARCHAR antibiotic, antidepressant, opioid, pain, other, influenza_vaccine
-- @column slot INTEGER 0 to 255
-- @column number INTEGER number in medicine.csv
WITH running AS (
  SELECT
    class,
    number,
    weight,
    sum(weight) OVER (PARTITION BY class ORDER BY number)::BIGINT AS running,
    sum(weight) OVER (PARTITION BY class)::BIGINT AS total
  FROM read_csv(
    getvariable('reference_root') || '/synth/medicine.csv',
    types = {'number': 'INTEGER', 'atc': 'VARCHAR', 'class': 'VARCHAR', 'weight': 'BIGINT', 'ddd': 'DECIMAL(8,4)', 'cents': 'INTEGER'}
  )
  WHERE class <> 'chronic'
)
SELECT
  class,
  unnest(range((running - weight) * 256 // total, running * 256 // total))::INTEGER AS slot,
  number::INTEGER AS number
FROM running

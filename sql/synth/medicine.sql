-- Medicines that synthetic people are delivered, by substance: how often, in packages of how many daily doses, at what price.
-- @grain substance
-- @param reference_root VARCHAR folder of the reference data
-- @column number INTEGER number in medicine.csv
-- @column atc VARCHAR active substance
-- @column class VARCHAR chronic, or what is taken for a while or anew every year: the names in anchor.csv
-- @column share DOUBLE its share in its class
-- @column ddd DECIMAL(8,4) defined daily doses of a package, 0 where none is defined
-- @column cents INTEGER reimbursement of a package in 2019, EUR cents
SELECT
  number::INTEGER AS number,
  atc,
  class,
  (weight / sum(weight) OVER (PARTITION BY class))::DOUBLE AS share,
  ddd::DECIMAL(8, 4) AS ddd,
  cents::INTEGER AS cents
FROM read_csv(
  getvariable('reference_root') || '/synth/medicine.csv',
  types = {'number': 'INTEGER', 'atc': 'VARCHAR', 'class': 'VARCHAR', 'weight': 'BIGINT', 'ddd': 'DECIMAL(8,4)', 'cents': 'INTEGER'}
)
ORDER BY number

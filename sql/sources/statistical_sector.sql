-- Statistical sectors with their municipality on three maps.
-- @grain sector
-- @param reference_root VARCHAR folder of the reference data
-- @column sector VARCHAR 9 characters; those that end in ZZZZ mean: sector unknown, municipality known
-- @column nis_before_2019 VARCHAR municipality until 31 December 2018
-- @column nis_2019 VARCHAR municipality on 1 January 2019
-- @column nis_2025 VARCHAR municipality on 1 January 2025
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')

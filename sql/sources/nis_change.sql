-- Municipal mergers and recodings: which code takes the place of which, and when.
-- @grain old_nis
-- @param reference_root VARCHAR folder of the reference data
-- @column old_nis VARCHAR municipality that ends
-- @column new_nis VARCHAR municipality that takes its place
-- @column effective_date DATE first day of the new code
SELECT
  old_nis,
  new_nis,
  CAST(effective_date AS DATE) AS effective_date
FROM read_csv(getvariable('reference_root') || '/geo/municipality_changes.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')

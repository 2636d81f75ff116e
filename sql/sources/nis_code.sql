-- Every municipality code since 2011 with the arrondissement, province and region it lies in, and its validity.
-- @grain nis_code
-- @param reference_root VARCHAR folder of the reference data
-- @column nis_code VARCHAR municipality
-- @column arrondissement VARCHAR arrondissement
-- @column province VARCHAR province; NULL in Brussels
-- @column region VARCHAR region
-- @column valid_from DATE included
-- @column valid_to DATE excluded; NULL = open
SELECT
  nis_code,
  arrondissement_nis AS arrondissement,
  NULLIF(province_nis, '') AS province,
  region_nis AS region,
  CAST(valid_from AS DATE) AS valid_from,
  CAST(NULLIF(valid_to, '') AS DATE) AS valid_to
FROM read_csv(getvariable('reference_root') || '/geo/municipalities.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')

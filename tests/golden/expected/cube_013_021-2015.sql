SET VARIABLE year = 2015;

SET VARIABLE map_date = DATE '2025-12-31';

SET VARIABLE reference_root = 'data/reference';

-- source health_care: health_care as delivered for 2015, columns named and typed
CREATE OR REPLACE VIEW health_care AS
SELECT
  CAST("SS00010" AS BIGINT) AS beneficiary,
  CAST("SS00015" AS DATE) AS service_date,
  CAST("SS00020" AS INTEGER) AS code,
  CAST("QUANTITY" AS SMALLINT) AS quantity,
  CAST("SS00060" AS DECIMAL(12,2)) AS amount,
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("SS00065B" AS SMALLINT) AS qualification,
  CAST("PRACTITIONER_CAT" AS TINYINT) AS profession,
  CAST(CAST("SS00075" AS BIGINT) % 1000 AS BIGINT) AS institution_type,
  CAST("PRACTICE_ID" AS INTEGER) AS practice
FROM read_parquet('data/claims/health_care/year=2015/*.parquet', hive_partitioning = FALSE);

-- source population: population as delivered for 2015, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST("SECTOR_DEC31" AS VARCHAR) AS sector_dec31,
  CAST("SECTOR_JUN30" AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2015/*.parquet', hive_partitioning = FALSE);

-- code_list: every code list with its dates (first day in, first day out)
CREATE OR REPLACE TABLE code_list AS
SELECT * FROM (VALUES
  ('nomenclature', 101032, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 101076, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 101135, DATE '0001-01-01', DATE '2022-08-01'),
  ('nomenclature', 101673, DATE '2022-08-01', DATE '9999-12-31'),
  ('nomenclature', 101695, DATE '2022-08-01', DATE '9999-12-31'),
  ('nomenclature', 101710, DATE '2022-08-01', DATE '9999-12-31'),
  ('nomenclature', 101732, DATE '2022-08-01', DATE '9999-12-31'),
  ('nomenclature', 101835, DATE '0001-01-01', DATE '2022-08-01'),
  ('nomenclature', 101990, DATE '0001-01-01', DATE '2022-08-01'),
  ('nomenclature', 102771, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 103095, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 103132, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 103412, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 103434, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 109616, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307016, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307020, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307090, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 307101, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 307230, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307241, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307252, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307263, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 307274, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 307285, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 307296, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 307300, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377016, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 377020, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 377090, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 377101, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 377230, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 377241, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 377274, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 377285, DATE '0001-01-01', DATE '2024-04-01'),
  ('nomenclature', 377296, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377300, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377311, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377322, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377333, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377344, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377355, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 377366, DATE '2024-04-01', DATE '9999-12-31'),
  ('nomenclature', 442212, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442223, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442234, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442245, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442396, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442400, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442411, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442422, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442455, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442466, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442514, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442525, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442595, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442606, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442610, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442621, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442632, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442643, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442676, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442680, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442691, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442702, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442713, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442724, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442735, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442746, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442750, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442761, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442971, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 442982, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 449923, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 452690, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 452701, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 452712, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 452723, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 453154, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453165, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453176, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453180, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453235, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453246, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453272, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453283, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453552, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453563, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453574, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 453585, DATE '2012-01-01', DATE '9999-12-31'),
  ('nomenclature', 455011, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 455022, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 455033, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 455044, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458275, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458286, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458474, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458485, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458496, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458500, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458570, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458592, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458673, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458732, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458813, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458835, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458850, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458872, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458894, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 458990, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459104, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459351, DATE '2016-06-01', DATE '9999-12-31'),
  ('nomenclature', 459362, DATE '2016-06-01', DATE '9999-12-31'),
  ('nomenclature', 459373, DATE '2016-06-01', DATE '9999-12-31'),
  ('nomenclature', 459384, DATE '2016-06-01', DATE '9999-12-31'),
  ('nomenclature', 459395, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459406, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459410, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459421, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459432, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459443, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459454, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459465, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459476, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459480, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459491, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459502, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459513, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459524, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459535, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459546, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459550, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459572, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459594, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459675, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459690, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459852, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459863, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459933, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 459944, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460003, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460014, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460456, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460460, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460633, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460644, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 460670, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 469641, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 469814, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 469825, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589013, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589024, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589035, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589046, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589050, DATE '0001-01-01', DATE '9999-12-31'),
  ('nomenclature', 589061, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307016, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307020, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307090, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 307101, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 307230, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307241, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307252, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307263, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 307274, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 307285, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 307296, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 307300, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377016, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 377020, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 377090, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 377101, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 377230, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 377241, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 377274, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 377285, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging', 377296, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377300, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377311, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377322, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377333, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377344, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377355, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 377366, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging', 442212, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442223, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442234, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442245, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442396, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442400, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442411, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442422, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442455, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442466, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442514, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442525, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442595, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442606, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442610, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442621, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442632, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442643, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442676, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442680, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442691, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442702, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442713, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442724, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442735, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442746, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442750, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442761, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442971, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 442982, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 452690, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 452701, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 452712, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 452723, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 453154, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453165, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453176, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453180, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453235, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453246, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453272, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453283, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453552, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453563, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453574, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 453585, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging', 455011, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 455022, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 455033, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 455044, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458474, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458485, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458496, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458500, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458570, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458592, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458673, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458732, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458813, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458835, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458850, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458872, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458894, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 458990, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459351, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging', 459362, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging', 459373, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging', 459384, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging', 459395, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459406, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459410, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459421, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459432, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459443, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459454, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459465, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459476, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459480, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459491, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459502, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459513, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459524, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459535, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459546, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459550, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459572, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459594, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459675, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459690, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459852, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459863, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459933, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 459944, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 460014, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 460456, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 460460, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 460633, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 460644, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 469641, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 469814, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 469825, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589013, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589024, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589035, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589046, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589050, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging', 589061, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453154, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453165, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453176, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453180, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453235, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453246, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453272, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453283, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453552, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453563, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453574, DATE '2012-01-01', DATE '9999-12-31'),
  ('imaging_interventional_diagnostic', 453585, DATE '2012-01-01', DATE '9999-12-31'),
  ('medical_house_forfait', 109616, DATE '0001-01-01', DATE '9999-12-31'),
  ('global_medical_file', 102771, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 369, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 569, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 638, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 835, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 836, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 838, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 839, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 930, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 939, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 960, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 965, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 994, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 995, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiology_qualification', 997, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 348, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 398, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 586, DATE '2012-07-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 599, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 668, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 693, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 737, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 788, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 798, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 810, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 811, DATE '0001-01-01', DATE '9999-12-31'),
  ('clinical_genetics_qualification', 868, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_rx', 455011, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_rx', 455022, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_rx', 455033, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_rx', 455044, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_chest_rx', 452690, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_chest_rx', 452701, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_chest_rx', 452712, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_chest_rx', 452723, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 460014, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 460456, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 460460, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 460633, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 460644, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 469641, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 469814, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ultrasound', 469825, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_dental', 307016, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_dental', 307020, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_dental', 307090, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 307101, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 307274, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 307285, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 307296, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 307300, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377016, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_dental', 377020, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_dental', 377090, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 377101, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 377274, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 377285, DATE '0001-01-01', DATE '2024-04-01'),
  ('imaging_dental', 377296, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377300, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377311, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377322, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377333, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377344, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377355, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_dental', 377366, DATE '2024-04-01', DATE '9999-12-31'),
  ('imaging_ct', 458570, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458592, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458673, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458732, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458813, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458835, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458850, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458872, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458894, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 458990, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 459351, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging_ct', 459362, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging_ct', 459373, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging_ct', 459384, DATE '2016-06-01', DATE '9999-12-31'),
  ('imaging_ct', 459550, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 459572, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 459594, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 459675, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_ct', 459690, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 307230, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 307241, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 307252, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 307263, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 377230, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 377241, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 458474, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 458485, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 458496, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 458500, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 459852, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 459863, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 459933, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_cbct', 459944, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459395, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459406, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459410, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459421, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459432, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459443, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459454, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459465, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459476, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459480, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459491, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459502, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459513, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459524, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459535, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_mri', 459546, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442212, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442223, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442234, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442245, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442396, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442400, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442411, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442422, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442455, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442466, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442514, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442525, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442595, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442606, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442610, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442621, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442632, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442643, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442676, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442680, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442691, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442702, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442713, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442724, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442735, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442746, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442750, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442761, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442971, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_scintigraphy', 442982, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589013, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589024, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589035, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589046, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589050, DATE '0001-01-01', DATE '9999-12-31'),
  ('imaging_interventional_therapeutic', 589061, DATE '0001-01-01', DATE '9999-12-31'),
  ('gp_contact', 101032, DATE '0001-01-01', DATE '9999-12-31'),
  ('gp_contact', 101076, DATE '0001-01-01', DATE '9999-12-31'),
  ('gp_contact', 101135, DATE '0001-01-01', DATE '2022-08-01'),
  ('gp_contact', 101673, DATE '2022-08-01', DATE '9999-12-31'),
  ('gp_contact', 101710, DATE '2022-08-01', DATE '9999-12-31'),
  ('gp_contact', 101835, DATE '0001-01-01', DATE '2022-08-01'),
  ('gp_contact', 101990, DATE '0001-01-01', DATE '2022-08-01'),
  ('gp_contact', 103132, DATE '0001-01-01', DATE '9999-12-31'),
  ('gp_contact', 103412, DATE '0001-01-01', DATE '9999-12-31'),
  ('gp_contact', 103434, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 131, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 137, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 140, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 146, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 149, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 151, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 152, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 153, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 154, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 157, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 162, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 166, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 170, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 174, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 179, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 180, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 182, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 184, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 192, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 195, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 210, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 219, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 222, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 340, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 341, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 348, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 370, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 371, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 374, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 378, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 379, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 398, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 410, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 414, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 422, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 450, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 454, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 455, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 459, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 480, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 489, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 494, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 495, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 496, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 520, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 521, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 550, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 566, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 567, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 573, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 580, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 581, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 582, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 583, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 584, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 585, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 586, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 587, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 588, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 589, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 591, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 592, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 593, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 594, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 595, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 597, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 598, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 599, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 620, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 624, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 628, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 629, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 631, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 650, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 651, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 659, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 660, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 668, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 689, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 690, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 691, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 693, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 694, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 695, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 696, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 697, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 698, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 699, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 730, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 731, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 734, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 735, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 736, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 737, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 738, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 739, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 760, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 764, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 770, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 774, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 779, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 780, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 784, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 788, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 790, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 793, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 794, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 795, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 796, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 798, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 799, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 800, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 810, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 811, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 830, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 831, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 834, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 860, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 861, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 862, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 866, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 867, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 868, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 870, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 900, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 970, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 972, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 978, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 983, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 985, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 987, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 988, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 989, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 991, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 992, DATE '0001-01-01', DATE '9999-12-31'),
  ('other_specialist_qualification', 996, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 638, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 836, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 838, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 930, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 939, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 994, DATE '0001-01-01', DATE '9999-12-31'),
  ('radiodiagnostics_qualification', 997, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 182, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 582, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 594, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 793, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 862, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 866, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 965, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 970, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 972, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 978, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 983, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 985, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 987, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 988, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 989, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 991, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 992, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 994, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 995, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 996, DATE '0001-01-01', DATE '9999-12-31'),
  ('nuclear_medicine_qualification', 997, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 1, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 2, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 3, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 4, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 7, DATE '0001-01-01', DATE '9999-12-31'),
  ('general_practice_qualification', 8, DATE '0001-01-01', DATE '9999-12-31')
) AS v (code_list, code, valid_from, valid_to);

-- relation statistical_sector: Statistical sectors with their municipality on three maps.
CREATE OR REPLACE TABLE statistical_sector AS
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true);

-- check age_out_of_range: Beneficiaries whose age on 31 December is below 0 or above 120.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  birth_year
FROM population
WHERE getvariable('year') - birth_year < 0
  OR getvariable('year') - birth_year > 120
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- check beneficiary_twice: Beneficiaries who stand in the year's population more than once, or without a pseudonym.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  beneficiary
FROM population
GROUP BY beneficiary
HAVING COUNT(*) > 1
  OR beneficiary IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- check check_digit: Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  code
FROM health_care
WHERE code % 10 <> (code // 10) % 7
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check code_outside_dates: Claims with a known nomenclature code on a date outside its validity: they do not count.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  health_care.code
FROM health_care
JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = health_care.code
WHERE NOT EXISTS (
  SELECT 1
  FROM code_list
  WHERE code_list.code_list = 'nomenclature'
    AND code_list.code = health_care.code
    AND health_care.service_date >= code_list.valid_from
    AND health_care.service_date < code_list.valid_to
)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check date_outside_partition: Claims whose date of service is missing or in another year than their partition.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  service_date
FROM health_care
WHERE service_date IS NULL
  OR service_date < MAKE_DATE(getvariable('year'), 1, 1)
  OR service_date > MAKE_DATE(getvariable('year'), 12, 31)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check forfait_outside_medical_house: Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  health_care.institution_type
FROM health_care
WHERE health_care.institution_type IS DISTINCT FROM 805
  AND health_care.code IN (
    SELECT
      code
    FROM code_list
    WHERE code_list = 'medical_house_forfait'
  )
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check orphan: Claims of people who are not in the year's population: left out of every figure on beneficiaries.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  health_care.service_date
FROM health_care
WHERE NOT EXISTS (
  SELECT 1
  FROM population
  WHERE population.beneficiary = health_care.beneficiary
)
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check unknown_code: Claims with a nomenclature code that no code list knows: they feed no variable that asks for codes.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  health_care.code
FROM health_care
LEFT JOIN (
  SELECT DISTINCT
    code
  FROM code_list
  WHERE code_list = 'nomenclature'
) AS known ON known.code = health_care.code
WHERE known.code IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM health_care) AS examined;

-- check unknown_sector: Beneficiaries whose domicile is a sector that the reference does not know: counted at country level only.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  COALESCE(population.sector_dec31, population.sector_jun30) AS sector
FROM population
LEFT JOIN statistical_sector ON statistical_sector.sector = COALESCE(population.sector_dec31, population.sector_jun30)
WHERE COALESCE(population.sector_dec31, population.sector_jun30) IS NOT NULL
  AND statistical_sector.sector IS NULL
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM population) AS examined;

-- source health_care: health_care as delivered for 2015, columns named and typed
CREATE OR REPLACE VIEW health_care AS
SELECT
  CAST("SS00010" AS BIGINT) AS beneficiary,
  CAST("SS00015" AS DATE) AS service_date,
  CAST("SS00020" AS INTEGER) AS code,
  CAST("QUANTITY" AS SMALLINT) AS quantity,
  CAST("SS00060" AS DECIMAL(12,2)) AS amount,
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("SS00065B" AS SMALLINT) AS qualification,
  CAST("PRACTITIONER_CAT" AS TINYINT) AS profession,
  CAST(CAST("SS00075" AS BIGINT) % 1000 AS BIGINT) AS institution_type,
  CAST("PRACTICE_ID" AS INTEGER) AS practice
FROM read_parquet('data/claims/health_care/year=2015/*.parquet', hive_partitioning = FALSE);

-- source population: population as delivered for 2015, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST("SECTOR_DEC31" AS VARCHAR) AS sector_dec31,
  CAST("SECTOR_JUN30" AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2015/*.parquet', hive_partitioning = FALSE);

-- relation statistical_sector: Statistical sectors with their municipality on three maps.
CREATE OR REPLACE TABLE statistical_sector AS
SELECT
  sector_code AS sector,
  nis_code_pre2019 AS nis_before_2019,
  nis_code_2019 AS nis_2019,
  nis_code_2025 AS nis_2025
FROM read_csv(getvariable('reference_root') || '/geo/statistical_sectors_2011.csv', header = true, all_varchar = true);

-- relation nis_code: Every municipality code since 2011 with the arrondissement, province and region it lies in, and its validity.
CREATE OR REPLACE TABLE nis_code AS
SELECT
  nis_code,
  arrondissement_nis AS arrondissement,
  NULLIF(province_nis, '') AS province,
  region_nis AS region,
  CAST(valid_from AS DATE) AS valid_from,
  CAST(NULLIF(valid_to, '') AS DATE) AS valid_to
FROM read_csv(getvariable('reference_root') || '/geo/municipalities.csv', header = true, all_varchar = true);

-- relation nis_change: Municipal mergers and recodings: which code takes the place of which, and when.
CREATE OR REPLACE TABLE nis_change AS
SELECT
  old_nis,
  new_nis,
  CAST(effective_date AS DATE) AS effective_date
FROM read_csv(getvariable('reference_root') || '/geo/municipality_changes.csv', header = true, all_varchar = true);

-- relation municipality: The municipalities of the map, with what they lie in. Arrondissements come from here too: the list of areas dates 57000 from 2019 only.
CREATE OR REPLACE TABLE municipality AS
SELECT
  nis_code AS municipality,
  arrondissement,
  province,
  region
FROM nis_code
WHERE valid_from <= getvariable('map_date')
  AND (valid_to IS NULL OR valid_to > getvariable('map_date'));

-- relation municipality_succession: Every municipality code ever, carried along the chain of mergers and recodings to the map; codes that lead to no municipality of the map are left out.
CREATE OR REPLACE TABLE municipality_succession AS
WITH RECURSIVE chain (nis_code, reached) AS (
  SELECT
    nis_code,
    nis_code
  FROM nis_code
  UNION ALL
  SELECT
    chain.nis_code,
    nis_change.new_nis
  FROM chain
  JOIN nis_change ON nis_change.old_nis = chain.reached
  WHERE nis_change.effective_date <= getvariable('map_date')
)
SELECT
  chain.nis_code,
  municipality.municipality
FROM chain
JOIN municipality ON municipality.municipality = chain.reached;

-- relation sector: Statistical sectors with their municipality on the map: the file's column for the map, then the changes that are dated after that column. The municipality never comes from the first digits of the sector, which are those of 2011.
CREATE OR REPLACE TABLE sector AS
SELECT
  statistical_sector.sector,
  municipality_succession.municipality,
  statistical_sector.sector NOT LIKE '%ZZZZ' AS is_located
FROM statistical_sector
JOIN municipality_succession ON municipality_succession.nis_code = CASE
  WHEN getvariable('map_date') < DATE '2019-01-01' THEN statistical_sector.nis_before_2019
  WHEN getvariable('map_date') < DATE '2025-01-01' THEN statistical_sector.nis_2019
  ELSE statistical_sector.nis_2025
END;

-- relation beneficiary_year: The year's population, born and deceased included: age on 31 December, domicile, sex and entitlement to increased reimbursement. The domicile is that of 31 December, else of 30 June; a sector that the reference does not know counts at country level only.
CREATE OR REPLACE TABLE beneficiary_year AS
SELECT
  population.beneficiary,
  COALESCE(sector.sector, '') AS sector,
  COALESCE(sector.municipality, '') AS municipality,
  CASE
    WHEN getvariable('year') - population.birth_year >= 90 THEN '90+'
    WHEN getvariable('year') - population.birth_year >= 80 THEN '80-89'
    WHEN getvariable('year') - population.birth_year >= 70 THEN '70-79'
    WHEN getvariable('year') - population.birth_year >= 60 THEN '60-69'
    WHEN getvariable('year') - population.birth_year >= 50 THEN '50-59'
    WHEN getvariable('year') - population.birth_year >= 40 THEN '40-49'
    WHEN getvariable('year') - population.birth_year >= 30 THEN '30-39'
    WHEN getvariable('year') - population.birth_year >= 20 THEN '20-29'
    WHEN getvariable('year') - population.birth_year >= 10 THEN '10-19'
    WHEN getvariable('year') - population.birth_year >= 0 THEN '0-9'
  END AS age_group,
  CASE population.sex_code
    WHEN 1 THEN 'male'
    WHEN 2 THEN 'female'
  END AS sex,
  CASE population.increased_reimbursement
    WHEN TRUE THEN 'yes'
    WHEN FALSE THEN 'no'
  END AS bim
FROM population
LEFT JOIN sector ON sector.sector = COALESCE(population.sector_dec31, population.sector_jun30);

-- relation area_closure: From where somebody is located to every area that counts them: a sector to six levels, a municipality to five, the empty unit (unknown) to the country. Brussels has no province and a ZZZZ sector is no sector, so those rows are absent.
CREATE OR REPLACE TABLE area_closure AS
WITH unit AS (
  SELECT
    municipality AS unit,
    municipality
  FROM municipality
  UNION ALL
  SELECT
    sector AS unit,
    municipality
  FROM sector
)
SELECT '' AS unit, 'country' AS area_level, '01000' AS ref_area
UNION ALL
SELECT unit.unit, 'country', '01000' FROM unit
UNION ALL
SELECT unit.unit, 'region', municipality.region FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'province', municipality.province FROM unit JOIN municipality ON municipality.municipality = unit.municipality WHERE municipality.province IS NOT NULL
UNION ALL
SELECT unit.unit, 'arrondissement', municipality.arrondissement FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'municipality', unit.municipality FROM unit
UNION ALL
SELECT sector.sector, 'sector', sector.sector FROM sector WHERE sector.is_located;

-- relation area: The areas of the map, every one of which has its rows in a cube.
CREATE OR REPLACE TABLE area AS
SELECT DISTINCT
  area_level,
  ref_area
FROM area_closure;

-- relation area_part: The areas that an area of the map is made of: regions of the country, provinces of a region, arrondissements of a province, municipalities of an arrondissement, sectors of a municipality. Read off the areas that count a unit, so that an area in two would be added up twice and seen.
CREATE OR REPLACE TABLE area_part AS
SELECT DISTINCT
  whole.area_level,
  whole.ref_area,
  part.area_level AS part_level,
  part.ref_area AS part
FROM area_closure AS whole
JOIN area_closure AS part ON part.unit = whole.unit
WHERE (whole.area_level = 'country' AND part.area_level = 'region')
  OR (whole.area_level = 'region' AND part.area_level = 'province')
  OR (whole.area_level = 'province' AND part.area_level = 'arrondissement')
  OR (whole.area_level = 'arrondissement' AND part.area_level = 'municipality')
  OR (whole.area_level = 'municipality' AND part.area_level = 'sector');

-- relation area_gap: Who counts in an area and in none of its parts: an unknown domicile in the country, Brussels without province in its region, ZZZZ in its municipality.
CREATE OR REPLACE TABLE area_gap AS
SELECT
  whole.unit,
  step.part_level AS area_level,
  whole.ref_area
FROM area_closure AS whole
JOIN (VALUES
  ('country', 'region'),
  ('region', 'province'),
  ('province', 'arrondissement'),
  ('arrondissement', 'municipality'),
  ('municipality', 'sector')
) AS step (area_level, part_level) ON step.area_level = whole.area_level
LEFT JOIN area_closure AS part ON part.unit = whole.unit AND part.area_level = step.part_level
WHERE part.unit IS NULL;

-- margin age_group: the rows that count each member of age_group
CREATE OR REPLACE TABLE age_group_margin AS
SELECT * FROM (VALUES
  ('0-9', '0-9'),
  ('10-19', '10-19'),
  ('20-29', '20-29'),
  ('30-39', '30-39'),
  ('40-49', '40-49'),
  ('50-59', '50-59'),
  ('60-69', '60-69'),
  ('70-79', '70-79'),
  ('80-89', '80-89'),
  ('90+', '90+'),
  ('0-9', 'total'),
  ('10-19', 'total'),
  ('20-29', 'total'),
  ('30-39', 'total'),
  ('40-49', 'total'),
  ('50-59', 'total'),
  ('60-69', 'total'),
  ('70-79', 'total'),
  ('80-89', 'total'),
  ('90+', 'total'),
  (CAST(NULL AS VARCHAR), 'total')
) AS v (member, age_group);

-- classes beneficiary_health_care: codes and days, and the class of a claim that has them
CREATE OR REPLACE TABLE beneficiary_health_care_class AS
SELECT * FROM (VALUES
  (453154, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453165, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453176, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453180, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453235, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453246, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453272, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453283, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453552, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453563, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453574, DATE '2012-01-01', DATE '9999-12-31', 1),
  (453585, DATE '2012-01-01', DATE '9999-12-31', 1)
) AS v (code, valid_from, valid_to, class);

-- members beneficiary_health_care: the variables that a claim of a class may feed, and the condition that decides
CREATE OR REPLACE TABLE beneficiary_health_care_member AS
SELECT * FROM (VALUES
  (1, 'IMAG_DIAG_N', 0)
) AS v (class, variable, guard);

-- collect beneficiary_health_care: one pass over health_care: IMAG_DIAG_N of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care AS
SELECT
  claim.beneficiary,
  member.variable,
  CAST(NULL AS BIGINT) AS part,
  CAST(COALESCE(SUM(claim.quantity), 0) AS BIGINT) AS value
FROM health_care AS claim
JOIN beneficiary_health_care_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
JOIN beneficiary_health_care_member AS member ON member.class = claim_class.class
WHERE claim.beneficiary IS NOT NULL
GROUP BY
  claim.beneficiary,
  member.variable,
  CAST(NULL AS BIGINT);

-- assemble beneficiary_part: all that was collected of every beneficiary, parts apart
CREATE OR REPLACE VIEW beneficiary_part AS
SELECT
  beneficiary,
  variable,
  part,
  value
FROM beneficiary_health_care;

-- assemble beneficiary_value: one value per beneficiary and variable
CREATE OR REPLACE VIEW beneficiary_value AS
SELECT
  beneficiary,
  variable,
  value
FROM beneficiary_part
WHERE variable IN ('IMAG_DIAG_N');

-- check negative_net_sum: Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  variable
FROM beneficiary_value
WHERE value < 0
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM beneficiary_value) AS examined;

-- tally tally_beneficiary_municipality_age_group: counts of beneficiary by municipality, age_group: IMAG_DIAG_N and everybody
CREATE OR REPLACE TABLE tally_beneficiary_municipality_age_group AS
SELECT
  entity.municipality AS unit,
  entity.age_group,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_DIAG_N') THEN known.value END AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_value
  WHERE variable IN ('IMAG_DIAG_N')
) AS known
JOIN beneficiary_year AS entity ON entity.beneficiary = known.beneficiary
WHERE known.value <> 0
GROUP BY
  entity.municipality,
  entity.age_group,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_DIAG_N') THEN known.value END
UNION ALL
SELECT
  entity.municipality AS unit,
  entity.age_group,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year AS entity
GROUP BY
  entity.municipality,
  entity.age_group;

-- cube cube_013_021: Interventional diagnostic imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_021 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    age_group_margin.age_group,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      age_group,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality_age_group
    WHERE variable IN ('IMAG_DIAG_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    age_group_margin.age_group,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2015 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 100 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area,
    age_group_value.age_group
  FROM area
  CROSS JOIN (
    SELECT
      age_group
    FROM age_group_margin
    GROUP BY
      age_group
  ) AS age_group_value
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
  AND (cell.age_group = grid.age_group);

-- invariant a_share_is_of_its_members cube_013_021: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_021.numerator) AND (cube_013_021.numerator <= cube_013_021.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_021
WHERE cube_013_021.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant areas_add_up cube_013_021: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_021.age_group,
    CAST(COALESCE(SUM(cube_013_021.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_021.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_021
  JOIN area_part ON (area_part.part_level = cube_013_021.area_level)
    AND (area_part.part = cube_013_021.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_021.age_group
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    age_group_margin.age_group,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      age_group,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality_age_group
    WHERE variable IN ('IMAG_DIAG_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    age_group_margin.age_group,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_021.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_021.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_021
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_021.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_021.ref_area)
  AND (part.age_group = cube_013_021.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_021.ref_area)
  AND (gap.age_group = cube_013_021.age_group);

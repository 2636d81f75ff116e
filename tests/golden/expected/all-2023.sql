SET VARIABLE year = 2023;

SET VARIABLE map_date = DATE '2025-12-31';

SET VARIABLE reference_root = 'data/reference';

-- source health_care: health_care as delivered for 2023, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2023/*.parquet', hive_partitioning = FALSE);

-- source population: population as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST("SECTOR_DEC31" AS VARCHAR) AS sector_dec31,
  CAST("SECTOR_JUN30" AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2023/*.parquet', hive_partitioning = FALSE);

-- source practitioner: practitioner as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("ADDRESS_NIS" AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2023/*.parquet', hive_partitioning = FALSE);

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

-- check practitioner_twice: Practitioners who stand in the year's register more than once.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  practitioner
FROM practitioner
WHERE practitioner IS NOT NULL
GROUP BY practitioner
HAVING COUNT(*) > 1
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM practitioner) AS examined;

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

-- source health_care: health_care as delivered for 2023, columns named and typed
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
FROM read_parquet('data/claims/health_care/year=2023/*.parquet', hive_partitioning = FALSE);

-- source population: population as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW population AS
SELECT
  CAST("PP0010" AS BIGINT) AS beneficiary,
  CAST("PP0015" AS SMALLINT) AS birth_year,
  CAST("PP0020" AS TINYINT) AS sex_code,
  CAST("PP0040" AS DATE) AS month_of_death,
  CAST("SECTOR_DEC31" AS VARCHAR) AS sector_dec31,
  CAST("SECTOR_JUN30" AS VARCHAR) AS sector_jun30,
  CAST("BIM" AS BOOLEAN) AS increased_reimbursement
FROM read_parquet('data/claims/population/year=2023/*.parquet', hive_partitioning = FALSE);

-- source practitioner: practitioner as delivered for 2023, columns named and typed
CREATE OR REPLACE VIEW practitioner AS
SELECT
  CAST("SS00065A" AS INTEGER) AS practitioner,
  CAST("ADDRESS_NIS" AS VARCHAR) AS address_nis
FROM read_parquet('data/claims/practitioner/year=2023/*.parquet', hive_partitioning = FALSE);

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

-- relation practitioner_year: The year's registered practitioners, located by the address that goes with their number, carried to the municipal map.
CREATE OR REPLACE TABLE practitioner_year AS
SELECT
  practitioner.practitioner,
  COALESCE(municipality_succession.municipality, '') AS municipality
FROM practitioner
LEFT JOIN municipality_succession ON municipality_succession.nis_code = practitioner.address_nis
WHERE practitioner.practitioner IS NOT NULL;

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

-- margin sex: the rows that count each member of sex
CREATE OR REPLACE TABLE sex_margin AS
SELECT * FROM (VALUES
  ('male', 'male'),
  ('female', 'female'),
  ('male', 'total'),
  ('female', 'total'),
  (CAST(NULL AS VARCHAR), 'total')
) AS v (member, sex);

-- classes beneficiary_health_care: codes and days, and the class of a claim that has them
CREATE OR REPLACE TABLE beneficiary_health_care_class AS
SELECT * FROM (VALUES
  (101032, DATE '0001-01-01', DATE '9999-12-31', 1),
  (101076, DATE '0001-01-01', DATE '9999-12-31', 1),
  (101135, DATE '0001-01-01', DATE '2022-08-01', 1),
  (101673, DATE '2022-08-01', DATE '9999-12-31', 1),
  (101710, DATE '2022-08-01', DATE '9999-12-31', 1),
  (101835, DATE '0001-01-01', DATE '2022-08-01', 1),
  (101990, DATE '0001-01-01', DATE '2022-08-01', 1),
  (102771, DATE '0001-01-01', DATE '9999-12-31', 2),
  (103132, DATE '0001-01-01', DATE '9999-12-31', 1),
  (103412, DATE '0001-01-01', DATE '9999-12-31', 1),
  (103434, DATE '0001-01-01', DATE '9999-12-31', 1),
  (109616, DATE '0001-01-01', DATE '9999-12-31', 3),
  (307016, DATE '0001-01-01', DATE '9999-12-31', 4),
  (307020, DATE '0001-01-01', DATE '9999-12-31', 4),
  (307090, DATE '0001-01-01', DATE '2024-04-01', 4),
  (307101, DATE '0001-01-01', DATE '2024-04-01', 4),
  (307230, DATE '0001-01-01', DATE '9999-12-31', 5),
  (307241, DATE '0001-01-01', DATE '9999-12-31', 5),
  (307252, DATE '0001-01-01', DATE '9999-12-31', 5),
  (307263, DATE '0001-01-01', DATE '9999-12-31', 5),
  (307274, DATE '0001-01-01', DATE '2024-04-01', 4),
  (307285, DATE '0001-01-01', DATE '2024-04-01', 4),
  (307296, DATE '2024-04-01', DATE '9999-12-31', 4),
  (307300, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377016, DATE '0001-01-01', DATE '9999-12-31', 4),
  (377020, DATE '0001-01-01', DATE '9999-12-31', 4),
  (377090, DATE '0001-01-01', DATE '2024-04-01', 4),
  (377101, DATE '0001-01-01', DATE '2024-04-01', 4),
  (377230, DATE '0001-01-01', DATE '9999-12-31', 5),
  (377241, DATE '0001-01-01', DATE '9999-12-31', 5),
  (377274, DATE '0001-01-01', DATE '2024-04-01', 4),
  (377285, DATE '0001-01-01', DATE '2024-04-01', 4),
  (377296, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377300, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377311, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377322, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377333, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377344, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377355, DATE '2024-04-01', DATE '9999-12-31', 4),
  (377366, DATE '2024-04-01', DATE '9999-12-31', 4),
  (442212, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442223, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442234, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442245, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442396, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442400, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442411, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442422, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442455, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442466, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442514, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442525, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442595, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442606, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442610, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442621, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442632, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442643, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442676, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442680, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442691, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442702, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442713, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442724, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442735, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442746, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442750, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442761, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442971, DATE '0001-01-01', DATE '9999-12-31', 6),
  (442982, DATE '0001-01-01', DATE '9999-12-31', 6),
  (452690, DATE '0001-01-01', DATE '9999-12-31', 7),
  (452701, DATE '0001-01-01', DATE '9999-12-31', 7),
  (452712, DATE '0001-01-01', DATE '9999-12-31', 7),
  (452723, DATE '0001-01-01', DATE '9999-12-31', 7),
  (453154, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453165, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453176, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453180, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453235, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453246, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453272, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453283, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453552, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453563, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453574, DATE '2012-01-01', DATE '9999-12-31', 8),
  (453585, DATE '2012-01-01', DATE '9999-12-31', 8),
  (455011, DATE '0001-01-01', DATE '9999-12-31', 9),
  (455022, DATE '0001-01-01', DATE '9999-12-31', 9),
  (455033, DATE '0001-01-01', DATE '9999-12-31', 9),
  (455044, DATE '0001-01-01', DATE '9999-12-31', 9),
  (458474, DATE '0001-01-01', DATE '9999-12-31', 5),
  (458485, DATE '0001-01-01', DATE '9999-12-31', 5),
  (458496, DATE '0001-01-01', DATE '9999-12-31', 5),
  (458500, DATE '0001-01-01', DATE '9999-12-31', 5),
  (458570, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458592, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458673, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458732, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458813, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458835, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458850, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458872, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458894, DATE '0001-01-01', DATE '9999-12-31', 10),
  (458990, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459351, DATE '2016-06-01', DATE '9999-12-31', 10),
  (459362, DATE '2016-06-01', DATE '9999-12-31', 10),
  (459373, DATE '2016-06-01', DATE '9999-12-31', 10),
  (459384, DATE '2016-06-01', DATE '9999-12-31', 10),
  (459395, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459406, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459410, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459421, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459432, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459443, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459454, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459465, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459476, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459480, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459491, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459502, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459513, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459524, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459535, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459546, DATE '0001-01-01', DATE '9999-12-31', 11),
  (459550, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459572, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459594, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459675, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459690, DATE '0001-01-01', DATE '9999-12-31', 10),
  (459852, DATE '0001-01-01', DATE '9999-12-31', 5),
  (459863, DATE '0001-01-01', DATE '9999-12-31', 5),
  (459933, DATE '0001-01-01', DATE '9999-12-31', 5),
  (459944, DATE '0001-01-01', DATE '9999-12-31', 5),
  (460014, DATE '0001-01-01', DATE '9999-12-31', 12),
  (460456, DATE '0001-01-01', DATE '9999-12-31', 12),
  (460460, DATE '0001-01-01', DATE '9999-12-31', 12),
  (460633, DATE '0001-01-01', DATE '9999-12-31', 12),
  (460644, DATE '0001-01-01', DATE '9999-12-31', 12),
  (469641, DATE '0001-01-01', DATE '9999-12-31', 12),
  (469814, DATE '0001-01-01', DATE '9999-12-31', 12),
  (469825, DATE '0001-01-01', DATE '9999-12-31', 12),
  (589013, DATE '0001-01-01', DATE '9999-12-31', 13),
  (589024, DATE '0001-01-01', DATE '9999-12-31', 13),
  (589035, DATE '0001-01-01', DATE '9999-12-31', 13),
  (589046, DATE '0001-01-01', DATE '9999-12-31', 13),
  (589050, DATE '0001-01-01', DATE '9999-12-31', 13),
  (589061, DATE '0001-01-01', DATE '9999-12-31', 13)
) AS v (code, valid_from, valid_to, class);

-- members beneficiary_health_care: the variables that a claim of a class may feed, and the condition that decides
CREATE OR REPLACE TABLE beneficiary_health_care_member AS
SELECT * FROM (VALUES
  (1, 'GP_CONTACT_BY_PRACTICE', 0),
  (1, 'GP_CONTACT_N', 0),
  (1, 'GP_CONTACT_OUTSIDE_N', 2),
  (1, 'GP_FIRST_CONTACT_BY_PRACTICE', 3),
  (2, 'GMD_BY_PRACTICE', 0),
  (2, 'GMD_N', 0),
  (3, 'FF_MH', 1),
  (3, 'FF_MH_BY_PRACTICE', 1),
  (4, 'IMAG_ALL_N', 0),
  (4, 'IMAG_BILLED_N', 3),
  (4, 'IMAG_DENTAL_N', 0),
  (4, 'IMAG_DENTIST_N', 4),
  (4, 'IMAG_RADIO_N', 5),
  (4, 'IMAG_SPECIALIST_N', 6),
  (5, 'IMAG_ALL_N', 0),
  (5, 'IMAG_BILLED_N', 3),
  (5, 'IMAG_CBCT_N', 0),
  (5, 'IMAG_DENTIST_N', 4),
  (5, 'IMAG_RADIO_N', 5),
  (5, 'IMAG_SPECIALIST_N', 6),
  (6, 'IMAG_ALL_N', 0),
  (6, 'IMAG_BILLED_N', 3),
  (6, 'IMAG_DENTIST_N', 4),
  (6, 'IMAG_RADIO_N', 5),
  (6, 'IMAG_SCINTIGRAPHY_N', 0),
  (6, 'IMAG_SPECIALIST_N', 6),
  (7, 'IMAG_ALL_N', 0),
  (7, 'IMAG_BILLED_N', 3),
  (7, 'IMAG_CHEST_RX_N', 0),
  (7, 'IMAG_DENTIST_N', 4),
  (7, 'IMAG_RADIO_N', 5),
  (7, 'IMAG_SPECIALIST_N', 6),
  (8, 'IMAG_ALL_N', 0),
  (8, 'IMAG_BILLED_N', 3),
  (8, 'IMAG_DENTIST_N', 4),
  (8, 'IMAG_DIAG_N', 0),
  (8, 'IMAG_RADIO_N', 5),
  (8, 'IMAG_SPECIALIST_N', 6),
  (9, 'IMAG_ALL_N', 0),
  (9, 'IMAG_BILLED_N', 3),
  (9, 'IMAG_DENTIST_N', 4),
  (9, 'IMAG_RADIO_N', 5),
  (9, 'IMAG_RX_N', 0),
  (9, 'IMAG_SPECIALIST_N', 6),
  (10, 'IMAG_ALL_N', 0),
  (10, 'IMAG_BILLED_N', 3),
  (10, 'IMAG_CT_N', 0),
  (10, 'IMAG_DENTIST_N', 4),
  (10, 'IMAG_RADIO_N', 5),
  (10, 'IMAG_SPECIALIST_N', 6),
  (11, 'IMAG_ALL_N', 0),
  (11, 'IMAG_BILLED_N', 3),
  (11, 'IMAG_DENTIST_N', 4),
  (11, 'IMAG_MRI_N', 0),
  (11, 'IMAG_RADIO_N', 5),
  (11, 'IMAG_SPECIALIST_N', 6),
  (12, 'IMAG_ALL_N', 0),
  (12, 'IMAG_BILLED_N', 3),
  (12, 'IMAG_DENTIST_N', 4),
  (12, 'IMAG_RADIO_N', 5),
  (12, 'IMAG_SPECIALIST_N', 6),
  (12, 'IMAG_ULTRASOUND_N', 0),
  (13, 'IMAG_ALL_N', 0),
  (13, 'IMAG_BILLED_N', 3),
  (13, 'IMAG_DENTIST_N', 4),
  (13, 'IMAG_RADIO_N', 5),
  (13, 'IMAG_SPECIALIST_N', 6),
  (13, 'IMAG_THERAPEUTIC_N', 0)
) AS v (class, variable, guard);

-- collect beneficiary_health_care: one pass over health_care: FF_MH, FF_MH_BY_PRACTICE, GMD_BY_PRACTICE, GMD_N, GP_CONTACT_BY_PRACTICE, GP_CONTACT_N, GP_CONTACT_OUTSIDE_N, GP_FIRST_CONTACT_BY_PRACTICE, IMAG_ALL_N, IMAG_BILLED_N, IMAG_CBCT_N, IMAG_CHEST_RX_N, IMAG_CT_N, IMAG_DENTAL_N, IMAG_DENTIST_N, IMAG_DIAG_N, IMAG_MRI_N, IMAG_RADIO_N, IMAG_RX_N, IMAG_SCINTIGRAPHY_N, IMAG_SPECIALIST_N, IMAG_THERAPEUTIC_N, IMAG_ULTRASOUND_N of every beneficiary
CREATE OR REPLACE TABLE beneficiary_health_care AS
SELECT
  claim.beneficiary,
  member.variable,
  CAST(CASE WHEN member.variable = 'FF_MH_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GMD_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GP_CONTACT_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GP_FIRST_CONTACT_BY_PRACTICE' THEN claim.practice END AS BIGINT) AS part,
  CASE WHEN member.variable IN ('GP_FIRST_CONTACT_BY_PRACTICE') THEN CAST(MIN(claim.service_date) - DATE '1970-01-01' AS BIGINT) ELSE CAST(COALESCE(SUM(claim.quantity), 0) AS BIGINT) END AS value
FROM health_care AS claim
JOIN beneficiary_health_care_class AS claim_class ON (claim_class.code = claim.code)
  AND (claim.service_date >= claim_class.valid_from)
  AND (claim.service_date < claim_class.valid_to)
JOIN beneficiary_health_care_member AS member ON member.class = claim_class.class
WHERE (claim.beneficiary IS NOT NULL)
  AND CASE WHEN member.guard = 1 THEN claim.institution_type = 805 WHEN member.guard = 2 THEN claim.institution_type IS DISTINCT FROM 805 WHEN member.guard = 3 THEN (claim.quantity >= 1) AND (claim.quantity <= 32767) WHEN member.guard = 4 THEN (claim.profession >= 30) AND (claim.profession <= 39) WHEN member.guard = 5 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND (claim.qualification IN (369, 569, 638, 835, 836, 838, 839, 930, 939, 960, 965, 994, 995, 997)) WHEN member.guard = 6 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND (claim.qualification IN (131, 137, 140, 146, 149, 151, 152, 153, 154, 157, 162, 166, 170, 174, 179, 180, 182, 184, 192, 195, 210, 219, 222, 340, 341, 348, 370, 371, 374, 378, 379, 398, 410, 414, 422, 450, 454, 455, 459, 480, 489, 494, 495, 496, 520, 521, 550, 566, 567, 573, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591, 592, 593, 594, 595, 597, 598, 599, 620, 624, 628, 629, 631, 650, 651, 659, 660, 668, 689, 690, 691, 693, 694, 695, 696, 697, 698, 699, 730, 731, 734, 735, 736, 737, 738, 739, 760, 764, 770, 774, 779, 780, 784, 788, 790, 793, 794, 795, 796, 798, 799, 800, 810, 811, 830, 831, 834, 860, 861, 862, 866, 867, 868, 870, 900, 970, 972, 978, 983, 985, 987, 988, 989, 991, 992, 996)) ELSE TRUE END
GROUP BY
  claim.beneficiary,
  member.variable,
  CAST(CASE WHEN member.variable = 'FF_MH_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GMD_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GP_CONTACT_BY_PRACTICE' THEN claim.practice WHEN member.variable = 'GP_FIRST_CONTACT_BY_PRACTICE' THEN claim.practice END AS BIGINT);

-- members practitioner_health_care: the variables that a claim of a class may feed, and the condition that decides
CREATE OR REPLACE TABLE practitioner_health_care_member AS
SELECT * FROM (VALUES
  (0, 'CLINICAL_GENETICS_N', 1),
  (0, 'GENERAL_PRACTICE_N', 2),
  (0, 'INCOME', 0),
  (0, 'NUCLEAR_MEDICINE_N', 3),
  (0, 'RADIODIAGNOSTICS_N', 4)
) AS v (class, variable, guard);

-- collect practitioner_health_care: one pass over health_care: CLINICAL_GENETICS_N, GENERAL_PRACTICE_N, INCOME, NUCLEAR_MEDICINE_N, RADIODIAGNOSTICS_N of every practitioner
CREATE OR REPLACE TABLE practitioner_health_care AS
SELECT
  claim.practitioner,
  member.variable,
  CAST(CASE WHEN member.variable = 'CLINICAL_GENETICS_N' THEN claim.qualification WHEN member.variable = 'GENERAL_PRACTICE_N' THEN claim.qualification WHEN member.variable = 'NUCLEAR_MEDICINE_N' THEN claim.qualification WHEN member.variable = 'RADIODIAGNOSTICS_N' THEN claim.qualification END AS BIGINT) AS part,
  CAST(COALESCE(SUM(CASE WHEN member.variable IN ('INCOME') THEN CAST(claim.amount * 100 AS BIGINT) ELSE claim.quantity END), 0) AS BIGINT) AS value
FROM health_care AS claim
CROSS JOIN practitioner_health_care_member AS member
WHERE (claim.practitioner IS NOT NULL)
  AND CASE WHEN member.guard = 1 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND ((claim.qualification IN (348, 398, 599, 668, 693, 737, 788, 798, 810, 811, 868)) OR ((claim.qualification = 586) AND (claim.service_date >= DATE '2012-07-01'))) WHEN member.guard = 2 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND (claim.qualification IN (1, 2, 3, 4, 7, 8)) WHEN member.guard = 3 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND (claim.qualification IN (182, 582, 594, 793, 862, 866, 965, 970, 972, 978, 983, 985, 987, 988, 989, 991, 992, 994, 995, 996, 997)) WHEN member.guard = 4 THEN ((claim.profession >= 10) AND (claim.profession <= 19)) AND (claim.qualification IN (638, 836, 838, 930, 939, 994, 997)) ELSE TRUE END
GROUP BY
  claim.practitioner,
  member.variable,
  CAST(CASE WHEN member.variable = 'CLINICAL_GENETICS_N' THEN claim.qualification WHEN member.variable = 'GENERAL_PRACTICE_N' THEN claim.qualification WHEN member.variable = 'NUCLEAR_MEDICINE_N' THEN claim.qualification WHEN member.variable = 'RADIODIAGNOSTICS_N' THEN claim.qualification END AS BIGINT);

-- assemble beneficiary_part: all that was collected of every beneficiary, parts apart
CREATE OR REPLACE VIEW beneficiary_part AS
SELECT
  beneficiary,
  variable,
  part,
  value
FROM beneficiary_health_care;

-- relation gmd_elsewhere: Beneficiaries with a global medical file (GMD) at a practice other than one that billed their medical-house forfaits of the year. A practice counts when its net number of files for the person is at least 1 and its net number of forfaits for the person is 0; NULL is a practice of its own (contract, GMD elsewhere).
CREATE OR REPLACE TABLE gmd_elsewhere AS
SELECT
  beneficiary,
  COUNT(*) AS value
FROM (
  SELECT
    beneficiary,
    part,
    SUM(CASE WHEN variable = 'GMD_BY_PRACTICE' THEN value ELSE 0 END) AS gmd,
    SUM(CASE WHEN variable = 'FF_MH_BY_PRACTICE' THEN value ELSE 0 END) AS forfait
  FROM beneficiary_part
  WHERE variable IN ('GMD_BY_PRACTICE', 'FF_MH_BY_PRACTICE')
  GROUP BY
    beneficiary,
    part
) AS practice
WHERE gmd >= 1
  AND forfait = 0
GROUP BY beneficiary;

-- relation gp_allocation: Every beneficiary's general-practice practice of the year: the one that manages the global medical file (GMD); without a file, the one seen most often, a tie going to the one consulted first, a last tie to the lowest number. With files at several practices the same order decides among them. A practice manages the file when its net number of files for the person is at least 1. Claims without a practice are nobody's: they allocate to none. Contacts count net of corrections, a practice corrected below zero as none, so that loyalty lies between 0 and a million; those without a practice count in the total. First consulted is the first day on which a contact was billed, whatever was corrected later: a correction does not say which day it takes back.
CREATE OR REPLACE TABLE gp_allocation AS
WITH practice AS (
  SELECT
    beneficiary,
    part AS practice,
    SUM(CASE WHEN variable = 'GMD_BY_PRACTICE' THEN value ELSE 0 END) AS file,
    GREATEST(SUM(CASE WHEN variable = 'GP_CONTACT_BY_PRACTICE' THEN value ELSE 0 END), 0) AS contact,
    MIN(CASE WHEN variable = 'GP_FIRST_CONTACT_BY_PRACTICE' THEN value END) AS first_day
  FROM beneficiary_part
  WHERE variable IN ('GMD_BY_PRACTICE', 'GP_CONTACT_BY_PRACTICE', 'GP_FIRST_CONTACT_BY_PRACTICE')
  GROUP BY
    beneficiary,
    part
),
total AS (
  SELECT
    beneficiary,
    SUM(contact) AS contact
  FROM practice
  GROUP BY beneficiary
),
ranked AS (
  SELECT
    beneficiary,
    practice,
    CASE WHEN file >= 1 THEN 1 ELSE 0 END AS by_file,
    contact,
    ROW_NUMBER() OVER (
      PARTITION BY beneficiary
      ORDER BY
        CASE WHEN file >= 1 THEN 0 ELSE 1 END,
        contact DESC,
        first_day ASC NULLS LAST,
        practice ASC
    ) AS place
  FROM practice
  WHERE practice IS NOT NULL
    AND (file >= 1 OR contact >= 1)
),
share AS (
  SELECT
    ranked.beneficiary,
    ranked.practice,
    ranked.by_file,
    total.contact,
    CAST(ranked.contact * 1000000 // NULLIF(total.contact, 0) AS BIGINT) AS whole,
    CAST(ranked.contact * 1000000 % NULLIF(total.contact, 0) AS BIGINT) AS rest
  FROM ranked
  JOIN total ON total.beneficiary = ranked.beneficiary
  WHERE ranked.place = 1
)
SELECT
  beneficiary,
  practice,
  CAST(1 AS BIGINT) AS allocated,
  CAST(by_file AS BIGINT) AS by_file,
  CAST(contact AS BIGINT) AS contact,
  CAST(COALESCE(CASE WHEN 2 * rest > contact OR (2 * rest = contact AND whole % 2 = 1) THEN whole + 1 ELSE whole END, 0) AS BIGINT) AS loyalty
FROM share;

-- assemble beneficiary_value: one value per beneficiary and variable
CREATE OR REPLACE VIEW beneficiary_value AS
SELECT
  beneficiary,
  variable,
  value
FROM beneficiary_part
WHERE variable IN ('FF_MH', 'GMD_N', 'GP_CONTACT_N', 'GP_CONTACT_OUTSIDE_N', 'IMAG_ALL_N', 'IMAG_BILLED_N', 'IMAG_CBCT_N', 'IMAG_CHEST_RX_N', 'IMAG_CT_N', 'IMAG_DENTAL_N', 'IMAG_DENTIST_N', 'IMAG_DIAG_N', 'IMAG_MRI_N', 'IMAG_RADIO_N', 'IMAG_RX_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_SPECIALIST_N', 'IMAG_THERAPEUTIC_N', 'IMAG_ULTRASOUND_N')
UNION ALL
SELECT
  beneficiary,
  'GMD_ELSEWHERE' AS variable,
  value
FROM gmd_elsewhere
UNION ALL
SELECT
  beneficiary,
  'GP_LOYALTY' AS variable,
  loyalty AS value
FROM gp_allocation
UNION ALL
SELECT
  beneficiary,
  'GP_PRACTICE' AS variable,
  allocated AS value
FROM gp_allocation
UNION ALL
SELECT
  beneficiary,
  'GP_PRACTICE_BY_FILE' AS variable,
  by_file AS value
FROM gp_allocation
UNION ALL
SELECT
  beneficiary,
  'GP_PRACTICE_CONTACT_N' AS variable,
  contact AS value
FROM gp_allocation;

-- assemble practitioner_part: all that was collected of every practitioner, parts apart
CREATE OR REPLACE VIEW practitioner_part AS
SELECT
  practitioner,
  variable,
  part,
  value
FROM practitioner_health_care;

-- assemble practitioner_value: one value per practitioner and variable
CREATE OR REPLACE VIEW practitioner_value AS
SELECT
  practitioner,
  variable,
  value
FROM practitioner_part
WHERE variable IN ('INCOME')
UNION ALL
SELECT
  practitioner,
  variable,
  MAX(value) AS value
FROM practitioner_part
WHERE variable IN ('CLINICAL_GENETICS_N', 'GENERAL_PRACTICE_N', 'NUCLEAR_MEDICINE_N', 'RADIODIAGNOSTICS_N')
GROUP BY
  practitioner,
  variable;

-- check negative_net_sum: Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.
SELECT
  (SELECT COUNT(*) FROM (
SELECT
  variable
FROM beneficiary_value
WHERE value < 0
  ) AS offending_row) AS offending,
  (SELECT COUNT(*) FROM beneficiary_value) AS examined;

-- derive beneficiary_derived: conditions on several variables: stat_003_007.numerator, stat_003_011.numerator, stat_003_011.denominator, stat_003_012.numerator, stat_003_012.denominator
CREATE OR REPLACE TABLE beneficiary_derived AS
SELECT
  beneficiary,
  'stat_003_007.numerator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    beneficiary,
    CAST(COALESCE(SUM(CASE WHEN variable = 'FF_MH' THEN value ELSE 0 END), 0) AS BIGINT) AS "FF_MH",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GMD_ELSEWHERE' THEN value ELSE 0 END), 0) AS BIGINT) AS "GMD_ELSEWHERE"
  FROM (
    SELECT
      beneficiary,
      variable,
      value
    FROM beneficiary_value
    WHERE variable IN ('FF_MH', 'GMD_ELSEWHERE')
  ) AS known
  GROUP BY
    beneficiary
) AS member
WHERE ("FF_MH" >= 6)
  AND ("GMD_ELSEWHERE" <= 0)
UNION ALL
SELECT
  beneficiary,
  'stat_003_011.numerator' AS variable,
  "GP_LOYALTY" AS value
FROM (
  SELECT
    beneficiary,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_BY_FILE' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_BY_FILE",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_CONTACT_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_CONTACT_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_LOYALTY' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_LOYALTY"
  FROM (
    SELECT
      beneficiary,
      variable,
      value
    FROM beneficiary_value
    WHERE variable IN ('GP_PRACTICE_BY_FILE', 'GP_PRACTICE_CONTACT_N', 'GP_LOYALTY')
  ) AS known
  GROUP BY
    beneficiary
) AS member
WHERE ("GP_PRACTICE_BY_FILE" >= 1)
  AND ("GP_PRACTICE_CONTACT_N" >= 1)
UNION ALL
SELECT
  beneficiary,
  'stat_003_011.denominator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    beneficiary,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_BY_FILE' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_BY_FILE",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_CONTACT_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_CONTACT_N"
  FROM (
    SELECT
      beneficiary,
      variable,
      value
    FROM beneficiary_value
    WHERE variable IN ('GP_PRACTICE_BY_FILE', 'GP_PRACTICE_CONTACT_N')
  ) AS known
  GROUP BY
    beneficiary
) AS member
WHERE ("GP_PRACTICE_BY_FILE" >= 1)
  AND ("GP_PRACTICE_CONTACT_N" >= 1)
UNION ALL
SELECT
  beneficiary,
  'stat_003_012.numerator' AS variable,
  "GP_LOYALTY" AS value
FROM (
  SELECT
    beneficiary,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_CONTACT_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_CONTACT_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_LOYALTY' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_LOYALTY"
  FROM (
    SELECT
      beneficiary,
      variable,
      value
    FROM beneficiary_value
    WHERE variable IN ('GP_PRACTICE', 'GP_PRACTICE_CONTACT_N', 'GP_LOYALTY')
  ) AS known
  GROUP BY
    beneficiary
) AS member
WHERE ("GP_PRACTICE" >= 1)
  AND ("GP_PRACTICE_CONTACT_N" >= 1)
UNION ALL
SELECT
  beneficiary,
  'stat_003_012.denominator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    beneficiary,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE",
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_PRACTICE_CONTACT_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "GP_PRACTICE_CONTACT_N"
  FROM (
    SELECT
      beneficiary,
      variable,
      value
    FROM beneficiary_value
    WHERE variable IN ('GP_PRACTICE', 'GP_PRACTICE_CONTACT_N')
  ) AS known
  GROUP BY
    beneficiary
) AS member
WHERE ("GP_PRACTICE" >= 1)
  AND ("GP_PRACTICE_CONTACT_N" >= 1);

-- derive practitioner_derived: conditions on several variables: stat_020_033.numerator, stat_020_own1.numerator, stat_020_own2.numerator, stat_020_own3.numerator; 5 % of median_income (clinical_genetics, 2023): 249000.00; 5 % of median_income (radiodiagnostics, 2023): 454600.00; 5 % of median_income (nuclear_medicine, 2023): 411300.00; 5 % of median_income (general_practice, 2023): 173200.00
CREATE OR REPLACE TABLE practitioner_derived AS
SELECT
  practitioner,
  'stat_020_033.numerator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    practitioner,
    CAST(COALESCE(SUM(CASE WHEN variable = 'CLINICAL_GENETICS_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "CLINICAL_GENETICS_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'INCOME' THEN value ELSE 0 END), 0) AS BIGINT) AS "INCOME"
  FROM (
    SELECT
      practitioner,
      variable,
      value
    FROM practitioner_value
    WHERE variable IN ('CLINICAL_GENETICS_N', 'INCOME')
  ) AS known
  GROUP BY
    practitioner
) AS member
WHERE ("CLINICAL_GENETICS_N" >= 1)
  AND ("INCOME" >= 1245000)
UNION ALL
SELECT
  practitioner,
  'stat_020_own1.numerator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    practitioner,
    CAST(COALESCE(SUM(CASE WHEN variable = 'RADIODIAGNOSTICS_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "RADIODIAGNOSTICS_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'INCOME' THEN value ELSE 0 END), 0) AS BIGINT) AS "INCOME"
  FROM (
    SELECT
      practitioner,
      variable,
      value
    FROM practitioner_value
    WHERE variable IN ('RADIODIAGNOSTICS_N', 'INCOME')
  ) AS known
  GROUP BY
    practitioner
) AS member
WHERE ("RADIODIAGNOSTICS_N" >= 1)
  AND ("INCOME" >= 2273000)
UNION ALL
SELECT
  practitioner,
  'stat_020_own2.numerator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    practitioner,
    CAST(COALESCE(SUM(CASE WHEN variable = 'NUCLEAR_MEDICINE_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "NUCLEAR_MEDICINE_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'INCOME' THEN value ELSE 0 END), 0) AS BIGINT) AS "INCOME"
  FROM (
    SELECT
      practitioner,
      variable,
      value
    FROM practitioner_value
    WHERE variable IN ('NUCLEAR_MEDICINE_N', 'INCOME')
  ) AS known
  GROUP BY
    practitioner
) AS member
WHERE ("NUCLEAR_MEDICINE_N" >= 1)
  AND ("INCOME" >= 2056500)
UNION ALL
SELECT
  practitioner,
  'stat_020_own3.numerator' AS variable,
  CAST(1 AS BIGINT) AS value
FROM (
  SELECT
    practitioner,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GENERAL_PRACTICE_N' THEN value ELSE 0 END), 0) AS BIGINT) AS "GENERAL_PRACTICE_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'INCOME' THEN value ELSE 0 END), 0) AS BIGINT) AS "INCOME"
  FROM (
    SELECT
      practitioner,
      variable,
      value
    FROM practitioner_value
    WHERE variable IN ('GENERAL_PRACTICE_N', 'INCOME')
  ) AS known
  GROUP BY
    practitioner
) AS member
WHERE ("GENERAL_PRACTICE_N" >= 1)
  AND ("INCOME" >= 866000);

-- tally tally_beneficiary_municipality_age_group: counts of beneficiary by municipality, age_group: IMAG_ALL_N, IMAG_RADIO_N, IMAG_DENTIST_N, IMAG_SPECIALIST_N, IMAG_RX_N, IMAG_DENTAL_N, IMAG_CT_N, IMAG_MRI_N, IMAG_ULTRASOUND_N, IMAG_SCINTIGRAPHY_N, IMAG_DIAG_N, IMAG_THERAPEUTIC_N, IMAG_CHEST_RX_N, IMAG_CBCT_N, IMAG_BILLED_N and everybody
CREATE OR REPLACE TABLE tally_beneficiary_municipality_age_group AS
SELECT
  entity.municipality AS unit,
  entity.age_group,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DENTIST_N', 'IMAG_SPECIALIST_N', 'IMAG_RX_N', 'IMAG_DENTAL_N', 'IMAG_CT_N', 'IMAG_MRI_N', 'IMAG_ULTRASOUND_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_DIAG_N', 'IMAG_THERAPEUTIC_N', 'IMAG_CHEST_RX_N', 'IMAG_CBCT_N') THEN known.value END AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_value
  WHERE variable IN ('IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DENTIST_N', 'IMAG_SPECIALIST_N', 'IMAG_RX_N', 'IMAG_DENTAL_N', 'IMAG_CT_N', 'IMAG_MRI_N', 'IMAG_ULTRASOUND_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_DIAG_N', 'IMAG_THERAPEUTIC_N', 'IMAG_CHEST_RX_N', 'IMAG_CBCT_N', 'IMAG_BILLED_N')
) AS known
JOIN beneficiary_year AS entity ON entity.beneficiary = known.beneficiary
WHERE known.value <> 0
GROUP BY
  entity.municipality,
  entity.age_group,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DENTIST_N', 'IMAG_SPECIALIST_N', 'IMAG_RX_N', 'IMAG_DENTAL_N', 'IMAG_CT_N', 'IMAG_MRI_N', 'IMAG_ULTRASOUND_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_DIAG_N', 'IMAG_THERAPEUTIC_N', 'IMAG_CHEST_RX_N', 'IMAG_CBCT_N') THEN known.value END
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

-- tally tally_beneficiary_municipality_age_group_sex: counts of beneficiary by municipality, age_group, sex: IMAG_ALL_N and everybody
CREATE OR REPLACE TABLE tally_beneficiary_municipality_age_group_sex AS
SELECT
  entity.municipality AS unit,
  entity.age_group,
  entity.sex,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_ALL_N') THEN known.value END AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_value
  WHERE variable IN ('IMAG_ALL_N')
) AS known
JOIN beneficiary_year AS entity ON entity.beneficiary = known.beneficiary
WHERE known.value <> 0
GROUP BY
  entity.municipality,
  entity.age_group,
  entity.sex,
  known.variable,
  CASE WHEN known.variable IN ('IMAG_ALL_N') THEN known.value END
UNION ALL
SELECT
  entity.municipality AS unit,
  entity.age_group,
  entity.sex,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year AS entity
GROUP BY
  entity.municipality,
  entity.age_group,
  entity.sex;

-- tally tally_beneficiary_municipality: counts of beneficiary by municipality: GMD_N, GP_PRACTICE, GP_PRACTICE_BY_FILE, GP_CONTACT_N, GP_CONTACT_OUTSIDE_N, IMAG_ALL_N, IMAG_RADIO_N, IMAG_DIAG_N, stat_003_011.numerator, stat_003_011.denominator, stat_003_012.numerator, stat_003_012.denominator and everybody
CREATE OR REPLACE TABLE tally_beneficiary_municipality AS
SELECT
  entity.municipality AS unit,
  known.variable,
  CASE WHEN known.variable IN ('GMD_N', 'GP_PRACTICE', 'GP_PRACTICE_BY_FILE', 'GP_CONTACT_OUTSIDE_N', 'IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DIAG_N') THEN known.value END AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_value
  WHERE variable IN ('GMD_N', 'GP_PRACTICE', 'GP_PRACTICE_BY_FILE', 'GP_CONTACT_N', 'GP_CONTACT_OUTSIDE_N', 'IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DIAG_N')
  UNION ALL
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_derived
  WHERE variable IN ('stat_003_011.numerator', 'stat_003_011.denominator', 'stat_003_012.numerator', 'stat_003_012.denominator')
) AS known
JOIN beneficiary_year AS entity ON entity.beneficiary = known.beneficiary
WHERE known.value <> 0
GROUP BY
  entity.municipality,
  known.variable,
  CASE WHEN known.variable IN ('GMD_N', 'GP_PRACTICE', 'GP_PRACTICE_BY_FILE', 'GP_CONTACT_OUTSIDE_N', 'IMAG_ALL_N', 'IMAG_RADIO_N', 'IMAG_DIAG_N') THEN known.value END
UNION ALL
SELECT
  entity.municipality AS unit,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year AS entity
GROUP BY
  entity.municipality;

-- tally tally_beneficiary_sector: counts of beneficiary by sector: stat_003_007.numerator and everybody
CREATE OR REPLACE TABLE tally_beneficiary_sector AS
SELECT
  entity.sector AS unit,
  known.variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    beneficiary,
    variable,
    value
  FROM beneficiary_derived
  WHERE variable IN ('stat_003_007.numerator')
) AS known
JOIN beneficiary_year AS entity ON entity.beneficiary = known.beneficiary
WHERE known.value <> 0
GROUP BY
  entity.sector,
  known.variable,
  CAST(NULL AS BIGINT)
UNION ALL
SELECT
  entity.sector AS unit,
  '*' AS variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(0 AS BIGINT) AS total
FROM beneficiary_year AS entity
GROUP BY
  entity.sector;

-- tally tally_practitioner_municipality: counts of practitioner by municipality: stat_020_033.numerator, stat_020_own1.numerator, stat_020_own2.numerator, stat_020_own3.numerator
CREATE OR REPLACE TABLE tally_practitioner_municipality AS
SELECT
  COALESCE(entity.municipality, '') AS unit,
  known.variable,
  CAST(NULL AS BIGINT) AS events,
  COUNT(*) AS members,
  CAST(COALESCE(SUM(known.value), 0) AS BIGINT) AS total
FROM (
  SELECT
    practitioner,
    variable,
    value
  FROM practitioner_derived
  WHERE variable IN ('stat_020_033.numerator', 'stat_020_own1.numerator', 'stat_020_own2.numerator', 'stat_020_own3.numerator')
) AS known
LEFT JOIN practitioner_year AS entity ON entity.practitioner = known.practitioner
WHERE known.value <> 0
GROUP BY
  COALESCE(entity.municipality, ''),
  known.variable,
  CAST(NULL AS BIGINT);

-- cube cube_013_001: Medical imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_001 AS
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
    WHERE variable IN ('IMAG_ALL_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_003: Medical imaging by radiologists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_003 AS
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
    WHERE variable IN ('IMAG_RADIO_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RADIO_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RADIO_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_004: Volume of medical imaging by radiologists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_004 AS
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
    WHERE variable IN ('IMAG_RADIO_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  COALESCE(event.members_by_events, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS members_by_events
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
  AND (cell.age_group = grid.age_group)
LEFT JOIN (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(MAP_FROM_ENTRIES(LIST(ROW(events, members) ORDER BY events)) AS MAP(BIGINT, BIGINT)) AS members_by_events
  FROM published
  WHERE events IS NOT NULL
  GROUP BY
    area_level,
    ref_area,
    age_group
) AS event ON (event.area_level = grid.area_level)
  AND (event.ref_area = grid.ref_area)
  AND (event.age_group = grid.age_group);

-- cube cube_013_005: Medical imaging by dentists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_005 AS
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
    WHERE variable IN ('IMAG_DENTIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_006: Volume of medical imaging by dentists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_006 AS
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
    WHERE variable IN ('IMAG_DENTIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DENTIST_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DENTIST_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  COALESCE(event.members_by_events, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS members_by_events
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
  AND (cell.age_group = grid.age_group)
LEFT JOIN (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(MAP_FROM_ENTRIES(LIST(ROW(events, members) ORDER BY events)) AS MAP(BIGINT, BIGINT)) AS members_by_events
  FROM published
  WHERE events IS NOT NULL
  GROUP BY
    area_level,
    ref_area,
    age_group
) AS event ON (event.area_level = grid.area_level)
  AND (event.ref_area = grid.ref_area)
  AND (event.age_group = grid.age_group);

-- cube cube_013_007: Medical imaging by specialists other than radiologists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_007 AS
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
    WHERE variable IN ('IMAG_SPECIALIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SPECIALIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SPECIALIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_008: Volume of medical imaging by specialists other than radiologists: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_008 AS
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
    WHERE variable IN ('IMAG_SPECIALIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_SPECIALIST_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_SPECIALIST_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  COALESCE(event.members_by_events, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS members_by_events
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
  AND (cell.age_group = grid.age_group)
LEFT JOIN (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(MAP_FROM_ENTRIES(LIST(ROW(events, members) ORDER BY events)) AS MAP(BIGINT, BIGINT)) AS members_by_events
  FROM published
  WHERE events IS NOT NULL
  GROUP BY
    area_level,
    ref_area,
    age_group
) AS event ON (event.area_level = grid.area_level)
  AND (event.ref_area = grid.ref_area)
  AND (event.age_group = grid.age_group);

-- cube cube_013_009: X-ray: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_009 AS
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
    WHERE variable IN ('IMAG_RX_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_011: Dental X-ray: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_011 AS
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
    WHERE variable IN ('IMAG_DENTAL_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTAL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTAL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_013: CT scan: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_013 AS
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
    WHERE variable IN ('IMAG_CT_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CT_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CT_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_015: MRI: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_015 AS
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
    WHERE variable IN ('IMAG_MRI_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_MRI_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_MRI_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_017: Ultrasound: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_017 AS
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
    WHERE variable IN ('IMAG_ULTRASOUND_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ULTRASOUND_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ULTRASOUND_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_019: Scintigraphy: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_019 AS
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
    WHERE variable IN ('IMAG_SCINTIGRAPHY_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SCINTIGRAPHY_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SCINTIGRAPHY_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_022: Volume of interventional diagnostic imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_022 AS
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DIAG_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DIAG_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  COALESCE(event.members_by_events, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS members_by_events
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
  AND (cell.age_group = grid.age_group)
LEFT JOIN (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(MAP_FROM_ENTRIES(LIST(ROW(events, members) ORDER BY events)) AS MAP(BIGINT, BIGINT)) AS members_by_events
  FROM published
  WHERE events IS NOT NULL
  GROUP BY
    area_level,
    ref_area,
    age_group
) AS event ON (event.area_level = grid.area_level)
  AND (event.ref_area = grid.ref_area)
  AND (event.age_group = grid.age_group);

-- cube cube_013_023: Interventional therapeutic imaging: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_023 AS
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
    WHERE variable IN ('IMAG_THERAPEUTIC_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_THERAPEUTIC_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_THERAPEUTIC_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_025: Chest X-ray: country, region, province, arrondissement, municipality by age_group
CREATE OR REPLACE TABLE cube_013_025 AS
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
    WHERE variable IN ('IMAG_CHEST_RX_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CHEST_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CHEST_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
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

-- cube cube_013_own1: Medical imaging by age and sex: country, region, province, arrondissement by age_group, sex
CREATE OR REPLACE TABLE cube_013_own1 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    age_group_margin.age_group,
    sex_margin.sex,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      age_group,
      sex,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality_age_group_sex
    WHERE variable IN ('IMAG_ALL_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
  JOIN sex_margin ON sex_margin.member IS NOT DISTINCT FROM tally.sex
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    age_group_margin.age_group,
    sex_margin.sex,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    sex,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group,
    sex
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  grid.age_group,
  grid.sex,
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
    age_group_value.age_group,
    sex_value.sex
  FROM area
  CROSS JOIN (
    SELECT
      age_group
    FROM age_group_margin
    GROUP BY
      age_group
  ) AS age_group_value
  CROSS JOIN (
    SELECT
      sex
    FROM sex_margin
    GROUP BY
      sex
  ) AS sex_value
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
  AND (cell.age_group = grid.age_group)
  AND (cell.sex = grid.sex);

-- cube stat_003_001: Global medical file: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_001 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GMD_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GMD_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GMD_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_005: Patients of a general-practice practice: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_005 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_PRACTICE', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_006: GMD patients of a general-practice practice: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_006 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_PRACTICE_BY_FILE', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE_BY_FILE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE_BY_FILE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_007: Medical-house patients: country, region, province, arrondissement, municipality, sector
CREATE OR REPLACE TABLE stat_003_007 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_sector
    WHERE variable IN ('stat_003_007.numerator', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 10000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_011: Loyalty of GMD patients to the allocated practice: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_011 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('stat_003_011.numerator', 'stat_003_011.denominator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_011.numerator' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_011.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_011.denominator' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 0.0001 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_012: Loyalty of patients to the practice: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_012 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('stat_003_012.numerator', 'stat_003_012.denominator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_012.numerator' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_012.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_012.denominator' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 0.0001 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_014: Mean GP contacts per beneficiary: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_014 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_CONTACT_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_CONTACT_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_CONTACT_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_003_015: GP contact (medical houses excluded): country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_003_015 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_CONTACT_OUTSIDE_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_CONTACT_OUTSIDE_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_CONTACT_OUTSIDE_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_013_001: Medical imaging: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_013_001 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_ALL_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_013_004: Volume of medical imaging by radiologists: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_013_004 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_RADIO_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS denominator,
  (CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS DOUBLE) / NULLIF(CAST(CAST(COALESCE(cell.denominator, 0) AS BIGINT) AS DOUBLE), 0)) * 1000 AS obs_value,
  CASE WHEN CAST(COALESCE(cell.denominator, 0) AS BIGINT) = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  COALESCE(event.members_by_events, CAST(MAP() AS MAP(BIGINT, BIGINT))) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area)
LEFT JOIN (
  SELECT
    area_level,
    ref_area,
    CAST(MAP_FROM_ENTRIES(LIST(ROW(events, members) ORDER BY events)) AS MAP(BIGINT, BIGINT)) AS members_by_events
  FROM published
  WHERE events IS NOT NULL
  GROUP BY
    area_level,
    ref_area
) AS event ON (event.area_level = grid.area_level)
  AND (event.ref_area = grid.ref_area);

-- cube stat_013_021: Interventional diagnostic imaging: country, region, province, arrondissement, municipality
CREATE OR REPLACE TABLE stat_013_021 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_DIAG_N', '*')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
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
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_020_033: Number of clinical geneticists: country, region, province, arrondissement
CREATE OR REPLACE TABLE stat_020_033 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_033.numerator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) * 1 AS DOUBLE) AS obs_value,
  'A' AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_020_own1: Number of radiologists: country, region, province, arrondissement
CREATE OR REPLACE TABLE stat_020_own1 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own1.numerator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own1.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own1.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) * 1 AS DOUBLE) AS obs_value,
  'A' AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_020_own2: Number of nuclear-medicine physicians: country, region, province, arrondissement
CREATE OR REPLACE TABLE stat_020_own2 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own2.numerator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own2.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own2.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) * 1 AS DOUBLE) AS obs_value,
  'A' AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- cube stat_020_own3: Number of general practitioners: country, region, province, arrondissement
CREATE OR REPLACE TABLE stat_020_own3 AS
WITH published AS (
  SELECT
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own3.numerator')
  ) AS tally
  JOIN area_closure ON area_closure.unit = tally.unit
  WHERE area_closure.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_closure.area_level,
    area_closure.ref_area,
    tally.variable,
    tally.events
),
cell AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own3.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own3.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator_members
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  CAST(2023 AS INTEGER) AS time_period,
  grid.area_level,
  grid.ref_area,
  CAST(COALESCE(cell.numerator, 0) AS BIGINT) AS numerator,
  CAST(NULL AS BIGINT) AS denominator,
  CAST(CAST(COALESCE(cell.numerator, 0) AS BIGINT) * 1 AS DOUBLE) AS obs_value,
  'A' AS obs_status,
  'N' AS conf_status,
  CAST(COALESCE(cell.numerator_members, 0) AS BIGINT) AS numerator_members,
  CAST(NULL AS MAP(BIGINT, BIGINT)) AS members_by_events
FROM (
  SELECT
    area.area_level,
    area.ref_area
  FROM area
  WHERE area.area_level IN ('country', 'region', 'province', 'arrondissement')
) AS grid
LEFT JOIN cell ON (cell.area_level = grid.area_level)
  AND (cell.ref_area = grid.ref_area);

-- invariant imaging_is_the_union_of_its_categories cube_013_001: Whoever has an examination of a category has one of imaging, and the other way round; a category exceeds the whole by people alone whose net on another is below zero.
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
    WHERE variable IN ('IMAG_CBCT_N', 'IMAG_DENTAL_N', 'IMAG_CT_N', 'IMAG_MRI_N', 'IMAG_ULTRASOUND_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_DIAG_N', 'IMAG_THERAPEUTIC_N', 'IMAG_CHEST_RX_N', 'IMAG_RX_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CBCT_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_CBCT_N from 1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTAL_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_DENTAL_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CT_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_CT_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_MRI_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_MRI_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ULTRASOUND_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_ULTRASOUND_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SCINTIGRAPHY_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_SCINTIGRAPHY_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_DIAG_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_THERAPEUTIC_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_THERAPEUTIC_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CHEST_RX_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_CHEST_RX_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CBCT_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_CBCT_N to -1",
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RX_N') AND (events <= -1) THEN members ELSE 0 END), 0) AS BIGINT) AS "members IMAG_RX_N to -1"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_001.numerator <= (((((((((cube_013_009.numerator + cube_013_011.numerator) + cube_013_013.numerator) + cube_013_015.numerator) + cube_013_017.numerator) + cube_013_019.numerator) + cube_013_021.numerator) + cube_013_023.numerator) + cube_013_025.numerator) + COALESCE(counted."members IMAG_CBCT_N from 1", 0))) AND (cube_013_009.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_011.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_013.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_015.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_017.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_019.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_021.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_023.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (cube_013_025.numerator <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CBCT_N to -1", 0))) AND (COALESCE(counted."members IMAG_CBCT_N from 1", 0) <= (((((((((cube_013_001.numerator + COALESCE(counted."members IMAG_RX_N to -1", 0)) + COALESCE(counted."members IMAG_DENTAL_N to -1", 0)) + COALESCE(counted."members IMAG_CT_N to -1", 0)) + COALESCE(counted."members IMAG_MRI_N to -1", 0)) + COALESCE(counted."members IMAG_ULTRASOUND_N to -1", 0)) + COALESCE(counted."members IMAG_SCINTIGRAPHY_N to -1", 0)) + COALESCE(counted."members IMAG_DIAG_N to -1", 0)) + COALESCE(counted."members IMAG_THERAPEUTIC_N to -1", 0)) + COALESCE(counted."members IMAG_CHEST_RX_N to -1", 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_001
LEFT JOIN cube_013_009 ON (cube_013_009.area_level = cube_013_001.area_level)
  AND (cube_013_009.ref_area = cube_013_001.ref_area)
  AND (cube_013_009.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_011 ON (cube_013_011.area_level = cube_013_001.area_level)
  AND (cube_013_011.ref_area = cube_013_001.ref_area)
  AND (cube_013_011.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_013 ON (cube_013_013.area_level = cube_013_001.area_level)
  AND (cube_013_013.ref_area = cube_013_001.ref_area)
  AND (cube_013_013.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_015 ON (cube_013_015.area_level = cube_013_001.area_level)
  AND (cube_013_015.ref_area = cube_013_001.ref_area)
  AND (cube_013_015.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_017 ON (cube_013_017.area_level = cube_013_001.area_level)
  AND (cube_013_017.ref_area = cube_013_001.ref_area)
  AND (cube_013_017.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_019 ON (cube_013_019.area_level = cube_013_001.area_level)
  AND (cube_013_019.ref_area = cube_013_001.ref_area)
  AND (cube_013_019.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_021 ON (cube_013_021.area_level = cube_013_001.area_level)
  AND (cube_013_021.ref_area = cube_013_001.ref_area)
  AND (cube_013_021.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_023 ON (cube_013_023.area_level = cube_013_001.area_level)
  AND (cube_013_023.ref_area = cube_013_001.ref_area)
  AND (cube_013_023.age_group = cube_013_001.age_group)
LEFT JOIN cube_013_025 ON (cube_013_025.area_level = cube_013_001.area_level)
  AND (cube_013_025.ref_area = cube_013_001.ref_area)
  AND (cube_013_025.age_group = cube_013_001.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_001.area_level)
  AND (counted.ref_area = cube_013_001.ref_area)
  AND (counted.age_group = cube_013_001.age_group)
WHERE cube_013_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant imaging_categories_add_up IMAG_ALL_N: Every examination is of one category and of no other.
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
    WHERE variable IN ('IMAG_RX_N', 'IMAG_CHEST_RX_N', 'IMAG_ULTRASOUND_N', 'IMAG_DENTAL_N', 'IMAG_CT_N', 'IMAG_CBCT_N', 'IMAG_MRI_N', 'IMAG_SCINTIGRAPHY_N', 'IMAG_DIAG_N', 'IMAG_THERAPEUTIC_N', 'IMAG_ALL_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RX_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_RX_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_CHEST_RX_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_CHEST_RX_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_ULTRASOUND_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_ULTRASOUND_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DENTAL_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_DENTAL_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_CT_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_CT_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_CBCT_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_CBCT_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_MRI_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_MRI_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_SCINTIGRAPHY_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_SCINTIGRAPHY_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DIAG_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_DIAG_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_THERAPEUTIC_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_THERAPEUTIC_N",
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_ALL_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_ALL_N"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (((((((((COALESCE(counted."total IMAG_RX_N", 0) + COALESCE(counted."total IMAG_CHEST_RX_N", 0)) + COALESCE(counted."total IMAG_ULTRASOUND_N", 0)) + COALESCE(counted."total IMAG_DENTAL_N", 0)) + COALESCE(counted."total IMAG_CT_N", 0)) + COALESCE(counted."total IMAG_CBCT_N", 0)) + COALESCE(counted."total IMAG_MRI_N", 0)) + COALESCE(counted."total IMAG_SCINTIGRAPHY_N", 0)) + COALESCE(counted."total IMAG_DIAG_N", 0)) + COALESCE(counted."total IMAG_THERAPEUTIC_N", 0)) = COALESCE(counted."total IMAG_ALL_N", 0) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_001
LEFT JOIN counted ON (counted.area_level = cube_013_001.area_level)
  AND (counted.ref_area = cube_013_001.ref_area)
  AND (counted.age_group = cube_013_001.age_group)
WHERE cube_013_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant imaging_performers_do_not_overlap IMAG_BILLED_N: Radiologists, dentists and other specialists do no more examinations together than are billed before corrections (those of the rest may go below zero).
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
    WHERE variable IN ('IMAG_BILLED_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_BILLED_N' THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_BILLED_N"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN ((cube_013_004.numerator + cube_013_006.numerator) + cube_013_008.numerator) <= COALESCE(counted."total IMAG_BILLED_N", 0) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_004
LEFT JOIN cube_013_006 ON (cube_013_006.area_level = cube_013_004.area_level)
  AND (cube_013_006.ref_area = cube_013_004.ref_area)
  AND (cube_013_006.age_group = cube_013_004.age_group)
LEFT JOIN cube_013_008 ON (cube_013_008.area_level = cube_013_004.area_level)
  AND (cube_013_008.ref_area = cube_013_004.ref_area)
  AND (cube_013_008.age_group = cube_013_004.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_004.area_level)
  AND (counted.ref_area = cube_013_004.ref_area)
  AND (counted.age_group = cube_013_004.age_group)
WHERE cube_013_004.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant twins_agree stat_013_001 cube_013_001: An indicator and its twin of fewer dimensions give the same figure.
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_001.numerator = cube_013_001.numerator) AND (stat_013_001.denominator = cube_013_001.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_001
LEFT JOIN cube_013_001 ON (cube_013_001.area_level = stat_013_001.area_level)
  AND (cube_013_001.ref_area = stat_013_001.ref_area)
  AND (cube_013_001.age_group = 'total')
WHERE stat_013_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant twins_agree stat_013_004 cube_013_004: An indicator and its twin of fewer dimensions give the same figure.
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_004.numerator = cube_013_004.numerator) AND (stat_013_004.denominator = cube_013_004.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_004
LEFT JOIN cube_013_004 ON (cube_013_004.area_level = stat_013_004.area_level)
  AND (cube_013_004.ref_area = stat_013_004.ref_area)
  AND (cube_013_004.age_group = 'total')
WHERE stat_013_004.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant twins_agree stat_013_021 cube_013_021: An indicator and its twin of fewer dimensions give the same figure.
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_021.numerator = cube_013_021.numerator) AND (stat_013_021.denominator = cube_013_021.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_021
LEFT JOIN cube_013_021 ON (cube_013_021.area_level = stat_013_021.area_level)
  AND (cube_013_021.ref_area = stat_013_021.ref_area)
  AND (cube_013_021.age_group = 'total')
WHERE stat_013_021.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant twins_agree cube_013_own1 cube_013_001: An indicator and its twin of fewer dimensions give the same figure.
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_own1.numerator = cube_013_001.numerator) AND (cube_013_own1.denominator = cube_013_001.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_own1
LEFT JOIN cube_013_001 ON (cube_013_001.area_level = cube_013_own1.area_level)
  AND (cube_013_001.ref_area = cube_013_own1.ref_area)
  AND (cube_013_001.age_group = cube_013_own1.age_group)
WHERE (cube_013_own1.area_level IN ('country', 'region', 'province', 'arrondissement'))
  AND (cube_013_own1.sex = 'total');

-- invariant a_share_has_its_events cube_013_003 cube_013_004: Whoever counts in a share has at least one examination in the volume; what negative nets take from the volume is given back to it.
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
    WHERE variable IN ('IMAG_RADIO_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RADIO_N') AND (events <= -1) THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_RADIO_N to -1"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_003.numerator <= (cube_013_004.numerator + (COALESCE(counted."total IMAG_RADIO_N to -1", 0) * -1))) AND (cube_013_003.denominator = cube_013_004.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_003
LEFT JOIN cube_013_004 ON (cube_013_004.area_level = cube_013_003.area_level)
  AND (cube_013_004.ref_area = cube_013_003.ref_area)
  AND (cube_013_004.age_group = cube_013_003.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_003.area_level)
  AND (counted.ref_area = cube_013_003.ref_area)
  AND (counted.age_group = cube_013_003.age_group)
WHERE cube_013_003.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_has_its_events cube_013_005 cube_013_006: Whoever counts in a share has at least one examination in the volume; what negative nets take from the volume is given back to it.
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
    WHERE variable IN ('IMAG_DENTIST_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTIST_N') AND (events <= -1) THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_DENTIST_N to -1"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_005.numerator <= (cube_013_006.numerator + (COALESCE(counted."total IMAG_DENTIST_N to -1", 0) * -1))) AND (cube_013_005.denominator = cube_013_006.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_005
LEFT JOIN cube_013_006 ON (cube_013_006.area_level = cube_013_005.area_level)
  AND (cube_013_006.ref_area = cube_013_005.ref_area)
  AND (cube_013_006.age_group = cube_013_005.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_005.area_level)
  AND (counted.ref_area = cube_013_005.ref_area)
  AND (counted.age_group = cube_013_005.age_group)
WHERE cube_013_005.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_has_its_events cube_013_007 cube_013_008: Whoever counts in a share has at least one examination in the volume; what negative nets take from the volume is given back to it.
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
    WHERE variable IN ('IMAG_SPECIALIST_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SPECIALIST_N') AND (events <= -1) THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_SPECIALIST_N to -1"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_007.numerator <= (cube_013_008.numerator + (COALESCE(counted."total IMAG_SPECIALIST_N to -1", 0) * -1))) AND (cube_013_007.denominator = cube_013_008.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_007
LEFT JOIN cube_013_008 ON (cube_013_008.area_level = cube_013_007.area_level)
  AND (cube_013_008.ref_area = cube_013_007.ref_area)
  AND (cube_013_008.age_group = cube_013_007.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_007.area_level)
  AND (counted.ref_area = cube_013_007.ref_area)
  AND (counted.age_group = cube_013_007.age_group)
WHERE cube_013_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_has_its_events cube_013_021 cube_013_022: Whoever counts in a share has at least one examination in the volume; what negative nets take from the volume is given back to it.
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
    WHERE variable IN ('IMAG_DIAG_N')
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
counted AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events <= -1) THEN total ELSE 0 END), 0) AS BIGINT) AS "total IMAG_DIAG_N to -1"
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_021.numerator <= (cube_013_022.numerator + (COALESCE(counted."total IMAG_DIAG_N to -1", 0) * -1))) AND (cube_013_021.denominator = cube_013_022.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_021
LEFT JOIN cube_013_022 ON (cube_013_022.area_level = cube_013_021.area_level)
  AND (cube_013_022.ref_area = cube_013_021.ref_area)
  AND (cube_013_022.age_group = cube_013_021.age_group)
LEFT JOIN counted ON (counted.area_level = cube_013_021.area_level)
  AND (counted.ref_area = cube_013_021.ref_area)
  AND (counted.age_group = cube_013_021.age_group)
WHERE cube_013_021.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_001: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_001.numerator) AND (cube_013_001.numerator <= cube_013_001.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_001
WHERE cube_013_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_003: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_003.numerator) AND (cube_013_003.numerator <= cube_013_003.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_003
WHERE cube_013_003.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_005: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_005.numerator) AND (cube_013_005.numerator <= cube_013_005.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_005
WHERE cube_013_005.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_007: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_007.numerator) AND (cube_013_007.numerator <= cube_013_007.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_007
WHERE cube_013_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_009: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_009.numerator) AND (cube_013_009.numerator <= cube_013_009.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_009
WHERE cube_013_009.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_011: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_011.numerator) AND (cube_013_011.numerator <= cube_013_011.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_011
WHERE cube_013_011.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_013: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_013.numerator) AND (cube_013_013.numerator <= cube_013_013.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_013
WHERE cube_013_013.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_015: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_015.numerator) AND (cube_013_015.numerator <= cube_013_015.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_015
WHERE cube_013_015.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_017: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_017.numerator) AND (cube_013_017.numerator <= cube_013_017.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_017
WHERE cube_013_017.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_019: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_019.numerator) AND (cube_013_019.numerator <= cube_013_019.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_019
WHERE cube_013_019.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_021: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_021.numerator) AND (cube_013_021.numerator <= cube_013_021.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_021
WHERE cube_013_021.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_023: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_023.numerator) AND (cube_013_023.numerator <= cube_013_023.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_023
WHERE cube_013_023.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_025: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_025.numerator) AND (cube_013_025.numerator <= cube_013_025.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_025
WHERE cube_013_025.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members cube_013_own1: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= cube_013_own1.numerator) AND (cube_013_own1.numerator <= cube_013_own1.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_own1
WHERE cube_013_own1.area_level IN ('country', 'region', 'province', 'arrondissement');

-- invariant a_share_is_of_its_members stat_003_001: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_001.numerator) AND (stat_003_001.numerator <= stat_003_001.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_001
WHERE stat_003_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members stat_003_005: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_005.numerator) AND (stat_003_005.numerator <= stat_003_005.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_005
WHERE stat_003_005.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members stat_003_006: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_006.numerator) AND (stat_003_006.numerator <= stat_003_006.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_006
WHERE stat_003_006.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members stat_003_007: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_007.numerator) AND (stat_003_007.numerator <= stat_003_007.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_007
WHERE stat_003_007.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector');

-- invariant a_share_is_of_its_members stat_003_015: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_015.numerator) AND (stat_003_015.numerator <= stat_003_015.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_015
WHERE stat_003_015.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members stat_013_001: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_013_001.numerator) AND (stat_013_001.numerator <= stat_013_001.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_001
WHERE stat_013_001.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant a_share_is_of_its_members stat_013_021: A share counts members among its members.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_013_021.numerator) AND (stat_013_021.numerator <= stat_013_021.denominator) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_021
WHERE stat_013_021.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant loyalty_is_a_part stat_003_011: The loyalty of a patient is zero to a million millionths.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_011.numerator) AND (stat_003_011.numerator <= (stat_003_011.denominator * 1000000)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_011
WHERE stat_003_011.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant loyalty_is_a_part stat_003_012: The loyalty of a patient is zero to a million millionths.
SELECT
  COUNT(*) - COUNT(CASE WHEN (0 <= stat_003_012.numerator) AND (stat_003_012.numerator <= (stat_003_012.denominator * 1000000)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_012
WHERE stat_003_012.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality');

-- invariant areas_add_up cube_013_001: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_001.age_group,
    CAST(COALESCE(SUM(cube_013_001.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_001.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_001
  JOIN area_part ON (area_part.part_level = cube_013_001.area_level)
    AND (area_part.part = cube_013_001.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_001.age_group
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
    WHERE variable IN ('IMAG_ALL_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_001.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_001.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_001
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_001.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_001.ref_area)
  AND (part.age_group = cube_013_001.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_001.ref_area)
  AND (gap.age_group = cube_013_001.age_group);

-- invariant areas_add_up cube_013_003: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_003.age_group,
    CAST(COALESCE(SUM(cube_013_003.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_003.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_003
  JOIN area_part ON (area_part.part_level = cube_013_003.area_level)
    AND (area_part.part = cube_013_003.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_003.age_group
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
    WHERE variable IN ('IMAG_RADIO_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RADIO_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_003.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_003.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_003
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_003.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_003.ref_area)
  AND (part.age_group = cube_013_003.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_003.ref_area)
  AND (gap.age_group = cube_013_003.age_group);

-- invariant areas_add_up cube_013_004: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_004.age_group,
    CAST(COALESCE(SUM(cube_013_004.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_004.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_004
  JOIN area_part ON (area_part.part_level = cube_013_004.area_level)
    AND (area_part.part = cube_013_004.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_004.age_group
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
    WHERE variable IN ('IMAG_RADIO_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_004.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_004.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_004
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_004.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_004.ref_area)
  AND (part.age_group = cube_013_004.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_004.ref_area)
  AND (gap.age_group = cube_013_004.age_group);

-- invariant areas_add_up cube_013_005: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_005.age_group,
    CAST(COALESCE(SUM(cube_013_005.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_005.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_005
  JOIN area_part ON (area_part.part_level = cube_013_005.area_level)
    AND (area_part.part = cube_013_005.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_005.age_group
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
    WHERE variable IN ('IMAG_DENTIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_005.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_005.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_005
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_005.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_005.ref_area)
  AND (part.age_group = cube_013_005.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_005.ref_area)
  AND (gap.age_group = cube_013_005.age_group);

-- invariant areas_add_up cube_013_006: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_006.age_group,
    CAST(COALESCE(SUM(cube_013_006.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_006.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_006
  JOIN area_part ON (area_part.part_level = cube_013_006.area_level)
    AND (area_part.part = cube_013_006.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_006.age_group
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
    WHERE variable IN ('IMAG_DENTIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DENTIST_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_006.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_006.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_006
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_006.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_006.ref_area)
  AND (part.age_group = cube_013_006.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_006.ref_area)
  AND (gap.age_group = cube_013_006.age_group);

-- invariant areas_add_up cube_013_007: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_007.age_group,
    CAST(COALESCE(SUM(cube_013_007.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_007.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_007
  JOIN area_part ON (area_part.part_level = cube_013_007.area_level)
    AND (area_part.part = cube_013_007.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_007.age_group
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
    WHERE variable IN ('IMAG_SPECIALIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SPECIALIST_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_007.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_007.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_007
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_007.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_007.ref_area)
  AND (part.age_group = cube_013_007.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_007.ref_area)
  AND (gap.age_group = cube_013_007.age_group);

-- invariant areas_add_up cube_013_008: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_008.age_group,
    CAST(COALESCE(SUM(cube_013_008.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_008.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_008
  JOIN area_part ON (area_part.part_level = cube_013_008.area_level)
    AND (area_part.part = cube_013_008.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_008.age_group
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
    WHERE variable IN ('IMAG_SPECIALIST_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_SPECIALIST_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_008.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_008.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_008
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_008.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_008.ref_area)
  AND (part.age_group = cube_013_008.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_008.ref_area)
  AND (gap.age_group = cube_013_008.age_group);

-- invariant areas_add_up cube_013_009: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_009.age_group,
    CAST(COALESCE(SUM(cube_013_009.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_009.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_009
  JOIN area_part ON (area_part.part_level = cube_013_009.area_level)
    AND (area_part.part = cube_013_009.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_009.age_group
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
    WHERE variable IN ('IMAG_RX_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_009.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_009.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_009
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_009.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_009.ref_area)
  AND (part.age_group = cube_013_009.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_009.ref_area)
  AND (gap.age_group = cube_013_009.age_group);

-- invariant areas_add_up cube_013_011: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_011.age_group,
    CAST(COALESCE(SUM(cube_013_011.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_011.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_011
  JOIN area_part ON (area_part.part_level = cube_013_011.area_level)
    AND (area_part.part = cube_013_011.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_011.age_group
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
    WHERE variable IN ('IMAG_DENTAL_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DENTAL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_011.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_011.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_011
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_011.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_011.ref_area)
  AND (part.age_group = cube_013_011.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_011.ref_area)
  AND (gap.age_group = cube_013_011.age_group);

-- invariant areas_add_up cube_013_013: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_013.age_group,
    CAST(COALESCE(SUM(cube_013_013.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_013.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_013
  JOIN area_part ON (area_part.part_level = cube_013_013.area_level)
    AND (area_part.part = cube_013_013.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_013.age_group
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
    WHERE variable IN ('IMAG_CT_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CT_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_013.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_013.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_013
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_013.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_013.ref_area)
  AND (part.age_group = cube_013_013.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_013.ref_area)
  AND (gap.age_group = cube_013_013.age_group);

-- invariant areas_add_up cube_013_015: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_015.age_group,
    CAST(COALESCE(SUM(cube_013_015.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_015.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_015
  JOIN area_part ON (area_part.part_level = cube_013_015.area_level)
    AND (area_part.part = cube_013_015.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_015.age_group
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
    WHERE variable IN ('IMAG_MRI_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_MRI_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_015.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_015.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_015
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_015.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_015.ref_area)
  AND (part.age_group = cube_013_015.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_015.ref_area)
  AND (gap.age_group = cube_013_015.age_group);

-- invariant areas_add_up cube_013_017: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_017.age_group,
    CAST(COALESCE(SUM(cube_013_017.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_017.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_017
  JOIN area_part ON (area_part.part_level = cube_013_017.area_level)
    AND (area_part.part = cube_013_017.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_017.age_group
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
    WHERE variable IN ('IMAG_ULTRASOUND_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ULTRASOUND_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_017.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_017.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_017
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_017.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_017.ref_area)
  AND (part.age_group = cube_013_017.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_017.ref_area)
  AND (gap.age_group = cube_013_017.age_group);

-- invariant areas_add_up cube_013_019: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_019.age_group,
    CAST(COALESCE(SUM(cube_013_019.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_019.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_019
  JOIN area_part ON (area_part.part_level = cube_013_019.area_level)
    AND (area_part.part = cube_013_019.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_019.age_group
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
    WHERE variable IN ('IMAG_SCINTIGRAPHY_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_SCINTIGRAPHY_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_019.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_019.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_019
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_019.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_019.ref_area)
  AND (part.age_group = cube_013_019.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_019.ref_area)
  AND (gap.age_group = cube_013_019.age_group);

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

-- invariant areas_add_up cube_013_022: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_022.age_group,
    CAST(COALESCE(SUM(cube_013_022.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_022.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_022
  JOIN area_part ON (area_part.part_level = cube_013_022.area_level)
    AND (area_part.part = cube_013_022.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_022.age_group
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
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_DIAG_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_022.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_022.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_022
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_022.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_022.ref_area)
  AND (part.age_group = cube_013_022.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_022.ref_area)
  AND (gap.age_group = cube_013_022.age_group);

-- invariant areas_add_up cube_013_023: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_023.age_group,
    CAST(COALESCE(SUM(cube_013_023.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_023.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_023
  JOIN area_part ON (area_part.part_level = cube_013_023.area_level)
    AND (area_part.part = cube_013_023.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_023.age_group
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
    WHERE variable IN ('IMAG_THERAPEUTIC_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_THERAPEUTIC_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_023.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_023.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_023
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_023.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_023.ref_area)
  AND (part.age_group = cube_013_023.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_023.ref_area)
  AND (gap.age_group = cube_013_023.age_group);

-- invariant areas_add_up cube_013_025: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_025.age_group,
    CAST(COALESCE(SUM(cube_013_025.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_025.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_025
  JOIN area_part ON (area_part.part_level = cube_013_025.area_level)
    AND (area_part.part = cube_013_025.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_025.age_group
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
    WHERE variable IN ('IMAG_CHEST_RX_N', '*')
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
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_CHEST_RX_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_025.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_025.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_025
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_025.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_025.ref_area)
  AND (part.age_group = cube_013_025.age_group)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_025.ref_area)
  AND (gap.age_group = cube_013_025.age_group);

-- invariant areas_add_up cube_013_own1: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    cube_013_own1.age_group,
    cube_013_own1.sex,
    CAST(COALESCE(SUM(cube_013_own1.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(cube_013_own1.denominator), 0) AS BIGINT) AS denominator
  FROM cube_013_own1
  JOIN area_part ON (area_part.part_level = cube_013_own1.area_level)
    AND (area_part.part = cube_013_own1.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area,
    cube_013_own1.age_group,
    cube_013_own1.sex
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    age_group_margin.age_group,
    sex_margin.sex,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      age_group,
      sex,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality_age_group_sex
    WHERE variable IN ('IMAG_ALL_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  JOIN age_group_margin ON age_group_margin.member IS NOT DISTINCT FROM tally.age_group
  JOIN sex_margin ON sex_margin.member IS NOT DISTINCT FROM tally.sex
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    age_group_margin.age_group,
    sex_margin.sex,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    age_group,
    sex,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area,
    age_group,
    sex
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (cube_013_own1.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (cube_013_own1.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM cube_013_own1
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = cube_013_own1.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = cube_013_own1.ref_area)
  AND (part.age_group = cube_013_own1.age_group)
  AND (part.sex = cube_013_own1.sex)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = cube_013_own1.ref_area)
  AND (gap.age_group = cube_013_own1.age_group)
  AND (gap.sex = cube_013_own1.sex);

-- invariant areas_add_up stat_003_001: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_001.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_001.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_001
  JOIN area_part ON (area_part.part_level = stat_003_001.area_level)
    AND (area_part.part = stat_003_001.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GMD_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GMD_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_001.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_001.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_001
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_001.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_001.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_001.ref_area);

-- invariant areas_add_up stat_003_005: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_005.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_005.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_005
  JOIN area_part ON (area_part.part_level = stat_003_005.area_level)
    AND (area_part.part = stat_003_005.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_PRACTICE', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_005.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_005.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_005
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_005.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_005.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_005.ref_area);

-- invariant areas_add_up stat_003_006: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_006.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_006.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_006
  JOIN area_part ON (area_part.part_level = stat_003_006.area_level)
    AND (area_part.part = stat_003_006.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_PRACTICE_BY_FILE', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_PRACTICE_BY_FILE') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_006.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_006.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_006
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_006.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_006.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_006.ref_area);

-- invariant areas_add_up stat_003_007: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_007.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_007.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_007
  JOIN area_part ON (area_part.part_level = stat_003_007.area_level)
    AND (area_part.part = stat_003_007.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_sector
    WHERE variable IN ('stat_003_007.numerator', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_007.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_007.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_007.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_007
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality', 'sector')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_007.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_007.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_007.ref_area);

-- invariant areas_add_up stat_003_011: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_011.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_011.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_011
  JOIN area_part ON (area_part.part_level = stat_003_011.area_level)
    AND (area_part.part = stat_003_011.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('stat_003_011.numerator', 'stat_003_011.denominator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_011.numerator' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_011.denominator' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_011.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_011.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_011
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_011.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_011.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_011.ref_area);

-- invariant areas_add_up stat_003_012: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_012.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_012.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_012
  JOIN area_part ON (area_part.part_level = stat_003_012.area_level)
    AND (area_part.part = stat_003_012.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('stat_003_012.numerator', 'stat_003_012.denominator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_012.numerator' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_003_012.denominator' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_012.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_012.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_012
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_012.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_012.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_012.ref_area);

-- invariant areas_add_up stat_003_014: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_014.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_014.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_014
  JOIN area_part ON (area_part.part_level = stat_003_014.area_level)
    AND (area_part.part = stat_003_014.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_CONTACT_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'GP_CONTACT_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_014.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_014.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_014
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_014.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_014.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_014.ref_area);

-- invariant areas_add_up stat_003_015: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_003_015.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_003_015.denominator), 0) AS BIGINT) AS denominator
  FROM stat_003_015
  JOIN area_part ON (area_part.part_level = stat_003_015.area_level)
    AND (area_part.part = stat_003_015.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('GP_CONTACT_OUTSIDE_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'GP_CONTACT_OUTSIDE_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_003_015.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_003_015.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_003_015
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_003_015.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_003_015.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_003_015.ref_area);

-- invariant areas_add_up stat_013_001: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_013_001.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_013_001.denominator), 0) AS BIGINT) AS denominator
  FROM stat_013_001
  JOIN area_part ON (area_part.part_level = stat_013_001.area_level)
    AND (area_part.part = stat_013_001.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_ALL_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_ALL_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_001.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_013_001.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_001
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_013_001.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_013_001.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_013_001.ref_area);

-- invariant areas_add_up stat_013_004: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_013_004.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_013_004.denominator), 0) AS BIGINT) AS denominator
  FROM stat_013_004
  JOIN area_part ON (area_part.part_level = stat_013_004.area_level)
    AND (area_part.part = stat_013_004.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_RADIO_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'IMAG_RADIO_N' THEN total ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_004.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_013_004.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_004
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_013_004.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_013_004.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_013_004.ref_area);

-- invariant areas_add_up stat_013_021: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_013_021.numerator), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(stat_013_021.denominator), 0) AS BIGINT) AS denominator
  FROM stat_013_021
  JOIN area_part ON (area_part.part_level = stat_013_021.area_level)
    AND (area_part.part = stat_013_021.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_beneficiary_municipality
    WHERE variable IN ('IMAG_DIAG_N', '*')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN (variable = 'IMAG_DIAG_N') AND (events >= 1) THEN members ELSE 0 END), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(SUM(CASE WHEN variable = '*' THEN members ELSE 0 END), 0) AS BIGINT) AS denominator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN (stat_013_021.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0))) AND (stat_013_021.denominator = (COALESCE(part.denominator, 0) + COALESCE(gap.denominator, 0))) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_013_021
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement', 'municipality')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_013_021.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_013_021.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_013_021.ref_area);

-- invariant areas_add_up stat_020_033: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_020_033.numerator), 0) AS BIGINT) AS numerator
  FROM stat_020_033
  JOIN area_part ON (area_part.part_level = stat_020_033.area_level)
    AND (area_part.part = stat_020_033.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_033.numerator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_033.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN stat_020_033.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_020_033
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_020_033.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_020_033.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_020_033.ref_area);

-- invariant areas_add_up stat_020_own1: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_020_own1.numerator), 0) AS BIGINT) AS numerator
  FROM stat_020_own1
  JOIN area_part ON (area_part.part_level = stat_020_own1.area_level)
    AND (area_part.part = stat_020_own1.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own1.numerator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own1.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN stat_020_own1.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_020_own1
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_020_own1.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_020_own1.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_020_own1.ref_area);

-- invariant areas_add_up stat_020_own2: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_020_own2.numerator), 0) AS BIGINT) AS numerator
  FROM stat_020_own2
  JOIN area_part ON (area_part.part_level = stat_020_own2.area_level)
    AND (area_part.part = stat_020_own2.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own2.numerator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own2.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN stat_020_own2.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_020_own2
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_020_own2.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_020_own2.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_020_own2.ref_area);

-- invariant areas_add_up stat_020_own3: The parts of an area add up to it, less the unknown.
WITH part AS (
  SELECT
    area_part.part_level,
    area_part.ref_area,
    CAST(COALESCE(SUM(stat_020_own3.numerator), 0) AS BIGINT) AS numerator
  FROM stat_020_own3
  JOIN area_part ON (area_part.part_level = stat_020_own3.area_level)
    AND (area_part.part = stat_020_own3.ref_area)
  GROUP BY
    area_part.part_level,
    area_part.ref_area
),
published AS (
  SELECT
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events,
    CAST(COALESCE(SUM(tally.members), 0) AS BIGINT) AS members,
    CAST(COALESCE(SUM(tally.total), 0) AS BIGINT) AS total
  FROM (
    SELECT
      unit,
      variable,
      events,
      members,
      total
    FROM tally_practitioner_municipality
    WHERE variable IN ('stat_020_own3.numerator')
  ) AS tally
  JOIN area_gap ON area_gap.unit = tally.unit
  WHERE area_gap.area_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_gap.area_level,
    area_gap.ref_area,
    tally.variable,
    tally.events
),
gap AS (
  SELECT
    area_level,
    ref_area,
    CAST(COALESCE(SUM(CASE WHEN variable = 'stat_020_own3.numerator' THEN members ELSE 0 END), 0) AS BIGINT) AS numerator
  FROM published
  GROUP BY
    area_level,
    ref_area
)
SELECT
  COUNT(*) - COUNT(CASE WHEN stat_020_own3.numerator = (COALESCE(part.numerator, 0) + COALESCE(gap.numerator, 0)) THEN 1 END) AS offending,
  COUNT(*) AS examined
FROM stat_020_own3
JOIN (
  SELECT
    area_level,
    part_level
  FROM area_part
  WHERE part_level IN ('country', 'region', 'province', 'arrondissement')
  GROUP BY
    area_level,
    part_level
) AS chain ON chain.area_level = stat_020_own3.area_level
LEFT JOIN part ON (part.part_level = chain.part_level)
  AND (part.ref_area = stat_020_own3.ref_area)
LEFT JOIN gap ON (gap.area_level = chain.part_level)
  AND (gap.ref_area = stat_020_own3.ref_area);

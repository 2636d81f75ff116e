-- One file of the population table: the residents of a slice in a year.
-- @grain person
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @reads person_year
-- @column PP0010 BIGINT beneficiary
-- @column PP0015 SMALLINT year of birth, NULL where not known
-- @column PP0020 TINYINT sex: 1 male, 2 female
-- @column PP0040 DATE first day of the month of death
-- @column SECTOR_DEC31 VARCHAR sector on 31 December
-- @column SECTOR_JUN30 VARCHAR sector on 30 June
-- @column BIM BOOLEAN entitled to increased reimbursement
SELECT
  beneficiary AS "PP0010",
  CASE WHEN hash(hash('no birth year', getvariable('seed'), person)) % 5000 <> 0 THEN birth_year END::SMALLINT AS "PP0015",
  sex::TINYINT AS "PP0020",
  CASE WHEN death_month IS NOT NULL THEN make_date(getvariable('year'), death_month, 1) END AS "PP0040",
  sector_dec AS "SECTOR_DEC31",
  sector_jun AS "SECTOR_JUN30",
  bim AS "BIM"
FROM person_year
ORDER BY h, person

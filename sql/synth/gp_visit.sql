-- GP contacts of a slice in a year, before date, code and physician; members of a medical house rarely have any.
-- @grain contact
-- @reads person_year, care_rate
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month it can fall in
-- @column last_month INTEGER last month it can fall in
-- @column practice INTEGER practice of the person
-- @column service INTEGER number in service.csv
-- @column h UBIGINT hash of the contact
WITH patient AS (
  SELECT
    p.*,
    1 + least(
      60,
      floor(ln((hash(hash('gp more', p.h)) >> 11) * pow(2, -53) + pow(2, -54)) / c.gp_contact_log)
    )::INTEGER AS contacts
  FROM person_year AS p
  JOIN care_rate AS c
    ON c.stratum = p.stratum
  WHERE (hash(hash('gp', p.h)) >> 11) * pow(2, -53) < c.gp_contact * CASE WHEN p.house IS NULL THEN 1 ELSE 0.12 END
), contact AS (
  SELECT
    *,
    unnest(range(contacts)) AS k
  FROM patient
)
SELECT
  beneficiary,
  municipality,
  bim,
  first_month,
  last_month,
  practice,
  11 AS service,
  hash(hash('gp contact', h, k)) AS h
FROM contact

-- Global medical files, and services that no imaging or contact indicator may count, of a slice in a year.
-- @grain service
-- @param year INTEGER year made
-- @reads person_year, care_rate
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month it can fall in
-- @column last_month INTEGER last month it can fall in
-- @column practice INTEGER practice that bills, NULL outside general practice; negative: the medical house of that number
-- @column service INTEGER number in service.csv
-- @column h UBIGINT hash of the service
SELECT
  p.beneficiary,
  p.municipality,
  p.bim,
  p.first_month,
  p.last_month,
  -- Members of a medical house: mostly filed there, sometimes elsewhere, which takes them out of stat_003_007.
  CASE WHEN p.house IS NOT NULL AND hash(hash('file where', p.h)) % 5 < 3 THEN -p.house ELSE p.practice END AS practice,
  12 AS service,
  hash(hash('file', p.h)) AS h
FROM person_year AS p
JOIN care_rate AS c
  ON c.stratum = p.stratum
WHERE (hash(hash('file bills', p.h)) >> 11) * pow(2, -53)
  -- Since 1 May 2013 the file is part of the medical house's forfait.
  < c.gmd * CASE
    WHEN p.house IS NULL THEN 1 / (1 - 0.94 * c.medical_house)
    WHEN getvariable('year') > 2012 THEN 0.10
    ELSE 0.30
  END
UNION ALL
SELECT
  p.beneficiary,
  p.municipality,
  p.bim,
  p.first_month,
  p.last_month,
  CASE WHEN s.service = 14 THEN p.practice END,
  s.service,
  hash(hash('other', p.h, s.service))
FROM person_year AS p
CROSS JOIN (
  VALUES (14, 0.06), (15, 0.10), (16, 0.03), (17, 0.006), (18, 0.12), (19, 0.02)
) AS s(service, share)
WHERE (hash(hash('other bills', p.h, s.service)) >> 11) * pow(2, -53) < s.share

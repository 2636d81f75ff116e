-- Every service of a slice in a year, before date, code and performer.
-- @grain service
-- @reads gp_visit, imaging_visit, house_visit, other_visit, women_visit
-- @column beneficiary BIGINT pseudonym
-- @column municipality INTEGER home municipality
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month it can fall in
-- @column last_month INTEGER last month it can fall in
-- @column practice INTEGER practice of the person; negative: the medical house of that number; NULL outside general practice
-- @column service INTEGER number in service.csv
-- @column h UBIGINT hash of the service
SELECT beneficiary, municipality, bim, first_month, last_month, practice, service, h
FROM gp_visit
UNION ALL
SELECT beneficiary, municipality, bim, first_month, last_month, practice, service, h
FROM imaging_visit
UNION ALL
SELECT beneficiary, municipality, bim, first_month, last_month, -practice, service, h
FROM house_visit
UNION ALL
SELECT beneficiary, municipality, bim, first_month, last_month, practice, service, h
FROM other_visit
UNION ALL
SELECT beneficiary, municipality, bim, first_month, last_month, practice, service, h
FROM women_visit

-- Residents of a slice who may be delivered medicines, with their chances given that they are.
-- Who is, and how prone to disease, stays the same from year to year, so that people go on with what they take.
-- @grain person
-- @param seed BIGINT seed of the run
-- @reads person_year, medicine_rate
-- @column beneficiary BIGINT pseudonym
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month of life in the year
-- @column last_month INTEGER last month of life in the year
-- @column person BIGINT person number
-- @column h UBIGINT hash of person and year
-- @column chronic DOUBLE substances that are taken all year, on average for people as prone
-- @column antibiotic DOUBLE chance of an antibiotic
-- @column antidepressant DOUBLE chance of an antidepressant
-- @column opioid DOUBLE chance of an opioid
-- @column cheap DOUBLE share of packages that are cheap
SELECT
  p.beneficiary,
  p.bim,
  p.first_month,
  p.last_month,
  p.person,
  p.h,
  r.chronic / r.medicine_any
    -- Eight degrees of proneness: the younger, the more the few who are ill stand out.
    * CASE
      WHEN p.stratum % 20 < 12
        THEN [0.06, 0.13, 0.24, 0.37, 0.55, 0.88, 1.67, 4.10][(hash(hash('prone', getvariable('seed'), p.person)) % 8)::INTEGER + 1]
      ELSE [0.20, 0.41, 0.62, 0.82, 1.00, 1.19, 1.52, 2.24][(hash(hash('prone', getvariable('seed'), p.person)) % 8)::INTEGER + 1]
    END AS chronic,
  r.antibiotic / r.medicine_any AS antibiotic,
  r.antidepressant / r.medicine_any AS antidepressant,
  r.opioid / r.medicine_any AS opioid,
  r.cheap
FROM person_year AS p
JOIN medicine_rate AS r
  ON r.stratum = p.stratum
WHERE (hash(hash('medicine', getvariable('seed'), p.person)) >> 11) * pow(2, -53) < r.medicine_any

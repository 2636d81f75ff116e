-- Influenza vaccines that pharmacies deliver to residents of a slice from the age of 65; columns as in delivery.
-- Nobody who is delivered nothing else is vaccinated, so that the share with any medicine stays as calibrated.
-- @grain delivery
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @reads person_year, medicine_rate, medicine_user, medicine, stratum_rate
-- @column beneficiary BIGINT pseudonym
-- @column delivery_date DATE day of the delivery
-- @column number INTEGER number in medicine.csv
-- @column atc VARCHAR active substance
-- @column quantity SMALLINT packages, negative on a correction
-- @column ddd DECIMAL(8,4) defined daily doses of a package
-- @column cents INTEGER reimbursement of a package, EUR cents
-- @column cheap BOOLEAN generic or other cheap medicine
-- @column pharmacy_type TINYINT 1 public, 2 hospital
-- @column h UBIGINT hash of the delivery
WITH drawn AS (
  SELECT
    u.beneficiary,
    u.bim,
    u.first_month,
    u.last_month,
    m.number,
    m.atc,
    m.ddd,
    m.cents,
    hash(hash('vaccine', u.h)) AS h
  FROM person_year AS p
  JOIN medicine_user AS u
    ON u.person = p.person
  JOIN medicine_rate AS r
    ON r.stratum = p.stratum
  JOIN stratum_rate AS v
    ON v.stratum = p.stratum AND v.measure = 'influenza_vaccine'
  JOIN medicine AS m
    ON m.class = 'influenza_vaccine'
  WHERE getvariable('year') - p.birth_year >= 65
    -- Who is vaccinated stays the same from year to year.
    AND (hash(hash('vaccinated', getvariable('seed'), p.person)) >> 11) * pow(2, -53) < v.value / r.medicine_any
), dated AS (
  SELECT
    *,
    make_date(
      getvariable('year'),
      -- From September on; one in sixteen not before January.
      [9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 11, 11, 11, 12, 1][(h & 15)::INTEGER + 1],
      1 + ((h >> 4) % 28)::INTEGER
    ) AS delivery_date
  FROM drawn
)
SELECT
  beneficiary,
  delivery_date,
  number,
  atc,
  1::SMALLINT AS quantity,
  ddd,
  round(CASE WHEN bim THEN 1.1 ELSE 1 END * cents * pow(1.01, getvariable('year') - 2019))::INTEGER AS cents,
  false AS cheap,
  1::TINYINT AS pharmacy_type,
  h
FROM dated
WHERE month(delivery_date) BETWEEN first_month AND last_month

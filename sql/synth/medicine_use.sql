-- Substances that residents of a slice are delivered in a year, in how many deliveries of how many packages.
-- @grain person, substance
-- @param seed BIGINT seed of the run
-- @reads medicine_user, medicine, medicine_slot
-- @column beneficiary BIGINT pseudonym
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column first_month INTEGER first month of life in the year
-- @column last_month INTEGER last month of life in the year
-- @column number INTEGER number in medicine.csv
-- @column deliveries INTEGER how many deliveries
-- @column packages INTEGER packages of each
-- @column cheap DOUBLE share of packages that are cheap
-- @column h UBIGINT hash of person, year and substance
WITH chosen AS (
  SELECT
    u.beneficiary,
    u.bim,
    u.first_month,
    u.last_month,
    m.number,
    m.class,
    u.cheap,
    hash(hash('chronic', u.h, m.number)) AS h
  FROM medicine_user AS u
  CROSS JOIN medicine AS m
  WHERE m.class = 'chronic'
    AND (hash(hash('substance', getvariable('seed'), u.person, m.number)) >> 11) * pow(2, -53)
      < least(0.92, u.chronic * m.share)
  UNION ALL
  SELECT
    u.beneficiary,
    u.bim,
    u.first_month,
    u.last_month,
    s.number,
    c.class,
    u.cheap,
    hash(hash(c.class, u.h)) AS h
  FROM medicine_user AS u
  CROSS JOIN (
    VALUES ('antibiotic'), ('antidepressant'), ('opioid'), ('pain'), ('other')
  ) AS c(class)
  JOIN medicine_slot AS s
    ON s.class = c.class
    -- Who takes an antidepressant goes on with it; all else is of the year.
    AND s.slot = CASE
      WHEN c.class = 'antidepressant' THEN (hash(hash('which', c.class, getvariable('seed'), u.person)) & 255)::INTEGER
      ELSE (hash(hash('which', c.class, u.h)) & 255)::INTEGER
    END
  WHERE (
    CASE
      WHEN c.class = 'antidepressant' THEN hash(hash('takes', c.class, getvariable('seed'), u.person))
      ELSE hash(hash('takes', c.class, u.h))
    END >> 11
  ) * pow(2, -53) < CASE c.class
    WHEN 'antibiotic' THEN u.antibiotic
    WHEN 'antidepressant' THEN u.antidepressant
    WHEN 'opioid' THEN u.opioid
    WHEN 'pain' THEN 0.34
    ELSE 0.55
  END
)
SELECT
  c.beneficiary,
  c.bim,
  c.first_month,
  c.last_month,
  c.number,
  CASE c.class
    WHEN 'chronic' THEN CASE WHEN c.h & 15 = 0 THEN 1 ELSE 2 + (c.h >> 4) % 4 // 3 END
    WHEN 'antidepressant' THEN CASE WHEN c.h & 15 = 0 THEN 1 ELSE 2 + (c.h >> 4) % 3 END
    WHEN 'antibiotic' THEN [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 5, 8][(c.h & 15)::INTEGER + 1]
    WHEN 'opioid' THEN [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 6, 8, 10][(c.h & 15)::INTEGER + 1]
    ELSE 1 + (c.h >> 4) % 2
  END::INTEGER AS deliveries,
  CASE
    WHEN c.class = 'chronic' THEN greatest(1, ceil(45 / m.ddd))
    WHEN c.class = 'antidepressant' THEN greatest(1, ceil(80 / m.ddd))
    WHEN c.class = 'opioid' AND c.h & 15 > 12 THEN 3
    ELSE 1
  END::INTEGER AS packages,
  CASE WHEN c.class = 'opioid' THEN 0.96 ELSE c.cheap END AS cheap,
  c.h
FROM chosen AS c
JOIN medicine AS m
  ON m.number = c.number

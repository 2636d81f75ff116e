-- The register of practitioners of a year, with the municipality of the address in that year's municipalities.
-- @grain practitioner
-- @param reference_root VARCHAR folder of the reference data
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @reads municipality, pool, medical_house
-- @column SS00065A INTEGER practitioner, 8 digits
-- @column ADDRESS_NIS VARCHAR municipality, NULL where not known
WITH dated AS (
  SELECT nis_code, valid_from, valid_to, successor_nis
  FROM read_csv(
    getvariable('reference_root') || '/geo/municipalities.csv',
    types = {'nis_code': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE', 'successor_nis': 'VARCHAR'}
  )
), address AS (
  -- Municipality of 2019 to its codes on 31 December: itself, what it comes from, or what it became.
  SELECT m.municipality, list(d.nis_code ORDER BY d.nis_code) AS codes
  FROM municipality AS m
  JOIN dated AS own
    ON own.nis_code = m.nis_code AND own.valid_from <= DATE '2019-01-01'
  JOIN dated AS d
    ON d.nis_code IN (own.nis_code, own.successor_nis)
    OR (d.successor_nis = own.nis_code AND d.valid_to <= DATE '2019-01-01')
  WHERE d.valid_from <= make_date(getvariable('year'), 12, 31)
    AND coalesce(d.valid_to, DATE '2999-01-01') > make_date(getvariable('year'), 12, 31)
  GROUP BY m.municipality
), numbered AS (
  SELECT base + j AS performer, (j * 581 // size)::INTEGER AS municipality
  FROM pool, range(size) AS r(j)
  UNION ALL
  SELECT 100000 + (first_practice + p) * 3 + k, municipality
  FROM municipality, range(practices) AS r(p), range(3) AS t(k)
  UNION ALL
  SELECT 155000 + house * 3 + k, municipality
  FROM (
    SELECT first_house + 1 + unnest(range(houses)) AS house, min(municipality) AS municipality
    FROM medical_house
    GROUP BY first_house, houses
  ), range(3) AS t(k)
  UNION ALL
  SELECT 190000 + g, (hash(hash('genetic centre', g % 9)) % 581)::INTEGER
  FROM range(36) AS r(g)
  UNION ALL
  SELECT 191000 + j, (hash(hash('internist', j)) % 581)::INTEGER
  FROM range(150) AS r(j)
  WHERE getvariable('year') <= 2012
)
SELECT
  (n.performer * 100 + 97 - n.performer % 97)::INTEGER AS "SS00065A",
  CASE
    WHEN hash(hash('address', getvariable('seed'), n.performer)) % 100 <> 0
      THEN a.codes[(hash(hash('street', getvariable('seed'), n.performer)) % len(a.codes))::INTEGER + 1]
  END AS "ADDRESS_NIS"
FROM numbered AS n
JOIN address AS a
  ON a.municipality = n.municipality
-- One in eighty who bill is not in the register.
WHERE hash(hash('registered', getvariable('seed'), n.performer)) % 80 <> 0
ORDER BY n.performer

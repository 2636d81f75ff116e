-- Residents of a slice in a year with their homes, entitlement, general practice and medical house.
-- A person moves once in twenty years: homes are numbered by half-years, so that a year can be made without those before it.
-- @grain person
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @reads resident, municipality, move_slot, sector_slot, care_rate, medical_house
-- @column person BIGINT person number
-- @column h UBIGINT hash of person and year
-- @column beneficiary BIGINT pseudonym
-- @column birth_year INTEGER year of birth
-- @column sex INTEGER 1 male, 2 female
-- @column death_month INTEGER month of death in this year
-- @column sector_jun VARCHAR sector on 30 June
-- @column sector_dec VARCHAR sector on 31 December
-- @column bim BOOLEAN entitled to increased reimbursement
-- @column municipality INTEGER home municipality at the end of the year
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column first_month INTEGER first month of life in the year
-- @column last_month INTEGER last month of life in the year
-- @column practice INTEGER general practice
-- @column house INTEGER medical house, NULL when in none
-- @column house_from INTEGER first month billed by the house
-- @column house_to INTEGER last month billed by the house
WITH settled AS (
  SELECT
    r.*,
    (2 * getvariable('year') + (hash(hash('phase', getvariable('seed'), r.person)) % 40)::BIGINT) // 40 AS home_jun,
    (2 * getvariable('year') + 1 + (hash(hash('phase', getvariable('seed'), r.person)) % 40)::BIGINT) // 40 AS home_dec
  FROM resident AS r
), chosen AS (
  SELECT
    s.*,
    hash(hash('person year', getvariable('seed'), getvariable('year'), s.person)) AS h,
    hash(hash('home', getvariable('seed'), s.home_jun, s.person)) AS h_jun,
    hash(hash('home', getvariable('seed'), s.home_dec, s.person)) AS h_dec
  FROM settled AS s
), placed AS (
  SELECT
    c.*,
    -- Three homes in five are in the municipality of birth, the others anywhere in its arrondissement.
    CASE WHEN c.h_jun & 127 < 77 THEN c.birthplace ELSE mj.municipality END AS m_jun,
    CASE WHEN c.h_dec & 127 < 77 THEN c.birthplace ELSE md.municipality END AS m_dec
  FROM chosen AS c
  JOIN move_slot AS mj
    ON mj.slot = c.birthplace * 1024 + ((c.h_jun >> 7) & 1023)::INTEGER
  JOIN move_slot AS md
    ON md.slot = c.birthplace * 1024 + ((c.h_dec >> 7) & 1023)::INTEGER
), housed AS (
  SELECT
    p.*,
    CASE WHEN (p.h_jun >> 40) % 200 = 0 THEN left(sj.sector_code, 5) || 'ZZZZ' ELSE sj.sector_code END AS s_jun,
    CASE WHEN (p.h_dec >> 40) % 200 = 0 THEN left(sd.sector_code, 5) || 'ZZZZ' ELSE sd.sector_code END AS s_dec,
    m.region * 20 + least((getvariable('year') - p.birth_year) // 10, 9) * 2 + p.sex - 1 AS stratum,
    m.first_practice + ((p.h_dec >> 30) % m.practices)::INTEGER + 1 AS practice,
    p.h & 1023 AS h_domicile,
    (hash(hash('medical house', getvariable('seed'), p.person)) >> 11) * pow(2, -53) AS house_draw
  FROM placed AS p
  JOIN municipality AS m
    ON m.municipality = p.m_dec
  JOIN sector_slot AS sj
    ON sj.slot = p.m_jun * 1024 + ((p.h_jun >> 17) & 1023)::INTEGER
  JOIN sector_slot AS sd
    ON sd.slot = p.m_dec * 1024 + ((p.h_dec >> 17) & 1023)::INTEGER
), rated AS (
  SELECT
    a.*,
    (hash(hash('bim', getvariable('seed'), a.person)) >> 11) * pow(2, -53) < c.bim AS bim,
    -- Membership grows by 7 % a year, so the highest draws joined in the course of this one. A tenth more join than the
    -- level says: those with fewer than six forfaits or a file elsewhere do not count in it.
    CASE
      WHEN a.house_draw < c.medical_house * f.factor * 1.02 THEN 1
      WHEN a.house_draw < c.medical_house * f.factor * 1.09 THEN 1 + ((a.h >> 10) % 12)::INTEGER
    END AS joined,
    (a.h >> 20) % 400 = 0 AS tried,
    f.first_house + ((a.h_dec >> 48) % f.houses)::INTEGER + 1 AS house,
    CASE WHEN a.birth_year = getvariable('year') THEN a.birth_month ELSE 1 END AS first_month,
    coalesce(a.death_month, 12) AS last_month,
    -- Who died before 30 June is often delivered without domicile; a few others are, too.
    CASE WHEN a.death_month <= 6 THEN a.h_domicile < 410 ELSE a.h_domicile = 0 END AS nowhere
  FROM housed AS a
  JOIN care_rate AS c
    ON c.stratum = a.stratum
  JOIN medical_house AS f
    ON f.municipality = a.m_dec
)
SELECT
  person,
  h,
  beneficiary,
  birth_year,
  sex,
  death_month,
  CASE
    WHEN NOT nowhere AND NOT (birth_year = getvariable('year') AND birth_month > 6) THEN s_jun
  END AS sector_jun,
  CASE WHEN NOT nowhere AND death_month IS NULL AND (h >> 40) % 700 <> 0 THEN s_dec END AS sector_dec,
  bim,
  m_dec AS municipality,
  stratum,
  first_month,
  last_month,
  practice,
  CASE WHEN joined IS NOT NULL OR tried THEN house END AS house,
  greatest(first_month, coalesce(joined, 1 + ((h >> 10) % 12)::INTEGER)) AS house_from,
  -- Some try a house for a few months only.
  least(
    last_month,
    CASE WHEN joined IS NULL THEN ((h >> 10) % 12)::INTEGER + 1 + ((h >> 14) % 5)::INTEGER ELSE 12 END
  ) AS house_to
FROM rated

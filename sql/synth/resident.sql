-- People of a slice who live at any time in the year, with what stays the same from year to year: number, sex, birth, death.
-- Death follows Gompertz with the modes 86 (men) and 90 (women), the survival that birth_cell undoes.
-- @grain person
-- @param seed BIGINT seed of the run
-- @param year INTEGER year made
-- @param slice INTEGER slice made, from 0
-- @param slices INTEGER slices of the population: person numbers modulo this
-- @reads birth_cell, municipality
-- @column person BIGINT person number
-- @column beneficiary BIGINT pseudonym: the person number scrambled one to one within 44 bits
-- @column birthplace INTEGER municipality of birth
-- @column birth_year INTEGER year of birth
-- @column birth_month INTEGER month of birth, 1 to 12
-- @column sex INTEGER 1 male, 2 female
-- @column death_month INTEGER month of death in this year, NULL when alive at its end
WITH person AS (
  SELECT
    municipality,
    birth_year,
    unnest(
      range(
        first_person
          + (getvariable('slice') - first_person % getvariable('slices') + getvariable('slices')) % getvariable('slices'),
        end_person,
        getvariable('slices')::BIGINT
      )
    ) AS person
  FROM birth_cell
  WHERE birth_year BETWEEN getvariable('year') - 105 AND getvariable('year')
), drawn AS (
  SELECT
    p.person,
    p.municipality AS birthplace,
    p.birth_year,
    hash(hash('birth', getvariable('seed'), p.person)) AS h,
    (hash(hash('death', getvariable('seed'), p.person)) >> 11) * pow(2, -53) + pow(2, -54) AS survival,
    m.male_at_birth
  FROM person AS p
  JOIN municipality AS m
    ON m.municipality = p.municipality
), life AS (
  SELECT
    person,
    birthplace,
    birth_year,
    CASE WHEN (h & 65535) < male_at_birth * 65536 THEN 1 ELSE 2 END AS sex,
    ((h >> 16) & 4095) / 4096.0::DOUBLE AS birth_fraction,
    survival
  FROM drawn
), span AS (
  SELECT
    person,
    birthplace,
    birth_year,
    sex,
    floor(birth_fraction * 12)::INTEGER + 1 AS birth_month,
    birth_year + birth_fraction + CASE sex
      WHEN 1 THEN least(104, greatest(0, 86 + ln(-ln(survival)) / 0.105))
      ELSE least(104, greatest(0, 90 + ln(-ln(survival)) / 0.115))
    END AS death
  FROM life
), scrambled AS (
  SELECT
    *,
    (person * 219613 + (hash(hash('pseudonym', getvariable('seed'))) >> 20)::BIGINT) & 17592186044415 AS round_1
  FROM span
  WHERE death >= getvariable('year')
), scrambled_twice AS (
  SELECT
    *,
    (xor(round_1, round_1 >> 22) * 190027 + (hash(hash('pseudonym', getvariable('seed'))) >> 24)::BIGINT)
      & 17592186044415 AS round_2
  FROM scrambled
)
SELECT
  person,
  (xor(round_2, round_2 >> 21) * 240721) & 17592186044415 AS beneficiary,
  birthplace,
  birth_year,
  birth_month,
  sex,
  CASE WHEN death < getvariable('year') + 1 THEN floor((death - getvariable('year')) * 12)::INTEGER + 1 END AS death_month
FROM scrambled_twice

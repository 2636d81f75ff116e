-- Chances of a woman of a stratum to be screened or to give birth, one row each.
-- @grain stratum
-- @reads stratum_rate
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column mammography DOUBLE share who come for a mammography every second year, of those of an age to be screened
-- @column programme DOUBLE share of them who come to the programme
-- @column smear DOUBLE share who have a smear every third year, of those of an age to be screened
-- @column childbirth DOUBLE share who give birth in the year
-- @column caesarean DOUBLE share of births by caesarean section
SELECT
  stratum,
  max(value) FILTER (measure = 'mammography') AS mammography,
  max(value) FILTER (measure = 'mammography_programme') AS programme,
  max(value) FILTER (measure = 'smear') AS smear,
  max(value) FILTER (measure = 'childbirth') AS childbirth,
  max(value) FILTER (measure = 'caesarean') AS caesarean
FROM stratum_rate
GROUP BY stratum

-- Chances of a person of a stratum to be delivered medicines, one row each.
-- @grain stratum
-- @reads stratum_rate
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column medicine_any DOUBLE share who may be delivered any medicine
-- @column chronic DOUBLE substances that are taken all year, on average
-- @column antibiotic DOUBLE share with an antibiotic
-- @column antidepressant DOUBLE share with an antidepressant
-- @column opioid DOUBLE share with an opioid
-- @column cheap DOUBLE share of packages that are cheap
SELECT
  stratum,
  max(value) FILTER (measure = 'medicine_any') AS medicine_any,
  -- Anchored as a percentage of ten substances.
  10 * max(value) FILTER (measure = 'medicine_chronic') AS chronic,
  max(value) FILTER (measure = 'antibiotic') AS antibiotic,
  max(value) FILTER (measure = 'antidepressant') AS antidepressant,
  max(value) FILTER (measure = 'opioid') AS opioid,
  max(value) FILTER (measure = 'medicine_cheap') AS cheap
FROM stratum_rate
GROUP BY stratum

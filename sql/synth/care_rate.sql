-- Chances of a person of a stratum, one row each, as person_year and the visits use them.
-- @grain stratum
-- @reads stratum_rate
-- @column stratum INTEGER region * 20 + age band * 2 + sex - 1
-- @column imaging_any DOUBLE share with at least one imaging examination
-- @column gp_contact DOUBLE share with at least one GP contact
-- @column gp_contact_log DOUBLE logarithm of the chance that one more contact follows
-- @column gmd DOUBLE share with a global medical file billed
-- @column bim DOUBLE share entitled to increased reimbursement
-- @column medical_house DOUBLE share in a medical house, before the municipality's own factor
SELECT
  stratum,
  max(value) FILTER (measure = 'imaging_any') AS imaging_any,
  max(value) FILTER (measure = 'gp_contact') AS gp_contact,
  -- The events after the first are geometric with mean m, so the chance of one more is m / (1 + m). The level is one of
  -- patients, who are older than people: a thirtieth less comes out right.
  max(ln((greatest(value, 1.1) * 0.967 - 0.99) / (greatest(value, 1.1) * 0.967 + 0.01)))
    FILTER (measure = 'gp_contact_events') AS gp_contact_log,
  max(value) FILTER (measure = 'gmd') AS gmd,
  max(value) FILTER (measure = 'bim') AS bim,
  max(value) FILTER (measure = 'medical_house') AS medical_house
FROM stratum_rate
GROUP BY stratum

-- Nomenclature codes billed for a service in a month, as 256 equal chances among those valid on its first day.
-- Weights are those of code_weight.csv; for a service without them, all codes of its category, the first ones more often.
-- @grain slot
-- @param reference_root VARCHAR folder of the reference data
-- @param year INTEGER year made
-- @column slot INTEGER (service * 16 + month) * 256 + 0 to 255
-- @column nomenclature_code INTEGER code
-- @column cents INTEGER reimbursement of one case in the year, EUR cents
-- @column cents_bim INTEGER the same for somebody entitled to increased reimbursement
-- @column in_hospital BOOLEAN whether the code is the hospital twin (even stem)
-- @column double_share DOUBLE share of rows with more than one case
WITH service AS (
  SELECT service, category, amount, hospital_share, double_share
  FROM read_csv(getvariable('reference_root') || '/synth/service.csv')
), chosen AS (
  SELECT service, nomenclature_code, weight, used_from
  FROM read_csv(
    getvariable('reference_root') || '/synth/code_weight.csv',
    types = {'service': 'BIGINT', 'nomenclature_code': 'INTEGER', 'weight': 'BIGINT', 'used_from': 'DATE'}
  )
), code AS (
  SELECT
    s.service,
    n.code AS nomenclature_code,
    s.amount * (75 + hash(hash('amount', n.code)) % 51) * pow(1.02, getvariable('year') - 2019) AS cents,
    s.double_share,
    s.hospital_share,
    n.code // 10 % 2 = 0 AS in_hospital,
    c.weight,
    n.valid_from,
    n.valid_to,
    c.used_from,
    row_number() OVER (PARTITION BY s.service, n.code // 10 % 2 ORDER BY n.code) AS rank
  FROM service AS s
  JOIN read_csv(
    getvariable('reference_root') || '/codes/nomenclature_sourced.csv',
    types = {'code': 'INTEGER', 'valid_from': 'DATE', 'valid_to': 'DATE'}
  ) AS n
    ON n.category = s.category
  LEFT JOIN chosen AS c
    ON c.service = s.service AND c.nomenclature_code = n.code
  WHERE c.weight IS NOT NULL
    OR NOT EXISTS (FROM chosen AS other WHERE other.service = s.service)
), weighted AS (
  SELECT
    service,
    m.month::INTEGER AS month,
    nomenclature_code,
    cents,
    in_hospital,
    double_share,
    coalesce(
      weight * 1000,
      (1000000 * CASE WHEN in_hospital THEN hospital_share ELSE 1 - hospital_share END / (rank + 2))::BIGINT
    ) AS weight
  FROM code
  CROSS JOIN range(1, 13) AS m(month)
  WHERE coalesce(valid_from, DATE '1900-01-01') <= make_date(getvariable('year'), m.month, 1)
    AND coalesce(used_from, DATE '1900-01-01') <= make_date(getvariable('year'), m.month, 1)
    AND coalesce(valid_to, DATE '2999-01-01') > make_date(getvariable('year'), m.month, 1)
), running AS (
  SELECT
    *,
    sum(weight) OVER (PARTITION BY service, month ORDER BY nomenclature_code)::BIGINT AS running,
    sum(weight) OVER (PARTITION BY service, month)::BIGINT AS total
  FROM weighted
)
SELECT
  ((service * 16 + month) * 256 + unnest(range((running - weight) * 256 // total, running * 256 // total)))::INTEGER AS slot,
  nomenclature_code,
  round(cents)::INTEGER AS cents,
  round(cents * 1.1)::INTEGER AS cents_bim,
  in_hospital,
  double_share
FROM running

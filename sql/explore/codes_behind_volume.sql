-- Which nomenclature codes make up a volume? Cases net of corrections, by code of a list. Unprotected: not for publication.
-- @work
-- @param list VARCHAR a code list of the catalogue (FROM code_list)
-- @default list 'imaging'
-- @param year INTEGER the year of the claims
-- @default year (SELECT MAX(year) FROM health_care)
-- @param n INTEGER how many codes
-- @default n 20
WITH counted AS (
  SELECT
    health_care.code,
    code_list.category,
    code_list.label,
    CAST(SUM(health_care.quantity) AS BIGINT) AS cases
  FROM health_care
  JOIN code_list ON code_list.code = health_care.code
    AND (code_list.valid_from IS NULL OR health_care.service_date >= code_list.valid_from)
    AND (code_list.valid_to IS NULL OR health_care.service_date < code_list.valid_to)
  WHERE code_list.code_list = getvariable('list')
    AND health_care.year = getvariable('year')
  GROUP BY health_care.code, code_list.category, code_list.label
)
SELECT
  code,
  category,
  label,
  cases,
  100.0 * cases / SUM(cases) OVER () AS share,
  100.0 * SUM(cases) OVER (ORDER BY cases DESC, code) / SUM(cases) OVER () AS share_up_to_here
FROM counted
QUALIFY ROW_NUMBER() OVER (ORDER BY cases DESC, code) <= getvariable('n')
ORDER BY cases DESC, code

-- From where somebody is located to every area that counts them: a sector to six levels, a municipality to five, the empty unit (unknown) to the country.
-- Brussels has no province and a ZZZZ sector is no sector, so those rows are absent.
-- @grain unit, area_level
-- @reads municipality, sector
-- @column unit VARCHAR sector, municipality, or empty where the domicile is unknown
-- @column area_level VARCHAR country, region, province, arrondissement, municipality or sector
-- @column ref_area VARCHAR the area of that level
WITH unit AS (
  SELECT
    municipality AS unit,
    municipality
  FROM municipality
  UNION ALL
  SELECT
    sector AS unit,
    municipality
  FROM sector
)
SELECT '' AS unit, 'country' AS area_level, '01000' AS ref_area
UNION ALL
SELECT unit.unit, 'country', '01000' FROM unit
UNION ALL
SELECT unit.unit, 'region', municipality.region FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'province', municipality.province FROM unit JOIN municipality ON municipality.municipality = unit.municipality WHERE municipality.province IS NOT NULL
UNION ALL
SELECT unit.unit, 'arrondissement', municipality.arrondissement FROM unit JOIN municipality ON municipality.municipality = unit.municipality
UNION ALL
SELECT unit.unit, 'municipality', unit.municipality FROM unit
UNION ALL
SELECT sector.sector, 'sector', sector.sector FROM sector WHERE sector.is_located

-- Beneficiaries whose domicile is a sector that the reference does not know: counted at country level only.
-- @grain beneficiary
-- @check error 0.01 population
-- @reads population, statistical_sector
-- @column sector VARCHAR sector code as delivered
SELECT
  COALESCE(population.sector_dec31, population.sector_jun30) AS sector
FROM population
LEFT JOIN statistical_sector ON statistical_sector.sector = COALESCE(population.sector_dec31, population.sector_jun30)
WHERE COALESCE(population.sector_dec31, population.sector_jun30) IS NOT NULL
  AND statistical_sector.sector IS NULL

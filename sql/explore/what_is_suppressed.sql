-- How many of the totals of every indicator are suppressed, by level, over all years?
SELECT
  code,
  area_level,
  COUNT(*) AS cells,
  COUNT(*) FILTER (WHERE obs_status = 'Q') AS suppressed,
  100.0 * COUNT(*) FILTER (WHERE obs_status = 'Q') / COUNT(*) AS share_suppressed
FROM total
GROUP BY code, area_level
ORDER BY code, cells

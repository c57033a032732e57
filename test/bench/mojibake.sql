-- test/bench/mojibake.sql: lines that were misread, and how many come back.
--
-- A line counts as restored if it becomes what its original becomes.  It is
-- not invertible if the damage has lost bytes; of the clean ones, those count
-- that were read again without need.
CREATE TEMPORARY TABLE misread (name text, kind text, line text, damaged text);
\copy misread FROM pstdin

SELECT kind, name, count(*) AS lines, count(damaged) AS invertible,
	   count(*) FILTER (WHERE wic_repair(damaged) = wic_repair(line)) AS restored,
	   round(count(*) FILTER (WHERE wic_repair(damaged) = wic_repair(line))::numeric
			 / nullif(count(damaged), 0), 3) AS rate
FROM misread
WHERE kind <> 'clean'
GROUP BY kind, name
ORDER BY kind, name;

SELECT name, count(*) AS clean_lines,
	   count(*) FILTER (WHERE EXISTS (SELECT FROM wic_repairs(line)
									  WHERE rule LIKE 'mojibake%')) AS misjudged
FROM misread
WHERE kind = 'clean'
GROUP BY name
ORDER BY name;

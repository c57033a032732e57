-- What test/bench/ranked found.
\set ON_ERROR_STOP on
\pset footer off
\pset null ''
CREATE TEMP VIEW text_size AS SELECT sum(octet_length(content)) AS bytes FROM passages;
CREATE FUNCTION pg_temp.rounded(ms float8) RETURNS numeric LANGUAGE sql AS $$
	SELECT round(ms::numeric, CASE WHEN ms < 1 THEN 3 WHEN ms < 100 THEN 2 ELSE 0 END)
$$;

SELECT count(*) AS passages, round(avg(length(content)), 1) AS "characters, mean", round(sum(octet_length(content)) / 1e6, 1) AS "MB of text"
FROM passages;

\echo CPU ms of each query, in the order of matches
SELECT q.class, q.query, (SELECT max(matches) FROM counted AS c WHERE c.n = q.n AND method <> 'trgm') AS matches, m.*
FROM queries AS q JOIN LATERAL (
	SELECT pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'wicsearch' AND task = 'top 10')) AS "top 10",
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'gin' AND task = 'top 10')) AS gin,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'rum' AND task = 'top 10')) AS rum,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'trgm' AND task = 'top 10')) AS trgm,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'wicsearch' AND task = 'number')) AS number,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'wicsearch' AND task = 'count(*)')) AS "count(*)",
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'gin' AND task = 'count(*)')) AS gin_count,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'rum' AND task = 'count(*)')) AS rum_count,
		pg_temp.rounded(max(milliseconds) FILTER (WHERE method = 'trgm' AND task = 'count(*)')) AS trgm_count
	FROM measured AS m WHERE m.n = q.n) AS m ON true
ORDER BY 3 DESC, q.query COLLATE "C";

\echo CPU ms; F: the queries of class > 10 %; x: how many times p50 of wicsearch for the same
WITH summary AS (
	SELECT method, task, percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) AS p50,
		percentile_cont(0.95) WITHIN GROUP (ORDER BY milliseconds) AS p95, max(milliseconds) AS most,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) FILTER (WHERE class = '> 10 %') AS f50
	FROM measured JOIN queries USING (n) GROUP BY 1, 2
)
SELECT s.task, s.method, pg_temp.rounded(s.p50) AS p50, pg_temp.rounded(s.p95) AS p95, pg_temp.rounded(s.most) AS max,
	pg_temp.rounded(s.f50) AS "F p50", pg_temp.rounded(s.p50 / w.p50) AS x, pg_temp.rounded(s.f50 / w.f50) AS "F x"
FROM summary AS s
LEFT JOIN summary AS w ON w.method = 'wicsearch' AND s.method <> 'wicsearch'
	AND w.task = CASE s.task WHEN 'count(*)' THEN 'number' ELSE s.task END
ORDER BY s.task = 'top 10' DESC, s.task LIKE 'top%' DESC, s.task = 'number' DESC, s.task, s.method = 'wicsearch' DESC, s.p50;

\echo Building; gin and rum need the vectors, too
SELECT name, round(seconds::numeric, 1) AS "CPU s", round(b.bytes / 1e6, 1) AS "MB", round(b.bytes::numeric / t.bytes, 2) AS "x text",
	round(wal / 1e6, 1) AS "WAL MB"
FROM built AS b, text_size AS t;

\echo A row inserted: CPU us and bytes of WAL, and what VACUUM then adds to each; more: than the table alone
SELECT i.name, pg_temp.rounded(i.us) AS us, pg_temp.rounded(i.vacuum_us) AS "VACUUM us",
	pg_temp.rounded(i.us + i.vacuum_us - t.us - t.vacuum_us) AS "more us", round(i.wal) AS wal, round(i.vacuum_wal) AS "VACUUM wal",
	round(i.wal + i.vacuum_wal - t.wal - t.vacuum_wal) AS "more wal"
FROM (SELECT name, 1e6 * seconds / n AS us, 1e6 * vacuum_seconds / n AS vacuum_us, wal / n AS wal, vacuum_wal / n AS vacuum_wal
	FROM inserted, (SELECT count(*) AS n FROM fresh) AS f) AS i,
	(SELECT 1e6 * seconds / n AS us, 1e6 * vacuum_seconds / n AS vacuum_us, wal / n AS wal, vacuum_wal / n AS vacuum_wal
	FROM inserted, (SELECT count(*) AS n FROM fresh) AS f WHERE name = 'table alone') AS t;

\echo CPU ms of queries while rows are pending, up to 1000 after VACUUM
WITH steps AS (
	SELECT method, waiting, percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) AS p50,
		percentile_cont(0.95) WITHIN GROUP (ORDER BY milliseconds) AS p95
	FROM pending GROUP BY 1, 2
)
SELECT method, pg_temp.rounded(max(p50) FILTER (WHERE waiting = 0)) AS "p50, none", pg_temp.rounded(max(p50)) AS "p50, worst",
	(array_agg(waiting ORDER BY p50 DESC))[1] AS "at rows", pg_temp.rounded(max(p95) FILTER (WHERE waiting = 0)) AS "p95, none",
	pg_temp.rounded(max(p95)) AS "p95, worst", array_agg(pg_temp.rounded(p50) ORDER BY waiting) AS "p50 every 50 rows"
FROM steps GROUP BY method;

\echo Do they find the same?
SELECT count(*) FILTER (WHERE low <> high) AS "numbers that differ (not trgm)",
	(SELECT count(*) FROM verified WHERE NOT is_same) AS "best ten that differ from all rows, sorted", (SELECT count(*) FROM verified) AS "of"
FROM (SELECT min(matches) AS low, max(matches) AS high FROM counted WHERE method <> 'trgm' GROUP BY n) AS c;

-- For each query of table q: which texts were wanted, which were found.  The
-- number of a text is what its file name begins with.
\pset footer off
\set ON_ERROR_STOP on

CREATE TEMP VIEW judged AS
SELECT q.n, q.q AS query, q.gold AS wanted,
	array(SELECT DISTINCT substring(f.uri FROM '\d+')::int
		FROM wic_search(q.q, k => 10000) AS f WHERE NOT partial ORDER BY 1) AS found
FROM q;

SELECT n, query, wanted, found,
	array(SELECT unnest(found) EXCEPT SELECT unnest(wanted) ORDER BY 1) AS wrong
FROM judged
ORDER BY n;

SELECT sum(cardinality(wanted)) AS wanted,
	sum(cardinality(array(SELECT unnest(found) INTERSECT SELECT unnest(wanted)))) AS found,
	sum(cardinality(array(SELECT unnest(found) EXCEPT SELECT unnest(wanted)))) AS wrong
FROM judged;

-- What an index knows: statistics of queries, plans, and functions that look
-- at it.
\set VERBOSITY default
\pset format unaligned
\pset tuples_only on

-- Are the statistics those of all rows?  They are if an index has them; a
-- sample of so many rows is likely to miss 罕见.
CREATE FUNCTION agrees(rel regclass, query text, level text DEFAULT 'vocab')
	RETURNS boolean LANGUAGE sql AS $$
	SELECT wic_query(query, rel, level)::text =
		wic_query(query, rel, level, stats => 'exact')::text
$$;

CREATE FUNCTION fill(target regclass, low integer, high integer)
	RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format(
		'INSERT INTO %s (id, body) SELECT i,
			CASE WHEN i %% 2 = 0 THEN ''经济发展'' ELSE ''互联网'' END ||
			CASE WHEN i %% 7 = 0 THEN '' 人民代表 apple'' ELSE '''' END ||
			CASE WHEN i %% 997 = 0 THEN '' 罕見 apricot'' ELSE '''' END ||
			repeat('' 甲'', i %% 5)
		FROM generate_series($1, $2) AS i', target) USING low, high;
END
$$;

CREATE TABLE doc (id integer, body text);
SELECT fill('doc', 1, 3000);
CREATE INDEX doc_body ON doc USING wicsearch (body);
SELECT level, documents, deleted_documents, pending_documents, segments,
	lexemes, average_length, bytes = segment_pages * 8192 + 8192 AS is_whole,
	pending_pages, dying_pages, free_pages, unnamed_pages
FROM wic_index_stats('doc_body');
SELECT documents, deleted_documents, lexemes, average_length
FROM wic_index_segments('doc_body');

-- words, variants, one character, prefixes, what is not there, nothing
SELECT q, agrees('doc', q) FROM (VALUES ('人民代表'), ('經濟 網路'), ('罕见'),
	('甲'), ('经'), ('ap*'), ('appl* 民*'), ('没有'), ('zz*'), ('')) AS v (q);
-- by the name of the index
SELECT agrees('doc_body', '人民代表 罕见');

-- pending documents count
SELECT fill('doc', 3001, 3200);
SELECT pending_documents, pending_pages > 0 AS has_pages
FROM wic_index_stats('doc_body');
SELECT q, agrees('doc', q) FROM (VALUES ('人民代表'), ('罕见'), ('甲'),
	('ap*'), ('appl* 民*'), ('没有'), ('a* apple app* apple*')) AS v (q);

-- what an index counts by itself
SELECT q, wic_count('doc_body', wic_query(q)) AS counted,
	wic_count('doc_body', wic_query(q)) = (SELECT count(*) FROM doc
		WHERE body @@ wic_query(q)) AS agrees
FROM (VALUES ('人民代表'), ('罕见 apple'), ('甲'), ('ap*'), ('-ap*'),
	('没有'), ('')) AS v (q);
SELECT wic_count('doc_body', wic_query('人民', level => 'exact'));
SELECT wic_count('doc', wic_query('人民'));

-- merging takes them along
SELECT wic_merge('doc_body');
SELECT documents, pending_documents, segments FROM wic_index_stats('doc_body');
SELECT agrees('doc', '人民代表 罕见 ap*');
SELECT wic_merge('doc_body', 64);

-- An index says nothing of what it does not hold: rows that a partial one
-- leaves out, texts at another level.
CREATE TABLE part (LIKE doc);
SELECT fill('part', 1, 3000);
CREATE INDEX ON part USING wicsearch (body) WHERE id < 10;
SELECT agrees('part', '罕见');
CREATE INDEX part_upper ON part USING wicsearch (upper(body));
SELECT agrees('part', '罕见'), agrees('part', '罕见', 'exact');
SELECT agrees('part_upper', '人民代表 罕见');
DROP INDEX part_upper;
CREATE INDEX ON part USING wicsearch (body) WITH (level = exact);
SELECT agrees('part', '罕见'), agrees('part', '罕见 罕見', 'exact');
CREATE INDEX ON part USING wicsearch (body);
SELECT agrees('part', '罕见'), agrees('part', '罕见 罕見', 'exact');
DROP TABLE part;

-- A wicsearch index on a text says which column is searched, before all else.
CREATE TABLE many (id integer, title text, body text, v tsvector);
CREATE INDEX ON many USING gin (to_tsvector('wicsearch', title));
CREATE INDEX ON many USING gin (v);
CREATE INDEX many_body ON many USING wicsearch (body);
SELECT fill('many', 1, 3000);
SELECT agrees('many', '人民代表 罕见');
CREATE INDEX many_title ON many USING wicsearch (title);
SELECT wic_query('x', 'many');
SELECT agrees('many_body', '人民代表 罕见');
-- The one that reads text as the query does is preferred.
DROP INDEX many_title;
CREATE INDEX ON many USING wicsearch (title) WITH (level = exact);
SELECT agrees('many', '人民代表 罕见');

-- A tsvector is searched as it is, whatever made it.
ALTER TABLE many DROP COLUMN body;
ALTER TABLE many DROP COLUMN title;
UPDATE many SET v = to_tsvector('wicsearch', CASE WHEN id % 997 = 0
	THEN '罕见' ELSE '常见 常见' END);
VACUUM many;
CREATE INDEX many_v ON many USING wicsearch (v);
SELECT agrees('many', '罕见 常见');
SELECT level, documents, segments FROM wic_index_stats('many_v');
DROP TABLE many;

-- so is an expression
CREATE TABLE expr (id integer, title text, body text);
SELECT fill('expr', 1, 3000);
CREATE INDEX expr_vector ON expr USING wicsearch (to_tsvector('wicsearch', body));
SELECT agrees('expr', '人民代表 罕见');
DROP INDEX expr_vector;
CREATE INDEX ON expr USING wicsearch ((coalesce(title, '') || body));
SELECT agrees('expr', '人民代表 罕见');
DROP TABLE expr;

-- The partitions are added up; columns may stand elsewhere in them.
CREATE TABLE parent (id integer, body text) PARTITION BY RANGE (id);
CREATE TABLE child1 PARTITION OF parent FOR VALUES FROM (0) TO (1500);
CREATE TABLE child2 (body text, gone integer, id integer);
ALTER TABLE child2 DROP COLUMN gone;
CREATE INDEX parent_body ON parent USING wicsearch (body);
ALTER TABLE parent ATTACH PARTITION child2 FOR VALUES FROM (1500) TO (9000);
SELECT fill('parent', 1, 3000);
SELECT agrees('parent', '人民代表 罕见'), agrees('parent_body', '罕见'),
	agrees('child2', '罕见'), agrees('child1_body_idx', '罕见');
-- An empty one needs no index, one with rows does.
CREATE TABLE base (id integer, body text);
CREATE TABLE heir () INHERITS (base);
SELECT fill('base', 1, 3000);
CREATE INDEX ON base USING wicsearch (body);
SELECT agrees('base', '人民代表 罕见');
SELECT fill('heir', 3001, 6000);
ANALYZE heir;
SELECT agrees('base', '罕见');
CREATE INDEX ON heir USING wicsearch (body);
SELECT agrees('base', '人民代表 罕见');
DROP TABLE base CASCADE;

-- Rows are estimated by how often lexemes occur, pages by what is read.
CREATE FUNCTION estimate(query text) RETURNS TABLE (rows integer,
		uses_index boolean, in_order boolean)
	LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN QUERY SELECT (plan->0->'Plan'->>'Plan Rows')::integer,
		plan::text ~ '"Index Name"', plan::text ~ '"Order By"';
END
$$;
ANALYZE doc;
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('罕见', 'doc')$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ (SELECT wic_query('apple', 'doc'))$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('罕见 OR apple', 'doc')$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('-apple', 'doc')$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('罕见 apple', 'doc', match => 'any')$$);
SELECT rows BETWEEN 30 AND 457 AS is_likely, uses_index
FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('人民代表', 'doc')$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('没有', 'doc')$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ NULL::wicquery$$);
SELECT * FROM estimate($$SELECT * FROM doc WHERE body @@ (SELECT wic_query('apple', 'doc'))
	ORDER BY body <=> (SELECT wic_query('apple', 'doc')) LIMIT 10$$);
-- An order alone has no index; nor is one used that reads text otherwise.
SELECT * FROM estimate($$SELECT * FROM doc ORDER BY body <=> wic_query('apple', 'doc') LIMIT 10$$);
SELECT uses_index FROM estimate($$SELECT * FROM doc WHERE body @@ wic_query('apple', 'doc', 'exact')
	ORDER BY body <=> wic_query('apple', 'doc', 'exact') LIMIT 10$$);
-- Of a query that is not known, or an expression without index, nothing is.
SELECT rows, uses_index FROM estimate($$SELECT * FROM (SELECT wic_query(body) AS q
	FROM doc LIMIT 1) AS b JOIN doc ON body @@ q$$);
SELECT rows FROM estimate($$SELECT * FROM doc WHERE upper(body) @@ wic_query('apple')$$);
-- tsvector, both kinds of queries; partitions
CREATE TABLE vec AS SELECT id, to_tsvector('wicsearch', body) AS v FROM doc;
CREATE INDEX ON vec USING wicsearch (v);
ANALYZE vec, parent;
SELECT * FROM estimate($$SELECT * FROM vec WHERE v @@ wic_query('apple', 'vec')$$);
SELECT uses_index FROM estimate($$SELECT * FROM vec WHERE v @@ wic_tsquery('罕见')$$);
SELECT rows BETWEEN 425 AND 431 AS is_right, uses_index
FROM estimate($$SELECT * FROM parent WHERE body @@ wic_query('apple', 'parent')$$);
DROP TABLE vec;

-- Who may not read all rows gets a sample of what he may read.
CREATE ROLE wic_reader;
GRANT SELECT ON parent TO wic_reader;
GRANT SELECT (body) ON doc TO wic_reader;
SET ROLE wic_reader;
SELECT agrees('parent', '人民代表 罕见');
SELECT rows BETWEEN 425 AND 431 AS is_right
FROM estimate($$SELECT * FROM parent WHERE body @@ wic_query('apple')$$);
SELECT rows FROM estimate($$SELECT body FROM doc WHERE body @@ wic_query('apple')$$);
SELECT * FROM wic_index_stats('doc_body');
SELECT * FROM wic_index_segments('doc_body');
SELECT wic_merge('doc_body');
SELECT object, state FROM wic_status();
RESET ROLE;
GRANT SELECT ON doc TO wic_reader;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON doc USING (id < 5);
SET ROLE wic_reader;
SELECT agrees('doc', '罕见 经济');
SELECT documents FROM wic_index_stats('doc_body');
RESET ROLE;
ALTER TABLE doc DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON doc, parent FROM wic_reader;

-- what is no index of ours
SELECT * FROM wic_index_stats('doc');
SELECT * FROM wic_index_stats('pg_class_oid_index');
SELECT * FROM wic_index_segments('parent_body');
SELECT wic_merge('pg_class_oid_index');
SELECT wic_merge('doc_body', 0);
SELECT wic_merge('doc_body', 65);
SELECT * FROM wic_index_stats(1::oid::regclass);

-- an index that cannot be used, and what to do
SELECT * FROM wic_status() WHERE object ~ '^(child|doc)';
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'doc_body'::regclass;
SELECT * FROM wic_status() WHERE state <> 'ok' AND object = 'doc_body';
SELECT agrees('doc', '罕见');
SELECT wic_merge('doc_body');
UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'doc_body'::regclass;
BEGIN;
ALTER TEXT SEARCH CONFIGURATION wicsearch
	ALTER MAPPING REPLACE wic_english WITH simple;
SELECT object, state, detail, statement FROM wic_status() WHERE state <> 'ok'
	AND object = 'doc_body';
SELECT agrees('doc', '罕见 apple');
SAVEPOINT before;
SELECT wic_merge('doc_body');
ROLLBACK TO before;
REINDEX INDEX doc_body;
SELECT state FROM wic_status() WHERE object = 'doc_body';
SELECT agrees('doc', '罕见 apple');
ROLLBACK;

DROP ROLE wic_reader;
DROP TABLE doc, parent;
DROP FUNCTION agrees, fill, estimate;

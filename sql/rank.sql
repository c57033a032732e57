-- Operators @@ and <=>, and where the weights come from.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

CREATE TABLE docs (id int PRIMARY KEY, body text);
INSERT INTO docs VALUES
	(1, '數據是新的資源，数据要流动。'), (2, '数据 data'), (3, '河流与湖泊'),
	(4, '流动的数据，流动的人'), (5, '人们在河边'), (6, ''), (7, NULL);

-- by hand: N = 6, df(数据) = 3, idf = ln(1 + 3.5 / 3.5) = 0.6931; k1 = 0.9,
-- b = 0 leaves tf * 1.9 / (tf + 0.9): 0.6931 for tf = 1, 0.9083 for tf = 2
SET wicsearch.b = 0;
SELECT id, round((body <=> wic_query('数据', 'docs', stats => 'exact'))::numeric, 3) AS distance
FROM docs ORDER BY 2, 1;
RESET wicsearch.b;

-- the longer text is held back; text and tsvector agree to the bit
SELECT id, body @@ q AS matches, to_tsvector('wicsearch', body) @@ q AS vector_matches,
	(body <=> q) = (to_tsvector('wicsearch', body) <=> q) AS same, round((body <=> q)::numeric, 3) AS distance
FROM docs, wic_query('流动 数据', 'docs', stats => 'exact') q ORDER BY 5, 1;

-- match any
SELECT id, body @@ q AS any, to_tsvector('wicsearch', body) @@ q AS vector_any FROM docs, wic_query('流动 河', match => 'any') q ORDER BY 1;

-- a single character counts wherever it stands
SELECT id, round((body <=> wic_query('河', 'docs'))::numeric, 3) FROM docs WHERE body @@ wic_query('河') ORDER BY 2;

-- negation filters and scores nothing
SELECT id, body <=> q < 0 AS scores FROM docs, wic_query('数据 -流动') q WHERE body @@ q;

-- levels
SELECT id FROM docs WHERE body @@ wic_query('數據', level => 'exact') ORDER BY 1;

-- GIN serves tsvector @@ wicquery
CREATE INDEX docs_gin ON docs USING gin (to_tsvector('wicsearch', body));
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM docs WHERE to_tsvector('wicsearch', body) @@ wic_query('数据', 'docs');
SELECT id FROM docs WHERE to_tsvector('wicsearch', body) @@ wic_query('数据 流动', match => 'any') ORDER BY 1;
RESET enable_seqscan;

-- statistics: all rows, a sample of a small table (which is all rows), ANALYZE's
SELECT wic_query('数据', 'docs', stats => 'exact')::text = wic_query('数据', 'docs')::text AS same;
INSERT INTO docs SELECT i, CASE WHEN i % 4 = 0 THEN '数据' ELSE '其他' END || ' 第' || i || '条' FROM generate_series(100, 4099) i;
ANALYZE docs;
SELECT term, abs(a.weight - e.weight) < 6554 AS within_a_tenth
FROM (SELECT t ->> 0 AS term, (t ->> 1)::int AS weight FROM jsonb_array_elements(wic_query('数据 其他 河流', 'docs')::text::jsonb -> 'terms') t WHERE t ->> 2 <> 'character') a
JOIN (SELECT t ->> 0 AS term, (t ->> 1)::int AS weight FROM jsonb_array_elements(wic_query('数据 其他 河流', 'docs', stats => 'exact')::text::jsonb -> 'terms') t WHERE t ->> 2 <> 'character') e USING (term)
ORDER BY term COLLATE "C";

-- which column is searched
CREATE TABLE two (a text, b text);
SELECT wic_query('x', 'two');
CREATE INDEX ON two USING gin (to_tsvector('english', b));
SELECT wic_query('x', 'two') IS NOT NULL AS settled;
CREATE INDEX two_a ON two USING gin (to_tsvector('wicsearch', a));
SELECT wic_query('x', 'two') IS NOT NULL AS settled;
CREATE INDEX ON two USING gin (to_tsvector('wicsearch', coalesce(a, '') || b));
SELECT wic_query('x', 'two');
SELECT wic_query('x', 'two_a') IS NOT NULL AS settled;

-- an expression that calls somebody's function is nobody's evidence
CREATE FUNCTION spy(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RAISE NOTICE 'called'; RETURN $1; END$$;
CREATE TABLE trap (a text, b text);
CREATE INDEX ON trap USING gin (to_tsvector('wicsearch', spy(a)));
INSERT INTO trap VALUES ('x', 'y');
SELECT wic_query('x', 'trap');
DROP TABLE trap;
DROP FUNCTION spy;
CREATE TABLE vec (a text, b text, v tsvector);
SELECT wic_query('x', 'vec') IS NOT NULL AS settled;
CREATE INDEX vec_v ON vec USING gin (v);
SELECT wic_query('x', 'vec_v') IS NOT NULL AS settled;
CREATE SEQUENCE seq;
SELECT wic_query('x', 'seq');

-- partitions count as one collection, a view is read whole
CREATE TABLE parts (id int, body text) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO parts VALUES (1, '数据'), (2, '数据'), (2, '河流');
CREATE VIEW parts_view AS SELECT * FROM parts;
SELECT wic_query('数据', 'parts')::text = wic_query('数据', 'parts_view')::text AS same,
	wic_query('数据', 'parts')::text = wic_query('数据', 'parts', stats => 'exact')::text AS exact;

-- statistics need the right to read
CREATE ROLE wic_nobody;
SET ROLE wic_nobody;
SELECT wic_query('数据', 'docs');
RESET ROLE;
DROP ROLE wic_nobody;

SELECT wic_length('發展中国家 the end', 'wicsearch'), wic_length(to_tsvector('wicsearch', '發展中国家 the end'));
SELECT wic_length('x', 'english');

SET wicsearch.k1 = -1;
SET wicsearch.b = 2;

-- a combining mark alone is a prefix like others, and counts once
WITH q AS (SELECT format('{"level": "script", "match": "any", "k1": 4096, "b": 0, "average_length": 4096, "terms": [%s], "condition": ""}', t)::wicquery AS query
	FROM unnest(ARRAY['["゙", 65536, "prefix"]', '["一", 65536, "prefix"]', '["゙", 65536, "prefix"], ["一", 65536, "prefix"]']) AS t)
SELECT '一゙' <=> query FROM q;

DROP VIEW parts_view;
DROP TABLE docs, two, vec, parts;
DROP SEQUENCE seq;

-- CREATE INDEX ... USING wicsearch: what a user sees of it.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

CREATE TABLE notes (id int PRIMARY KEY, tag int, body text, v tsvector);
INSERT INTO notes (id, tag, body) VALUES
	(1, 1, '數據是新的資源，数据要流动。'), (2, 2, '数据 data'), (3, 1, '河流與湖泊'),
	(4, 2, '流动的数据，流动的人'), (5, 1, '人们在河边'), (6, 2, ''), (7, 1, NULL), (8, 1, '书');
UPDATE notes SET v = setweight(to_tsvector('wicsearch', body), CASE id % 2 WHEN 0 THEN 'A' ELSE 'D' END::"char");

CREATE INDEX notes_body ON notes USING wicsearch (body);
ANALYZE notes;
\d notes
SELECT amname, obj_description(oid, 'pg_am') FROM pg_am WHERE amname = 'wicsearch';

SELECT opcname, opcdefault, opcintype::regtype, amvalidate(c.oid)
FROM pg_opclass AS c JOIN pg_am AS a ON a.oid = opcmethod WHERE amname = 'wicsearch' ORDER BY 1;

-- the plans for it; few rows are read faster without any index
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据');
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据');
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据', 'notes') LIMIT 10;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据');
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据') AND body @@ wic_query('流动') AND tag = 2;
SET enable_indexscan = off;
SET enable_bitmapscan = on;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据') OR body @@ wic_query('河');
RESET enable_indexscan;
RESET enable_bitmapscan;

-- an order alone: rows that match nothing, and NULL, belong to it
EXPLAIN (COSTS OFF) SELECT id FROM notes ORDER BY body <=> wic_query('数据') LIMIT 10;
SELECT id, body <=> wic_query('数据') < 0 AS scores FROM notes ORDER BY body <=> wic_query('数据'), id;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE NOT body @@ wic_query('数据');
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body IS NULL;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据') DESC;

-- what is found
SELECT id, body FROM notes WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据', 'notes');
SELECT id FROM notes WHERE body @@ wic_query('流动 河', match => 'any') ORDER BY body <=> wic_query('流动 河', 'notes');
SELECT id FROM notes WHERE body @@ wic_query('數據 -流动');
SELECT id FROM notes WHERE body @@ wic_query('"流动的人"');
SELECT id FROM notes WHERE body @@ wic_query('书');
SELECT id FROM notes WHERE body @@ wic_query('没有');
SELECT id FROM notes WHERE body @@ wic_query('');
SELECT id FROM notes WHERE body @@ NULL;
SELECT q.id, n.id FROM (VALUES (1, wic_query('河')), (2, NULL), (3, wic_query('人'))) AS q (id, query)
JOIN notes AS n ON n.body @@ q.query ORDER BY 1, 2;

-- the index reads variants as one; at level exact the rows are looked at
SELECT id FROM notes WHERE body @@ wic_query('數據', level => 'exact') ORDER BY body <=> wic_query('數據', level => 'exact');
CREATE INDEX notes_exact ON notes USING wicsearch (body) WITH (level = 'exact');
DROP INDEX notes_body;
SELECT id FROM notes WHERE body @@ wic_query('數據', level => 'exact');
SELECT id FROM notes WHERE body @@ wic_query('數據') ORDER BY body <=> wic_query('數據');
DROP INDEX notes_exact;

-- vectors, with weights
CREATE INDEX notes_v ON notes USING wicsearch (v);
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE v @@ '数据:A'::tsquery AND v @@ wic_query('流动');
SELECT id FROM notes WHERE v @@ '数据:A'::tsquery ORDER BY v <=> wic_query('流动');
SELECT id FROM notes WHERE v @@ '数据 & !data'::tsquery ORDER BY v <=> wic_query('流动');
SELECT id FROM notes WHERE v @@ '流:*'::tsquery ORDER BY id;
DROP INDEX notes_v;

-- expressions, types that are text, partial indexes
CREATE INDEX notes_expression ON notes USING wicsearch (to_tsvector('wicsearch', body));
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE to_tsvector('wicsearch', body) @@ wic_tsquery('数据');
SELECT id FROM notes WHERE to_tsvector('wicsearch', body) @@ wic_tsquery('数据') ORDER BY id;
DROP INDEX notes_expression;
CREATE INDEX notes_expression ON notes USING wicsearch ((body || ' ' || tag));
SELECT id FROM notes WHERE body || ' ' || tag @@ wic_query('data 2');
DROP INDEX notes_expression;
CREATE INDEX notes_partial ON notes USING wicsearch (body) WHERE tag = 2;
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据') AND tag = 2 ORDER BY body <=> wic_query('数据');
SELECT id FROM notes WHERE body @@ wic_query('数据') AND tag = 2 ORDER BY body <=> wic_query('数据');
EXPLAIN (COSTS OFF) SELECT id FROM notes WHERE body @@ wic_query('数据');
DROP INDEX notes_partial;
CREATE TABLE titles (title varchar(20));
INSERT INTO titles VALUES ('数据与河流');
CREATE INDEX titles_title ON titles USING wicsearch (title);
EXPLAIN (COSTS OFF) SELECT title FROM titles WHERE title @@ wic_query('河流');
SELECT title FROM titles WHERE title @@ wic_query('河流');
DROP TABLE titles;

-- what an index cannot be
CREATE INDEX ON notes USING wicsearch (id);
CREATE INDEX ON notes USING wicsearch (body wic_tsvector_ops);
CREATE INDEX ON notes USING wicsearch (v wic_text_ops);
CREATE INDEX ON notes USING wicsearch (body, v);
CREATE INDEX ON notes USING wicsearch (body) INCLUDE (id);
CREATE UNIQUE INDEX ON notes USING wicsearch (body);
CREATE INDEX ON notes USING wicsearch (body DESC);
CREATE INDEX ON notes USING wicsearch (body NULLS FIRST);
ALTER TABLE notes ADD EXCLUDE USING wicsearch (body WITH @@);

CREATE OPERATOR CLASS other_ops FOR TYPE tsvector USING wicsearch AS OPERATOR 1 @@ (tsvector, tsquery);
CREATE OPERATOR CLASS text_other_ops FOR TYPE text USING wicsearch AS OPERATOR 3 @@ (text, text);
SELECT opcname, amvalidate(oid) FROM pg_opclass WHERE opcname LIKE '%other_ops' ORDER BY 1;
DROP OPERATOR FAMILY other_ops USING wicsearch;
DROP OPERATOR FAMILY text_other_ops USING wicsearch;

-- options
CREATE INDEX ON notes USING wicsearch (body) WITH (pending_limit = 7);
CREATE INDEX ON notes USING wicsearch (body) WITH (pending_limit = 'many');
CREATE INDEX ON notes USING wicsearch (body) WITH (level = 'vocab');
CREATE INDEX ON notes USING wicsearch (body) WITH (fillfactor = 90);
CREATE INDEX notes_body ON notes USING wicsearch (body) WITH (pending_limit = 64, level = 'script');
ALTER INDEX notes_body SET (pending_limit = 8);
ALTER INDEX notes_body SET (pending_limit = 0);
SELECT reloptions, pg_get_indexdef(oid) FROM pg_class WHERE relname = 'notes_body';
ALTER INDEX notes_body RESET (pending_limit, level);
CLUSTER notes USING notes_body;

-- its level is that of its pages until it is built again
ALTER INDEX notes_body SET (level = 'exact');
SELECT level FROM wic_index_stats('notes_body');
SELECT id FROM notes WHERE body @@ wic_query('數據') ORDER BY id;
REINDEX INDEX notes_body;
SELECT level FROM wic_index_stats('notes_body');
SELECT id FROM notes WHERE body @@ wic_query('數據') ORDER BY id;
SELECT id FROM notes WHERE body @@ wic_query('數據', level => 'exact') ORDER BY id;
ALTER INDEX notes_body RESET (level);
REINDEX INDEX CONCURRENTLY notes_body;
SELECT level FROM wic_index_stats('notes_body');

-- rows come and go
INSERT INTO notes VALUES (9, 1, '新的数据'), (10, 1, '数据'), (11, 1, NULL);
SELECT documents, pending_documents, segments FROM wic_index_stats('notes_body');
SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据', 'notes', stats => 'exact'), id;
BEGIN;
INSERT INTO notes VALUES (12, 1, '数据');
DELETE FROM notes WHERE id = 10;
SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY id;
ROLLBACK;
DELETE FROM notes WHERE id IN (1, 9);
UPDATE notes SET body = '湖' WHERE id = 2;
SELECT id FROM notes WHERE body @@ wic_query('数据 湖', match => 'any') ORDER BY id;
VACUUM notes;
SELECT id FROM notes WHERE body @@ wic_query('数据 湖', match => 'any') ORDER BY id;
SELECT wic_merge('notes_body');
SELECT documents, deleted_documents, pending_documents, segments FROM wic_index_stats('notes_body');
SELECT * FROM wic_check('notes_body', heapallindexed => true);
TRUNCATE notes;
SELECT id FROM notes WHERE body @@ wic_query('数据');
INSERT INTO notes (id, body) VALUES (1, '数据'), (2, '湖');
SELECT id FROM notes WHERE body @@ wic_query('数据');
DROP INDEX CONCURRENTLY notes_body;

-- built without keeping writers out, and built again
CREATE INDEX CONCURRENTLY notes_body ON notes USING wicsearch (body);
REINDEX TABLE CONCURRENTLY notes;
REINDEX TABLE notes;
ALTER TABLE notes ALTER tag TYPE bigint;
ALTER TABLE notes ALTER body TYPE varchar;
VACUUM FULL notes;
SELECT id FROM notes WHERE body @@ wic_query('数据');
SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid = 'notes'::regclass ORDER BY 1;
SELECT n, pg_indexam_progress_phasename(a.oid, n) FROM pg_am AS a, generate_series(1, 6) AS n WHERE amname = 'wicsearch' ORDER BY 1;

-- elsewhere
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE wicsearch_place LOCATION '';
ALTER INDEX notes_body SET TABLESPACE wicsearch_place;
SELECT id FROM notes WHERE body @@ wic_query('数据');
INSERT INTO notes (id, body) VALUES (3, '数据');
SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY id;
ALTER TABLE notes SET TABLESPACE wicsearch_place;
SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY id;
DROP TABLE notes;
DROP TABLESPACE wicsearch_place;

-- unlogged, temporary
CREATE UNLOGGED TABLE fast (body text);
CREATE INDEX fast_body ON fast USING wicsearch (body);
INSERT INTO fast VALUES ('数据');
SELECT body FROM fast WHERE body @@ wic_query('数据');
ALTER TABLE fast SET LOGGED;
SELECT body FROM fast WHERE body @@ wic_query('数据');
DROP TABLE fast;
CREATE TEMP TABLE brief (body text) ON COMMIT DELETE ROWS;
CREATE INDEX brief_body ON brief USING wicsearch (body);
BEGIN;
INSERT INTO brief VALUES ('数据');
SELECT body FROM brief WHERE body @@ wic_query('数据');
COMMIT;
SELECT body FROM brief WHERE body @@ wic_query('数据');
DROP TABLE brief;

-- partitions: one order over all
CREATE TABLE parts (id int, body text) PARTITION BY LIST (id);
CREATE INDEX parts_body ON parts USING wicsearch (body);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1, 3);
CREATE TABLE parts_2 (id int, body text);
CREATE INDEX parts_2_body ON parts_2 USING wicsearch (body);
INSERT INTO parts_2 VALUES (2, '数据数据');
ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES IN (2, 4);
INSERT INTO parts VALUES (1, '数据与河'), (3, '数据数据数据'), (4, '河');
SET enable_bitmapscan = off;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT id FROM parts WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据') LIMIT 2;
SELECT id FROM parts WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据');
SELECT wic_merge('parts_body');
DROP TABLE parts;

-- a cursor goes forward only, and can be held
CREATE TABLE notes (id int, body text);
INSERT INTO notes SELECT n, repeat('数据', n) FROM generate_series(1, 40) AS n;
CREATE INDEX notes_body ON notes USING wicsearch (body);
SET wicsearch.b = 0;
BEGIN;
DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT id FROM notes WHERE body @@ wic_query('数据') ORDER BY body <=> wic_query('数据');
FETCH 2 FROM c;
DELETE FROM notes;
COMMIT;
MOVE 36 FROM c;
FETCH ALL FROM c;
CLOSE c;
DROP TABLE notes;

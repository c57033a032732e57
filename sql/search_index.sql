-- What a search finds, its order and its scores depend on no index.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SET client_min_messages = warning;

-- As a table of so few rows is counted to the last one, statistics are the
-- same with any index and without one.
CREATE TABLE rivers (id int PRIMARY KEY, title varchar, content text, label varchar(40));
INSERT INTO rivers
SELECT i, '河' || i % 5,
	concat_ws('，', CASE WHEN i % 2 = 0 THEN '小溪流过村庄' ELSE '小溪流過村莊' END,
		CASE WHEN i % 3 = 0 THEN '水质数据' END, CASE WHEN i % 5 = 0 THEN '水質資料' END,
		CASE WHEN i % 7 = 0 THEN '互联网' WHEN i % 11 = 0 THEN '網際網路' END,
		CASE WHEN i % 13 = 0 THEN 'river banks' END, repeat('清水', i % 4), '第' || i / 10 || '段'),
	'白鹭' || i % 9
FROM generate_series(1, 400) AS i;
SELECT wic_attach('rivers', 'content', title => 'title');

-- and a corpus with menus and buttons in between
SELECT wic_create_corpus('brooks');
INSERT INTO brooks.sources (sha256, raw, clean_text) VALUES ('\x00', '\x00', '');
INSERT INTO brooks.passages (source_id, ord, role, body, start_char, end_char)
SELECT 1, id, CASE WHEN id % 4 = 1 THEN 'widget' ELSE 'body' END, content, 0, length(content) FROM rivers;

CREATE TABLE queries (query text, level text, k int);
INSERT INTO queries SELECT query, 'vocab', 7
FROM unnest('{小溪,水质数据,互联网,"river banks",溪,溪 -清水,水质数据 OR 網際網路,near(清水 村庄\, 20),水质数据 白鹭,没有}'::text[]) AS query;
INSERT INTO queries VALUES ('小溪', 'vocab', 120), ('水質資料 互联网', 'script', 120), ('水质数据', 'exact', 7), ('小溪 -村庄', 'exact', 7);
CREATE TABLE results AS
SELECT ''::text AS way, '' AS corpus, q.query, q.level, q.k, s.rank, s.score, s.passage_id, s.partial, s.snippet
FROM queries AS q, wic_search('', corpus => 'rivers') AS s;
CREATE PROCEDURE search_by(way text, corpora text[] DEFAULT '{rivers,brooks}') LANGUAGE sql AS $$
	INSERT INTO results SELECT way, c, q.query, q.level, q.k, s.rank, s.score, s.passage_id, s.partial, s.snippet
	FROM queries AS q, unnest(corpora) AS c,
		wic_search(q.query, q.k, level => q.level, corpus => c) AS s
$$;

-- no index, GIN, wicsearch as a corpus has it, wicsearch at level exact, on a
-- tsvector, on both
DROP INDEX brooks.passages_text;
SELECT way FROM wic_search_source('rivers.passages', 'vocab');
CALL search_by('none', '{rivers}');
CREATE INDEX a ON rivers USING gin (to_tsvector('wicsearch', content));
CREATE INDEX passages_text ON brooks.passages USING gin (to_tsvector('wicsearch', body));
SELECT * FROM wic_search_source('rivers.passages', 'exact');
CALL search_by('gin');
CREATE INDEX b ON rivers USING wicsearch (content);
CREATE INDEX ON rivers USING wicsearch (title);
DROP INDEX brooks.passages_text;
CREATE INDEX passages_text ON brooks.passages USING wicsearch (body);
SELECT level, s.* FROM unnest('{exact,script,vocab}'::text[]) AS level, wic_search_source('rivers.passages', level) AS s;
CALL search_by('wicsearch');
DROP INDEX a, b;
CREATE INDEX b ON rivers USING wicsearch (content) WITH (level = exact);
SELECT level, s.* FROM unnest('{exact,script,vocab}'::text[]) AS level, wic_search_source('rivers.passages', level) AS s;
CALL search_by('exact');
CREATE INDEX a ON rivers USING wicsearch (to_tsvector('wicsearch', content));
SELECT level, s.* FROM unnest('{exact,script,vocab}'::text[]) AS level, wic_search_source('rivers.passages', level) AS s;
CALL search_by('vector');
SET enable_indexscan = off;
CALL search_by('bitmap');
RESET enable_indexscan;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET wicsearch.first_rows = 1;
CALL search_by('ordered');

-- what was found at all, and how much of it differs from what GIN found
SELECT way, corpus, count(*), count(*) FILTER (WHERE partial) AS partial FROM results GROUP BY 1, 2 ORDER BY 1, 2;
SELECT r.way, count(*) FROM results AS r
FULL JOIN (SELECT * FROM results WHERE way = 'gin') AS g USING (corpus, query, level, k, rank)
WHERE (g.score, g.passage_id, g.partial, g.snippet) IS DISTINCT FROM (r.score, r.passage_id, r.partial, r.snippet)
GROUP BY 1 ORDER BY 1;
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET wicsearch.first_rows;

-- columns and expressions of other kinds
SELECT wic_attach('rivers', 'label', corpus => 'labels');
CREATE INDEX c ON rivers USING gin (to_tsvector('wicsearch', label));
SELECT * FROM wic_search_source('labels.passages', 'vocab');
DROP INDEX c;
CREATE INDEX c ON rivers USING gin (to_tsvector('wicsearch', label::text));
SELECT * FROM wic_search_source('labels.passages', 'vocab');
DROP INDEX c;
CREATE INDEX c ON rivers USING wicsearch (label);
SELECT * FROM wic_search_source('labels.passages', 'vocab');
SELECT count(*) FROM wic_search('白鹭1', 1000, corpus => 'labels') WHERE NOT partial;
SELECT wic_attach('rivers', 'title || ''：'' || content', corpus => 'joined');
SELECT * FROM wic_search_source('joined.passages', 'vocab');
CREATE INDEX d ON rivers USING wicsearch ((title || '：' || content));
SELECT * FROM wic_search_source('joined.passages', 'vocab');
SELECT snippet FROM wic_search('河3 互联网', 1, corpus => 'joined');
-- an index on some of the rows, or by another configuration, does not count
DROP INDEX d;
CREATE INDEX d ON rivers USING wicsearch ((title || '：' || content)) WHERE id > 3;
CREATE INDEX e ON rivers USING gin (to_tsvector('english', title || '：' || content));
SELECT * FROM wic_search_source('joined.passages', 'vocab');
-- one that calls somebody's function finds, but does not count
CREATE FUNCTION without_comma(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN replace($1, '，', ''); END$$;
CREATE TABLE lakes (id int PRIMARY KEY, content text);
INSERT INTO lakes SELECT id, content FROM rivers;
SELECT wic_attach('lakes', 'public.without_comma(content)');
CREATE INDEX f ON lakes USING gin (to_tsvector('wicsearch', without_comma(content)));
SELECT * FROM wic_search_source('lakes.passages', 'vocab');
CREATE INDEX g ON lakes USING wicsearch (without_comma(content));
SELECT * FROM wic_search_source('lakes.passages', 'vocab');
SELECT snippet FROM wic_search('村庄水质', 1, corpus => 'lakes');
-- partitions
CREATE TABLE parts (id int PRIMARY KEY, body text) PARTITION BY HASH (id);
CREATE TABLE part_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX parts_body ON parts USING wicsearch (body);
INSERT INTO parts SELECT id, content FROM rivers;
SELECT wic_attach('parts', 'body', corpus => 'halves');
SELECT * FROM wic_search_source('halves.passages', 'vocab');
SELECT count(*) FROM (
	SELECT rank, score, passage_id, snippet FROM wic_search('水质数据 清水', 50, corpus => 'halves')
	EXCEPT SELECT rank, score, passage_id, snippet FROM wic_search('水质数据 清水', 50, corpus => 'rivers')) AS differs;
-- views that somebody wrote
CREATE SCHEMA own;
CREATE VIEW own.sources AS SELECT 1::bigint AS source_id, ''::text AS clean_text, NULL::text AS title, NULL::text AS uri;
CREATE VIEW own.passages AS SELECT id::bigint AS passage_id, 1::bigint AS source_id, NULL::bigint AS witness_id, 'body'::text AS role, body, 0 AS start_char
	FROM parts UNION ALL SELECT -1, 1, NULL, 'body', '小溪边', 0;
CREATE TABLE own.witnesses (witness_id bigint, speech_id bigint);
CREATE TABLE own.speeches (speech_id bigint, said_on date, title text, speaker_id bigint, occasion_id bigint);
CREATE TABLE own.speakers (speaker_id bigint, name text);
CREATE TABLE own.occasions (occasion_id bigint, name text);
SELECT * FROM wic_search_source('own.passages', 'vocab');
SELECT passage_id FROM wic_search('小溪边', 1, corpus => 'own');

-- it expects some rows, until the function ends that says so
CREATE FUNCTION expecting(bigint) RETURNS text LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
	PERFORM wic_expect_rows($1);
	RETURN current_setting('wicsearch.first_rows');
END
$$;
SELECT expecting(150), expecting(-1), expecting(9223372036854775807), current_setting('wicsearch.first_rows') AS first_rows;
SET wicsearch.first_rows = 0;

DROP SCHEMA own, halves, lakes, joined, labels, rivers, brooks CASCADE;
DROP TABLE rivers, lakes, parts, queries, results;
DROP PROCEDURE search_by;
DROP FUNCTION without_comma, expecting;

-- Why does a text match?
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_add_term('共用', '共享');
SELECT * FROM wic_ways('网络 "A股" 2015年 共享 -旧 near(安全 发展, 3)');
SELECT * FROM wic_ways('網路', 'script');

SELECT * FROM wic_matches('各国应当尊重網路主權，網路也要安全', wic_query('网络'));
SELECT * FROM wic_matches('各国应当尊重網路主權', wic_query('网络 安全'));

CREATE TABLE notes (body text);
INSERT INTO notes VALUES ('網路主權與网络安全，二〇一五年共用互联网'), ('安全'), ('别的');
SELECT part, searched, how, hits, start_char, found FROM notes, wic_explain('网络 2015年 共享 安全', body, 'notes') WHERE how IS DISTINCT FROM 'term' AND body LIKE '網路%';
SELECT searched AS term, hits AS tf, df, round(weight::numeric, 3) AS weight, round(score::numeric, 3) AS score
FROM notes, wic_explain('网络 安全', body, 'notes') WHERE how = 'term' AND body LIKE '網路%';

-- the scores add up
SELECT body <=> wic_query('网络 安全', 'notes') = -(SELECT sum(score) FROM wic_scores(body, wic_query('网络 安全', 'notes'))) AS same FROM notes;

-- at level exact only the same characters count
SELECT part, how, hits, found FROM wic_explain('網路', '網路与网路', level => 'exact') WHERE how IS DISTINCT FROM 'term';
SELECT part, how, hits, found FROM wic_explain('網路', '網路与网路', level => 'script') WHERE how IS DISTINCT FROM 'term';
SELECT * FROM wic_explain('，', 'x');
SELECT * FROM wic_explain('x', 'x', level => 'loose');

-- the same of a passage that was found, and of a row
SET client_min_messages = warning;
SELECT wic_create_corpus('harbor');
SET wicsearch.corpus = 'harbor';
SELECT passages FROM wic_load(E'港口的網路很安全。\n燈塔在岸邊。', '{"uri": "harbor"}');
SELECT e.part, e.searched, e.how, e.hits, e.start_char, e.found FROM wic_search('网络') AS s, wic_explain('网络', s.passage_id) AS e WHERE e.how IS DISTINCT FROM 'term';
SELECT sum(e.score) = -(p.body <=> wic_query('灯塔', 'harbor.passages')) AS same
FROM harbor.passages AS p, wic_explain('灯塔', p.passage_id, corpus => 'harbor') AS e WHERE p.ord = 2 AND e.how = 'term' GROUP BY p.body;
ALTER TABLE notes ADD id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY;
CREATE INDEX ON notes USING wicsearch (body);
SELECT part, found FROM wic_explain('安全', 2, corpus => 'notes') WHERE found IS NOT NULL;
SELECT count(*) FROM wic_explain('安全', NULL::bigint);
-- literals are texts
SELECT part, found FROM wic_explain('安全', '2安全', 'notes', 'script') WHERE found IS NOT NULL;
SELECT * FROM wic_explain('网络', 3000);
SELECT * FROM wic_explain('网络', 3000, corpus => 'notes');
SELECT * FROM wic_explain('网络', 1, corpus => 'lakes');
RESET wicsearch.corpus;
DROP SCHEMA harbor CASCADE;
TRUNCATE wic_terms;
DROP TABLE notes;

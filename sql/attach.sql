--
-- An application's own table as a corpus.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE TABLE articles (
	id int PRIMARY KEY,
	headline text,
	content text,
	writer text,
	published_at timestamptz
);
-- the index that is recommended, and where there is one already
SET client_min_messages = notice;
SELECT wic_attach('articles', body => 'content');
SELECT wic_detach('articles');
SELECT wic_attach('articles', body => 'headline || content', corpus => 'Both Texts');
SELECT wic_detach('Both Texts');
CREATE INDEX ON articles USING wicsearch (content);
SELECT wic_attach('articles', body => 'content');
SELECT wic_detach('articles');
SET client_min_messages = warning;
INSERT INTO articles VALUES
	(1, '河长日记', '各国应当尊重网络主权。', '李春江', '2024-03-01 10:00+00'),
	(2, '小溪', '各國應當尊重網路主權，共同維護。', '王小明', '2024-04-02 10:00+00'),
	(3, '空白', NULL, NULL, NULL),
	(4, '别的', '岸边的树又绿了。', '李春江', NULL);

SELECT wic_attach('articles', body => 'content', title => 'headline',
	said_on => '(published_at AT TIME ZONE ''UTC'')::date', speaker => 'writer');
SELECT wic_corpora();
-- not twice
SELECT wic_attach('articles', body => 'content');
SELECT rank, title, snippet, passage_id FROM wic_search('網路主權', corpus => 'articles');
SELECT * FROM articles.speech_list ORDER BY said_on NULLS LAST, title;
SELECT name FROM articles.speakers ORDER BY name COLLATE "C";
SELECT count(*) FROM articles.quotations;

-- a row that is added is there
INSERT INTO articles VALUES (5, '新的', '尊重网络主权是大家的事。', NULL, NULL);
SELECT count(*) FROM wic_search('网络主权', corpus => 'articles');

-- it is the application that writes
SELECT wic_load('新的文字', corpus => 'articles');

-- row security and privileges hold
CREATE ROLE regress_wicsearch_reader;
GRANT USAGE ON SCHEMA articles TO regress_wicsearch_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA articles TO regress_wicsearch_reader;
SET ROLE regress_wicsearch_reader;
SELECT count(*) FROM articles.passages;
RESET ROLE;
GRANT SELECT ON articles TO regress_wicsearch_reader;
ALTER TABLE articles ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON articles FOR SELECT USING (writer = '李春江');
SET ROLE regress_wicsearch_reader;
SELECT passage_id FROM articles.passages ORDER BY passage_id;
SELECT title, snippet FROM wic_search('网络主权', corpus => 'articles');
RESET ROLE;

-- arguments are columns or expressions, and nothing else of SQL
SELECT wic_attach('articles', body => 'content', corpus => 'other', title => 'headline) FROM articles; --');
SELECT wic_attach('articles', body => 'content', corpus => 'other', title => 'headline, writer');
SELECT wic_attach('articles', body => 'content FROM articles', corpus => 'other');
SELECT wic_attach('articles', body => 'content; DROP TABLE articles', corpus => 'other');
SELECT wic_attach('articles', body => 'content', corpus => 'other', title => 'nothing');
SELECT wic_attach('articles', body => 'content', corpus => 'other', title => '');
SELECT wic_attach('articles', body => NULL);
SELECT wic_attach('articles', body => 'content');
CREATE TABLE notes (code text PRIMARY KEY, n int, body text);
SELECT wic_attach('notes', body => 'body');
SELECT wic_attach('notes', body => 'body', key => 'n', title => 'code -- as it is', corpus => 'my "notes"');

-- detached, only the views are gone
SELECT wic_detach('my "notes"');
SELECT wic_detach('nowhere');
SELECT wic_create_corpus('own');
SELECT wic_detach('own');
CREATE VIEW articles.mine AS SELECT 1;
SELECT wic_detach('articles');
DROP VIEW articles.mine;
SELECT wic_detach('articles');
SELECT count(*) FROM articles;

DROP TABLE articles, notes;
DROP SCHEMA own CASCADE;
DROP ROLE regress_wicsearch_reader;

-- Search with filters, in sentences and speeches, and in tables.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT wic_create_corpus('brook');
SET wicsearch.corpus = 'brook';
SELECT action, speeches FROM wic_load(E'在清溪镇河道会议上的讲话\n林知远\n2021年3月2日\n各位代表：\n小溪要清，自行车道要通。图书馆周末开放。\n自行车停在图书馆门口，不要停在小溪边。\n明年再修三座桥。', '{"uri": "a.txt"}');
SELECT action, speeches FROM wic_load(E'在清溪鎮圖書館開館儀式上的致辭\n何若水\n2023年9月9日\n各位讀者：\n圖書館今天開門了。\n有人騎自行車來，有人沿小溪走來。', '{"uri": "b.txt"}');
SELECT action, speeches FROM wic_load(E'Notes on the library\nThe library by the brook keeps bicycles. Readers may take one for a day.\nThe brook is clean.', '{"uri": "c.txt", "publisher": "溪报"}');
SELECT said_on, kind, title FROM brook.speech_list;
-- who said it, and where, as somebody has noted
INSERT INTO brook.speakers (name, other_names) VALUES ('林知远', '{}'), ('何若水', '{"He Ruoshui"}');
INSERT INTO brook.occasions (name) VALUES ('清溪镇河道会议'), ('清溪鎮圖書館開館儀式');
UPDATE brook.speeches SET speaker_id = extract(year FROM said_on) - 2020 - (said_on > '2022-01-01')::int,
	occasion_id = extract(year FROM said_on) - 2020 - (said_on > '2022-01-01')::int WHERE said_on IS NOT NULL;
SELECT said_on, speaker, occasion, title, snippet FROM wic_search('小溪');

-- each filter, alone and together; names in any script
SELECT said_on, speaker, snippet FROM wic_search('图书馆', speaker => '何若水');
SELECT count(*) FROM wic_search('图书馆', speaker => 'he ruoshui');
SELECT said_on, speaker, snippet FROM wic_search('圖書館', speaker => '林知遠');
SELECT said_on, snippet FROM wic_search('图书馆', since => '2021-03-02', until => '2021-12-31');
SELECT said_on, snippet FROM wic_search('图书馆', since => '2021-03-03');
SELECT said_on, snippet FROM wic_search('图书馆', occasion => '圖書館開館');
SELECT snippet FROM wic_search('library', source => '溪報');
SELECT snippet FROM wic_search('library', source => 'c.txt', lang => 'en');
SELECT snippet FROM wic_search('library', lang => 'en', since => '2021-01-01');
SELECT DISTINCT kind FROM brook.speeches ORDER BY kind;
SELECT said_on, snippet FROM wic_search('小溪', kind => 'speech', until => '2022-01-01', speaker => '林知远', lang => 'zh');
-- the best of those that pass, not those that pass of the best
SELECT snippet FROM wic_search('小溪', k => 1, since => '2023-01-01');

-- where it is
SELECT s.uri, bool_and(substr(s.clean_text, f.start_char + 1, 2) IN ('小溪')) AS there
FROM wic_search('小溪') AS f JOIN brook.sources AS s USING (source_id) GROUP BY 1 ORDER BY 1;

-- all words in one sentence, which is shown
SELECT said_on, snippet FROM wic_search('自行车 图书馆');
SELECT said_on, snippet, partial FROM wic_search('自行车 图书馆', within => 'sentence');
SELECT said_on, snippet, partial FROM wic_search('自行车 小溪', within => 'sentence');
SELECT said_on, snippet FROM wic_search('自行车 -小溪', within => 'sentence');
SELECT count(*) FROM wic_search('小溪 三座桥', within => 'sentence');
SELECT said_on, snippet FROM wic_search('小溪 自行车', within => 'sentence', level => 'exact');
SELECT substr(s.clean_text, f.start_char + 1, 3) FROM wic_search('"周末开放"', within => 'sentence') AS f JOIN brook.sources AS s USING (source_id);

-- words anywhere in the speech; one row for each
SELECT said_on, speaker, snippet, partial FROM wic_search('小溪 三座桥');
SELECT said_on, speaker, snippet, partial FROM wic_search('小溪 三座桥', within => 'speech');
SELECT said_on, partial FROM wic_search('小溪 图书馆', within => 'speech', k => 1);
SELECT said_on FROM wic_search('小溪 -三座桥', within => 'speech');
SELECT count(*) FROM wic_search('-三座桥', within => 'speech');
SELECT said_on FROM wic_search('小溪 三座桥', within => 'speech', level => 'exact');
SELECT said_on, partial FROM wic_search('小溪', within => 'speech', since => '2022-01-01');
-- the best passage, and half of what the whole scores
SELECT bool_and(abs(f.score - (p.score - 0.5 * (w.body <=> q.q))) < 1e-9) AS same
FROM wic_query('小溪 图书馆', 'brook.passages') AS q (q),
	wic_search('小溪 图书馆', within => 'speech') AS f
JOIN brook.witnesses USING (speech_id)
CROSS JOIN LATERAL (SELECT string_agg(body, E'\n' ORDER BY ord) AS body FROM brook.passages AS o
	WHERE o.witness_id = witnesses.witness_id) AS w
CROSS JOIN LATERAL (SELECT max(wic_rescore(body, q.q) * CASE WHEN body @@ wic_query('小溪 图书馆', level => 'exact') THEN 1.0625 ELSE 1 END) AS score
	FROM brook.passages AS o WHERE o.witness_id = witnesses.witness_id) AS p;

-- errors
SELECT * FROM wic_search('水', within => 'page');
SELECT * FROM wic_search('水', within => NULL);
SELECT * FROM wic_search('水', k => NULL);
SELECT * FROM wic_search('水', speaker => '林知近');
SELECT * FROM wic_search('水', occasion => '开幕');
SELECT * FROM wic_search('水', source => '河报');
SELECT * FROM wic_search('水', kind => 'speach');
SELECT * FROM wic_search('水', lang => 'fr');
SELECT * FROM wic_search('水', since => '2022-01-01', until => '2021-01-01');

-- a table with an index, which is no corpus
CREATE SCHEMA "My Papers";
CREATE TABLE "My Papers"."Articles" (id int PRIMARY KEY, title varchar, "Full Text" text);
INSERT INTO "My Papers"."Articles" VALUES (7, '小溪', '小溪流过图书馆。自行车在岸上。'), (9, '桥', '三座桥，一條小溪。'), (11, '空', NULL);
SET search_path = "My Papers", public;
SELECT * FROM wic_search('小溪', corpus => 'Articles');
CREATE INDEX ON "Articles" USING wicsearch ("Full Text");
SELECT rank, title, snippet, passage_id, start_char, partial FROM wic_search('小溪', corpus => 'Articles');
SELECT rank, title, snippet, passage_id, partial FROM wic_search('小溪 图书馆', corpus => '"Articles"');
SELECT count(*) FROM wic_search('自行车 图书馆', corpus => 'Articles', within => 'sentence');
SELECT title, start_char FROM wic_search('自行车', corpus => 'Articles', within => 'sentence');
SELECT title FROM wic_search('小溪', corpus => 'Articles', within => 'speech');
SELECT title FROM wic_search('一条', corpus => 'Articles');
SELECT title FROM wic_search('一条', corpus => 'Articles', level => 'exact');
SELECT title FROM wic_search('一條', corpus => 'Articles', level => 'exact');
SET wicsearch.corpus = '"My Papers"."Articles"';
SELECT title FROM wic_search('三座桥');
SELECT * FROM wic_search('三座桥', speaker => '林知远', since => '2020-01-01');
RESET search_path;
SELECT title FROM wic_search('三座桥');
-- other questions need a corpus
SELECT * FROM wic_hits(wic_query('小溪'), wic_scope(NULL));
SELECT wic_attach('"My Papers"."Articles"', body => '"Full Text"', title => 'title', corpus => 'papers');
SELECT count(*) FROM wic_hits(wic_query('小溪'), wic_scope('papers'));
SELECT title, passage_id, speech_id FROM wic_search('小溪', corpus => 'papers');
SELECT title FROM wic_search('小溪', corpus => 'papers', within => 'speech', kind => NULL);
SELECT * FROM wic_search('小溪', corpus => 'papers', speaker => '林知远');
RESET wicsearch.corpus;
-- without an integer key; no title; an expression; parts
CREATE TABLE leaves (code text PRIMARY KEY, a text, b text) PARTITION BY HASH (code);
CREATE TABLE leaves_0 PARTITION OF leaves FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE leaves_1 PARTITION OF leaves FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO leaves SELECT 'c' || i, '小溪' || i, CASE i % 2 WHEN 0 THEN '有桥' END FROM generate_series(1, 6) AS i;
CREATE INDEX ON leaves USING wicsearch ((a || '：' || coalesce(b, '')));
SELECT snippet, partial, passage_id FROM wic_search('小溪 有桥', corpus => 'leaves') ORDER BY partial, snippet COLLATE "C";
-- an index on some rows, or that calls somebody's function, does not count
DROP INDEX leaves_expr_idx;
CREATE INDEX ON leaves_0 USING wicsearch (a) WHERE b IS NULL;
SELECT * FROM wic_search('小溪', corpus => 'leaves_0');
SELECT * FROM wic_search('小溪', corpus => 'no.such.table');
SELECT * FROM wic_search('小溪', corpus => 'select "');
DROP TABLE leaves;

-- names are quoted, whatever is in them
CREATE TABLE "100% ""x"" $sql$" (id smallint PRIMARY KEY, "a ""b"" %s" text);
INSERT INTO "100% ""x"" $sql$" VALUES (3, '小溪边的桥。');
CREATE INDEX ON "100% ""x"" $sql$" USING wicsearch ("a ""b"" %s");
SELECT snippet, passage_id FROM wic_search('小溪', corpus => '100% "x" $sql$');
SELECT wic_hits(wic_query('小溪'), wic_scope('100% "x" $sql$'));
SELECT wic_attach('"100% ""x"" $sql$"', body => '"a ""b"" %s"', corpus => 'p%s "q"');
SELECT snippet, passage_id FROM wic_search('小溪', corpus => 'p%s "q"', within => 'speech');
SELECT found FROM wic_explain('小溪', 3, corpus => '100% "x" $sql$') WHERE found IS NOT NULL;
DROP SCHEMA "p%s ""q""" CASCADE;
DROP TABLE "100% ""x"" $sql$";
ALTER SCHEMA brook RENAME TO "brook 100% ""$sql$""";
SET wicsearch.corpus = 'brook 100% "$sql$"';
SELECT count(*) FROM wic_search('小溪', since => '2021-01-01');
SELECT count(*) FROM wic_search('自行车 小溪', within => 'sentence', kind => 'speech');
SELECT count(*) FROM wic_search('小溪', within => 'speech', speaker => '何若水');
SELECT suggestion FROM wic_suggest('图书', k => 1);
ALTER SCHEMA "brook 100% ""$sql$""" RENAME TO brook;

-- whoever may read asks, and nobody else
SET wicsearch.corpus = 'brook';
CREATE ROLE wic_angler;
SET ROLE wic_angler;
SELECT count(*) FROM wic_search('小溪', speaker => '何若水');
RESET ROLE;
GRANT USAGE ON SCHEMA brook TO wic_angler;
GRANT SELECT ON ALL TABLES IN SCHEMA brook TO wic_angler;
SET ROLE wic_angler;
SELECT count(*) FROM wic_search('小溪', speaker => '何若水');
SELECT count(*) FROM wic_search('小溪 图书馆', within => 'speech');
SELECT suggestion FROM wic_suggest('图书', k => 1);
SELECT count(*) FROM wic_hits(wic_query('小溪'), wic_scope(NULL));
RESET ROLE;
DROP OWNED BY wic_angler;
DROP ROLE wic_angler;
RESET wicsearch.corpus;

-- of many corpora the near ones are named
DO $$BEGIN FOR i IN 1..9 LOOP PERFORM wic_create_corpus('pond' || i); END LOOP; END$$;
SELECT * FROM wic_search('水', corpus => 'pond');
SELECT * FROM wic_search('水', corpus => 'brooks');
DROP SCHEMA pond1, pond2, pond3, pond4, pond5, pond6, pond7, pond8, pond9 CASCADE;
DROP SCHEMA papers, "My Papers", brook CASCADE;

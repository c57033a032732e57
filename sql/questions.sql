--
-- Questions: where, when, how often and by whom something is said.
--

\set SHOW_CONTEXT never
\pset null -
SET client_min_messages = warning;
SET datestyle = ISO;

-- A speech and its reprint in other characters, an anthology, a commentary,
-- a text without date, one whose date is known to the year, one in English.
SELECT wic_create_corpus('delta');
SET wicsearch.corpus = 'delta';
SELECT action, speeches, passages FROM wic_load(E'林知远2016年3月5日在首届江河大会开幕式上的讲话\n各位来宾：\n江河连着山海，也连着两岸的人。我们要共护一江清水，让桥下的水清起来。\n水从不问谁先到，桥也不问谁先过。\n共护一江清水，要从家门前的小溪做起。',
	'{"uri": "https://binjiang.example/2016/3.html", "publisher": "滨江日报"}');
SELECT action, speeches, passages FROM wic_load(E'林知遠2016年3月5日在首屆江河大會開幕式上的講話\n各位來賓：\n江河連著山海，也連著兩岸的人。我們要共護一江清水，讓橋下的水清起來。',
	'{"uri": "tw.txt", "publisher": "海東時報"}');
SELECT action, speeches, passages FROM wic_load(E'林知远：江河文选\n共护一江清水的话，都收在这本书里。\n一条河养活两岸的人，一座桥连起两岸的路。\n——2014年11月19日，林知远向江河论坛致贺信\n山里的路已经三年没有修了，大家都来修路。\n——2017年8月1日，林知远在江河大学毕业典礼上的讲话\n夜里的河也在走，共护一江清水的人也在走。\n——2018年6月1日，林知远在第二届江河大会开幕式上的讲话',
	'{"uri": "anthology.txt"}');
SELECT action, speeches, passages FROM wic_load(E'桥下的水\n来源：滨江日报\n2019年5月2日\n2014年，林知远市长在江河论坛上提出了“三水同治”，倡导共护一江清水，两岸的人都记得。桥修好了，共护一江清水的人更多了。2015年，江河大学开学，大家提出共护一江清水。',
	'{"uri": "2019.txt"}');
SELECT action, speeches, passages FROM wic_load(E'河边闲话\n老人们说，一江清水是大家的。共护一江清水，谁也不是外人。', '{"uri": "talk.txt"}');
SELECT action, speeches, passages FROM wic_load(E'2017年滨江市政府工作报告\n我们共护一江清水，已经三年。', '{"uri": "year.txt"}');
SELECT action, speeches, passages FROM wic_load(E'One river\nMay 3, 2020\nKeeping  one clean river for all begins on its banks. The idea of one clean river, which the mayor proposed in 2014, is well known.', '{"uri": "en.txt"}');
SELECT said_on, said_on_precision, kind, speaker_id, forms, left(title, 20) AS title
FROM delta.speeches, LATERAL (SELECT string_agg(source_id || ' ' || form, ', ' ORDER BY source_id) AS forms
	FROM delta.witnesses AS w WHERE w.speech_id = speeches.speech_id) AS f
ORDER BY said_on, kind;
SELECT source_id, ord, role, left(body, 30) FROM delta.passages WHERE source_id IN (1, 3, 6) ORDER BY 1, 2;

-- A concordance.  The reprint, the words of the anthology's editor and the
-- title are not counted; before ends where hit begins.
SELECT said_on, before, hit, after FROM wic_kwic('共护一江清水');
SELECT said_on, before, hit, after FROM wic_kwic('共護一江清水', k => 3, span => 3, witnesses => 'all');
-- by what stands before, nearest first, and by what follows
SELECT before, hit, after FROM wic_kwic('一江清水', span => 5, order_by => 'before');
SELECT before, hit, after FROM wic_kwic('一江清水', span => 5, order_by => 'after');
-- two letters are as wide as one Han character; blanks are one
SELECT before, hit, after FROM wic_kwic('"one clean river"', span => 6);
SELECT before, hit, after FROM wic_kwic('river', span => 20, since => '2020-01-01');
-- all columns, and the place in the source
\x on
SELECT * FROM wic_kwic('水从不问', kind => 'speech');
\x off
SELECT bool_and(substr(s.clean_text, k.start_char + 1, length(k.hit)) = k.hit) AS exact
FROM wic_kwic('共护一江清水', witnesses => 'all') AS k JOIN delta.sources AS s USING (source_id);
-- filters
SELECT said_on, speaker, occasion FROM wic_kwic('共护一江清水', speaker => '林知遠', since => '2017-01-01');
SELECT said_on, title FROM wic_kwic('共护一江清水', kind => 'collection');
SELECT said_on, hit FROM wic_kwic('共護一江清水', source => '海東');
SELECT count(*) FROM wic_kwic('共护一江清水', level => 'exact');
-- several words: each place of each, in passages that have all
SELECT hit, count(*) FROM wic_kwic('清水 桥') GROUP BY hit ORDER BY hit COLLATE "C";
-- a place that matches twice is one; nothing to look for
SELECT count(*) FROM wic_kwic('共护一江清水 共護一江清水');
SELECT count(*) FROM wic_kwic('，');
SELECT count(*) FROM wic_kwic(NULL);
SELECT count(*) FROM wic_kwic('没有的话');
-- wrong arguments
SELECT * FROM wic_kwic('桥', order_by => 'title');
SELECT * FROM wic_kwic('桥', order_by => NULL);
SELECT * FROM wic_kwic('桥', span => 0);
SELECT * FROM wic_kwic('桥', span => 1001);
SELECT * FROM wic_kwic('桥', k => 0);
SELECT * FROM wic_kwic('桥', level => 'near');
SELECT * FROM wic_kwic('桥', level => NULL);

-- Through the years.  What has a text but no hit is 0; what is undated is last
SELECT * FROM wic_history('共护一江清水');
-- the report of 2017 has no month, so it is where the undated text is
SELECT period, hits, speeches FROM wic_history('共护一江清水', by => 'month');
SELECT period, hits FROM wic_history('共护一江清水', by => 'quarter') WHERE hits > 0;
SELECT period, hits FROM wic_history('共护一江清水', by => 'decade');
SELECT period, hits FROM wic_history('共护一江清水', by => 'day', since => '2016-01-01', until => '2018-12-31');
SELECT period, hits, speeches, per_10k FROM wic_history('没有的话', speaker => '林知远');
SELECT * FROM wic_history('桥', by => 'week');

-- Several side by side: rows as they are asked for, columns in order
SELECT * FROM wic_trend('{桥,共护一江清水,没有的话,桥,NULL}') \crosstabview formula period n period
SELECT * FROM wic_trend('{共护一江清水,桥}', by => 'quarter', until => '2019-12-31') \crosstabview
SELECT period, n FROM wic_trend('{共护一江清水}', by => 'month');
SELECT period, n FROM wic_trend('{共护一江清水}', by => 'day', until => '2018-12-31');
SELECT period, n FROM wic_trend('{共护一江清水}', by => 'decade');
SELECT formula, wic_spark(array_agg(n ORDER BY period)) FROM wic_trend('{共护一江清水,桥}') GROUP BY formula ORDER BY formula COLLATE "C";
SELECT count(*) FROM wic_trend(NULL);
SELECT count(*) FROM wic_trend('{}');
SELECT * FROM wic_trend('{桥}', by => 'century');

-- Where it is said
SELECT * FROM wic_facets('共护一江清水');
SELECT * FROM wic_facets('共护一江清水', by => 'year');
SELECT * FROM wic_facets('共护一江清水', by => 'year', k => 2);
SELECT * FROM wic_facets('共护一江清水', by => 'source');
SELECT * FROM wic_facets('共护一江清水', by => 'script', witnesses => 'all');
SELECT * FROM wic_facets('共护一江清水', by => 'kind');
SELECT * FROM wic_facets('共护一江清水', by => 'occasion');
SELECT * FROM wic_facets('共护一江清水', by => 'lang', k => 1);
SELECT * FROM wic_facets('桥', by => 'title');
SELECT * FROM wic_facets('桥', k => 0);

-- Who said it first.  What a text tells of 2014 is claimed, as the letter of
-- that day does not have it
\x on
SELECT * FROM wic_first_use('共护一江清水');
\x off
SELECT basis, said_on, snippet FROM wic_first_use('"one clean river"');
-- a claim of a day behind the first text says nothing of the first use
SELECT basis, said_on, sources FROM wic_first_use('清水', until => '2019-12-31');
-- a text whose date is known to the year may be as early as one of that year
SELECT basis, said_on, speaker, title FROM wic_first_use('已经三年');
SELECT count(*) FROM wic_first_use('没有的话');

UPDATE delta.sources SET loaded_at = '2024-01-02 03:04:05';
-- References.  The speech, a part of an anthology, a commentary, an English text
SELECT DISTINCT ON (k.speech_id) wic_cite(k.passage_id, k.start_char) FROM wic_kwic('清水 OR river') AS k ORDER BY k.speech_id, k.start_char;
SELECT wic_cite(passage_id, start_char, 'plain') FROM wic_kwic('夜里');
-- without a sentence; of the editor; a newspaper with its issue and address
SELECT wic_cite(passage_id), wic_cite(passage_id, style => 'plain') FROM delta.passages WHERE body LIKE '水从不问%';
SELECT wic_cite(passage_id) FROM delta.passages WHERE role = 'attribution' AND body LIKE '%2018%';
UPDATE delta.sources SET issue = '滨江日报 2019-05-02 p.3' WHERE uri = '2019.txt';
SELECT wic_cite(passage_id), wic_cite(passage_id, style => 'plain') FROM delta.passages WHERE source_id = 4 AND role = 'body';
UPDATE delta.sources SET url = 'https://binjiang.example/2019/5.html', author = '李春江' WHERE uri = '2019.txt';
SELECT wic_cite(passage_id) FROM delta.passages WHERE source_id = 4 AND role = 'body';
-- no title: the first words; and nothing else is known
UPDATE delta.sources SET title = NULL WHERE uri = 'talk.txt';
UPDATE delta.speeches SET title = NULL WHERE title = '河边闲话';
SELECT wic_cite(passage_id) FROM delta.passages WHERE source_id = 5 AND role = 'body';
SELECT wic_cite(NULL);
SELECT wic_cite(0);
SELECT wic_cite(1, 100000);
SELECT wic_cite(1, style => 'apa');

-- Plans that run in parallel
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SELECT count(*) FROM wic_kwic('共护一江清水', order_by => 'after');
SELECT sum(hits) FROM wic_history('共护一江清水');
SELECT sum(n) FROM wic_trend('{共护一江清水,桥}');
SELECT sum(hits) FROM wic_facets('共护一江清水');
SELECT basis, sources FROM wic_first_use('共护一江清水');
SELECT wic_cite(p.passage_id, style => 'plain') FROM delta.passages AS p WHERE p.body LIKE '夜里%';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET enable_indexscan;
RESET enable_bitmapscan;

-- A table of somebody's
CREATE TABLE essays (id int PRIMARY KEY, day date, writer text, content text);
INSERT INTO essays VALUES
	(1, '2021-04-01', '李春江', '桥下的水清了。' || E'\n' || '共护一江清水。'),
	(2, '2023-05-02', '王小明', '2020年，李春江首次提出共护一江清水，水清了。'),
	(3, NULL, NULL, '共護一江清水');
SELECT wic_attach('essays', body => 'content', said_on => 'day', speaker => 'writer');
SELECT said_on, before, hit, after, speaker FROM wic_kwic('共护一江清水', corpus => 'essays');
SELECT * FROM wic_history('水', corpus => 'essays');
SELECT * FROM wic_trend('{水,桥}', corpus => 'essays') \crosstabview
SELECT * FROM wic_facets('水', corpus => 'essays');
SELECT basis, said_on, speaker, snippet, sources FROM wic_first_use('共护一江清水', corpus => 'essays');
SELECT wic_cite(1, 10, corpus => 'essays'), wic_cite(3, corpus => 'essays');
-- what it was not told
SELECT * FROM wic_facets('水', by => 'occasion', corpus => 'essays');
SELECT * FROM wic_facets('水', by => 'source', corpus => 'essays');
SELECT wic_detach('essays');
SELECT wic_attach('essays', body => 'content');
SELECT before, hit, after FROM wic_kwic('共护一江清水', corpus => 'essays');
SELECT * FROM wic_facets('水', by => 'script', corpus => 'essays');
SELECT * FROM wic_history('水', corpus => 'essays');
SELECT * FROM wic_trend('{水}', corpus => 'essays');
SELECT * FROM wic_first_use('水', corpus => 'essays');
SELECT * FROM wic_facets('水', corpus => 'essays');
SELECT * FROM wic_facets('水', by => 'kind', corpus => 'essays');
SELECT * FROM wic_facets('水', by => 'lang', corpus => 'essays');
SELECT wic_detach('essays');
DROP TABLE essays;
DROP SCHEMA delta CASCADE;

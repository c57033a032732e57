--
-- wic_formulas: wording that several speeches share, though nobody listed it.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE TABLE talks (id int PRIMARY KEY, held_on date, who text, words text);
INSERT INTO talks VALUES
	(1, '2001-03-01', '林小溪', '我们要让每一条小河都有人看护。图书馆是城市的客厅，大家都来读书。'),
	(2, '2003-04-02', '林小溪', '沿岸的村庄说，讓每一條小河都有人看護，是鄉親的心願。'),
	(3, '2003-09-10', '陈大山', '今年的目标是让每一条小河都有人看护；图书馆是城市的客厅，也是孩子的乐园。'),
	(4, '2006-05-20', '陈大山', '骑自行车上班的人多了，都说图书馆是城市的客厅。'),
	(5, NULL, '陈大山', '我们的图书馆，图书馆，图书馆！'),
	(6, '2006-06-01', 'Ann Brook', 'Keep the river clean, and keep the river green. The old library is open.'),
	(7, '2006-07-01', 'Ann Brook', 'We keep the RIVER clean: the old  library is a home of books.');
SELECT wic_attach('talks', body => 'words', said_on => 'held_on', speaker => 'who');

-- as it was written first; what leans on it (我们要, 是) is no part of it
SELECT * FROM wic_formulas(corpus => 'talks');

-- no part of a longer one, unless it is said without the rest: 图书馆 is
SELECT formula, hits, speeches FROM wic_formulas(min_chars => 2, corpus => 'talks');

-- a run is shared by as many speeches as asked for
SELECT formula, speeches FROM wic_formulas(min_speeches => 3, corpus => 'talks');
SELECT formula, hits, speeches FROM wic_formulas(min_chars => 3, min_speeches => 1, speaker => '陈大山', corpus => 'talks');

-- lengths: a word of letters counts as two characters, and is never cut
SELECT formula, chars FROM wic_formulas(min_chars => 11, corpus => 'talks');
SELECT formula, chars FROM wic_formulas(max_chars => 6, corpus => 'talks');
SELECT formula, hits FROM wic_formulas(speaker => 'Ann Brook', corpus => 'talks');

-- filters; the years of the spark are those of the texts that are left
SELECT formula, speeches, spark FROM wic_formulas(since => '2003-01-01', until => '2005-12-31', corpus => 'talks');
SELECT formula, spark FROM wic_formulas(k => 1, corpus => 'talks');
SELECT count(*) FROM wic_formulas(since => '2010-01-01', corpus => 'talks');

-- not across punctuation, nor from one text into the next
CREATE TABLE notes (id int PRIMARY KEY, words text);
INSERT INTO notes VALUES (1, '河水，清清。树木'), (2, '河水，清清。树木'), (3, '绿绿');
SELECT wic_attach('notes', body => 'words');
SELECT formula, hits FROM wic_formulas(min_chars => 2, corpus => 'notes');
SELECT count(*) FROM wic_formulas(min_chars => 3, corpus => 'notes');

-- a text that three say word for word is no formula: it was copied
INSERT INTO notes SELECT n, '转载须注明出处' FROM generate_series(10, 12) AS n;
SELECT formula, hits FROM wic_formulas(corpus => 'notes');
INSERT INTO notes SELECT n, '他说转载须注明出处' || repeat('吧', n - 19) FROM generate_series(20, 24) AS n;
SELECT formula, hits FROM wic_formulas(corpus => 'notes');

-- nor are the years of texts without dates
SELECT formula, first_said_on, spark FROM wic_formulas(k => 1, corpus => 'notes');

-- many years share a character of the spark
INSERT INTO talks SELECT 100 + n, make_date(1900 + n, 1, 1), '河长', '浪花第' || n || '朵和' || n || '片云彩和风帆'
FROM generate_series(0, 99) AS n;
SELECT formula, speeches, spark, length(spark) FROM wic_formulas(speaker => '河长', corpus => 'talks', min_chars => 3);

-- words for one thing are one word, and are shown as they were written first
CREATE TABLE regions (id int PRIMARY KEY, held_on date, who text, words text);
INSERT INTO regions VALUES
	(1, '2011-05-01', '大陆', '图书馆用网络分享信息。村里的孩子借互联网读书，非常高兴。国有企业改革了。全国人民代表大会开了。'),
	(2, '2012-05-01', '台湾', '圖書館用網路分享資訊，大家都說好。今天，村裡的孩子借網際網路讀書。'),
	(3, '2013-05-01', '大陆', '国企改革了，国有林场也改革了；全国人大常委会开了。质量好，材质也好。');
SELECT wic_attach('regions', body => 'words', said_on => 'held_on', speaker => 'who');
SELECT formula, chars, hits, speeches FROM wic_formulas(corpus => 'regions');
SELECT formula, chars, hits, speeches FROM wic_formulas(corpus => 'regions', level => 'script');
-- 全国人大 is hidden by 全国人大常委会, a longer word
SELECT formula, hits, speeches FROM wic_formulas(speaker => '大陆', min_chars => 2, corpus => 'regions');
-- numbers and dates, and terms of one's own
INSERT INTO wic_terms (term, canonical, kind) VALUES ('水车', '筒车', 'variant');
INSERT INTO regions VALUES
	(4, '2014-05-01', '河长', '从二〇〇一年起修理筒车。'), (5, '2015-05-01', '河长', '自2001年起修理水車吧。');
SELECT formula, chars, hits, speeches FROM wic_formulas(speaker => '河长', corpus => 'regions');
DELETE FROM wic_terms WHERE term = '水车';
SELECT formula, chars, hits, speeches FROM wic_formulas(speaker => '河长', corpus => 'regions');

-- never in a parallel plan; whoever may read the texts may ask
SET force_parallel_mode = on;
SELECT count(*) FROM wic_formulas(corpus => 'notes') AS f, notes AS n;
RESET force_parallel_mode;
CREATE ROLE wic_formulas_reader;
GRANT USAGE ON SCHEMA notes TO wic_formulas_reader;
GRANT SELECT ON notes TO wic_formulas_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA notes TO wic_formulas_reader;
SET ROLE wic_formulas_reader;
SELECT count(*) FROM wic_formulas(corpus => 'notes');
SELECT count(*) FROM wic_formulas(corpus => 'talks');
RESET ROLE;
DROP OWNED BY wic_formulas_reader;
DROP ROLE wic_formulas_reader;

-- arguments that make no sense
SELECT * FROM wic_formulas(k => 0, corpus => 'talks');
SELECT * FROM wic_formulas(min_chars => 1, corpus => 'talks');
SELECT * FROM wic_formulas(max_chars => 3, corpus => 'talks');
SELECT * FROM wic_formulas(max_chars => 1001, corpus => 'talks');
SELECT * FROM wic_formulas(max_chars => NULL, corpus => 'talks');
SELECT * FROM wic_formulas(min_speeches => 0, corpus => 'talks');
SELECT * FROM wic_formulas(level => 'exact', corpus => 'talks');
SELECT * FROM wic_formulas(speaker => '陈小山', corpus => 'talks');

-- more than can be looked through at once
CREATE TABLE long_talks (id int PRIMARY KEY, words text);
INSERT INTO long_talks SELECT n, repeat('山水', 1000000) FROM generate_series(1, 17) AS n;
SELECT wic_attach('long_talks', body => 'words');
SELECT * FROM wic_formulas(corpus => 'long_talks');

DROP SCHEMA talks, notes, long_talks, regions CASCADE;
DROP TABLE talks, notes, long_talks, regions;

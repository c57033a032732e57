-- What stands near the hits of a query
\set SHOW_CONTEXT never
SET client_min_messages = warning;

CREATE TABLE notes (id int PRIMARY KEY, body text, writer text, day date);
SELECT wic_attach('notes', body => 'body', speaker => 'writer', said_on => 'day');

--
-- Counts, worked by hand
--

-- Three sentences of three characters, seven of three.
INSERT INTO notes VALUES
	(1, '清水流。清水流。清水流。'),
	(2, '大山高。大山高。大山高。大山高。大山高。大山高。大山高。');

-- Characters near 水, span 1.  Outside of the hits stand 3 * 2 + 7 * 3 = 27
-- characters, 3 * 2 = 6 of them near a hit.  清: 3 near it, 3 in all; expected
-- 6 * 3 / 27 = 0.67.
--	 3	 3	 6
--	 0	21	21
--	 3	24	27
-- G2 = 2 * (3 ln(3 / 0.667) + 3 ln(3 / 5.333) + 21 ln(21 / 18.667))
--	  = 2 * (4.5122 - 1.7261 + 2.4734) = 10.52
-- MI = log2(3 / 0.667) = 2.17, t = (3 - 0.667) / sqrt(3) = 1.35
SELECT * FROM wic_collocates('水', span => 1, unit => 'character', corpus => 'notes');
SELECT round(wic_log_likelihood(3, 6, 3, 27)::numeric, 2) AS g2,
	round(wic_mutual_information(3, 6, 3, 27)::numeric, 2) AS mi,
	round(wic_t_score(3, 6, 3, 27)::numeric, 2) AS t;

-- a span ends with the sentence: of 山 nothing is near 水, however long it is
SELECT collocate, together FROM wic_collocates('水', span => 20, unit => 'character', corpus => 'notes');

-- Terms of two characters near 治理, span 2.  Their places are the stretches of
-- two characters outside of the hits: 全面 and 河流 or 湖泊 in each of three
-- sentences, four in each of four: 6 + 16 = 22, of them 6 near a hit.
-- 全面: 3 of 3 near it, expected 6 * 3 / 22 = 0.82,
-- G2 = 2 * (3 ln(3 / 0.818) + 3 ln(3 / 5.182) + 16 ln(16 / 13.818)) = 9.21
-- 河流: 2 of 2 near it, expected 6 * 2 / 22 = 0.55,
-- G2 = 2 * (2 ln(2 / 0.545) + 4 ln(4 / 5.455) + 16 ln(16 / 14.545)) = 5.77
-- 湖泊 is near it once only; 面河 is no place, as 治理 stands between.
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '全面治理河流。全面治理河流。全面治理湖泊。'),
	(2, '图书馆开放。图书馆很大。博物馆开放。博物馆很大。');
SELECT collocate, together, total, expected, log_likelihood, before, after
FROM wic_collocates('治理', span => 2, min_together => 2, corpus => 'notes');

-- Punctuation within a sentence takes no place in a span, but nothing reaches
-- across it: 清、水 is no term.  What stands between two hits is near both, and
-- counts once: 深 is together 2, before 2 and after 2.
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '河，深，河。河，深，河。'),
	(2, '山高山高山高山高山高山高山高山高。');
SELECT collocate, together, total, expected, before, after
FROM wic_collocates('河', span => 1, min_together => 2, unit => 'character', corpus => 'notes');

-- the words of the query are not their own collocates, nor is what is part of
-- one: 图书 stands near 图书馆 in each clause
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '图书馆买图书，图书馆买图书，图书馆买图书。'),
	(2, '山高山高山高山高山高山高山高山高山高山高山高山高山高山高山高。');
SELECT collocate, together FROM wic_collocates('图书馆', corpus => 'notes', min_together => 1);
SELECT collocate, together FROM wic_collocates('图书馆', corpus => 'notes', unit => 'character', min_together => 1);

--
-- What is a term
--

-- A term is listed instead of its pieces (书馆), and instead of shorter terms
-- that hardly stand near the hits without it (图书, 自行); with characters that
-- only follow it now and then it is none (图书馆和), nor with a particle (的图书).
TRUNCATE notes;
INSERT INTO notes
SELECT 100 * i + n, line FROM generate_series(1, 3) AS n, unnest(ARRAY[
	'新建图书馆', '新建的图书馆和公园', '参观图书馆和博物馆', '整理图书和报纸', '购买图书',
	'新建公园', '参观公园', '修理自行车', '骑自行车去公园', '购买自行车', '自由自在', '行人和车辆',
	'春天山上有很多野花', '夏天山上有很多小鸟', '秋天山上有很多果实']) WITH ORDINALITY AS l (line, i);
SELECT collocate, together, total FROM wic_collocates('新建', corpus => 'notes');
SELECT collocate, together, total FROM wic_collocates('购买', corpus => 'notes');
SELECT collocate, together, total FROM wic_collocates('公园', corpus => 'notes');

-- a character that belongs to the hit begins no term: 发展中|国家, 国家 being more
-- frequent elsewhere
TRUNCATE notes;
INSERT INTO notes
SELECT 100 * i + n, line FROM generate_series(1, 4) AS n, unnest(ARRAY[
	'发展中国家很多', '发达国家不多', '国家很大', '大国家小国家', '家中有国画',
	'春天山上有很多野花', '夏天山上有很多小鸟', '秋天山上有很多果实']) WITH ORDINALITY AS l (line, i);
SELECT collocate, together, total FROM wic_collocates('发展', span => 3, corpus => 'notes');

-- they are written as they mostly are near the hits, and counted in all scripts
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '治理河流，治理河流，治理河流。'), (2, '治理湖泊。治理湖泊。治理湖泊。'),
	(3, '整治國家，整治国家，治理國家，治理國家，治理国家。'),
	(4, '春天山上有很多野花，夏天山上有很多野花，秋天山上有很多野花。');
SELECT collocate, together, total FROM wic_collocates('治理', span => 2, corpus => 'notes');
SELECT collocate, together, total FROM wic_collocates('治理', span => 2, min_together => 2, level => 'exact', corpus => 'notes');

-- At level vocab words for one thing are counted together, and the node is
-- found in all its words.
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '网络软件，網路軟體，網路軟體，网络软件，网络软件。'),
	(2, '春天山上有很多野花，夏天山上有很多野花，秋天山上有很多野花。');
SELECT collocate, together, total FROM wic_collocates('网络', span => 2, min_together => 2, corpus => 'notes');
SELECT collocate, together, total FROM wic_collocates('网络', span => 2, min_together => 2, level => 'script', corpus => 'notes');
SELECT collocate, together, total FROM wic_collocates('软件', span => 2, min_together => 2, corpus => 'notes');
-- a word is as long as the one that stands for it, which is the first: 互联网
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, '城乡，互联网。城乡，互联网，城乡，網際網路，城乡，網際網路。'),
	(2, '春天山上有很多野花，夏天山上有很多野花，秋天山上有很多野花。');
SELECT collocate, together, total, after FROM wic_collocates('城乡', span => 3, min_together => 2, corpus => 'notes');

-- Words of other scripts are one each, in any case; a span of 2 holds two of
-- them.  Articles, conjunctions and the like are not listed.
TRUNCATE notes;
INSERT INTO notes VALUES
	(1, 'The Green river flows. A green River floods. The old green river sleeps in 2014.'),
	(2, 'Mountains rise. Mountains rise. Mountains rise. Mountains rise. Mountains rise. Mountains rise.'),
	(3, '骑bike去，骑bike来，骑Bike回。');
SELECT collocate, together, total, before, after
FROM wic_collocates('river', span => 2, min_together => 1, corpus => 'notes');
SELECT collocate, together, before, after FROM wic_collocates('骑', span => 2, corpus => 'notes');

--
-- Order, number, filters
--

TRUNCATE notes;
INSERT INTO notes SELECT i, line, CASE WHEN i % 2 = 0 THEN '王小明' ELSE '李春江' END, date '2020-01-01' + i::int
FROM unnest(ARRAY['全面治理河流', '综合治理河流', '全面治理湖泊', '综合治理湖泊', '全面治理河流', '综合治理河流',
	'全面治理河流', '河流干净', '公园干净', '公园很大', '公园开放', '公园干净']) WITH ORDINALITY AS l (line, i);
SELECT collocate, together, log_likelihood, bar FROM wic_collocates('治理', corpus => 'notes');
SELECT collocate, together, mi, bar FROM wic_collocates('治理', order_by => 'mi', corpus => 'notes');
SELECT collocate, together, t_score, bar FROM wic_collocates('治理', order_by => 't_score', corpus => 'notes');
SELECT collocate, together, bar FROM wic_collocates('治理', order_by => 'together', k => 2, corpus => 'notes');
SELECT collocate, together, speeches FROM wic_collocates('治理', speaker => '李春江', corpus => 'notes', min_together => 2);
SELECT collocate, together FROM wic_collocates('治理', since => '2020-01-04', until => '2020-01-13', min_together => 2, corpus => 'notes');
-- either of two words is a hit
SELECT collocate, together, before, after FROM wic_collocates('治理 OR 开放', min_together => 1, span => 2, corpus => 'notes');

-- nothing is sought, found, or near
SELECT count(*) FROM wic_collocates(NULL, corpus => 'notes');
SELECT count(*) FROM wic_collocates('。', corpus => 'notes');
SELECT count(*) FROM wic_collocates('火车', corpus => 'notes');
INSERT INTO notes VALUES (50, '火车'), (51, '火车'), (52, '火车');
SELECT count(*) FROM wic_collocates('火车', corpus => 'notes');
SELECT count(*) FROM wic_collocates('治理', min_together => 100, corpus => 'notes');

-- whoever may read the texts may ask
CREATE ROLE regress_reader;
GRANT SELECT ON notes TO regress_reader;
GRANT USAGE ON SCHEMA notes TO regress_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA notes TO regress_reader;
SET ROLE regress_reader;
SELECT collocate, together FROM wic_collocates('治理', corpus => 'notes', k => 1);
RESET ROLE;

-- also where the table would be read in parallel
CREATE TABLE many AS SELECT i AS id, '治理河流'::text AS body FROM generate_series(1, 3000) AS i
UNION ALL SELECT 4000 + i, '山高' FROM generate_series(1, 10) AS i;
ANALYZE many;
SELECT wic_attach('many', body => 'body', key => 'id');
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT collocate, together FROM wic_collocates('治理', corpus => 'many');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- in a corpus, running text counts, and nothing that surrounds it
SELECT wic_create_corpus();
SELECT count(*) FROM wic_collocates('治理');
INSERT INTO corpus.sources (source_id, raw, sha256, clean_text) VALUES (1, '', '', '');
INSERT INTO corpus.speeches (speech_id, kind) VALUES (1, 'speech');
INSERT INTO corpus.witnesses (witness_id, speech_id, source_id, form, start_char, end_char) VALUES (1, 1, 1, 'whole', 0, 100);
INSERT INTO corpus.passages (source_id, witness_id, ord, role, body, start_char, end_char)
SELECT 1, w, ord, role, body, start_char, start_char + length(body)
FROM (VALUES
	(1, 1, 'heading', '治理河流', 0),
	(NULL, 2, 'widget', '治理河流', 4),
	(1, 3, 'body', '全面治理河流，治理河流，治理河流。', 10),
	(1, 4, 'body', '公园很大，公园很美，公园里有花，公园里有树。', 30)) AS p (w, ord, role, body, start_char);
SELECT collocate, together, total, speeches FROM wic_collocates('治理');

--
-- What it refuses
--

SELECT * FROM wic_collocates('治理', k => 0);
SELECT * FROM wic_collocates('治理', span => 0);
SELECT * FROM wic_collocates('治理', min_together => NULL);
SELECT * FROM wic_collocates('治理', order_by => 'chi');
SELECT * FROM wic_collocates('治理', unit => 'word');
SELECT * FROM wic_collocates('治理', level => 'sloppy');
SELECT * FROM wic_collocates('治理', speaker => '李春', corpus => 'notes');
SELECT * FROM wic_collocates('治理', corpus => 'note');

SELECT wic_detach('notes'), wic_detach('many');
DROP SCHEMA corpus CASCADE;
DROP TABLE notes, many;
DROP ROLE regress_reader;

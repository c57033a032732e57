-- Who repeats whose words.  The texts are our own.
\set SHOW_CONTEXT never
SET client_min_messages = warning;

-- Fingerprints: twelve characters in a row are recognized, in any script,
-- vocabulary and punctuation.
SELECT wic_fingerprints('让这座城市里的每一条河流都清澈见底')
	&& wic_fingerprints('我們說:「讓這座城市裡的,每一條河流」才好') AS shared;
SELECT wic_fingerprints('在網際網路上共同保護河流與森林')
	&& wic_fingerprints('在互联网上共同保护河流与森林') AS shared;
SELECT wic_fingerprints('保护河流') AS short,
	   wic_fingerprints('') AS empty,
	   wic_fingerprints('我们保护河流') && wic_fingerprints('他们保护河流') AS too_short;

-- They are distinct and sorted.
SELECT prints = ARRAY(SELECT DISTINCT p FROM unnest(prints) AS p ORDER BY p) AS sorted
FROM wic_fingerprints(repeat('让每一条河流都清澈见底,让所有人都看得见星星。', 20)) AS prints;

-- Where the wording is, with small edits between.
SELECT * FROM wic_shared_runs('我们要让这座城市里的每一条河流都清澈见底', ARRAY[
	'让这座城市里的每一条河流才能都清澈见底',
	'在每个街区修一条安静的自行车道',
	'讓這座城市裡的每一條河流都清澈見底']);
SELECT chars, identity, longest FROM wic_shared_runs(
	'We want every river in this city to be clean enough to swim in again, soon.',
	ARRAY['He said that every river in this city to be clean enough to swim in again is a dream']);
SELECT wic_shared_runs(repeat('河', 6000000), '{}');

-- Three speeches of a mayor, a commentary that quotes one of them and repeats
-- others silently, and a page without a date.
SELECT wic_create_corpus('town');
SET wicsearch.corpus = 'town';
SELECT action, note FROM wic_load($$林远河在2019年城市河流大会开幕式上的讲话

2019年5月6日

各位代表:
  我们要让这座城市里的每一条河流都清澈见底,让孩子们可以在岸边钓鱼。
  城市是大家的家园。
$$, '{"uri": "one"}');
SELECT action, note FROM wic_load($$林远河在2021年城市道路论坛开幕式上的讲话

2021年3月2日

各位代表:
  在每个街区修一条安静的自行车道,让老人和孩子都能放心地上街。
  我说过,要让这座城市里的每一条河流都清澈见底。
$$, '{"uri": "two"}');
SELECT action, note FROM wic_load($$河边的城市

2022年7月8日

  林远河在2021年城市道路论坛开幕式上指出:“在每个街区修一条安静的自行车道,让老人和孩子都能放心地上街。”这句话说得好。
  让这座城市里的每一条小溪都清澈见底,我们还有很多事情要做。
$$, '{"uri": "three"}');
SELECT action, note FROM wic_load($$街上的老人

  让老人和孩子都能放心地上街,这是很多人的心愿。
$$, '{"uri": "four"}');

SELECT in_date, from_date, directed AS d, kind, marked AS m, chars, longest, alignment
FROM wic_quotations() ORDER BY in_date, chars DESC;

-- All sources of what was said more than once.
SELECT in_date, from_date, chars FROM wic_quotations('河流 OR 小溪', origins => 'all')
ORDER BY in_date, from_date;

-- Filters speak of the text that repeats.
SELECT in_date, chars FROM wic_quotations(since => '2022-01-01') ORDER BY chars;
SELECT in_date, chars FROM wic_quotations(speaker => '林远河') ORDER BY chars;
SELECT in_date, chars FROM wic_quotations(marked => true);
SELECT in_date, chars FROM wic_quotations(k => 1);
SELECT count(*) FROM wic_quotations('自行车', min_chars => 20);
SELECT count(*) FROM wic_quotations('图书馆');

-- By the speech that repeats, or that is repeated.
SELECT s.said_on, r.in_date, r.chars
FROM town.speeches AS s CROSS JOIN LATERAL wic_quotations(from_speech => s.speech_id) AS r
ORDER BY 1, 2, 3;
SELECT s.said_on, r.from_date, r.chars
FROM town.speeches AS s CROSS JOIN LATERAL wic_quotations(in_speech => s.speech_id) AS r
ORDER BY 1, 2, 3;

-- A quotation knows where it is from.
SELECT q.kind, f.said_on, q.matched, q.identity,
	substr(s.clean_text, q.from_start + 1, q.from_end - q.from_start) AS source_text
FROM town.quotations AS q
JOIN town.speeches AS f ON f.speech_id = q.from_speech
JOIN town.witnesses AS w ON w.speech_id = f.speech_id
JOIN town.sources AS s ON s.source_id = w.source_id
WHERE q.matched > 0;

-- Everything is linked; a corpus of before is linked when it is asked for.
SELECT wic_link();
DROP TABLE town.reuses, town.common_prints, town.fingerprints;
SELECT * FROM wic_quotations();
SELECT action FROM wic_load('一页没有人读过的说明,写在很久以前的纸上。', '{"uri": "five"}');
SELECT wic_link() > 0 AS linked, wic_link() AS again;
SELECT count(*) FROM wic_quotations();
SELECT obj_description('town.reuses'::regclass);

-- What is taken away is found no more.
SELECT wic_underive('town', source_id) FROM town.sources WHERE uri = 'two';
SELECT in_date, from_date, directed AS d, chars FROM wic_quotations() ORDER BY chars;
SELECT count(*) FROM town.quotations WHERE matched > 0;

-- Names and dates are no quotations; neither is what is said again and again.
SELECT wic_create_corpus('phrases');
SET wicsearch.corpus = 'phrases';
SELECT count(*) FROM generate_series(1, 6) AS n CROSS JOIN LATERAL wic_load(
	format(E'林远河在%1$s年城市河流大会开幕式上的讲话\n\n%1$s年5月%2$s日\n\n各位代表:\n  %3$s是今天的题目。\n  我们要坚持节约用水保护水源的方针。\n',
		2010 + n, n, (ARRAY['桥和船', '鱼', '水库里的泥', '春天', '雨', '山上的树'])[n]), jsonb_build_object('uri', n));
SELECT count(*) FROM wic_quotations();
SELECT substantive, count(*), min(quoting_text) FROM wic_quotations(formulas => true, k => 100)
GROUP BY substantive;

-- What very many sources have is not compared any more, and what was found by
-- nothing else is forgotten, whatever came first.
SELECT wic_create_corpus('many'), wic_create_corpus('reverse');
CREATE FUNCTION pg_temp.page(n integer) RETURNS text LANGUAGE sql AS $$
	SELECT format(E'第%s页\n\n节约用水保护水源是大家的事情。\n', n)
		|| CASE WHEN n IN (3, 35) THEN E'\n春天的河边开满了没有名字的小花,孩子们每天都去看。\n' ELSE '' END
$$;
SELECT count(*) FROM generate_series(1, 32) AS n
CROSS JOIN LATERAL wic_load(pg_temp.page(n), corpus => 'many');
SELECT count(*), min(chars), max(chars) FROM many.reuses;
SELECT count(*) FROM generate_series(33, 40) AS n
CROSS JOIN LATERAL wic_load(pg_temp.page(n), corpus => 'many');
SELECT count(*), min(chars), max(chars) FROM many.reuses;
SELECT count(*) > 0 AS common FROM many.common_prints;
SELECT count(*) FROM generate_series(1, 40) AS n
CROSS JOIN LATERAL wic_load(pg_temp.page(41 - n), corpus => 'reverse');
SELECT count(*), min(chars), max(chars) FROM reverse.reuses;
SELECT count(*) AS different FROM (
	SELECT print FROM many.common_prints EXCEPT SELECT print FROM reverse.common_prints) AS p;
DROP SCHEMA many CASCADE;
DROP SCHEMA reverse CASCADE;

-- A table of an application.
CREATE TABLE notes (id bigint PRIMARY KEY, note text, day date);
INSERT INTO notes VALUES
	(1, '让这座城市里的每一条河流都清澈见底,是我的心愿。', '2001-01-01'),
	(2, '他说:让这座城市里的每一条河流都清澈见底。', '2002-02-02'),
	(3, '让这座城市里的每一条河流都清澈见底吧', NULL),
	(4, '与此无关', '2003-03-03');
SELECT wic_attach('notes', body => 'note', said_on => 'day');
SELECT * FROM wic_quotations(corpus => 'notes');
SELECT wic_link('notes');
SELECT in_date, from_date, directed, chars FROM wic_quotations(corpus => 'notes') ORDER BY in_date;
UPDATE notes SET note = '没有什么可说的' WHERE id = 1;
DELETE FROM notes WHERE id = 3;
SELECT wic_link('notes');
SELECT count(*) FROM wic_quotations(corpus => 'notes');
SELECT wic_detach('notes');
DROP TABLE notes;

-- Errors
SET wicsearch.corpus = 'town';
SELECT * FROM wic_quotations(k => 0);
SELECT * FROM wic_quotations(min_chars => 0);
SELECT * FROM wic_quotations(origins => 'last');
SELECT * FROM wic_quotations(in_speech => 999999);
SELECT * FROM wic_quotations(speaker => '林远何');
SELECT wic_link('city');

DROP SCHEMA town CASCADE;
DROP SCHEMA phrases CASCADE;

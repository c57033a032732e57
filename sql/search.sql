-- Ranked search over a corpus.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SELECT wic_create_corpus('rivers');
SET wicsearch.corpus = 'rivers';
SELECT action, script, passages FROM wic_load(
	E'共護一江清水\n市長林知遠致信河長：把每一條小溪當成自己家門前的小溪。\n治水要有韌性，共護一江清水要靠大家。', '{"uri": "tw.txt"}');
SELECT action, script, passages FROM wic_load(
	E'河长日记\n小溪边的垃圾少了，清水多了。\nKeeping one river clean begins on its banks.', '{"uri": "cn.txt", "title": "日记"}');

-- Simplified finds Traditional; the original characters are shown
SELECT rank, round(score::numeric, 2) AS score, title, snippet, partial, passage_id, source_id, uri FROM wic_search('共护一江清水');
SELECT snippet, uri FROM wic_search('小溪');
-- of two that say the same, the one in the script of the query is first
SELECT uri FROM wic_search('河長') LIMIT 1;
SELECT uri FROM wic_search('河长') LIMIT 1;
-- what has some of the words follows, but not where words are excluded
SELECT snippet, partial FROM wic_search('小溪 垃圾');
SELECT snippet, partial FROM wic_search('小溪 -垃圾');
SELECT snippet FROM wic_search('韧');
SELECT snippet FROM wic_search('river banks');
SELECT snippet FROM wic_search('清水 -林', k => 1, max_chars => 6);
SELECT snippet FROM wic_search('河長', level => 'exact');
SELECT snippet FROM wic_search('没有的话');

-- offsets of a passage are those of its source's text
SELECT bool_and(substr(clean_text, start_char + 1, end_char - start_char) = body) AS exact
FROM rivers.passages JOIN rivers.sources USING (source_id);

-- nothing to search for: no rows, and a notice
SELECT * FROM wic_search('，');
SELECT * FROM wic_search(NULL);

-- feedback: of two passages of a length that have the word once, the one comes
-- first that shares its companions (白鹭, 湿地, 芦苇) with the others that have it
SELECT wic_create_corpus('marsh');
SELECT sum(passages) FROM wic_load(E'鸬鹚开会，讨论账目问题好。\n鸬鹚归来，湿地芦苇白鹭多。\n鸬鹚，鸬鹚，湿地芦苇白鹭。\n鸬鹚，鸬鹚，湿地芦苇白鹭飞。\n鸬鹚，鸬鹚，湿地芦苇白鹭叫。\n今天天气很好。\n明天下雨吗？\n后天出门。', '{"uri": "marsh"}', corpus => 'marsh');
SELECT rank, snippet FROM wic_search('鸬鹚', corpus => 'marsh', feedback => false);
SELECT rank, snippet FROM wic_search('鸬鹚', corpus => 'marsh');
-- the score of each passage is as without it, where a query asks or is long
CREATE FUNCTION feedback_changes(query text) RETURNS boolean LANGUAGE sql AS $$
	SELECT array_agg(a.score ORDER BY a.rank) <> (SELECT array_agg(b.score ORDER BY b.rank)
		FROM wic_search(query, corpus => 'marsh', feedback => false) AS b)
	FROM wic_search(query, corpus => 'marsh') AS a
$$;
SELECT q, feedback_changes(q) FROM unnest(ARRAY['鸬鹚', '鸬鹚吗', '哪里有鸬鹚', '鸬鹚有多少', '多少鸬鹚', '鸬鹚为什么',
	'鸬鹚 甲乙丙丁戊己庚辛壬癸子丑', '鸬鹚 甲乙丙丁戊己庚辛壬癸子丑寅']) WITH ORDINALITY AS u (q, n) ORDER BY n;
-- the terms that are added, which nothing marks
SELECT t ->> 0 AS term, t ->> 2 AS kind
FROM wic_query('鸬鹚', 'marsh.passages') AS q,
	wic_feedback(q, 'marsh.passages', ARRAY['鸬鹚，白鹭', '鸬鹚的白鹭', '鸬鹚，小舟'], '{3, 2, 1}') AS f,
	jsonb_array_elements(f::text::jsonb -> 'terms') AS t
ORDER BY (t ->> 0) COLLATE "C", 2;
-- they are read back, and the condition is as it was
SELECT f::text::wicquery::text = f::text AS same, f::tsquery = q::tsquery AS same_condition
FROM wic_query('鸬鹚', 'marsh.passages') AS q,
	wic_feedback(q, 'marsh.passages', ARRAY['鸬鹚，白鹭', '鸬鹚的白鹭'], '{1, 1}') AS f;
-- nothing to add
SELECT wic_feedback(q, 'marsh.passages', '{}', '{}') IS NULL AS none,
	wic_feedback(q, 'marsh.passages', ARRAY['鸬鹚，白鹭'], '{1}') IS NULL AS one,
	wic_feedback(q, 'marsh.passages', ARRAY['鸬鹚，白鹭', '小舟'], '{1, 1}') IS NULL AS nothing_shared,
	wic_feedback(q, 'marsh.passages', ARRAY['鸬鹚，白鹭', '白鹭'], '{0, 0}') IS NULL AS no_scores
FROM wic_query('鸬鹚', 'marsh.passages') AS q;
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', '白鹭'], '{1}');
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', NULL], '{1, 1}');
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', '白鹭'], '{1, NULL}');
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', '白鹭'], '{1, -1}');
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', '白鹭'], '{NaN, 1}');
SELECT wic_feedback(wic_query('鸬鹚'), 'marsh.passages', ARRAY['鸬鹚', '白鹭'], '{1, Infinity}');
DROP FUNCTION feedback_changes(text);

-- errors
SELECT * FROM wic_search('水', corpus => 'lakes');
SELECT * FROM wic_search('水', k => 0);
SELECT * FROM wic_search('水', level => 'loose');
SELECT * FROM wic_search('水', max_chars => 0);

-- a reader needs SELECT and USAGE, nothing else
CREATE ROLE wic_reader;
SET ROLE wic_reader;
SELECT count(*) FROM wic_search('清水');
RESET ROLE;
GRANT USAGE ON SCHEMA rivers, marsh TO wic_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA rivers, marsh TO wic_reader;
SET ROLE wic_reader;
SELECT count(*) FROM wic_search('清水');
SELECT count(*) FROM wic_search('鸬鹚', corpus => 'marsh');
RESET ROLE;
DROP OWNED BY wic_reader;
DROP ROLE wic_reader;

SET client_min_messages = warning;
DROP SCHEMA rivers, marsh CASCADE;

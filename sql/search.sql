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
GRANT USAGE ON SCHEMA rivers TO wic_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA rivers TO wic_reader;
SET ROLE wic_reader;
SELECT count(*) FROM wic_search('清水');
RESET ROLE;
DROP OWNED BY wic_reader;
DROP ROLE wic_reader;

SET client_min_messages = warning;
DROP SCHEMA rivers CASCADE;

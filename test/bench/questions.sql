-- What test/bench/questions asks, and how long each takes.
\set ON_ERROR_STOP on
\pset footer off
SET client_min_messages = warning;

CREATE TABLE questions (n int GENERATED ALWAYS AS IDENTITY, question text, statement text);
INSERT INTO questions (question, statement) VALUES
	('wic_search', $$SELECT * FROM wic_search('农民负担')$$),
	('wic_search, frequent words', $$SELECT * FROM wic_search('改革 发展')$$),
	('wic_search, since, until', $$SELECT * FROM wic_search('改革 发展', since => '1990-01-01', until => '1999-12-31')$$),
	('wic_search, one year', $$SELECT * FROM wic_search('改革', since => '2003-01-01', until => '2003-12-31')$$),
	('wic_search, within sentence', $$SELECT * FROM wic_search('安全 发展', within => 'sentence', k => 20)$$),
	('wic_search, within speech', $$SELECT * FROM wic_search('台湾 农业 教育', within => 'speech')$$),
	('wic_search, no hit', $$SELECT * FROM wic_search('量子咖啡')$$),
	('wic_facets', $$SELECT * FROM wic_facets('一带一路', by => 'year')$$),
	('wic_facets, frequent word', $$SELECT * FROM wic_facets('发展', by => 'kind')$$),
	('wic_kwic', $$SELECT * FROM wic_kwic('一带一路')$$),
	('wic_kwic, after', $$SELECT * FROM wic_kwic('改革', order_by => 'after')$$),
	('wic_kwic, frequent word', $$SELECT * FROM wic_kwic('发展')$$),
	('wic_history', $$SELECT * FROM wic_history('农民')$$),
	('wic_history, frequent word', $$SELECT * FROM wic_history('发展')$$),
	('wic_trend', $$SELECT * FROM wic_trend('{农民,互联网,改革开放,一带一路}')$$),
	('wic_first_use', $$SELECT * FROM wic_first_use('改革开放')$$),
	('wic_first_use, frequent word', $$SELECT * FROM wic_first_use('发展')$$),
	('wic_collocates', $$SELECT * FROM wic_collocates('农民')$$),
	('wic_collocates, frequent word', $$SELECT * FROM wic_collocates('发展')$$),
	('wic_keyness', $$SELECT * FROM wic_keyness('2013-01-01', '2025-12-31', '1978-01-01', '1992-12-31')$$),
	('wic_formulas', $$SELECT * FROM wic_formulas(min_chars => 8)$$),
	('wic_formulas, ten years', $$SELECT * FROM wic_formulas(since => '2013-01-01')$$),
	('wic_variants', $$SELECT * FROM wic_variants('全面建設小康社會,開創中國特色社會主義事業新局面')$$),
	('wic_variant_pairs', $$SELECT * FROM wic_variant_pairs()$$),
	('wic_quotations', $$SELECT * FROM wic_quotations(k => 100)$$),
	('wic_quotations, of one', $$SELECT * FROM wic_quotations(from_speech => (SELECT speech_id FROM corpus.speeches WHERE said_on >= '2012-01-01' ORDER BY said_on LIMIT 1))$$),
	('wic_duplicates', $$SELECT * FROM wic_duplicates()$$),
	('wic_nearest', $$SELECT * FROM wic_nearest((SELECT speech_id FROM corpus.speeches WHERE said_on >= '2012-01-01' ORDER BY said_on LIMIT 1))$$),
	('wic_suggest', $$SELECT * FROM wic_suggest('改革')$$),
	('wic_suggest, misspelt', $$SELECT * FROM wic_suggest('改各开放')$$),
	('wic_cite', $$SELECT wic_cite((SELECT max(passage_id) FROM corpus.passages WHERE witness_id IS NOT NULL))$$),
	('wic_status', $$SELECT * FROM wic_status()$$),
	('wic_report', $$SELECT wic_report('一带一路')$$),
	('wic_report, frequent word', $$SELECT wic_report('发展')$$);

CREATE TABLE times (n int, run int, rows bigint, ms float8);

CREATE PROCEDURE ask(question_n int, wanted text) LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
	n bigint;
BEGIN
	FOR run IN 0..5 LOOP
		started := clock_timestamp();
		EXECUTE wanted;
		GET DIAGNOSTICS n = ROW_COUNT;
		INSERT INTO times VALUES (question_n, run, n,
			extract(epoch FROM clock_timestamp() - started) * 1000);
	END LOOP;
END
$$;
SELECT format('CALL ask(%s, %L)', n, statement) FROM questions ORDER BY n \gexec

\echo 'Milliseconds'
SELECT question, max(rows) AS rows,
	round(max(ms) FILTER (WHERE run = 0)::numeric, 1) AS first,
	round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE run > 0))::numeric, 1) AS median
FROM questions JOIN times USING (n)
GROUP BY n, question ORDER BY n;

\echo 'How many take longer'
WITH medians AS (
	SELECT n, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM times WHERE run > 0 GROUP BY n)
SELECT count(*) AS questions, count(*) FILTER (WHERE ms > 200) AS "more than 200 ms",
	count(*) FILTER (WHERE ms > 2000) AS "more than 2 s", round(max(ms)::numeric) AS longest
FROM medians;

-- What PostgreSQL alone would do: look through the folded texts.
CREATE TABLE folded AS
SELECT p.passage_id, wic_fold(p.body) AS body
FROM corpus.passages AS p JOIN corpus.witnesses USING (witness_id) JOIN corpus.speeches AS s USING (speech_id)
WHERE p.role IN ('body', 'lead', 'quote', 'heading') AND s.kind IS DISTINCT FROM 'collection';
VACUUM ANALYZE folded;

CREATE FUNCTION counted(word text, OUT wicsearch bigint, OUT ms float8, OUT plain bigint, OUT plain_ms float8)
	LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	wicsearch := (SELECT sum(hits) FROM wic_history('"' || word || '"', level => 'script'));
	ms := extract(epoch FROM clock_timestamp() - started) * 1000;
	started := clock_timestamp();
	plain := (SELECT count(*) FROM folded, regexp_matches(body, word, 'g') WHERE strpos(body, word) > 0);
	plain_ms := extract(epoch FROM clock_timestamp() - started) * 1000;
END
$$;
\echo 'wic_history beside a scan of the folded texts'
SELECT word, c.wicsearch, c.plain, c.wicsearch = c.plain AS same, round(c.ms::numeric, 1) AS ms,
	round(c.plain_ms::numeric, 1) AS "plain ms", round((c.plain_ms / c.ms)::numeric, 1) AS times
FROM unnest('{一带一路,互联网,台湾,农民,改革,发展}'::text[]) AS word, counted(word) AS c;

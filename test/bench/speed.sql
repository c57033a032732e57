-- Speed of to_tsvector, in CPU time of this backend, best of five rounds.
\set ON_ERROR_STOP on
\pset footer off
CREATE FUNCTION bench_cpu() RETURNS float8 AS :'module' LANGUAGE C VOLATILE;
CREATE FUNCTION bench_parsetext(regconfig, text) RETURNS int AS :'module' LANGUAGE C;
CREATE FUNCTION bench_bigram_lexize(internal, internal, internal, internal) RETURNS internal AS :'module' LANGUAGE C STRICT;
CREATE TEXT SEARCH TEMPLATE bench_bigram (LEXIZE = bench_bigram_lexize);
CREATE TEXT SEARCH DICTIONARY bench_bigram (TEMPLATE = bench_bigram);
CREATE TEXT SEARCH CONFIGURATION bench_bigram (COPY = wicsearch);
ALTER TEXT SEARCH CONFIGURATION bench_bigram ALTER MAPPING FOR cjk WITH bench_bigram;

CREATE TABLE bench_texts (body text);
\copy bench_texts FROM PROGRAM 'cat "$BENCH_FILE"' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')

CREATE FUNCTION bench_measure(what text, sql text) RETURNS TABLE (name text, seconds float8, mb_per_s int)
LANGUAGE plpgsql AS $$
DECLARE
	started float8;
	bytes bigint;
BEGIN
	name := what;
	SELECT sum(octet_length(body)) INTO bytes FROM bench_texts;
	FOR i IN 1 .. 5 LOOP
		started := bench_cpu();
		EXECUTE sql;
		seconds := least(seconds, bench_cpu() - started);
	END LOOP;
	mb_per_s := bytes / 1e6 / seconds;
	RETURN NEXT;
END
$$;

CREATE TEMP TABLE result AS
SELECT * FROM bench_measure('to_tsvector, wicsearch', $$SELECT max(length(to_tsvector('wicsearch', body))) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('to_tsvector, bigrams only', $$SELECT max(length(to_tsvector('bench_bigram', body))) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('parser and dictionary, wicsearch', $$SELECT max(bench_parsetext('wicsearch', body)) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('parser and dictionary, bigrams only', $$SELECT max(bench_parsetext('bench_bigram', body)) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('to_tsvector, simple (default parser)', $$SELECT max(length(to_tsvector('simple', body))) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('wic_fold', $$SELECT max(length(wic_fold(body))) FROM bench_texts$$)
UNION ALL SELECT * FROM bench_measure('text <=> wicquery', $$SELECT max(body <=> q) FROM bench_texts, wic_query('经济发展') q$$)
UNION ALL SELECT * FROM bench_measure('text LIKE', $$SELECT count(*) FROM bench_texts WHERE body LIKE '%经济发展%'$$);

SELECT name, round(seconds::numeric, 3) AS cpu_seconds, mb_per_s FROM result;

WITH s AS (SELECT name, seconds FROM result)
SELECT round(((SELECT seconds FROM s WHERE name = 'to_tsvector, bigrams only')
		/ (SELECT seconds FROM s WHERE name = 'to_tsvector, wicsearch'))::numeric, 2) AS "wicsearch : bigrams only",
	round((1 - (SELECT seconds FROM s WHERE name = 'parser and dictionary, wicsearch')
		/ (SELECT seconds FROM s WHERE name = 'to_tsvector, wicsearch'))::numeric, 2) AS "share of core (sorting lexemes)",
	round(((SELECT seconds FROM s WHERE name = 'to_tsvector, simple (default parser)')
		/ (SELECT seconds FROM s WHERE name = 'to_tsvector, wicsearch'))::numeric, 2) AS "wicsearch : simple";

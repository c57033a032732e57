-- Speed of building queries, in CPU time of this backend per query.
\set ON_ERROR_STOP on
\pset footer off
CREATE FUNCTION bench_per_query(what text, sql text) RETURNS TABLE (name text, microseconds numeric)
LANGUAGE plpgsql AS $$
DECLARE
	started float8;
	best float8;
BEGIN
	EXECUTE sql;
	FOR i IN 1 .. 5 LOOP
		started := bench_cpu();
		EXECUTE sql;
		best := least(best, bench_cpu() - started);
	END LOOP;
	RETURN QUERY SELECT what, round((best * 1e6 / 20000)::numeric, 2);
END
$$;

SELECT * FROM bench_per_query('wic_tsquery, 10 characters, level vocab',
	$$SELECT count(wic_tsquery('发展网际网路服务' || chr(20000 + i % 20000) || chr(20000 + i % 19997))) FROM generate_series(1, 20000) i$$)
UNION ALL SELECT * FROM bench_per_query('wic_tsquery, 10 characters, level script',
	$$SELECT count(wic_tsquery('发展网际网路服务' || chr(20000 + i % 20000) || chr(20000 + i % 19997), 'script')) FROM generate_series(1, 20000) i$$)
UNION ALL SELECT * FROM bench_per_query('websearch_to_tsquery',
	$$SELECT count(websearch_to_tsquery('wicsearch', '发展网际网路服务' || chr(20000 + i % 20000) || chr(20000 + i % 19997))) FROM generate_series(1, 20000) i$$)
UNION ALL SELECT * FROM bench_per_query('wic_snippet, 200 characters',
	$$SELECT count(wic_snippet(repeat('各国应当尊重网络主权，谋求共治。', 12) || i, q)) FROM generate_series(1, 20000) i, wic_query('网络主权') q$$)
UNION ALL SELECT * FROM bench_per_query('ts_headline, 200 characters',
	$$SELECT count(ts_headline('wicsearch', repeat('各国应当尊重网络主权，谋求共治。', 12) || i, q)) FROM generate_series(1, 20000) i, wic_tsquery('网络主权') q$$);

INSERT INTO wic_terms (term, canonical)
SELECT chr(20000 + i) || chr(21000 + i % 7919), chr(30000 + i) || chr(20000 + i % 7907) FROM generate_series(1, 10000) i;
SELECT * FROM bench_per_query('wic_tsquery, level vocab, 10 000 user terms',
	$$SELECT count(wic_tsquery('发展网际网路服务' || chr(20000 + i % 20000) || chr(20000 + i % 19997))) FROM generate_series(1, 20000) i$$);

-- The parsers: what tokens there are, and that they cover the text exactly.
\pset format unaligned
\pset footer off

SELECT tokid, alias, description FROM ts_token_type('wicsearch') ORDER BY tokid;

-- wicsearch_exact has the same types
SELECT count(*) FROM ts_token_type('wicsearch') a JOIN ts_token_type('wicsearch_exact') b USING (tokid, alias, description);

CREATE FUNCTION cut(text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(left(alias, 3) || ':' || token, ' | ' ORDER BY ordinality)
	FROM ts_parse('wicsearch', $1) WITH ORDINALITY
	JOIN ts_token_type('wicsearch') USING (tokid)
$$;

SELECT cut('A股 2014-2018年，C++语言');
SELECT cut('<a title="中文">链接</a> <A股上涨，B股下跌> a < b &amp; c &#x4E2D; AT&T');
SELECT cut('见https://example.org/a?b=c。写信给someone@example.org，或www.example.org！');
SELECT cut('1,234.5万 3.14 1.2.3 2023.11.09 1,2,3 -5');
SELECT cut('ＰｏｓｔｇｒｅＳＱＬ１６ ｶﾞｲﾄﾞ H₂O x² 5㎏ ㋀ ㈱ ① Ⅳ ㍿');
SELECT cut('一九八○年 ○○ メ－カー ２－３ ㄓㄨˋ時々ゝ〆 한국어 가');
SELECT cut('😀好👍🏽！' || chr(1114111) || '中');
SELECT cut('中' || chr(8203) || '国' || chr(65279) || ' ' || '葛' || chr(917760) || '城');
SELECT cut('');

-- white space of any kind is blank, invisible characters with it
SELECT tokid, length(token) FROM ts_parse('wicsearch', E'\u3000\u00A0\t\n\uFEFF');

-- the tokens cover the text, whatever it is
SET client_min_messages = error;
WITH texts(t) AS (
	SELECT string_agg(chr(c), '' ORDER BY c) FROM generate_series(1, 55295) c
	UNION ALL
	SELECT string_agg(chr(c), '' ORDER BY c DESC) FROM generate_series(57344, 70000) c
	UNION ALL
	SELECT string_agg(chr(c), ' ' ORDER BY c) FROM generate_series(131072, 205743, 7) c
	UNION ALL
	SELECT repeat('a_', 100000)
	UNION ALL
	SELECT repeat('<a ', 50000) || repeat('&x', 50000)
)
SELECT (SELECT sum(length(token)) FROM ts_parse('wicsearch', t)) >= length(t) AS covered,
	(SELECT max(octet_length(token)) FROM ts_parse('wicsearch', t)) <= 2046 AS fits
FROM texts;

RESET client_min_messages;

-- every character of the blocks of CJK is part of a run, first or later
SELECT count(*) AS not_in_a_run
FROM (VALUES (19968, 40959), (13312, 19903), (131072, 173791), (173824, 191456),
	(194560, 195101), (196608, 205743), (63744, 64109), (11931, 12019),
	(12032, 12245), (12353, 12438), (12449, 12538), (44032, 55203),
	(12549, 12591), (12704, 12735), (4352, 4446), (65382, 65437)) AS block(first, last),
	generate_series(first, last) c
WHERE (SELECT count(*) FROM ts_parse('wicsearch', '中' || chr(c) || '国')) <> 1;

-- a run of 10 000 characters is cut, and pieces of up to 64 stand whole
WITH long AS (
	SELECT string_agg(chr(19968 + (i * 7919) % 20000), '' ORDER BY i) AS t FROM generate_series(1, 10000) i
)
SELECT count(*) AS tokens,
	count(*) FILTER (WHERE length(token) > 500) AS too_long,
	(SELECT count(*) FROM generate_series(1, 10000 - 63, 61) at
	 WHERE NOT EXISTS (SELECT FROM ts_parse('wicsearch', t) p WHERE strpos(p.token, substr(t, at, 64)) > 0)) AS lost
FROM long, ts_parse('wicsearch', t) GROUP BY t;

-- and are found by phrase, across every cut (the warning is for positions)
WITH long AS (
	SELECT string_agg(chr(19968 + (i * 7919) % 20000), '' ORDER BY i) AS t FROM generate_series(1, 10000) i
)
SELECT count(*) AS asked, count(*) FILTER (WHERE v @@ wic_tsquery(substr(t, at, 12))) AS found
FROM (SELECT t, to_tsvector('wicsearch', t) AS v FROM long) x, generate_series(1, 9988, 13) at;

-- beyond 16 383 positions a tsvector loses them: one warning
SELECT length(to_tsvector('wicsearch', repeat('好的', 8000) || '，' || repeat('完了', 1000)));

-- text that no tsvector can hold is refused early
SELECT to_tsvector('wicsearch', repeat('字', 3000000));

DROP FUNCTION cut;

-- Snippets: the original text, with marks, and no more than was asked for.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_snippet('各国应当尊重網路主權，谋求共治。', '网路主权');
SELECT wic_snippet('各国应当尊重網路主權，谋求共治。', '网路主权', start_mark => '<b>', stop_mark => '</b>');
SELECT wic_snippet('第一句很长很长很长。各国应当尊重網路主權，谋求共治。后面还有很多很多话要说，说也说不完。', '尊重', 16);
SELECT wic_snippet('河长巡河，河水清清；清水长流，鱼儿归来。', '河长 鱼儿', 100);
SELECT wic_snippet('河长巡河，河水清清；清水长流，鱼儿归来。', '不存在', 8);
SELECT wic_snippet('人々が葛' || chr(917760) || '城市へ', '人人 葛城');
SELECT wic_snippet('The quick brown foxes jumped over it', 'jumping', 20);
SELECT wic_snippet('韧性与坚韧', '韧');
SELECT wic_snippet('', '韧'), wic_snippet('韧', ''), wic_snippet('好', '韧', 1);
SELECT wic_snippet('好', '好', 0);

-- without marks and ellipses, a snippet is a piece of the text
WITH texts AS (
	SELECT i, (SELECT string_agg(substr('河长巡清水，流鱼。儿ab c', 1 + (i * j * 31 + j * j) % 14, 1), '' ORDER BY j) FROM generate_series(1, 80) j) AS t
	FROM generate_series(1, 300) i
)
SELECT count(*) AS snippets,
	count(*) FILTER (WHERE strpos(t, translate(s, '【】…', '')) > 0) AS pieces,
	max(length(translate(s, '【】…', ''))) <= 20 + 1 AS short
FROM (SELECT t, wic_snippet(t, '河长 OR 清水 OR 鱼', 20) AS s FROM texts) x;

-- long phrases and repeated words cost time in proportion, and can be stopped
SELECT length(wic_snippet(repeat('a ', 20000), '"' || repeat('a ', 200) || '"', 20)) > 20 AS done;
SELECT length(wic_snippet(repeat('网络 ', 20000), repeat('网络 ', 4000), 20)) > 20 AS done;
SELECT length(wic_snippet('a' || repeat(chr(769), 100000), 'b', 5)) < 40 AS short;

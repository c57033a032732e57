-- Snippets: the original text, with marks, and no more than was asked for.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_snippet('各国应当尊重網路主權，谋求共治。', '网路主权');
SELECT wic_snippet('各国应当尊重網路主權，谋求共治。', '网路主权', start_mark => '<b>', stop_mark => '</b>');
SELECT wic_snippet('第一句很长很长很长。各国应当尊重網路主權，谋求共治。后面还有很多很多话要说，说也说不完。', '尊重', 16);
SELECT wic_snippet('河长巡河，河水清清；清水长流，鱼儿归来。', '河长 鱼儿', 100);
SELECT wic_snippet('河长巡河，河水清清；清水长流，鱼儿归来。', '不存在', 10);
SELECT wic_snippet('人々が葛' || chr(917760) || '城市へ', '人人 葛城');
SELECT wic_snippet('The quick brown foxes jumped over it', 'jumping', 20);
SELECT wic_snippet('韧性与坚韧', '韧');
SELECT wic_snippet('', '韧'), wic_snippet('韧', ''), wic_snippet('好', '韧', 1);
SELECT wic_snippet('好', wic_query('好')), wic_snippet('好', NULL), wic_highlight(NULL, '好');
SELECT wic_snippet('好', '好', 0);
SELECT wic_snippet('好', '好', max_fragments => 0);

-- the window shows as many different parts of the query as it can
SELECT wic_snippet('鱼儿，鱼儿，鱼儿，鱼儿，鱼儿游来游去。后来河长来巡河，于是鱼儿又游回来了。', '河长 鱼儿', 20);

-- several fragments share the characters; each shows what the others do not
SELECT wic_snippet('河长巡河，河水清清。这里什么也没有，这里也没有。清水长流，鱼儿归来。这里还是没有。河长很高兴。', '河长 鱼儿', 20, 2);
SELECT wic_snippet('河长巡河，河水清清。这里什么也没有，这里也没有。清水长流，鱼儿归来。这里还是没有。河长很高兴。', '河长 鱼儿', 30, 9, ellipsis => ' / ');
-- those that touch are one
SELECT wic_snippet('一二三四五六七八九十，一二三四五六七八九十。', '二 OR 四 OR 六', 12, 3);

-- negated parts are never marked
SELECT wic_highlight('河长巡河，鱼儿归来', '河长 -鱼儿');

-- the whole text, and parts that overlap or touch
SELECT wic_highlight('第一句。网络主权与网络安全。', '网络主权 OR 主权与网络 OR 安全');
SELECT wic_highlight('發展', '发展'), wic_highlight('發展', '发展', level => 'exact'), wic_highlight('發展', wic_query('发展'), '[', ']');

-- HTML: the text is escaped, the marks are not
SELECT wic_highlight('<a href="x">网络&''主权''</a>', '主权', html => true);
SELECT wic_snippet('1 < 2 & 网络 > 主权', '网络', html => true), wic_snippet('a<网络', '网络', start_mark => '<em>', stop_mark => '</em>', html => true);

-- a match that is longer than what may be shown is marked as far as it goes
SELECT wic_snippet('各国应当尊重网络主权', '尊重网络主权', 4);
-- one that the end cuts is not marked, if another is whole
SELECT wic_snippet('网络主权，网络主权', '网络主权', 7);
-- a word is cut only if it does not fit
SELECT wic_snippet('internationalization is hard', 'hard', 4), wic_snippet('internationalization', 'internationalization', 5);
-- marks behind a match stand over its last character
SELECT wic_highlight('3.14' || chr(769) || ' ok', '3.14') = '【3.14' || chr(769) || '】 ok' AS whole;

-- without marks and ellipses, a snippet is a piece of the text
WITH texts AS (
	SELECT i, (SELECT string_agg(substr('河长巡清水，流鱼。儿ab c', 1 + (i * j * 31 + j * j) % 14, 1), '' ORDER BY j) FROM generate_series(1, 80) j) AS t
	FROM generate_series(1, 300) i
)
SELECT count(*) AS snippets,
	count(*) FILTER (WHERE strpos(t, translate(s, '【】…', '')) > 0) AS pieces,
	max(length(translate(s, '【】…', ''))) <= 20 AS short
FROM (SELECT t, wic_snippet(t, '河长 OR 清水 OR 鱼', 20) AS s FROM texts) x;

-- long phrases and repeated words cost time in proportion, and can be stopped
SELECT length(wic_snippet(repeat('a ', 20000), '"' || repeat('a ', 200) || '"', 20)) > 20 AS done;
SELECT length(wic_snippet(repeat('网络 ', 20000), repeat('网络 ', 4000), 20)) > 20 AS done;
SELECT length(wic_snippet('a' || repeat(chr(769), 100000), 'b', 5)) <= 6 AS short;

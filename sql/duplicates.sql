--
-- Duplicates and reprints, and speeches that share wording.
--
\pset format unaligned
\pset footer off
\pset null -
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET datestyle = ISO;
SELECT wic_create_corpus('ferries');
SET wicsearch.corpus = 'ferries';

-- a text; its reprint in Traditional with three words changed; a page that has
-- other things around it; a text that quotes it; and one that says else
SELECT count(*) FROM wic_load(E'河上的图书馆\n2024年3月12日\n清早的雾散了，小船靠岸，船上装着三百本书。河边的孩子们已经等了很久。\n去年秋天涨水，木桥断了，两岸的村庄只能靠这条船来往。老船工每个星期三把书送到对岸，星期六再收回来。\n他说，让更多村庄和学校共享互联网图书馆的成果，是我们修桥的理由。桥修好了，路就近了，书也就不必坐船了。',
	'{"uri": "a.txt", "title": "河上的图书馆", "publisher": "江河日报"}');
SELECT count(*) FROM wic_load(E'河上的圖書館\n2024年3月13日\n清晨的霧散了，小船靠岸，船上裝著三百本書。河邊的孩子們已經等了很久。\n去年秋天漲水，木橋斷了，兩岸的村莊只能靠這條船來往。老船夫每個星期三把書送到對岸，星期六再收回來。\n他說，讓更多村莊和學校共用網際網路圖書館的成果，是我們修橋的理由。橋修好了，路就近了，書也就不必坐船了。',
	'{"uri": "b.txt", "title": "河上的圖書館", "publisher": "水岸新聞"}');
SELECT count(*) FROM wic_load(E'首页 > 新闻 > 河流\n河上的图书馆\n2024年3月14日\n清早的雾散了，小船靠岸，船上装着三百本书。河边的孩子们已经等了很久。\n去年秋天涨水，木桥断了，两岸的村庄只能靠这条船来往。老船工每个星期三把书送到对岸，星期六再收回来。\n他说，让更多村庄和学校共享互联网图书馆的成果，是我们修桥的理由。桥修好了，路就近了，书也就不必坐船了。\n（责任编辑：林知远）\n返回顶部',
	'{"uri": "c.txt", "title": "河上的图书馆", "publisher": "对岸网"}');
SELECT count(*) FROM wic_load(E'读报\n2024年3月15日\n昨天读到一句话：桥修好了，路就近了，书也就不必坐船了。我想了很久，想起自己小时候走过的那条石头路。\n路是奶奶那一辈人铺的，下雨天也不滑。',
	'{"uri": "d.txt", "title": "读报"}');
SELECT count(*) FROM wic_load(E'天气\n2024年3月16日\n明天有雨，后天转晴，出门请带伞。山里气温下降，早晚记得添衣服。\n果园里的苹果再过两个星期就可以摘了。',
	'{"uri": "e.txt", "title": "天气"}');

-- what is the same text, and which of it to keep
SELECT grp, keep, round(similarity::numeric, 2) AS sim, said_on, source, title, chars FROM wic_duplicates();
SELECT grp, keep, source FROM wic_duplicates(0.97);
SELECT grp, keep, source FROM wic_duplicates(source => '江河日报');
SELECT grp, keep, source FROM wic_duplicates(until => '2024-03-13');
SELECT grp, keep, source FROM wic_duplicates(min_chars => 1000);
-- an application's table: copies, another script, other texts
CREATE TABLE ferry_notes (id int PRIMARY KEY, content text, at date);
INSERT INTO ferry_notes
	SELECT n, '第三个码头今天停了两条船，一条装着苹果，一条装着书。', date '2024-01-01' + n
	FROM generate_series(1, 40) AS n
	UNION ALL SELECT 50, '第三個碼頭今天停了兩條船，一條裝著蘋果，一條裝著書。', '2023-01-01'
	UNION ALL SELECT 51, '第三个码头今天停了两条船，一条装着苹果，一条装着书！傍晚才开走。', '2024-12-01'
	UNION ALL SELECT 52, '码头上没有船。', NULL
	UNION ALL SELECT 53, '码头上没有船。', NULL
	UNION ALL SELECT 54, '山上的果园里，苹果还没有红，要再等两个星期才可以摘下来。', NULL;
SELECT wic_attach('ferry_notes', body => 'content', said_on => 'at');
SELECT grp, count(*), min(source_id), max(source_id), round(min(similarity)::numeric, 2) AS least,
	string_agg(source_id::text, ',') FILTER (WHERE keep) AS kept
FROM wic_duplicates(corpus => 'ferry_notes') GROUP BY grp ORDER BY grp;
SELECT grp, keep, source_id FROM wic_duplicates(min_chars => 5, corpus => 'ferry_notes') WHERE source_id > 51;

-- wrong arguments
SELECT * FROM wic_duplicates(2);
SELECT * FROM wic_duplicates(min_chars => 0);
SELECT * FROM wic_duplicates(lang => 'xx');

-- groups of what pairs connect
SELECT * FROM wic_groups('{1,5,2,9}', '{2,6,3,9}') ORDER BY 1;
SELECT * FROM wic_groups('{}', '{}');
SELECT * FROM wic_groups('{1}', '{}');
SELECT * FROM wic_groups('{1,NULL}', '{1,2}');

-- speeches that share most wording with one
SELECT round(n.similarity::numeric, 2) AS sim, n.said_on, n.title, n.shared_formulas
FROM ferries.sources AS o JOIN ferries.witnesses AS w USING (source_id)
CROSS JOIN LATERAL wic_nearest(w.speech_id) AS n
WHERE o.uri = 'd.txt';
SELECT round(n.similarity::numeric, 2) AS sim, n.said_on, n.title, n.shared_formulas
FROM ferries.sources AS o JOIN ferries.witnesses AS w USING (source_id)
CROSS JOIN LATERAL wic_nearest(w.speech_id, k => 2, witnesses => 'all') AS n
WHERE o.uri = 'b.txt';
SELECT count(*)
FROM ferries.sources AS o JOIN ferries.witnesses AS w USING (source_id)
CROSS JOIN LATERAL wic_nearest(w.speech_id) AS n
WHERE o.uri = 'e.txt';
SELECT * FROM wic_nearest(1, k => 0);
SELECT * FROM wic_nearest(12345);
SELECT * FROM wic_nearest(NULL);
SELECT * FROM wic_nearest(1, corpus => 'ferry_notes');
SELECT wic_link('ferry_notes');
SELECT round(similarity::numeric, 2) AS sim, said_on, shared_formulas, speech_id
FROM wic_nearest(51, k => 2, corpus => 'ferry_notes');

-- who may read may ask
CREATE ROLE regress_wicsearch_asker;
GRANT USAGE ON SCHEMA ferries TO regress_wicsearch_asker;
GRANT SELECT ON ALL TABLES IN SCHEMA ferries TO regress_wicsearch_asker;
SET ROLE regress_wicsearch_asker;
SET default_transaction_read_only = on;
SELECT count(*) FROM wic_duplicates();
SELECT count(*) FROM ferries.speeches AS s CROSS JOIN LATERAL wic_nearest(s.speech_id) AS n;
RESET default_transaction_read_only;
RESET ROLE;
DROP OWNED BY regress_wicsearch_asker;
DROP ROLE regress_wicsearch_asker;

SET client_min_messages = warning;
SELECT wic_detach('ferry_notes');
DROP SCHEMA ferries CASCADE;

--
-- The same sentence elsewhere, and the words that such sentences teach.
--
\pset format unaligned
\pset footer off
\pset null -
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET datestyle = ISO;
SELECT wic_create_corpus('villages');
SET wicsearch.corpus = 'villages';

-- a text, its reprint in Taiwan, one that quotes it, and one that says else
SELECT action, script, passages FROM wic_load(
	E'河上的图书馆\n2024年3月12日\n清早的雾散了，小船靠岸。让更多村庄和学校共享互联网图书馆的成果，是我们修桥的理由。孩子们在信息时代的课堂里共享一本书。\n桥修好了，路就近了，岸边的自行车排成一行。',
	'{"uri": "cn.txt", "title": "河上的图书馆", "publisher": "江河日报"}');
SELECT action, script, passages FROM wic_load(
	E'河上的圖書館\n2024年3月13日\n清早的霧散了，小船靠岸。讓更多村莊和學校共用網際網路圖書館的成果，是我們修橋的理由。孩子們在資訊時代的課堂裡共用一本書。\n橋修好了，路就近了，岸邊的腳踏車排成一行。',
	'{"uri": "tw.txt", "title": "河上的圖書館", "publisher": "水岸新聞"}');
SELECT action, script, passages FROM wic_load(
	E'读报\n2024年3月15日\n昨天读到一句话：“让更多村庄和学校共享互联网图书馆的成果”，想了很久。',
	'{"uri": "quote.txt", "title": "读报"}');
SELECT action, script, passages FROM wic_load(
	E'天气\n2024年3月16日\n明天有雨，后天转晴，出门请带伞。',
	'{"uri": "weather.txt", "title": "天气"}');

-- asked in one script, found in all; of each text what is most like it
SELECT said_on, script, source, round(similarity::numeric, 2) AS sim, body, differences, relation
FROM wic_variants('讓更多村莊和學校共用網際網路圖書館的成果');
SELECT source, round(similarity::numeric, 2) AS sim, differences
FROM wic_variants('让更多村庄和学校共享互联网图书馆的成果');
-- a level counts script, or neither script nor vocabulary
SELECT source, round(similarity::numeric, 2) AS sim, differences
FROM wic_variants('橋修好了，路就近了', level => 'script');
SELECT source, round(similarity::numeric, 2) AS sim, differences
FROM wic_variants('橋修好了，路就近了', level => 'exact');
-- what is added, and what is left out
SELECT source, round(similarity::numeric, 2) AS sim, body, differences
FROM wic_variants('清早的大雾散了，船靠岸', k => 1);
-- where it stands
SELECT substr(clean_text, start_char + 1, length(v.body)) = v.body AS holds
FROM wic_variants('桥修好了') AS v JOIN villages.sources USING (source_id);
-- filters
SELECT source FROM wic_variants('让更多村庄和学校共享互联网图书馆的成果', source => '水岸');
SELECT source FROM wic_variants('让更多村庄和学校共享互联网图书馆的成果', until => '2024-03-12');
SELECT source FROM wic_variants('让更多村庄和学校共享互联网图书馆的成果', min_similarity => 1, level => 'script');
-- signs of web search are text here, and what has no words is nowhere
SELECT source FROM wic_variants('“桥修好了，-路就近了”*', k => 1);
SELECT * FROM wic_variants('……');
SELECT * FROM wic_variants(NULL);
SELECT * FROM wic_variants('没有人说过的话');

-- wrong arguments
SELECT * FROM wic_variants('桥', k => 0);
SELECT * FROM wic_variants('桥', min_similarity => 1.5);
SELECT * FROM wic_variants('桥', min_similarity => NULL);
SELECT * FROM wic_variants(repeat('桥', 501));
SELECT * FROM wic_variants('桥', witnesses => 'some');
SELECT * FROM wic_variants('桥', source => '水岸日报');
SELECT * FROM wic_variants('桥', level => 'none');

-- the part of one text that is most like another
SELECT * FROM wic_most_like('桥修好', '路远，橋修得好，人近');
SELECT * FROM wic_most_like('桥修好', '路远，橋修得好，人近', 'exact');
SELECT * FROM wic_most_like('桥修好', '路远，橋修得好，人近', 'script', 0.9);
SELECT * FROM wic_most_like('咱们修桥', '路远。我们修桥，人近');
SELECT * FROM wic_most_like('iver bank', 'On the river banks it rains');
SELECT wic_most_like('，', '，') IS NULL, wic_most_like('桥', '') IS NULL, wic_most_like('', '桥') IS NULL;
SELECT * FROM wic_most_like('桥', '桥', 'script', -1);
SELECT * FROM wic_most_like('桥', '桥', 'script', 'NaN');

SELECT wic_differences('共享互联网', '共用網際網路'), wic_differences('共享互联网', '共用網際網路', 'script'),
	wic_differences('桥修好', '橋修好');

-- what stands where the other text has the same wording; of a word that the
-- vocabulary has, that is said
SELECT term, canonical, support, sources, consistency, known, term_text, canonical_text
FROM wic_variant_pairs(min_support => 1);
SELECT term, canonical FROM wic_variant_pairs();
-- ready for the vocabulary: then it is known
INSERT INTO wic_terms (term, canonical)
SELECT term, canonical FROM wic_variant_pairs() WHERE NOT known;
SELECT term, canonical, known FROM wic_variant_pairs();
SELECT source, round(similarity::numeric, 2) AS sim, differences
FROM wic_variants('让更多村庄和学校共享互联网图书馆的成果');
DELETE FROM wic_terms;
SELECT * FROM wic_variant_pairs(min_support => 0);
SELECT term FROM wic_variant_pairs(1, source => '江河日报') ORDER BY 1;

-- an application's own table
CREATE TABLE village_notes (id int PRIMARY KEY, content text, at date);
INSERT INTO village_notes VALUES (1, '各国应当尊重网络主权，共同维护小河。', '2024-01-01'),
	(2, '各國應當尊重網路主權，共同維護小河。', '2024-01-02'), (3, NULL, NULL);
CREATE INDEX ON village_notes USING wicsearch (content);
SELECT wic_attach('village_notes', body => 'content', said_on => 'at');
SELECT said_on, source, round(similarity::numeric, 2) AS sim, differences FROM wic_variants('尊重网络主权', corpus => 'village_notes');
SELECT * FROM wic_variant_pairs(1, corpus => 'village_notes');
SELECT wic_link('village_notes');
SELECT term, canonical, known FROM wic_variant_pairs(1, corpus => 'village_notes');

-- who may read may ask
CREATE ROLE regress_wicsearch_asker;
GRANT USAGE ON SCHEMA villages TO regress_wicsearch_asker;
GRANT SELECT ON ALL TABLES IN SCHEMA villages TO regress_wicsearch_asker;
SET ROLE regress_wicsearch_asker;
SET default_transaction_read_only = on;
SELECT count(*) FROM wic_variants('桥修好了，路就近了');
SELECT count(*) FROM wic_variant_pairs();
RESET default_transaction_read_only;
RESET ROLE;
DROP OWNED BY regress_wicsearch_asker;
DROP ROLE regress_wicsearch_asker;

SET client_min_messages = warning;
SELECT wic_detach('village_notes');
DROP SCHEMA villages CASCADE;

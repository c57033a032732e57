-- Why does a text match?
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_add_term('共用', '共享');
SELECT * FROM wic_ways('网络 "A股" 2015年 共享 -旧 near(安全 发展, 3)');
SELECT * FROM wic_ways('網路', 'script');

SELECT * FROM wic_matches('各国应当尊重網路主權，網路也要安全', wic_query('网络'));
SELECT * FROM wic_matches('各国应当尊重網路主權', wic_query('网络 安全'));

CREATE TABLE notes (body text);
INSERT INTO notes VALUES ('網路主權與网络安全，二〇一五年共用互联网'), ('安全'), ('别的');
SELECT part, searched, how, hits, start_char, found FROM notes, wic_explain('网络 2015年 共享 安全', body, 'notes') WHERE how IS DISTINCT FROM 'term' AND body LIKE '網路%';
SELECT searched AS term, hits AS tf, df, round(weight::numeric, 3) AS weight, round(score::numeric, 3) AS score
FROM notes, wic_explain('网络 安全', body, 'notes') WHERE how = 'term' AND body LIKE '網路%';

-- the scores add up
SELECT body <=> wic_query('网络 安全', 'notes') = -(SELECT sum(score) FROM wic_scores(body, wic_query('网络 安全', 'notes'))) AS same FROM notes;

-- at level exact only the same characters count
SELECT part, how, hits, found FROM wic_explain('網路', '網路与网路', level => 'exact') WHERE how IS DISTINCT FROM 'term';
SELECT part, how, hits, found FROM wic_explain('網路', '網路与网路', level => 'script') WHERE how IS DISTINCT FROM 'term';
SELECT * FROM wic_explain('，', 'x');
SELECT * FROM wic_explain('x', 'x', level => 'loose');
TRUNCATE wic_terms;
DROP TABLE notes;

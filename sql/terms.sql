-- The users' own vocabulary.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_tsquery('共享');
SELECT wic_add_term('共用', '共享');
SELECT wic_tsquery('共享'), wic_tsquery('共用'), wic_tsquery('共享', 'script');

-- in a transaction, and after a rollback
BEGIN;
UPDATE wic_terms SET enabled = false;
SELECT wic_tsquery('共享');
ROLLBACK;
SELECT wic_tsquery('共享');

-- adding it again changes the weight; a weight of 0 takes a built-in word back
SELECT wic_add_term('共用', '共享', weight => 0.5);
SELECT term, canonical, weight FROM wic_terms;
SELECT wic_tsquery('互联网');
SELECT wic_add_term('互联网', '網際網路', weight => 0);
SELECT wic_tsquery('互联网');

-- a region
SELECT wic_add_term('屋邨', '住宅小区', region => 'HK');
SET wicsearch.region = 'TW,JP';
SELECT wic_tsquery('住宅小区');
SET wicsearch.region = 'TW , HK';
SELECT wic_tsquery('住宅小区');
RESET wicsearch.region;
SELECT wic_tsquery('住宅小区');

-- a blocker: a longer word in which a shorter one is not seen
SELECT wic_tsquery('共享价');
SELECT wic_add_term('共享价', kind => 'blocker');
SELECT wic_tsquery('共享价');

-- terms may be written in any script, and a formula has no other word
SELECT wic_add_term('甲乙團購', '丙丁团购');
SELECT wic_tsquery('丙丁團購');
SELECT wic_add_term('网络空间命运共同体', kind => 'formula');

-- a term may have letters in it, but is not seen inside of a word
SELECT wic_add_term('AI', '人工智能'), wic_add_term('T恤', '汗衫');
SELECT way FROM wic_ways('AI技术 AIX T恤 汗衫') WHERE how = 'user term';

-- one with very many other words keeps as many as there is room for
INSERT INTO wic_terms (term, canonical) SELECT '多名', '名' || chr(20000 + i) FROM generate_series(1, 200) i;
SELECT count(*) FROM wic_ways('多名网络');
DELETE FROM wic_terms WHERE term = '多名';

SELECT wic_drop_term('共用'), wic_drop_term('没有'), wic_drop_term('互联网', '網際網路');
SELECT wic_tsquery('共享'), wic_tsquery('互联网');
TRUNCATE wic_terms;
SELECT wic_tsquery('丙丁團購');

-- errors
SELECT wic_add_term('a');
SELECT wic_add_term('a', 'b', kind => 'blocker');
SELECT wic_add_term('', 'b');
SELECT wic_add_term('a', 'b', kind => 'colour');
SELECT wic_add_term('a', 'b', weight => 2);
SELECT wic_add_term(repeat('a', 65), 'b');
SELECT wic_terms_changed();

-- anybody reads, the installing role changes, and the rows count for all
CREATE ROLE wic_reader;
SET ROLE wic_reader;
SELECT count(*) FROM wic_terms;
SELECT wic_add_term('a', 'b');
RESET ROLE;
DROP ROLE wic_reader;

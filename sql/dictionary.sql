-- Dictionaries and configurations.
\pset format unaligned
\pset footer off

SELECT ts_lexize('wic_fold', '發展中'), ts_lexize('wic_fold', '好'), ts_lexize('wic_fold', 'ＳＱＬ'),
	ts_lexize('wic_fold', 'A股'), ts_lexize('wic_fold', '㋀'), ts_lexize('wic_fold', '1,234'),
	ts_lexize('wic_fold', chr(65024)), ts_lexize('wic_fold_exact', '發展'), ts_lexize('wic_gap', '，'),
	ts_lexize('wic_english', 'the'), ts_lexize('wic_english', 'searching');

-- n characters, n positions; a position is left free before each run
SELECT to_tsvector('wicsearch', '發展中 国家，A股 the end');
SELECT to_tsvector('wicsearch_exact', '發展中 国家');
SELECT to_tsquery('wicsearch', '發展中'), to_tsquery('wicsearch', '好');

-- punctuation, a tag and an entity break phrases; white space does not
SELECT t, to_tsvector('wicsearch', t) @@ phraseto_tsquery('wicsearch', 'A股') AS found
FROM (VALUES ('A股'), ('A 股'), ('A，股'), ('A<b>股'), ('A&nbsp;股'), ('B股')) AS v(t);

-- a run is found as a substring, never across two runs
SELECT t, to_tsvector('wicsearch', t) @@ wic_tsquery('中国人民') AS found
FROM (VALUES ('中国人民'), ('在中國人民中'), ('中国 人民'), ('中国，人民'), ('中 国人民'), ('中国，国人民')) AS v(t);

-- the longest word that a tsvector takes
SELECT length((tsvector_to_array(to_tsvector('wicsearch', repeat('字', 1) || repeat('ab', 3000))))[1]);
SELECT octet_length((tsvector_to_array(to_tsvector('wicsearch', repeat('ﷺ', 600))))[1]) <= 2046 AS fits;

-- options
CREATE TEXT SEARCH DICTIONARY mine (TEMPLATE = wic_fold, version = 1, variants = off);
SELECT ts_lexize('mine', '發展');
ALTER TEXT SEARCH DICTIONARY mine (variants = on);
SELECT ts_lexize('mine', '發展');
ALTER TEXT SEARCH DICTIONARY mine (version = 99);
ALTER TEXT SEARCH DICTIONARY mine (version = one);
ALTER TEXT SEARCH DICTIONARY mine (variants = maybe);
ALTER TEXT SEARCH DICTIONARY mine (colour = blue);

-- kana, off by default
ALTER TEXT SEARCH DICTIONARY mine (kana = on);
SELECT ts_lexize('wic_fold', 'データ'), ts_lexize('mine', 'データ'), ts_lexize('mine', 'きょう');
ALTER TEXT SEARCH DICTIONARY mine (kana = off, small_kana = on, voicing = on);
SELECT ts_lexize('mine', 'キョウ'), ts_lexize('mine', 'ガッパ'), ts_lexize('mine', 'ヴァ'), ts_lexize('mine', 'づど');
DROP TEXT SEARCH DICTIONARY mine;

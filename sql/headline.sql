-- ts_headline by the parsers' own headline functions.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

-- the matched characters are marked, not the run they stand in
SELECT ts_headline('wicsearch', '各国应当尊重網路主權，谋求共治。', wic_tsquery('网路主权'));
SELECT ts_headline('wicsearch', '各国应当尊重網路主權，谋求共治。', websearch_to_tsquery('wicsearch', '网路主权'));
SELECT ts_headline('wicsearch_exact', '网络主权，網絡主權', to_tsquery('wicsearch_exact', '网络'));
SELECT ts_headline('wicsearch', 'A股在2024年上涨，IT产业也好。', wic_tsquery('A股 OR 2024年 OR IT产业'));
SELECT ts_headline('wicsearch', '人々が葛' || chr(917760) || '城市へ', wic_tsquery('人人 葛城'));
SELECT ts_headline('wicsearch', 'The quick brown foxes jumped over it.', to_tsquery('wicsearch', '(quick <-> brown) & jumping'));

-- a prefix, weights, and what is not there
SELECT ts_headline('wicsearch', '发展中国家的经济发展', '发:*'::tsquery), ts_headline('wicsearch', 'jumpers jump', 'jum:*'::tsquery);
SELECT ts_headline('wicsearch', '发展中国家', '发展:A & 国家:BC'::tsquery);
SELECT ts_headline('wicsearch', '发展中国家', wic_tsquery('发展 网络')), ts_headline('wicsearch', '发展中国家', wic_tsquery('发展 -国家'));
SELECT ts_headline('wicsearch', '发展中国家', wic_tsquery('网络')), ts_headline('wicsearch', '', wic_tsquery('网络'));
SET client_min_messages = error;
SELECT ts_headline('wicsearch', '发展中国家', ''::tsquery), ts_headline('wicsearch', '发展中国家', NULL::tsquery);
RESET client_min_messages;

-- a word of MaxWords and MinWords is a character of CJK, a word or a number
CREATE TABLE texts (body text);
INSERT INTO texts VALUES ('第一句说得很长，没有什么意思。第二句说各国应当尊重网络主权，也很长。第三句又说说别的，然后讲 3 of the rules。第四句说到网络安全，就说完了。第五句只是为了再长一点。');
SELECT ts_headline('wicsearch', body, wic_tsquery('网络主权')) FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('网络主权'), 'MaxWords=16, MinWords=4') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('网络主权'), 'MaxWords=5, MinWords=1') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('网络主权'), 'MaxWords=2, MinWords=1') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('没有的')) FROM texts;

-- where no clause ends, a headline does not begin or end with short words
SELECT ts_headline('wicsearch', 'one has to see that the rules of the game are in our hands now', wic_tsquery('rules'), 'MaxWords=7, MinWords=1');
SELECT ts_headline('wicsearch', 'one has to see that the rules of the game are in our hands now', wic_tsquery('rules'), 'MaxWords=7, MinWords=1, ShortWord=0');

-- fragments
SELECT ts_headline('wicsearch', body, wic_tsquery('网络'), 'MaxFragments=2, MaxWords=12, MinWords=5') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('网络'), 'MaxFragments=9, MaxWords=12, MinWords=5, FragmentDelimiter="…", StartSel="【", StopSel=】') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('主权 安全'), 'MaxFragments=1, MaxWords=20, MinWords=5') FROM texts;

-- the whole text
SELECT ts_headline('wicsearch', body, wic_tsquery('网络'), 'HighlightAll=on, MaxWords=1, MinWords=5, ShortWord=-1') FROM texts;
SELECT ts_headline('wicsearch', body, wic_tsquery('网络'), 'HighlightAll=true, MaxFragments=1, MaxWords=-1, MinWords=5') FROM texts;
SELECT ts_headline('wicsearch', '发展', wic_tsquery('网络'), 'HighlightAll=nonsense');

-- tags are dropped, as by the default parser, but not by HighlightAll
SELECT ts_headline('wicsearch', '<p>尊重<i>网络</i>主权</p><br/>Rules <b>and</b><br>names, 3 &lt; 4', wic_tsquery('主权 names'));
SELECT ts_headline('wicsearch', '<p>尊重<i>网络</i>主权</p><br/>Rules <b>and</b><br>names', wic_tsquery('主权 names'), 'HighlightAll=1');
-- one that a match contains is dropped from it
SELECT ts_headline('wicsearch', 'red<br>fox', 'red <2> fox'::tsquery);

-- a run that is too long for a token is cut, and whole again
WITH t AS (SELECT repeat('说', 600) || '网络' || repeat('话', 600) AS body)
SELECT ts_headline('wicsearch', body, wic_tsquery('网络'), 'HighlightAll=1') = replace(body, '网络', '<b>网络</b>') AS whole,
	ts_headline('wicsearch', body, wic_tsquery('网络'), 'MaxWords=9, MinWords=5') AS headline FROM t;
-- so is a match that is longer than a word of the server
SELECT replace(replace(ts_headline('wicsearch', repeat('说', 50000), wic_tsquery('说'), 'HighlightAll=1'), '<b>', ''), '</b>', '') = repeat('说', 50000) AS whole;

-- JSON: each value is a text
SELECT ts_headline('wicsearch', '{"a": "尊重网络主权", "b": ["网络", 1], "c": ""}'::jsonb, wic_tsquery('网络'));

-- errors are those of the default parser
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'Nonsense=1');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'MaxWords=many');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'MaxWords=5');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'MinWords=0');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'ShortWord=-1');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'MaxFragments=-1');
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'StartSel=' || repeat('x', 40000));
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'StopSel=' || repeat('x', 40000));
SELECT ts_headline('wicsearch', '网络', wic_tsquery('网络'), 'FragmentDelimiter=' || repeat('x', 40000));

-- a headline is made by the extension's configuration, and says if it is gone
BEGIN;
ALTER TEXT SEARCH CONFIGURATION wicsearch RENAME TO lost;
SELECT ts_headline('lost', '网络', '网络'::tsquery);
ROLLBACK;
DROP TABLE texts;

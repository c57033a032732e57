--
-- Repair: from the text that came to the one that was meant.
--

-- a text as a site garbles it: a reading behind every 雪, 河 and 漲, and a
-- comma in front of two of three punctuation marks
CREATE TEMPORARY VIEW garbled AS
SELECT repeat('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。', 3) AS document;

SELECT wic_repair(document) FROM garbled;

-- what was changed, at which character of the clean text and of the given one
SELECT start_char, length, raw_start, raw_length, rule, before, after, status
FROM garbled, wic_repairs(document) LIMIT 7;

-- offsets and lengths lead back to every received character
SELECT sum(length(before) - length) = length(document) - length(wic_repair(document)) AS complete
FROM garbled, wic_repairs(document)
GROUP BY document;

-- where a comma or a reading was put into the middle of a character, what
-- follows is read one byte off; the bytes are still there, but for the digit
-- that the last question mark of ?!? stands for
CREATE TEMPORARY VIEW shifted AS
SELECT '山下的漁(yú)船還(hái)沒有回來(lái),,岸邊(biān)的燈(dēng)亮了。只有深夜纔聽見海浪,,漁(yú)船上的燈(dēng)也亮著,、風很大,。'
	   '海浪很高,漁(yú)船還(hái)在海上,,岸邊(biān)沒有聲音,。只有數(shù)人等漁(yú)船回來(lái),,還(hái)要等天亮。兩岸互聯(lián),漁(yú)人的產(chǎn)量還(hái)很少,。'
	   '他說:“燈(dēng)亮了,?!?月,,他說:“漁(yú)船還(hái)沒有回來(lái)?!敝挥袛?shù)人聽見,。海風改變?nèi)说漠a(chǎn)量,。兩岸互聯(lián)。' AS document;

SELECT wic_repair(document) FROM shifted;

SELECT start_char, length, rule, before, after, status, alternatives
FROM shifted, wic_repairs(document)
WHERE rule IN ('byte-shift', 'inner-gloss');

SELECT sum(length(before) - length) = length(document) - length(wic_repair(document)) AS complete
FROM shifted, wic_repairs(document)
GROUP BY document;

-- in a text that is not garbled a question mark is one
SELECT wic_repair('他問:“真的嗎?!”?!敝挥袛?shù)人聽見') AS unchanged;

-- mode none changes nothing; full includes what is safe
SELECT wic_repair(document, 'none') = document AS none,
	   wic_repair(document, 'full') = wic_repair(document, 'safe') AS full
FROM garbled;
SELECT wic_repair('', 'gentle');

-- what is no damage stays: few traces, a primer, a table, a textbook that
-- glosses a character once; but marks get their width
SELECT (SELECT count(*) FROM wic_repairs(document) WHERE rule <> 'width') AS repairs
FROM (VALUES
	(''),
	('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。'),
	(repeat('雪(xuě)河(hé)水(shuǐ)', 20)),
	(repeat(E'張三,,南京,\n', 50)),
	(repeat('雪(xuě)河(hé)水(shuǐ)', 3) || repeat('雪下在河邊,人在水邊看雪。', 20))
) AS t (document);

--
-- Read in the wrong character set
--

-- a line is read again if the way back leads to the same line
SELECT length(before), after, status
FROM (VALUES
	('å±±ä¸Šçš„é›ªåŒ–äº†'),					-- UTF-8 as Windows-1252
	(E'Ã¥Â±Â±Ã¤Â¸Å\u00a0Ã§Å¡â€žÃ©â€ºÂª'),	-- twice
	('Ö÷Ò³'),								-- GBK as Latin-1
	('¤s¤W³·¤Æ¤F'),							-- Big5
	(E'ŽR‚Ì\u008fã‚Ì\u0090á‚ª—n‚¯‚½'),		-- Shift JIS
	('»³¤Î¾å¤ÎÀã¤¬ÍÏ¤±¤¿'),					-- EUC-JP
	(E'»êÀÇ ´«ÀÌ ³ì°í °\u00ad¹°ÀÌ ºÒ¾ú´Ù'),			-- EUC-KR
	('灞变笂鐨勯洩鍖栦簡'),					-- UTF-8 as GBK
	(E'\ue610撤\ue087\ue619\ue4c7猠\ue772挡\ue6a8'),	-- Big5 as GBK
	('嶳偺忋偺愥偑梟偗偨'),					-- Shift JIS as GBK
	('刓奻腔悕趙賸')							-- GBK as Big5
) AS t (document), wic_repairs(document);

-- only that line, and an ambiguous one as the others
SELECT wic_repair(E'山上的雪\nÉ½ÉÏµÄÑ©»¯ÁË£¬ºÓÀïµÄË®ÕÇÆðÀ´\nWindows ÏµÍ³');

-- what people write in Latin, Greek or Cyrillic letters stays
SELECT document, wic_repair(document) = document AS unchanged
FROM (VALUES
	('Ação e Educação em São João'), ('ÇÃO'), ('déjà vu, naïve, Œuvre'),
	('Привет, мир'), ('Καλημέρα κόσμε'), ('魑魅魍魉'), ('飛騨古川駅')
) AS t (document);

--
-- Entities and escapes
--

SELECT document, wic_repair(document)
FROM (VALUES
	('&#23665;&#x4E0A;&#x7684;&#38634'),	-- numbers, and without semicolon
	('&ldquo;雪&rdquo;&hellip;&eacute;'),	-- names
	('&amp;#38634; &amp;lt;雪&amp;gt;'),		-- escaped once too often
	('&#145;雪&#146;'),						-- Windows-1252, as browsers do
	('"\u5c71\u4e0a\u3002 \ud83c\udf28"'),
	('%u5c71%u4e0a %E5%B1%B1%E4%B8%8A')
) AS t (document);

-- what is no entity stays, and so do escapes of one Han, beside Han, in URLs
SELECT document, wic_repair(document) = document AS unchanged
FROM (VALUES
	('AT&T; R&D &foo; &lt &#0; &#xD800; &#1114112; &#12345678; &#;'),
	('\u5c71'), ('山\u5c71\u4e0a'), ('\u5c7 \ud83c \u0041\u0042'),
	('http://example.org/%E5%B1%B1%E4%B8%8A'), ('www.example.org/%E5%B1%B1%E4%B8%8A'),
	('100%的人'), ('%C9%BD%C9%CF')
) AS t (document);

--
-- What nobody put there to be read
--

SELECT rule, raw_length, replace(after, E'\n', 'LF') AS after, status
FROM (VALUES
	(E'山\r\n上\r'),
	(E'山\u200b上\ufeff的\u00ad雪\u2060\u202a\u0007\u0085'),
	('乱码锟斤拷ï¿½'),
	('内存烫烫烫烫屯屯屯'),
	(E'古\uE815字'),
	('雪化了。。')
) AS t (document), wic_repairs(document);

-- emoji, variation selectors, scripts that need them, and quotations stay;
-- so does private use that is nobody else's
SELECT wic_repair(document) = document AS unchanged
FROM (VALUES
	(E'\U0001F468\u200d\U0001F469\u200d\U0001F467 \u2764\ufe0f'),
	(E'葛\U000E0100城'), (E'می\u200cخواهم'),
	('他问“锟斤拷”是什么'), ('他说“烫烫烫”'), ('烫烫'), ('等等。。。'), (E'\ue000')
) AS t (document);

-- a blank behind every character is one too many, one between names is not
SELECT wic_repair('山 上 的 雪 化 了 ， 河 里 的 水 涨 起 来 。');
SELECT document, wic_repair(document) = document AS unchanged
FROM (VALUES
	('王 寒'), ('李涛 摄'), ('北京 上海 天津 重庆 河北'), ('山 上 的 雪')
) AS t (document);

--
-- Width of punctuation
--

SELECT wic_repair('他说:“下雪了,(大雪)真冷!”(雪(大))真的吗?!');

-- beside other characters, in other languages, in URLs and tags it is right
SELECT document, wic_repair(document) = document AS unchanged
FROM (VALUES
	('会议 10:30 开始'), ('圆周率 3.14 或 3,14'), ('比分 2:1'),
	('见 http://example.org/a?b=1,2;c 页'), ('<a title="山,上">雪</a>'),
	('Kim (金), 1999; he said “yes”, and left.'),
	('서울(首爾)은 수도이다. 그래, 맞아!'), ('f(x) = (a, b)'), ('((((((')
) AS t (document);

-- the mark behind a URL is not part of it
SELECT wic_repair('见http://example.org/,雪化了(http://example.org/)');

--
-- All together
--

-- a change of one pass that another pass changes again is one change
SELECT * FROM wic_repairs('雪&amp;#44;山');
SELECT * FROM wic_repairs('É½ÉÏµÄÑ©»¯ÁË,ºÓÀïµÄË®ÕÇ,');

-- repaired once is repaired, and what changes lead back to every character
SELECT wic_repair(clean) = clean AS done,
	   (SELECT sum(raw_length - length) FROM wic_repairs(document)) =
		   length(document) - length(clean) AS complete,
	   (SELECT bool_and(substr(document, raw_start + 1, raw_length) = before
						AND substr(clean, start_char + 1, length) = after)
		FROM wic_repairs(document)) AS placed
FROM (VALUES
	('他说:&amp;ldquo;山 上 的 雪 化 了,&amp;rdquo;。。'), ('&am&#112;;lt;')
) AS t (document), wic_repair(document) AS clean
UNION ALL
SELECT wic_repair(clean) = clean,
	   (SELECT sum(raw_length - length) FROM wic_repairs(document)) =
		   length(document) - length(clean),
	   (SELECT bool_and(substr(document, raw_start + 1, raw_length) = before
						AND substr(clean, start_char + 1, length) = after)
		FROM wic_repairs(document))
FROM shifted, wic_repair(document) AS clean;

-- mode none changes nothing; full includes what is safe
SELECT count(*) FROM wic_repairs('雪,山', 'none');
SELECT count(*) FROM wic_repairs('雪,山', 'full');
SELECT * FROM wic_repairs('', 'gentle');

-- NULL is NULL
SELECT wic_repair(NULL), wic_script(NULL), wic_title(NULL);

--
-- Script
--

SELECT document, wic_script(document)
FROM (VALUES
	('图书馆关门了'),
	('圖書館關門了'),
	('図書館は休みです'),
	('도서관이 문을 닫았다'),
	('The library is closed'),
	('圖書館 library'),
	('123')
) AS t (document);

--
-- Paragraphs
--

-- lines, trimmed of blanks of any width; offsets are characters
SELECT ord, start_char, end_char, body
FROM wic_paragraphs(E'  题目\r\n\r\n\u3000\u3000第一段。\u00a0\n\t\n第二段。');

-- a long line is cut behind a sentence
SELECT ord, start_char, end_char, length(body)
FROM wic_paragraphs(repeat('雨下了一整天。', 3000));

-- a title is short, no sentence, and something follows
SELECT wic_title(E'春天的来信\n下雨了。'), wic_title(E'下雨了。\n春天来信'),
	   wic_title(E'各位朋友:\n下雨了。'), wic_title('春天的来信');

-- Lines that were broken at a width, which only mode full joins; rows of a
-- table and verse in short lines stay
SELECT wic_repair(t, 'safe') = t AS safe, wic_repair(t, 'full')
FROM (VALUES (E'　　江边的人们在春天里修好了一座石桥，桥上\n有十二盏灯，每到夜里就亮起来，照着过江的\n人，也照着江里的船，直到天明才熄灭。\n　　后来江水上涨，石桥没有倒，灯也一盏都没\n有坏。')) AS v (t);
SELECT rule, before, after, status
FROM wic_repairs(E'　　江边的人们在春天里修好了一座石桥，桥上\n有十二盏灯，每到夜里就亮起来，照着过江的\n人。', 'full');
SELECT wic_repair(t, 'full') = t AS unchanged
FROM (VALUES (E'江水\n船夫\n灯火\n石桥'),
	(E'生产总值按当年价格计算\t120.5\t130.1\n第一产业增加值的数额\t12.50\t13.01\n第二产业增加值的数额\t15.20\t18.01\n其他')) AS v (t);

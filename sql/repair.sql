--
-- Repair: from the text that came to the one that was meant.
--

-- a text as a site garbles it: a reading behind every 雪, 河 and 漲, and a
-- comma in front of two of three punctuation marks
CREATE TEMPORARY VIEW garbled AS
SELECT repeat('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。', 3) AS document;

SELECT wic_repair(document) FROM garbled;

-- what was changed, at which character of the clean text
SELECT start_char, length, rule, before, after, status, alternatives
FROM garbled, wic_repairs(document) LIMIT 6;

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
-- glosses a character once
SELECT document = wic_repair(document) AS unchanged,
	   (SELECT count(*) FROM wic_repairs(document)) AS repairs
FROM (VALUES
	(''),
	('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。'),
	(repeat('雪(xuě)河(hé)水(shuǐ)', 20)),
	(repeat(E'張三,,南京,\n', 50)),
	(repeat('雪(xuě)河(hé)水(shuǐ)', 3) || repeat('雪下在河邊,人在水邊看雪。', 20))
) AS t (document);

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

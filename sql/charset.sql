--
-- Character sets: from the bytes of a document to its text.
--

\set SHOW_CONTEXT never

-- texts of all kinds, in the character sets that PostgreSQL can write
CREATE TEMPORARY TABLE texts (lang text, body text);
INSERT INTO texts VALUES
	('Hans', '山上的雪化了，河里的水涨起来，又退下去。今天我们去看小溪，孩子们在桥上等船。'),
	('Hant', '山上的雪化了，河裡的水漲起來，又退下去。今天我們去看小溪，孩子們在橋上等船。'),
	('Jpan', '山の雪が解けて、川の水が増えた。今日は小さな川を見に行き、子供たちは橋の上で船を待っていた。'),
	('Kore', '산의 눈이 녹아서 강물이 불었다. 오늘은 작은 시내를 보러 갔고 아이들은 다리 위에서 배를 기다렸다.');

CREATE TEMPORARY TABLE documents AS
SELECT lang, encoding, body, convert_to(body, encoding) AS raw
FROM texts JOIN (VALUES ('Hans', 'UTF8'), ('Hans', 'GBK'), ('Hans', 'GB18030'),
	('Hant', 'BIG5'), ('Hant', 'GBK'), ('Jpan', 'SJIS'), ('Jpan', 'EUC_JP'),
	('Jpan', 'UTF8'), ('Kore', 'EUC_KR'), ('Kore', 'UHC')) AS e (l, encoding) ON l = lang;

SELECT lang, encoding, d.charset, d.is_uncertain, d.document = body AS same
FROM documents, wic_decode_document(raw, NULL) AS d ORDER BY lang, encoding;

-- and in those it cannot: UTF-16 and UTF-32, made of code points
CREATE TEMPORARY TABLE units AS
SELECT lang, body, n, lpad(to_hex(ascii(c)), 8, '0') AS hex
FROM texts, regexp_split_to_table(body, '') WITH ORDINALITY AS t (c, n);

CREATE TEMPORARY VIEW wide AS
SELECT lang, charset, body, decode(string_agg(code, '' ORDER BY n), 'hex') AS raw
FROM units, LATERAL (VALUES
	('UTF-16BE', substr(hex, 5)),
	('UTF-16LE', substr(hex, 7) || substr(hex, 5, 2)),
	('UTF-32BE', hex),
	('UTF-32LE', substr(hex, 7) || substr(hex, 5, 2) || '0000')) AS u (charset, code)
GROUP BY lang, charset, body;

SELECT lang, w.charset, d.charset = w.charset AS found, d.is_uncertain, d.document = body AS same
FROM wide AS w, wic_decode_document(raw, NULL) AS d ORDER BY lang, w.charset;

-- the escapes of ISO-2022-JP
SELECT *, wic_decode(raw) FROM (VALUES ('\x1b24423b33406e1b2842'::bytea)) AS d (raw), wic_detect(raw);

-- which are not in all that has an ESC
SELECT charset, wic_decode(raw) FROM (VALUES ('\x1b5b316d72697665721b5b6d'::bytea), ('\x1b4e2d4e00')) AS d (raw), wic_detect(raw) LIMIT 2;

-- letters with accents in words are Western
SELECT d.* FROM wic_decode_document(convert_to('Le château où l’été brûle, là-bas, près du hêtre; déjà vu.', 'WIN1252'), NULL) AS d;

-- what else it might be follows, with what is left of the confidence
SELECT charset, basis, confidence > 0.9 AS sure FROM wic_detect(convert_to('河水又涨了，我们去看小溪', 'GBK')) LIMIT 2;

-- few characters may be anything: the best guess, and a mark
SELECT d.document, d.charset, d.is_uncertain FROM (VALUES ('河水'), ('雪山')) AS t (body), wic_decode_document(convert_to(body, 'GBK'), NULL) AS d;
-- a word from whoever knows removes it
SELECT d.document, d.charset, d.is_uncertain FROM wic_decode_document(convert_to('河水', 'GBK'), 'gbk') AS d;
-- and UTF-8 is not in doubt
SELECT d.document, d.charset, d.is_uncertain FROM (VALUES ('河'), ('river'), ('été'), ('')) AS t (body), wic_decode_document(convert_to(body, 'UTF8'), NULL) AS d;

--
-- What the document says of itself
--

-- a byte order mark, which is not part of the text
SELECT wic_decode(raw), d.* FROM (VALUES ('\xefbbbfe6b2b3'::bytea), ('\xfffeb36c'), ('\xfeff6cb3'), ('\xfffe0000b36c0000'), ('\x0000feff00006cb3'), ('\x84319533bad3')) AS t (raw), wic_detect(raw) AS d;

-- HTML and XML
SELECT d.charset, basis, wic_decode(raw) FROM (VALUES
	('<meta charset="big5">河'),
	('<META http-equiv=Content-Type content="text/html; charset=gb_2312-80">河'),
	(E' <?xml version="1.0" encoding=\'GBK\'?><河/>'),
	-- a tag may say more, and be the second one
	(E'<meta name=x><meta\ncharset = gbk >河')) AS t (body),
	convert_to(body, CASE WHEN body ~ 'big5' THEN 'BIG5' ELSE 'GBK' END) AS raw, wic_detect(raw) AS d LIMIT 10;

-- what is said may be wrong: what is UTF-8 is UTF-8
SELECT d.charset, basis FROM wic_detect(convert_to('<meta charset=gb2312>山上的雪化了', 'UTF8')) AS d;
-- in ASCII it cannot be said to be UTF-16, and unknown sets say nothing
SELECT d.charset, basis FROM wic_detect(convert_to('<meta charset=utf-16>river', 'UTF8')) AS d;
SELECT d.charset, basis FROM (SELECT raw || '<meta charset=klingon>' AS raw FROM documents WHERE encoding = 'SJIS') AS t, wic_detect(raw) AS d LIMIT 1;
-- a statement that makes nonsense of the text is not believed
SELECT encoding, d.charset, d.confidence > 0.5 AS sure FROM documents, wic_decode_document(raw, 'latin1') AS d WHERE lang = 'Hans' ORDER BY encoding;

-- the caller may know; of two characters that decides
SELECT declared, d.charset, basis, wic_decode('\xb0a1b0a2', declared) FROM unnest('{gbk, big5, euc-kr, euc-jp}'::text[]) AS declared
CROSS JOIN LATERAL (SELECT * FROM wic_detect('\xb0a1b0a2', declared) LIMIT 1) AS d;

-- the usual names of a character set
SELECT label, wic_decode('\xbad3', label) FROM unnest('{GB2312, gb_2312-80, CP936, x-gbk, "windows 936", Euc-Cn}'::text[]) AS label;
SELECT label, wic_decode('\xb36c', label) FROM unnest('{utf-16, UTF16LE, ucs-2, unicode}'::text[]) AS label;
SELECT wic_decode('\xe9', 'iso-8859-1'), wic_decode('\x8ae2', 'sjis'), wic_decode('\xacdb', 'KS_C_5601-1987'), wic_decode('\xf9d6', 'cp950');

-- control characters are those of ASCII in each set
SELECT label, encode(convert_to(wic_decode('\x091a1b1c7f', label), 'UTF8'), 'hex') FROM unnest('{utf-8, gbk, big5, sjis, euc-jp, euc-kr}'::text[]) AS label;

-- characters beyond the BMP
SELECT wic_decode('\x95328236', 'gb18030'), wic_decode('\x40d800dc', 'utf-16le'), wic_decode('\x00020000', 'utf-32be');

--
-- What is not text
--

SELECT wic_decode('', 'klingon');
SELECT * FROM wic_detect('', 'klingon');
SELECT * FROM wic_decode_document('', 'klingon');
SELECT wic_bad_byte('', repeat('河', 100));

-- the error says which byte it was, and wic_bad_byte says it to programs
SELECT wic_decode('\x61ffb262', 'UTF-8');
SELECT wic_decode('\x6100', 'UTF-8');
SELECT wic_decode('\xeda080', 'UTF-8');
SELECT wic_decode('\xbad3ff61', 'big5');
SELECT wic_decode('\xbad3bad3ff20', 'gbk');
SELECT wic_decode('\xbad3bad300', 'gbk');
SELECT wic_decode('\xb36c00d8b36c', 'utf-16le');
SELECT wic_decode('\xb36c0000', 'utf-16le');
SELECT wic_decode('\x0011000000006cb3', 'utf-32be');
-- ICU is more lenient than its tables: these are no controls
SELECT wic_bad_byte('\xbad3ff', 'euc-kr'), wic_bad_byte('\x80', 'euc-kr'), wic_bad_byte('\xb2cf85', 'euc-jp'), wic_bad_byte('\x8eb18fb0a1', 'euc-jp');
SELECT wic_bad_byte('\x61e6b2', 'UTF-8'), wic_bad_byte('\x6100'), wic_bad_byte('\x61'), wic_bad_byte('\xbad3bad3ff20', 'gbk'), wic_bad_byte('\xbad3', 'gbk');

-- the file was cut off within its last character
SELECT wic_decode(substr(raw, 1, length(raw) - 1)) FROM documents WHERE lang = 'Hans' AND encoding = 'UTF8';
SELECT wic_decode(substr(raw, 1, length(raw) - 1)) FROM documents WHERE lang = 'Hans' AND encoding = 'GBK';
SELECT wic_decode('\xb36cb3', 'utf-16le');

-- UTF-8 with a broken byte is broken UTF-8, and does not become GB18030
SELECT wic_decode(overlay(raw PLACING '\xff' FROM 20)) FROM documents WHERE lang = 'Hans' AND encoding = 'UTF8';
SELECT charset, basis, confidence FROM documents, wic_detect(overlay(raw PLACING '\xff' FROM 20)) WHERE lang = 'Hans' AND encoding = 'UTF8';
SELECT wic_decode(convert_to(repeat('Le château où l’été brûle, là-bas. ', 3), 'UTF8') || '\xe920');
-- what is half of it is neither
SELECT wic_decode(u.raw || g.raw) FROM documents AS u, documents AS g WHERE u.lang = 'Hans' AND u.encoding = 'UTF8' AND g.lang = 'Hans' AND g.encoding = 'GBK';
-- the same of other sets
CREATE TEMPORARY VIEW damaged AS
SELECT encoding, raw || '\x0aff0a' || raw AS raw FROM documents WHERE lang IN ('Hans', 'Kore');
SELECT encoding, charset, basis FROM damaged, wic_detect(raw) ORDER BY encoding;
SELECT wic_decode(raw) FROM damaged WHERE encoding = 'GBK';
SELECT wic_decode(raw) FROM damaged WHERE encoding = 'UHC';
SELECT wic_decode(raw || '\x00') FROM documents WHERE lang = 'Hans' AND encoding = 'GBK';

-- what is no text at all
SELECT wic_decode('\x6100b2');
SELECT wic_decode('\x89504e470d0a1a0a0000000d49484452');
SELECT wic_bad_byte('\x89504e470d0a1a0a0000000d49484452');
SELECT count(*) FROM wic_detect('\x89504e470d0a1a0a0000000d49484452');

SELECT wic_decode(NULL), wic_decode(NULL, 'gbk'), wic_bad_byte(NULL), wic_decode_document(NULL, NULL), (SELECT count(*) FROM wic_detect(NULL));

--
-- Long documents
--

-- a sample is read, wherever the first character stands that is not ASCII
SELECT encoding, d.charset, d.is_uncertain, octet_length(d.document) = octet_length(body) * 3000 + 100000 AS whole
FROM documents, wic_decode_document(convert_to(repeat('-', 100000), 'UTF8') || decode(repeat(encode(raw, 'hex'), 3000), 'hex'), NULL) AS d ORDER BY lang, encoding;

-- what is broken where no sample is taken is found, too
SELECT wic_decode(decode(repeat(encode(raw, 'hex'), 1000), 'hex') || '\xff' || decode(repeat(encode(raw, 'hex'), 3000), 'hex')) FROM documents WHERE encoding = 'GB18030';
SELECT wic_bad_byte(decode(repeat(encode(raw, 'hex'), 1000), 'hex') || '\xff' || decode(repeat(encode(raw, 'hex'), 3000), 'hex')) FROM documents WHERE encoding IN ('GB18030', 'UTF8') AND lang = 'Hans' ORDER BY encoding;

-- any bytes are either text or an error that says what is wrong
DO $$
DECLARE
	raw bytea;
BEGIN
	FOR i IN 1..4000 LOOP
		raw := substr(sha512(i::text::bytea) || sha512((-i)::text::bytea), 1, i % 127);
		-- all bytes, none from 80, only those, few NULs
		IF i % 4 = 1 THEN
			raw := decode(translate(encode(raw, 'hex'), '89abcdef', '01234567'), 'hex');
		ELSIF i % 4 = 2 THEN
			raw := decode(regexp_replace(encode(raw, 'hex'), '.(.)', 'b\1', 'g'), 'hex');
		ELSIF i % 4 = 3 THEN
			raw := convert_to(encode(raw, 'base64'), 'UTF8') || raw;
		END IF;
		PERFORM count(*) FROM wic_detect(raw);
		BEGIN
			PERFORM wic_decode_document(raw, NULL);
			ASSERT wic_bad_byte(raw) IS NULL;
		EXCEPTION
			WHEN character_not_in_repertoire OR untranslatable_character THEN
				ASSERT wic_bad_byte(raw) BETWEEN 0 AND length(raw) - 1;
		END;
	END LOOP;
END
$$;

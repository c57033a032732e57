--
-- Speeches: who said what, when and where, as documents tell it.
--

\pset format unaligned
\pset null -
SET client_min_messages = warning;
SET datestyle = ISO;

-- A document in these tests is its lines, each with its role.
CREATE FUNCTION quotes(document text, roles text[], published date DEFAULT NULL)
	RETURNS TABLE (ord integer, kind text, depth integer, speaker text, said_on text,
				   said_day text, occasion text, act text, status text, words text)
	LANGUAGE sql AS $$
	SELECT q.ord, q.kind, q.depth, q.speaker,
		   concat_ws(' ', q.said_on, q.said_on_precision, q.said_on_basis),
		   q.said_day, q.occasion, q.act, q.status,
		   left(substr(document, q.start_char + 1, q.end_char - q.start_char), 16)
	FROM (SELECT array_agg(start_char ORDER BY ord) AS starts, array_agg(end_char ORDER BY ord) AS ends
		  FROM wic_paragraphs(document)) AS p,
		wic_quotes(document, roles, starts, ends, published) WITH ORDINALITY AS q
	ORDER BY q.ordinality
$$;

-- a news report: the act in the lead, reported speech that goes on, quotations
SELECT * FROM quotes(E'林知远向2024年江河大会发表视频致辞
3月12日上午,滨江市市长林知远向2024年江河大会开幕式发表视频致辞。
林知远指出,江河连着山海。桥修好了,路就近了。
图为大会现场。
我们要把每一条小溪当成自己家门前的小溪。
林知远最后还强调:“清水不是一天流成的,也不会一天就流走。”
大会主题为“同饮一江水,共护一条河,携手向未来”。',
	'{title,lead,body,caption,body,body,body}', '2024-03-13');

-- a collection: each attribution is of the paragraph above it
SELECT * FROM quotes(E'一条河养活两岸的人。
——2014年11月19日,林知远向首届江河大会致贺词
水从不问谁先到。
图为河边的柳树。
——林知远在第二届江河大会开幕式上的讲话(2015年12月16日)
桥是路的延长。——2016年5月1日,林知远给江河大学的回信
夜里的河也在走。
——弗朗西斯·培根',
	'{quote,attribution,body,caption,attribution,body,quote,attribution}');

-- speakers before and behind; who is not named is nobody
SELECT * FROM quotes(E'“我从来没有想过这座桥会这么快修好。”张伟笑着说。
“这条路让全村人都过上了好日子,”村支书李大山告诉记者。
专家认为,这一做法“值得在更多的村子里试一试,再想一想”。
会议强调,“要把桥修好,把路修平,把树种上,一样都不能少。”
美国总统拜登称,“这是一座不同寻常的桥,我们必须走过去。”
他说,桥还在修。
“一江两岸”和“三桥”都是名字,《桥与“路”》是书名。',
	'{body,body,body,body,body,body,body}');

-- Taiwan, Japan, Korea
SELECT * FROM quotes(E'市長陳美玲指出,「我們會把『每一條小溪都當成自己的』這句話放在心裡。」
「這次颱風造成的損失非常嚴重,我們會盡快協助,」市長陳美玲說。
田中太郎市長は「川を守ることは、まちの未来を守ることだ」と述べた。
「みんなで力を合わせて、この川をきれいにしたい」と話した。
김민수 시장은 "우리는 강을 지키기 위해 함께 노력해야 합니다"라고 말했다.',
	'{body,body,body,body,body}');

-- a quotation that goes on in the next paragraph, and one that is never closed
SELECT * FROM quotes(E'林知远说:“第一段话还没有说完,第二段话就要来了。
“第二段话说完了,这就是全部要说的话。”
“这里少了一个引号,后面什么也没有。', '{body,body,body}');

-- the day of a letter whose year is not stated, and whose month is lost
SELECT * FROM quotes('“愿江河大会越办越好,让两岸的人都走到一起来。”7月12日,林知远市长向江河大会成立致贺信。', '{body}');
SELECT * FROM quotes('“愿江河大会越办越好,让两岸的人都走到一起来。”�月12日,林知远市长向江河大会成立致贺信。', '{body}');
SELECT said_on, act FROM quotes('7月12日,林知远向江河大会成立致贺信。', '{body}', '2022-07-11');

-- an empty document quotes nothing, and no document neither
SELECT count(*) FROM wic_quotes('', '{}', '{}', '{}');
SELECT count(*) FROM wic_quotes(NULL, '{}', '{}', '{}');

-- wrong calls are errors
SELECT wic_quotes('桥', '{body}', '{0,1}', '{1}');
SELECT wic_quotes('桥', '{NULL}', '{0}', '{1}');
SELECT wic_quotes('桥', '{body}', '{0}', '{2}');
SELECT wic_quotes('桥路', '{body,body}', '{0,0}', '{2,2}');

-- ten thousand marks deep: what is told is bounded
SELECT count(*) < 100 AS bounded, max(depth) < 100 AS shallow
FROM wic_quotes(repeat('“', 10000) || '桥' || repeat('”', 10000), '{body}', '{0}', '{20001}');

-- Acts.  One key for all ways to name an occasion
SELECT wic_occasion_key(name, year) FROM (VALUES
	('第十二屆世界網際網路大會開幕式', 2025), ('第12届世界互联网大会', NULL), ('2022年江河大会', NULL),
	('江河大会', 2022), ('江河大會', NULL), ('', 1999), (NULL, 1999)) AS t (name, year);
SELECT wic_occasions_agree(a, b, alike) FROM (VALUES
	('江河大会@2022', '江河大会', NULL::float8), ('江河大会@2022', '江河大会@2023', 0.6),
	('第1届江河大会', '第2届江河大会', 0.6), ('第1届江河大会', '江河大会@2014', NULL),
	('江河与湖海大会', '江河湖海大会', 0.6), ('江河与湖海大会', '江河湖海大会', NULL), ('桥', '路', 0.6), ('桥', '', 0.6))
	AS t (a, b, alike);

SELECT wic_create_corpus();

CREATE FUNCTION load(uri text, document text, roles text[], title text DEFAULT NULL,
		published date DEFAULT NULL, langs text[] DEFAULT NULL)
	RETURNS void
	LANGUAGE plpgsql AS $$
DECLARE
	id bigint;
BEGIN
	INSERT INTO corpus.sources (uri, title, published_at, published_precision, sha256, raw, clean_text, content_hash, lang, script)
	VALUES (uri, title, published, CASE WHEN published IS NOT NULL THEN 'day' END, sha256(convert_to(uri, 'UTF8')), '',
		document, sha256(convert_to(wic_fold(document), 'UTF8')), 'zh', wic_script(document))
	RETURNING source_id INTO id;
	INSERT INTO corpus.passages (source_id, ord, role, lang, script, body, start_char, end_char)
	SELECT id, ord, roles[ord], coalesce(langs[ord], 'zh'), wic_script(body), body, start_char, end_char
	FROM wic_paragraphs(document);
	PERFORM wic_add_speeches('corpus', id, wic_stored_passages('corpus', id));
	PERFORM wic_link_passages('corpus', id);
END
$$;

-- a collection; the same act twice; an act that another document tells of
CREATE FUNCTION load_collection() RETURNS void LANGUAGE sql AS $$
	SELECT load('collection', E'一条河养活两岸的人。\n——2022年7月12日,林知远向江河大会国际组织成立致贺信
水从不问谁先到。\n——2023年11月8日,林知远在2023年江河大会峰会开幕式上的视频讲话
桥是路的延长。\n——2023年11月8日,林知远在2023年江河大会峰会开幕式上的视频讲话',
		'{quote,attribution,quote,attribution,quote,attribution}', '林知远:一条河', '2024-01-05')
$$;
-- a report of one of them, in another script, and in English
CREATE FUNCTION load_report() RETURNS void LANGUAGE sql AS $$
	SELECT load('report', E'11月8日,市長林知遠向2023年江河大會峰會開幕式發表視頻致辭。
林知遠指出,水從不問誰先到,橋是路的延長。\n我們要把每一條小溪當成自己家門前的小溪。
Mayor Lin calls for clean rivers\nRivers never ask who came first, Lin said.',
		'{lead,body,body,title,body}', '林知遠發表視頻致辭', '2023-11-09', '{zh,zh,zh,en,en}')
$$;
-- a commentary without a year
CREATE FUNCTION load_commentary() RETURNS void LANGUAGE sql AS $$
	SELECT load('commentary', E'“愿江河大会越办越好,让两岸的人都走到一起来。”7月12日,林知远市长向江河大会国际组织成立致贺信。
江河大会是两岸的大会,“一江两岸”是大家的心愿。修桥铺路的人都知道,路要一步一步走,桥要一座一座修。', '{body,body}')
$$;
-- and one with a quotation that has a day, and no occasion
CREATE FUNCTION load_remark() RETURNS void LANGUAGE sql AS $$
	SELECT load('remark', E'2023年11月8日,林知远指出:“水从不问谁先到,桥也不问谁先走。”这是一句老话,住在江边的人小时候都听过,长大以后才慢慢明白。', '{body}')
$$;

CREATE VIEW speeches AS
	SELECT s.said_on, s.said_on_precision AS "precision", s.said_on_basis AS basis, p.name AS speaker, o.name AS occasion,
		   s.kind, s.title, s.meta,
		   (SELECT string_agg(concat_ws(' ', c.uri, w.form, w.lang, w.start_char || '-' || w.end_char), ', ' ORDER BY c.uri, w.start_char)
			FROM corpus.witnesses AS w JOIN corpus.sources AS c USING (source_id) WHERE w.speech_id = s.speech_id) AS witnesses,
		   (SELECT string_agg(concat_ws(' ', c.uri, q.kind, q.in_start || '-' || q.in_end, q.attributed_on), ', ' ORDER BY c.uri, q.in_start)
			FROM corpus.quotations AS q JOIN corpus.witnesses AS w ON w.witness_id = q.in_witness
			JOIN corpus.sources AS c USING (source_id) WHERE q.from_speech = s.speech_id) AS quotations
	FROM corpus.speeches AS s
	LEFT JOIN corpus.speakers AS p USING (speaker_id)
	LEFT JOIN corpus.occasions AS o USING (occasion_id);

SELECT load_collection(), load_report(), load_commentary(), load_remark();
SELECT * FROM speeches ORDER BY said_on, kind, title;
SELECT name, other_names, key FROM corpus.speakers ORDER BY key;
SELECT name, other_names, key FROM corpus.occasions ORDER BY key;
SELECT c.uri, p.ord, p.role, w.form, w.start_char
FROM corpus.passages AS p JOIN corpus.sources AS c USING (source_id) LEFT JOIN corpus.witnesses AS w USING (witness_id)
ORDER BY c.uri, p.ord;

-- what comes out does not depend on the order
CREATE FUNCTION in_order(orders text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	f text;
BEGIN
	TRUNCATE corpus.sources, corpus.speeches, corpus.speakers, corpus.occasions CASCADE;
	FOREACH f IN ARRAY orders LOOP
		EXECUTE format('SELECT load_%s()', f);
	END LOOP;
	RETURN (SELECT string_agg(s::text, E'\n' ORDER BY s::text COLLATE "C") FROM speeches AS s)
		|| (SELECT string_agg(o::text, E'\n' ORDER BY key COLLATE "C") FROM (SELECT name, other_names, key FROM corpus.occasions) AS o)
		|| (SELECT string_agg(o::text, E'\n' ORDER BY key COLLATE "C") FROM (SELECT name, other_names, key FROM corpus.speakers) AS o);
END
$$;
SELECT count(*) AS orders, count(DISTINCT md5(result)) AS results
FROM (SELECT in_order(ARRAY[a, b, c, d]) AS result
	  FROM unnest('{collection,report,commentary,remark}'::text[]) AS a, unnest('{collection,report,commentary,remark}'::text[]) AS b,
		  unnest('{collection,report,commentary,remark}'::text[]) AS c, unnest('{collection,report,commentary,remark}'::text[]) AS d
	  WHERE a NOT IN (b, c, d) AND b NOT IN (c, d) AND c <> d) AS t;

-- what is taken away and added again is as it was
CREATE TEMPORARY TABLE before AS SELECT * FROM speeches;
SELECT wic_remove_speeches('corpus', source_id) FROM corpus.sources WHERE uri = 'report';
SELECT said_on, kind, witnesses FROM speeches WHERE speaker IS NOT NULL ORDER BY said_on;
SELECT wic_add_speeches('corpus', source_id, wic_stored_passages('corpus', source_id)) FROM corpus.sources WHERE uri = 'report';
SELECT count(*) FROM (TABLE before EXCEPT TABLE speeches) AS t;

-- copies of one text are witnesses of one publication
SELECT load('copy', E'“願江河大會越辦越好,讓兩岸的人都走到一起來。”7月12日,林知遠市長向江河大會國際組織成立致賀信。
江河大會是兩岸的大會,“一江兩岸”是大家的心願。修橋鋪路的人都知道,路要一步一步走,橋要一座一座修。', '{body,body}');
SELECT said_on, kind, basis, witnesses FROM speeches WHERE kind = 'commentary' AND witnesses LIKE '%copy%';

-- a whole speech by its title, and by its greeting
SELECT load('address', E'同志们:\n今天我们在这里开会,是要把桥修好。\n谢谢大家!', '{body,body,body}', '林知远在第三届江河大会上的讲话', '2024-05-01');
SELECT load('greeting', E'各位代表:\n现在,我代表市政府向大会报告工作,请予审议。', '{body,body}', '2024年滨江市政府工作报告');
-- dated by a line below its title, unless the title names another year
SELECT load('dated', E'各位代表:\n（二〇二二年三月十一日市民代表大会通过）\n会议决定批准报告,大家都很高兴。', '{body,body,body}', '市民代表大会关于报告的决议');
SELECT load('redated', E'——2021年3月5日在市民代表大会上\n会议听取了报告,大家都很高兴。', '{body,body}', '2023年市民代表大会记录');
SELECT load('page', E'桥下有一家小店。', '{body}', '小店');
SELECT load('empty', E'', '{}');
SELECT said_on, "precision", basis, speaker, occasion, kind, title, witnesses FROM speeches
WHERE witnesses ~ 'address|greeting|dated|page' ORDER BY title;

-- a speech, its reprint in other characters and a remark that knows the day are one speech, whatever was loaded first
CREATE FUNCTION load_own() RETURNS void LANGUAGE sql AS $$
	SELECT load('own', E'各位朋友:\n桥是一块石头一块石头砌起来的,路是一步一步走出来的。\n让两岸的人都走到一起来,把每一条小溪都看好。', '{body,body,body}', '林知远在第三届江河大会上的讲话', '2022-06-05')
$$;
CREATE FUNCTION load_again() RETURNS void LANGUAGE sql AS $$
	SELECT load('again', E'各位朋友:\n橋是一塊石頭一塊石頭砌起來的,路是一步一步走出來的。\n讓兩岸的人都走到一起來,把每一條小溪都看好。', '{body,body,body}', '林知遠在第三屆江河大會上的講話', '2022-06-07')
$$;
CREATE FUNCTION load_other() RETURNS void LANGUAGE sql AS $$
	SELECT load('other', E'各位朋友:\n今年的雨水特别多,上游的水库都满了。\n请大家夜里留意河水,不要到低处去。', '{body,body,body}', '林知远在防汛会议上的讲话', '2022-06-06')
$$;
CREATE FUNCTION load_day() RETURNS void LANGUAGE sql AS $$
	SELECT load('day', E'2022年6月4日,林知远在第三届江河大会上指出:“桥是一块石头一块石头砌起来的。”\n这话说得在理,我们都记在心里。', '{body,body}', '桥与石头', '2022-06-20')
$$;
SELECT count(DISTINCT md5(in_order(ARRAY[a, b, c]))) AS results
FROM unnest('{own,again,other}'::text[]) AS a, unnest('{own,again,other}'::text[]) AS b, unnest('{own,again,other}'::text[]) AS c
WHERE a NOT IN (b, c) AND b <> c;
SELECT said_on, basis, speaker, occasion, witnesses FROM speeches ORDER BY said_on;
SELECT count(DISTINCT md5(in_order(ARRAY[a, b, c, d]))) AS results
FROM unnest('{own,again,other,day}'::text[]) AS a, unnest('{own,again,other,day}'::text[]) AS b,
	unnest('{own,again,other,day}'::text[]) AS c, unnest('{own,again,other,day}'::text[]) AS d
WHERE a NOT IN (b, c, d) AND b NOT IN (c, d) AND c <> d;
SELECT said_on, basis, speaker, occasion, kind, meta, witnesses, quotations FROM speeches ORDER BY said_on, kind;

-- without the first text, the day is that of the next
SELECT in_order('{own,again}') IS NOT NULL AS loaded;
SELECT wic_remove_speeches('corpus', source_id) FROM corpus.sources WHERE uri = 'own';
SELECT said_on, basis, occasion, witnesses FROM speeches;

-- a letter by its title
SELECT load('letter', E'河长们:\n又到世界水日,愿大家常到水边走走。', '{body,body}', '林知远致全市河长的信', '2023-03-22');
SELECT said_on, speaker, kind, witnesses FROM speeches WHERE kind = 'letter';

-- when all sources are gone from them, nothing is left
SELECT wic_remove_speeches('corpus', source_id) FROM corpus.sources ORDER BY source_id;
SELECT (SELECT count(*) FROM corpus.speeches) AS speeches, (SELECT count(*) FROM corpus.witnesses) AS witnesses,
	   (SELECT count(*) FROM corpus.quotations) AS quotations, (SELECT count(*) FROM corpus.speakers) AS speakers,
	   (SELECT count(*) FROM corpus.occasions) AS occasions, (SELECT count(*) FROM corpus.passages WHERE witness_id IS NOT NULL) AS passages;

DROP VIEW speeches;
DROP SCHEMA corpus CASCADE;
DROP FUNCTION quotes, load, load_collection, load_report, load_commentary, load_remark, load_own, load_again, load_other, load_day, in_order;

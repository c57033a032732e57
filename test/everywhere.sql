-- What test/t/075_everywhere.pl asks, and of what: a corpus with a speech, its
-- reprint, an anthology, texts that quote it, one without date, one in English;
-- a table with the same columns, one with texts alone; corpora with nothing,
-- with one text, and with a name that needs quotes.
--
-- The extension is in a schema that is in no search_path: psql's variable wic
-- names it.  All questions are rows of probe.calls.

CREATE SCHEMA probe;

SELECT :wic.wic_create_corpus('delta'), :wic.wic_create_corpus('empty'),
	:wic.wic_create_corpus('single'), :wic.wic_create_corpus('My ''Korpus''; --');

CREATE TABLE probe.documents (n int PRIMARY KEY, body text, meta jsonb);
INSERT INTO probe.documents VALUES
(1, E'林知远2016年3月5日在首届江河大会开幕式上的讲话\n各位来宾：\n江河连着山海，也连着两岸的人。我们要共护一江清水，让桥下的水清起来，让更多村庄和学校共享互联网图书馆的成果。\n水从不问谁先到，桥也不问谁先过。\n共护一江清水，要从家门前的小溪做起。',
	'{"uri": "https://binjiang.example/2016/3.html", "publisher": "滨江日报"}'),
(2, E'林知遠2016年3月5日在首屆江河大會開幕式上的講話\n各位來賓：\n江河連著山海，也連著兩岸的人。我們要共護一江清水，讓橋下的水清起來，讓更多村莊和學校共用網際網路圖書館的成果。',
	'{"uri": "tw.txt", "publisher": "海東時報"}'),
(3, E'林知远：江河文选\n共护一江清水的话，都收在这本书里。\n一条河养活两岸的人，一座桥连起两岸的路。\n——2014年11月19日，林知远向江河论坛致贺信\n山里的路已经三年没有修了，大家都来修路。\n——2017年8月1日，林知远在江河大学毕业典礼上的讲话\n夜里的河也在走，共护一江清水的人也在走。\n——2018年6月1日，林知远在第二届江河大会开幕式上的讲话',
	'{"uri": "anthology.txt"}'),
(4, E'桥下的水\n来源：滨江日报\n2019年5月2日\n2014年，林知远市长在江河论坛上提出了“三水同治”，倡导共护一江清水，两岸的人都记得。林知远说：“江河连着山海，也连着两岸的人。我们要共护一江清水，让桥下的水清起来，让更多村庄和学校共享互联网图书馆的成果。”桥修好了。',
	'{"uri": "2019.txt"}'),
(5, E'再到桥边\n来源：滨江日报\n2019年6月9日\n江河连着山海，也连着两岸的人。我们要共护一江清水，让桥下的水清起来，让更多村庄和学校共享互联网图书馆的成果。夏天的河边很凉快，孩子们坐在桥边看书。',
	'{"uri": "silent.txt"}'),
(6, E'河边闲话\n老人们说，一江清水是大家的。共护一江清水，谁也不是外人。', '{"uri": "talk.txt"}'),
(7, E'One river\nMay 3, 2020\nKeeping one clean river for all begins on its banks. The idea of one clean river, which the mayor proposed in 2014, is well known.',
	'{"uri": "en.txt"}'),
(8, E'桥下的水 （转载）\n来源：海东时报\n2019年5月3日\n2014年，林知远市长在江河论坛上提出了“三水同治”，倡导共护一江清水，两岸的人都记得。林知远说：“江河连着山海，也连着两岸的人。我们要共护一江清水，让桥下的水清起来，让更多村庄和学校共享互联网图书馆的成果。”桥修好了。',
	'{"uri": "copy.txt"}');

SELECT (:wic.wic_load(body, meta, 'delta')).action FROM probe.documents ORDER BY n;
SELECT (:wic.wic_load(body, meta, 'My ''Korpus''; --')).action FROM probe.documents ORDER BY n;
SELECT (:wic.wic_load(body, meta, 'single')).action FROM probe.documents WHERE n = 1;

CREATE TABLE public.essays (id int PRIMARY KEY, content text, heading text,
	day date, writer text, event text, sort text, language text, address text,
	reader text NOT NULL DEFAULT 'all');
INSERT INTO public.essays
SELECT n, body, meta ->> 'uri', date '2016-03-05' + 100 * n,
	CASE WHEN n % 2 = 1 THEN '林知远' ELSE '王小河' END,
	CASE WHEN n % 3 = 1 THEN '首届江河大会' END, 'essay',
	CASE n WHEN 7 THEN 'en' ELSE 'zh' END, meta ->> 'uri'
FROM probe.documents;
CREATE INDEX ON public.essays USING wicsearch (content);
CREATE TABLE public.scraps (id int PRIMARY KEY, content text);
INSERT INTO public.scraps SELECT n, body FROM probe.documents;
CREATE INDEX ON public.scraps USING wicsearch (content);
SELECT :wic.wic_attach('public.essays', body => 'content', title => 'heading',
	said_on => 'day', speaker => 'writer', occasion => 'event', kind => 'sort',
	lang => 'language', uri => 'address', corpus => 'attached');
SELECT :wic.wic_attach('public.scraps', body => 'content', corpus => 'plain');
SELECT :wic.wic_link('attached'), :wic.wic_link('plain');
ANALYZE;

-- The functions that ask, by what pg_proc says: public ones that write
-- nothing and are told a corpus; and those that tell of all corpora.
CREATE VIEW probe.functions AS
SELECT p.oid, p.proname::text AS name, p.pronargs, p.pronargdefaults,
	p.proargnames, p.proargtypes::oid[] AS types
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_proc'::regclass
	AND d.objid = p.oid AND d.deptype = 'e'
JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
WHERE e.extname = 'wicsearch' AND p.prokind = 'f'
	AND obj_description(p.oid, 'pg_proc') <> '(internal)'
	AND (p.provolatile <> 'v' AND 'corpus' = ANY (p.proargnames[1:p.pronargs])
		OR p.proname IN ('wic_status', 'wic_corpora'));

-- The arguments without which there is no answer, of any function or of one.
CREATE TABLE probe.needed (name text, function text, value text);
INSERT INTO probe.needed VALUES
	('query', NULL, $$'共护一江清水'$$), ('queries', NULL, $$'{共护一江清水,桥}'$$),
	('sentence', NULL, $$'让更多村庄和学校共享互联网图书馆的成果'$$),
	('typed', NULL, $$'共护'$$), ('speech_id', NULL, '1'), ('passage_id', NULL, '3'),
	('since', 'wic_keyness', $$'2018-01-01'$$), ('ref_until', 'wic_keyness', $$'2017-12-31'$$),
	('min_hits', 'wic_keyness', '2');

-- The call of a function, perhaps with one of its arguments set.
CREATE FUNCTION probe.call(f probe.functions, wic text, argument text, given text, corpus text)
	RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT * FROM %I.%I(%s)', wic, f.name, string_agg(format('%I => %s', a.name,
			CASE WHEN a.name = argument THEN format('(%s)::%s', given, format_type(a.type, NULL))
				WHEN a.name = 'corpus' THEN quote_literal(corpus)
				ELSE n.value END), ', ' ORDER BY a.i))
	FROM (SELECT i, f.proargnames[i] AS name, f.types[i - 1] AS type
		FROM generate_series(1, f.pronargs) AS i) AS a
	LEFT JOIN probe.needed AS n ON n.name = a.name AND coalesce(n.function = f.name, a.i <= f.pronargs - f.pronargdefaults)
	WHERE a.name = argument OR a.name = 'corpus' AND corpus IS NOT NULL
		OR n.name IS NOT NULL OR a.i <= f.pronargs - f.pronargdefaults
$$;

-- What an argument of a type can be that nobody would write.
CREATE TABLE probe.bad_values (type regtype, value text);
INSERT INTO probe.bad_values VALUES
	('text', 'NULL'), ('text', $$''$$), ('text', $$'，。！……'$$),
	('text', $$repeat('山水', 5000)$$), ('text', $$repeat('山 ', 5000)$$),
	('text', $$'''; DROP TABLE x; --'$$), ('text', $$'%s %1$I %n'$$),
	('text', $$'"('$$), ('text', $$'-桥'$$), ('text', $$'near('$$),
	('text', $$'桥 OR'$$), ('text', $$'桥*'$$), ('text', $$E'\\\x01\u200b'$$),
	('text', $$'<b>&amp;'$$), ('text', $$'all'$$), ('text', $$'月'$$),
	('integer', 'NULL'), ('integer', '0'), ('integer', '-1'), ('integer', '1'),
	('integer', '2147483647'), ('integer', '-2147483648'),
	('bigint', 'NULL'), ('bigint', '0'), ('bigint', '-1'), ('bigint', '3'),
	('bigint', '9223372036854775807'), ('bigint', '-9223372036854775808'),
	('double precision', 'NULL'), ('double precision', '''NaN'''),
	('double precision', '''Infinity'''), ('double precision', '-1'),
	('double precision', '0'), ('double precision', '1'),
	('boolean', 'NULL'), ('boolean', 'true'), ('boolean', 'false'),
	('date', 'NULL'), ('date', $$'infinity'$$), ('date', $$'-infinity'$$),
	('date', $$'4713-01-01 BC'$$), ('date', $$'5874897-12-31'$$), ('date', $$'2016-03-05'$$),
	('text[]', 'NULL'), ('text[]', $$'{}'$$), ('text[]', $$'{NULL,"",，}'$$),
	('text[]', $$'{{桥,水},{人,河}}'$$), ('text[]', $$'[5:6]={桥,水}'$$),
	('text[]', $$ARRAY[repeat('山水', 5000)]$$),
	('text[]', $$array_fill('桥'::text, '{2000}')$$),
	('regclass', 'NULL'), ('regclass', $$'pg_class'$$), ('regclass', $$'public.essays'$$);
INSERT INTO probe.bad_values
SELECT 'text', quote_literal(c) FROM unnest('{year,month,day,decade,quarter,speaker,occasion,source,kind,lang,script,title,before,after,date,score,exact,vocab,sentence,speech,term,char,mi,t_score,log_ratio,less,plain,first,best}'::text[]) AS c;

CREATE TABLE probe.calls (n int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	function text, argument text, corpus text, call text NOT NULL);
-- as they are, of each corpus
INSERT INTO probe.calls (function, corpus, call)
SELECT f.name, c.name, probe.call(f, :'wic', NULL, NULL, c.name)
FROM probe.functions AS f, unnest('{delta,empty,single,attached,plain,"My ''Korpus''; --"}'::text[]) AS c (name)
WHERE 'corpus' = ANY (f.proargnames) OR c.name = 'delta'
ORDER BY f.oid, c.name;
-- and with one argument set
INSERT INTO probe.calls (function, argument, corpus, call)
SELECT f.name, a.name, c.name, probe.call(f, :'wic', a.name, b.value, c.name)
FROM probe.functions AS f
CROSS JOIN LATERAL (SELECT f.proargnames[i] AS name, f.types[i - 1] AS type
	FROM generate_series(1, f.pronargs) AS i) AS a
JOIN probe.bad_values AS b ON b.type = a.type
CROSS JOIN unnest('{delta,empty,attached,plain}'::text[]) AS c (name)
WHERE c.name = 'delta' OR b.type <> 'text'::regtype OR b.value IN ('NULL', '''''', '''月''')
ORDER BY f.oid, c.name, a.name;

-- What comes of a call, wherever it is asked.  Nothing here depends on the
-- search_path, which may be an attacker's.
CREATE FUNCTION probe.answer(call text, around text, OUT lines bigint, OUT digest text,
		OUT state text, OUT message text)
	LANGUAGE plpgsql STABLE AS $$
BEGIN
	EXECUTE pg_catalog.concat($sql$SELECT pg_catalog.count(*), pg_catalog.md5(pg_catalog.string_agg(r::pg_catalog.text,
			'|'::pg_catalog.text ORDER BY r::pg_catalog.text)) FROM ($sql$, call, ') AS r', around)
	INTO lines, digest;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state := RETURNED_SQLSTATE, message := MESSAGE_TEXT;
END
$$;

-- A table that is read in parallel.
CREATE TABLE probe.numbers AS SELECT n FROM generate_series(1, 20000) AS n;
ANALYZE probe.numbers;

-- An attacker's schema: whatever the server or the extension has a function,
-- an operator or a type for is there, with the same arguments, and fails.
CREATE SCHEMA evil;
DO $$
DECLARE
	f record;
	o record;
BEGIN
	FOR f IN SELECT p.*, pg_get_function_identity_arguments(p.oid) AS arguments,
			pg_get_function_result(p.oid) AS result
		FROM pg_proc AS p JOIN pg_namespace AS s ON s.oid = p.pronamespace
		WHERE p.prokind IN ('f', 'a', 'w') AND s.nspname <> 'information_schema'
			AND NOT 'internal'::regtype = ANY (p.proargtypes::oid[])
			AND NOT 'cstring'::regtype = ANY (p.proargtypes::oid[])
	LOOP
		BEGIN
			IF f.prokind = 'f' THEN
				EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L',
					f.proname, f.arguments, f.result,
					format('BEGIN RAISE EXCEPTION %L; END', 'evil.' || f.proname));
			ELSE
				EXECUTE format('CREATE FUNCTION evil.step_%s(bigint%s) RETURNS bigint LANGUAGE plpgsql AS %L',
					f.oid, coalesce(', ' || nullif(oidvectortypes(f.proargtypes), ''), ''),
					format('BEGIN RAISE EXCEPTION %L; END', 'evil.' || f.proname));
				EXECUTE format('CREATE AGGREGATE evil.%I(%s) (SFUNC = evil.step_%s, STYPE = bigint)',
					f.proname, coalesce(nullif(oidvectortypes(f.proargtypes), ''), '*'), f.oid);
			END IF;
		EXCEPTION WHEN OTHERS THEN
			NULL;		-- a pseudotype, say
		END;
	END LOOP;
	FOR o IN SELECT p.oprname, format_type(p.oprleft, NULL) AS l, format_type(p.oprright, NULL) AS r,
			format_type(p.oprresult, NULL) AS result, p.oid
		FROM pg_operator AS p WHERE p.oprleft <> 0
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION evil.operator_%s(%s, %s) RETURNS %s LANGUAGE plpgsql AS %L',
				o.oid, o.l, o.r, o.result,
				format('BEGIN RAISE EXCEPTION %L; END', 'evil.operator ' || o.oprname));
			EXECUTE format('CREATE OPERATOR evil.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = evil.operator_%s)',
				o.oprname, o.l, o.r, o.oid);
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
	FOR f IN SELECT DISTINCT c.relname FROM pg_class AS c JOIN pg_namespace AS s ON s.oid = c.relnamespace
		WHERE s.nspname IN ('delta', 'wic') AND c.relkind IN ('r', 'v')
	LOOP
		EXECUTE format('CREATE VIEW evil.%I AS SELECT 1 / (random() * 0)::int AS source_id', f.relname);
	END LOOP;
	CREATE DOMAIN evil.text AS pg_catalog.text CHECK (false);
	CREATE DOMAIN evil.date AS pg_catalog.date CHECK (false);
	CREATE DOMAIN evil.jsonb AS pg_catalog.jsonb CHECK (false);
	CREATE DOMAIN evil.regclass AS pg_catalog.regclass CHECK (false);
END
$$;

-- Somebody who may only read.
CREATE ROLE reader LOGIN;
GRANT USAGE ON SCHEMA :wic, probe, evil, delta, empty, single, attached, plain, "My 'Korpus'; --" TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA probe, delta, empty, single, attached, plain, "My 'Korpus'; --" TO reader;
GRANT SELECT ON public.essays, public.scraps TO reader;

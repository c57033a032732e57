-- A page about a query: what is on it, and that nothing on it is markup but ours.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SELECT wic_create_corpus('bridges');
SET wicsearch.corpus = 'bridges';
INSERT INTO bridges.speakers (name) VALUES ('林知远'), ('Ada Brook');
INSERT INTO bridges.occasions (name) VALUES ('第一届小桥论坛');
INSERT INTO bridges.sources (uri, url, publisher, title, published_at, sha256, raw, clean_text) VALUES
	('a.txt', NULL, '桥报', '小桥与大河', '2019-05-03 08:00', '\x01', '', ''),
	('b.txt', 'https://bridges.example/b?x=1&y=2', 'Bridge Weekly', NULL, NULL, '\x02', '', ''),
	('c.txt', NULL, NULL, NULL, NULL, '\x03', '', '');
INSERT INTO bridges.speeches (kind, title, speaker_id, occasion_id, said_on, said_on_precision) VALUES
	('speech', NULL, 1, 1, '2019-05-02', 'day'),
	('letter', 'On small bridges', 2, NULL, '2022-07-01', 'month'),
	('report', NULL, NULL, NULL, NULL, NULL);
INSERT INTO bridges.witnesses (speech_id, source_id, form, lang, script, start_char, end_char) VALUES
	(1, 1, 'whole', 'zh', 'Hans', 0, 100), (2, 2, 'whole', 'en', 'Latn', 0, 100), (3, 3, 'whole', 'zh', 'Hant', 0, 100);
INSERT INTO bridges.passages (source_id, witness_id, ord, lang, script, body, start_char, end_char) VALUES
	(1, 1, 1, 'zh', 'Hans', '修一座小桥，连两岸人家。小桥不大，走的人多。', 0, 22),
	(1, 1, 2, 'zh', 'Hans', '有桥便有路。', 22, 28),
	(2, 2, 1, 'en', 'Latn', 'A small bridge joins two banks, and every bridge needs care.', 0, 60),
	(3, 3, 1, 'zh', 'Hant', '小橋流水，古道西風。', 0, 10);

-- The page is well-formed, so it can be asked.
CREATE FUNCTION on_page(page text, path text) RETURNS text LANGUAGE sql AS
	$$ SELECT array_to_string(xpath(path, page::xml)::text[], ' | ') $$;
SELECT wic_report('小桥') AS page \gset
SELECT xml_is_well_formed_document(:'page') AS well_formed;
SELECT on_page(:'page', '/html/head/title/text()') AS title, on_page(:'page', '/html/@lang') AS lang,
	on_page(:'page', '//h1/bdi/text()') AS h1, on_page(:'page', '//h2/text()') AS sections;
SELECT on_page(:'page', '//ul[@class="sums"]/li/b/text() | //ul[@class="sums"]/li/text()') AS sums;
SELECT on_page(:'page', '//dl/dt/text() | //dl/dd//text()') AS asked;
SELECT on_page(:'page', '//svg/@role') AS role, on_page(:'page', '//svg/@aria-label') AS label;
SELECT on_page(:'page', '//svg//title/text()') AS periods;
SELECT on_page(:'page', '//g[@class="hits"]/rect/@height') AS hits, on_page(:'page', '//g[@class="rate"]/rect/@height') AS rates;
SELECT on_page(:'page', '//svg/text/text()') AS numbers;
SELECT on_page(:'page', '//p[@class="note"]/text()') AS notes;
SELECT on_page(:'page', '//tbody/tr/td/text()') AS figures;
SELECT on_page(:'page', '//blockquote//text()') AS first_use;
SELECT on_page(:'page', '//h3//text()') AS headings;
SELECT on_page(:'page', '//p[@class="cite"]//text()') AS citations;
SELECT on_page(:'page', '//ol//span[@class="text"]/@lang') AS langs, on_page(:'page', '//ol//mark/text()') AS marks;
SELECT on_page(:'page', '//ol//span[@class="before"]/text()') AS before, on_page(:'page', '//ol//span[@class="after"]/text()') AS after;
SELECT replace(on_page(:'page', '//footer//text()'), to_char(now(), 'YYYY-MM-DD'), '(today)') AS footer;

-- Who quotes whom, with it: not a term, and not a text of that very speech.
INSERT INTO bridges.quotations (in_witness, in_start, in_end, kind, attributed_to, attributed_on, from_speech) VALUES
	(3, 0, 4, 'inline', 1, NULL, 1), (3, 5, 9, 'inline', 1, NULL, 1), (3, 0, 9, 'reported', 2, '2018-01-01', NULL),
	(3, 0, 2, 'term', NULL, NULL, NULL), (3, 0, 2, 'inline', NULL, NULL, NULL), (1, 0, 22, 'block', 1, NULL, 1);
SELECT wic_report('小桥') AS page \gset
SELECT on_page(:'page', '//table[@class="quotes"]/thead//text()') AS head, on_page(:'page', '//table[@class="quotes"]/tbody/tr[1]//text()') AS first, on_page(:'page', '//table[@class="quotes"]/tbody/tr[2]//text()') AS second;

-- What a text claims of an earlier day.
INSERT INTO bridges.speeches (title, said_on) VALUES ('记小桥论坛', '2021-01-01');
INSERT INTO bridges.witnesses (speech_id, source_id, lang, script, start_char, end_char) VALUES (4, 3, 'zh', 'Hans', 20, 60);
INSERT INTO bridges.passages (source_id, witness_id, ord, lang, script, body, start_char, end_char) VALUES
	(3, 4, 2, 'zh', 'Hans', '2016年，林知远首次提出“小桥大路”。', 20, 40);
SELECT on_page(wic_report('小桥大路'), '//section[h2="首见"]/h3//text()') AS headings, on_page(wic_report('小桥大路'), '//section[h2="首见"]/blockquote//text()') AS lines;
SELECT on_page(wic_report('小桥'), '//section[h2="首见"]/p[@class="note"]/text()') AS undated;
DELETE FROM bridges.passages WHERE ord = 2 AND source_id = 3;
DELETE FROM bridges.speeches WHERE speech_id = 4;

-- What stands near it.
SELECT on_page(wic_report('小桥'), 'count(//section[starts-with(h2, "搭配")])') AS too_few;
INSERT INTO bridges.passages (source_id, witness_id, ord, lang, script, body, start_char, end_char)
SELECT 1, 1, 9 + n, 'zh', 'Hans', CASE WHEN n > 5 THEN '今天天气晴朗，微风吹过田野。' ELSE '修好小桥。' END, 100, 110 FROM generate_series(1, 40) AS n;
SELECT on_page(page, '//section[starts-with(h2, "搭配")]//th/text()') AS head, on_page(page, '//section[starts-with(h2, "搭配")]//tbody/tr[1]/td//text()') AS first,
	on_page(page, '//section[starts-with(h2, "搭配")]//rect/@width') AS bars
FROM wic_report('小桥') AS page;
DELETE FROM bridges.passages WHERE ord > 9;

-- Without quotation marks, too: what a later text has in common with an earlier.
SELECT wic_create_corpus('echo');
INSERT INTO echo.sources (uri, sha256, raw, clean_text) SELECT u, sha256(u::bytea), '', '' FROM unnest('{a, b}'::text[]) AS u;
INSERT INTO echo.speeches (title, said_on) VALUES ('修桥记', '2019-05-02'), ('再修桥记', '2020-06-03');
INSERT INTO echo.witnesses (speech_id, source_id, lang, script, start_char, end_char) VALUES (1, 1, 'zh', 'Hans', 0, 40), (2, 2, 'zh', 'Hant', 0, 40);
INSERT INTO echo.passages (source_id, witness_id, ord, lang, script, body, start_char, end_char)
SELECT n, n, 1, l, s, b, 0, length(b) FROM (VALUES (1, 'zh', 'Hans', '去年夏天，村里人自己动手在上游修了一座石头小桥，从此孩子们上学不再绕路。'),
	(2, 'zh', 'Hant', '大家都說，村裡人自己動手在上游修了一座石頭小橋，從此孩子們上學不再繞遠路，很好。')) AS v (n, l, s, b);
SELECT wic_link('echo') > 0 AS linked;
SELECT on_page(page, '//table[@class="quotes"]/tbody/tr/td[1]//text()') AS quoted, on_page(page, '//table[@class="quotes"]/tbody/tr/td[2]//text()') AS quoting,
	on_page(page, '//table[@class="quotes"]/tbody/tr/td[3]//text()') AS wording
FROM wic_report('小桥', corpus => 'echo') AS page;
DROP TABLE echo.reuses;
SELECT on_page(wic_report('小桥', corpus => 'echo'), 'count(//table[@class="quotes"])') AS not_linked;
-- In English; a link to the web, and to nothing else; a wide span flows.
SELECT wic_report('bridge', speaker => 'ada brook', since => '2020-01-01', lang => 'en',
	witnesses => 'all', level => 'script', span => 27) AS page \gset
SELECT on_page(:'page', '/html/@lang') AS lang, on_page(:'page', '//h2/text()') AS sections,
	on_page(:'page', '//ul[@class="sums"]/li/text()') AS sums, on_page(:'page', '//dl/dt/text() | //dl/dd//text()') AS asked;
SELECT on_page(:'page', '//a/@href') AS links, on_page(:'page', '//a/text()') AS shown, on_page(:'page', '//ol/@class') AS class;
SELECT on_page(:'page', '//ol//span[@class="text"]//text()') AS lines, on_page(:'page', '//footer//code/text()') AS call;
SELECT on_page(wic_report('小桥', labels => 'en'), '//h2/text()') AS english, on_page(wic_report('bridge', labels => 'zh'), '//h2/text()') AS chinese,
	on_page(wic_report('bridge OR 小桥'), '/html/@lang') AS mixed;

-- Where there are too many lines, some are taken from all of them, by time.
SELECT wic_report('小桥', max_lines => 1) AS page \gset
SELECT on_page(:'page', '//ol//mark/text()') AS marks, on_page(:'page', '//section[last()]/p/text()') AS notes, on_page(:'page', '//section[last()]//h3/small/text()') AS shown;
SELECT on_page(wic_report('小桥', span => 2), '//ol//span[@class="text"]//text()') AS narrow;
SELECT on_page(wic_report('every OR banks', span => 5), '//ol//span[@class="text"]//text()') AS no_torn_words;
SELECT on_page(wic_report('小桥', span => 0), '//ol//span[@class="text"]//text()') AS bare;

-- Nothing is found, or asked for.
SELECT on_page(wic_report('大船'), '//main//text()') AS nothing, on_page(wic_report('ship'), '//main//text()') AS nothing;
SELECT on_page(wic_report('，'), '//main//text()') AS nothing;
SELECT wic_report(NULL) IS NULL AS no_page;

-- It loads nothing, and its policy lets it load nothing.
SELECT wic_report('小桥') AS page \gset
SELECT :'page' !~* '<(script|img|link|iframe|object|embed|base|form|input|audio|video)\M' AS no_such_element,
	:'page' !~* '\s(src|srcset|on[a-z]+|style|action|background)\s*=' AS no_such_attribute,
	:'page' !~* 'url\(|@import' AS plain_style;
SELECT on_page(:'page', '/html/head/meta/@content') = 'default-src ''none''; style-src ''sha256-'
	|| encode(sha256(convert_to(substring(:'page', '<style>(.*)</style>'), 'UTF8')), 'base64')
	|| '''; base-uri ''none''; form-action ''none'' | width=device-width, initial-scale=1 | light dark | no-referrer' AS policy;

-- Text that would like to be markup, in every place where there can be text.
CREATE TABLE hostile (n serial PRIMARY KEY, t text);
INSERT INTO hostile (t) VALUES
	('<script>alert(1)</script>'), ('"><img src=x onerror=alert(1)>'), (''' onmouseover=''alert(1)'), ('</style></title></svg></mark>'),
	('&lt;b&gt; &amp; &#60;i&#62;'), (E'\u202Eesrever\u202C \u2066x'), (E'bell\u0007 esc\u001B[31m del\u007F next\u0085 none\uFFFF\uFDD0'),
	(E'tab\tline\nre\rturn'), (']]>--><!--'), ('%s %1$s %% {{x}} ${x}'), (U&'\+01F309\+010348');
SELECT n, wic_html_text(t) AS html FROM hostile ORDER BY n;
SELECT string_agg(t, '') AS everything FROM hostile \gset
SELECT wic_create_corpus('hostile ''<i>"&');
SET wicsearch.corpus = 'hostile ''<i>"&';
SET search_path = 'hostile ''<i>"&', public;
INSERT INTO speakers (name) VALUES (:'everything');
INSERT INTO occasions (name) VALUES (:'everything');
INSERT INTO sources (uri, url, publisher, title, published_at, sha256, raw, clean_text) SELECT n::text, t, t, t, 'infinity', sha256(n::text::bytea), '', ''
	FROM (SELECT n, t FROM hostile UNION ALL SELECT 100, :'everything') AS h ORDER BY n;
INSERT INTO speeches (kind, title, speaker_id, occasion_id, said_on) SELECT :'everything', :'everything', 1, 1,
	CASE source_id WHEN 1 THEN '-infinity' ELSE date '2000-01-01' + 500 * source_id::integer END FROM sources ORDER BY source_id;
INSERT INTO witnesses (speech_id, source_id, lang, script, start_char, end_char) SELECT source_id, source_id, :'everything', :'everything', 0, 1 FROM sources ORDER BY source_id;
INSERT INTO passages (source_id, witness_id, ord, lang, script, body, start_char, end_char)
SELECT source_id, source_id, 1, 'x"<', :'everything', title || '小桥' || title, 0, 2 * length(title) + 2 FROM sources;
INSERT INTO quotations (in_witness, in_start, in_end, kind, attributed_to, attributed_occasion) SELECT source_id, 0, 2 * length(title) + 2, 'inline', 1, 1 FROM sources;
SET search_path = public;
SELECT wic_report('小桥 OR "' || replace(:'everything', '"', ' ') || '" OR script OR alert', speaker => :'everything', kind => :'everything', occasion => 'alert', lang => 'x"<') AS page \gset
SELECT xml_is_well_formed_document(:'page') AS well_formed, on_page(:'page', 'count(//mark)')::int > 20 AS marked,
	on_page(:'page', 'count(//script | //img | //i | //b[ancestor::bdi or ancestor::mark] | //a | //@onmouseover | //@onerror)') AS foreign_markup,
	:'page' !~ E'[\u0001-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\uFFFF\uFDD0]' AS no_controls,
	on_page(:'page', '//h2/text()') AS sections;
SELECT string_agg(DISTINCT name[1], ' ' ORDER BY name[1]) AS elements, string_agg(DISTINCT name[2], ' ' ORDER BY name[2]) AS attributes
FROM (SELECT regexp_matches(:'page', '<(\w+)', 'g') || NULL::text AS name
	UNION ALL SELECT ARRAY[NULL, (regexp_matches(m[1], '\s([\w-]+)="', 'g'))[1]] FROM regexp_matches(:'page', '<(\w+\s[^>]*)>', 'g') AS m) AS n;
SELECT bool_and(strpos(:'page', wic_html_text(t)) > 0) AS all_shown FROM hostile;

-- Addresses: only those of the web are links, under the name of their host.
SELECT address, wic_html_link(address) AS html FROM unnest(ARRAY[
	'https://a.example/路?q="x"', 'https://a.example/%E8%B7%AF?q=1&r=''2''', 'HTTP://A.example', 'https://good.example@bad.example/x', 'https://a.example:8080#top',
	'javascript:alert(1)', ' javascript:alert(1)', E'java\tscript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', '//a.example/x',
	'https://', 'https:///x', 'https://a.example/ b', E'https://a.example/\u202Etxt.exe', E'https://a.example/\nb', 'https://a.example\@b.example', 'ftp://a.example/', 'a/b.txt', '', NULL]) AS address;
SELECT wic_html_language(lang, script) AS html FROM (VALUES ('zh', 'Hans'), ('zh', 'Hant'), (NULL, 'Hant'), ('zh', NULL), ('ja', 'Jpan'), (NULL, 'Jpan'), (NULL, 'Kore'),
	('en', 'Latn'), (NULL, 'Latn'), ('zh_TW', NULL), ('pt-BR', 'Latn'), ('en" x="', 'Latn'), ('', ''), ('1', NULL), (NULL, NULL)) AS v (lang, script);

-- Months, years or decades, as many as fit; one is no timeline.
SELECT wic_create_corpus('dated');
SET client_min_messages = warning;
CREATE FUNCTION axis(days date[]) RETURNS TABLE (labels text, periods text) LANGUAGE plpgsql AS $$
DECLARE
	page text;
BEGIN
	TRUNCATE dated.sources, dated.speeches, dated.witnesses, dated.passages RESTART IDENTITY CASCADE;
	INSERT INTO dated.sources (sha256, raw, clean_text) SELECT sha256(n::text::bytea), '', '' FROM generate_subscripts(days, 1) AS n;
	INSERT INTO dated.speeches (said_on) SELECT * FROM unnest(days);
	INSERT INTO dated.witnesses (speech_id, source_id, start_char, end_char) SELECT n, n, 0, 9 FROM generate_subscripts(days, 1) AS n;
	INSERT INTO dated.passages (source_id, witness_id, ord, body, start_char, end_char) SELECT n, n, 1, '石桥', 0, 2 FROM generate_subscripts(days, 1) AS n;
	page := wic_report('石桥', corpus => 'dated');
	RETURN QUERY SELECT on_page(page, '//svg/text[@text-anchor]/text()'), on_page(page, '//tbody/tr/td[1]/text()');
END
$$;
SELECT * FROM axis('{2020-02-29}');
SELECT * FROM axis('{2020-02-29, 2020-11-01, 2020-11-30, 2021-12-31}');
SELECT * FROM axis('{1954-09-23, 2024-03-05}');
SELECT * FROM axis('{1890-09-23, 1949-10-01, 2024-03-05}');
SELECT * FROM axis('{2020-02-29, infinity, NULL}');
SELECT * FROM axis('{NULL}');
RESET client_min_messages;

-- A table of an application.
CREATE TABLE notes (id serial PRIMARY KEY, said date, who text, content text, link text);
INSERT INTO notes (said, who, content, link) VALUES ('2021-03-04', '林知遠', E'木橋\r\n與石橋', 'https://notes.example/1'), ('2021-03-05', NULL, '木桥', NULL), (NULL, 'Ada Brook', 'wood', NULL);
SET client_min_messages = warning;
SELECT wic_attach('notes', body => 'content', said_on => 'said', speaker => 'who', uri => 'link');
RESET client_min_messages;
SELECT wic_report('木桥', corpus => 'notes') AS page \gset
SELECT on_page(:'page', '//h3//text()') AS headings, on_page(:'page', '//p[@class="cite"]//text()') AS citations, on_page(:'page', '//ol//mark/text()') AS marks;

-- Errors.
SELECT wic_report('小桥', labels => 'fr');
SELECT wic_report('小桥', max_lines => 0);
SELECT wic_report('小桥', span => -1);
SELECT wic_report('小桥', span => NULL);
SELECT wic_report('小桥', level => 'loose', corpus => 'bridges');
SELECT wic_report('小桥', corpus => 'bridge');
SELECT wic_report('小桥', speaker => '林知', corpus => 'bridges');

-- A reader needs SELECT and USAGE, nothing else.
CREATE ROLE wic_reader;
GRANT USAGE ON SCHEMA bridges TO wic_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA bridges TO wic_reader;
SET ROLE wic_reader;
BEGIN READ ONLY;
SELECT on_page(wic_report('小桥', corpus => 'bridges'), 'count(//mark)') AS marks;
COMMIT;
RESET ROLE;
DROP OWNED BY wic_reader;
DROP ROLE wic_reader;

SET client_min_messages = warning;
SELECT wic_detach('notes');
DROP SCHEMA bridges, echo, dated, "hostile '<i>""&" CASCADE;
DROP TABLE notes, hostile;
DROP FUNCTION on_page(text, text), axis(date[]);

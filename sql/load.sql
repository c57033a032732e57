--
-- Loading: documents in, passages out, and nothing lost on the way.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT wic_create_corpus();

-- a document becomes a source and its passages
SELECT * FROM wic_load(E'春天的来信\n\n  第一段话。\n第二段话。',
	'{"url": "https://example.org/1", "date": "2024年3月12日", "author": "王小明", "tag": 7}');
SELECT uri, title, author, published_at, published_precision, charset, lang, script, meta
FROM corpus.sources;
SELECT ord, role, lang, script, start_char, end_char, body FROM corpus.passages ORDER BY ord;

-- the same bytes again change nothing
SELECT file, action, source_id FROM wic_load(E'春天的来信\n\n  第一段话。\n第二段话。');

-- raw bytes are kept as they came; the text is repaired, and how is recorded
SELECT action, script, repairs, passages
FROM wic_load(repeat('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。', 3), '{"uri": "garbled"}');
SELECT length(clean_text), length(convert_from(raw, 'UTF8')),
	   sha256 = sha256(raw) AS sha256,
	   (SELECT count(*) FROM corpus.repairs AS r WHERE r.source_id = s.source_id) AS repairs
FROM corpus.sources AS s WHERE uri = 'garbled';

-- the same words in another script have the same content hash
SELECT action FROM wic_load('圖書館'::text);
SELECT action, note ~ '^same text as source \d+$' AS is_noted FROM wic_load('图书馆'::text);
SELECT count(*), count(DISTINCT content_hash) FROM corpus.sources WHERE clean_text IN ('圖書館', '图书馆');

-- what is stated wins over what is guessed
SELECT action FROM wic_load(E'一行\n又一行', '{"title": "书名", "lang": "ja", "editor": "李", "issue": "3", "publisher": "报"}');
SELECT title, lang, editor, issue, publisher, meta FROM corpus.sources ORDER BY source_id DESC LIMIT 1;
SELECT action FROM wic_load(E'书名\n又一行', '{"title": "书名"}');
SELECT role, body FROM corpus.passages ORDER BY passage_id DESC LIMIT 2;

-- a page that was fetched again replaces the older one
SELECT action FROM wic_load(E'河堤日志\n水位正常。', '{"url": "https://example.org/log"}');
SELECT action, note FROM wic_load(E'河堤日志\n水位上涨。', '{"url": "https://example.org/log"}');
SELECT clean_text, replaced_by IS NULL AS is_current,
	(SELECT count(*) FROM corpus.passages AS p WHERE p.source_id = s.source_id) AS passages
FROM corpus.sources AS s WHERE uri = 'https://example.org/log' ORDER BY source_id;
SELECT action, note ~ 'replaced by source \d+' AS is_noted
FROM wic_load(E'河堤日志\n水位正常。', '{"url": "https://example.org/log"}');

-- a source that was loaded by mistake goes with what only it told of
SELECT source_id AS mistake FROM wic_load(E'河堤新闻\n2024年5月6日,河长林小溪向全市发表讲话,指出“每一条小河都要有人看护,也要有人记得”。', '{"uri": "mistake"}') \gset
SELECT name FROM corpus.speakers;
SELECT wic_unload(:mistake);
SELECT (SELECT count(*) FROM corpus.sources WHERE uri = 'mistake') AS sources,
	(SELECT count(*) FROM corpus.speakers) AS speakers,
	(SELECT count(*) FROM corpus.speeches AS s WHERE NOT EXISTS (SELECT FROM corpus.witnesses AS w WHERE w.speech_id = s.speech_id)) AS bare;
SELECT wic_unload(4711);

-- nothing stays of a dry run, not even an error
SELECT action, source_id, script, passages FROM wic_load('试一试'::text, dry_run => true);
SELECT action, note FROM wic_load(NULL::bytea, dry_run => true);
SELECT (SELECT count(*) FROM corpus.sources WHERE clean_text = '试一试') AS sources,
	(SELECT count(*) FROM corpus.load_errors) AS errors;

-- dates as they are written; what is none stays in meta
SELECT stated, at, "precision" FROM unnest(ARRAY[
	'2024', '2024-3', '2024.3.12', '2024/03/12', '2024年3月12日',
	'2024-03-12T08:30:05Z', '2024-03-12 08:30', '2024-13-01', '20240312', '民國113年3月', 'yesterday'])
	AS stated, wic_stated_time(stated);
SELECT note FROM wic_load('前天', '{"date": "yesterday"}');
SELECT published_at, meta FROM corpus.sources ORDER BY source_id DESC LIMIT 1;

-- empty documents are documents
SELECT action, passages, note FROM wic_load('');
SELECT action, passages, note FROM wic_load(E' \n\u3000');

-- what cannot be loaded is skipped, and kept with the reason
SELECT action, source_id, note FROM wic_load('\x61ff8162'::bytea, '{"url": "latin"}');
SELECT action, note FROM wic_load('\x610062'::bytea);
SELECT action, note FROM wic_load(NULL::bytea);
SELECT uri, raw, sqlstate, message, byte_offset
FROM corpus.load_errors ORDER BY load_error_id;

-- wrong calls are errors
SELECT wic_load('text', '[]');
SELECT wic_load('text', corpus => 'nowhere');

--
-- An inbox: what a client has copied
--

CREATE TEMPORARY TABLE my_inbox (LIKE corpus.inbox INCLUDING ALL);
INSERT INTO my_inbox (file, raw) VALUES
	('b/二.txt', convert_to(E'第二\n正文', 'UTF8')),
	('a.txt', convert_to('只有一行', 'UTF8')),
	('bad.txt', '\xb0ff81'),
	('unread.txt', NULL),
	('twice.txt', convert_to('只有一行', 'UTF8')),
	-- JSON lines: a document each
	('lines.JSONL', convert_to(concat_ws(E'\n',
		'{"title": "甲", "content": "甲一\n甲二", "source": "报", "published_at": "2020-05", "year": 2020}',
		E'\r',
		'{"body": "乙", "uri": "https://example.org/b"}',
		'{"text": "丙", "content": ""}',
		'{"title": "no text"}',
		'[1, 2]',
		'{"content": "\u0000"}',
		'{broken'), 'UTF8'));
CALL wic_load_inbox('my_inbox', batch => 3);
SELECT file, action, script, passages, note FROM my_inbox ORDER BY inbox_id;
SELECT uri, title, publisher, published_at, published_precision, meta, convert_from(raw, 'UTF8') AS raw
FROM corpus.sources WHERE uri LIKE 'lines%' OR uri LIKE '%/b' ORDER BY source_id;
SELECT uri, sqlstate, byte_offset FROM corpus.load_errors WHERE uri <> 'latin' ORDER BY load_error_id;

-- all of it again: nothing is added
CALL wic_load_inbox('my_inbox');
UPDATE my_inbox SET action = NULL WHERE action <> 'split';
CALL wic_load_inbox('my_inbox', batch => NULL);
SELECT action, count(*) FROM my_inbox GROUP BY action ORDER BY action;

-- the inbox of the corpus, and texts that a client has as such
INSERT INTO corpus.inbox (file, document, meta) VALUES
	('row 1', '蓝色的信', '{"title": "信", "charset": "Big5"}'),
	('row 2', '<p>绿色的信</p>', '[]'),
	('all.ndjson', '{"content": "红色的信"}', '{"publisher": "邮报"}');
CALL wic_load_inbox(dry_run => true);
SELECT file, action, charset, source_id, note FROM corpus.inbox ORDER BY inbox_id;
SELECT count(*) FROM corpus.sources WHERE clean_text LIKE '%色的信';
UPDATE corpus.inbox SET action = NULL WHERE action <> 'split';
CALL wic_load_inbox();
SELECT i.file, i.action, s.title, s.publisher, i.note
FROM corpus.inbox AS i LEFT JOIN corpus.sources AS s USING (source_id) ORDER BY inbox_id;

CALL wic_load_inbox('corpus.sources');
CALL wic_load_inbox(batch => 0);
BEGIN;
INSERT INTO corpus.inbox (file, document) VALUES ('row 3', '黄色的信'), ('row 4', '白色的信');
CALL wic_load_inbox();
ROLLBACK;
BEGIN;
INSERT INTO corpus.inbox (file, document) VALUES ('row 3', '黄色的信'), ('row 4', '白色的信');
CALL wic_load_inbox(batch => NULL);
ROLLBACK;

--
-- Files of the server
--

\getenv abs_srcdir PG_ABS_SRCDIR
\set folder :abs_srcdir '/sql'
\set this :folder '/load.sql'
SELECT file, action FROM wic_load_dir(:'folder', 'lo?d.s*');
SELECT action FROM wic_load_file(:'this');
SELECT count(*) FROM wic_load_dir(:'folder', '%');
\set VERBOSITY sqlstate
SELECT wic_load_dir(:'this');
\set VERBOSITY default
SELECT file, action, source_id IS NULL AS no_source
FROM wic_load_dir(:'folder', 'fold.sql', meta => '{"publisher": "我们"}', dry_run => true);
SELECT count(*) FROM corpus.sources WHERE publisher = '我们';
SELECT action, note FROM wic_load_file('/nowhere/at all', dry_run => true);

-- without the rights: which they are, and how it goes without
CREATE ROLE regress_wicsearch_user;
GRANT CREATE ON DATABASE :"DBNAME" TO regress_wicsearch_user;
SET ROLE regress_wicsearch_user;
SELECT wic_load_dir('/nowhere');
SELECT wic_load_file('/nowhere');

-- an ordinary user has a corpus of his own, and loads through an inbox
SELECT wic_create_corpus('mine');
INSERT INTO mine.inbox (file, raw) VALUES ('x.txt', convert_to('一段话', 'UTF8'));
CALL wic_load_inbox(corpus => 'mine');
SELECT file, action FROM mine.inbox;

-- but may not load into another's: an error, not a skipped document
INSERT INTO mine.inbox (file, raw) VALUES ('y.txt', convert_to('一段话', 'UTF8'));
CALL wic_load_inbox('mine.inbox', corpus => 'corpus');
RESET ROLE;

--
-- Long texts
--

-- every passage is where it says
SELECT action, passages FROM wic_load(
	(SELECT string_agg(format(E'%s 行\n\n　', n), '') FROM generate_series(1, 5000) AS n)
	|| repeat('雨下了一整天。', 20000));
SELECT count(*) AS displaced
FROM corpus.passages AS p JOIN corpus.sources AS s USING (source_id)
WHERE substr(s.clean_text, p.start_char + 1, p.end_char - p.start_char) <> p.body;

DROP SCHEMA corpus CASCADE;
DROP SCHEMA mine CASCADE;
DROP TABLE my_inbox;
REVOKE CREATE ON DATABASE :"DBNAME" FROM regress_wicsearch_user;
DROP ROLE regress_wicsearch_user;

-- the title stands below the name of the site and the breadcrumbs
SELECT wic_title(E'滨江日报\n首页 » 新闻\n共护一江清水 携手建设河湖\n2024年3月\n正文开始了。'),
	wic_title(E'河长日记\n今天去看小溪。'), wic_title(E'首页 > 新闻\n今天去看小溪。'), wic_title('河长日记'), wic_title(E'今天去看小溪。\n河长日记');

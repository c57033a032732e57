--
-- A corpus: ordinary tables that outlive the extension.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT wic_create_corpus();

SELECT c.relname, c.relkind, obj_description(c.oid)
FROM pg_class AS c
WHERE c.relnamespace = 'corpus'::regnamespace AND c.relkind IN ('r', 'v')
ORDER BY c.relname COLLATE "C";

-- every column is described
SELECT c.relname, a.attname
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'corpus'::regnamespace AND c.relkind IN ('r', 'v')
	AND col_description(c.oid, a.attnum) IS NULL;

-- every foreign key has an index that begins with it
SELECT f.conrelid::regclass, f.conname
FROM pg_constraint AS f
WHERE f.connamespace = 'corpus'::regnamespace AND f.contype = 'f'
	AND NOT EXISTS (SELECT FROM pg_index AS i
					WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1]);

-- every function of the extension is described, and pins its search_path
-- unless it is written in C, parsed when it was created, or a procedure, which
-- could not commit
SELECT p.oid::regprocedure
FROM pg_depend AS d
JOIN pg_proc AS p ON p.oid = d.objid
JOIN pg_language AS l ON l.oid = p.prolang
WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'wicsearch')
	AND (obj_description(p.oid, 'pg_proc') IS NULL
		 OR l.lanname <> 'c' AND p.prokind <> 'p' AND p.prosqlbody IS NULL AND NOT EXISTS (
			SELECT FROM unnest(p.proconfig) AS setting
			WHERE setting LIKE 'search_path=pg_catalog, %, pg_temp'));

-- twice is an error, and so is a schema that is something else
SELECT wic_create_corpus();
CREATE SCHEMA "My notes";
SELECT wic_create_corpus('My notes');

-- names are quoted where they have to be
SELECT wic_create_corpus('Speeches "1"');
SELECT * FROM wic_corpora();

-- functions take a name, or wicsearch.corpus
SELECT wic_corpus_schema(), wic_corpus_schema('Speeches "1"');
SET wicsearch.corpus = 'Speeches "1"';
SELECT wic_corpus_schema();
RESET wicsearch.corpus;
SELECT wic_corpus_schema('speeches');

-- a corpus is known by its tables, under whatever name
ALTER SCHEMA "Speeches ""1""" RENAME TO speeches;
SELECT wic_corpus_schema('speeches');
DROP SCHEMA speeches CASCADE;

-- the speech list
INSERT INTO corpus.speakers (speaker_id, name) VALUES (1, '王小明');
INSERT INTO corpus.occasions (occasion_id, name, held_on)
	VALUES (1, '植树节', '[2024-03-12,2024-03-12]');
INSERT INTO corpus.speeches (speech_id, kind, title, speaker_id, occasion_id, said_on)
	VALUES (1, 'speech', '种树', 1, 1, '2024-03-12'), (2, 'letter', '回信', NULL, NULL, NULL);
INSERT INTO corpus.sources (source_id, sha256, raw, clean_text)
	VALUES (1, sha256('1'), '1', '大家来种树'), (2, sha256('2'), '2', '大家來種樹');
INSERT INTO corpus.witnesses (speech_id, source_id, lang, script, start_char, end_char)
	VALUES (1, 1, 'zh', 'Hans', 0, 5), (1, 2, 'zh', 'Hant', 0, 5);
SELECT * FROM corpus.speech_list ORDER BY title COLLATE "C";

-- what is not in a closed list is refused
INSERT INTO corpus.witnesses (speech_id, source_id, form, start_char, end_char)
	VALUES (1, 1, 'half', 0, 5);

-- a source takes along what cannot be without it
INSERT INTO corpus.passages (source_id, ord, body, start_char, end_char)
	VALUES (1, 1, '大家来种树', 0, 5);
DELETE FROM corpus.sources WHERE source_id = 1;
SELECT (SELECT count(*) FROM corpus.passages) AS passages,
	   (SELECT count(*) FROM corpus.witnesses) AS witnesses,
	   (SELECT count(*) FROM corpus.speeches) AS speeches;

DROP SCHEMA corpus CASCADE;
DROP SCHEMA "My notes";
SELECT wic_corpus_schema();

-- without the extension the rows are all there; only the index is gone
\set home :DBNAME
CREATE DATABASE regress_wicsearch_drop TEMPLATE template0
	ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
\c regress_wicsearch_drop
SET client_min_messages = warning;
CREATE EXTENSION wicsearch;
SELECT wic_create_corpus();
SELECT action FROM wic_load('大家来种树');
DROP EXTENSION wicsearch;
DROP EXTENSION wicsearch CASCADE;
SELECT s.clean_text, p.body FROM corpus.sources AS s JOIN corpus.passages AS p USING (source_id);
SELECT indexrelid::regclass FROM pg_index
WHERE indrelid = 'corpus.passages'::regclass ORDER BY 1;

-- and it is still a corpus when the extension is back
CREATE EXTENSION wicsearch;
SELECT wic_corpus_schema();
\c :home
DROP DATABASE regress_wicsearch_drop;

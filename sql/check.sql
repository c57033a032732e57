-- wic_check(): is an index what it should be?  What damage looks like is in
-- test/t/058_check.pl.
\set SHOW_CONTEXT never

CREATE TABLE letters (id integer, body text, vector tsvector);
INSERT INTO letters
SELECT n, format('第%s条小河的清水，流过%s个山谷', n, n * 7),
	CASE WHEN n % 2 = 0 THEN setweight(to_tsvector('wicsearch', format('第%s条小河', n)), 'A')
		ELSE strip(to_tsvector('wicsearch', '岸边的树')) END
FROM generate_series(1, 300) AS n;
INSERT INTO letters VALUES (301, NULL, NULL), (302, '', ''), (303, '。。', 'a'),
	(304, repeat('河水清清', 3000), to_tsvector('simple', repeat('a b c ', 300)));

-- no row: nothing is wrong
CREATE INDEX letters_empty ON letters USING wicsearch (body) WHERE false;
CREATE INDEX letters_body ON letters USING wicsearch (body);
CREATE INDEX letters_exact ON letters USING wicsearch (body) WITH (level = exact);
CREATE INDEX letters_vector ON letters USING wicsearch (vector);
CREATE INDEX letters_some ON letters USING wicsearch (lower(body)) WHERE id % 3 = 0;
SELECT * FROM wic_check('letters_empty', true);
SELECT i.name, c.* FROM unnest('{letters_body,letters_exact,letters_vector,letters_some}'::text[]) AS i (name),
	wic_check(i.name::regclass) AS c;
SELECT i.name, c.* FROM unnest('{letters_body,letters_exact,letters_vector,letters_some}'::text[]) AS i (name),
	wic_check(i.name::regclass, true) AS c;

-- nor with what is pending, deleted, flushed and merged
INSERT INTO letters SELECT id + 1000, body, vector FROM letters;
DELETE FROM letters WHERE id % 5 = 0;
UPDATE letters SET id = id + 1 WHERE id % 7 = 0;
SELECT i.name, c.* FROM unnest('{letters_empty,letters_body,letters_exact,letters_vector,letters_some}'::text[]) AS i (name),
	wic_check(i.name::regclass, heapallindexed => true) AS c;
VACUUM letters;
SELECT i.name, c.* FROM unnest('{letters_empty,letters_body,letters_exact,letters_vector,letters_some}'::text[]) AS i (name),
	wic_check(i.name::regclass, heapallindexed => true) AS c;
INSERT INTO letters SELECT id + 2000, body, vector FROM letters WHERE id < 50;
SELECT wic_merge('letters_body'), wic_merge('letters_vector');
SELECT i.name, c.* FROM unnest('{letters_empty,letters_body,letters_exact,letters_vector,letters_some}'::text[]) AS i (name),
	wic_check(i.name::regclass, heapallindexed => true) AS c;

-- in a transaction that has written, and one that may not write
BEGIN;
INSERT INTO letters VALUES (9999, '新的信', '');
DELETE FROM letters WHERE id = 1;
SELECT * FROM wic_check('letters_body', true);
ROLLBACK;
BEGIN READ ONLY;
SELECT * FROM wic_check('letters_body', true);
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT * FROM wic_check('letters_body', true);
COMMIT;

-- a temporary table
CREATE TEMPORARY TABLE notes AS SELECT body FROM letters LIMIT 20;
CREATE INDEX notes_body ON notes USING wicsearch (body);
SELECT * FROM wic_check('notes_body', true);

-- an expression that is not what it was
CREATE FUNCTION read_aloud(body text) RETURNS text IMMUTABLE LANGUAGE plpgsql
	AS $$ BEGIN RETURN body || current_setting('letters.ending', true); END $$;
SET letters.ending = '啊';
CREATE TABLE few AS SELECT body FROM letters WHERE id IN (3, 4);
CREATE INDEX few_aloud ON few USING wicsearch (read_aloud(body));
SELECT * FROM wic_check('few_aloud', true);
SET letters.ending = '吧';
SELECT * FROM wic_check('few_aloud');
SELECT * FROM wic_check('few_aloud', true);

-- options that came after the index
ALTER INDEX few_aloud SET (level = exact);
SELECT * FROM wic_check('few_aloud', true);
ALTER INDEX few_aloud RESET (level);

-- what cannot be checked
CREATE INDEX letters_id ON letters (id);
CREATE TABLE parts (body text) PARTITION BY LIST (body);
CREATE INDEX parts_body ON parts USING wicsearch (body);
SELECT wic_check('letters');
SELECT wic_check('letters_id');
SELECT wic_check('parts_body');
SELECT wic_check(0);
SELECT wic_check(NULL);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'few_aloud'::regclass;
SELECT wic_check('few_aloud');

-- who may: whoever may read all of the table
CREATE ROLE wic_reader;
SET ROLE wic_reader;
SELECT * FROM wic_check('letters_body');
RESET ROLE;
GRANT SELECT ON letters TO wic_reader;
SET ROLE wic_reader;
SELECT * FROM wic_check('letters_body', true);
RESET ROLE;
ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
SET ROLE wic_reader;
SELECT * FROM wic_check('letters_body', true);
RESET ROLE;

DROP TABLE letters, few, parts;
DROP FUNCTION read_aloud;
DROP ROLE wic_reader;

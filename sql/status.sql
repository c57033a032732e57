-- Is anything stale, missing or waiting?
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT wic_create_corpus('mill');
SELECT wic_create_corpus('Old Mill');
SET wicsearch.corpus = 'mill';
SELECT action FROM wic_load(E'水磨坊的報告\n2020年5月6日\n水磨坊今年磨了三百袋麥子，磨坊主人說，明年還要修一條渠，讓更多的水流到輪子下面，好磨更多的麥子。', '{"uri": "mill.txt", "date": "2020-05-06"}');
SELECT * FROM wic_status();
-- each thing that can be wrong, and what to run
SELECT action FROM wic_load('沒有日子的一句話：磨坊的門開着。'::text);
UPDATE mill.sources SET extractor = 0 WHERE uri = 'mill.txt';
INSERT INTO mill.inbox (document) VALUES ('一'), ('二');
INSERT INTO mill.load_errors (uri, sqlstate, message) VALUES ('x', '22021', 'no text');
DROP INDEX "Old Mill".passages_text;
SELECT * FROM wic_status();
SELECT action FROM wic_reprocess('mill', only_stale => true);
CALL wic_load_inbox(corpus => 'mill');
CREATE INDEX ON "Old Mill".passages USING wicsearch (body);
SELECT object, state, detail FROM wic_status();
-- sources that were not compared with the others
CREATE TABLE IF NOT EXISTS mill.fingerprints (passage_id bigint, source_id bigint);
DELETE FROM mill.fingerprints;
SELECT * FROM wic_status() WHERE state = 'not linked';
-- texts that are too long for the index there is
DROP INDEX mill.passages_text;
CREATE INDEX ON mill.passages USING gin (to_tsvector('wicsearch', left(body, 9)));
SELECT * FROM wic_status() WHERE state = 'no index';
CREATE INDEX ON mill.passages USING gin (to_tsvector('wicsearch', body));
SELECT * FROM wic_status() WHERE state IN ('no index', 'too long');
INSERT INTO mill.passages (source_id, ord, body, start_char, end_char) SELECT min(source_id), 100, repeat('水，', 9000), 0, 0 FROM mill.sources;
SELECT * FROM wic_status() WHERE state IN ('no index', 'too long');
-- an attached table
CREATE TABLE mills (id int PRIMARY KEY, body text);
SELECT wic_attach('mills', 'lower(body)');
SELECT * FROM wic_status() WHERE object ~ '^mills';
CREATE INDEX ON mills USING wicsearch (lower(body));
SELECT * FROM wic_status() WHERE object ~ '^mills';
-- whoever may read some of it sees that
CREATE ROLE wic_miller;
SET ROLE wic_miller;
SELECT * FROM wic_status();
RESET ROLE;
GRANT USAGE ON SCHEMA mill TO wic_miller;
GRANT SELECT ON mill.passages TO wic_miller;
SET ROLE wic_miller;
SELECT * FROM wic_status();
RESET ROLE;
GRANT SELECT ON mill.load_errors, mill.sources TO wic_miller;
SET ROLE wic_miller;
SELECT object, state, detail FROM wic_status();
RESET ROLE;
-- views, but not the table below them
DROP INDEX mills_lower_idx;
CREATE INDEX ON mills USING gin (to_tsvector('wicsearch', lower(body)));
GRANT USAGE ON SCHEMA mills TO wic_miller;
GRANT SELECT ON ALL TABLES IN SCHEMA mills TO wic_miller;
SET ROLE wic_miller;
SELECT object, state, detail FROM wic_status();
RESET ROLE;
DROP OWNED BY wic_miller;
DROP ROLE wic_miller;
DROP SCHEMA mills, mill, "Old Mill" CASCADE;
DROP TABLE mills;

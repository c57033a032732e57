-- What a search box offers.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT wic_create_corpus('garden');
SET wicsearch.corpus = 'garden';
SELECT action FROM wic_load(E'花园的日子\n图书馆里有园艺书，图书馆外有花园。\n圖書管理員種了三種花，圖書館很安靜。\n图书管理员喜欢自行车，自行车道在图书馆旁边。\n自行车道很长，自行车很新。\n浇水要早，浇水要勤，浇水要看天。\nThe library keeps bicycles. A bicycle path leads to the library garden, and the library garden has a pond.', '{"uri": "garden.txt"}');
INSERT INTO garden.speakers (name, other_names) VALUES ('图春林', '{}'), ('林知遠', '{Lin Zhiyuan}');
INSERT INTO garden.occasions (name) VALUES ('图书馆开放日');
INSERT INTO garden.speeches (kind, speaker_id, occasion_id) VALUES ('speech', 1, 1), ('speech', 1, NULL), ('speech', 2, 1);

-- how it goes on, the most frequent first; what is always the longer is not cut
SELECT * FROM wic_suggest('图书');
SELECT * FROM wic_suggest('圖書管');
SELECT * FROM wic_suggest('自行', k => 2);
SELECT * FROM wic_suggest('浇水');
-- the other words are there, too
SELECT * FROM wic_suggest('书馆 自行');
-- Latin words, and what follows
SELECT * FROM wic_suggest('lib');
SELECT * FROM wic_suggest('bicyc');
-- names by any part, in any script
SELECT * FROM wic_suggest('图');
SELECT * FROM wic_suggest('知远');
SELECT * FROM wic_suggest('lin');
-- terms that begin like that
SELECT wic_add_term('浇水壶', '喷壶'), wic_add_term('浇水量', kind => 'formula');
SELECT suggestion, kind, hits FROM wic_suggest('浇水') WHERE kind = 'term';
-- nothing is found: what may have been meant
SELECT * FROM wic_suggest('图书官');
SELECT * FROM wic_suggest('自形车道');
SELECT * FROM wic_suggest('libary');
SELECT * FROM wic_suggest('园艺 自形车');
SELECT count(*) FROM wic_suggest('qqqq');
-- signs of the query language are not suggested
SELECT suggestion FROM wic_suggest('"自行', k => 1);
SELECT suggestion FROM wic_suggest(' -自行*', k => 1);
-- nothing typed
SELECT count(*) FROM wic_suggest('');
SELECT count(*) FROM wic_suggest(NULL);
SELECT count(*) FROM wic_suggest('  ');
SET client_min_messages = notice;
SELECT count(*) FROM wic_suggest('，');
SET client_min_messages = warning;
-- errors
SELECT * FROM wic_suggest('图', k => 0);
SELECT * FROM wic_suggest('图', corpus => 'park');
-- an attached table
CREATE TABLE leaflets (id int PRIMARY KEY, body text, writer text);
INSERT INTO leaflets SELECT i, '自行车停在岸边', '林' || i % 2 FROM generate_series(1, 5) AS i;
SELECT wic_attach('leaflets', 'body', speaker => 'writer');
SELECT * FROM wic_suggest('自行', corpus => 'leaflets');
SELECT * FROM wic_suggest('林', corpus => 'leaflets');
TRUNCATE wic_terms;
DROP SCHEMA leaflets, garden CASCADE;
DROP TABLE leaflets;

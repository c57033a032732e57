--
-- wic_keyness: wording that some texts have more of than others.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;

-- 100 characters with 湿地 10 times, and 300 with 湿地 5 times
CREATE TABLE reports (id int PRIMARY KEY, told_on date, who text, words text);
INSERT INTO reports VALUES
	(1, '2022-01-01', '河长', repeat('湿地。甲。乙。丙。丁。戊。己。庚。辛。', 10)),
	(2, '2012-01-01', '河长', repeat('湿地。甲。乙。丙。丁。戊。己。庚。辛。', 5) || repeat('甲。', 250));
SELECT wic_attach('reports', body => 'words', said_on => 'told_on', speaker => 'who');

-- E1 = 100 * 15 / 400 = 3.75, E2 = 11.25;
-- 2 * (10 * ln(10 / 3.75) + 5 * ln(5 / 11.25)) = 11.5; log2(0.1 / 0.01667) = 2.58
SELECT * FROM wic_keyness('2022-01-01', '2022-12-31', '2012-01-01', '2012-12-31', corpus => 'reports');

-- without dates of its own, the reference is all other texts
SELECT * FROM wic_keyness('2022-01-01', corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', ref_since => '1900-01-01', corpus => 'reports');

-- the other way round
SELECT * FROM wic_keyness(until => '2012-12-31', show => 'less', corpus => 'reports');
SELECT count(*) FROM wic_keyness(until => '2012-12-31', corpus => 'reports');

-- what one of them does not have: 湖泊 4 times in 108 characters;
-- 2 * 4 * ln(4 / (108 * 4 / 408)) = 10.6; log2((4 / 108) / (0.5 / 300)) = 4.47
UPDATE reports SET words = words || repeat('湖泊。', 4) WHERE id = 1;
SELECT * FROM wic_keyness('2022-01-01', corpus => 'reports');
SELECT term FROM wic_keyness('2022-01-01', min_hits => 5, corpus => 'reports');
SELECT term FROM wic_keyness('2022-01-01', k => 1, corpus => 'reports');
SELECT count(*) FROM wic_keyness('2022-01-01', min_speeches => 2, corpus => 'reports');

-- fragments of longer wording are left out, in any script; short ones that
-- are frequent without it are not
INSERT INTO reports VALUES
	(3, '2022-02-01', '馆长', '小微书屋开了，小微書屋好，去小微书屋，看小微书屋，小微店。'),
	(4, '2022-03-01', '馆长', '书屋里有书屋，书屋外有书屋，小微书屋的和平鸽。的和平鸽。的和平鸽。');
SELECT term, hits, ref_hits FROM wic_keyness('2022-02-20', ref_until => '2022-02-15', speaker => '馆长', corpus => 'reports');
SELECT term, hits, ref_hits, direction FROM wic_keyness('2022-02-01', until => '2022-02-15', speaker => '馆长', show => 'both', corpus => 'reports');

-- against another corpus; its speeches are others though the numbers are alike
CREATE TABLE novels (id int PRIMARY KEY, words text);
INSERT INTO novels VALUES (3, '月光照着小巷，月光照着屋顶，月光照着书屋。');
SELECT wic_attach('novels', body => 'words');
SELECT term, hits, ref_hits, direction
FROM wic_keyness(corpus => 'reports', ref_corpus => 'novels', show => 'both', min_hits => 3);
SELECT term, hits, ref_hits FROM wic_keyness(corpus => 'novels', ref_corpus => 'reports');

-- what only sounds new, as another region has another word for it, is not
CREATE TABLE regions (id int PRIMARY KEY, words text, told_on date);
INSERT INTO regions VALUES
	(1, '网络好，网络快，网络稳。苹果一，苹果二，苹果三。', '2012-01-01'),
	(2, '網路好，網路快，網路穩。香蕉一，香蕉二，香蕉三。', '2022-01-01');
SELECT wic_attach('regions', body => 'words', said_on => 'told_on');
SELECT term, hits, ref_hits FROM wic_keyness('2022-01-01', corpus => 'regions');
SELECT term, hits, ref_hits FROM wic_keyness('2022-01-01', corpus => 'regions', level => 'script');
-- within 国企, which is read as 国有企业, neither 国有 nor 企业 counts
UPDATE regions SET words = CASE id WHEN 1 THEN '国有企业，国有林，国有林，企业。' ELSE '国企，国企，国企。' END;
SELECT term, hits, ref_hits FROM wic_keyness(until => '2012-12-31', show => 'both', min_hits => 1, corpus => 'regions');

-- nothing to compare
SET client_min_messages = notice;
SELECT * FROM wic_keyness('2030-01-01', corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', ref_since => '2030-01-01', corpus => 'reports');
SELECT * FROM wic_keyness(corpus => 'reports');
SET client_min_messages = warning;

-- arguments that make no sense
SELECT * FROM wic_keyness('2022-01-01', k => 0, corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', min_chars => 1, corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', max_chars => 1, corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', min_hits => 0, corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', min_speeches => 0, corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', show => 'all', corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', level => 'exact', corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', '2021-01-01', corpus => 'reports');
SELECT * FROM wic_keyness('2022-01-01', ref_corpus => 'poems', corpus => 'reports');

DROP SCHEMA reports, novels, regions CASCADE;
DROP TABLE reports, novels, regions;

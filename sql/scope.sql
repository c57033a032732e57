--
-- Which texts a question counts, and filters that name nothing.
--

\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET datestyle = ISO;
SELECT wic_create_corpus('gulf');
SET wicsearch.corpus = 'gulf';
-- nothing is known yet
SELECT * FROM wic_kwic('水', speaker => '林知远');
SELECT * FROM wic_kwic('水', occasion => '江河大会');
SELECT * FROM wic_kwic('水', source => '滨江日报');
SELECT * FROM wic_kwic('水', kind => 'speech');
SELECT * FROM wic_kwic('水', lang => 'zh');
SELECT * FROM wic_history('水');

SELECT action, speeches FROM wic_load(E'林知远2016年3月5日在首届江河大会开幕式上的讲话\n水从不问谁先到。水来了，桥也来了。', '{"uri": "https://binjiang.example/1.html", "publisher": "滨江日报"}');
SELECT action, speeches FROM wic_load(E'林知遠2016年3月5日在首屆江河大會開幕式上的講話\n水從不問誰先到。', '{"uri": "tw.txt", "publisher": "海東時報"}');
SELECT action, speeches FROM wic_load(E'王小河：水的话\n水是编者的话。\n水在桥下走。\n——2018年6月1日，王小河在第二届江河大会上的讲话', '{"uri": "book.txt"}');
SELECT action, speeches FROM wic_load(E'Water\nMay 3, 2020\nWater asks nobody who came first. 水 is water, and water it is.', '{"uri": "en.txt"}');

CREATE FUNCTION found(source text DEFAULT NULL, speaker text DEFAULT NULL, occasion text DEFAULT NULL, kind text DEFAULT NULL,
	lang text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL, witnesses text DEFAULT 'best')
	RETURNS TABLE (said_on date, source_id bigint, hits bigint) LANGUAGE sql AS $$
	SELECT said_on, source_id, count(*)
	FROM wic_kwic('水', source => found.source, speaker => found.speaker, occasion => found.occasion, kind => found.kind,
		lang => found.lang, since => found.since, until => found.until, witnesses => found.witnesses)
	GROUP BY said_on, source_id ORDER BY said_on, source_id
$$;
-- the fullest text of a speech; no title, no editor's words
SELECT * FROM found();
-- every text
SELECT * FROM found(witnesses => 'all');
-- a speaker by the whole name, an occasion and a source by a part of it
SELECT * FROM found(speaker => '林知遠');
SELECT * FROM found(occasion => '第二屆');
SELECT * FROM found(occasion => '江河大会');
SELECT * FROM found(source => '海东');
SELECT * FROM found(source => 'binjiang.example');
SELECT * FROM found(kind => 'speech');
SELECT * FROM found(kind => 'speech, article');
SELECT * FROM found(kind => 'speech,speach');
SELECT * FROM found(kind => 'collection');
SELECT * FROM found(lang => 'en');
SELECT * FROM found(since => '2016-03-05', until => '2018-05-31');
SELECT * FROM found(speaker => '王小河', occasion => '首届');

-- what was asked for is counted, and words for the same thing, but not what only
-- often is, nor what overlaps it
SELECT action FROM wic_load(E'渡口记事\n2021年4月2日\n渡口的产品质量要紧，品质也要紧。渡口有网络，也有網路；统计资料是资料，数据是数据。', '{"uri": "ferry.txt"}');
SELECT query, (SELECT string_agg(hit, ' ' ORDER BY start_char) FROM wic_kwic(query, source => 'ferry.txt')) AS counted,
	(SELECT string_agg(hit, ' ' ORDER BY start_char) FROM wic_kwic(query, source => 'ferry.txt', level => 'script')) AS as_typed
FROM unnest('{质量,数据,網路}'::text[]) AS query;
-- of a day that is known to the year only, any day may be the one
SELECT action FROM wic_load(E'2019年渡口工作报告\n各位代表:\n渡口的灯都换了新的，请大家放心。', '{"uri": "lamps.txt"}');
SELECT (SELECT count(*) FROM wic_kwic('灯', since => '2019-06-01', until => '2019-06-30')) AS june,
	(SELECT count(*) FROM wic_kwic('灯', since => '2020-01-01')) AS later, (SELECT count(*) FROM wic_kwic('灯', until => '2018-12-31')) AS before;
SELECT wic_unload(source_id) FROM gulf.sources WHERE uri IN ('ferry.txt', 'lamps.txt');

-- what names nothing
SELECT * FROM wic_kwic('水', speaker => '林知');
SELECT * FROM wic_history('水', occasion => '江湖大会');
SELECT * FROM wic_trend('{水}', source => '滨江晚报');
SELECT * FROM wic_facets('水', kind => 'speach');
SELECT * FROM wic_first_use('水', lang => 'ja');
SELECT * FROM wic_kwic('水', speaker => '');
SELECT * FROM wic_kwic('水', occasion => '');
SELECT * FROM wic_kwic('水', source => '');
SELECT * FROM wic_kwic('水', since => '2020-01-02', until => '2020-01-01');
SELECT * FROM wic_history('水', since => '2020-01-02', until => '2020-01-01');
SELECT * FROM wic_kwic('水', witnesses => 'some');
SELECT * FROM wic_trend('{水}', witnesses => NULL);
\set VERBOSITY terse
SELECT * FROM wic_facets('水', corpus => 'golf');
SELECT wic_cite(1, corpus => 'golf');
\set VERBOSITY default

-- a date that is asked for where there is none
CREATE TABLE notes (id int PRIMARY KEY, content text);
SELECT wic_attach('notes', body => 'content');
SELECT * FROM wic_kwic('水', since => '2020-01-01', corpus => 'notes');
SELECT * FROM wic_kwic('水', until => '2020-01-01', corpus => 'notes');
SELECT * FROM wic_kwic('水', speaker => '林知远', corpus => 'notes');
SELECT * FROM wic_kwic('水', occasion => '江河', corpus => 'notes');
SELECT * FROM wic_kwic('水', kind => 'note', corpus => 'notes');
SELECT * FROM wic_kwic('水', lang => 'zh', corpus => 'notes');
SELECT * FROM wic_kwic('水', source => 'zh', corpus => 'notes');
SELECT wic_detach('notes');
DROP TABLE notes;

-- whoever may read a corpus may ask
CREATE ROLE regress_wicsearch_asker;
GRANT USAGE ON SCHEMA gulf TO regress_wicsearch_asker;
GRANT SELECT ON ALL TABLES IN SCHEMA gulf TO regress_wicsearch_asker;
SET ROLE regress_wicsearch_asker;
BEGIN READ ONLY;
SELECT count(*) FROM wic_kwic('水');
SELECT count(*) FROM wic_history('水');
SELECT count(*) FROM wic_trend('{水}');
SELECT count(*) FROM wic_facets('水');
SELECT count(*) FROM wic_first_use('水');
SELECT wic_cite(2, style => 'plain');
COMMIT;
RESET ROLE;
DROP FUNCTION found;
DROP SCHEMA gulf CASCADE;
DROP ROLE regress_wicsearch_asker;

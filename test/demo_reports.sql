-- What test/demo asks of seventy years of government reports.
\pset footer off
\set ON_ERROR_STOP on

SELECT count(DISTINCT source_id) AS reports, count(*) AS passages,
	sum(char_length(body)) AS characters
FROM reports.passages;

SELECT documents, pending_documents, segments, pg_size_pretty(bytes) AS size
FROM wic_index_stats('reports.passages_text');

SELECT rank, round(score::numeric, 2) AS score, title, snippet
FROM wic_search('改革開放', k => 5, corpus => 'reports', max_chars => 30);

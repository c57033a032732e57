-- What test/demo asks of the texts it has loaded.
\pset footer off
\set ON_ERROR_STOP on

\echo
\echo '== What the texts say of themselves'
SELECT uri, left(title, 20) AS title, published_at::date AS published, publisher, lang, script FROM corpus.sources ORDER BY source_id;

\echo '== Speeches, whatever texts they are told in'
SELECT said_on, speaker, left(occasion, 20) AS occasion, kind, scripts, languages, witnesses FROM corpus.speech_list;

\echo '== The index on the passages'
SELECT documents, pending_documents, segments, pg_size_pretty(bytes) AS size FROM wic_index_stats('corpus.passages_text');
SELECT * FROM wic_check('corpus.passages_text', heapallindexed => true);

\echo '== It by itself: the best rows in order'
SELECT round(-(body <=> wic_query('共同發展', 'corpus.passages', match => 'any'))::numeric, 2) AS score, left(body, 30) AS body
FROM corpus.passages
WHERE body @@ (SELECT wic_query('共同發展', 'corpus.passages', match => 'any'))
ORDER BY body <=> (SELECT wic_query('共同發展', 'corpus.passages', match => 'any'))
LIMIT 3;

\echo '== Simplified'
SELECT rank, round(score::numeric, 2) AS score, snippet, uri FROM wic_search('共同', k => 3, max_chars => 30);

\echo '== Traditional'
SELECT rank, round(score::numeric, 2) AS score, snippet, uri FROM wic_search('責任', k => 3, max_chars => 30);

\echo '== Japanese forms'
SELECT rank, round(score::numeric, 2) AS score, snippet, uri FROM wic_search('発展', k => 3, max_chars => 30);

\echo '== English'
SELECT rank, round(score::numeric, 2) AS score, snippet, uri FROM wic_search('cyberspace OR river', k => 3, max_chars => 60);

\echo '== One character'
SELECT rank, round(score::numeric, 2) AS score, snippet, uri FROM wic_search('韧', k => 3, max_chars => 30);

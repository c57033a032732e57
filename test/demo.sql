-- What test/demo asks of the texts it has loaded.
\pset footer off
\set ON_ERROR_STOP on

\echo
\echo '== What the texts say of themselves'
SELECT uri, left(title, 20) AS title, published_at::date AS published, publisher, lang, script FROM corpus.sources ORDER BY source_id;

\echo '== Speeches, whatever texts they are told in'
SELECT said_on, speaker, left(occasion, 20) AS occasion, kind, scripts, languages, witnesses FROM corpus.speech_list;

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

-- What test/demo asks of the texts it has loaded.
\pset footer off
\set ON_ERROR_STOP on

\echo
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

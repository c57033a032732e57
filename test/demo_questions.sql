-- What test/demo asks of speeches; phrase is what is sought.
\pset footer off
\set ON_ERROR_STOP on

\echo '== Who said it first, as the texts have it and as they claim'
SELECT basis, said_on, speaker, left(occasion, 20) AS occasion, left(snippet, 60) AS snippet FROM wic_first_use(:'phrase');

\echo '== Year by year'
SELECT extract(year FROM period)::int AS year, hits, speeches, per_10k, bar FROM wic_history(:'phrase');

\echo '== In context'
SELECT said_on, before, hit, after FROM wic_kwic(:'phrase', k => 8);

\echo '== Who repeats whose words, and with quotation marks?'
SELECT in_date, from_date, marked, chars, round(identity::numeric, 2) AS identity, left(quoting_text, 36) AS quoting_text FROM wic_quotations(k => 8);

\echo '== Wording that several share, though nobody listed it'
SELECT formula, speeches, first_said_on, last_said_on, spark FROM wic_formulas(k => 8);

\echo '== Words that the texts themselves show to be the same'
SELECT term, canonical, support, known FROM wic_variant_pairs(min_support => 1) LIMIT 6;

-- The plans of the statements inside each question of questions.sql.
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 1;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET client_min_messages = log;
\pset format unaligned
\pset tuples_only on
SELECT format('SELECT %L', '== ' || question), format('SELECT FROM (%s) AS q', statement)
FROM questions ORDER BY n \gexec

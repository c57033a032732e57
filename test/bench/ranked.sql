-- What test/bench/ranked measures, and how.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE FUNCTION bench_cpu() RETURNS float8 AS :'module' LANGUAGE C VOLATILE;

CREATE TABLE passages (id bigint, content text);
CREATE TABLE queries (n int GENERATED ALWAYS AS IDENTITY, class text, query text, q wicquery, condition tsquery);
CREATE TABLE built (name text, seconds float8, bytes bigint, wal numeric);
CREATE TABLE measured (method text, task text, n int, milliseconds float8);
CREATE TABLE inserted (name text, seconds float8, vacuum_seconds float8, wal numeric, vacuum_wal numeric);
CREATE TABLE pending (method text, waiting int, n int, milliseconds float8);
CREATE TABLE counted (method text, task text, n int, matches bigint);
CREATE TABLE best (n int, scores float8[]);
CREATE TABLE verified (n int, is_same bool);
CREATE TABLE fresh (n int, content text);
CREATE TABLE grown ();

-- CPU time of a statement, in milliseconds: once to warm up, then the best of
-- five series of about so many seconds, or the next run alone if it is slow.
CREATE FUNCTION bench_query(sql text, query queries, budget float8) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	started float8 := bench_cpu();
	rounds int;
	best float8;
BEGIN
	EXECUTE sql USING query.q, query.condition, query.query;
	rounds := greatest(1, least(1000, budget / (bench_cpu() - started + 1e-6)));
	FOR series IN 1 .. 5 LOOP
		started := bench_cpu();
		FOR i IN 1 .. rounds LOOP
			EXECUTE sql USING query.q, query.condition, query.query;
		END LOOP;
		best := least(best, (bench_cpu() - started) / rounds);
		EXIT WHEN best > 20 * budget;
	END LOOP;
	RETURN 1000 * best;
END
$$;

-- All queries with a statement of a method; its $1 is the wicquery, $2 the
-- tsquery and $3 the text.
CREATE PROCEDURE bench_task(method text, task text, sql text) LANGUAGE plpgsql AS $$
DECLARE
	query queries;
	matches bigint;
BEGIN
	FOR query IN SELECT * FROM queries ORDER BY n LOOP
		INSERT INTO measured VALUES (method, task, query.n, bench_query(sql, query, 0.03));
		IF task IN ('number', 'count(*)') THEN
			EXECUTE sql INTO matches USING query.q, query.condition, query.query;
			INSERT INTO counted VALUES (method, task, query.n, matches);
		END IF;
	END LOOP;
END
$$;

-- The scores of the best ten by the index.
CREATE PROCEDURE bench_note_best() LANGUAGE plpgsql AS $$
DECLARE
	query queries;
BEGIN
	FOR query IN SELECT * FROM queries LOOP
		INSERT INTO best SELECT query.n, array_agg(distance) FROM (
			SELECT content <=> query.q AS distance FROM passages
			WHERE content @@ query.q ORDER BY content <=> query.q LIMIT 10) AS found;
	END LOOP;
END
$$;

-- The same from all rows that GIN finds, each scored by the operator.
CREATE PROCEDURE bench_verify_best() LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO verified
	SELECT n, b.scores IS NOT DISTINCT FROM (
		SELECT array_agg(distance) FROM (
			SELECT p.content <=> q AS distance FROM passages AS p
			WHERE p.id IN (SELECT v.id FROM vectors AS v WHERE v.vector @@ q.condition)
			ORDER BY 1 LIMIT 10) AS found)
	FROM best AS b JOIN queries AS q USING (n);
END
$$;

-- Rows to insert, 200 characters each, and the table they go to.
CREATE PROCEDURE bench_make_fresh() LANGUAGE sql AS $$
	INSERT INTO fresh
	SELECT row_number() OVER (ORDER BY id), left(content, 200) FROM passages
	WHERE id > (SELECT max(id) FROM passages) / 2 AND length(content) >= 200
	ORDER BY id LIMIT 20000
$$;

CREATE PROCEDURE bench_make_grown() LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE grown;
	CREATE TABLE grown AS SELECT * FROM passages
	WHERE id <= least(100000, (SELECT max(id) FROM passages) / 2);
END
$$;

CREATE PROCEDURE bench_insert(first bigint, last bigint) LANGUAGE plpgsql AS $$
DECLARE
	added fresh;
BEGIN
	FOR added IN SELECT * FROM fresh WHERE n BETWEEN first AND last LOOP
		INSERT INTO grown VALUES (-added.n, added.content);
		COMMIT;
	END LOOP;
END
$$;

-- Query times while rows wait: none at first, after VACUUM, then always more,
-- through at least one flush.
CREATE PROCEDURE bench_pending(method text, sql text) LANGUAGE plpgsql AS $$
DECLARE
	query queries;
BEGIN
	FOR waiting IN 0 .. 1000 BY 50 LOOP
		CALL bench_insert(waiting - 49, waiting);
		FOR query IN SELECT * FROM queries LOOP
			INSERT INTO pending VALUES (method, waiting, query.n, bench_query(sql, query, 0.005));
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;

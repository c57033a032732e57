-- What test/bench/relevance measures, and how.
--
-- A set is some queries with judged documents.  Its documents are in table
-- docs of a schema of their own, which a measurement has in its search_path.
\set ON_ERROR_STOP on

CREATE TABLE sets (name text PRIMARY KEY, documents text, is_graded bool, work int8);
CREATE TABLE queries (set text, name text, query text, PRIMARY KEY (set, name));
CREATE TABLE judgments (set text, query text, document text, grade int, PRIMARY KEY (set, query, document));
CREATE TABLE results (set text, method text, level text, query text, document text, rank int);
CREATE TABLE times (set text, method text, level text, seconds float8);
CREATE TABLE loaded_queries (name text, query text);
CREATE TABLE loaded_judgments (query text, document text, grade int);

CREATE PROCEDURE relevance_create(documents text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE SCHEMA %I', documents);
	EXECUTE format('CREATE TABLE %I.docs (id serial PRIMARY KEY, name text, body text)', documents);
END
$$;

-- The index that the README recommends; the vectors are for the baselines.
CREATE PROCEDURE relevance_index(documents text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('search_path', format('%I, public', documents), true);
	PERFORM set_config('client_min_messages', 'warning', true);
	CREATE INDEX ON docs USING wicsearch (body);
	CREATE TABLE vectors AS
	SELECT id, to_tsvector('wicsearch', body) AS bigram, to_tsvector('simple', body) AS simple FROM docs;
	CREATE INDEX ON vectors USING gin (bigram);
	CREATE INDEX ON vectors USING gin (simple);
	ANALYZE docs, vectors;
END
$$;

-- Take over what was loaded, but no more than some queries, if 0, all.
CREATE PROCEDURE relevance_add_set(set_name text, documents text, most int) LANGUAGE plpgsql AS $$
DECLARE
	size int8;
BEGIN
	EXECUTE format('SELECT sum(length(body)) FROM %I.docs', documents) INTO size;
	INSERT INTO queries
	SELECT set_name, name, query FROM loaded_queries ORDER BY md5(name), name
	LIMIT CASE WHEN most > 0 THEN most END;
	INSERT INTO judgments SELECT set_name, j.* FROM loaded_judgments AS j WHERE j.grade > 0;
	INSERT INTO sets VALUES (set_name, documents,
		(SELECT max(grade) > 1 OR count(*) > 2 * count(DISTINCT query) FROM loaded_judgments),
		(SELECT sum(length(query)) FROM queries WHERE set = set_name) * size);
	TRUNCATE loaded_queries, loaded_judgments;
END
$$;

-- The methods: each gives the best documents in order.

-- Here and nowhere else is decided how wicsearch is asked.
CREATE FUNCTION method_wicsearch(query text, k int, level text) RETURNS SETOF text
LANGUAGE plpgsql STABLE AS $$
DECLARE
	q wicquery := CASE level
		WHEN 'default' THEN wic_query(query, 'docs', match => 'any')
		ELSE wic_query(query, 'docs', match => 'any', level => level)
	END;
BEGIN
	PERFORM set_config('wicsearch.first_rows', (2 * greatest(k, 100))::text, true);
	RETURN QUERY WITH best AS MATERIALIZED (
		SELECT c.id, c.name, c.body
		FROM (SELECT d.id, d.name, d.body, d.body <=> q AS distance FROM docs AS d
			WHERE d.body @@ q ORDER BY d.body <=> q FETCH FIRST greatest(k, 100) ROWS WITH TIES) AS c
		ORDER BY c.distance, c.id LIMIT greatest(k, 100)
	), rescored AS MATERIALIZED (
		SELECT b.*, wic_rescore(b.body, q) AS score FROM best AS b
	), extended AS MATERIALIZED (
		SELECT wic_feedback(q, 'docs', array_agg(f.body ORDER BY f.score DESC, f.id),
			array_agg(f.score ORDER BY f.score DESC, f.id)) AS query
		FROM (SELECT * FROM rescored ORDER BY score DESC, id LIMIT 5) AS f
	)
	SELECT r.name FROM rescored AS r, extended AS e
	ORDER BY coalesce(wic_rescore(r.body, e.query), r.score) DESC, r.id LIMIT k;
END
$$;

CREATE FUNCTION any_of(vector tsvector) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(string_agg(quote_literal(lexeme), ' | '), '')::tsquery FROM unnest(vector)
$$;

-- The lone characters at the ends of runs are no bigrams.
CREATE FUNCTION method_bigram(query text, k int, level text) RETURNS SETOF text
LANGUAGE plpgsql STABLE AS $$
DECLARE
	words tsvector := to_tsvector('wicsearch', query);
	q tsquery := any_of(ts_delete(words,
		ARRAY(SELECT lexeme FROM unnest(words) WHERE lexeme ~ '^[^\x01-\x7f]$')));
BEGIN
	RETURN QUERY SELECT d.name FROM vectors AS v JOIN docs AS d USING (id)
	WHERE v.bigram @@ q
	ORDER BY ts_rank(v.bigram, q, 1) DESC, v.id LIMIT k;
END
$$;

CREATE FUNCTION method_simple(query text, k int, level text) RETURNS SETOF text
LANGUAGE plpgsql STABLE AS $$
DECLARE
	q tsquery := any_of(to_tsvector('simple', query));
BEGIN
	RETURN QUERY SELECT d.name FROM vectors AS v JOIN docs AS d USING (id)
	WHERE v.simple @@ q
	ORDER BY ts_rank(v.simple, q, 1) DESC, v.id LIMIT k;
END
$$;

-- A measurement: the best 100 documents of every query of a set.
CREATE PROCEDURE relevance_run(set_name text, method text, level text) LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	PERFORM set_config('search_path',
		format('%I, public', (SELECT documents FROM sets WHERE name = set_name)), true);
	PERFORM set_config('client_min_messages', 'warning', true);
	EXECUTE format($sql$
		INSERT INTO results
		SELECT $1, $2, $3, q.name, f.name, f.rank
		FROM queries AS q, %I(q.query, 100, $3) WITH ORDINALITY AS f (name, rank)
		WHERE q.set = $1
		$sql$, 'method_' || method) USING set_name, method, level;
	INSERT INTO times
	VALUES (set_name, method, level, extract(epoch FROM clock_timestamp() - started));
END
$$;

-- Per query: 1 / rank of the first relevant document among ten; the share of
-- the relevant that is among ten, among a hundred; nDCG among ten, in which
-- grade g gains 2^g - 1 and what nobody judged gains nothing.
CREATE VIEW query_report AS
WITH
ideal AS (
	SELECT set, query, count(*) AS relevant,
		sum((2 ^ grade - 1) / log(2, position + 1)) FILTER (WHERE position <= 10) AS dcg
	FROM (SELECT *, row_number() OVER (PARTITION BY set, query ORDER BY grade DESC) AS position
		FROM judgments) AS j
	GROUP BY 1, 2
),
found AS (
	SELECT r.set, r.method, r.level, r.query, count(*) FILTER (WHERE rank <= 10) AS in_10,
		count(*) AS in_100, min(rank) AS first,
		sum((2 ^ grade - 1) / log(2, rank + 1)) FILTER (WHERE rank <= 10) AS dcg
	FROM results AS r
	JOIN judgments AS j ON j.set = r.set AND j.query = r.query AND j.document = r.document
	GROUP BY 1, 2, 3, 4
)
SELECT q.set, t.method, t.level, q.name AS query,
	CASE WHEN f.first <= 10 THEN 1.0 / f.first ELSE 0 END AS mrr,
	coalesce(f.in_10, 0)::float8 / i.relevant AS recall_10,
	coalesce(f.in_100, 0)::float8 / i.relevant AS recall_100,
	coalesce(f.dcg / i.dcg, 0) AS ndcg
FROM queries AS q
JOIN times AS t USING (set)
JOIN ideal AS i ON i.set = q.set AND i.query = q.name
LEFT JOIN found AS f ON f.set = q.set AND f.method = t.method AND f.level = t.level AND f.query = q.name
ORDER BY 1, 2, 3, 4;

CREATE VIEW report AS
SELECT r.set, r.method, r.level, count(*) AS queries,
	round(avg(mrr), 4) AS "MRR@10",
	round(avg(recall_10)::numeric, 4) AS "Recall@10",
	round(avg(recall_100)::numeric, 4) AS "Recall@100",
	CASE WHEN s.is_graded THEN round(avg(ndcg)::numeric, 4) END AS "nDCG@10",
	round((1000 * t.seconds / count(*))::numeric, 1) AS "ms/query"
FROM query_report AS r
JOIN times AS t USING (set, method, level)
JOIN sets AS s ON s.name = r.set
GROUP BY r.set, r.method, r.level, s.is_graded, t.seconds
ORDER BY r.set, r.method DESC, r.level;

CREATE VIEW time_report AS
SELECT round(sum(seconds)::numeric, 1) AS "seconds of searching, all measurements" FROM times;

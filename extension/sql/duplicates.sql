-- Duplicates and reprints, whatever their script.

-- What is connected by pairs, each with the least number of its group.
CREATE FUNCTION wic_groups(a bigint[], b bigint[])
	RETURNS TABLE (member bigint, grp bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_groups(bigint[], bigint[]) IS
	'(internal)';

-- The running text of each source, and its fingerprints, ascending.
CREATE FUNCTION wic_documents(scope wic_scope, min_chars integer)
	RETURNS TABLE (source_id bigint, said_on date, chars integer, body text,
		prints bigint[])
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	texts bigint[] := @extschema@.wic_scope_witnesses(scope);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT d.source_id, d.said_on, pg_catalog.length(d.body), d.body,
			@extschema@.wic_fingerprints(d.body)
		FROM (
			SELECT p.source_id::bigint,
				(pg_catalog.array_agg(s.said_on ORDER BY p.ord))[1] AS said_on,
				pg_catalog.string_agg(p.body, E'\n'::text ORDER BY p.ord) AS body
			FROM passages AS p
			JOIN witnesses AS w ON w.witness_id = p.witness_id
			JOIN speeches AS s ON s.speech_id = w.speech_id
			WHERE @extschema@.wic_is_running(p.role)
				AND (scope.lang IS NULL OR p.lang = scope.lang)
				AND (texts IS NULL OR p.witness_id = ANY (texts))
			GROUP BY p.source_id
			HAVING pg_catalog.sum(p.end_char - p.start_char) >= min_chars) AS d;
END
$$;
COMMENT ON FUNCTION wic_documents(wic_scope, integer) IS
	'(internal)';

CREATE TYPE wic_duplicate AS (
	grp        integer,
	keep       boolean,			-- the earliest of those that are full
	similarity double precision,	-- with the one to keep
	said_on    date,
	source     text,
	title      text,
	chars      integer,
	source_id  bigint
);
COMMENT ON TYPE wic_duplicate IS
	'a row of wic_duplicates()';

-- How alike two documents are; of long ones the beginning tells.
CREATE FUNCTION wic_documents_alike(a text, b text)
	RETURNS double precision
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_similarity(pg_catalog.left(a, 20000),
		pg_catalog.left(b, 20000), 'vocab'::text)
$$;
COMMENT ON FUNCTION wic_documents_alike(text, text) IS
	'(internal)';

-- The share of the fingerprints of either that both have.
CREATE FUNCTION wic_resemblance(a bigint[], b bigint[])
	RETURNS double precision
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN pg_catalog.cardinality(@extschema@.wic_shared_prints(a, b))
		OPERATOR(pg_catalog./) nullif(pg_catalog.cardinality(a)
			OPERATOR(pg_catalog.+) pg_catalog.cardinality(b)
			OPERATOR(pg_catalog.-) pg_catalog.cardinality(
				@extschema@.wic_shared_prints(a, b)), 0)::pg_catalog.float8;
COMMENT ON FUNCTION wic_resemblance(bigint[], bigint[]) IS
	'(internal)';

-- Documents are compared if they resemble each other by their fingerprints.
-- Of two texts that agree in a share s of their characters, six characters in
-- a row agree with a chance of about s^5, if words of two characters differ
-- here and there; more often where changes are longer.  The least fingerprints of two documents are a sample of what
-- both have (A. Broder, On the resemblance and containment of documents,
-- 1997), so only those that share some of these are looked at.
--
-- Documents that have all in common are compared with one of them.  What many
-- share, a set phrase or a much copied text, pairs each of them with its
-- neighbours and with the first, so that the pairs are never many; groups are
-- whole all the same, as they are what pairs connect.
CREATE FUNCTION wic_duplicates(min_similarity double precision DEFAULT 0.8,
		min_chars integer DEFAULT 20,
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_duplicate
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, 'all'::text);
	near CONSTANT integer := 8;		-- neighbours of a document
	full_share CONSTANT float8 := 0.95;	-- of the longest: as full as that
	agreeing CONSTANT float8 := min_similarity ^ 5;
	resemblance CONSTANT float8 := greatest(agreeing / (2 - agreeing), 0.03);
BEGIN
	PERFORM @extschema@.wic_check_similarity(min_similarity);
	PERFORM @extschema@.wic_check_count('min_chars'::text, min_chars, 1);
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH documents AS MATERIALIZED (
			SELECT d.*, d.prints[1:32] AS sketch,
				pg_catalog.cardinality(d.prints) AS nprints
			FROM @extschema@.wic_documents(scope, min_chars) AS d
		), sketches AS MATERIALIZED (
			SELECT pg_catalog.min(d.source_id) AS source_id, d.sketch, d.nprints,
				pg_catalog.min(d.chars) AS chars
			FROM documents AS d
			WHERE d.nprints > 0
			GROUP BY d.sketch, d.nprints
		), lists AS (
			SELECT pg_catalog.array_agg(s.source_id ORDER BY s.source_id) AS ids
			FROM sketches AS s
			CROSS JOIN LATERAL pg_catalog.unnest(s.sketch[1:16]) AS u (print)
			GROUP BY u.print
			HAVING pg_catalog.count(*) > 1
		), candidates AS (
			SELECT a.id AS a, b.id AS b, pg_catalog.count(*) AS shared
			FROM lists AS l
			CROSS JOIN LATERAL pg_catalog.unnest(l.ids) WITH ORDINALITY AS a (id, n)
			CROSS JOIN LATERAL pg_catalog.unnest(l.ids[a.n + 1 :
				CASE a.n WHEN 1 THEN pg_catalog.cardinality(l.ids)
				ELSE a.n + near END]) AS b (id)
			GROUP BY a.id, b.id
		), likely AS (
			SELECT c.a, c.b
			FROM candidates AS c
			JOIN sketches AS s ON s.source_id = c.a
			JOIN sketches AS t ON t.source_id = c.b
			WHERE 2.0 * least(s.chars, t.chars) / (s.chars + t.chars)
					>= min_similarity - 0.1
				AND c.shared >= 0.7 * resemblance
					* least(16, greatest(s.nprints, t.nprints))
				AND @extschema@.wic_resemblance(s.sketch, t.sketch) >= 0.7 * resemblance
			UNION ALL
			SELECT s.source_id, d.source_id
			FROM documents AS d
			JOIN sketches AS s ON s.sketch = d.sketch AND s.nprints = d.nprints
			WHERE s.source_id <> d.source_id
		), pairs AS MATERIALIZED (
			SELECT l.a, l.b
			FROM likely AS l
			JOIN documents AS d ON d.source_id = l.a
			JOIN documents AS e ON e.source_id = l.b
			WHERE @extschema@.wic_resemblance(d.prints, e.prints) >= resemblance
				AND @extschema@.wic_documents_alike(d.body, e.body) >= min_similarity
		), grouped AS (
			SELECT g.grp, d.source_id, d.said_on, d.chars, d.body,
				d.chars >= full_share * pg_catalog.max(d.chars)
					OVER (PARTITION BY g.grp) AS is_full
			FROM @extschema@.wic_groups(
				ARRAY(SELECT p.a FROM pairs AS p), ARRAY(SELECT p.b FROM pairs AS p)) AS g
			JOIN documents AS d ON d.source_id = g.member
		), members AS (
			SELECT g.*, pg_catalog.first_value(g.source_id) OVER w AS kept,
				pg_catalog.first_value(g.body) OVER w AS kept_body
			FROM grouped AS g
			WINDOW w AS (PARTITION BY g.grp
				ORDER BY g.is_full DESC, g.said_on, g.source_id)
		)
		SELECT (pg_catalog.dense_rank() OVER (ORDER BY m.grp))::integer,
			m.source_id = m.kept,
			@extschema@.wic_documents_alike(m.kept_body, m.body) AS likeness,
			m.said_on,
			coalesce(@extschema@.wic_source_name(o.publisher, o.uri), o.source_id::text),
			o.title, m.chars, m.source_id
		FROM members AS m
		JOIN sources AS o ON o.source_id = m.source_id
		ORDER BY m.grp, m.source_id = m.kept DESC, likeness DESC, m.source_id;
END
$$;
COMMENT ON FUNCTION wic_duplicates(double precision, integer, text, date, date, text, text, text, text, text) IS
	'groups of sources that have the same text, whatever the script, and which of each to keep: the earliest of those that are full; each is so similar to another one of its group, though not to all';

-- Why does a text match?

CREATE FUNCTION wic_ways(query text, level text DEFAULT 'vocab')
	RETURNS TABLE (part text, way text, how text, weight real)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION wic_ways(text, text) IS
	'how a query is read: its parts, and the ways to write each';

CREATE FUNCTION wic_matches(document text, query wicquery)
	RETURNS TABLE (start_char integer, end_char integer, part integer, found text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION wic_matches(text, wicquery) IS
	'where a text matches a query, in characters from 0; none if it does not';

CREATE FUNCTION wic_scores(document text, query wicquery, rel regclass DEFAULT NULL)
	RETURNS TABLE (term text, tf integer, df double precision,
		weight double precision, score double precision)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 10;
COMMENT ON FUNCTION wic_scores(text, wicquery, regclass) IS
	'what each term of a query adds to the score of a text';

CREATE FUNCTION wic_explain(query text, document text,
		rel regclass DEFAULT NULL, level text DEFAULT 'vocab')
	RETURNS TABLE (part text, searched text, how text, hits bigint,
		start_char integer, found text, df double precision,
		weight double precision, score double precision)
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH ways AS (
		SELECT w.part, w.way, w.how, pg_catalog.row_number() OVER () AS n
		FROM @extschema@.wic_ways(query, level) AS w
	), found AS (
		SELECT w.n, m.start_char, m.found,
			CASE WHEN w.how <> 'typed' THEN w.how
				WHEN pg_catalog.strpos(document, w.part) = 0
					OR m.found <> w.part THEN 'script'
				ELSE 'same' END AS how
		FROM ways AS w
		CROSS JOIN LATERAL @extschema@.wic_matches(document,
			@extschema@.wic_query('"' || pg_catalog.replace(w.way, '"', ' ') || '"',
				NULL::regclass, CASE level WHEN 'exact' THEN level ELSE 'script'::text END,
				'all'::text, 'auto'::text)) AS m
	)
	(
		SELECT w.part, w.way, f.how, pg_catalog.count(f.start_char),
			pg_catalog.min(f.start_char),
			(pg_catalog.array_agg(f.found ORDER BY f.start_char))[1],
			NULL::double precision, NULL::double precision, NULL::double precision
		FROM ways AS w
		LEFT JOIN found AS f ON f.n = w.n
		GROUP BY w.n, w.part, w.way, f.how
		ORDER BY w.n, f.how
	)
	UNION ALL
	(
		SELECT NULL, s.term, 'term', s.tf, NULL, NULL, s.df, s.weight, s.score
		FROM @extschema@.wic_scores(document,
			@extschema@.wic_query(query, rel, level, 'all'::text, 'auto'::text), rel) AS s
		ORDER BY s.score DESC, s.term COLLATE "C"
	)
$$;
COMMENT ON FUNCTION wic_explain(text, text, regclass, text) IS
	'where each part of a query matched a text, and by what: same, script, vocabulary, number, user term; then what each term adds to the score';

-- The same of a passage, by its number.
CREATE FUNCTION wic_passage_text(corpus text, relation regclass, passage_id bigint,
		OUT body text, OUT counted regclass)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	schema text;
	source record;
BEGIN
	IF relation IS NULL THEN
		schema := @extschema@.wic_corpus_schema(corpus);
		PERFORM @extschema@.wic_enter_corpus(schema);
		SELECT p.body INTO body FROM passages AS p
		WHERE p.passage_id = wic_passage_text.passage_id;
		counted := coalesce((@extschema@.wic_search_source('passages'::regclass, 'vocab')).counted,
			@extschema@.wic_passages_table('passages'::regclass), 'passages'::regclass);
	ELSE
		schema := relation::text;
		source := @extschema@.wic_table_source(relation, 'vocab');
		counted := source.counted;
		IF @extschema@.wic_integer_key(relation) IS NOT NULL THEN
			EXECUTE pg_catalog.format('SELECT (%s)::pg_catalog.text FROM %s WHERE %s OPERATOR(pg_catalog.=) $1',
				source.body, relation, @extschema@.wic_integer_key(relation))
				INTO body USING passage_id;
		END IF;
	END IF;
	IF body IS NULL AND passage_id IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'no_data_found',
			MESSAGE = pg_catalog.format('there is no passage %s in %s', passage_id,
				@extschema@.wic_quoted(schema)),
			HINT = 'wic_search() returns passage_id.';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_passage_text(text, regclass, bigint) IS
	'(internal)';

-- A table is named as the caller would name it, so nothing is set here.  The
-- arguments are those of the other form, so that literals of unknown type say
-- which of them is meant.
CREATE FUNCTION wic_explain(query text, passage_id bigint,
		rel regclass DEFAULT NULL, level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS TABLE (part text, searched text, how text, hits bigint,
		start_char integer, found text, df double precision,
		weight double precision, score double precision)
	LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT e.*
	FROM @extschema@.wic_passage_text(corpus, @extschema@.wic_table_named(
			coalesce(corpus, @extschema@.wic_default_corpus())), passage_id) AS p
	CROSS JOIN LATERAL @extschema@.wic_explain(query, p.body,
		coalesce(rel, p.counted), level) AS e
	WHERE p.body IS NOT NULL;
END;
COMMENT ON FUNCTION wic_explain(text, bigint, regclass, text, text) IS
	'the same for a passage that wic_search() has found, by its number; with the statistics of its corpus';

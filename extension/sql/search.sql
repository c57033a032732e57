-- Ranked search over a corpus.

-- A corpus is indexed with variants folded.  At level exact the index finds
-- more than is wanted, and the text itself decides.
CREATE FUNCTION wic_search(query text, k integer DEFAULT 10,
		corpus text DEFAULT NULL, level text DEFAULT 'vocab',
		max_chars integer DEFAULT 60)
	RETURNS TABLE (rank integer, score double precision, title text,
		snippet text, passage_id bigint, source_id bigint, uri text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
	wanted @extschema@.wicquery;
	candidates pg_catalog.tsquery := @extschema@.wic_tsquery(query,
		CASE level WHEN 'exact' THEN 'script'::text ELSE level END);
BEGIN
	IF k IS NULL OR k OPERATOR(pg_catalog.<) 1 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'k must be at least 1',
			HINT = 'k is how many results are wanted.';
	END IF;
	IF candidates IS NULL OR pg_catalog.numnode(candidates) OPERATOR(pg_catalog.=) 0 THEN
		RETURN;
	END IF;
	wanted := @extschema@.wic_query(query,
		pg_catalog.format('%I.passages', schema)::pg_catalog.regclass, level,
		'all'::text, 'auto'::text);

	RETURN QUERY EXECUTE pg_catalog.format($sql$
		WITH best AS MATERIALIZED (
			SELECT p.passage_id, p.source_id, p.body,
				p.body OPERATOR(%2$s.<=>) $1 AS distance
			FROM %1$I.passages AS p
			WHERE pg_catalog.to_tsvector('%2$s.wicsearch'::pg_catalog.regconfig, p.body)
					OPERATOR(pg_catalog.@@) $2
				AND ($4 OPERATOR(pg_catalog.<>) 'exact'::pg_catalog.text
					OR p.body OPERATOR(%2$s.@@) $1)
			ORDER BY 4, 1
			LIMIT $3
		)
		SELECT (pg_catalog.row_number() OVER (ORDER BY b.distance, b.passage_id))::pg_catalog.int4,
			OPERATOR(pg_catalog.-) b.distance,
			s.title,
			%2$s.wic_snippet(b.body, $1, $5),
			b.passage_id, b.source_id, s.uri
		FROM best AS b
		JOIN %1$I.sources AS s ON s.source_id OPERATOR(pg_catalog.=) b.source_id
		ORDER BY 1
		$sql$, schema, '@extschema@')
		USING wanted, candidates, k, level, max_chars;
END
$function$;
COMMENT ON FUNCTION wic_search(text, integer, text, text, integer) IS
	'the passages of a corpus that match a query best, with marked snippets';

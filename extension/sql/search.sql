-- Ranked search over a corpus.

-- A relation that has the statistics of a corpus (NULL if its passages are not
-- those of one table), and how its index finds passages: "alike" or "folded"
-- (body @@ query), "vector" (to_tsvector(body) @@ query), or NULL.
CREATE FUNCTION wic_search_source(passages regclass, level text,
		OUT counted regclass, OUT way text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_search_source(regclass, text) IS
	'(internal)';

-- An index scan in order is told how many rows are wanted, so that it need
-- not look twice.  The setting ends with the function that called.
CREATE FUNCTION wic_expect_rows(bigint)
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_expect_rows(bigint) IS
	'(internal)';

-- The best passages of a corpus, in their final order.  A passage that has
-- the very characters that were typed gains a sixteenth of its score, so that
-- of two passages that say the same the one in the same script is first.
-- What surrounds a text on its page (menus, buttons, teasers) is left out, and
-- so are passages that are known already.  The best five tell which other words
-- speak for a passage, if a relation with the statistics of these is named.
--
-- Candidates are found by an index, as wic_search_source() says; then the text
-- itself decides, if it is asked to.  An index scan in order gives equals in
-- any order, so all equals of the last one are taken, and then ordered.
CREATE FUNCTION wic_best_passages(schema text, way text, finder wicquery,
		wanted wicquery, typed wicquery, text_decides boolean,
		known bigint[], counted regclass, k integer)
	RETURNS TABLE (passage_id bigint, score double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
DECLARE
	ncandidates bigint := greatest(k, 100);
	is_found text := CASE way WHEN 'vector'
		THEN 'pg_catalog.to_tsvector(''%1$s.wicsearch''::pg_catalog.regconfig, p.body) OPERATOR(pg_catalog.@@) %1$s.wic_index_condition($1)'::text
		ELSE 'p.body OPERATOR(%1$s.@@) $1' END;
	is_decided text := CASE WHEN text_decides
		THEN 'p.body OPERATOR(%1$s.@@) $3'::text ELSE 'true' END;
BEGIN
	-- Some will be left out.
	PERFORM @extschema@.wic_expect_rows(ncandidates OPERATOR(pg_catalog.+)
		(ncandidates OPERATOR(pg_catalog./) 2) OPERATOR(pg_catalog.+)
		pg_catalog.cardinality(known));
	RETURN QUERY EXECUTE pg_catalog.format($sql$
		WITH best AS MATERIALIZED (
			SELECT c.passage_id, c.body
			FROM (SELECT p.passage_id, p.body, p.body OPERATOR(%2$s.<=>) $2 AS distance
				FROM %1$I.passages AS p
				WHERE %3$s AND %4$s
					AND p.role OPERATOR(pg_catalog.<>) ALL ('{breadcrumb,widget,teaser,disclaimer,repeat}'::pg_catalog.text[])
					AND p.passage_id OPERATOR(pg_catalog.<>) ALL ($4)
				ORDER BY p.body OPERATOR(%2$s.<=>) $2
				FETCH FIRST $7 ROWS WITH TIES) AS c
			ORDER BY c.distance, c.passage_id
			LIMIT $7
		), rescored AS MATERIALIZED (
			SELECT b.passage_id, b.body, t.factor,
				%2$s.wic_rescore(b.body, $2) OPERATOR(pg_catalog.*) t.factor AS score
			FROM best AS b
			CROSS JOIN LATERAL (SELECT CASE WHEN b.body OPERATOR(%2$s.@@) $3
				THEN 1.0625::pg_catalog.float8 ELSE 1::pg_catalog.float8 END) AS t (factor)
		), extended AS MATERIALIZED (
			SELECT %2$s.wic_feedback($2, $5,
				pg_catalog.array_agg(f.body ORDER BY f.score DESC, f.passage_id),
				pg_catalog.array_agg(f.score ORDER BY f.score DESC, f.passage_id)) AS query
			FROM (SELECT r.passage_id, r.body, r.score
				FROM rescored AS r
				WHERE $5 IS NOT NULL
				ORDER BY r.score DESC, r.passage_id
				LIMIT 5) AS f
		), ordered AS (
			SELECT r.passage_id, coalesce(%2$s.wic_rescore(r.body, e.query)
				OPERATOR(pg_catalog.*) r.factor, r.score) AS score
			FROM rescored AS r, extended AS e
		)
		SELECT o.passage_id, o.score
		FROM ordered AS o
		ORDER BY o.score DESC, o.passage_id
		LIMIT $6
		$sql$, schema, '@extschema@',
		pg_catalog.format(is_found, '@extschema@'),
		pg_catalog.format(is_decided, '@extschema@'))
		USING finder, wanted, typed, known, counted, k, ncandidates;
END
$function$;
COMMENT ON FUNCTION wic_best_passages(text, text, wicquery, wicquery, wicquery, boolean, bigint[], regclass, integer) IS
	'(internal)';

-- A corpus is indexed with variants folded.  At level exact the index finds
-- more than is wanted, and the text itself decides; where words are excluded
-- the index would find less, and every text is read.
--
-- Where too few passages satisfy the query, the best of those that have some
-- of its words follow, marked partial; but not where it excludes words, as
-- they are not looked for one by one.
CREATE FUNCTION wic_search(query text, k integer DEFAULT 10,
		corpus text DEFAULT NULL, level text DEFAULT 'vocab',
		max_chars integer DEFAULT 60, feedback boolean DEFAULT true)
	RETURNS TABLE (rank integer, score double precision, title text,
		snippet text, partial boolean, passage_id bigint, source_id bigint,
		uri text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
	passages pg_catalog.regclass :=
		pg_catalog.format('%I.passages', schema)::pg_catalog.regclass;
	source record;
	counted pg_catalog.regclass;
	finder @extschema@.wicquery;
	wanted @extschema@.wicquery;
	any_wanted @extschema@.wicquery;
	typed @extschema@.wicquery;
	candidates pg_catalog.tsquery;
	is_negated boolean;
	text_decides boolean;
	best bigint[];
	scores double precision[];
	nfull integer;
BEGIN
	IF k IS NULL OR k OPERATOR(pg_catalog.<) 1 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'k must be at least 1',
			HINT = 'k is how many results are wanted.';
	END IF;
	candidates := @extschema@.wic_tsquery(query,
		CASE level WHEN 'exact' THEN 'script'::text ELSE level END);
	IF candidates IS NULL OR pg_catalog.numnode(candidates) OPERATOR(pg_catalog.=) 0 THEN
		RETURN;
	END IF;

	source := @extschema@.wic_search_source(passages, level);
	counted := coalesce(source.counted, @extschema@.wic_passages_table(passages), passages);
	wanted := @extschema@.wic_query(query, counted, level, 'all'::text, 'auto'::text);
	typed := @extschema@.wic_query(query, NULL::pg_catalog.regclass, 'exact'::text,
		'all'::text, 'auto'::text);
	is_negated := pg_catalog.strpos(candidates::pg_catalog.text, '!'::text) OPERATOR(pg_catalog.>) 0;
	text_decides := level OPERATOR(pg_catalog.=) 'exact'
		AND source.way IN ('folded', 'vector');
	IF text_decides AND is_negated THEN
		source.way := NULL;
		text_decides := false;
	END IF;
	finder := CASE WHEN text_decides
		THEN @extschema@.wic_query(query, NULL::pg_catalog.regclass, 'script'::text,
			'all'::text, 'auto'::text)
		ELSE wanted END;

	SELECT pg_catalog.array_agg(b.passage_id), pg_catalog.array_agg(b.score)
	INTO best, scores
	FROM @extschema@.wic_best_passages(schema, source.way, finder, wanted, typed,
		coalesce(text_decides, false), '{}'::bigint[],
		CASE WHEN feedback THEN counted END, k) AS b;
	nfull := coalesce(pg_catalog.cardinality(best), 0);

	IF nfull OPERATOR(pg_catalog.<) k
		AND NOT is_negated AND level OPERATOR(pg_catalog.<>) 'exact'::text THEN
		any_wanted := @extschema@.wicquery_any(wanted);
		SELECT best OPERATOR(pg_catalog.||) pg_catalog.array_agg(b.passage_id),
			scores OPERATOR(pg_catalog.||) pg_catalog.array_agg(b.score)
		INTO best, scores
		FROM @extschema@.wic_best_passages(schema, source.way, any_wanted, any_wanted, typed,
			false, coalesce(best, '{}'::bigint[]),
			CASE WHEN feedback THEN counted END,
			k OPERATOR(pg_catalog.-) nfull) AS b;
	END IF;

	RETURN QUERY EXECUTE pg_catalog.format($sql$
		SELECT b.n::pg_catalog.int4, b.score, s.title,
			%2$s.wic_snippet(p.body, $3, max_chars => $4),
			b.n OPERATOR(pg_catalog.>) $5, p.passage_id, p.source_id, s.uri
		FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2))
			WITH ORDINALITY AS b (passage_id, score, n)
		JOIN %1$I.passages AS p ON p.passage_id OPERATOR(pg_catalog.=) b.passage_id
		JOIN %1$I.sources AS s ON s.source_id OPERATOR(pg_catalog.=) p.source_id
		ORDER BY b.n
		$sql$, schema, '@extschema@')
		USING best, scores, wanted, max_chars, nfull;
END
$function$;
COMMENT ON FUNCTION wic_search(text, integer, text, text, integer, boolean) IS
	'the passages of a corpus that match a query best, with marked snippets; partial: has only some of its words';

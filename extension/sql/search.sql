-- Ranked search over a corpus.

-- The best passages of a corpus, in their final order.  A passage that has
-- the very characters that were typed gains a sixteenth of its score, so that
-- of two passages that say the same the one in the same script is first.
-- What surrounds a text on its page (menus, buttons, teasers) is left out.
-- The best five tell which other words speak for a passage, if a table with
-- the statistics of these is named.
CREATE FUNCTION wic_best_passages(schema text, wanted wicquery,
		typed wicquery, condition tsquery, is_exact boolean,
		is_partial boolean, statistics regclass, k integer)
	RETURNS TABLE (passage_id bigint, score double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
BEGIN
	RETURN QUERY EXECUTE pg_catalog.format($sql$
		WITH best AS MATERIALIZED (
			SELECT p.passage_id, p.body
			FROM %1$I.passages AS p
			WHERE pg_catalog.to_tsvector('%2$s.wicsearch'::pg_catalog.regconfig, p.body)
					OPERATOR(pg_catalog.@@) CASE WHEN $5
						THEN %2$s.wic_index_condition($1) ELSE $3 END
				AND p.role OPERATOR(pg_catalog.<>) ALL ('{breadcrumb,widget,teaser,disclaimer,repeat}'::pg_catalog.text[])
				AND ($4 IS FALSE OR p.body OPERATOR(%2$s.@@) $2)
				AND ($5 IS FALSE
					OR NOT pg_catalog.to_tsvector('%2$s.wicsearch'::pg_catalog.regconfig, p.body)
						OPERATOR(pg_catalog.@@) $3)
			ORDER BY p.body OPERATOR(%2$s.<=>) $1, p.passage_id
			LIMIT greatest($7, 100)
		), rescored AS MATERIALIZED (
			SELECT b.passage_id, b.body, t.factor,
				%2$s.wic_rescore(b.body, $1) OPERATOR(pg_catalog.*) t.factor AS score
			FROM best AS b
			CROSS JOIN LATERAL (SELECT CASE WHEN b.body OPERATOR(%2$s.@@) $2
				THEN 1.0625::pg_catalog.float8 ELSE 1::pg_catalog.float8 END) AS t (factor)
		), extended AS MATERIALIZED (
			SELECT %2$s.wic_feedback($1, $6,
				pg_catalog.array_agg(f.body ORDER BY f.score DESC, f.passage_id),
				pg_catalog.array_agg(f.score ORDER BY f.score DESC, f.passage_id)) AS query
			FROM (SELECT r.passage_id, r.body, r.score
				FROM rescored AS r
				WHERE $6 IS NOT NULL
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
		LIMIT $7
		$sql$, schema, '@extschema@')
		USING wanted, typed, condition, is_exact, is_partial, statistics, k;
END
$function$;
COMMENT ON FUNCTION wic_best_passages(text, wicquery, wicquery, tsquery, boolean, boolean, regclass, integer) IS
	'(internal)';

-- A corpus is indexed with variants folded.  At level exact the index finds
-- more than is wanted, and the text itself decides.
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
	passages pg_catalog.regclass;
	counted pg_catalog.regclass;
	wanted @extschema@.wicquery;
	any_wanted @extschema@.wicquery;
	typed @extschema@.wicquery;
	candidates pg_catalog.tsquery;
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

	passages := @extschema@.wic_passages_table(schema);
	counted := CASE WHEN feedback THEN passages END;
	wanted := @extschema@.wic_query(query, passages, level, 'all'::text, 'auto'::text);
	typed := @extschema@.wic_query(query, NULL::pg_catalog.regclass, 'exact'::text,
		'all'::text, 'auto'::text);

	SELECT pg_catalog.array_agg(b.passage_id), pg_catalog.array_agg(b.score)
	INTO best, scores
	FROM @extschema@.wic_best_passages(schema, wanted, typed, candidates,
		level OPERATOR(pg_catalog.=) 'exact'::text, false, counted, k) AS b;
	nfull := coalesce(pg_catalog.cardinality(best), 0);

	IF nfull OPERATOR(pg_catalog.<) k
		AND pg_catalog.strpos(candidates::pg_catalog.text, '!'::text) OPERATOR(pg_catalog.=) 0
		AND level OPERATOR(pg_catalog.<>) 'exact'::text THEN
		any_wanted := @extschema@.wicquery_any(wanted);
		SELECT best OPERATOR(pg_catalog.||) pg_catalog.array_agg(b.passage_id),
			scores OPERATOR(pg_catalog.||) pg_catalog.array_agg(b.score)
		INTO best, scores
		FROM @extschema@.wic_best_passages(schema, any_wanted, typed, candidates,
			false, true, counted, k OPERATOR(pg_catalog.-) nfull) AS b;
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

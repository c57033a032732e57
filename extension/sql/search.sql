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

-- The same, with SQL of the texts of that relation.
CREATE FUNCTION wic_body_source(passages regclass, level text,
		OUT counted regclass, OUT way text, OUT body text)
	AS 'MODULE_PATHNAME', 'wic_search_source'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_body_source(regclass, text) IS
	'(internal)';

-- An index scan in order is told how many rows are wanted, so that it need
-- not look twice.  The setting ends with the function that called.
CREATE FUNCTION wic_expect_rows(bigint)
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_expect_rows(bigint) IS
	'(internal)';

-- What wic_search_source() says of a table that is no corpus, and SQL of its
-- texts; all NULL if it has no wicsearch index on texts.
CREATE FUNCTION wic_table_source(relation regclass, level text,
		OUT counted regclass, OUT way text, OUT body text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_table_source(regclass, text) IS
	'(internal)';

CREATE TYPE wic_search_task AS (
	passages    text,		-- SQL of what is searched
	schema      text,		-- of the corpus; NULL: a table that is none
	counted     regclass,	-- whose statistics count
	way         text,		-- how an index finds passages
	within      text,		-- passage, sentence or speech
	wanted      wicquery,
	typed       wicquery,	-- the very characters
	finder      wicquery,	-- what an index is asked for; NULL: read them all
	is_decided  boolean,	-- by the text, as the index finds more
	is_partial  boolean,	-- may what has some of the words follow?
	scope       wic_scope,
	witnesses   bigint[]	-- that the filters leave; NULL: look at each
);
COMMENT ON TYPE wic_search_task IS
	'(internal)';

CREATE TYPE wic_search_found AS (
	passage_id bigint,
	score      double precision,
	body       text,		-- the passage, or the sentence
	shift      integer,		-- where that begins in the passage
	title      text,		-- of the row of a table
	speech_id  bigint,		-- within => 'speech'
	is_partial boolean
);
COMMENT ON TYPE wic_search_found IS
	'(internal)';

-- How the query is read.  NULL if there is nothing to search for.
--
-- A corpus is indexed with variants folded.  At level exact the index finds
-- more than is wanted, and the text itself decides.  Where words are excluded
-- it would find less: that they are in a passage says nothing of its sentences,
-- nor that they are in none of a passage's variants.  Then all are read.
CREATE FUNCTION wic_read_search(task wic_search_task, query text, level text)
	RETURNS @extschema@.wic_search_task
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	index_level text := CASE level WHEN 'exact' THEN 'script'::text ELSE level END;
	condition tsquery := @extschema@.wic_tsquery(query, index_level);
	is_negated boolean;
	is_folded boolean;
BEGIN
	IF condition IS NULL OR pg_catalog.numnode(condition) = 0 THEN
		RETURN NULL;
	END IF;
	is_negated := pg_catalog.strpos(condition::text, '!'::text) > 0;
	is_folded := level = 'exact' AND task.way IN ('folded', 'vector');
	task.wanted := @extschema@.wic_query(query, task.counted, level, 'all'::text, 'auto'::text);
	task.typed := @extschema@.wic_query(query, NULL::regclass, 'exact'::text,
		'all'::text, 'auto'::text);
	task.finder := task.wanted;
	task.is_decided := false;
	task.is_partial := NOT is_negated AND level <> 'exact' AND task.within <> 'sentence'
		AND pg_catalog.numnode(condition) > 1
		AND query !~ '["“”「」『』]' AND query !~* '\mnear\s*[(（]';
	IF is_folded THEN
		task.finder := @extschema@.wic_query(query, NULL::regclass, 'script'::text,
			'all'::text, 'auto'::text);
		task.is_decided := true;
	END IF;
	IF is_negated AND task.within = 'speech' THEN
		task.finder := CASE WHEN task.wanted::text::jsonb -> 'terms' <> '[]'::jsonb
			THEN task.finder END;
	ELSIF is_negated AND task.within = 'sentence' THEN
		task.finder := NULL;
	ELSIF is_negated AND is_folded THEN
		task.finder := NULL;
	END IF;
	RETURN task;
END
$$;
COMMENT ON FUNCTION wic_read_search(wic_search_task, text, text) IS
	'(internal)';

-- The witnesses that the filters on speeches leave; NULL if these are more
-- than a thousand, or nobody knows how many: then each passage that matches is
-- asked for its speech.  A collection is found like anything else.
CREATE FUNCTION wic_search_witnesses(scope wic_scope)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
	found bigint[];
BEGIN
	IF @extschema@.wic_is_attached(scope.schema) THEN
		RETURN NULL;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	found := ARRAY(
		SELECT w.witness_id
		FROM speeches AS s
		JOIN witnesses AS w USING (speech_id)
		WHERE @extschema@.wic_in_scope(scope, w.source_id, s.speaker_id,
			s.occasion_id, s.said_on, s.said_on_precision,
			CASE WHEN scope.kinds IS NOT NULL THEN s.kind END)
		LIMIT 1001);
	RETURN CASE WHEN pg_catalog.cardinality(found) <= 1000 THEN found END;
END
$$;
COMMENT ON FUNCTION wic_search_witnesses(wic_scope) IS
	'(internal)';

CREATE FUNCTION wic_filters_speeches(scope wic_scope)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.num_nonnulls((scope).speakers, (scope).occasions, (scope).since,
		(scope).until, (scope).kinds) > 0
$$;
COMMENT ON FUNCTION wic_filters_speeches(wic_scope) IS
	'(internal)';

-- A condition on passages p, in SQL.  It is part of the scan, so an index scan
-- in order goes on until enough have passed.  The parameters are $1 finder,
-- $2 lang, $3 sources, $4 witnesses, $5 scope.  What surrounds a text on its
-- page (menus, buttons, teasers) is left out.
CREATE FUNCTION wic_search_condition(task wic_search_task)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
	SELECT pg_catalog.format(pg_catalog.concat_ws(' AND '::text,
		'%2$s.wic_is_searched(p.role)',
		CASE WHEN (task).finder IS NULL THEN NULL
			WHEN (task).way = 'vector' THEN 'pg_catalog.to_tsvector(''%2$s.wicsearch''::pg_catalog.regconfig, p.body) OPERATOR(pg_catalog.@@) %2$s.wic_index_condition($1)'::text
			ELSE 'p.body OPERATOR(%2$s.@@) $1' END,
		CASE WHEN ((task).scope).lang IS NOT NULL
			THEN 'p.lang OPERATOR(pg_catalog.=) $2'::text END,
		CASE WHEN ((task).scope).sources IS NOT NULL
			THEN 'p.source_id OPERATOR(pg_catalog.=) ANY ($3)'::text END,
		CASE WHEN NOT @extschema@.wic_filters_speeches((task).scope) THEN NULL
			WHEN (task).witnesses IS NOT NULL
			THEN 'p.witness_id OPERATOR(pg_catalog.=) ANY ($4)'::text
			ELSE $sql$p.witness_id OPERATOR(pg_catalog.=) ANY (SELECT w.witness_id
				FROM %1$I.witnesses AS w
				JOIN %1$I.speeches AS s ON s.speech_id OPERATOR(pg_catalog.=) w.speech_id
				WHERE %2$s.wic_in_scope($5, w.source_id, s.speaker_id, s.occasion_id,
						s.said_on, s.said_on_precision, CASE WHEN ($5).kinds IS NOT NULL THEN s.kind END))$sql$ END),
		(task).schema, '@extschema@')
$function$;
COMMENT ON FUNCTION wic_search_condition(wic_search_task) IS
	'(internal)';

-- The best passages, in their final order.  A passage that has the very
-- characters that were typed gains a sixteenth of its score, so that of two
-- passages that say the same the one in the same script is first.  Passages
-- that are known already are left out.  The best five tell which other words
-- speak for a passage, if feedback is wanted.
--
-- Candidates are found by an index, as wic_search_source() says, and filtered
-- as they come; then the text itself decides, if it is asked to.  An index scan
-- in order gives equals in any order, so all equals of the last one are taken,
-- and then ordered.  Within sentences it is the best sentence that counts.
CREATE FUNCTION wic_best_passages(task wic_search_task, known bigint[],
		feedback boolean, k integer, ncandidates bigint)
	RETURNS SETOF @extschema@.wic_search_found
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $function$
DECLARE
	in_sentence boolean := task.within = 'sentence';
BEGIN
	-- Some will be left out, and more of them by a filter.
	PERFORM @extschema@.wic_expect_rows(
		(ncandidates + ncandidates / 2) * CASE
			WHEN @extschema@.wic_filters_speeches(task.scope)
				OR pg_catalog.num_nonnulls((task.scope).lang, (task.scope).sources) > 0 THEN 8 ELSE 1 END
		+ pg_catalog.cardinality(known));
	RETURN QUERY EXECUTE pg_catalog.format($sql$
		WITH best AS MATERIALIZED (
			SELECT c.passage_id, t.body, t.shift, c.title
			FROM (SELECT p.passage_id::pg_catalog.int8 AS passage_id, p.body, %3$s AS title,
					p.body OPERATOR(%2$s.<=>) $6 AS distance
				FROM %1$s AS p
				WHERE %4$s AND %5$s
					AND p.passage_id OPERATOR(pg_catalog.<>) ALL ($8)
				ORDER BY p.body OPERATOR(%2$s.<=>) $6
				FETCH FIRST $11 ROWS WITH TIES) AS c
			CROSS JOIN LATERAL %6$s AS t
			ORDER BY c.distance, c.passage_id
			LIMIT $11
		), rescored AS MATERIALIZED (
			SELECT b.*, t.factor,
				%2$s.wic_rescore(b.body, $6) OPERATOR(pg_catalog.*) t.factor AS score
			FROM best AS b
			CROSS JOIN LATERAL (SELECT CASE WHEN b.body OPERATOR(%2$s.@@) $7
				THEN 1.0625::pg_catalog.float8 ELSE 1::pg_catalog.float8 END) AS t (factor)
		), extended AS MATERIALIZED (
			SELECT %2$s.wic_feedback($6, $9,
				pg_catalog.array_agg(f.body ORDER BY f.score DESC, f.passage_id),
				pg_catalog.array_agg(f.score ORDER BY f.score DESC, f.passage_id)) AS query
			FROM (SELECT r.passage_id, r.body, r.score
				FROM rescored AS r
				WHERE $9 IS NOT NULL
				ORDER BY r.score DESC, r.passage_id
				LIMIT 5) AS f
		), ordered AS (
			SELECT r.passage_id, coalesce(%2$s.wic_rescore(r.body, e.query)
				OPERATOR(pg_catalog.*) r.factor, r.score) AS score,
				r.body, r.shift, r.title
			FROM rescored AS r, extended AS e
		)
		SELECT o.passage_id, o.score, o.body, o.shift, o.title,
			NULL::pg_catalog.int8, false
		FROM ordered AS o
		ORDER BY o.score DESC, o.passage_id
		LIMIT $10
		$sql$, task.passages, '@extschema@',
		CASE WHEN task.schema IS NULL THEN 'p.title'::text ELSE 'NULL::pg_catalog.text' END,
		@extschema@.wic_search_condition(task),
		CASE WHEN task.is_decided AND NOT in_sentence
			OR task.finder IS NULL AND NOT in_sentence
			THEN 'p.body OPERATOR(@extschema@.@@) $6'::text ELSE 'true' END,
		CASE WHEN in_sentence THEN $sql$(
			SELECT s.body, s.start_char AS shift
			FROM @extschema@.wic_sentences(c.body) AS s
			WHERE s.body OPERATOR(@extschema@.@@) $6
			ORDER BY @extschema@.wic_rescore(s.body, $6) DESC, s.ord
			LIMIT 1)$sql$::text
			ELSE '(SELECT c.body, 0 AS shift)' END)
		USING task.finder, (task.scope).lang, (task.scope).sources,
			task.witnesses, task.scope, task.wanted, task.typed, known,
			CASE WHEN feedback THEN task.counted END, k, ncandidates;
END
$function$;
COMMENT ON FUNCTION wic_best_passages(wic_search_task, bigint[], boolean, integer, bigint) IS
	'(internal)';

-- Where too few passages satisfy the query, the best of those that have some
-- of its words follow, marked partial; but not where it excludes words, as
-- they are not looked for one by one, nor where it says that words stand
-- together: "…" and near().
--
-- The best sentence may be in a passage that is not among the best, so
-- 500 passages are read for it, or ten for each that is wanted; and all
-- that have the words if those do not suffice.
CREATE FUNCTION wic_search_passages(task wic_search_task, k integer, feedback boolean)
	RETURNS SETOF @extschema@.wic_search_found
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	ncandidates bigint := CASE task.within WHEN 'sentence' THEN greatest(10 * k::bigint, 500)
		ELSE greatest(k, 100) END;
	found @extschema@.wic_search_found[];
	nfull integer;
BEGIN
	found := ARRAY(SELECT f FROM @extschema@.wic_best_passages(task, '{}'::bigint[],
		feedback, k, ncandidates) AS f);
	nfull := pg_catalog.cardinality(found);
	IF nfull < k AND task.within = 'sentence' THEN
		found := ARRAY(SELECT f FROM @extschema@.wic_best_passages(task, '{}'::bigint[],
			feedback, k, 1000000000) AS f);
	ELSIF nfull < k AND task.is_partial THEN
		task.wanted := @extschema@.wicquery_any(task.wanted);
		task.finder := task.wanted;
		found := found || ARRAY(
			SELECT (f.passage_id, f.score, f.body, f.shift, f.title, f.speech_id,
				true)::@extschema@.wic_search_found
			FROM @extschema@.wic_best_passages(task,
				ARRAY(SELECT known.passage_id FROM pg_catalog.unnest(found) AS known),
				feedback, k - nfull, greatest(k - nfull, 100)) AS f);
	END IF;
	RETURN QUERY SELECT f.* FROM pg_catalog.unnest(found) AS f;
END
$$;
COMMENT ON FUNCTION wic_search_passages(wic_search_task, integer, boolean) IS
	'(internal)';

CREATE TYPE wic_search_witness AS (
	witness_id bigint,
	passage_id bigint,			-- the best
	score      double precision,
	is_full    boolean			-- has it all words?  NULL: not known
);
COMMENT ON TYPE wic_search_witness IS
	'(internal)';

-- The witnesses with the best passages: those first whose passages have all
-- words between them.  What they lack may be in passages that were not read;
-- or what is excluded.
CREATE FUNCTION wic_best_witnesses(task wic_search_task, known bigint[], npassages bigint,
		OUT witnesses wic_search_witness[], OUT nread bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $function$
DECLARE
	is_negated boolean := pg_catalog.strpos(task.wanted::tsquery::text, '!'::text) > 0;
BEGIN
	PERFORM @extschema@.wic_expect_rows(2 * npassages);
	EXECUTE pg_catalog.format($sql$
		WITH near AS MATERIALIZED (
			SELECT p.passage_id, p.witness_id, p.body
			FROM %1$s AS p
			WHERE %3$s AND p.witness_id IS NOT NULL
			ORDER BY p.body OPERATOR(%2$s.<=>) $6
			FETCH FIRST $9 ROWS WITH TIES
		), reading AS MATERIALIZED (
			SELECT pg_catalog.count(*) AS nread FROM near
		), scored AS MATERIALIZED (
			SELECT n.passage_id, n.witness_id, n.body,
				%2$s.wic_rescore(n.body, $6) OPERATOR(pg_catalog.*)
				CASE WHEN n.body OPERATOR(%2$s.@@) $7
					THEN 1.0625::pg_catalog.float8 ELSE 1::pg_catalog.float8 END AS score
			FROM near AS n
			WHERE n.witness_id OPERATOR(pg_catalog.<>) ALL ($8)
		), best AS (
			SELECT s.witness_id,
				(pg_catalog.array_agg(s.passage_id ORDER BY s.score DESC, s.passage_id))[1] AS passage_id,
				pg_catalog.max(s.score) AS score,
				CASE WHEN $10 THEN NULL
					WHEN pg_catalog.string_agg(s.body, pg_catalog.repeat('。'::pg_catalog.text, 50))
						OPERATOR(%2$s.@@) $6 THEN true
					WHEN r.nread OPERATOR(pg_catalog.<) $9 THEN false END AS is_full
			FROM scored AS s, reading AS r
			GROUP BY s.witness_id, r.nread
		)
		SELECT pg_catalog.array_agg((b.witness_id, b.passage_id, b.score, b.is_full)::%2$s.wic_search_witness
				ORDER BY coalesce(b.is_full, false) DESC, b.score DESC, b.passage_id),
			(SELECT r.nread FROM reading AS r)
		FROM best AS b
		$sql$, task.passages, '@extschema@', @extschema@.wic_search_condition(task))
		INTO witnesses, nread
		USING task.finder, (task.scope).lang, (task.scope).sources,
			task.witnesses, task.scope, task.wanted, task.typed, known, npassages,
			is_negated;
END
$function$;
COMMENT ON FUNCTION wic_best_witnesses(wic_search_task, bigint[], bigint) IS
	'(internal)';

-- Speeches by their witnesses: the best passage, and half of what the whole
-- text scores.  Over judged questions for articles that was better than the
-- best passage alone (MRR@10 .938 to .942 and .969 to .970).
CREATE FUNCTION wic_score_witnesses(task wic_search_task, witnesses wic_search_witness[])
	RETURNS SETOF @extschema@.wic_search_found
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(task.schema);
	RETURN QUERY
		SELECT p.passage_id::bigint,
			b.score - 0.5 * (whole.body OPERATOR(@extschema@.<=>) task.wanted),
			p.body, 0, NULL::text, w.speech_id::bigint,
			NOT CASE WHEN b.is_full IS NOT NULL THEN b.is_full
				ELSE whole.body OPERATOR(@extschema@.@@) task.wanted END
		FROM pg_catalog.unnest(wic_score_witnesses.witnesses) AS b
		JOIN passages AS p ON p.passage_id = b.passage_id
		JOIN witnesses AS w ON w.witness_id = b.witness_id
		CROSS JOIN LATERAL (
			SELECT pg_catalog.string_agg(o.body, E'\n' ORDER BY o.ord) AS body
			FROM passages AS o
			WHERE o.witness_id = b.witness_id
				AND @extschema@.wic_is_searched(o.role)
			) AS whole;
END
$$;
COMMENT ON FUNCTION wic_score_witnesses(wic_search_task, wic_search_witness[]) IS
	'(internal)';

-- Whole texts are long, so those are read whose passages are the best: forty,
-- or four for each speech that is wanted, and as many again, up to 500, as
-- long as too few of them have all words.
CREATE FUNCTION wic_search_speeches(task wic_search_task, k integer)
	RETURNS SETOF @extschema@.wic_search_found
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	step CONSTANT integer := least(greatest(4 * k::bigint, 40), 1000000);
	npassages bigint := greatest(1000, 10 * k::bigint);
	best record;
	known bigint[] := '{}';
	next @extschema@.wic_search_witness[];
	found @extschema@.wic_search_found[] := '{}';
	first integer;
	nfull integer := 0;
BEGIN
	task.finder := @extschema@.wicquery_any(task.finder);
	LOOP
		best := @extschema@.wic_best_witnesses(task, known, npassages);
		first := 1;
		LOOP
			next := best.witnesses[first:first + step - 1];
			EXIT WHEN nfull >= k OR coalesce(pg_catalog.cardinality(next), 0) = 0
				OR pg_catalog.cardinality(known) >= greatest(500, step);
			found := found || ARRAY(SELECT f
				FROM @extschema@.wic_score_witnesses(task, next) AS f);
			known := known || ARRAY(SELECT n.witness_id FROM pg_catalog.unnest(next) AS n);
			first := first + step;
			nfull := (SELECT pg_catalog.count(DISTINCT f.speech_id)
				FROM pg_catalog.unnest(found) AS f WHERE NOT f.is_partial);
		END LOOP;
		EXIT WHEN nfull >= k OR best.nread < npassages
			OR pg_catalog.cardinality(known) >= greatest(500, step);
		npassages := npassages * 8;
	END LOOP;
	RETURN QUERY
		SELECT s.*
		FROM (SELECT DISTINCT ON (f.speech_id) f.*
			FROM pg_catalog.unnest(found) AS f
			WHERE task.is_partial OR NOT f.is_partial
			ORDER BY f.speech_id, f.is_partial, f.score DESC, f.passage_id) AS s
		ORDER BY s.is_partial, s.score DESC, s.passage_id
		LIMIT k;
END
$$;
COMMENT ON FUNCTION wic_search_speeches(wic_search_task, integer) IS
	'(internal)';

-- Where a text matches first, in characters from 0; if it does not match,
-- where the first of the words is.
CREATE FUNCTION wic_first_match(document text, wanted wicquery)
	RETURNS integer
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT coalesce(
		(SELECT pg_catalog.min(m.start_char)
		 FROM @extschema@.wic_matches(document, wanted) AS m),
		(SELECT pg_catalog.min(m.start_char)
		 FROM @extschema@.wic_matches(document, @extschema@.wicquery_any(wanted)) AS m),
		0)
$$;
COMMENT ON FUNCTION wic_first_match(text, wicquery) IS
	'(internal)';

CREATE FUNCTION wic_search_corpus(query text, k integer, within text,
		scope wic_scope, level text, max_chars integer, feedback boolean)
	RETURNS TABLE (rank integer, score double precision, said_on date,
		speaker text, occasion text, title text, snippet text, partial boolean,
		speech_id bigint, passage_id bigint, source_id bigint, uri text,
		start_char integer)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
DECLARE
	passages regclass := pg_catalog.format('%I.passages', scope.schema)::regclass;
	source record := @extschema@.wic_search_source(passages, level);
	task @extschema@.wic_search_task;
	found @extschema@.wic_search_found[];
	is_attached boolean := @extschema@.wic_is_attached(scope.schema)
		AND EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
			WHERE a.attrelid = pg_catalog.to_regclass(
					pg_catalog.format('%I.speeches', scope.schema))::oid
				AND a.attname = 'speaker');
BEGIN
	task.schema := scope.schema;
	task.passages := pg_catalog.format('%I.passages', scope.schema);
	task.counted := coalesce(source.counted,
		@extschema@.wic_passages_table(passages), passages);
	task.way := source.way;
	task.within := within;
	task.scope := scope;
	IF @extschema@.wic_filters_speeches(scope) THEN
		task.witnesses := @extschema@.wic_search_witnesses(scope);
	END IF;
	task := @extschema@.wic_read_search(task, query, level);
	IF task IS NULL THEN
		RETURN;
	END IF;
	found := CASE within WHEN 'speech'
		THEN ARRAY(SELECT f FROM @extschema@.wic_search_speeches(task, k) AS f)
		ELSE ARRAY(SELECT f FROM @extschema@.wic_search_passages(task, k, feedback) AS f) END;

	RETURN QUERY EXECUTE pg_catalog.format($sql$
		SELECT f.n::pg_catalog.int4, f.score, a.said_on, %3$s, %4$s,
			coalesce(a.title, s.title),
			%2$s.wic_snippet(f.body, $2, max_chars => $3), f.is_partial,
			a.speech_id::pg_catalog.int8, f.passage_id, p.source_id::pg_catalog.int8, s.uri,
			p.start_char OPERATOR(pg_catalog.+) f.shift
				OPERATOR(pg_catalog.+) %2$s.wic_first_match(f.body, $2)
		FROM pg_catalog.unnest($1) WITH ORDINALITY AS f (passage_id, score,
			body, shift, title, speech_id, is_partial, n)
		JOIN %1$I.passages AS p ON p.passage_id OPERATOR(pg_catalog.=) f.passage_id
		JOIN %1$I.sources AS s ON s.source_id OPERATOR(pg_catalog.=) p.source_id
		LEFT JOIN %1$I.witnesses AS w ON w.witness_id OPERATOR(pg_catalog.=) p.witness_id
		LEFT JOIN %1$I.speeches AS a ON a.speech_id OPERATOR(pg_catalog.=) w.speech_id
		ORDER BY f.n
		$sql$, scope.schema, '@extschema@',
		CASE WHEN is_attached THEN 'a.speaker'::text ELSE pg_catalog.format(
			'(SELECT n.name FROM %I.speakers AS n WHERE n.speaker_id OPERATOR(pg_catalog.=) a.speaker_id)',
			scope.schema) END,
		CASE WHEN is_attached THEN 'a.occasion'::text ELSE pg_catalog.format(
			'(SELECT n.name FROM %I.occasions AS n WHERE n.occasion_id OPERATOR(pg_catalog.=) a.occasion_id)',
			scope.schema) END)
		USING found, task.wanted, max_chars;
END
$function$;
COMMENT ON FUNCTION wic_search_corpus(text, integer, text, wic_scope, text, integer, boolean) IS
	'(internal)';

-- The rows of a table, as passages p.  Without a key of one integer a row is
-- known by its place, while this statement runs.
CREATE FUNCTION wic_table_passages(relation regclass, body text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('(SELECT %s AS passage_id, (%s)::pg_catalog.text AS body, '
		'%s AS title, ''body''::pg_catalog.text AS role FROM %s AS t)',
		coalesce('t.' || @extschema@.wic_integer_key(relation),
			'((t.tableoid::bigint % 32768) * 281474976710656 '
			'+ (t.ctid::text::point)[0]::bigint * 65536 + (t.ctid::text::point)[1]::bigint)'),
		body,
		coalesce((SELECT pg_catalog.format('t.%I::pg_catalog.text', a.attname)
			FROM pg_catalog.pg_attribute AS a
			WHERE a.attrelid = relation::oid AND a.attname = 'title'
				AND NOT a.attisdropped), 'NULL::pg_catalog.text'),
		relation)
$$;
COMMENT ON FUNCTION wic_table_passages(regclass, text) IS
	'(internal)';

CREATE FUNCTION wic_search_table(query text, k integer, within text,
		relation regclass, level text, max_chars integer, feedback boolean)
	RETURNS TABLE (rank integer, score double precision, said_on date,
		speaker text, occasion text, title text, snippet text, partial boolean,
		speech_id bigint, passage_id bigint, source_id bigint, uri text,
		start_char integer)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
#variable_conflict use_variable
DECLARE
	source record := @extschema@.wic_table_source(relation, level);
	has_key boolean := @extschema@.wic_integer_key(relation) IS NOT NULL;
	task @extschema@.wic_search_task;
BEGIN
	task.passages := @extschema@.wic_table_passages(relation, source.body);
	task.counted := source.counted;
	task.way := source.way;
	task.within := CASE within WHEN 'speech' THEN 'passage'::text ELSE within END;
	task := @extschema@.wic_read_search(task, query, level);
	IF task IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
		SELECT f.n::integer, f.score, NULL::date, NULL::text, NULL::text, f.title,
			@extschema@.wic_snippet(f.body, task.wanted, max_chars => max_chars),
			f.is_partial, NULL::bigint, CASE WHEN has_key THEN f.passage_id END,
			NULL::bigint, NULL::text,
			f.shift + @extschema@.wic_first_match(f.body, task.wanted)
		FROM @extschema@.wic_search_passages(task, k, feedback)
			WITH ORDINALITY AS f (passage_id, score, body, shift, title,
				speech_id, is_partial, n)
		ORDER BY f.n;
END
$function$;
COMMENT ON FUNCTION wic_search_table(text, integer, text, regclass, text, integer, boolean) IS
	'(internal)';

-- The same table, if an index finds its texts.
CREATE FUNCTION wic_searchable_table(relation regclass)
	RETURNS regclass
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT relation
	FROM pg_catalog.pg_class AS c
	WHERE c.oid = relation::oid AND c.relkind IN ('r', 'p', 'm')
		AND (SELECT s.body IS NOT NULL
			FROM @extschema@.wic_table_source(relation, 'vocab'::text) AS s)
$$;
COMMENT ON FUNCTION wic_searchable_table(regclass) IS
	'(internal)';

-- The table of that name in the search_path of whoever asks, if there is no
-- such corpus, and an index finds its texts.  So no path is set here.
CREATE FUNCTION wic_table_named(name text)
	RETURNS regclass
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN CASE WHEN name OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT @extschema@.wic_corpora()))
		THEN NULL::pg_catalog.regclass
		ELSE @extschema@.wic_searchable_table(coalesce(
			pg_catalog.to_regclass(pg_catalog.quote_ident(name)),
			CASE WHEN name OPERATOR(pg_catalog.~) '^("[^"]+"|[^\s".]+)(\.("[^"]+"|[^\s".]+))?$'::pg_catalog.text
				THEN pg_catalog.to_regclass(name) END)) END;
COMMENT ON FUNCTION wic_table_named(text) IS
	'(internal)';

CREATE FUNCTION wic_search_any(relation regclass, query text, k integer,
		within text, by_speaker text, since date, until date, by_occasion text,
		by_source text, kind text, lang text, level text, max_chars integer,
		feedback boolean, corpus text)
	RETURNS TABLE (rank integer, score double precision, said_on date,
		speaker text, occasion text, title text, snippet text, partial boolean,
		speech_id bigint, passage_id bigint, source_id bigint, uri text,
		start_char integer)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	filters text[] := pg_catalog.array_remove(ARRAY[
		CASE WHEN by_speaker IS NOT NULL THEN 'speaker'::text END,
		CASE WHEN pg_catalog.num_nonnulls(since, until) > 0 THEN 'date' END,
		CASE WHEN by_occasion IS NOT NULL THEN 'occasion' END,
		CASE WHEN by_source IS NOT NULL THEN 'source' END,
		CASE WHEN kind IS NOT NULL THEN 'kind' END,
		CASE WHEN lang IS NOT NULL THEN 'language' END], NULL);
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_choice('within'::text, within,
		'{passage,sentence,speech}'::text[]);
	PERFORM @extschema@.wic_check_level(level);
	IF relation IS NULL THEN
		RETURN QUERY SELECT f.* FROM @extschema@.wic_search_corpus(query, k, within,
			@extschema@.wic_scope(corpus, by_speaker, since, until, by_occasion,
				by_source, kind, lang, 'best'::text),
			level, max_chars, feedback) AS f;
		RETURN;
	END IF;
	IF filters <> '{}' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = pg_catalog.format('%s is a table, and has no %s to filter by',
				@extschema@.wic_quoted(relation::text), pg_catalog.array_to_string(filters, ', ')),
			HINT = @extschema@.wic_attach_hint(relation);
	END IF;
	RETURN QUERY SELECT f.* FROM @extschema@.wic_search_table(query, k, within,
		relation, level, max_chars, feedback) AS f;
END
$$;
COMMENT ON FUNCTION wic_search_any(regclass, text, integer, text, text, date, date, text, text, text, text, text, integer, boolean, text) IS
	'(internal)';

-- A table is named as the caller would name it, so nothing is set here.
CREATE FUNCTION wic_search(query text, k integer DEFAULT 10,
		within text DEFAULT 'passage', speaker text DEFAULT NULL,
		since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		level text DEFAULT 'vocab', max_chars integer DEFAULT 60,
		feedback boolean DEFAULT true, corpus text DEFAULT NULL)
	RETURNS TABLE (rank integer, score double precision, said_on date,
		speaker text, occasion text, title text, snippet text, partial boolean,
		speech_id bigint, passage_id bigint, source_id bigint, uri text,
		start_char integer)
	LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT f.*
	FROM @extschema@.wic_search_any(@extschema@.wic_table_named(
			coalesce(corpus, @extschema@.wic_default_corpus())), query, k, within,
		speaker, since, until, occasion, source, kind, lang, level, max_chars,
		feedback, corpus) AS f;
END;
COMMENT ON FUNCTION wic_search(text, integer, text, text, date, date, text, text, text, text, text, integer, boolean, text) IS
	'the passages of a corpus, or of a table with an index, that match a query best, with marked snippets; partial: has only some of its words; within: passage, sentence (all words in one) or speech (one row for each)';

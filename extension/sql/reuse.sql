-- Reuse: who repeats whose words.

CREATE FUNCTION wic_fingerprints(document text)
	RETURNS bigint[]
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION wic_fingerprints(text) IS
	'numbers by which texts that share wording are found: texts with 12 characters in a row in common share at least one, whatever their script, vocabulary and punctuation';

CREATE FUNCTION wic_shared_prints(a bigint[], b bigint[])
	RETURNS bigint[]
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_shared_prints(bigint[], bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_other_prints(prints bigint[], without bigint[])
	RETURNS bigint[]
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_other_prints(bigint[], bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_shared_runs(document text, others text[])
	RETURNS TABLE (other integer, start_char integer, end_char integer,
		other_start integer, other_end integer, chars integer, identity real,
		longest integer)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5;
COMMENT ON FUNCTION wic_shared_runs(text, text[]) IS
	'the wording that a text shares with each of the others, by its number from 1: places in both, characters that agree, their share of the longer side, and the longest run without a change';

CREATE FUNCTION wic_stock_chars(documents text[], names text[], grams bigint[])
	RETURNS integer[]
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_stock_chars(text[], text[], bigint[]) IS
	'(internal)';

-- Linking.  Which passages share wording is found by their fingerprints, and
-- where, by comparing those.  What is stored follows from the texts that are
-- there, whatever came first: two passages are compared if they belong to
-- different witnesses and share a fingerprint that not too many sources have.

-- A fingerprint that more sources have tells nothing: it is that of a set
-- phrase or a name.  Without a limit, what all documents have would make
-- linking quadratic.
CREATE FUNCTION wic_print_sources_max()
	RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT 32
$$;
COMMENT ON FUNCTION wic_print_sources_max() IS
	'(internal)';

-- What can be repeated is the running text of witnesses, and titles.  Passages
-- too short to have a fingerprint are stored, too: they are linked.
CREATE FUNCTION wic_is_linkable(role text, witness_id bigint)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN role OPERATOR(pg_catalog.=) 'title'::pg_catalog.text
		OR witness_id IS NOT NULL AND role OPERATOR(pg_catalog.=)
			ANY ('{body,lead,quote,heading}'::pg_catalog.text[]);
COMMENT ON FUNCTION wic_is_linkable(text, bigint) IS
	'(internal)';

-- The fingerprints of a source, or of all that have none yet; returns whose.
CREATE FUNCTION wic_add_fingerprints(corpus text, source bigint)
	RETURNS bigint[]
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	added bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF source IS NOT NULL THEN
		WITH stored AS (
			INSERT INTO fingerprints (passage_id, source_id, prints)
			SELECT p.passage_id, p.source_id,
				   @extschema@.wic_fingerprints(p.body)
			FROM passages AS p
			WHERE p.source_id = source
				AND @extschema@.wic_is_linkable(p.role, p.witness_id)
			ON CONFLICT (passage_id) DO NOTHING
			RETURNING passage_id)
		SELECT pg_catalog.array_agg(s.passage_id) INTO added FROM stored AS s;
	ELSE
		WITH stored AS (
			INSERT INTO fingerprints (passage_id, source_id, prints)
			SELECT p.passage_id, p.source_id,
				   @extschema@.wic_fingerprints(p.body)
			FROM passages AS p
			WHERE @extschema@.wic_is_linkable(p.role, p.witness_id)
				AND NOT EXISTS (SELECT FROM fingerprints AS f
					WHERE f.passage_id = p.passage_id)
			RETURNING passage_id)
		SELECT pg_catalog.array_agg(s.passage_id) INTO added FROM stored AS s;
	END IF;
	RETURN added;
END
$$;
COMMENT ON FUNCTION wic_add_fingerprints(text, bigint) IS
	'(internal)';

-- Those of the fingerprints of some passages that too many sources have.
CREATE FUNCTION wic_common_prints(corpus text, linked bigint[])
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN ARRAY(
		SELECT c.print
		FROM common_prints AS c
		WHERE c.print = ANY (ARRAY(
			SELECT pg_catalog.unnest(f.prints)
			FROM fingerprints AS f
			WHERE f.passage_id = ANY (linked)))
		ORDER BY c.print);
END
$$;
COMMENT ON FUNCTION wic_common_prints(text, bigint[]) IS
	'(internal)';

-- Compare passages with all others, but not two of them twice; returns which
-- fingerprints have become common by it.
CREATE FUNCTION wic_add_reuses(corpus text, linked bigint[])
	RETURNS bigint[]
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	common bigint[] := @extschema@.wic_common_prints(corpus, linked);
	most CONSTANT integer := @extschema@.wic_print_sources_max();
	grown bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	WITH own AS MATERIALIZED (
		SELECT f.passage_id, f.source_id,
			   @extschema@.wic_other_prints(f.prints, common) AS prints
		FROM fingerprints AS f
		WHERE f.passage_id = ANY (linked)),
	found AS MATERIALIZED (
		SELECT o.passage_id AS a, o.source_id AS a_source,
			   f.passage_id AS b, f.source_id AS b_source,
			   @extschema@.wic_shared_prints(o.prints, f.prints) AS shared
		FROM own AS o
		JOIN fingerprints AS f ON f.prints && o.prints
		WHERE f.passage_id <> o.passage_id),
	new_common AS (
		INSERT INTO common_prints (print)
		SELECT DISTINCT c.print
		FROM (
			SELECT p.print
			FROM found AS f
			CROSS JOIN LATERAL pg_catalog.unnest(f.shared) AS p (print)
			WHERE f.b_source <> f.a_source
			GROUP BY f.a_source, p.print
			HAVING pg_catalog.count(DISTINCT f.b_source) >= most) AS c
		RETURNING print),
	too_common AS MATERIALIZED (
		SELECT coalesce(pg_catalog.array_agg(c.print ORDER BY c.print),
			'{}') AS prints
		FROM new_common AS c),
	pairs AS MATERIALIZED (
		SELECT f.a, pg_catalog.array_agg(f.b ORDER BY f.b) AS others
		FROM found AS f
		CROSS JOIN too_common AS t
		WHERE (f.b < f.a OR f.b <> ALL (linked))
			AND (t.prints = '{}' OR
				 @extschema@.wic_other_prints(f.shared, t.prints) <> '{}')
			AND (f.a_source <> f.b_source OR EXISTS (
				SELECT FROM passages AS p, passages AS q
				WHERE p.passage_id = f.a AND q.passage_id = f.b
					AND p.witness_id <> q.witness_id))
		GROUP BY f.a),
	stored AS (
		INSERT INTO reuses (passage_a, start_a, end_a, passage_b, start_b,
			end_b, chars, identity, longest)
		SELECT a.passage_id, a.start_char + r.start_char,
			   a.start_char + r.end_char,
			   b.passage_id, b.start_char + r.other_start,
			   b.start_char + r.other_end, r.chars, r.identity, r.longest
		FROM pairs AS p
		JOIN passages AS a ON a.passage_id = p.a
		CROSS JOIN LATERAL @extschema@.wic_shared_runs(a.body, ARRAY(
			SELECT o.body
			FROM passages AS o
			WHERE o.passage_id = ANY (p.others)
			ORDER BY o.passage_id)) AS r
		JOIN passages AS b ON b.passage_id = p.others[r.other])
	SELECT t.prints INTO grown FROM too_common AS t;
	RETURN grown;
END
$$;
COMMENT ON FUNCTION wic_add_reuses(text, bigint[]) IS
	'(internal)';

-- Take back what was found by nothing but fingerprints that are common now.
CREATE FUNCTION wic_forget_common(corpus text, grown bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	DELETE FROM reuses AS r
	USING fingerprints AS a, fingerprints AS b
	WHERE a.prints && grown AND r.passage_a = a.passage_id
		AND b.passage_id = r.passage_b
		AND NOT EXISTS (
			SELECT FROM pg_catalog.unnest(@extschema@.wic_shared_prints(
				a.prints, b.prints)) AS s (print)
			WHERE NOT EXISTS (SELECT FROM common_prints AS c
				WHERE c.print = s.print));
END
$$;
COMMENT ON FUNCTION wic_forget_common(text, bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_link_fingerprints(corpus text, linked bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	grown bigint[] := @extschema@.wic_add_reuses(corpus, linked);
BEGIN
	IF grown <> '{}' THEN
		PERFORM @extschema@.wic_forget_common(corpus, grown);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_link_fingerprints(text, bigint[]) IS
	'(internal)';

-- Which of two texts repeats the other is for the dates to tell.

-- Was the first surely said before the second?  Its last day is before the
-- first day of that; on one and the same day somebody speaks before others
-- write about it.  Without a date nothing is sure.
CREATE FUNCTION wic_said_before(a_first date, a_last date, a_speaks boolean,
		b_first date, b_last date, b_speaks boolean)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(a_last OPERATOR(pg_catalog.<) b_first
		OR a_first OPERATOR(pg_catalog.=) b_last AND a_last OPERATOR(pg_catalog.=) b_first
			AND a_speaks AND NOT b_speaks, false);
COMMENT ON FUNCTION wic_said_before(date, date, boolean, date, date, boolean) IS
	'(internal)';

-- Quotations, and where their words are from.  Of what is quoted the reuses
-- tell the place: in the speech that the quotation names, or, where it names
-- no day and no occasion, in what was said first.

-- The quotations that the reuses of some passages touch, on either side.
CREATE FUNCTION wic_quotations_touched(corpus text, linked bigint[])
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN ARRAY(
		WITH sides (passage_id, start_char, end_char) AS MATERIALIZED (
			SELECT r.passage_a, r.start_a, r.end_a
			FROM reuses AS r WHERE r.passage_a = ANY (linked)
			UNION ALL
			SELECT r.passage_b, r.start_b, r.end_b
			FROM reuses AS r WHERE r.passage_a = ANY (linked)
			UNION ALL
			SELECT r.passage_a, r.start_a, r.end_a
			FROM reuses AS r WHERE r.passage_b = ANY (linked)
			UNION ALL
			SELECT r.passage_b, r.start_b, r.end_b
			FROM reuses AS r WHERE r.passage_b = ANY (linked)
		), places AS MATERIALIZED (
			SELECT p.source_id, s.start_char, s.end_char
			FROM sides AS s
			JOIN passages AS p ON p.passage_id = s.passage_id
		), quoting AS MATERIALIZED (
			SELECT o.source_id, q.quotation_id, q.in_start, q.in_end
			FROM (SELECT DISTINCT source_id FROM places) AS o
			CROSS JOIN LATERAL (
				SELECT w.witness_id FROM witnesses AS w
				WHERE w.source_id = o.source_id OFFSET 0) AS w
			CROSS JOIN LATERAL (
				SELECT * FROM quotations AS n
				WHERE n.in_witness = w.witness_id
					AND n.kind IN ('block', 'inline', 'reported')
				OFFSET 0) AS q
		)
		SELECT DISTINCT q.quotation_id
		FROM quoting AS q
		JOIN places AS p ON p.source_id = q.source_id
			AND (least(p.end_char, q.in_end) - greatest(p.start_char, q.in_start)) * 2
				>= least(p.end_char - p.start_char, q.in_end - q.in_start));
END
$$;
COMMENT ON FUNCTION wic_quotations_touched(text, bigint[]) IS
	'(internal)';

-- The reuse that tells best where a quotation is from.
CREATE FUNCTION wic_quotation_source(corpus text, quotation bigint,
		OUT from_speech bigint, OUT from_start integer, OUT from_end integer,
		OUT matched integer, OUT identity real)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT s.speech_id, r.other_start, r.other_end, r.chars, r.identity
	INTO from_speech, from_start, from_end, matched, identity
	FROM quotations AS q
	JOIN witnesses AS w ON w.witness_id = q.in_witness
	JOIN speeches AS i ON i.speech_id = w.speech_id
	JOIN passages AS p ON p.source_id = w.source_id
		AND p.start_char < q.in_end AND p.end_char > q.in_start
	CROSS JOIN LATERAL (
		SELECT a.start_a, a.end_a, a.passage_b, a.start_b, a.end_b, a.chars,
			   a.identity
		FROM reuses AS a WHERE a.passage_a = p.passage_id
		UNION ALL
		SELECT b.start_b, b.end_b, b.passage_a, b.start_a, b.end_a, b.chars,
			   b.identity
		FROM reuses AS b WHERE b.passage_b = p.passage_id)
		AS r (start_char, end_char, other, other_start, other_end, chars, identity)
	JOIN passages AS o ON o.passage_id = r.other
	JOIN witnesses AS v ON v.witness_id = o.witness_id
	JOIN speeches AS s ON s.speech_id = v.speech_id
	WHERE q.quotation_id = quotation
		AND (least(q.in_end, r.end_char) - greatest(q.in_start, r.start_char)) * 2
			>= least(q.in_end - q.in_start, r.end_char - r.start_char)
		AND s.speech_id <> i.speech_id AND s.kind IS DISTINCT FROM 'collection'
		AND CASE
			WHEN q.from_speech IS NOT NULL AND @extschema@.wic_is_attributed(
				q.attributed_on, q.attributed_occasion)
				THEN s.speech_id = q.from_speech
			WHEN q.attributed_on IS NOT NULL THEN s.said_on = q.attributed_on
			ELSE @extschema@.wic_said_before(s.said_on,
				@extschema@.wic_last_day(s.said_on, s.said_on_precision),
				s.speaker_id IS NOT NULL, i.said_on,
				@extschema@.wic_last_day(i.said_on, i.said_on_precision),
				i.speaker_id IS NOT NULL) END
	ORDER BY @extschema@.wic_last_day(s.said_on, s.said_on_precision),
		s.speaker_id IS NULL, r.chars DESC, r.identity DESC, o.source_id,
		r.other_start
	LIMIT 1;
END
$$;
COMMENT ON FUNCTION wic_quotation_source(text, bigint) IS
	'(internal)';

-- Does a quotation say of which speech it is?
CREATE FUNCTION wic_is_attributed(attributed_on date, attributed_occasion bigint)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN attributed_on IS NOT NULL OR attributed_occasion IS NOT NULL;
COMMENT ON FUNCTION wic_is_attributed(date, bigint) IS
	'(internal)';

CREATE FUNCTION wic_link_quotations(corpus text, touched bigint[])
	RETURNS integer
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	linked integer;
BEGIN
	IF touched = '{}' THEN
		RETURN 0;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE quotations AS q
	SET from_speech = CASE WHEN @extschema@.wic_is_attributed(q.attributed_on,
			q.attributed_occasion) THEN coalesce(q.from_speech, n.from_speech)
			ELSE n.from_speech END,
		from_start = n.from_start, from_end = n.from_end,
		matched = n.matched, identity = n.identity
	FROM (
		SELECT t.id, s.*
		FROM pg_catalog.unnest(touched) AS t (id)
		CROSS JOIN LATERAL @extschema@.wic_quotation_source(corpus, t.id) AS s)
		AS n
	WHERE q.quotation_id = n.id
		AND (n.matched IS NOT NULL OR q.matched IS NOT NULL);
	GET DIAGNOSTICS linked = ROW_COUNT;
	RETURN linked;
END
$$;
COMMENT ON FUNCTION wic_link_quotations(text, bigint[]) IS
	'(internal)';

-- Link a source that is new; nothing happens in a corpus that was made before
-- there was linking, until wic_link() has been there.
CREATE FUNCTION wic_link_source(corpus text, source bigint)
	RETURNS integer
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	linked bigint[];
BEGIN
	IF NOT @extschema@.wic_has_relation(corpus, 'fingerprints'::text) THEN
		RETURN 0;
	END IF;
	linked := @extschema@.wic_add_fingerprints(corpus, source);
	IF linked IS NULL THEN
		RETURN 0;
	END IF;
	PERFORM @extschema@.wic_link_fingerprints(corpus, linked);
	PERFORM @extschema@.wic_link_quotations(corpus,
		@extschema@.wic_quotations_touched(corpus, linked));
	RETURN pg_catalog.cardinality(linked);
END
$$;
COMMENT ON FUNCTION wic_link_source(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_source_passages(corpus text, source bigint)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN ARRAY(SELECT f.passage_id FROM fingerprints AS f
		WHERE f.source_id = source);
END
$$;
COMMENT ON FUNCTION wic_source_passages(text, bigint) IS
	'(internal)';

-- The quotations of a source were read anew.
CREATE FUNCTION wic_relink_quotations(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF @extschema@.wic_has_relation(corpus, 'fingerprints'::text) THEN
		PERFORM @extschema@.wic_link_quotations(corpus,
			@extschema@.wic_quotations_touched(corpus,
				@extschema@.wic_source_passages(corpus, source)));
	END IF;
END
$$;
COMMENT ON FUNCTION wic_relink_quotations(text, bigint) IS
	'(internal)';

-- Take back what was found of a source; other sources may tell of its
-- quotations elsewhere.
CREATE FUNCTION wic_unlink_source(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	linked bigint[];
	touched bigint[];
BEGIN
	IF NOT @extschema@.wic_has_relation(corpus, 'fingerprints'::text) THEN
		RETURN;
	END IF;
	linked := @extschema@.wic_source_passages(corpus, source);
	touched := @extschema@.wic_quotations_touched(corpus, linked);
	PERFORM @extschema@.wic_enter_corpus(corpus);
	DELETE FROM reuses WHERE passage_a = ANY (linked);
	DELETE FROM reuses WHERE passage_b = ANY (linked);
	DELETE FROM fingerprints WHERE source_id = source;
	PERFORM @extschema@.wic_link_quotations(corpus, touched);
END
$$;
COMMENT ON FUNCTION wic_unlink_source(text, bigint) IS
	'(internal)';

-- Linking what is there.

CREATE FUNCTION wic_create_links(schema text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF NOT @extschema@.wic_has_relation(schema, 'fingerprints'::text) THEN
		PERFORM @extschema@.wic_create_reuses(schema,
			@extschema@.wic_is_attached(schema));
		PERFORM @extschema@.wic_comment_relations(schema,
			'{fingerprints, common_prints, reuses}'::text[]);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_create_links(text) IS
	'(internal)';

-- Forget the rows of an attached table that are gone or have changed.
CREATE FUNCTION wic_unlink_changed(schema text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	changed bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	WITH gone AS (
		DELETE FROM fingerprints AS f
		WHERE NOT EXISTS (
			SELECT FROM passages AS p
			WHERE p.passage_id = f.passage_id
				AND @extschema@.wic_fingerprints(p.body) = f.prints)
		RETURNING f.passage_id)
	SELECT coalesce(pg_catalog.array_agg(g.passage_id), '{}') INTO changed
	FROM gone AS g;
	DELETE FROM reuses WHERE passage_a = ANY (changed);
	DELETE FROM reuses WHERE passage_b = ANY (changed);
END
$$;
COMMENT ON FUNCTION wic_unlink_changed(text) IS
	'(internal)';

-- The rows of an attached table are linked many at a time: what it takes to
-- find a row by its number is not ours to know.
CREATE FUNCTION wic_link_attached(schema text)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
DECLARE
	batch CONSTANT integer := 5000;
	linked bigint[];
BEGIN
	PERFORM @extschema@.wic_unlink_changed(schema);
	linked := @extschema@.wic_add_fingerprints(schema, NULL::bigint);
	FOR n IN 1 .. coalesce(pg_catalog.cardinality(linked), 0) BY batch LOOP
		PERFORM @extschema@.wic_link_fingerprints(schema,
			linked[n:n + batch - 1]);
	END LOOP;
	RETURN coalesce(pg_catalog.cardinality(linked), 0);
END
$$;
COMMENT ON FUNCTION wic_link_attached(text) IS
	'(internal)';

CREATE FUNCTION wic_unlinked_sources(schema text)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN ARRAY(
		SELECT DISTINCT p.source_id
		FROM passages AS p
		WHERE @extschema@.wic_is_linkable(p.role, p.witness_id)
			AND NOT EXISTS (SELECT FROM fingerprints AS f
				WHERE f.passage_id = p.passage_id)
		ORDER BY p.source_id);
END
$$;
COMMENT ON FUNCTION wic_unlinked_sources(text) IS
	'(internal)';

-- Plans as wic_load_document has them.
CREATE FUNCTION wic_link_corpus(schema text)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off
	SET enable_hashjoin = off
	SET enable_mergejoin = off
AS $$
DECLARE
	source bigint;
	linked bigint := 0;
BEGIN
	FOREACH source IN ARRAY @extschema@.wic_unlinked_sources(schema) LOOP
		linked := linked + @extschema@.wic_link_source(schema, source);
	END LOOP;
	RETURN linked;
END
$$;
COMMENT ON FUNCTION wic_link_corpus(text) IS
	'(internal)';

CREATE FUNCTION wic_link(corpus text DEFAULT NULL)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
BEGIN
	PERFORM @extschema@.wic_lock_speeches(schema);
	PERFORM @extschema@.wic_create_links(schema);
	RETURN CASE WHEN @extschema@.wic_is_attached(schema)
		THEN @extschema@.wic_link_attached(schema)
		ELSE @extschema@.wic_link_corpus(schema) END;
END
$$;
COMMENT ON FUNCTION wic_link(text) IS
	'compare the passages of a corpus that were not yet compared with all others, and say how many they were; loading does it, for an attached table it is to be called after changes';

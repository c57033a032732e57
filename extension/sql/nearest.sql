-- Speeches that share wording with one.

CREATE FUNCTION wic_check_speech(schema text, speech bigint)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	PERFORM FROM speeches AS s WHERE s.speech_id = speech;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('corpus "%s" has no speech %s', schema,
				coalesce(speech::text, 'NULL')),
			HINT = 'wic_search() and others tell the speech_id of what they find.';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_speech(text, bigint) IS
	'(internal)';

-- The fingerprints of the witnesses of a speech.
CREATE FUNCTION wic_speech_prints(schema text, speech bigint)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN ARRAY(
		SELECT DISTINCT u.print
		FROM witnesses AS w
		JOIN passages AS p ON p.witness_id = w.witness_id
		JOIN fingerprints AS f ON f.passage_id = p.passage_id
		CROSS JOIN LATERAL pg_catalog.unnest(f.prints) AS u (print)
		WHERE w.speech_id = speech
		ORDER BY u.print);
END
$$;
COMMENT ON FUNCTION wic_speech_prints(text, bigint) IS
	'(internal)';

-- The passages that share fingerprints, by the index: && compares each number
-- of one array with each of the other.
CREATE FUNCTION wic_passages_sharing(schema text, own bigint[])
	RETURNS TABLE (passage_id bigint, shared bigint[])
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET enable_seqscan = off
	SET jit = off
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN QUERY
		SELECT f.passage_id::bigint,
			@extschema@.wic_shared_prints(f.prints, own)
		FROM fingerprints AS f
		WHERE f.prints && own;
END
$$;
COMMENT ON FUNCTION wic_passages_sharing(text, bigint[]) IS
	'(internal)';

-- How alike speeches are to one, by their fingerprints.  One that n of N
-- speeches have weighs ln(N / n) + 1 (K. Spärck Jones, A statistical
-- interpretation of term specificity, 1972), and what the other speech alone
-- has as if no third one had it.  The weight of what both have is divided by
-- the geometric mean of the weights of either (A. Ochiai, 1957).
CREATE FUNCTION wic_speeches_alike(scope wic_scope, speech bigint)
	RETURNS TABLE (speech_id bigint, similarity double precision)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	own bigint[] := @extschema@.wic_speech_prints(scope.schema, speech);
	rarest double precision;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	rarest := pg_catalog.ln((SELECT pg_catalog.count(*) FROM speeches) + 1) + 1;
	RETURN QUERY
		WITH counted AS MATERIALIZED (
			SELECT w.speech_id, w.witness_id
			FROM @extschema@.wic_counted_witnesses(scope) AS w
		), sharers AS MATERIALIZED (
			SELECT DISTINCT c.speech_id, u.print
			FROM @extschema@.wic_passages_sharing(scope.schema, own) AS n
			JOIN passages AS p ON p.passage_id = n.passage_id
			JOIN counted AS c ON c.witness_id = p.witness_id
			CROSS JOIN LATERAL pg_catalog.unnest(n.shared) AS u (print)
			WHERE c.speech_id <> speech
		), weights AS MATERIALIZED (
			SELECT o.print, rarest - pg_catalog.ln(1 + pg_catalog.count(h.speech_id)) AS weight
			FROM pg_catalog.unnest(own) AS o (print)
			LEFT JOIN sharers AS h ON h.print = o.print
			GROUP BY o.print
		), common AS (
			SELECT h.speech_id, pg_catalog.sum(w.weight) AS weight,
				pg_catalog.count(*) AS prints
			FROM sharers AS h
			JOIN weights AS w ON w.print = h.print
			GROUP BY h.speech_id
		), sizes AS (
			SELECT c.speech_id,
				pg_catalog.sum(pg_catalog.cardinality(f.prints)) AS prints
			FROM counted AS c
			JOIN passages AS p ON p.witness_id = c.witness_id
			JOIN fingerprints AS f ON f.passage_id = p.passage_id
			WHERE c.speech_id IN (SELECT m.speech_id FROM common AS m)
			GROUP BY c.speech_id
		)
		SELECT m.speech_id, m.weight / pg_catalog.sqrt(
			(SELECT pg_catalog.sum(w.weight) FROM weights AS w)
			* (m.weight + greatest(0, s.prints - m.prints)::float8 * rarest))
		FROM common AS m
		JOIN sizes AS s ON s.speech_id = m.speech_id;
END
$$;
COMMENT ON FUNCTION wic_speeches_alike(wic_scope, bigint) IS
	'(internal)';

-- The longest stretches that two speeches share, but for those that are
-- formulas and names of many.
CREATE FUNCTION wic_shared_formulas(schema text, a bigint, b bigint, k integer)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
DECLARE
	runs text[];
	chars integer[];
	stock integer[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	WITH own AS MATERIALIZED (
		SELECT p.passage_id, p.start_char, p.body FROM witnesses AS w
		JOIN passages AS p ON p.witness_id = w.witness_id
		WHERE w.speech_id = a
	), other AS MATERIALIZED (
		SELECT p.passage_id FROM witnesses AS w
		JOIN passages AS p ON p.witness_id = w.witness_id
		WHERE w.speech_id = b
	), places AS (
		SELECT r.passage_a AS own, r.start_a AS start, r.end_a AS stop, r.chars
		FROM reuses AS r
		WHERE r.passage_a IN (SELECT o.passage_id FROM own AS o)
			AND r.passage_b IN (SELECT o.passage_id FROM other AS o)
		UNION
		SELECT r.passage_b, r.start_b, r.end_b, r.chars
		FROM reuses AS r
		WHERE r.passage_b IN (SELECT o.passage_id FROM own AS o)
			AND r.passage_a IN (SELECT o.passage_id FROM other AS o)
	), stretches AS (
		SELECT pg_catalog.substr(o.body, l.start - o.start_char + 1, l.stop - l.start) AS body,
			l.chars
		FROM places AS l
		JOIN own AS o ON o.passage_id = l.own
	), texts AS (
		SELECT pg_catalog.min(t.body COLLATE "C") AS body, pg_catalog.max(t.chars) AS chars
		FROM stretches AS t
		GROUP BY @extschema@.wic_fold(t.body, 'script'::text, 1)
		ORDER BY 2 DESC, pg_catalog.min(t.body COLLATE "C")
		LIMIT 50
	)
	SELECT pg_catalog.array_agg(t.body ORDER BY t.chars DESC, t.body COLLATE "C"),
		pg_catalog.array_agg(t.chars ORDER BY t.chars DESC, t.body COLLATE "C")
	INTO runs, chars
	FROM texts AS t;
	stock := @extschema@.wic_stock_chars(runs, @extschema@.wic_corpus_names(schema),
		@extschema@.wic_formula_prints(schema, runs));
	RETURN (SELECT pg_catalog.string_agg(CASE
				WHEN pg_catalog.length(s.body) > 20 THEN pg_catalog.left(s.body, 20) || '…'
				ELSE s.body END, ' | '::text ORDER BY s.n)
			FROM (SELECT runs[n] AS body, n
				  FROM pg_catalog.generate_subscripts(runs, 1) AS n
				  WHERE chars[n] - stock[n] >= @extschema@.wic_substance_min()
				  ORDER BY n LIMIT k) AS s);
END
$$;
COMMENT ON FUNCTION wic_shared_formulas(text, bigint, bigint, integer) IS
	'(internal)';

CREATE TYPE wic_near_speech AS (
	similarity      double precision,
	said_on         date,
	speaker         text,
	title           text,
	shared_formulas text,		-- the three longest stretches that both have
	speech_id       bigint
);
COMMENT ON TYPE wic_near_speech IS
	'a row of wic_nearest()';

CREATE FUNCTION wic_nearest(speech_id bigint, k integer DEFAULT 5,
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_near_speech
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
#variable_conflict use_column
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_linked(scope.schema);
	PERFORM @extschema@.wic_check_speech(scope.schema, wic_nearest.speech_id);
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH best AS MATERIALIZED (
			SELECT a.similarity, a.speech_id
			FROM @extschema@.wic_speeches_alike(scope, wic_nearest.speech_id) AS a
			ORDER BY a.similarity DESC, a.speech_id
			LIMIT k
		)
		SELECT b.similarity, s.said_on, n.name, coalesce(s.title, o.name),
			@extschema@.wic_shared_formulas(scope.schema, wic_nearest.speech_id,
				b.speech_id, 3),
			b.speech_id
		FROM best AS b
		JOIN speeches AS s ON s.speech_id = b.speech_id
		LEFT JOIN speakers AS n ON n.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
		ORDER BY b.similarity DESC, b.speech_id;
END
$$;
COMMENT ON FUNCTION wic_nearest(bigint, integer, text, date, date, text, text, text, text, text, text) IS
	'the speeches that share most wording with one, what few others have weighing more, and the longest stretches that both have';

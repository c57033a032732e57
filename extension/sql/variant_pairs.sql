-- Words that a corpus itself shows to be the same: what stands in one text
-- where another, which otherwise has the same wording, has something else.

-- How many passages have a word.
CREATE FUNCTION wic_count_passages(schema text, word text)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted @extschema@.wicquery := @extschema@.wic_query(word,
		NULL::regclass, 'script'::text, 'all'::text, 'auto'::text);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN (SELECT pg_catalog.count(*) FROM passages AS p
			WHERE p.body OPERATOR(@extschema@.@@) wanted);
END
$$;
COMMENT ON FUNCTION wic_count_passages(text, text) IS
	'(internal)';

-- Stretches that two passages share, where one of them renders the other: in
-- different scripts, of the same speech, or of the same week.  Reports of two
-- years that repeat a formula vary it; that teaches no vocabulary.
CREATE FUNCTION wic_renderings(scope wic_scope)
	RETURNS TABLE (passage_a bigint, passage_b bigint, source_a bigint,
		source_b bigint, script_a text, script_b text, a text, b text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	texts bigint[] := @extschema@.wic_scope_witnesses(scope);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT r.passage_a, r.passage_b, p.source_id::bigint, q.source_id::bigint,
			p.script, q.script,
			pg_catalog.substr(p.body, r.start_a - p.start_char + 1, r.end_a - r.start_a),
			pg_catalog.substr(q.body, r.start_b - q.start_char + 1, r.end_b - r.start_b)
		FROM reuses AS r
		JOIN passages AS p ON p.passage_id = r.passage_a
		JOIN passages AS q ON q.passage_id = r.passage_b
		JOIN witnesses AS v ON v.witness_id = p.witness_id
		JOIN witnesses AS w ON w.witness_id = q.witness_id
		JOIN speeches AS s ON s.speech_id = v.speech_id
		JOIN speeches AS t ON t.speech_id = w.speech_id
		WHERE (texts IS NULL OR v.witness_id = ANY (texts) OR w.witness_id = ANY (texts))
			AND (scope.lang IS NULL OR p.lang = scope.lang)
			AND (p.script <> q.script OR v.speech_id = w.speech_id
				OR t.said_on BETWEEN s.said_on - 7 AND s.said_on + 7);
END
$$;
COMMENT ON FUNCTION wic_renderings(wic_scope) IS
	'(internal)';

-- Words that stand side by side without anything in between, one by one.
CREATE FUNCTION wic_split_words(one text, other text)
	RETURNS TABLE (a text, b text, a_start integer, b_start integer)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 1
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH RECURSIVE parts AS (
		SELECT ''::text AS a, ''::text AS b, 0 AS a_end, 0 AS b_end
		UNION ALL
		SELECT pg_catalog.substr(one, p.a_end + 1, n.i),
			pg_catalog.substr(other, p.b_end + 1, n.j), p.a_end + n.i, p.b_end + n.j
		FROM parts AS p
		CROSS JOIN LATERAL (
			SELECT i, j
			FROM pg_catalog.generate_series(1, pg_catalog.length(one) - p.a_end) AS i,
				pg_catalog.generate_series(1, pg_catalog.length(other) - p.b_end) AS j
			WHERE i = pg_catalog.length(one) - p.a_end
					AND j = pg_catalog.length(other) - p.b_end
				OR @extschema@.wic_same(pg_catalog.substr(one, p.a_end + 1, i),
						pg_catalog.substr(other, p.b_end + 1, j), 'vocab'::text)
					AND @extschema@.wic_same(pg_catalog.substr(one, p.a_end + 1 + i),
						pg_catalog.substr(other, p.b_end + 1 + j), 'vocab'::text)
			ORDER BY i, j
			LIMIT 1) AS n
	)
	SELECT p.a, p.b, p.a_end - pg_catalog.length(p.a), p.b_end - pg_catalog.length(p.b)
	FROM parts AS p
	WHERE p.a <> ''
$$;
COMMENT ON FUNCTION wic_split_words(text, text) IS
	'(internal)';

-- What differs between two renderings, between neighbours that agree.
-- before and after are the characters next to it.
CREATE FUNCTION wic_replacements(one text, other text)
	RETURNS TABLE (is_known boolean, was text, became text, a_before text,
		b_before text, a_after text, b_after text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 2
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT r.op = 'vocab', s.a, s.b,
		pg_catalog.substr(one, r.a_start + s.a_start, 1),
		pg_catalog.substr(other, r.b_start + s.b_start, 1),
		pg_catalog.substr(one, r.a_start + s.a_start + 1 + pg_catalog.length(s.a), 1),
		pg_catalog.substr(other, r.b_start + s.b_start + 1 + pg_catalog.length(s.b), 1)
	FROM (
		SELECT w.op, w.a, w.b, w.a_start, w.b_start,
			pg_catalog.lag(w.op) OVER (ORDER BY w.n) AS before,
			pg_catalog.lead(w.op) OVER (ORDER BY w.n) AS after
		FROM @extschema@.wic_align(one, other, 'vocab'::text)
			WITH ORDINALITY AS w (op, a, b, a_start, b_start, n)) AS r
	CROSS JOIN LATERAL (
		SELECT w.* FROM @extschema@.wic_split_words(r.a, r.b) AS w
		WHERE r.op = 'vocab'
		UNION ALL
		SELECT r.a, r.b, 0, 0
		WHERE r.op = 'replace') AS s
	WHERE r.op = 'vocab' AND NOT @extschema@.wic_same(s.a, s.b, 'script'::text)
		OR r.op = 'replace'
			AND pg_catalog.length(r.a) <= 4 AND pg_catalog.length(r.b) <= 4
			AND r.before IN ('same', 'script', 'vocab')
			AND r.after IN ('same', 'script', 'vocab')
$$;
COMMENT ON FUNCTION wic_replacements(text, text) IS
	'(internal)';

-- Is it a word that could be vocabulary: Han, without numerals, and more than
-- what grammar puts between words?
CREATE FUNCTION wic_is_word(word text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT word ~ '^[\u3400-\u9fff\U00020000-\U0003ffff]+$'
		AND word !~ '[〇零一二三四五六七八九十百千万萬亿億两兩]'
		AND word !~ '^[的地得之所和與与及或並并而且在於于為为是了着過过將将把被要對对向由從从以其此該该這这那個个們们等也都就還还又已]+$'
$$;
COMMENT ON FUNCTION wic_is_word(text) IS
	'(internal)';

-- Which neighbour a single character belongs with tells how freely the other
-- side varies: 共用 before 网, 的, 和 is a word (H. Feng et al., Accessor variety
-- criteria for Chinese word extraction, 2004).  Where both vary alike, the word
-- is the one that more passages have.
CREATE FUNCTION wic_word_of(schema text, before_freedom bigint, after_freedom bigint,
		was text, became text, a_before text, b_before text, a_after text,
		b_after text, OUT was_word text, OUT became_word text)
	RETURNS record
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	goes_before boolean := before_freedom > after_freedom;
BEGIN
	IF least(pg_catalog.length(was), pg_catalog.length(became)) > 1 THEN
		was_word := was;
		became_word := became;
		RETURN;
	END IF;
	IF before_freedom = after_freedom THEN
		goes_before := CASE
			WHEN NOT @extschema@.wic_is_word(a_after || b_after) THEN true
			WHEN NOT @extschema@.wic_is_word(a_before || b_before) THEN false
			ELSE @extschema@.wic_count_passages(schema, a_before || was)
				* @extschema@.wic_count_passages(schema, b_before || became)
				>= @extschema@.wic_count_passages(schema, was || a_after)
				* @extschema@.wic_count_passages(schema, became || b_after) END;
	END IF;
	was_word := CASE WHEN goes_before THEN a_before || was ELSE was || a_after END;
	became_word := CASE WHEN goes_before THEN b_before || became ELSE became || b_after END;
END
$$;
COMMENT ON FUNCTION wic_word_of(text, bigint, bigint, text, text, text, text, text, text) IS
	'(internal)';

-- The places where renderings differ in words.  The simplified side is b.
CREATE FUNCTION wic_differing_words(scope wic_scope)
	RETURNS TABLE (passage_a bigint, passage_b bigint, source_a bigint,
		source_b bigint, is_known boolean, is_directed boolean, a_word text,
		b_word text, a_text text, b_text text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
		WITH turned AS (
			SELECT r.* FROM @extschema@.wic_renderings(scope) AS r
			WHERE r.script_a IS DISTINCT FROM 'Hans' OR r.script_b = 'Hans'
			UNION ALL
			SELECT r.passage_b, r.passage_a, r.source_b, r.source_a, r.script_b,
				r.script_a, r.b, r.a
			FROM @extschema@.wic_renderings(scope) AS r
			WHERE r.script_a = 'Hans' AND r.script_b IS DISTINCT FROM 'Hans'
		), places AS MATERIALIZED (
			SELECT t.*, x.*, ARRAY[
				@extschema@.wic_fold(x.was, 'script'::text, 1),
				@extschema@.wic_fold(x.became, 'script'::text, 1)] AS core,
				@extschema@.wic_fold(x.a_before, 'script'::text, 1) AS before,
				@extschema@.wic_fold(x.a_after, 'script'::text, 1) AS after
			FROM turned AS t
			CROSS JOIN LATERAL @extschema@.wic_replacements(t.a, t.b) AS x
			WHERE NOT @extschema@.wic_same(t.a, t.b, 'script'::text)
				AND @extschema@.wic_is_word(x.was) AND @extschema@.wic_is_word(x.became)
		), befores AS (
			SELECT p.core, p.before, pg_catalog.count(DISTINCT p.after) AS freedom
			FROM places AS p GROUP BY p.core, p.before
		), afters AS (
			SELECT p.core, p.after, pg_catalog.count(DISTINCT p.before) AS freedom
			FROM places AS p GROUP BY p.core, p.after
		)
		SELECT p.passage_a, p.passage_b, p.source_a, p.source_b, p.is_known,
			p.script_b = 'Hans' AND p.script_a <> 'Hans',
			w.was_word, w.became_word, p.a, p.b
		FROM places AS p
		JOIN befores AS f ON f.core = p.core AND f.before = p.before
		JOIN afters AS g ON g.core = p.core AND g.after = p.after
		CROSS JOIN LATERAL @extschema@.wic_word_of(scope.schema, f.freedom, g.freedom,
			p.was, p.became, p.a_before, p.b_before, p.a_after, p.b_after) AS w
		WHERE @extschema@.wic_is_word(w.was_word) AND @extschema@.wic_is_word(w.became_word);
END
$$;
COMMENT ON FUNCTION wic_differing_words(wic_scope) IS
	'(internal)';

-- A word of a text, with a few characters around it.
CREATE FUNCTION wic_word_shown(document text, word text)
	RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.substr(document,
		greatest(pg_catalog.strpos(document, word) - 8, 1),
		pg_catalog.length(word) + 16)
$$;
COMMENT ON FUNCTION wic_word_shown(text, text) IS
	'(internal)';

CREATE TYPE wic_variant_pair AS (
	term           text,
	canonical      text,
	support        bigint,		-- pairs of passages
	sources        bigint,		-- pairs of sources
	consistency    double precision,
	known          boolean,		-- the vocabulary has it already
	term_text      text,
	canonical_text text
);
COMMENT ON TYPE wic_variant_pair IS
	'a row of wic_variant_pairs()';

-- The canonical word is that of the simplified text, or else the one that more
-- passages have.  A text in another vocabulary has its own word throughout,
-- so of all stretches with the term most have to have the other word on the
-- other side: what is merely edited (加强, 加快) mostly stands unchanged.
CREATE FUNCTION wic_variant_pairs(min_support integer DEFAULT 2,
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'all',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_variant_pair
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
BEGIN
	PERFORM @extschema@.wic_check_count('min_support'::text, min_support, 1);
	PERFORM @extschema@.wic_check_linked(scope.schema);
	RETURN QUERY
		WITH places AS (
			SELECT d.*, @extschema@.wic_fold(d.a_word, 'script'::text, 1) COLLATE "C" AS a_key,
				@extschema@.wic_fold(d.b_word, 'script'::text, 1) COLLATE "C" AS b_key
			FROM @extschema@.wic_differing_words(scope) AS d
		), weighed AS (		-- the words of a pair, in an order
			SELECT least(p.a_key, p.b_key) AS one, greatest(p.a_key, p.b_key) AS two,
				pg_catalog.sum(CASE WHEN NOT p.is_directed THEN 0
					WHEN p.a_key < p.b_key THEN 1 ELSE -1 END) AS votes
			FROM places AS p
			GROUP BY 1, 2
			HAVING pg_catalog.count(DISTINCT (p.passage_a, p.passage_b)) >= min_support
		), directed AS (
			SELECT CASE WHEN v.is_first THEN w.one ELSE w.two END AS term,
				CASE WHEN v.is_first THEN w.two ELSE w.one END AS canonical
			FROM weighed AS w
			CROSS JOIN LATERAL (SELECT CASE w.votes WHEN 0
				THEN @extschema@.wic_count_passages(scope.schema, w.one)
					< @extschema@.wic_count_passages(scope.schema, w.two)
				ELSE w.votes > 0 END) AS v (is_first)
		), evidence AS (
			SELECT d.term, d.canonical, p.passage_a, p.passage_b, p.source_a,
				p.source_b, p.is_known, p.is_directed,
				CASE WHEN t.is_turned THEN p.b_word ELSE p.a_word END AS term_word,
				CASE WHEN t.is_turned THEN p.a_word ELSE p.b_word END AS canonical_word,
				CASE WHEN t.is_turned THEN p.b_text ELSE p.a_text END AS term_text,
				CASE WHEN t.is_turned THEN p.a_text ELSE p.b_text END AS canonical_text
			FROM directed AS d
			JOIN places AS p ON p.a_key IN (d.term, d.canonical)
				AND p.b_key IN (d.term, d.canonical)
			CROSS JOIN LATERAL (SELECT p.a_key = d.canonical) AS t (is_turned)
		), pairs AS (
			SELECT e.term AS key,
				pg_catalog.count(DISTINCT (e.passage_a, e.passage_b)) AS support,
				pg_catalog.count(DISTINCT (least(e.source_a, e.source_b),
					greatest(e.source_a, e.source_b))) AS sources,
				pg_catalog.bool_or(e.is_known) AS known,
				(pg_catalog.array_agg(e.term_word ORDER BY e.is_directed DESC,
					e.passage_a, e.passage_b, e.term_word COLLATE "C"))[1] AS term,
				(pg_catalog.array_agg(e.canonical_word ORDER BY e.is_directed DESC,
					e.passage_a, e.passage_b, e.canonical_word COLLATE "C"))[1] AS canonical,
				(pg_catalog.array_agg(e.term_text ORDER BY e.is_directed DESC,
					e.passage_a, e.passage_b, e.term_text COLLATE "C"))[1] AS term_text,
				(pg_catalog.array_agg(e.canonical_text ORDER BY e.is_directed DESC,
					e.passage_a, e.passage_b, e.canonical_text COLLATE "C"))[1] AS canonical_text
			FROM evidence AS e
			GROUP BY e.term, e.canonical
		), unchanged AS (
			SELECT d.term, pg_catalog.count(DISTINCT (r.passage_a, r.passage_b)) AS n
			FROM directed AS d
			JOIN @extschema@.wic_renderings(scope) AS r
				ON pg_catalog.strpos(@extschema@.wic_fold(r.a, 'script'::text, 1), d.term) > 0
				AND pg_catalog.strpos(@extschema@.wic_fold(r.b, 'script'::text, 1), d.term) > 0
			GROUP BY d.term
		)
		SELECT p.term, p.canonical, p.support, p.sources,
			c.consistency, p.known,
			@extschema@.wic_word_shown(p.term_text, p.term),
			@extschema@.wic_word_shown(p.canonical_text, p.canonical)
		FROM pairs AS p
		LEFT JOIN unchanged AS u ON u.term = p.key
		CROSS JOIN LATERAL (SELECT p.support::double precision
			/ (p.support + coalesce(u.n, 0))) AS c (consistency)
		WHERE c.consistency >= 0.5
		ORDER BY p.known, p.support DESC, p.term COLLATE "C";
END
$$;
COMMENT ON FUNCTION wic_variant_pairs(integer, text, date, date, text, text, text, text, text, text) IS
	'words that the corpus itself shows to be the same: one stands where another text with the same wording has the other; terms ready for wic_terms';

-- The same sentence elsewhere: in other scripts and reprints, quoted, varied.

-- What the page around a text consists of; no words of anybody's text.
CREATE FUNCTION wic_is_furniture(role text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN role OPERATOR(pg_catalog.=) ANY ('{breadcrumb,widget,teaser,disclaimer,repeat,meta,credit,attribution}'::pg_catalog.text[]);
COMMENT ON FUNCTION wic_is_furniture(text) IS
	'(internal)';

-- What a text has instead of another: from→to, +added, -left out.
CREATE FUNCTION wic_differences(a text, b text, level text DEFAULT 'vocab')
	RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(CASE
			WHEN r.a = '' THEN '+' || r.b
			WHEN r.b = '' THEN '-' || r.a
			ELSE r.a || '→' || r.b END, ', '::text ORDER BY r.n)
	FROM @extschema@.wic_align(a, b, level)
		WITH ORDINALITY AS r (op, a, b, a_start, b_start, n)
	WHERE r.op <> ALL ('{same,script}'::text[])
$$;
COMMENT ON FUNCTION wic_differences(text, text, text) IS
	'what the second text has instead of the first: from→to, +added, -left out; NULL if they differ in script at most';

-- A sentence as words alone, so that nothing in it is taken for search syntax.
CREATE FUNCTION wic_plain_words(sentence text)
	RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.translate(@extschema@.wic_fold(sentence, 'exact'::text, 1),
		'"“”„‟「」『』()*-−‐‑–—', '                  ')
$$;
COMMENT ON FUNCTION wic_plain_words(text) IS
	'(internal)';

CREATE FUNCTION wic_check_sentence(sentence text)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF pg_catalog.char_length(sentence) > 500 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'program_limit_exceeded',
			MESSAGE = 'sentence is too long',
			DETAIL = pg_catalog.format('It has %s characters; the limit is 500.',
				pg_catalog.char_length(sentence)),
			HINT = 'Ask for one sentence of it; wic_sentences() cuts a text into them.';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_sentence(text) IS
	'(internal)';

CREATE FUNCTION wic_check_similarity(min_similarity double precision)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF min_similarity BETWEEN 0 AND 1 THEN
		RETURN;
	END IF;
	RAISE EXCEPTION USING
		ERRCODE = 'invalid_parameter_value',
		MESSAGE = 'min_similarity must be from 0 to 1';
END
$$;
COMMENT ON FUNCTION wic_check_similarity(double precision) IS
	'(internal)';

-- The witnesses that a scope leaves, or NULL if it leaves all.
CREATE FUNCTION wic_scope_witnesses(scope wic_scope)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF scope.is_every AND pg_catalog.num_nonnulls(scope.speakers, scope.occasions,
		scope.sources, scope.since, scope.until, scope.kinds) = 0 THEN
		RETURN NULL;
	END IF;
	RETURN ARRAY(SELECT w.witness_id
		FROM @extschema@.wic_counted_witnesses(scope) AS w);
END
$$;
COMMENT ON FUNCTION wic_scope_witnesses(wic_scope) IS
	'(internal)';

-- A ranked search for any of the words.  The title of a page belongs to the
-- first text on it.
CREATE FUNCTION wic_variant_candidates(scope wic_scope, sentence text, level text,
		k integer)
	RETURNS TABLE (passage_id bigint, source_id bigint, witness_id bigint,
		start_char integer, body text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	passages regclass := pg_catalog.format('%I.passages', scope.schema)::regclass;
	wanted @extschema@.wicquery := @extschema@.wic_query(
		@extschema@.wic_plain_words(sentence),
		coalesce((@extschema@.wic_search_source(passages, 'script')).counted,
			@extschema@.wic_passages_table(passages), passages),
		CASE level WHEN 'exact' THEN 'script'::text ELSE level END,
		'any'::text, 'auto'::text);
	texts bigint[] := @extschema@.wic_scope_witnesses(scope);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	PERFORM @extschema@.wic_expect_rows(k::bigint);
	RETURN QUERY
		WITH best AS MATERIALIZED (
			SELECT p.passage_id::bigint, p.source_id::bigint, p.witness_id::bigint,
				p.start_char, p.body
			FROM passages AS p
			WHERE p.body OPERATOR(@extschema@.@@) wanted
				AND NOT @extschema@.wic_is_furniture(p.role)
				AND (scope.lang IS NULL OR p.lang = scope.lang)
				AND (texts IS NULL OR p.witness_id = ANY (texts)
					OR p.witness_id IS NULL)
			ORDER BY p.body OPERATOR(@extschema@.<=>) wanted
			LIMIT k
		), placed AS (
			SELECT b.passage_id, b.source_id,
				CASE WHEN b.witness_id IS NOT NULL THEN b.witness_id ELSE (
					SELECT w.witness_id::bigint FROM witnesses AS w
					WHERE w.source_id = b.source_id
					ORDER BY w.start_char, w.witness_id LIMIT 1) END AS witness_id,
				b.start_char, b.body
			FROM best AS b
		)
		SELECT * FROM placed AS p
		WHERE texts IS NULL OR p.witness_id = ANY (texts);
END
$$;
COMMENT ON FUNCTION wic_variant_candidates(wic_scope, text, text, integer) IS
	'(internal)';

CREATE TYPE wic_variant AS (
	said_on      date,
	script       text,
	source       text,		-- who published it, or the file
	similarity   double precision,
	body         text,		-- the part that is most like the sentence
	differences  text,		-- from the sentence to body
	relation     text,		-- same, script, vocabulary or wording
	speaker      text,
	title        text,
	speech_id    bigint,
	passage_id   bigint,
	source_id    bigint,
	start_char   integer
);
COMMENT ON TYPE wic_variant IS
	'a row of wic_variants()';

-- In what the two differ at most.
CREATE FUNCTION wic_relation(a text, b text)
	RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE
		WHEN a = b THEN 'same'::text
		WHEN @extschema@.wic_same(a, b, 'script'::text) THEN 'script'
		WHEN @extschema@.wic_same(a, b, 'vocab'::text) THEN 'vocabulary'
		ELSE 'wording' END
$$;
COMMENT ON FUNCTION wic_relation(text, text) IS
	'(internal)';

-- Of each text the part that is most like the sentence.
CREATE FUNCTION wic_variants(sentence text, k integer DEFAULT 20,
		min_similarity double precision DEFAULT 0.6,
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'all',
		level text DEFAULT 'vocab', corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_variant
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 20
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_similarity(min_similarity);
	PERFORM @extschema@.wic_check_sentence(sentence);
	PERFORM @extschema@.wic_check_level(level);
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH found AS MATERIALIZED (
			SELECT c.passage_id, c.source_id, c.witness_id,
				c.start_char + m.start_char AS start_char, m.body,
				@extschema@.wic_similarity(sentence, m.body, level) AS similarity
			FROM @extschema@.wic_variant_candidates(scope, sentence, level,
				greatest(100, 5 * least(k, 100000))) AS c
			CROSS JOIN LATERAL @extschema@.wic_most_like(sentence, c.body, level,
				min_similarity) AS m
			WHERE m.body IS NOT NULL
		), acts AS (
			SELECT f.*, w.speech_id::bigint,
				pg_catalog.row_number() OVER (
					PARTITION BY f.source_id, w.speech_id
					ORDER BY f.similarity DESC, f.start_char) AS place
			FROM found AS f
			LEFT JOIN witnesses AS w ON w.witness_id = f.witness_id
			WHERE f.similarity >= min_similarity
		)
		SELECT s.said_on, @extschema@.wic_script(a.body),
			coalesce(@extschema@.wic_source_name(o.publisher, o.uri), a.source_id::text),
			a.similarity, a.body,
			@extschema@.wic_differences(sentence, a.body, level),
			@extschema@.wic_relation(sentence, a.body),
			n.name, coalesce(s.title, o.title), a.speech_id, a.passage_id,
			a.source_id, a.start_char
		FROM acts AS a
		JOIN sources AS o ON o.source_id = a.source_id
		LEFT JOIN speeches AS s ON s.speech_id = a.speech_id
		LEFT JOIN speakers AS n ON n.speaker_id = s.speaker_id
		WHERE a.place = 1
		ORDER BY a.similarity DESC, s.said_on, a.source_id, a.start_char
		LIMIT k;
END
$$;
COMMENT ON FUNCTION wic_variants(text, integer, double precision, text, date, date, text, text, text, text, text, text, text) IS
	'where else a sentence stands: in other scripts, reprints and quotations, one row for each text, with what is different';

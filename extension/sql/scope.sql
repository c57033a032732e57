-- Which texts a question is about, and what it finds there.
--
-- What counts is running text (body, lead, quotation, heading) of a speech, or
-- of whatever else somebody published.  The words of a compilation's editor do
-- not, unless kind => 'collection' asks for them.  Of several sources that
-- render the same speech in the same language only the fullest counts, so that
-- a reprint is not counted again, unless witnesses => 'all'; of those that are
-- about as full as any the one that was published first.  A passage that belongs
-- to no witness is what surrounds a text on its page.

CREATE TYPE wic_scope AS (
	schema     text,		-- of the corpus
	speakers   bigint[],	-- NULL here and below: all
	occasions  bigint[],
	sources    bigint[],
	since      date,		-- both inclusive; a year counts if any day of it does,
							-- a speech without date never
	until      date,
	kinds      text[],
	lang       text,
	is_every   boolean,		-- every witness, not the fullest alone
	typed      @extschema@.wicquery	-- what was typed, where other words count, too
);
COMMENT ON TYPE wic_scope IS
	'(internal)';

-- "Did you mean ...": of some names those most like the wanted one, each once.
CREATE FUNCTION wic_near_names(wanted text, names text[])
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(pg_catalog.format('"%s"', near.name), ', '::text
		ORDER BY near.likeness DESC, near.name COLLATE "C")
	FROM (
		SELECT n.name, @extschema@.wic_similarity(
				pg_catalog.left(wanted, 200), pg_catalog.left(n.name, 200),
				'script'::text) AS likeness
		FROM (SELECT DISTINCT u.name FROM pg_catalog.unnest(names) AS u (name)
			  WHERE u.name <> '') AS n
		ORDER BY likeness DESC, n.name COLLATE "C"
		LIMIT 4) AS near
$$;
COMMENT ON FUNCTION wic_near_names(text, text[]) IS
	'(internal)';

-- An argument that names nothing there is.  what says which one it is.
CREATE FUNCTION wic_raise_unknown(what text, wanted text, schema text, names text[])
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RAISE EXCEPTION USING
		ERRCODE = 'invalid_parameter_value',
		MESSAGE = pg_catalog.format('%s "%s" is not known in corpus "%s"',
			what, wanted, schema),
		HINT = coalesce('Near: ' || @extschema@.wic_near_names(wanted, names) || '.',
			pg_catalog.format('The corpus knows no %s.', what));
END
$$;
COMMENT ON FUNCTION wic_raise_unknown(text, text, text, text[]) IS
	'(internal)';

-- An argument that is one of a few words.
CREATE FUNCTION wic_check_choice(argument text, given text, choices text[])
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF given = ANY (choices) THEN
		RETURN;
	END IF;
	RAISE EXCEPTION USING
		ERRCODE = 'invalid_parameter_value',
		MESSAGE = pg_catalog.format('%s cannot be %s', argument,
			coalesce(pg_catalog.quote_literal(given), 'NULL')),
		HINT = pg_catalog.format('It is one of: %s.',
			pg_catalog.array_to_string(choices, ', '));
END
$$;
COMMENT ON FUNCTION wic_check_choice(text, text, text[]) IS
	'(internal)';

-- NULL is no level; other words that are none are told by what reads a query.
CREATE FUNCTION wic_check_level(level text)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF level IS NULL THEN
		PERFORM @extschema@.wic_check_choice('level'::text, level,
			'{exact, script, vocab}'::text[]);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_level(text) IS
	'(internal)';

-- An argument that counts something.
CREATE FUNCTION wic_check_count(argument text, given integer, minimum integer)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF given IS NULL OR given < minimum THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('%s must be at least %s', argument, minimum);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_count(text, integer, integer) IS
	'(internal)';

-- Speakers and occasions by name, in any script.  A speaker is meant by the
-- whole name, an occasion by a part of it.
CREATE FUNCTION wic_find_speakers(schema text, speaker text)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_fold(speaker, 'script'::text, 1);
	found bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	found := ARRAY(
		SELECT s.speaker_id::bigint FROM speakers AS s
		WHERE EXISTS (
			SELECT FROM pg_catalog.unnest(s.other_names || s.name) AS n (name)
			WHERE @extschema@.wic_fold(n.name, 'script'::text, 1) = wanted));
	IF found = '{}' THEN
		PERFORM @extschema@.wic_raise_unknown('speaker'::text, speaker, schema,
			ARRAY(SELECT s.name FROM speakers AS s));
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION wic_find_speakers(text, text) IS
	'(internal)';

CREATE FUNCTION wic_find_occasions(schema text, occasion text)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_fold(occasion, 'script'::text, 1);
	found bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	found := ARRAY(
		SELECT o.occasion_id::bigint FROM occasions AS o
		WHERE wanted <> '' AND EXISTS (
			SELECT FROM pg_catalog.unnest(o.other_names || o.name) AS n (name)
			WHERE pg_catalog.strpos(
				@extschema@.wic_fold(n.name, 'script'::text, 1), wanted) > 0));
	IF found = '{}' THEN
		PERFORM @extschema@.wic_raise_unknown('occasion'::text, occasion, schema,
			ARRAY(SELECT o.name FROM occasions AS o));
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION wic_find_occasions(text, text) IS
	'(internal)';

-- Sources by a part of the publisher's name, or of the address.
CREATE FUNCTION wic_find_sources(schema text, source text)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_fold(source, 'script'::text, 1);
	found bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	found := ARRAY(
		SELECT s.source_id::bigint FROM sources AS s
		WHERE wanted <> ''
			AND (pg_catalog.strpos(@extschema@.wic_fold(
					s.publisher, 'script'::text, 1), wanted) > 0
				OR pg_catalog.strpos(s.uri, source) > 0));
	IF found = '{}' THEN
		PERFORM @extschema@.wic_raise_unknown('source'::text, source, schema,
			ARRAY(SELECT s.publisher FROM sources AS s
				  UNION SELECT s.uri FROM sources AS s));
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION wic_find_sources(text, text) IS
	'(internal)';

-- Kinds of speeches, one or several behind commas; a speech by video is one.
CREATE FUNCTION wic_find_kinds(schema text, kind text)
	RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text[] := pg_catalog.regexp_split_to_array(
		pg_catalog.btrim(kind), '\s*[,，、]\s*'::text);
	one text;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	FOREACH one IN ARRAY wanted LOOP
		IF NOT EXISTS (SELECT FROM speeches AS s WHERE s.kind = one) THEN
			PERFORM @extschema@.wic_raise_unknown('kind'::text, one, schema,
				ARRAY(SELECT DISTINCT s.kind FROM speeches AS s));
		END IF;
	END LOOP;
	RETURN CASE WHEN 'speech' = ANY (wanted) THEN wanted || 'video'::text
		ELSE wanted END;
END
$$;
COMMENT ON FUNCTION wic_find_kinds(text, text) IS
	'(internal)';

CREATE FUNCTION wic_check_lang(schema text, lang text)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	IF NOT EXISTS (SELECT FROM passages AS p WHERE p.lang = wic_check_lang.lang) THEN
		PERFORM @extschema@.wic_raise_unknown('language'::text, lang, schema,
			ARRAY(SELECT DISTINCT p.lang FROM passages AS p));
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_lang(text, text) IS
	'(internal)';

CREATE FUNCTION wic_check_period(since date, until date)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF since > until THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('since (%s) is later than until (%s)',
				since, until);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_period(date, date) IS
	'(internal)';

-- The filters of a question, checked and resolved.  A filter that is NULL is
-- none.  The rows of an attached table are each a speech of their own.
CREATE FUNCTION wic_scope(corpus text, speaker text DEFAULT NULL,
		since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best')
	RETURNS @extschema@.wic_scope
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope;
BEGIN
	scope.schema := @extschema@.wic_corpus_schema(corpus);
	PERFORM @extschema@.wic_check_period(since, until);
	PERFORM @extschema@.wic_check_choice('witnesses'::text, witnesses,
		'{best, all}'::text[]);
	PERFORM @extschema@.wic_need_column(scope.schema, f.argument)
	FROM (VALUES ('speaker'::text, speaker), ('said_on', since::text),
		('said_on', until::text), ('occasion', occasion), ('uri', source),
		('kind', kind), ('lang', lang)) AS f (argument, value)
	WHERE f.value IS NOT NULL;
	IF speaker IS NOT NULL THEN
		scope.speakers := @extschema@.wic_find_speakers(scope.schema, speaker);
	END IF;
	IF occasion IS NOT NULL THEN
		scope.occasions := @extschema@.wic_find_occasions(scope.schema, occasion);
	END IF;
	IF source IS NOT NULL THEN
		scope.sources := @extschema@.wic_find_sources(scope.schema, source);
	END IF;
	IF kind IS NOT NULL THEN
		scope.kinds := @extschema@.wic_find_kinds(scope.schema, kind);
	END IF;
	IF lang IS NOT NULL THEN
		PERFORM @extschema@.wic_check_lang(scope.schema, lang);
		scope.lang := lang;
	END IF;
	scope.since := since;
	scope.until := until;
	scope.is_every := witnesses = 'all' OR source IS NOT NULL
		OR @extschema@.wic_is_attached(scope.schema);
	RETURN scope;
END
$$;
COMMENT ON FUNCTION wic_scope(text, text, date, date, text, text, text, text, text) IS
	'(internal)';

-- Is a witness of a speech in the scope?  Inlined, so the planner sees it.
CREATE FUNCTION wic_in_scope(scope wic_scope, source_id bigint, speaker_id bigint,
		occasion_id bigint, said_on date, "precision" text, kind text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ((scope).sources IS NULL OR source_id OPERATOR(pg_catalog.=) ANY ((scope).sources))
		AND ((scope).speakers IS NULL OR speaker_id OPERATOR(pg_catalog.=) ANY ((scope).speakers))
		AND ((scope).occasions IS NULL OR occasion_id OPERATOR(pg_catalog.=) ANY ((scope).occasions))
		AND ((scope).since IS NULL OR @extschema@.wic_last_day(said_on, "precision")
			OPERATOR(pg_catalog.>=) (scope).since)
		AND ((scope).until IS NULL OR said_on OPERATOR(pg_catalog.<=) (scope).until)
		AND CASE WHEN (scope).kinds IS NULL
			THEN kind IS DISTINCT FROM 'collection'::pg_catalog.text
			ELSE kind OPERATOR(pg_catalog.=) ANY ((scope).kinds) END;
COMMENT ON FUNCTION wic_in_scope(wic_scope, bigint, bigint, bigint, date, text, text) IS
	'(internal)';

-- Does search look through that role?  Not through what surrounds a text.
CREATE FUNCTION wic_is_searched(role text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN role OPERATOR(pg_catalog.<>) ALL ('{breadcrumb,widget,teaser,disclaimer,repeat}'::pg_catalog.text[]);
COMMENT ON FUNCTION wic_is_searched(text) IS
	'(internal)';

-- Is that role running text?
CREATE FUNCTION wic_is_running(role text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN role OPERATOR(pg_catalog.=) ANY ('{body,lead,quote,heading}'::pg_catalog.text[]);
COMMENT ON FUNCTION wic_is_running(text) IS
	'(internal)';

-- The number of a passage among the paragraphs of its witness, as people count: of
-- the running text, from 1; 0 for what is none.
CREATE FUNCTION wic_paragraph_number(schema text, passage bigint)
	RETURNS integer
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN (SELECT pg_catalog.count(*)
		FROM passages AS p
		JOIN passages AS q ON q.witness_id = p.witness_id
			AND q.source_id = p.source_id AND q.ord <= p.ord
		WHERE p.passage_id = passage AND @extschema@.wic_is_running(p.role)
			AND @extschema@.wic_is_running(q.role));
END
$$;
COMMENT ON FUNCTION wic_paragraph_number(text, bigint) IS
	'(internal)';

-- The witnesses that count, with what is known of their speeches; of some acts
-- only, if these are given.  Which of a speech is the fullest does not depend
-- on the others.
CREATE FUNCTION wic_counted_witnesses(scope wic_scope, acts bigint[] DEFAULT NULL)
	RETURNS TABLE (witness_id bigint, speech_id bigint, source_id bigint,
		said_on date, kind text, speaker_id bigint, occasion_id bigint, lang text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH known AS (
			SELECT w.witness_id::bigint, w.speech_id::bigint, w.source_id::bigint,
				s.said_on, s.kind, s.speaker_id::bigint, s.occasion_id::bigint, w.lang,
				CASE WHEN NOT scope.is_every THEN
					pg_catalog.sum(w.end_char - w.start_char) OVER (
						PARTITION BY w.speech_id, w.lang, w.source_id)
				END AS chars
			FROM witnesses AS w
			JOIN speeches AS s USING (speech_id)
			WHERE @extschema@.wic_in_scope(scope, w.source_id, s.speaker_id,
					s.occasion_id, s.said_on, s.said_on_precision, s.kind)
				AND (acts IS NULL OR w.speech_id = ANY (acts))
		), compared AS (
			SELECT k.*, k.chars >= 0.95 * pg_catalog.max(k.chars) OVER (
				PARTITION BY k.speech_id, k.lang) AS is_full
			FROM known AS k
			WHERE NOT scope.is_every
		), ranked AS (
			SELECT k.*, pg_catalog.first_value(k.source_id) OVER (
				PARTITION BY k.speech_id, k.lang
				ORDER BY k.is_full DESC, d.published_at, k.source_id) AS fullest
			FROM compared AS k
			JOIN sources AS d ON d.source_id = k.source_id
		)
		SELECT r.witness_id, r.speech_id, r.source_id, r.said_on, r.kind,
			r.speaker_id, r.occasion_id, r.lang
		FROM ranked AS r WHERE r.source_id = r.fullest
		UNION ALL
		SELECT k.witness_id, k.speech_id, k.source_id, k.said_on, k.kind,
			k.speaker_id, k.occasion_id, k.lang
		FROM known AS k WHERE scope.is_every;
END
$$;
COMMENT ON FUNCTION wic_counted_witnesses(wic_scope, bigint[]) IS
	'(internal)';

-- The passages that count, in the order of their speeches.
CREATE FUNCTION wic_texts(scope wic_scope)
	RETURNS TABLE (speech_id bigint, witness_id bigint, source_id bigint,
		passage_id bigint, said_on date, start_char integer, body text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT w.speech_id, w.witness_id, w.source_id, p.passage_id::bigint,
			w.said_on, p.start_char, p.body
		FROM @extschema@.wic_counted_witnesses(scope) AS w
		JOIN passages AS p ON p.witness_id = w.witness_id
		WHERE @extschema@.wic_is_running(p.role)
			AND (scope.lang IS NULL OR p.lang = scope.lang)
		ORDER BY w.said_on, w.speech_id, w.source_id, p.ord;
END
$$;
COMMENT ON FUNCTION wic_texts(wic_scope) IS
	'(internal)';

CREATE TYPE wic_hit AS (
	speech_id  bigint,
	witness_id bigint,
	source_id  bigint,
	passage_id bigint,
	said_on    date,
	start_char integer,		-- in sources.clean_text
	end_char   integer
);
COMMENT ON TYPE wic_hit IS
	'(internal)';

CREATE FUNCTION wic_places(document text, query wicquery, typed wicquery)
	RETURNS TABLE (start_char integer, end_char integer)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION wic_places(text, wicquery, wicquery) IS
	'(internal)';

-- A scope in which a query is looked for: with the query as it was typed, if it
-- has other words as well.
CREATE FUNCTION wic_sought(scope wic_scope, query text, level text)
	RETURNS @extschema@.wic_scope
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF level = 'vocab' AND EXISTS (SELECT FROM @extschema@.wic_ways(query, level) AS w
		WHERE w.how <> 'typed')
	THEN
		scope.typed := @extschema@.wic_query(query, NULL::regclass, 'script'::text,
			'all'::text, 'auto'::text);
	END IF;
	RETURN scope;
END
$$;
COMMENT ON FUNCTION wic_sought(wic_scope, text, text) IS
	'(internal)';

-- Every place where one of the texts that count matches, once.  Where each witness
-- counts the planner may begin with whatever is least: what matches, or what
-- is in the scope.  Otherwise what matches says which speeches are looked at.
CREATE FUNCTION wic_hits(wanted wicquery, scope wic_scope)
	RETURNS SETOF @extschema@.wic_hit
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
DECLARE
	acts bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	IF scope.is_every THEN
		RETURN QUERY
			SELECT s.speech_id::bigint, w.witness_id::bigint, w.source_id::bigint,
				p.passage_id::bigint, s.said_on, p.start_char + m.start_char,
				p.start_char + m.end_char
			FROM passages AS p
			JOIN witnesses AS w ON w.witness_id = p.witness_id
			JOIN speeches AS s ON s.speech_id = w.speech_id
			CROSS JOIN LATERAL @extschema@.wic_places(p.body, wanted, scope.typed) AS m
			WHERE p.body OPERATOR(@extschema@.@@) wanted
				AND @extschema@.wic_is_running(p.role)
				AND (scope.lang IS NULL OR p.lang = scope.lang)
				AND @extschema@.wic_in_scope(scope, w.source_id, s.speaker_id,
					s.occasion_id, s.said_on, s.said_on_precision, s.kind);
		RETURN;
	END IF;
	acts := ARRAY(
		SELECT DISTINCT w.speech_id
		FROM passages AS p
		JOIN witnesses AS w ON w.witness_id = p.witness_id
		WHERE p.body OPERATOR(@extschema@.@@) wanted);
	RETURN QUERY
		SELECT w.speech_id, w.witness_id, w.source_id, p.passage_id::bigint,
			w.said_on, p.start_char + m.start_char, p.start_char + m.end_char
		FROM passages AS p
		JOIN @extschema@.wic_counted_witnesses(scope, acts) AS w
			ON w.witness_id = p.witness_id
		CROSS JOIN LATERAL @extschema@.wic_places(p.body, wanted, scope.typed) AS m
		WHERE p.body OPERATOR(@extschema@.@@) wanted
			AND @extschema@.wic_is_running(p.role)
			AND (scope.lang IS NULL OR p.lang = scope.lang);
END
$$;
COMMENT ON FUNCTION wic_hits(wicquery, wic_scope) IS
	'(internal)';

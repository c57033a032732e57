-- Acts of saying: what quotations state of them, and which are the same.
--
-- An act is one row of speeches: who spoke on which day on what occasion.
-- What becomes of a document does not depend on what was loaded before it:
-- names are compared by keys, of several spellings the same one is shown
-- whatever came first, and a document that leaves the year to the reader is
-- read again when a speech turns up that may be meant.

CREATE TYPE wic_quotation AS (
	ord               integer,
	start_char        integer,
	end_char          integer,
	kind              text,
	depth             integer,
	speaker           text,
	said_on           date,
	said_on_precision text,
	said_on_basis     text,
	said_day          text,
	occasion          text,
	act               text,
	status            text
);
COMMENT ON TYPE wic_quotation IS
	'what wic_quotes finds: kind is block, inline, reported, term, or act for a sentence that tells of one; said_day is what is stated of a day whose year is not';

-- STABLE: a new version of the library may know more verbs and names.
CREATE FUNCTION wic_quotes(document text, roles text[], starts integer[],
		ends integer[], published date DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_quotation
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_quotes(text, text[], integer[], integer[], date) IS
	'what the passages of a document quote, given by role and place, with speaker, day and occasion';

CREATE FUNCTION wic_occasion_key(name text, year integer)
	RETURNS text
	AS 'MODULE_PATHNAME', 'wic_occasion_key_text'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_occasion_key(text, integer) IS
	'(internal)';

-- Are two keys of the same occasion?  Numbers and years have to be equal, or
-- missing in one; then equal names agree, one that contains the other, and,
-- unless alike is NULL, such as are alike.
CREATE FUNCTION wic_occasions_agree(a text, b text, alike double precision)
	RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	name_a text := pg_catalog.split_part(a, '@', 1);
	name_b text := pg_catalog.split_part(b, '@', 1);
	year_a text := pg_catalog.split_part(a, '@', 2);
	year_b text := pg_catalog.split_part(b, '@', 2);
	numbers_a text := pg_catalog.regexp_replace(name_a, '\D+', ' ', 'g');
	numbers_b text := pg_catalog.regexp_replace(name_b, '\D+', ' ', 'g');
BEGIN
	IF a = b THEN
		RETURN true;
	END IF;
	IF year_a <> year_b AND year_a <> '' AND year_b <> ''
		OR pg_catalog.btrim(numbers_a) <> pg_catalog.btrim(numbers_b)
			AND pg_catalog.btrim(numbers_a) <> ''
			AND pg_catalog.btrim(numbers_b) <> ''
		OR name_a = '' OR name_b = ''
	THEN
		RETURN false;
	END IF;
	name_a := pg_catalog.regexp_replace(name_a, '第\d+[届次]', '');
	name_b := pg_catalog.regexp_replace(name_b, '第\d+[届次]', '');
	RETURN name_a = name_b
		OR pg_catalog.length(name_a) >= 4 AND pg_catalog.strpos(name_b, name_a) > 0
		OR pg_catalog.length(name_b) >= 4 AND pg_catalog.strpos(name_a, name_b) > 0
		OR alike IS NOT NULL
			AND @extschema@.wic_similarity(name_a, name_b, 'script') >= alike;
END
$$;
COMMENT ON FUNCTION wic_occasions_agree(text, text, double precision) IS
	'(internal)';

-- The name that is shown: written as it folds, longest, first.
CREATE FUNCTION wic_preferred_name(names text[])
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT name
	FROM pg_catalog.unnest(names) AS name
	ORDER BY @extschema@.wic_fold(name, 'script'::text, 1) <> name,
		pg_catalog.length(name) DESC, name COLLATE "C"
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_preferred_name(text[]) IS
	'(internal)';

-- Two sessions that load texts about one act must not make two of it.  Whoever
-- takes this lock takes it before anything that another loader may wait for.
CREATE FUNCTION wic_lock_speeches(corpus text)
	RETURNS void
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.pg_advisory_xact_lock(
		pg_catalog.hashtext('wicsearch speeches'), pg_catalog.hashtext(corpus))
$$;
COMMENT ON FUNCTION wic_lock_speeches(text) IS
	'(internal)';

-- The row of a speaker or an occasion, by its key; relation is the table.
CREATE FUNCTION wic_name_id(corpus text, relation text, name text, key text)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id_column CONSTANT text := pg_catalog.rtrim(relation, 's') || '_id';
	id bigint;
	known text[];
	shown text;
BEGIN
	IF name IS NULL OR key = '' THEN
		RETURN NULL;
	END IF;
	EXECUTE pg_catalog.format(
		'SELECT %I, other_names || name FROM %I.%I WHERE key = $1',
		id_column, corpus, relation)
	INTO id, known
	USING key;
	IF id IS NULL THEN
		-- A conflict here is with a row that an old snapshot hides: the server
		-- then asks for the transaction to be tried again.
		EXECUTE pg_catalog.format(
			'INSERT INTO %I.%I (name, key) VALUES ($1, $2) '
			'ON CONFLICT (key) DO NOTHING RETURNING %I',
			corpus, relation, id_column)
		INTO id
		USING name, key;
	ELSIF name <> ALL (known) THEN
		known := known || name;
		shown := @extschema@.wic_preferred_name(known);
		EXECUTE pg_catalog.format(
			'UPDATE %I.%I SET name = $1, other_names = $2 WHERE %I = $3',
			corpus, relation, id_column)
		USING shown, ARRAY(
			SELECT n FROM pg_catalog.unnest(known) AS n
			WHERE n <> shown ORDER BY n COLLATE "C"), id;
	END IF;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_name_id(text, text, text, text) IS
	'(internal)';

CREATE FUNCTION wic_speaker_id(corpus text, name text)
	RETURNS bigint
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_name_id(corpus, 'speakers'::text, name,
		@extschema@.wic_fold(name, 'script'::text, 1))
$$;
COMMENT ON FUNCTION wic_speaker_id(text, text) IS
	'(internal)';

CREATE FUNCTION wic_occasion_id(corpus text, name text, said_on date)
	RETURNS bigint
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_name_id(corpus, 'occasions'::text, name,
		@extschema@.wic_occasion_key(name,
			EXTRACT(year FROM said_on)::integer))
$$;
COMMENT ON FUNCTION wic_occasion_id(text, text, date) IS
	'(internal)';

-- Acts

-- May an act of that day be what was stated?
CREATE FUNCTION wic_day_agrees(day date, said_on date, "precision" text,
		said_day text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE
		WHEN "precision" = 'day' THEN day = said_on
		WHEN "precision" IN ('month', 'year')
			THEN pg_catalog.date_trunc("precision", day::timestamp)
				= pg_catalog.date_trunc("precision", said_on::timestamp)
		WHEN said_day LIKE '---%' THEN
			pg_catalog.to_char(day::timestamp, '---DD') = said_day
		WHEN said_day IS NOT NULL THEN
			pg_catalog.to_char(day::timestamp, '--MM-DD') = said_day
		ELSE true END
$$;
COMMENT ON FUNCTION wic_day_agrees(date, date, text, text) IS
	'(internal)';

-- The last day that a date may mean.
CREATE FUNCTION wic_last_day(said_on date, "precision" text)
	RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE "precision"
		WHEN 'year'::pg_catalog.text THEN pg_catalog.make_date(
			EXTRACT(year FROM said_on)::pg_catalog.int4, 12, 31)
		WHEN 'month'::pg_catalog.text THEN (pg_catalog.date_trunc('month'::pg_catalog.text,
			said_on::pg_catalog.timestamp) OPERATOR(pg_catalog.+)
			'1 month -1 day'::pg_catalog.interval)::pg_catalog.date
		ELSE said_on END;
COMMENT ON FUNCTION wic_last_day(date, text) IS
	'(internal)';

-- Acts that are dated to the day and may be what was stated.
CREATE FUNCTION wic_acts_like(corpus text, speaker bigint,
		q @extschema@.wic_quotation)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	acts bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF q.said_on_precision = 'day' THEN
		acts := ARRAY(
			SELECT s.speech_id
			FROM speeches AS s
			LEFT JOIN occasions AS o USING (occasion_id)
			WHERE s.speaker_id = speaker AND s.said_on = q.said_on
				AND s.said_on_precision = 'day'
				AND (q.occasion IS NULL OR @extschema@.wic_occasions_agree(
					o.key, @extschema@.wic_occasion_key(q.occasion,
						EXTRACT(year FROM s.said_on)::integer), 0.6))
			ORDER BY s.speech_id);
	ELSE
		acts := ARRAY(
			SELECT s.speech_id
			FROM speeches AS s
			LEFT JOIN occasions AS o USING (occasion_id)
			WHERE s.speaker_id = speaker AND s.said_on_precision = 'day'
				AND @extschema@.wic_day_agrees(s.said_on, q.said_on,
					q.said_on_precision, q.said_day)
				AND (q.occasion IS NULL OR @extschema@.wic_occasions_agree(
					o.key, @extschema@.wic_occasion_key(q.occasion,
						EXTRACT(year FROM s.said_on)::integer), NULL))
			ORDER BY s.speech_id);
	END IF;
	RETURN acts;
END
$$;
COMMENT ON FUNCTION wic_acts_like(text, bigint, wic_quotation) IS
	'(internal)';

-- What is known of an act that was named before, with what q adds.  Of two
-- accounts the same one is kept whatever came first.
CREATE FUNCTION wic_improve_act(corpus text, act bigint, occasion bigint,
		q @extschema@.wic_quotation)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE speeches AS s
	SET kind = better.kind, occasion_id = better.occasion_id,
		said_on_basis = better.basis
	FROM (
		SELECT (SELECT k FROM pg_catalog.unnest(ARRAY[old.kind, q.act]) AS k
				ORDER BY pg_catalog.array_position(
					'{report,video,letter,speech}'::text[], k) LIMIT 1) AS kind,
			   (SELECT o.occasion_id FROM occasions AS o
				WHERE o.occasion_id IN (old.occasion_id, occasion)
				ORDER BY pg_catalog.length(o.key) DESC, o.key COLLATE "C"
				LIMIT 1) AS occasion_id,
			   CASE WHEN 'stated' IN (old.said_on_basis, q.said_on_basis) THEN 'stated'
					ELSE coalesce(old.said_on_basis, q.said_on_basis) END AS basis
		FROM speeches AS old WHERE old.speech_id = act) AS better
	WHERE s.speech_id = act
		AND (s.kind, s.occasion_id, s.said_on_basis) IS DISTINCT FROM
			(better.kind, better.occasion_id, better.basis);
END
$body$;
COMMENT ON FUNCTION wic_improve_act(text, bigint, bigint, wic_quotation) IS
	'(internal)';

CREATE FUNCTION wic_merge_acts(corpus text, kept bigint, others bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	other record;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	FOR other IN
		SELECT * FROM speeches WHERE speech_id = ANY (others)
		ORDER BY speech_id
	LOOP
		PERFORM @extschema@.wic_improve_act(corpus, kept, other.occasion_id,
			ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
				other.said_on_basis, NULL, NULL, other.kind, NULL)
				::@extschema@.wic_quotation);
	END LOOP;
	UPDATE witnesses SET speech_id = kept WHERE speech_id = ANY (others);
	UPDATE quotations SET from_speech = kept WHERE from_speech = ANY (others);
	DELETE FROM speeches WHERE speech_id = ANY (others);
END
$body$;
COMMENT ON FUNCTION wic_merge_acts(text, bigint, bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_insert_act(corpus text, speaker_id bigint,
		occasion_id bigint, q @extschema@.wic_quotation)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	INSERT INTO speeches (kind, speaker_id, occasion_id, said_on,
		said_on_precision, said_on_basis, meta)
	VALUES (q.act, speaker_id, occasion_id, q.said_on, q.said_on_precision,
		q.said_on_basis, CASE WHEN q.said_on IS NULL AND q.said_day IS NOT NULL
			THEN pg_catalog.jsonb_build_object('day', q.said_day)
			ELSE '{}' END)
	RETURNING speech_id INTO id;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_insert_act(text, bigint, bigint, wic_quotation) IS
	'(internal)';

-- Acts that were dated by a publication, when their day is stated.
CREATE FUNCTION wic_date_published(corpus text, speaker bigint,
		q @extschema@.wic_quotation)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE speeches AS s
	SET said_on = q.said_on, meta = s.meta - 'published'::text
	FROM occasions AS o
	WHERE q.said_on_basis = 'stated' AND q.said_on_precision = 'day'
		AND s.speaker_id = speaker AND s.said_on_precision = 'day'
		AND s.said_on BETWEEN q.said_on AND q.said_on + 60
		AND s.meta ? 'published' AND o.occasion_id = s.occasion_id
		AND @extschema@.wic_occasions_agree(o.key, @extschema@.wic_occasion_key(
			q.occasion, EXTRACT(year FROM s.said_on)::integer), NULL);
END
$body$;
COMMENT ON FUNCTION wic_date_published(text, bigint, wic_quotation) IS
	'(internal)';

-- The act of somebody who is named, on a day or occasion that is named; a row
-- is made if there is none.  One whose day is not known is a row of its own
-- until exactly one dated act may be meant.
CREATE FUNCTION wic_act_id(corpus text, speaker bigint,
		q @extschema@.wic_quotation)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	is_dated CONSTANT boolean := q.said_on_precision IS NOT DISTINCT FROM 'day';
	acts bigint[];
	occasion bigint;
	id bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF q.occasion IS NOT NULL THEN
		PERFORM @extschema@.wic_date_published(corpus, speaker, q);
		acts := @extschema@.wic_acts_like(corpus, speaker, q);
		IF NOT is_dated AND pg_catalog.cardinality(acts) = 1 THEN
			RETURN acts[1];
		END IF;
		occasion := @extschema@.wic_occasion_id(corpus, q.occasion, q.said_on);
		IF is_dated AND acts <> '{}' THEN
			PERFORM @extschema@.wic_improve_act(corpus, acts[1], occasion, q);
			IF pg_catalog.cardinality(acts) > 1 THEN
				PERFORM @extschema@.wic_merge_acts(corpus, acts[1], acts[2:]);
			END IF;
			RETURN acts[1];
		END IF;
	END IF;

	SELECT speech_id INTO id
	FROM speeches
	WHERE speaker_id = speaker
		AND occasion_id IS NOT DISTINCT FROM occasion
		AND said_on IS NOT DISTINCT FROM q.said_on
		AND said_on_precision IS NOT DISTINCT FROM q.said_on_precision
		AND meta ->> 'day' IS NOT DISTINCT FROM
			CASE WHEN q.said_on IS NULL THEN q.said_day END
	LIMIT 1;
	IF id IS NOT NULL THEN
		PERFORM @extschema@.wic_improve_act(corpus, id, occasion, q);
		RETURN id;
	END IF;
	RETURN @extschema@.wic_insert_act(corpus, speaker, occasion, q);
END
$body$;
COMMENT ON FUNCTION wic_act_id(text, bigint, wic_quotation) IS
	'(internal)';

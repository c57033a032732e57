-- Speeches: what a document quotes, and the acts of saying that it renders.
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

-- Acts that are dated to the day and may be what was stated.
CREATE FUNCTION wic_acts_like(corpus text, speaker_id bigint,
		q @extschema@.wic_quotation)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	is_dated CONSTANT boolean := q.said_on_precision IS NOT DISTINCT FROM 'day';
	acts bigint[];
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.array_agg(s.speech_id ORDER BY s.speech_id)
		FROM %1$I.speeches AS s
		LEFT JOIN %1$I.occasions AS o USING (occasion_id)
		WHERE s.speaker_id = $1 AND s.said_on_precision = 'day'
			AND ($2 IS NULL OR s.said_on = $2)
			AND %2$s.wic_day_agrees(s.said_on, $3, $4, $5)
			AND ($6 IS NULL OR %2$s.wic_occasions_agree(o.key,
				%2$s.wic_occasion_key($6,
					EXTRACT(year FROM s.said_on)::integer), $7))
	$sql$, corpus, '@extschema@')
	INTO acts
	USING speaker_id, CASE WHEN is_dated THEN q.said_on END, q.said_on,
		q.said_on_precision, q.said_day, q.occasion,
		CASE WHEN is_dated THEN 0.6 END::double precision;
	RETURN coalesce(acts, '{}');
END
$body$;
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
	EXECUTE pg_catalog.format($sql$
		UPDATE %1$I.speeches AS s
		SET kind = better.kind, occasion_id = better.occasion_id,
			said_on_basis = better.basis
		FROM (
			SELECT (SELECT k FROM pg_catalog.unnest(ARRAY[old.kind, $3]) AS k
					ORDER BY pg_catalog.array_position(
						'{report,video,letter,speech}'::text[], k) LIMIT 1) AS kind,
				   (SELECT o.occasion_id FROM %1$I.occasions AS o
					WHERE o.occasion_id IN (old.occasion_id, $2)
					ORDER BY pg_catalog.length(o.key) DESC, o.key COLLATE "C"
					LIMIT 1) AS occasion_id,
				   CASE WHEN 'stated' IN (old.said_on_basis, $4) THEN 'stated'
						ELSE coalesce(old.said_on_basis, $4) END AS basis
			FROM %1$I.speeches AS old WHERE old.speech_id = $1) AS better
		WHERE s.speech_id = $1
			AND (s.kind, s.occasion_id, s.said_on_basis) IS DISTINCT FROM
				(better.kind, better.occasion_id, better.basis)
	$sql$, corpus)
	USING act, occasion, q.act, q.said_on_basis;
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
	FOR other IN EXECUTE pg_catalog.format(
		'SELECT * FROM %I.speeches WHERE speech_id = ANY ($1) ORDER BY speech_id',
		corpus) USING others
	LOOP
		PERFORM @extschema@.wic_improve_act(corpus, kept, other.occasion_id,
			ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
				other.said_on_basis, NULL, NULL, other.kind, NULL)
				::@extschema@.wic_quotation);
	END LOOP;
	EXECUTE pg_catalog.format($sql$
		UPDATE %I.witnesses SET speech_id = $1 WHERE speech_id = ANY ($2)
	$sql$, corpus) USING kept, others;
	EXECUTE pg_catalog.format($sql$
		UPDATE %I.quotations SET from_speech = $1 WHERE from_speech = ANY ($2)
	$sql$, corpus) USING kept, others;
	EXECUTE pg_catalog.format($sql$
		DELETE FROM %I.speeches WHERE speech_id = ANY ($1)
	$sql$, corpus) USING others;
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
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %I.speeches (kind, speaker_id, occasion_id, said_on,
			said_on_precision, said_on_basis, meta)
		VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $4 IS NULL AND $7 IS NOT NULL
			THEN pg_catalog.jsonb_build_object('day', $7)
			ELSE '{}' END)
		RETURNING speech_id
	$sql$, corpus)
	INTO id
	USING q.act, speaker_id, occasion_id, q.said_on, q.said_on_precision,
		q.said_on_basis, q.said_day;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_insert_act(text, bigint, bigint, wic_quotation) IS
	'(internal)';

-- The act of somebody who is named, on a day or occasion that is named; a row
-- is made if there is none.  One whose day is not known is a row of its own
-- until exactly one dated act may be meant.
CREATE FUNCTION wic_act_id(corpus text, speaker_id bigint,
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
	IF q.occasion IS NOT NULL THEN
		acts := @extschema@.wic_acts_like(corpus, speaker_id, q);
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

	EXECUTE pg_catalog.format($sql$
		SELECT speech_id FROM %I.speeches
		WHERE speaker_id = $1
			AND occasion_id IS NOT DISTINCT FROM $2
			AND said_on IS NOT DISTINCT FROM $3
			AND said_on_precision IS NOT DISTINCT FROM $4
			AND meta ->> 'day' IS NOT DISTINCT FROM
				CASE WHEN $3 IS NULL THEN $5 END
		LIMIT 1
	$sql$, corpus)
	INTO id
	USING speaker_id, occasion, q.said_on, q.said_on_precision, q.said_day;
	IF id IS NOT NULL THEN
		PERFORM @extschema@.wic_improve_act(corpus, id, occasion, q);
		RETURN id;
	END IF;
	RETURN @extschema@.wic_insert_act(corpus, speaker_id, occasion, q);
END
$body$;
COMMENT ON FUNCTION wic_act_id(text, bigint, wic_quotation) IS
	'(internal)';

-- Documents

CREATE TYPE wic_profile AS (
	form        text,			-- of the witness: whole or report
	kind        text,			-- of the speech
	main        @extschema@.wic_quotation,
	start_char  integer,		-- of the text, without what surrounds it
	end_char    integer,
	other_start integer,		-- of a section in another language
	other_end   integer,
	other_lang  text
);
COMMENT ON TYPE wic_profile IS
	'(internal)';

CREATE TYPE wic_document AS (
	source_id    bigint,
	title        text,
	published    date,
	lang         text,
	script       text,
	content_hash bytea,
	column_name  text,
	document     text,
	ords         integer[],
	roles        text[],
	langs        text[],
	starts       integer[],
	ends         integer[]
);
COMMENT ON TYPE wic_document IS
	'(internal)';

CREATE FUNCTION wic_document_of(corpus text, source_id bigint)
	RETURNS @extschema@.wic_document
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	d @extschema@.wic_document;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT s.source_id, s.title,
			   CASE WHEN s.published_precision IN ('day', 'minute', 'second')
				   THEN s.published_at::date END,
			   s.lang, s.script, s.content_hash, s.column_name, s.clean_text,
			   p.ords, p.roles, p.langs, p.starts, p.ends
		FROM %1$I.sources AS s
		CROSS JOIN LATERAL (
			SELECT pg_catalog.array_agg(ord ORDER BY ord) AS ords,
				   pg_catalog.array_agg(role ORDER BY ord) AS roles,
				   pg_catalog.array_agg(lang ORDER BY ord) AS langs,
				   pg_catalog.array_agg(start_char ORDER BY ord) AS starts,
				   pg_catalog.array_agg(end_char ORDER BY ord) AS ends
			FROM %1$I.passages AS p WHERE p.source_id = s.source_id) AS p
		WHERE s.source_id = $1
	$sql$, corpus)
	INTO d
	USING source_id;
	RETURN d;
END
$body$;
COMMENT ON FUNCTION wic_document_of(text, bigint) IS
	'(internal)';

-- What the title says of an act.
CREATE FUNCTION wic_title_act(d @extschema@.wic_document)
	RETURNS @extschema@.wic_quotation
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT q.*
	FROM @extschema@.wic_quotes((d).title, ARRAY['title']::text[],
		ARRAY[0], ARRAY[pg_catalog.length((d).title)], (d).published) AS q
	WHERE q.kind = 'act'
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_title_act(wic_document) IS
	'(internal)';

-- Is it the text of a speech itself?  Returns its kind: a title or a line above
-- the text names one (…的讲话, …工作报告), or the text begins with a greeting.
CREATE FUNCTION wic_whole_kind(title text, head text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	nouns CONSTANT text := '(报告|讲话|演讲|讲演|演说|致辞|致词|贺词|贺信|'
		'回信|公开信|答辞|开幕词|闭幕词|谈话|声明|宣言|发言)(?:全文|摘要|节选)?$';
	folded text := pg_catalog.regexp_replace(
		@extschema@.wic_fold(title, 'script'::text, 1),
		'\s*[(（].*[)）]\s*$|[《》\s]', '', 'g');
	above text := @extschema@.wic_fold(head, 'script'::text, 1);
	greets boolean := above ~ '(^|\n)\s*(尊敬的|敬爱的|亲爱的|各位|同志们|'
		'女士们|先生们|朋友们|代表们|同学们|诸位|同胞们|议长)[^。\n]{0,60}[:,!]';
	noun text := pg_catalog.substring(folded, nouns);
BEGIN
	IF greets AND (above ~ '(^|\n)[^。,\n]{2,40}报告\s*(\n|$)'
		OR above ~ '(作|做|作出|提出|向[^。,]{2,20})(政府工作|工作|政治)?报告')
	THEN
		RETURN 'report';
	END IF;
	IF noun IS NULL OR NOT (greets OR noun = '报告' OR folded ~ '全文$'
		OR folded ~ ('的[^的,]{0,6}' || nouns))
	THEN
		RETURN CASE WHEN greets THEN 'speech' END;
	END IF;
	RETURN CASE
		WHEN noun = '报告' THEN 'report'
		WHEN noun IN ('贺信', '贺词', '回信', '公开信') THEN 'letter'
		WHEN folded ~ '(视频|录像|视讯)[^的]{0,4}$' THEN 'video'
		ELSE 'speech' END;
END
$$;
COMMENT ON FUNCTION wic_whole_kind(text, text) IS
	'(internal)';

-- What kind of document is it, and of which act does it tell above all?
CREATE FUNCTION wic_profile_of(d @extschema@.wic_document,
		quotes @extschema@.wic_quotation[])
	RETURNS @extschema@.wic_profile
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	f @extschema@.wic_profile;
	s record;
	share record;
	act @extschema@.wic_quotation;
	heading @extschema@.wic_quotation := @extschema@.wic_title_act(d);
	whole text;
BEGIN
	SELECT pg_catalog.min(b) FILTER (WHERE NOT is_other) AS start_char,
		   pg_catalog.max(e) FILTER (WHERE NOT is_other) AS end_char,
		   pg_catalog.sum(e - b) FILTER (WHERE NOT is_other
			   AND r <> 'attribution') AS chars,
		   pg_catalog.min(ord) FILTER (WHERE NOT is_other) AS first_ord,
		   pg_catalog.min(ord) FILTER (WHERE is_other) AS other_first,
		   pg_catalog.max(ord) FILTER (WHERE is_other) AS other_last,
		   pg_catalog.count(*) FILTER (WHERE is_other) AS others,
		   pg_catalog.min(b) FILTER (WHERE is_other) AS other_start,
		   pg_catalog.max(e) FILTER (WHERE is_other) AS other_end,
		   pg_catalog.min(l) FILTER (WHERE is_other) AS other_lang,
		   pg_catalog.array_agg(ord) FILTER (WHERE NOT is_other) AS main_ords
	INTO s
	FROM (
		SELECT ord, r, b, e, l,
			   l IS NOT NULL AND d.lang IS NOT NULL AND l <> d.lang AS is_other
		FROM ROWS FROM (pg_catalog.unnest(d.ords), pg_catalog.unnest(d.roles),
			pg_catalog.unnest(d.langs), pg_catalog.unnest(d.starts),
			pg_catalog.unnest(d.ends)) AS p (ord, r, l, b, e)
		WHERE r IN ('heading', 'lead', 'body', 'quote', 'attribution')
			OR r = 'title' AND l <> d.lang) AS p;
	IF s.start_char IS NULL THEN
		RETURN NULL;
	END IF;

	f.start_char := s.start_char;
	f.end_char := s.end_char;
	IF s.others >= 2 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest(s.main_ords) AS o
		WHERE o BETWEEN s.other_first AND s.other_last)
	THEN
		f.other_start := s.other_start;
		f.other_end := s.other_end;
		f.other_lang := s.other_lang;
	END IF;

	-- the act that the title and the first paragraphs tell of
	SELECT * INTO act FROM pg_catalog.unnest(quotes) AS q
	WHERE q.kind = 'act' AND q.start_char < s.start_char
		+ (SELECT coalesce(pg_catalog.min(e), 0) - s.start_char
		   FROM ROWS FROM (pg_catalog.unnest(d.roles),
			pg_catalog.unnest(d.ends)) AS p (r, e)
		   WHERE r = 'body')
	ORDER BY q.said_on IS NULL, q.start_char
	LIMIT 1;
	f.main := act;

	whole := @extschema@.wic_whole_kind(d.title,
		pg_catalog.substr(d.document, 1, 400));
	SELECT coalesce(pg_catalog.sum(q.end_char - q.start_char)
			FILTER (WHERE q.kind = 'block'), 0) AS block,
		   coalesce(pg_catalog.sum(q.end_char - q.start_char)
			FILTER (WHERE q.kind IN ('reported', 'inline') AND q.depth = 0
				AND q.speaker IS NOT NULL), 0) AS said,
		   pg_catalog.count(*) FILTER (WHERE q.kind IN ('act', 'inline')) AS told
	INTO share
	FROM pg_catalog.unnest(quotes) AS q;

	f.form := 'whole';
	IF share.block * 10 >= s.chars * 3 THEN
		f.kind := 'collection';
	ELSIF share.said * 10 >= s.chars * 4 THEN
		f.kind := 'report';
		IF (f.main).speaker IS NOT NULL THEN
			f.form := 'report';
		END IF;
	ELSIF whole IS NOT NULL THEN
		f.kind := whole;
		IF heading.speaker IS NOT NULL THEN
			f.main := heading;
		ELSE
			f.main := NULL;
		END IF;
	ELSIF pg_catalog.substr(d.document, s.start_char + 1, 60) ~
		'[(（]?[^\s,，。]{0,12}(社|日报|日報|讯|訊|網|网)[^\s,，。]{0,12}\d{1,2}日[电電讯訊]|本[报報][讯訊]|[记記]者[^,，。]{2,12}[)）/／]'
	THEN
		f.kind := 'report';
	ELSIF share.told > 0 OR d.column_name IS NOT NULL THEN
		f.kind := 'commentary';
	ELSE
		f.kind := 'article';
	END IF;
	RETURN f;
END
$$;
COMMENT ON FUNCTION wic_profile_of(wic_document, wic_quotation[]) IS
	'(internal)';

CREATE FUNCTION wic_add_witness(corpus text, speech bigint,
		d @extschema@.wic_document, form text, lang text, start_char integer,
		end_char integer)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %I.witnesses (speech_id, source_id, form, lang, script,
			start_char, end_char)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		RETURNING witness_id
	$sql$, corpus)
	INTO id
	USING speech, d.source_id, form, lang,
		CASE WHEN lang = 'en' THEN 'Latn' WHEN lang = d.lang THEN d.script
			 ELSE @extschema@.wic_script(pg_catalog.substr(d.document,
				start_char + 1, end_char - start_char)) END,
		start_char, end_char;
	-- by ord, so that the index leads there and not through all passages
	EXECUTE pg_catalog.format($sql$
		UPDATE %I.passages SET witness_id = $1
		WHERE source_id = $2 AND start_char >= $3 AND end_char <= $4
			AND ord BETWEEN $5 AND $6
			AND role IN ('heading', 'lead', 'body', 'quote', 'attribution',
				'caption', 'title')
	$sql$, corpus)
	USING id, d.source_id, start_char, end_char,
		d.ords[greatest(pg_catalog.width_bucket(start_char, d.starts), 1)],
		d.ords[greatest(pg_catalog.width_bucket(end_char, d.starts), 1)];
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_add_witness(text, bigint, wic_document, text, text, integer, integer) IS
	'(internal)';

-- The document as an act of publishing: one for all copies of a text.
CREATE FUNCTION wic_publication_id(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile, said_on date, "precision" text, basis text)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.min(p.speech_id)
		FROM %1$I.sources AS s
		JOIN %1$I.witnesses AS w USING (source_id)
		JOIN %1$I.speeches AS p USING (speech_id)
		WHERE s.content_hash = $1 AND s.source_id <> $2
			AND w.form = 'whole' AND p.speaker_id IS NULL AND p.kind = $3
	$sql$, corpus)
	INTO id
	USING d.content_hash, d.source_id, f.kind;
	IF id IS NULL THEN
		EXECUTE pg_catalog.format($sql$
			INSERT INTO %I.speeches (kind, title, said_on, said_on_precision,
				said_on_basis)
			VALUES ($1, $2, $3, $4, $5)
			RETURNING speech_id
		$sql$, corpus)
		INTO id
		USING f.kind, d.title, said_on, "precision", basis;
		RETURN id;
	END IF;

	EXECUTE pg_catalog.format($sql$
		UPDATE %I.speeches
		SET title = %s.wic_preferred_name(ARRAY[title, $2]),
			said_on = $3, said_on_precision = $4, said_on_basis = $5
		WHERE speech_id = $1
	$sql$, corpus, '@extschema@')
	USING id, d.title, said_on, "precision", basis;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_publication_id(text, wic_document, wic_profile, date, text, text) IS
	'(internal)';

-- When a document was published, or what it tells of happened.
CREATE FUNCTION wic_document_day(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile, OUT said_on date, OUT "precision" text,
		OUT basis text)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	stated text;
BEGIN
	stated := pg_catalog.substring(d.title, '(?:^|\D)((?:19|20)\d\d)年');
	IF d.published IS NOT NULL THEN
		said_on := d.published;
		"precision" := 'day';
		basis := 'stated';
	ELSIF (f.main).said_on IS NOT NULL THEN
		said_on := (f.main).said_on;
		"precision" := (f.main).said_on_precision;
		basis := 'inferred';
	ELSIF (f.main).said_day IS NOT NULL THEN
		EXECUTE pg_catalog.format($sql$
			SELECT said_on FROM %I.speeches
			WHERE speech_id = $1 AND said_on_precision = 'day'
		$sql$, corpus)
		INTO said_on
		USING @extschema@.wic_act_id(corpus,
			@extschema@.wic_speaker_id(corpus, (f.main).speaker), f.main);
		"precision" := CASE WHEN said_on IS NOT NULL THEN 'day' END;
		basis := CASE WHEN said_on IS NOT NULL THEN 'linked' END;
	ELSIF stated IS NOT NULL THEN
		said_on := pg_catalog.make_date(stated::integer, 1, 1);
		"precision" := 'year';
		basis := 'inferred';
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_document_day(text, wic_document, wic_profile) IS
	'(internal)';

-- The witness that the document itself is.
CREATE FUNCTION wic_add_own_witness(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	is_act CONSTANT boolean := (f.main).speaker IS NOT NULL
		AND f.kind <> ALL ('{commentary,article,collection}'::text[])
		AND (f.form = 'report' OR f.kind <> 'report'
			 OR (f.main).end_char <= pg_catalog.length(d.title));
	main @extschema@.wic_quotation := f.main;
	day record;
	speech bigint;
	witness bigint;
BEGIN
	IF is_act THEN
		IF f.form = 'whole' THEN
			main.act := f.kind;
			IF main.said_on IS NULL AND main.said_day IS NULL
				AND d.published IS NOT NULL
			THEN
				main.said_on := d.published;
				main.said_on_precision := 'day';
				main.said_on_basis := 'inferred';
			END IF;
		END IF;
		speech := @extschema@.wic_act_id(corpus,
			@extschema@.wic_speaker_id(corpus, main.speaker), main);
		IF f.form = 'whole' THEN
			EXECUTE pg_catalog.format($sql$
				UPDATE %I.speeches
				SET title = %s.wic_preferred_name(
					pg_catalog.array_remove(ARRAY[title, $2], NULL))
				WHERE speech_id = $1
			$sql$, corpus, '@extschema@') USING speech, d.title;
		END IF;
	ELSE
		SELECT * INTO day FROM @extschema@.wic_document_day(corpus, d, f);
		speech := @extschema@.wic_publication_id(corpus, d, f, day.said_on,
			day."precision", day.basis);
	END IF;

	witness := @extschema@.wic_add_witness(corpus, speech, d, f.form, d.lang,
		f.start_char, f.end_char);
	IF f.other_start IS NOT NULL THEN
		PERFORM @extschema@.wic_add_witness(corpus, speech, d, 'translation',
			f.other_lang, f.other_start, f.other_end);
	END IF;
	RETURN witness;
END
$body$;
COMMENT ON FUNCTION wic_add_own_witness(text, wic_document, wic_profile) IS
	'(internal)';

CREATE FUNCTION wic_add_quotation(corpus text, d @extschema@.wic_document,
		witness bigint, q @extschema@.wic_quotation)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	speaker bigint;
	act bigint;
	acts bigint[];
	said_on date := q.said_on;
BEGIN
	IF q.speaker IS NOT NULL THEN
		speaker := @extschema@.wic_speaker_id(corpus, q.speaker);
		IF q.occasion IS NOT NULL OR q.kind = 'block' AND q.said_on IS NOT NULL
		THEN
			act := @extschema@.wic_act_id(corpus, speaker, q);
		ELSIF q.said_on_precision = 'day' THEN
			acts := @extschema@.wic_acts_like(corpus, speaker, q);
			act := CASE WHEN pg_catalog.cardinality(acts) = 1 THEN acts[1] END;
		END IF;
		IF said_on IS NULL AND act IS NOT NULL THEN
			EXECUTE pg_catalog.format(
				'SELECT said_on FROM %I.speeches WHERE speech_id = $1', corpus)
			INTO said_on USING act;
		END IF;
	END IF;
	IF q.kind = 'block' AND act IS NOT NULL THEN
		PERFORM @extschema@.wic_add_witness(corpus, act, d, 'excerpt', d.lang,
			q.start_char, q.end_char);
	END IF;
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %I.quotations (in_witness, in_start, in_end, kind,
			attributed_to, attributed_on, attributed_occasion, from_speech)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
	$sql$, corpus)
	USING witness, q.start_char, q.end_char, q.kind, speaker, q.said_on,
		@extschema@.wic_occasion_id(corpus, q.occasion, said_on), act;
END
$body$;
COMMENT ON FUNCTION wic_add_quotation(text, wic_document, bigint, wic_quotation) IS
	'(internal)';

-- Take away what nothing refers to any more, of the acts that are given.
CREATE FUNCTION wic_forget_acts(corpus text, acts bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	gone record;
BEGIN
	EXECUTE pg_catalog.format($sql$
		WITH gone AS (
			DELETE FROM %1$I.speeches AS s
			WHERE s.speech_id = ANY ($1)
				AND NOT EXISTS (SELECT FROM %1$I.witnesses AS w
					WHERE w.speech_id = s.speech_id)
				AND NOT EXISTS (SELECT FROM %1$I.quotations AS q
					WHERE q.from_speech = s.speech_id)
			RETURNING s.speaker_id, s.occasion_id)
		SELECT pg_catalog.array_agg(DISTINCT speaker_id) AS speakers,
			   pg_catalog.array_agg(DISTINCT occasion_id) AS occasions
		FROM gone
	$sql$, corpus)
	INTO gone
	USING acts;
	PERFORM @extschema@.wic_forget_names(corpus, gone.speakers, gone.occasions);
END
$body$;
COMMENT ON FUNCTION wic_forget_acts(text, bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_forget_names(corpus text, speakers bigint[],
		occasions bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($sql$
		DELETE FROM %1$I.speakers AS n
		WHERE n.speaker_id = ANY ($1) AND n.key IS NOT NULL
			AND NOT EXISTS (SELECT FROM %1$I.speeches AS s
				WHERE s.speaker_id = n.speaker_id)
			AND NOT EXISTS (SELECT FROM %1$I.quotations AS q
				WHERE q.attributed_to = n.speaker_id)
	$sql$, corpus) USING speakers;
	EXECUTE pg_catalog.format($sql$
		DELETE FROM %1$I.occasions AS n
		WHERE n.occasion_id = ANY ($1) AND n.key IS NOT NULL
			AND NOT EXISTS (SELECT FROM %1$I.speeches AS s
				WHERE s.occasion_id = n.occasion_id)
			AND NOT EXISTS (SELECT FROM %1$I.quotations AS q
				WHERE q.attributed_occasion = n.occasion_id)
	$sql$, corpus) USING occasions;
END
$body$;
COMMENT ON FUNCTION wic_forget_names(text, bigint[], bigint[]) IS
	'(internal)';

-- Take the witnesses of a source away, with its quotations, and tell what
-- they referred to.
CREATE FUNCTION wic_drop_witnesses(corpus text, source_id bigint,
		OUT acts bigint[], OUT speakers bigint[], OUT occasions bigint[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.array_agg(DISTINCT w.speech_id)
				|| pg_catalog.array_agg(DISTINCT q.from_speech),
			   pg_catalog.array_agg(DISTINCT q.attributed_to),
			   pg_catalog.array_agg(DISTINCT q.attributed_occasion)
		FROM %1$I.witnesses AS w
		LEFT JOIN %1$I.quotations AS q ON q.in_witness = w.witness_id
		WHERE w.source_id = $1
	$sql$, corpus)
	INTO acts, speakers, occasions
	USING source_id;
	EXECUTE pg_catalog.format(
		'DELETE FROM %I.witnesses WHERE source_id = $1', corpus)
	USING source_id;
END
$body$;
COMMENT ON FUNCTION wic_drop_witnesses(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_remove_speeches(corpus text, source_id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	old record;
BEGIN
	PERFORM @extschema@.wic_lock_speeches(corpus);
	SELECT * INTO old FROM @extschema@.wic_drop_witnesses(corpus, source_id);
	PERFORM @extschema@.wic_forget_acts(corpus, old.acts);
	PERFORM @extschema@.wic_forget_names(corpus, old.speakers, old.occasions);
END
$$;
COMMENT ON FUNCTION wic_remove_speeches(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_read_speeches(corpus text, source_id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	d @extschema@.wic_document :=
		@extschema@.wic_document_of(corpus, source_id);
	quotes @extschema@.wic_quotation[];
	f @extschema@.wic_profile;
	q @extschema@.wic_quotation;
	witness bigint;
BEGIN
	IF d.ords IS NULL THEN
		RETURN;
	END IF;
	quotes := ARRAY(
		SELECT item FROM @extschema@.wic_quotes(d.document, d.roles, d.starts,
			d.ends, d.published) AS item);
	f := @extschema@.wic_profile_of(d, quotes);
	IF f.form IS NULL THEN
		RETURN;
	END IF;

	witness := @extschema@.wic_add_own_witness(corpus, d, f);
	FOREACH q IN ARRAY quotes LOOP
		IF q.kind <> 'act' THEN
			PERFORM @extschema@.wic_add_quotation(corpus, d, witness, q);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_read_speeches(text, bigint) IS
	'(internal)';

-- Sources that leave the year or the occasion of an act to the reader, and
-- may mean one of the acts above the given number.
CREATE FUNCTION wic_sources_to_link(corpus text, above bigint, except_source bigint)
	RETURNS SETOF bigint
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	RETURN QUERY EXECUTE pg_catalog.format($sql$
		SELECT w.source_id
		FROM %1$I.speeches AS s
		JOIN %1$I.quotations AS q ON q.attributed_to = s.speaker_id
		JOIN %1$I.witnesses AS w ON w.witness_id = q.in_witness
		JOIN %1$I.occasions AS a ON a.occasion_id = s.occasion_id
		JOIN %1$I.occasions AS b ON b.occasion_id = q.attributed_occasion
		WHERE s.speech_id > $1 AND s.said_on_precision = 'day'
			AND q.attributed_on IS NULL AND q.attributed_occasion IS NOT NULL
			AND w.source_id <> $2
			AND %2$s.wic_occasions_agree(a.key, b.key, NULL)
		UNION
		SELECT w.source_id
		FROM %1$I.speeches AS s
		JOIN %1$I.quotations AS q ON q.attributed_to = s.speaker_id
			AND q.attributed_on = s.said_on
		JOIN %1$I.witnesses AS w ON w.witness_id = q.in_witness
		WHERE s.speech_id > $1 AND s.said_on_precision = 'day'
			AND q.attributed_occasion IS NULL
			AND w.source_id <> $2
		ORDER BY 1
	$sql$, corpus, '@extschema@')
	USING above, except_source;
END
$body$;
COMMENT ON FUNCTION wic_sources_to_link(text, bigint, bigint) IS
	'(internal)';

CREATE FUNCTION wic_last_speech(corpus text)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	EXECUTE pg_catalog.format(
		'SELECT coalesce(pg_catalog.max(speech_id), 0) FROM %I.speeches', corpus)
	INTO id;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_last_speech(text) IS
	'(internal)';

CREATE FUNCTION wic_add_speeches(corpus text, source_id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	last bigint;
	old record;
	other bigint;
BEGIN
	PERFORM @extschema@.wic_lock_speeches(corpus);
	last := @extschema@.wic_last_speech(corpus);
	PERFORM @extschema@.wic_read_speeches(corpus, source_id);

	-- What was left open before may now be told.
	FOR other IN
		SELECT * FROM @extschema@.wic_sources_to_link(corpus, last, source_id)
	LOOP
		SELECT * INTO old FROM @extschema@.wic_drop_witnesses(corpus, other);
		PERFORM @extschema@.wic_read_speeches(corpus, other);
		PERFORM @extschema@.wic_forget_acts(corpus, old.acts);
		PERFORM @extschema@.wic_forget_names(corpus, old.speakers,
			old.occasions);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_add_speeches(text, bigint) IS
	'(internal)';

-- Loading a document: bytes in; a source, its repairs and its passages out.

-- Rows of an older extractor are what wic_reprocess() does again.  To be
-- raised with every change that gives other rows for the same bytes.
CREATE FUNCTION wic_extractor()
	RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT 2
$$;
COMMENT ON FUNCTION wic_extractor() IS
	'(internal)';

CREATE TYPE wic_load_report AS (
	file       text,
	action     text,
	charset    text,
	script     text,
	repairs    integer,
	lost       integer,
	speeches   integer,
	passages   integer,
	quotations integer,
	source_id  bigint,
	note       text
);
COMMENT ON TYPE wic_load_report IS
	'what became of a document: action is added, unchanged, updated or skipped; lost counts characters that could not be restored';

-- What is stated about a document

CREATE FUNCTION wic_meta(meta jsonb, keys text[])
	RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	key text;
BEGIN
	FOREACH key IN ARRAY keys LOOP
		IF meta ->> key <> ''
			AND pg_catalog.jsonb_typeof(meta -> key) NOT IN ('object', 'array')
		THEN
			RETURN meta ->> key;
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION wic_meta(jsonb, text[]) IS
	'(internal)';

CREATE FUNCTION wic_meta_object(meta jsonb)
	RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF pg_catalog.jsonb_typeof(meta) <> 'object' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('a JSON object is needed, not a JSON %s',
				pg_catalog.jsonb_typeof(meta)),
			HINT = 'For example {"title": "…", "url": "…", "date": "2024-05-01"}.';
	END IF;
	RETURN coalesce(meta, '{}');
END
$$;
COMMENT ON FUNCTION wic_meta_object(jsonb) IS
	'(internal)';

-- What is stated as a text; of a list its texts, and nothing of an object.
CREATE FUNCTION wic_stated_texts(meta jsonb)
	RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT coalesce(pg_catalog.jsonb_object_agg(key,
		CASE pg_catalog.jsonb_typeof(value)
			WHEN 'array' THEN pg_catalog.to_jsonb((
				SELECT pg_catalog.string_agg(item #>> '{}', ', ')
				FROM pg_catalog.jsonb_array_elements(value) AS item
				WHERE pg_catalog.jsonb_typeof(item) = 'string'))
			ELSE value END), '{}')
	FROM pg_catalog.jsonb_each(meta)
	WHERE pg_catalog.jsonb_typeof(value) <> 'object'
$$;
COMMENT ON FUNCTION wic_stated_texts(jsonb) IS
	'(internal)';

-- A date that is not understood stays NULL; sources.meta keeps what was stated.
-- A number alone is a date only here, where a date is stated.
CREATE FUNCTION wic_stated_time(stated text, OUT at timestamp, OUT "precision" text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT d.said_on, d."precision"
	FROM pg_catalog.regexp_match(stated,
			'^\s*(\d{4})(?:[-/.]?(\d\d?)(?:[-/.]?(\d\d))?)?\s*$') AS n (parts)
	CROSS JOIN LATERAL @extschema@.wic_dates(CASE
		WHEN n.parts IS NULL THEN stated
		ELSE pg_catalog.concat(n.parts[1], '年', n.parts[2] || '月', n.parts[3] || '日')
		END) AS d
	ORDER BY d.start_char
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_stated_time(text) IS
	'(internal)';

-- Reading: what the bytes of a document say, before anything is stored

CREATE TYPE wic_reading AS (
	format       text,			-- text, html or json
	charset      text,
	confidence   real,
	is_uncertain boolean,		-- another charset is nearly as likely
	decoded      text,
	clean_text   text,
	hints        text[],		-- of each line: the role that HTML gives it
	stated       jsonb			-- what is said about the document
);
COMMENT ON TYPE wic_reading IS
	'(internal)';

CREATE FUNCTION wic_read_json(raw bytea, meta jsonb)
	RETURNS @extschema@.wic_reading
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	reading @extschema@.wic_reading;
BEGIN
	reading.format := 'json';
	reading.charset := 'UTF-8';
	reading.confidence := 1;
	reading.is_uncertain := false;
	reading.stated := meta || @extschema@.wic_meta_object(
		@extschema@.wic_decode(raw, 'UTF-8'::text)::jsonb);
	reading.decoded := @extschema@.wic_meta(reading.stated,
		ARRAY['content', 'body', 'text']::text[]);
	reading.stated := reading.stated - '{content, body, text}'::text[];
	IF reading.decoded IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'no_data_found',
			MESSAGE = 'JSON object holds no document',
			HINT = 'The text is looked for under the keys content, body and text.';
	END IF;
	RETURN reading;
END
$$;
COMMENT ON FUNCTION wic_read_json(bytea, jsonb) IS
	'(internal)';

CREATE FUNCTION wic_read_bytes(raw bytea, meta jsonb)
	RETURNS @extschema@.wic_reading
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	reading @extschema@.wic_reading;
	bytes record;
BEGIN
	SELECT * INTO bytes FROM @extschema@.wic_decode_document(raw,
		@extschema@.wic_meta(meta, ARRAY['charset']::text[]));
	reading.format := 'text';
	reading.charset := bytes.charset;
	reading.confidence := bytes.confidence;
	reading.is_uncertain := bytes.is_uncertain;
	reading.decoded := bytes.document;
	reading.stated := meta;
	RETURN reading;
END
$$;
COMMENT ON FUNCTION wic_read_bytes(bytea, jsonb) IS
	'(internal)';

-- HTML is a text with tags wherever it comes from, JSON included.
CREATE FUNCTION wic_read_document(raw bytea, meta jsonb, is_json boolean)
	RETURNS @extschema@.wic_reading
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	reading @extschema@.wic_reading;
	page record;
BEGIN
	IF is_json THEN
		reading := @extschema@.wic_read_json(raw, meta);
	ELSE
		reading := @extschema@.wic_read_bytes(raw, meta);
	END IF;

	IF @extschema@.wic_is_html(reading.decoded) THEN
		SELECT * INTO page FROM @extschema@.wic_html(reading.decoded);
		reading.format := CASE reading.format
			WHEN 'json' THEN 'json'::text ELSE 'html'::text END;
		reading.decoded := page.document;
		reading.hints := page.hints;
		reading.stated := (page.meta - 'publisher'::text)
			|| pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
				'site', page.meta -> 'publisher'))
			|| reading.stated;
	END IF;
	reading.clean_text := @extschema@.wic_repair(reading.decoded,
		coalesce(@extschema@.wic_meta(reading.stated, ARRAY['repair']::text[]), 'safe'));
	RETURN reading;
END
$$;
COMMENT ON FUNCTION wic_read_document(bytea, jsonb, boolean) IS
	'(internal)';

-- What the columns of sources say: what was stated, or else what the text shows.

CREATE TYPE wic_description AS (
	uri                 text,
	url                 text,
	publisher           text,
	title               text,
	column_name         text,
	author              text,
	editor              text,
	issue               text,
	published_at        timestamp,
	published_precision text,
	event_on            date,
	event_precision     text,
	event_basis         text,
	lang                text,
	script              text
);
COMMENT ON TYPE wic_description IS
	'(internal)';

-- The name of a site says least of who published the text.
CREATE FUNCTION wic_describe(file text, reading wic_reading)
	RETURNS @extschema@.wic_description
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	stated record;
	shown record;
	published record;
BEGIN
	SELECT * INTO shown
	FROM @extschema@.wic_metadata(reading.clean_text, reading.hints);
	SELECT * INTO stated
	FROM pg_catalog.jsonb_to_record(
		@extschema@.wic_stated_texts(reading.stated)) AS s (url text, uri text,
		publisher text, source text, site text, title text, "column" text,
		author text, editor text, issue text, date text, published_at text,
		lang text);
	SELECT * INTO published FROM @extschema@.wic_stated_time(
		coalesce(nullif(stated.date, ''), stated.published_at));

	RETURN ROW(
		coalesce(nullif(stated.url, ''), nullif(stated.uri, ''), file),
		coalesce(nullif(stated.url, ''), shown.url),
		coalesce(nullif(stated.publisher, ''), nullif(stated.source, ''),
			shown.publisher, nullif(stated.site, '')),
		coalesce(nullif(stated.title, ''), shown.title),
		coalesce(nullif(stated."column", ''), shown.column_name),
		coalesce(nullif(stated.author, ''), shown.author),
		coalesce(nullif(stated.editor, ''), shown.editor),
		coalesce(nullif(stated.issue, ''), shown.issue),
		coalesce(published.at, shown.published_at),
		CASE WHEN published.at IS NULL THEN shown.published_precision
			 ELSE published."precision" END,
		shown.event_on, shown.event_precision, shown.event_basis,
		coalesce(pg_catalog.substring(pg_catalog.lower(stated.lang),
			'^([a-z]{2,3})(?:[-_]|$)'), shown.lang),
		shown.script)::@extschema@.wic_description;
END
$$;
COMMENT ON FUNCTION wic_describe(text, wic_reading) IS
	'(internal)';

-- Storing.  Each of these writes one kind of rows of one source.

CREATE FUNCTION wic_content_hash(document text)
	RETURNS bytea
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN pg_catalog.sha256(pg_catalog.convert_to(
		@extschema@.wic_fold(document, 'script'::text, 1), 'UTF8'::name));
END
$$;
COMMENT ON FUNCTION wic_content_hash(text) IS
	'(internal)';

-- NULL if another session has loaded the same bytes a moment ago.
CREATE FUNCTION wic_add_source(corpus text, raw bytea, reading wic_reading,
		description wic_description)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	INSERT INTO sources (uri, url, publisher, title, column_name,
		author, editor, issue, published_at, published_precision,
		event_on, event_precision, event_basis, lang, script,
		sha256, raw, format, charset, charset_confidence, clean_text,
		content_hash, meta, extractor)
	SELECT (description).*, pg_catalog.sha256(raw), raw, reading.format,
		reading.charset, reading.confidence, reading.clean_text,
		@extschema@.wic_content_hash(reading.clean_text), reading.stated,
		@extschema@.wic_extractor()
	ON CONFLICT (sha256) DO NOTHING
	RETURNING source_id INTO id;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_add_source(text, bytea, wic_reading, wic_description) IS
	'(internal)';

CREATE FUNCTION wic_change_source(corpus text, source bigint,
		reading wic_reading, description wic_description)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE sources SET
		(uri, url, publisher, title, column_name, author, editor, issue,
		 published_at, published_precision, event_on, event_precision,
		 event_basis, lang, script, charset, charset_confidence,
		 clean_text, content_hash, extractor) =
		(SELECT (description).*, reading.charset, reading.confidence,
			reading.clean_text,
			@extschema@.wic_content_hash(reading.clean_text),
			@extschema@.wic_extractor())
	WHERE source_id = source;
END
$body$;
COMMENT ON FUNCTION wic_change_source(text, bigint, wic_reading, wic_description) IS
	'(internal)';

CREATE FUNCTION wic_add_repairs(corpus text, source bigint,
		reading wic_reading)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF reading.decoded = reading.clean_text THEN
		RETURN;
	END IF;
	INSERT INTO repairs (source_id, start_char, length, rule, before,
		after, status, alternatives, raw_start, raw_length)
	SELECT source, r.start_char, r.length, r.rule, r.before, r.after,
		   r.status, r.alternatives, r.raw_start, r.raw_length
	FROM @extschema@.wic_repairs(reading.decoded, coalesce(
		@extschema@.wic_meta(reading.stated, ARRAY['repair']::text[]), 'safe')) AS r;
END
$body$;
COMMENT ON FUNCTION wic_add_repairs(text, bigint, wic_reading) IS
	'(internal)';

CREATE FUNCTION wic_add_passages(corpus text, source bigint,
		passages @extschema@.wic_passage[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	INSERT INTO passages (source_id, witness_id, ord, role, lang, script, body,
		start_char, end_char)
	SELECT source, @extschema@.wic_witness_of(corpus, source, p.role,
			p.start_char, p.end_char),
		   p.ord, p.role, p.lang, p.script, p.body, p.start_char, p.end_char
	FROM pg_catalog.unnest(passages) AS p;
END
$$;
COMMENT ON FUNCTION wic_add_passages(text, bigint, wic_passage[]) IS
	'(internal)';

-- All that follows from a source.
CREATE FUNCTION wic_derive(corpus text, source bigint, reading wic_reading)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	passages @extschema@.wic_passage[] := ARRAY(
		SELECT ROW(p.*)::@extschema@.wic_passage
		FROM @extschema@.wic_passages(reading.clean_text, reading.hints) AS p);
BEGIN
	PERFORM @extschema@.wic_add_repairs(corpus, source, reading);
	PERFORM @extschema@.wic_add_speeches(corpus, source, passages);
	PERFORM @extschema@.wic_add_passages(corpus, source, passages);
	PERFORM @extschema@.wic_link_source(corpus, source);
END
$$;
COMMENT ON FUNCTION wic_derive(text, bigint, wic_reading) IS
	'(internal)';

CREATE FUNCTION wic_underive(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	PERFORM @extschema@.wic_unlink_source(corpus, source);
	PERFORM @extschema@.wic_remove_speeches(corpus, source);
	DELETE FROM passages WHERE source_id = source;
	DELETE FROM repairs WHERE source_id = source;
END
$body$;
COMMENT ON FUNCTION wic_underive(text, bigint) IS
	'(internal)';

-- A page that was fetched again replaces the one of the same address.  The old
-- one is kept as it was received, and found no more.  A path is no address:
-- two folders may both hold a 1.txt.
CREATE FUNCTION wic_replace_source(corpus text, source bigint)
	RETURNS boolean
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	old bigint;
	has_replaced boolean := false;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	FOR old IN
		UPDATE sources AS o SET replaced_by = n.source_id
		FROM sources AS n
		WHERE n.source_id = source AND o.uri = n.uri
			AND o.source_id <> n.source_id AND o.replaced_by IS NULL
			AND n.uri ~ '^[A-Za-z][A-Za-z0-9+.-]*://'::text
		RETURNING o.source_id
	LOOP
		PERFORM @extschema@.wic_underive(corpus, old);
		has_replaced := true;
	END LOOP;
	RETURN has_replaced;
END
$body$;
COMMENT ON FUNCTION wic_replace_source(text, bigint) IS
	'(internal)';

-- Reporting

CREATE FUNCTION wic_source_with(corpus text, raw bytea)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN (SELECT source_id FROM sources AS s
		WHERE s.sha256 = pg_catalog.sha256(wic_source_with.raw));
END
$body$;
COMMENT ON FUNCTION wic_source_with(text, bytea) IS
	'(internal)';

CREATE FUNCTION wic_report_source(corpus text, source bigint, file text,
		action text, note text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	report @extschema@.wic_load_report;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT file, action, s.charset, s.script, r.n, r.lost, w.speeches, p.n,
		   w.quotations, s.source_id,
		   nullif(pg_catalog.concat_ws('; '::text, note,
			CASE WHEN s.replaced_by IS NOT NULL
				THEN pg_catalog.format('replaced by source %s'::text, s.replaced_by)
				WHEN p.n = 0 THEN 'no text' END,
			CASE WHEN s.published_at IS NULL
				AND s.meta ?| '{date, published_at}'::text[]
				THEN 'date not understood' END,
			CASE WHEN t.source_id IS NOT NULL
				THEN pg_catalog.format('same text as source %s'::text, t.source_id)
				END), '')
	INTO report
	FROM sources AS s
	CROSS JOIN LATERAL (
		SELECT pg_catalog.count(*)::integer,
			   (pg_catalog.count(*) FILTER (WHERE status = 'lost'))::integer
		FROM repairs WHERE repairs.source_id = s.source_id) AS r (n, lost)
	CROSS JOIN LATERAL (
		SELECT pg_catalog.count(*)::integer
		FROM passages WHERE passages.source_id = s.source_id) AS p (n)
	CROSS JOIN LATERAL (
		SELECT pg_catalog.count(DISTINCT v.speech_id)::integer,
			   pg_catalog.count(q.quotation_id)::integer
		FROM witnesses AS v
		LEFT JOIN quotations AS q ON q.in_witness = v.witness_id
		WHERE v.source_id = s.source_id) AS w (speeches, quotations)
	CROSS JOIN LATERAL (
		SELECT pg_catalog.min(o.source_id) FILTER (
			WHERE o.source_id < s.source_id AND o.replaced_by IS NULL)
		FROM sources AS o
		WHERE o.content_hash = s.content_hash AND p.n > 0) AS t (source_id)
	WHERE s.source_id = source;
	RETURN report;
END
$body$;
COMMENT ON FUNCTION wic_report_source(text, bigint, text, text, text) IS
	'(internal)';

-- One document; this raises what goes wrong

CREATE FUNCTION wic_add_document(corpus text, file text, raw bytea,
		meta jsonb, is_json boolean)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	stated jsonb := @extschema@.wic_meta_object(meta);
	known bigint := @extschema@.wic_source_with(corpus, raw);
	reading @extschema@.wic_reading;
	description @extschema@.wic_description;
	id bigint;
	action text := 'added';
BEGIN
	IF raw IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'document has no bytes',
			HINT = 'The client could not read it, or it is NULL.';
	END IF;

	-- What other sessions may wait for comes after the reading.
	IF known IS NULL THEN
		reading := @extschema@.wic_read_document(raw, stated, is_json);
		description := @extschema@.wic_describe(file, reading);
		PERFORM @extschema@.wic_lock_speeches(corpus);
		id := @extschema@.wic_add_source(corpus, raw, reading, description);
		known := coalesce(id, @extschema@.wic_source_with(corpus, raw));
	END IF;
	IF id IS NULL THEN
		RETURN @extschema@.wic_report_source(corpus, known, file, 'unchanged'::text,
			NULL::text);
	END IF;

	PERFORM @extschema@.wic_derive(corpus, id, reading);
	IF @extschema@.wic_replace_source(corpus, id) THEN
		action := 'updated';
	END IF;
	RETURN @extschema@.wic_report_source(corpus, id, file, action,
		CASE WHEN reading.is_uncertain THEN 'charset uncertain'::text END);
END
$$;
COMMENT ON FUNCTION wic_add_document(text, text, bytea, jsonb, boolean) IS
	'(internal)';

-- One document; what is wrong with it becomes a row

-- The detail of an error may repeat any part of the document, so only that of
-- an error about bytes is believed.
CREATE FUNCTION wic_stated_offset(code text, detail text)
	RETURNS bigint
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.substring(detail, 'byte offset (\d{1,10})\M'::text)::bigint
	WHERE code IN ('22021', '22P05')
$$;
COMMENT ON FUNCTION wic_stated_offset(text, text) IS
	'(internal)';

-- What a person reads of an error: not a whole document again.
CREATE FUNCTION wic_skip_note(message text, detail text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.left(pg_catalog.concat_ws(': ', message, nullif(detail, '')), 1000)
$$;
COMMENT ON FUNCTION wic_skip_note(text, text) IS
	'(internal)';

CREATE FUNCTION wic_skip_document(corpus text, file text, raw bytea,
		code text, message text, detail text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	report @extschema@.wic_load_report;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	INSERT INTO load_errors (uri, raw, sqlstate, message, byte_offset)
	VALUES (file, raw, code, message,
		@extschema@.wic_stated_offset(code, detail));

	report.file := file;
	report.action := 'skipped';
	report.note := @extschema@.wic_skip_note(message, detail);
	RETURN report;
END
$body$;
COMMENT ON FUNCTION wic_skip_document(text, text, bytea, text, text, text) IS
	'(internal)';

-- Errors that say nothing about the document: no more documents could be
-- loaded either, or the row about this one could not be written.
CREATE FUNCTION wic_is_general_error(code text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.substr(code, 1, 2) IN (
		'25',					-- invalid transaction state, as read only
		'40',					-- transaction rollback
		'42',					-- access rights, missing tables
		'53',					-- insufficient resources
		'57',					-- operator intervention
		'58')					-- system error
		OR code IN ('XX001', 'XX002')	-- corrupted tables
$$;
COMMENT ON FUNCTION wic_is_general_error(text) IS
	'(internal)';

-- A dry run does all of it and then fails, so that nothing of it stays.
-- Plans are made while the tables are empty or not yet analyzed, and kept: the
-- settings make them such as serve full tables: one index lookup after another.
CREATE FUNCTION wic_load_document(corpus text, file text, raw bytea,
		meta jsonb, is_json boolean, dry_run boolean)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off
	SET enable_hashjoin = off
	SET enable_mergejoin = off
AS $$
DECLARE
	is_dry CONSTANT boolean := dry_run IS TRUE;
	report @extschema@.wic_load_report;
	code text;
	message text;
	detail text;
BEGIN
	BEGIN
		report := @extschema@.wic_add_document(corpus, file, raw, meta, is_json);
		IF is_dry THEN
			RAISE EXCEPTION USING ERRCODE = 'WIC00', MESSAGE = 'dry run';
		END IF;
		RETURN report;
	EXCEPTION
		WHEN OTHERS THEN
			IF @extschema@.wic_is_general_error(SQLSTATE) THEN
				RAISE;
			END IF;
			GET STACKED DIAGNOSTICS
				code = RETURNED_SQLSTATE,
				message = MESSAGE_TEXT,
				detail = PG_EXCEPTION_DETAIL;
	END;

	IF NOT is_dry THEN
		RETURN @extschema@.wic_skip_document(corpus, file, raw, code, message,
			detail);
	END IF;
	IF code <> 'WIC00' THEN
		report.file := file;
		report.action := 'skipped';
		report.note := @extschema@.wic_skip_note(message, detail);
	ELSIF report.action <> 'unchanged' THEN
		report.source_id := NULL;
	END IF;
	RETURN report;
END
$$;
COMMENT ON FUNCTION wic_load_document(text, text, bytea, jsonb, boolean, boolean) IS
	'(internal)';

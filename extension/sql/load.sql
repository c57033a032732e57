-- Loading: bytes in, clean text, repairs and passages out.

-- STABLE, not IMMUTABLE: a new version of the library may know more scripts.

CREATE FUNCTION wic_lines(document bytea)
	RETURNS TABLE (line integer, raw bytea)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_lines(bytea) IS
	'(internal)';

CREATE TYPE wic_load_report AS (
	file      text,
	action    text,
	charset   text,
	script    text,
	repairs   integer,
	passages  integer,
	source_id bigint,
	note      text
);
COMMENT ON TYPE wic_load_report IS
	'what became of a document: action is added, unchanged or skipped';

-- What is stated about a document

CREATE FUNCTION wic_meta(meta jsonb, keys text[])
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT meta ->> key
	FROM pg_catalog.unnest(keys) WITH ORDINALITY AS k (key, n)
	WHERE meta ->> key <> ''
	ORDER BY n
	LIMIT 1
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

CREATE FUNCTION wic_stated_time(stated text, OUT at timestamp, OUT "precision" text)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	units CONSTANT text[] := '{year, month, day, minute, minute, second}';
	parts text[] := pg_catalog.regexp_match(stated,
		'^\s*(\d{4})(?!\d)(?:[-/.年](\d{1,2})(?!\d)(?:[-/.月](\d{1,2})(?!\d)日?'
		'(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?)?)?');
BEGIN
	IF parts IS NULL THEN
		RETURN;
	END IF;

	at := pg_catalog.make_timestamp(
		parts[1]::integer,
		coalesce(parts[2], '1')::integer,
		coalesce(parts[3], '1')::integer,
		coalesce(parts[4], '0')::integer,
		coalesce(parts[5], '0')::integer,
		coalesce(parts[6], '0')::double precision);
	"precision" := units[pg_catalog.cardinality(
		pg_catalog.array_remove(parts, NULL::text))];
EXCEPTION
	WHEN datetime_field_overflow THEN
		at := NULL;				-- a thirteenth month is no date
END
$$;
COMMENT ON FUNCTION wic_stated_time(text) IS
	'(internal)';

-- A date that is not understood stays where a person can read it.
CREATE FUNCTION wic_meta_rest(meta jsonb, has_date boolean)
	RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT meta - '{title, content, body, text, url, uri, author, publisher,
			source, editor, issue, lang}'::text[]
		- CASE WHEN has_date THEN '{date, published_at}'
			   ELSE '{}' END::text[]
$$;
COMMENT ON FUNCTION wic_meta_rest(jsonb, boolean) IS
	'(internal)';

CREATE FUNCTION wic_language(script text, document text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE script
		WHEN 'Hans' THEN 'zh'
		WHEN 'Hant' THEN 'zh'
		WHEN 'Jpan' THEN 'ja'
		WHEN 'Kore' THEN 'ko'
		WHEN 'Latn' THEN CASE
			WHEN document ~* '\m(the|and|of)\M'::text THEN 'en' END
	END
$$;
COMMENT ON FUNCTION wic_language(text, text) IS
	'(internal)';

-- One document; these raise what goes wrong

CREATE FUNCTION wic_add_source(corpus text, file text, raw bytea,
		clean_text text, meta jsonb)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	script text := @extschema@.wic_script(clean_text);
	published record;
	id bigint;
BEGIN
	SELECT * INTO published FROM @extschema@.wic_stated_time(
		@extschema@.wic_meta(meta, ARRAY['date', 'published_at']::text[]));

	EXECUTE pg_catalog.format($sql$
		INSERT INTO %1$I.sources (uri, publisher, title, author, editor, issue,
			published_at, published_precision, sha256, raw, charset,
			charset_confidence, clean_text, content_hash, lang, script, meta)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, pg_catalog.sha256($9), $9,
			'UTF-8', 1, $10, pg_catalog.sha256(pg_catalog.convert_to(
				%2$s.wic_fold($10, 'script'::text, 1), 'UTF8'::name)), $11, $12, $13)
		ON CONFLICT (sha256) DO NOTHING
		RETURNING source_id
	$sql$, corpus, '@extschema@')
	INTO id
	USING coalesce(@extschema@.wic_meta(meta, ARRAY['url', 'uri']::text[]), file),
		@extschema@.wic_meta(meta, ARRAY['publisher', 'source']::text[]),
		coalesce(@extschema@.wic_meta(meta, ARRAY['title']::text[]),
			@extschema@.wic_title(clean_text)),
		@extschema@.wic_meta(meta, ARRAY['author']::text[]),
		@extschema@.wic_meta(meta, ARRAY['editor']::text[]),
		@extschema@.wic_meta(meta, ARRAY['issue']::text[]),
		published.at, published."precision", raw, clean_text,
		coalesce(@extschema@.wic_meta(meta, ARRAY['lang']::text[]),
			@extschema@.wic_language(script, clean_text)),
		script, @extschema@.wic_meta_rest(meta, published.at IS NOT NULL);
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_add_source(text, text, bytea, text, jsonb) IS
	'(internal)';

CREATE FUNCTION wic_add_repairs(corpus text, source_id bigint, document text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %1$I.repairs (source_id, start_char, length, raw_start,
			raw_length, rule, before, after, status, alternatives)
		SELECT $1, r.start_char, r.length, r.raw_start, r.raw_length, r.rule,
			   r.before, r.after, r.status, r.alternatives
		FROM %2$s.wic_repairs($2) AS r
	$sql$, corpus, '@extschema@')
	USING source_id, document;
END
$body$;
COMMENT ON FUNCTION wic_add_repairs(text, bigint, text) IS
	'(internal)';

CREATE FUNCTION wic_add_passages(corpus text, source_id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %1$I.passages (source_id, ord, role, lang, script, body,
			start_char, end_char)
		SELECT s.source_id, p.ord,
			   CASE WHEN p.ord <= 5 AND p.body = s.title THEN 'heading'
					ELSE 'body' END,
			   %2$s.wic_language(w.script, p.body), w.script, p.body,
			   p.start_char, p.end_char
		FROM %1$I.sources AS s
		CROSS JOIN LATERAL %2$s.wic_paragraphs(s.clean_text) AS p
		CROSS JOIN LATERAL %2$s.wic_script(p.body) AS w (script)
		WHERE s.source_id = $1
	$sql$, corpus, '@extschema@')
	USING source_id;
END
$body$;
COMMENT ON FUNCTION wic_add_passages(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_source_with(corpus text, raw bytea)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT source_id FROM %I.sources WHERE sha256 = pg_catalog.sha256($1)
	$sql$, corpus)
	INTO id
	USING raw;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_source_with(text, bytea) IS
	'(internal)';

CREATE FUNCTION wic_report_source(corpus text, source_id bigint, file text,
		action text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	report @extschema@.wic_load_report;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT $2, $3, s.charset, s.script,
			   (SELECT pg_catalog.count(*) FROM %1$I.repairs AS r
				WHERE r.source_id = s.source_id)::integer,
			   p.passages, s.source_id,
			   CASE WHEN p.passages = 0 THEN 'no text'
					WHEN s.published_at IS NULL AND
						 s.meta ?| '{date, published_at}'::text[]
					THEN 'date not understood' END
		FROM %1$I.sources AS s
		CROSS JOIN LATERAL (
			SELECT pg_catalog.count(*)::integer AS passages
			FROM %1$I.passages WHERE passages.source_id = s.source_id) AS p
		WHERE s.source_id = $1
	$sql$, corpus)
	INTO report
	USING source_id, file, action;
	RETURN report;
END
$body$;
COMMENT ON FUNCTION wic_report_source(text, bigint, text, text) IS
	'(internal)';

CREATE FUNCTION wic_add_document(corpus text, file text, raw bytea,
		document text, meta jsonb)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	id bigint := @extschema@.wic_add_source(corpus, file, raw,
		@extschema@.wic_repair(document, 'safe'::text), meta);
BEGIN
	-- Another session may have loaded the same bytes a moment ago.
	IF id IS NULL THEN
		RETURN @extschema@.wic_report_source(corpus,
			@extschema@.wic_source_with(corpus, raw), file, 'unchanged'::text);
	END IF;

	PERFORM @extschema@.wic_add_repairs(corpus, id, document);
	PERFORM @extschema@.wic_add_passages(corpus, id);
	RETURN @extschema@.wic_report_source(corpus, id, file, 'added'::text);
END
$$;
COMMENT ON FUNCTION wic_add_document(text, text, bytea, text, jsonb) IS
	'(internal)';

CREATE FUNCTION wic_add_json(corpus text, file text, raw bytea, meta jsonb)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	stated jsonb := meta || @extschema@.wic_meta_object(
		@extschema@.wic_decode(raw)::jsonb);
	document text := @extschema@.wic_meta(stated, ARRAY['content', 'body', 'text']::text[]);
BEGIN
	IF document IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'no_data_found',
			MESSAGE = 'JSON object holds no document',
			HINT = 'The text is looked for under the keys content, body and text.';
	END IF;
	RETURN @extschema@.wic_add_document(corpus, file, raw, document, stated);
END
$$;
COMMENT ON FUNCTION wic_add_json(text, text, bytea, jsonb) IS
	'(internal)';

CREATE FUNCTION wic_add_bytes(corpus text, file text, raw bytea, meta jsonb,
		is_json boolean)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	known bigint := @extschema@.wic_source_with(corpus, raw);
BEGIN
	IF raw IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'document has no bytes',
			HINT = 'The client could not read it, or it is NULL.';
	END IF;

	IF known IS NOT NULL THEN
		RETURN @extschema@.wic_report_source(corpus, known, file, 'unchanged'::text);
	END IF;
	IF is_json THEN
		RETURN @extschema@.wic_add_json(corpus, file, raw, meta);
	END IF;
	RETURN @extschema@.wic_add_document(corpus, file, raw,
		@extschema@.wic_decode(raw), meta);
END
$$;
COMMENT ON FUNCTION wic_add_bytes(text, text, bytea, jsonb, boolean) IS
	'(internal)';

-- One document; what is wrong with it becomes a row

CREATE FUNCTION wic_skip_document(corpus text, file text, raw bytea,
		code text, message text, detail text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	report @extschema@.wic_load_report;
BEGIN
	EXECUTE pg_catalog.format($sql$
		INSERT INTO %1$I.load_errors (uri, raw, sqlstate, message, byte_offset)
		VALUES ($1, $2, $3, $4, %2$s.wic_bad_byte($2))
	$sql$, corpus, '@extschema@')
	USING file, raw, code, message;

	report.file := file;
	report.action := 'skipped';
	report.note := message;
	IF detail <> '' THEN
		report.note := pg_catalog.format('%s: %s', message, detail);
	END IF;
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
$$;
COMMENT ON FUNCTION wic_is_general_error(text) IS
	'(internal)';

CREATE FUNCTION wic_load_document(corpus text, file text, raw bytea,
		meta jsonb, is_json boolean)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	code text;
	message text;
	detail text;
BEGIN
	RETURN @extschema@.wic_add_bytes(corpus, file, raw, meta, is_json);
EXCEPTION
	WHEN OTHERS THEN
		IF @extschema@.wic_is_general_error(SQLSTATE) THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS
			code = RETURNED_SQLSTATE,
			message = MESSAGE_TEXT,
			detail = PG_EXCEPTION_DETAIL;
		RETURN @extschema@.wic_skip_document(corpus, file, raw, code, message,
			detail);
END
$$;
COMMENT ON FUNCTION wic_load_document(text, text, bytea, jsonb, boolean) IS
	'(internal)';

CREATE FUNCTION wic_load_bytes(corpus text, file text, raw bytea, meta jsonb)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	item record;
BEGIN
	IF raw IS NULL OR file !~* '\.(jsonl|ndjson)$' THEN
		RETURN NEXT @extschema@.wic_load_document(corpus, file, raw, meta,
			false);
		RETURN;
	END IF;

	FOR item IN SELECT l.line, l.raw FROM @extschema@.wic_lines(raw) AS l LOOP
		RETURN NEXT @extschema@.wic_load_document(corpus,
			pg_catalog.format('%s#%s', file, item.line), item.raw, meta, true);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_load_bytes(text, text, bytea, jsonb) IS
	'(internal)';

-- The schema of a corpus that can be loaded into.
CREATE FUNCTION wic_loadable_corpus(corpus text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
BEGIN
	IF @extschema@.wic_is_attached(schema) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'wrong_object_type',
			MESSAGE = pg_catalog.format('corpus "%s" is an attached table', schema),
			HINT = 'Insert into the table itself.';
	END IF;
	RETURN schema;
END
$$;
COMMENT ON FUNCTION wic_loadable_corpus(text) IS
	'(internal)';

-- Documents from SQL

CREATE FUNCTION wic_load(document bytea, meta jsonb DEFAULT '{}',
		corpus text DEFAULT NULL)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN @extschema@.wic_load_document(
		@extschema@.wic_loadable_corpus(corpus),
		@extschema@.wic_meta(meta, ARRAY['url', 'uri']::text[]),
		document, @extschema@.wic_meta_object(meta), false);
END
$$;
COMMENT ON FUNCTION wic_load(bytea, jsonb, text) IS
	'load a document; meta may state title, url, author, publisher, date and more';

CREATE FUNCTION wic_load(document text, meta jsonb DEFAULT '{}',
		corpus text DEFAULT NULL)
	RETURNS @extschema@.wic_load_report
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_load(
		pg_catalog.convert_to(document, 'UTF8'::name), meta, corpus)
$$;
COMMENT ON FUNCTION wic_load(text, jsonb, text) IS
	'load a document; meta may state title, url, author, publisher, date and more';

-- Documents from the server's files.  The server decides who may read them.

CREATE FUNCTION wic_server_files_hint()
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT 'Server files need the role pg_read_server_files and EXECUTE on '
		'pg_read_binary_file(text) and pg_ls_dir(text), and the server''s '
		'account must be able to read them. From the client no right is '
		'needed: wicsearch-load FOLDER.'
$$;
COMMENT ON FUNCTION wic_server_files_hint() IS
	'(internal)';

CREATE FUNCTION wic_read_server_file(path text)
	RETURNS bytea
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN pg_catalog.pg_read_binary_file(path);
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = SQLERRM,
			HINT = @extschema@.wic_server_files_hint();
END
$$;
COMMENT ON FUNCTION wic_read_server_file(text) IS
	'(internal)';

CREATE FUNCTION wic_like_pattern(glob text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.translate(
		pg_catalog.regexp_replace(glob, '([\\%_])'::text, '\\\1'::text,
			'g'::text), '*?'::text, '%_'::text)
$$;
COMMENT ON FUNCTION wic_like_pattern(text) IS
	'(internal)';

CREATE FUNCTION wic_list_server_dir(dir text, pattern text)
	RETURNS SETOF text
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN QUERY
		SELECT name
		FROM pg_catalog.pg_ls_dir(dir) AS name
		WHERE name LIKE @extschema@.wic_like_pattern(pattern)
			AND NOT pg_catalog.starts_with(name, '.'::text)
		ORDER BY name COLLATE "C";
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = SQLERRM,
			HINT = @extschema@.wic_server_files_hint();
END
$$;
COMMENT ON FUNCTION wic_list_server_dir(text, text) IS
	'(internal)';

CREATE FUNCTION wic_load_file(path text, meta jsonb DEFAULT '{}',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT * FROM @extschema@.wic_load_bytes(
		@extschema@.wic_loadable_corpus(corpus), path,
		@extschema@.wic_read_server_file(path),
		@extschema@.wic_meta_object(meta));
END
$$;
COMMENT ON FUNCTION wic_load_file(text, jsonb, text) IS
	'load a file of the server; .jsonl and .ndjson hold a document per line';

CREATE FUNCTION wic_load_dir_entry(corpus text, dir text, file text)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	raw bytea;
BEGIN
	BEGIN
		raw := @extschema@.wic_read_server_file(
			pg_catalog.format('%s/%s', dir, file));
	EXCEPTION
		WHEN wrong_object_type THEN
			RETURN;				-- a folder
		WHEN insufficient_privilege OR undefined_file OR io_error
			OR program_limit_exceeded OR invalid_parameter_value THEN
			RETURN NEXT @extschema@.wic_skip_document(corpus, file, NULL::bytea,
				SQLSTATE, SQLERRM, NULL);
			RETURN;
	END;
	RETURN QUERY SELECT * FROM @extschema@.wic_load_bytes(corpus, file, raw,
		'{}'::jsonb);
END
$$;
COMMENT ON FUNCTION wic_load_dir_entry(text, text, text) IS
	'(internal)';

CREATE FUNCTION wic_load_dir(dir text, pattern text DEFAULT '*',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema_name text := @extschema@.wic_loadable_corpus(corpus);
	file text;
BEGIN
	FOR file IN
		SELECT * FROM @extschema@.wic_list_server_dir(dir, pattern)
	LOOP
		RETURN QUERY SELECT * FROM @extschema@.wic_load_dir_entry(schema_name,
			dir, file);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_load_dir(text, text, text) IS
	'load the files of a folder of the server whose names match the pattern, as *.txt';

-- Documents that a client has copied into a table

CREATE FUNCTION wic_check_inbox(inbox regclass)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF (SELECT pg_catalog.count(*)
		FROM pg_catalog.pg_attribute AS a
		WHERE a.attrelid = inbox::oid
			AND (a.attname = 'file' AND a.atttypid = 'text'::regtype::oid
				 OR a.attname = 'raw' AND a.atttypid = 'bytea'::regtype::oid)
		) <> 2
	THEN
		RAISE EXCEPTION USING
			ERRCODE = 'wrong_object_type',
			MESSAGE = pg_catalog.format('"%s" is not an inbox', inbox),
			HINT = 'An inbox is a table with the columns file text and raw bytea.';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_inbox(regclass) IS
	'(internal)';

CREATE FUNCTION wic_load_inbox(inbox regclass, corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema_name text := @extschema@.wic_loadable_corpus(corpus);
	item record;
BEGIN
	PERFORM @extschema@.wic_check_inbox(inbox);

	FOR item IN EXECUTE pg_catalog.format(
		'SELECT file, raw FROM %s ORDER BY file COLLATE "C"', inbox)
	LOOP
		RETURN QUERY SELECT * FROM @extschema@.wic_load_bytes(schema_name,
			item.file, item.raw, '{}'::jsonb);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_load_inbox(regclass, text) IS
	'load what a client has copied into a table with the columns file text and raw bytea';

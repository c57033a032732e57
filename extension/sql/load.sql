-- Loading: where documents come from.

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
		corpus text DEFAULT NULL, dry_run boolean DEFAULT false)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN @extschema@.wic_load_document(
		@extschema@.wic_loadable_corpus(corpus),
		@extschema@.wic_meta(meta, ARRAY['url', 'uri']::text[]),
		document, @extschema@.wic_meta_object(meta), false, dry_run);
END
$$;
COMMENT ON FUNCTION wic_load(bytea, jsonb, text, boolean) IS
	'load a document; meta may state title, url, author, publisher, date, charset and more';

CREATE FUNCTION wic_load(document text, meta jsonb DEFAULT '{}',
		corpus text DEFAULT NULL, dry_run boolean DEFAULT false)
	RETURNS @extschema@.wic_load_report
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_load(
		pg_catalog.convert_to(document, 'UTF8'::name),
		@extschema@.wic_meta_object(meta) || '{"charset": "UTF-8"}', corpus, dry_run)
$$;
COMMENT ON FUNCTION wic_load(text, jsonb, text, boolean) IS
	'load a document; meta may state title, url, author, publisher, date and more';

-- A file: a document, or one per line

CREATE FUNCTION wic_lines(document bytea)
	RETURNS TABLE (line integer, raw bytea)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_lines(bytea) IS
	'(internal)';

CREATE FUNCTION wic_is_json_lines(file text)
	RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT file ~* '\.(jsonl|ndjson)$'::text
$$;
COMMENT ON FUNCTION wic_is_json_lines(text) IS
	'(internal)';

CREATE FUNCTION wic_load_bytes(corpus text, file text, raw bytea, meta jsonb,
		dry_run boolean)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	item record;
BEGIN
	IF raw IS NULL OR @extschema@.wic_is_json_lines(file) IS NOT TRUE THEN
		RETURN NEXT @extschema@.wic_load_document(corpus, file, raw, meta,
			false, dry_run);
		RETURN;
	END IF;

	FOR item IN SELECT l.line, l.raw FROM @extschema@.wic_lines(raw) AS l LOOP
		RETURN NEXT @extschema@.wic_load_document(corpus,
			pg_catalog.format('%s#%s', file, item.line), item.raw, meta, true,
			dry_run);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_load_bytes(text, text, bytea, jsonb, boolean) IS
	'(internal)';

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

-- The names in a folder that may be documents or folders, in a fixed order.
CREATE FUNCTION wic_list_server_dir(dir text)
	RETURNS SETOF text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN QUERY
		SELECT name
		FROM pg_catalog.pg_ls_dir(dir) AS name
		WHERE NOT pg_catalog.starts_with(name, '.'::text)
		ORDER BY name COLLATE "C";
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = SQLERRM,
			HINT = @extschema@.wic_server_files_hint();
END
$$;
COMMENT ON FUNCTION wic_list_server_dir(text) IS
	'(internal)';

CREATE FUNCTION wic_load_file(path text, meta jsonb DEFAULT '{}',
		corpus text DEFAULT NULL, dry_run boolean DEFAULT false)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT * FROM @extschema@.wic_load_bytes(
		@extschema@.wic_loadable_corpus(corpus), path,
		@extschema@.wic_read_server_file(path),
		@extschema@.wic_meta_object(meta), dry_run);
END
$$;
COMMENT ON FUNCTION wic_load_file(text, jsonb, text, boolean) IS
	'load a file of the server; .jsonl and .ndjson hold a document per line';

-- The files below a folder.  Only trying tells what is a folder, and what
-- cannot be tried counts as a file, whose loading will say what is wrong.
CREATE FUNCTION wic_walk_server_dir(dir text, pattern text, prefix text,
		depth integer)
	RETURNS SETOF text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	name text;
BEGIN
	IF depth > 30 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'program_limit_exceeded',
			MESSAGE = 'folders are nested too deeply',
			DETAIL = pg_catalog.format('"%s" is more than 30 folders down.', dir),
			HINT = 'Maybe a symbolic link leads back to a folder above it.';
	END IF;
	FOR name IN SELECT * FROM @extschema@.wic_list_server_dir(dir) LOOP
		BEGIN
			RETURN QUERY SELECT * FROM @extschema@.wic_walk_server_dir(
				pg_catalog.format('%s/%s', dir, name), pattern,
				pg_catalog.format('%s%s/', prefix, name),
				depth + 1);
		EXCEPTION
			WHEN wrong_object_type OR insufficient_privilege OR undefined_file
				OR io_error THEN
				IF name LIKE pattern THEN
					RETURN NEXT pg_catalog.format('%s%s', prefix, name);
				END IF;
		END;
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_walk_server_dir(text, text, text, integer) IS
	'(internal)';

CREATE FUNCTION wic_load_dir_entry(corpus text, dir text, file text,
		meta jsonb, dry_run boolean)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	report @extschema@.wic_load_report;
	raw bytea;
BEGIN
	BEGIN
		raw := @extschema@.wic_read_server_file(
			pg_catalog.format('%s/%s', dir, file));
	EXCEPTION
		WHEN wrong_object_type OR insufficient_privilege OR undefined_file
			OR io_error OR program_limit_exceeded OR invalid_parameter_value THEN
			IF dry_run THEN
				report.file := file;
				report.action := 'skipped';
				report.note := SQLERRM;
			ELSE
				report := @extschema@.wic_skip_document(corpus, file,
					NULL::bytea, SQLSTATE, SQLERRM, NULL::text);
			END IF;
			RETURN NEXT report;
			RETURN;
	END;
	RETURN QUERY SELECT * FROM @extschema@.wic_load_bytes(corpus, file, raw,
		meta, dry_run);
END
$$;
COMMENT ON FUNCTION wic_load_dir_entry(text, text, text, jsonb, boolean) IS
	'(internal)';

CREATE FUNCTION wic_rate(done bigint, started timestamptz)
	RETURNS integer
	LANGUAGE sql VOLATILE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT (done / greatest(extract(epoch FROM
		pg_catalog.clock_timestamp() - started), 0.001))::integer
$$;
COMMENT ON FUNCTION wic_rate(bigint, timestamptz) IS
	'(internal)';

-- Tell the one who waits how far a long load is, once in a thousand files.
CREATE FUNCTION wic_tell_progress(done integer, total integer, started timestamptz)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF done % 1000 = 0 THEN
		RAISE NOTICE '% of % files, % a second', done, total,
			@extschema@.wic_rate(done::bigint, started);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_tell_progress(integer, integer, timestamptz) IS
	'(internal)';

CREATE FUNCTION wic_load_dir(dir text, pattern text DEFAULT '*',
		meta jsonb DEFAULT '{}', corpus text DEFAULT NULL,
		dry_run boolean DEFAULT false)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema text := @extschema@.wic_loadable_corpus(corpus);
	stated jsonb := @extschema@.wic_meta_object(meta);
	files text[];
	started timestamptz := pg_catalog.clock_timestamp();
BEGIN
	SELECT pg_catalog.array_agg(w.file) INTO files
	FROM @extschema@.wic_walk_server_dir(dir,
		@extschema@.wic_like_pattern(pattern), ''::text, 0) AS w (file);
	FOR i IN 1 .. coalesce(pg_catalog.cardinality(files), 0) LOOP
		RETURN QUERY SELECT * FROM @extschema@.wic_load_dir_entry(schema, dir,
			files[i], stated, dry_run);
		PERFORM @extschema@.wic_tell_progress(i, pg_catalog.cardinality(files),
			started);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_load_dir(text, text, jsonb, text, boolean) IS
	'load the files below a folder of the server whose names match the pattern, as *.txt; meta is stated of all of them';

-- Documents that a client has copied into a table: an inbox.  A row without
-- action is to be loaded; loading fills in what became of it.

CREATE FUNCTION wic_check_inbox(inbox regclass)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	missing text;
BEGIN
	SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', w.name, w.type), ', '::text ORDER BY w.n)
	INTO missing
	FROM ROWS FROM (
		pg_catalog.unnest('{inbox_id, file, document, raw, meta, action, charset, script, repairs, lost, speeches, passages, quotations, source_id, note}'::text[]),
		pg_catalog.unnest('{bigint, text, text, bytea, jsonb, text, text, text, integer, integer, integer, integer, integer, bigint, text}'::text[]))
		WITH ORDINALITY AS w (name, type, n)
	WHERE NOT EXISTS (
		SELECT FROM pg_catalog.pg_attribute AS a
		WHERE a.attrelid = inbox::oid AND a.attname = w.name::name
			AND a.atttypid = w.type::regtype::oid AND NOT a.attisdropped);
	IF missing IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'wrong_object_type',
			MESSAGE = pg_catalog.format('"%s" is not an inbox', inbox),
			DETAIL = pg_catalog.format('It lacks the columns: %s.', missing),
			HINT = 'A corpus has an inbox; make another with CREATE TABLE name (LIKE corpus.inbox INCLUDING ALL).';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_inbox(regclass) IS
	'(internal)';

-- A file with a document per line becomes a row per line.
CREATE FUNCTION wic_split_inbox_row(inbox regclass, id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($sql$
		WITH split AS (
			INSERT INTO %1$s (file, raw, meta)
			SELECT pg_catalog.format('%%s#%%s'::text, i.file, l.line), l.raw, i.meta
			FROM %1$s AS i
			CROSS JOIN LATERAL %2$s.wic_lines(coalesce(i.raw,
				pg_catalog.convert_to(i.document, 'UTF8'::name))) AS l
			WHERE i.inbox_id = $1
			ORDER BY l.line
			RETURNING 1
		)
		UPDATE %1$s SET action = 'split',
			note = (SELECT pg_catalog.format('documents: %%s'::text, pg_catalog.count(*)) FROM split)
		WHERE inbox_id = $1
	$sql$, inbox, '@extschema@')
	USING id;
END
$body$;
COMMENT ON FUNCTION wic_split_inbox_row(regclass, bigint) IS
	'(internal)';

CREATE FUNCTION wic_load_inbox_row(inbox regclass, corpus text, id bigint,
		dry_run boolean)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	item record;
	report @extschema@.wic_load_report;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT file, raw, document, meta FROM %s WHERE inbox_id = $1
	$sql$, inbox)
	INTO item
	USING id;
	IF @extschema@.wic_is_json_lines(item.file)
		AND num_nonnulls(item.raw, item.document) > 0 THEN
		PERFORM @extschema@.wic_split_inbox_row(inbox, id);
		RETURN;
	END IF;

	IF item.raw IS NULL AND item.document IS NOT NULL THEN
		item.raw := pg_catalog.convert_to(item.document, 'UTF8'::name);
		item.meta := coalesce(item.meta, '{}') || '{"charset": "UTF-8"}';
	END IF;
	report := @extschema@.wic_load_document(corpus, item.file, item.raw,
		item.meta,
		item.file ~* '\.(jsonl|ndjson)#\d+$'::text IS TRUE, dry_run);
	EXECUTE pg_catalog.format($sql$
		UPDATE %s SET (action, charset, script, repairs, lost, speeches,
			passages, quotations, source_id, note) =
			(SELECT ($2).action, ($2).charset, ($2).script, ($2).repairs,
				($2).lost, ($2).speeches, ($2).passages, ($2).quotations,
				($2).source_id, ($2).note)
		WHERE inbox_id = $1
	$sql$, inbox)
	USING id, report;
END
$body$;
COMMENT ON FUNCTION wic_load_inbox_row(regclass, text, bigint, boolean) IS
	'(internal)';

-- Rows that are still to be loaded would come up again and again.
CREATE FUNCTION wic_check_batch(inbox regclass, ids bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	has_left boolean;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT EXISTS (SELECT FROM %s
			WHERE inbox_id = ANY ($1) AND action IS NULL)
	$sql$, inbox)
	INTO has_left
	USING ids;
	IF has_left OR pg_catalog.array_position(ids, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = pg_catalog.format('rows of inbox "%s" do not change', inbox),
			HINT = 'Each row needs an inbox_id, and no trigger, rule or policy may hinder its update.';
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_check_batch(regclass, bigint[]) IS
	'(internal)';

-- Load some rows that nobody else is loading; returns how many there were.
CREATE FUNCTION wic_load_inbox_batch(inbox regclass, corpus text,
		batch integer, dry_run boolean)
	RETURNS integer
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	ids bigint[];
	id bigint;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.array_agg(i.inbox_id ORDER BY i.inbox_id)
		FROM (SELECT inbox_id FROM %s WHERE action IS NULL
			  ORDER BY inbox_id LIMIT $1 FOR UPDATE SKIP LOCKED) AS i
	$sql$, inbox)
	INTO ids
	USING batch;
	FOREACH id IN ARRAY coalesce(ids, '{}') LOOP
		PERFORM @extschema@.wic_load_inbox_row(inbox, corpus, id, dry_run);
	END LOOP;
	PERFORM @extschema@.wic_check_batch(inbox, ids);
	RETURN coalesce(pg_catalog.cardinality(ids), 0);
END
$body$;
COMMENT ON FUNCTION wic_load_inbox_batch(regclass, text, integer, boolean) IS
	'(internal)';

CREATE FUNCTION wic_count_inbox(inbox regclass)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	n bigint;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.count(*) FROM %s WHERE action IS NULL
	$sql$, inbox)
	INTO n;
	RETURN n;
END
$body$;
COMMENT ON FUNCTION wic_count_inbox(regclass) IS
	'(internal)';

-- The same after a batch of n, with a count of what is left.
CREATE FUNCTION wic_tell_batch(inbox regclass, done bigint, n integer,
		started timestamptz)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF done / 1000 > (done - n) / 1000 THEN
		RAISE NOTICE '% done, % left, % a second', done,
			@extschema@.wic_count_inbox(inbox), @extschema@.wic_rate(done, started);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_tell_batch(regclass, bigint, integer, timestamptz) IS
	'(internal)';

-- A procedure that commits may not have settings of its own, so all that runs
-- in it is qualified.
CREATE PROCEDURE wic_load_inbox(inbox regclass DEFAULT NULL,
		corpus text DEFAULT NULL, batch integer DEFAULT 100,
		dry_run boolean DEFAULT false, INOUT done bigint DEFAULT 0)
	LANGUAGE plpgsql
AS $$
DECLARE
	schema pg_catalog.text := @extschema@.wic_loadable_corpus(corpus);
	source pg_catalog.regclass := coalesce(inbox,
		pg_catalog.format('%I.inbox', schema)::pg_catalog.regclass);
	n pg_catalog.int4;
	started pg_catalog.timestamptz := pg_catalog.clock_timestamp();
BEGIN
	PERFORM @extschema@.wic_check_inbox(source);
	IF batch OPERATOR(pg_catalog.<) 1 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'batch must be at least 1',
			HINT = 'batch is how many documents a transaction loads; NULL loads all of them without committing.';
	END IF;
	done := 0;
	LOOP
		n := @extschema@.wic_load_inbox_batch(source, schema, batch, dry_run);
		EXIT WHEN n OPERATOR(pg_catalog.=) 0;
		done := done OPERATOR(pg_catalog.+) n::pg_catalog.int8;
		PERFORM @extschema@.wic_tell_batch(source, done, n, started);
		IF batch IS NOT NULL THEN
			COMMIT;
		END IF;
	END LOOP;
END
$$;
COMMENT ON PROCEDURE wic_load_inbox(regclass, text, integer, boolean, bigint) IS
	'load the rows of an inbox that have no action yet, and commit after each batch; may be stopped and called again, and run in several sessions';

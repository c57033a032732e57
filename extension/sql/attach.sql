-- Tables of an application as corpora.
--
-- An attached table is a schema of views over it, with the names and columns
-- of a corpus, so that every question is asked in the same way.  The views run
-- with the rights of whoever asks: privileges and row security of the table
-- hold.

CREATE FUNCTION wic_check_expression(expression text)
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_check_expression(text) IS
	'(internal)';

-- SQL for a column of a view: the expression, cast, or NULL of that type.
CREATE FUNCTION wic_attached_column(expression text, type text)
	RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_check_expression(expression);
	RETURN pg_catalog.format('(%s%s)::%s', coalesce(expression, 'NULL'),
		CASE WHEN pg_catalog.strpos(expression, '--') > 0	-- perhaps a comment
			 THEN E'\n' END, type);
END
$$;
COMMENT ON FUNCTION wic_attached_column(text, text) IS
	'(internal)';

-- The column that is the primary key, if that is an integer; NULL if not.
CREATE FUNCTION wic_integer_key(relation regclass)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.quote_ident(a.attname)
	FROM pg_catalog.pg_index AS i
	JOIN pg_catalog.pg_attribute AS a
		ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
	WHERE i.indrelid = relation::oid AND i.indisprimary AND i.indnkeyatts = 1
		AND a.atttypid IN ('smallint'::regtype::oid, 'integer'::regtype::oid,
			'bigint'::regtype::oid)
$$;
COMMENT ON FUNCTION wic_integer_key(regclass) IS
	'(internal)';

CREATE FUNCTION wic_attached_key(relation regclass)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	key text := @extschema@.wic_integer_key(relation);
BEGIN
	IF key IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_table_definition',
			MESSAGE = pg_catalog.format('"%s" has no primary key of one integer column', relation),
			HINT = 'Name a unique integer with key => ''column''.';
	END IF;
	RETURN key;
END
$$;
COMMENT ON FUNCTION wic_attached_key(regclass) IS
	'(internal)';

-- SQL for the key in a view.  An integer column stays as it is: behind a cast
-- its index would not be found.
CREATE FUNCTION wic_attached_key_column(relation regclass, key text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT coalesce(
		(SELECT pg_catalog.quote_ident(a.attname)
		 FROM pg_catalog.pg_attribute AS a
		 WHERE a.attrelid = relation::oid AND a.attnum > 0 AND NOT a.attisdropped
			AND key IN (a.attname::text, pg_catalog.quote_ident(a.attname))
			AND a.atttypid IN ('smallint'::regtype::oid,
				'integer'::regtype::oid, 'bigint'::regtype::oid)
		 ORDER BY a.attname::text = key DESC
		 LIMIT 1),
		@extschema@.wic_attached_column(key, 'pg_catalog.int8'))
$$;
COMMENT ON FUNCTION wic_attached_key_column(regclass, text) IS
	'(internal)';

-- A view over the rows of the table that meet the condition.
CREATE FUNCTION wic_attached_view(corpus text, name text, columns text, relation regclass,
		condition text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	EXECUTE pg_catalog.format(
		'CREATE VIEW %I.%I WITH (security_invoker) AS SELECT %s FROM %s WHERE %s',
		corpus, name, columns, relation, condition);
	EXECUTE pg_catalog.format('COMMENT ON VIEW %I.%I IS %L', corpus, name,
		(SELECT r.description FROM @extschema@.wic_corpus_relations() AS r
		 WHERE r.relation = name));
END
$$;
COMMENT ON FUNCTION wic_attached_view(text, text, text, regclass, text) IS
	'(internal)';

CREATE FUNCTION wic_attach_texts(corpus text, relation regclass, key text,
		body text, title text, uri text, lang text, speaker text, said_on text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_attached_view(corpus, 'sources', pg_catalog.format(
		'%s AS source_id, %s AS uri, NULL::text AS url, '
		'NULL::text AS publisher, %s AS title, NULL::text AS issue, '
		'%s AS author, %s AS published_at, ''day''::text AS published_precision, '
		'NULL::timestamptz AS loaded_at, %s AS clean_text, %s AS lang, '
		'%s.wic_script(%s) AS script, NULL::bigint AS replaced_by',
		key, uri, title, speaker,
		pg_catalog.format('(%s)::timestamp', said_on), body, lang,
		'@extschema@', body), relation, 'true');
	PERFORM @extschema@.wic_attached_view(corpus, 'passages', pg_catalog.format(
		'%1$s AS passage_id, %1$s AS source_id, %1$s AS witness_id, 1 AS ord, '
		'''body''::text AS role, %2$s AS lang, %3$s.wic_script(%4$s) AS script, '
		'%4$s AS body, 0 AS start_char, length(%4$s) AS end_char',
		key, lang, '@extschema@', body), relation,
		pg_catalog.format('%s IS NOT NULL', body));
	PERFORM @extschema@.wic_attached_view(corpus, 'witnesses', pg_catalog.format(
		'%1$s AS witness_id, %1$s AS speech_id, %1$s AS source_id, '
		'''whole''::text AS form, %2$s AS lang, %3$s.wic_script(%4$s) AS script, '
		'0 AS start_char, length(%4$s) AS end_char',
		key, lang, '@extschema@', body), relation,
		pg_catalog.format('%s IS NOT NULL', body));
END
$$;
COMMENT ON FUNCTION wic_attach_texts(text, regclass, text, text, text, text, text, text, text) IS
	'(internal)';

-- A speaker or an occasion of a table is known by the name alone.
CREATE FUNCTION wic_attach_acts(corpus text, relation regclass, key text,
		body text, title text, kind text, speaker text, occasion text, said_on text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_attached_view(corpus, 'speakers', pg_catalog.format(
		'DISTINCT hashtextextended(%1$s, 0) AS speaker_id, %1$s AS name, '
		'''{}''::text[] AS other_names', speaker), relation,
		pg_catalog.format('%s IS NOT NULL', speaker));
	PERFORM @extschema@.wic_attached_view(corpus, 'occasions', pg_catalog.format(
		'DISTINCT hashtextextended(%1$s, 0) AS occasion_id, %1$s AS name, '
		'NULL::daterange AS held_on, NULL::text AS place, ''{}''::text[] AS other_names',
		occasion), relation, pg_catalog.format('%s IS NOT NULL', occasion));
	PERFORM @extschema@.wic_attached_view(corpus, 'speeches', pg_catalog.format(
		'%1$s AS speech_id, %2$s AS kind, %3$s AS title, '
		'hashtextextended(%4$s, 0) AS speaker_id, '
		'hashtextextended(%5$s, 0) AS occasion_id, %6$s AS said_on, '
		'''day''::text AS said_on_precision, ''stated''::text AS said_on_basis, '
		'''{}''::jsonb AS meta, %4$s AS speaker, %5$s AS occasion',
		key, kind, title, speaker, occasion, said_on),
		relation, pg_catalog.format('%s IS NOT NULL', body));
	PERFORM @extschema@.wic_attached_view(corpus, 'quotations',
		'NULL::bigint AS quotation_id, NULL::bigint AS in_witness, '
		'NULL::int AS in_start, NULL::int AS in_end, NULL::text AS kind, '
		'NULL::bigint AS attributed_to, NULL::date AS attributed_on, '
		'NULL::bigint AS attributed_occasion, NULL::bigint AS from_speech, '
		'NULL::int AS from_start, NULL::int AS from_end, NULL::int AS matched, '
		'NULL::real AS identity', relation, 'false');
END
$$;
COMMENT ON FUNCTION wic_attach_acts(text, regclass, text, text, text, text, text, text, text) IS
	'(internal)';

-- Searching reads every row, unless there is an index on the texts.
CREATE FUNCTION wic_recommend_index(schema text, relation regclass, body text)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	passages regclass := pg_catalog.format('%I.passages', schema)::regclass;
	is_column boolean := EXISTS (
		SELECT FROM pg_catalog.pg_attribute AS a
		WHERE a.attrelid = relation::oid AND a.attnum > 0
			AND body IN (a.attname::text, pg_catalog.quote_ident(a.attname)));
BEGIN
	IF (SELECT s.way IS NULL AND c.relkind IN ('r', 'm', 'p')
		FROM @extschema@.wic_search_source(passages, 'vocab') AS s,
			pg_catalog.pg_class AS c
		WHERE c.oid = relation::oid) THEN
		RAISE NOTICE USING
			MESSAGE = pg_catalog.format('"%s" has no index on its texts', relation),
			DETAIL = 'Each search will read every row.',
			HINT = pg_catalog.format(
				CASE WHEN is_column THEN 'CREATE INDEX ON %s USING wicsearch (%s);'
				ELSE 'CREATE INDEX ON %s USING wicsearch ((%s));' END,
				relation, body);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_recommend_index(text, regclass, text) IS
	'(internal)';

-- In the expressions, what is not the server's own has to be qualified.
CREATE FUNCTION wic_attach(relation regclass, body text,
		title text DEFAULT NULL, said_on text DEFAULT NULL,
		speaker text DEFAULT NULL, occasion text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL, uri text DEFAULT NULL,
		key text DEFAULT NULL, corpus text DEFAULT NULL)
	RETURNS text
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema text := coalesce(corpus, (SELECT c.relname::text
		FROM pg_catalog.pg_class AS c WHERE c.oid = relation::oid));
	sql_key text;
	sql_body text := @extschema@.wic_attached_column(body, 'pg_catalog.text');
	sql_title text := @extschema@.wic_attached_column(title, 'pg_catalog.text');
	sql_said_on text := @extschema@.wic_attached_column(said_on, 'pg_catalog.date');
	sql_speaker text := @extschema@.wic_attached_column(speaker, 'pg_catalog.text');
	sql_lang text := @extschema@.wic_attached_column(lang, 'pg_catalog.text');
BEGIN
	IF num_nulls(relation, body) > 0 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'a table and the column with its texts are needed',
			HINT = 'For example: SELECT wic_attach(''articles'', body => ''content'');';
	END IF;
	sql_key := @extschema@.wic_attached_key_column(relation,
		coalesce(key, @extschema@.wic_attached_key(relation)));
	IF @extschema@.wic_is_attached(schema) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'duplicate_schema',
			MESSAGE = pg_catalog.format('corpus "%s" already exists', schema),
			HINT = pg_catalog.format('SELECT wic_detach(%L) undoes it; corpus => ''…'' chooses another name.', schema);
	END IF;
	EXECUTE pg_catalog.format('CREATE SCHEMA %I', schema);
	EXECUTE pg_catalog.format('COMMENT ON SCHEMA %I IS %L', schema,
		pg_catalog.format('table %s as a corpus of wicsearch', relation));
	PERFORM @extschema@.wic_attach_texts(schema, relation, sql_key, sql_body,
		sql_title, @extschema@.wic_attached_column(uri, 'pg_catalog.text'),
		sql_lang, sql_speaker, sql_said_on);
	PERFORM @extschema@.wic_attach_acts(schema, relation, sql_key, sql_body,
		sql_title, @extschema@.wic_attached_column(kind, 'pg_catalog.text'),
		sql_speaker, @extschema@.wic_attached_column(occasion, 'pg_catalog.text'),
		sql_said_on);
	PERFORM @extschema@.wic_create_speech_list(schema);
	PERFORM @extschema@.wic_recommend_index(schema, relation, body);
	RETURN schema;
END
$$;
COMMENT ON FUNCTION wic_attach(regclass, text, text, text, text, text, text, text, text, text, text) IS
	'make a table of yours a corpus, without a copy; arguments are columns or expressions; returns the name of the corpus';

-- How a table becomes a corpus.
CREATE FUNCTION wic_attach_hint(relation regclass)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('SELECT wic_attach(%L, body => %L);', relation::text,
		coalesce((SELECT s.body
			FROM @extschema@.wic_table_source(relation, 'vocab'::text) AS s), '...'))
$$;
COMMENT ON FUNCTION wic_attach_hint(regclass) IS
	'(internal)';

-- The first table that a view of passages names.
CREATE FUNCTION wic_passages_table(passages regclass)
	RETURNS regclass
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT d.refobjid::regclass
	FROM pg_catalog.pg_rewrite AS r
	JOIN pg_catalog.pg_depend AS d
		ON d.classid = 'pg_rewrite'::regclass::oid AND d.objid = r.oid
		AND d.refclassid = 'pg_class'::regclass::oid
		AND d.refobjid <> passages::oid
	WHERE r.ev_class = passages::oid
	ORDER BY d.refobjid
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_passages_table(regclass) IS
	'(internal)';

CREATE FUNCTION wic_is_attached(schema text)
	RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT EXISTS (
		SELECT FROM pg_catalog.pg_class AS c
		JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = schema AND c.relname = 'passages' AND c.relkind = 'v')
$$;
COMMENT ON FUNCTION wic_is_attached(text) IS
	'(internal)';

-- Does a view give nothing but NULL for a column?
CREATE FUNCTION wic_column_is_void(relation regclass, column_name text)
	RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_column_is_void(regclass, text) IS
	'(internal)';

-- A question that cannot be asked of an attached table, because wic_attach()
-- was not given that argument: said_on, speaker, occasion, kind or lang.
CREATE FUNCTION wic_need_column(schema text, argument text)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	place CONSTANT text[] := CASE argument
		WHEN 'speaker' THEN '{speakers, name}'::text[]
		WHEN 'occasion' THEN '{occasions, name}'::text[]
		WHEN 'lang' THEN '{passages, lang}'::text[]
		WHEN 'uri' THEN '{sources, uri}'::text[]
		ELSE ARRAY['speeches', argument] END;
BEGIN
	IF NOT @extschema@.wic_is_attached(schema)
		OR NOT @extschema@.wic_column_is_void(
			pg_catalog.format('%I.%I', schema, place[1])::regclass, place[2])
	THEN
		RETURN;
	END IF;
	RAISE EXCEPTION USING
		ERRCODE = 'undefined_column',
		MESSAGE = pg_catalog.format('attached table "%s" has no %s', schema, argument),
		DETAIL = 'This question needs it, and wic_attach() was not told where it is.',
		HINT = pg_catalog.format('Detach it with wic_detach(%L), and attach it with %s => ''column''.',
			schema, argument);
END
$$;
COMMENT ON FUNCTION wic_need_column(text, text) IS
	'(internal)';

-- Only what wic_attach() has made goes; anything else in the schema keeps it.
CREATE FUNCTION wic_detach(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
	name text;
BEGIN
	IF NOT @extschema@.wic_is_attached(schema) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'wrong_object_type',
			MESSAGE = pg_catalog.format('corpus "%s" is not an attached table', schema),
			HINT = 'To delete a corpus with all its texts, drop its schema.';
	END IF;
	FOREACH name IN ARRAY '{speech_list, quotations, witnesses, passages, speeches, occasions, speakers, sources}'::text[] LOOP
		EXECUTE pg_catalog.format('DROP VIEW %I.%I', schema, name);
	END LOOP;
	-- what wic_link() has made
	FOREACH name IN ARRAY '{reuses, common_prints, fingerprints}'::text[] LOOP
		IF @extschema@.wic_has_relation(schema, name) THEN
			EXECUTE pg_catalog.format('DROP TABLE %I.%I', schema, name);
		END IF;
	END LOOP;
	EXECUTE pg_catalog.format('DROP SCHEMA %I', schema);
END
$$;
COMMENT ON FUNCTION wic_detach(text) IS
	'undo wic_attach(); the table stays as it is';

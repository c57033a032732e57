-- Is anything stale, missing or waiting?

-- Indexes on tables that the caller may read, or owns.
CREATE FUNCTION wic_index_status()
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE sql VOLATILE PARALLEL RESTRICTED ROWS 8
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
	SELECT c.oid::pg_catalog.regclass::pg_catalog.text, s.state, s.detail,
		CASE WHEN s.state OPERATOR(pg_catalog.<>) 'ok' THEN
			pg_catalog.format('REINDEX INDEX %s', c.oid::pg_catalog.regclass)
		END
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_am AS a ON a.oid OPERATOR(pg_catalog.=) c.relam
	JOIN pg_catalog.pg_index AS i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
	CROSS JOIN LATERAL @extschema@.wic_index_state(c.oid) AS s
	WHERE a.amname OPERATOR(pg_catalog.=) 'wicsearch'
		AND c.relkind OPERATOR(pg_catalog.=) 'i'
		AND NOT pg_catalog.pg_is_other_temp_schema(c.relnamespace)
		AND (c.relpersistence OPERATOR(pg_catalog.=) 'p'
			OR NOT pg_catalog.pg_is_in_recovery())
		AND (pg_catalog.has_any_column_privilege(i.indrelid, 'SELECT')
			OR pg_catalog.pg_has_role(c.relowner, 'USAGE'))
	ORDER BY pg_catalog.format('%s', c.oid::pg_catalog.regclass) COLLATE pg_catalog."C"
$function$;
COMMENT ON FUNCTION wic_index_status() IS
	'(internal)';

-- May the caller read those relations of a corpus, and are they there?
CREATE FUNCTION wic_may_read(schema text, VARIADIC relations text[])
	RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.bool_and(coalesce((
		SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT')
		FROM pg_catalog.pg_class AS c
		WHERE c.relname = r.name AND c.relnamespace = n.oid), false))
	FROM pg_catalog.pg_namespace AS n, pg_catalog.unnest(relations) AS r (name)
	WHERE n.nspname = schema AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
$$;
COMMENT ON FUNCTION wic_may_read(text, text[]) IS
	'(internal)';

-- May the caller read them without running what is somebody else's?  That would
-- be views, policies, and the operators of types that are not the server's.
CREATE FUNCTION wic_may_count(schema text, VARIADIC relations text[])
	RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT coalesce(@extschema@.wic_may_read(schema, VARIADIC relations), false)
		AND NOT EXISTS (
			SELECT FROM pg_catalog.pg_class AS c
			JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			JOIN pg_catalog.pg_roles AS o ON o.oid = c.relowner
			WHERE n.nspname = schema AND c.relname = ANY (relations)
				AND o.rolname <> current_user AND NOT o.rolsuper
				AND (c.relkind NOT IN ('r', 'p')
					OR pg_catalog.row_security_active(c.oid)
					OR EXISTS (
						SELECT FROM pg_catalog.pg_attribute AS a
						JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
						WHERE a.attrelid = c.oid AND NOT a.attisdropped
							AND t.typnamespace <> 'pg_catalog'::regnamespace::oid)))
$$;
COMMENT ON FUNCTION wic_may_count(text, text[]) IS
	'(internal)';

-- A line of the status, if there is anything to tell: some sources, say.
CREATE FUNCTION wic_status_line(object text, state text, n bigint, what text,
		statement text)
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT $1, $2, pg_catalog.format($4, $3, CASE $3 WHEN 1 THEN '' ELSE 's' END), $5
	WHERE $3 > 0
$$;
COMMENT ON FUNCTION wic_status_line(text, text, bigint, text, text) IS
	'(internal)';

-- The documents of a corpus, as far as the caller may read its tables.
CREATE FUNCTION wic_document_status(corpus text)
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 4
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF @extschema@.wic_may_count(corpus, 'sources') THEN
		RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'stale',
			(SELECT pg_catalog.count(*) FROM sources AS s
			 WHERE s.extractor <> @extschema@.wic_extractor()),
			'%s source%s read by older rules',
			pg_catalog.format('SELECT * FROM wic_reprocess(%L, only_stale => true)', corpus));
	END IF;
	IF @extschema@.wic_may_count(corpus, 'load_errors') THEN
		RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'not loaded',
			(SELECT pg_catalog.count(*) FROM load_errors),
			'%s document%s could not be loaded',
			pg_catalog.format('SELECT uri, message FROM %I.load_errors', corpus));
	END IF;
	IF @extschema@.wic_may_count(corpus, 'inbox') THEN
		RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'waiting',
			(SELECT pg_catalog.count(*) FROM inbox AS i WHERE i.action IS NULL),
			'%s document%s in the inbox',
			pg_catalog.format('CALL wic_load_inbox(corpus => %L)', corpus));
	END IF;
	IF @extschema@.wic_may_count(corpus, 'sources', 'witnesses', 'speeches') THEN
		RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'undated',
			(SELECT pg_catalog.count(*) FROM sources AS s
			 WHERE s.published_at IS NULL AND s.event_on IS NULL
				AND s.replaced_by IS NULL
				AND NOT EXISTS (SELECT FROM witnesses AS w
					JOIN speeches AS a USING (speech_id)
					WHERE w.source_id = s.source_id AND a.said_on IS NOT NULL)),
			'%s source%s without any date',
			pg_catalog.format('SELECT source_id, uri, title FROM %I.sources '
				'WHERE published_at IS NULL AND event_on IS NULL', corpus));
	END IF;
END
$$;
COMMENT ON FUNCTION wic_document_status(text) IS
	'(internal)';

-- Sources that wic_link() has not yet compared with the others: passages that
-- are long enough have fingerprints then.
CREATE FUNCTION wic_link_status(corpus text)
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF NOT @extschema@.wic_may_count(corpus, 'sources', 'passages', 'fingerprints') THEN
		RETURN;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'not linked',
		(SELECT pg_catalog.count(*) FROM sources AS s
		 WHERE s.replaced_by IS NULL
			AND EXISTS (SELECT FROM passages AS p
				WHERE p.source_id = s.source_id AND p.witness_id IS NOT NULL
					AND p.role IN ('body', 'quote') AND pg_catalog.length(p.body) >= 40)
			AND NOT EXISTS (SELECT FROM fingerprints AS f
				WHERE f.source_id = s.source_id)),
		'%s source%s not compared with the others',
		pg_catalog.format('SELECT wic_link(%L)', corpus));
END
$$;
COMMENT ON FUNCTION wic_link_status(text) IS
	'(internal)';

-- How the passages of a corpus are found.  A tsvector has no positions beyond
-- 16 383 (MAXENTRYPOS), so phrases behind those are not found by one.
CREATE FUNCTION wic_passages_status(corpus text)
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 2
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	passages regclass;
	relation regclass;
	found record;
	index text;
BEGIN
	IF NOT coalesce(@extschema@.wic_may_read(corpus, 'passages'), false) THEN
		RETURN;
	END IF;
	passages := pg_catalog.format('%I.passages', corpus)::regclass;
	relation := CASE WHEN @extschema@.wic_is_attached(corpus)
		THEN @extschema@.wic_passages_table(passages) ELSE passages END;
	found := @extschema@.wic_body_source(passages, 'vocab');
	index := pg_catalog.format(CASE WHEN EXISTS (
			SELECT FROM pg_catalog.pg_attribute AS a
			WHERE a.attrelid = relation::oid AND pg_catalog.quote_ident(a.attname) = found.body)
		THEN 'CREATE INDEX ON %s USING wicsearch (%s)'
		ELSE 'CREATE INDEX ON %s USING wicsearch ((%s))' END, relation, found.body);
	IF found.way IS NULL THEN
		RETURN QUERY SELECT corpus, 'no index'::text,
			'each search reads every row'::text, index
		WHERE found.body IS NULL OR (SELECT c.relkind IN ('r', 'm', 'p')
			FROM pg_catalog.pg_class AS c WHERE c.oid = relation::oid);
	ELSIF found.way = 'vector'
		AND pg_catalog.has_any_column_privilege(relation::oid, 'SELECT')
		AND @extschema@.wic_may_count(corpus, 'passages') THEN
		PERFORM @extschema@.wic_enter_corpus(corpus);
		RETURN QUERY SELECT * FROM @extschema@.wic_status_line(corpus, 'too long',
			(SELECT pg_catalog.count(*) FROM passages AS p
			 WHERE pg_catalog.octet_length(p.body) > 16383
				AND pg_catalog.length(p.body) > 16383),
			'%s passage%s beyond the positions of a tsvector', index);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_passages_status(text) IS
	'(internal)';

-- A corpus of which the caller may read nothing is not mentioned.
CREATE FUNCTION wic_corpus_status(corpus text)
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 4
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF NOT coalesce(@extschema@.wic_may_read(corpus, 'sources')
			OR @extschema@.wic_may_read(corpus, 'passages'), false) THEN
		RETURN;
	END IF;
	IF NOT @extschema@.wic_is_attached(corpus) THEN
		RETURN QUERY SELECT * FROM @extschema@.wic_document_status(corpus);
		RETURN QUERY SELECT * FROM @extschema@.wic_link_status(corpus);
	END IF;
	RETURN QUERY SELECT * FROM @extschema@.wic_passages_status(corpus);
END
$$;
COMMENT ON FUNCTION wic_corpus_status(text) IS
	'(internal)';

CREATE FUNCTION wic_status()
	RETURNS TABLE (object text, state text, detail text, statement text)
	LANGUAGE sql VOLATILE PARALLEL RESTRICTED ROWS 16
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT * FROM @extschema@.wic_index_status()
	UNION ALL
	(
		SELECT name, coalesce(s.state, 'ok'), s.detail, s.statement
		FROM @extschema@.wic_corpora() AS name
		LEFT JOIN LATERAL @extschema@.wic_corpus_status(name) AS s ON true
		WHERE @extschema@.wic_may_read(name, 'sources')
			OR @extschema@.wic_may_read(name, 'passages')
		ORDER BY name COLLATE "C", s.state
	)
$$;
COMMENT ON FUNCTION wic_status() IS
	'each wicsearch index and each corpus that the caller may read: can it be used, is anything stale, missing or waiting, and what to run then';

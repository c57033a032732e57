-- Deriving everything again from the bytes that were received.

-- What the loader has made of a source, without keys.  Speakers, occasions and
-- acts count by what they are, and of a text that was only published just the
-- kind: which of its copies was read last says nothing about this one.  Where
-- a quotation was found in a speech is not the loader's work.
CREATE FUNCTION wic_source_digest(corpus text, source bigint)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN pg_catalog.md5(pg_catalog.concat_ws(E'\x1f'::text,
		(SELECT ROW(s.uri, s.url, s.publisher, s.title, s.column_name,
			s.author, s.editor, s.issue, s.published_at,
			s.published_precision, s.event_on, s.event_precision,
			s.event_basis, s.lang, s.script, s.charset,
			s.charset_confidence, pg_catalog.md5(s.clean_text),
			s.content_hash)::text
		 FROM sources AS s WHERE s.source_id = source),
		(SELECT pg_catalog.string_agg(ROW(r.start_char, r.length,
			r.raw_start, r.raw_length, r.rule, r.before, r.after, r.status,
			r.alternatives)::text, E'\x1f'::text ORDER BY r.start_char, r.repair_id)
		 FROM repairs AS r WHERE r.source_id = source),
		(SELECT pg_catalog.string_agg(ROW(p.ord, p.role, p.lang, p.script,
			p.start_char, p.end_char, pg_catalog.md5(p.body),
			p.witness_id IS NULL)::text, E'\x1f'::text ORDER BY p.ord)
		 FROM passages AS p WHERE p.source_id = source),
		(SELECT pg_catalog.string_agg(ROW(w.start_char, w.end_char, w.form,
			w.lang, w.script, t.kind, k.key, k.name,
			CASE WHEN k.speaker_id IS NOT NULL THEN t.said_on END,
			o.key)::text,
			E'\x1f'::text ORDER BY w.start_char, w.end_char, w.form)
		 FROM witnesses AS w
		 JOIN speeches AS t USING (speech_id)
		 LEFT JOIN speakers AS k USING (speaker_id)
		 LEFT JOIN occasions AS o USING (occasion_id)
		 WHERE w.source_id = source),
		(SELECT pg_catalog.string_agg(ROW(q.in_start, q.in_end, q.kind,
			q.attributed_on, k.key, k.name, o.key,
			CASE WHEN q.from_start IS NULL THEN t.said_on END)::text,
			E'\x1f'::text ORDER BY q.in_start, q.in_end, q.kind)
		 FROM quotations AS q
		 JOIN witnesses AS w ON w.witness_id = q.in_witness
		 LEFT JOIN speakers AS k ON k.speaker_id = q.attributed_to
		 LEFT JOIN occasions AS o ON o.occasion_id = q.attributed_occasion
		 LEFT JOIN speeches AS t ON t.speech_id = q.from_speech
		 WHERE w.source_id = source)));
END
$body$;
COMMENT ON FUNCTION wic_source_digest(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_derive_again(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	received record;
	reading @extschema@.wic_reading;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT uri, raw, meta, format, replaced_by INTO received
	FROM sources
	WHERE source_id = source;

	reading := @extschema@.wic_read_document(received.raw, received.meta,
		received.format = 'json');
	PERFORM @extschema@.wic_underive(corpus, source);
	PERFORM @extschema@.wic_change_source(corpus, source, reading,
		@extschema@.wic_describe(received.uri, reading));
	IF received.replaced_by IS NULL THEN
		PERFORM @extschema@.wic_derive(corpus, source, reading);
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_derive_again(text, bigint) IS
	'(internal)';

-- What comes out as it was keeps its rows and their keys.  For the settings
-- see wic_load_document.
CREATE FUNCTION wic_reprocess_source(corpus text, source bigint, uri text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off
	SET enable_hashjoin = off
	SET enable_mergejoin = off
AS $body$
DECLARE
	before text := @extschema@.wic_source_digest(corpus, source);
	report @extschema@.wic_load_report;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	BEGIN
		PERFORM @extschema@.wic_derive_again(corpus, source);
		IF before IS DISTINCT FROM @extschema@.wic_source_digest(corpus, source) THEN
			RETURN @extschema@.wic_report_source(corpus, source, uri,
				'updated'::text, NULL::text);
		END IF;
		RAISE EXCEPTION USING ERRCODE = 'WIC00', MESSAGE = 'nothing has changed';
	EXCEPTION
		WHEN SQLSTATE 'WIC00' THEN
			NULL;
		WHEN OTHERS THEN
			IF @extschema@.wic_is_general_error(SQLSTATE) THEN
				RAISE;
			END IF;
			report.file := uri;
			report.action := 'skipped';
			report.source_id := source;
			report.note := SQLERRM;
			RETURN report;
	END;

	UPDATE sources SET extractor = @extschema@.wic_extractor()
	WHERE source_id = source AND extractor <> @extschema@.wic_extractor();
	RETURN @extschema@.wic_report_source(corpus, source, uri,
		'unchanged'::text, NULL::text);
END
$body$;
COMMENT ON FUNCTION wic_reprocess_source(text, bigint, text) IS
	'(internal)';

CREATE FUNCTION wic_reprocess(corpus text DEFAULT NULL,
		only_stale boolean DEFAULT false)
	RETURNS SETOF @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	schema text := @extschema@.wic_loadable_corpus(corpus);
	source record;
BEGIN
	-- A source that is unchanged gives its lock back, but keeps its new
	-- version: a loader that replaces it would wait, and hold the lock.
	PERFORM @extschema@.wic_lock_speeches(schema);
	FOR source IN EXECUTE pg_catalog.format($sql$
		SELECT source_id, uri FROM %I.sources
		WHERE $1 IS NOT TRUE OR extractor <> %s.wic_extractor()
		ORDER BY source_id
	$sql$, schema, '@extschema@')
	USING only_stale
	LOOP
		RETURN NEXT @extschema@.wic_reprocess_source(schema, source.source_id,
			source.uri);
	END LOOP;
END
$body$;
COMMENT ON FUNCTION wic_reprocess(text, boolean) IS
	'derive everything again from the bytes that were received; only_stale: where an older version of the extension did';

-- What a deleted row of sources would leave behind are the speeches and names
-- that nothing else speaks of.
CREATE FUNCTION wic_unload(source_id bigint, corpus text DEFAULT NULL)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	schema CONSTANT text := @extschema@.wic_loadable_corpus(corpus);
	source CONSTANT bigint := source_id;
BEGIN
	PERFORM @extschema@.wic_lock_speeches(schema);
	PERFORM @extschema@.wic_underive(schema, source);
	PERFORM @extschema@.wic_enter_corpus(schema);
	DELETE FROM sources AS s WHERE s.source_id = source;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'no_data_found',
			MESSAGE = pg_catalog.format('corpus "%s" has no source %s', schema, source);
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_unload(bigint, text) IS
	'delete a source with all that was derived from it, and the speeches and names that nothing else speaks of';

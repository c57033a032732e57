-- Deriving everything again from the bytes that were received.

-- What the loader has made of a source, without keys.  Speakers, occasions and
-- acts count by what they are, and of a text that was only published just the
-- kind: which of its copies was read last says nothing about this one.  Where
-- a quotation was found in a speech is not the loader's work.
CREATE FUNCTION wic_source_digest(corpus text, source_id bigint)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	digest text;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT pg_catalog.md5(pg_catalog.concat_ws(E'\x1f'::text,
			(SELECT ROW(s.uri, s.url, s.publisher, s.title, s.column_name,
				s.author, s.editor, s.issue, s.published_at,
				s.published_precision, s.event_on, s.event_precision,
				s.event_basis, s.lang, s.script, s.charset,
				s.charset_confidence, pg_catalog.md5(s.clean_text),
				s.content_hash)::text
			 FROM %1$I.sources AS s WHERE s.source_id = $1),
			(SELECT pg_catalog.string_agg(ROW(r.start_char, r.length,
				r.raw_start, r.raw_length, r.rule, r.before, r.after, r.status,
				r.alternatives)::text, E'\x1f'::text ORDER BY r.start_char, r.repair_id)
			 FROM %1$I.repairs AS r WHERE r.source_id = $1),
			(SELECT pg_catalog.string_agg(ROW(p.ord, p.role, p.lang, p.script,
				p.start_char, p.end_char, pg_catalog.md5(p.body),
				p.witness_id IS NULL)::text, E'\x1f'::text ORDER BY p.ord)
			 FROM %1$I.passages AS p WHERE p.source_id = $1),
			(SELECT pg_catalog.string_agg(ROW(w.start_char, w.end_char, w.form,
				w.lang, w.script, t.kind, k.key, k.name,
				CASE WHEN k.speaker_id IS NOT NULL THEN t.said_on END,
				o.key)::text,
				E'\x1f'::text ORDER BY w.start_char, w.end_char, w.form)
			 FROM %1$I.witnesses AS w
			 JOIN %1$I.speeches AS t USING (speech_id)
			 LEFT JOIN %1$I.speakers AS k USING (speaker_id)
			 LEFT JOIN %1$I.occasions AS o USING (occasion_id)
			 WHERE w.source_id = $1),
			(SELECT pg_catalog.string_agg(ROW(q.in_start, q.in_end, q.kind,
				q.attributed_on, k.key, k.name, o.key,
				CASE WHEN q.from_start IS NULL THEN t.said_on END)::text,
				E'\x1f'::text ORDER BY q.in_start, q.in_end, q.kind)
			 FROM %1$I.quotations AS q
			 JOIN %1$I.witnesses AS w ON w.witness_id = q.in_witness
			 LEFT JOIN %1$I.speakers AS k ON k.speaker_id = q.attributed_to
			 LEFT JOIN %1$I.occasions AS o ON o.occasion_id = q.attributed_occasion
			 LEFT JOIN %1$I.speeches AS t ON t.speech_id = q.from_speech
			 WHERE w.source_id = $1)))
	$sql$, corpus)
	INTO digest
	USING source_id;
	RETURN digest;
END
$body$;
COMMENT ON FUNCTION wic_source_digest(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_derive_again(corpus text, source_id bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	source record;
	reading @extschema@.wic_reading;
BEGIN
	EXECUTE pg_catalog.format($sql$
		SELECT uri, raw, meta, format, replaced_by FROM %I.sources
		WHERE source_id = $1
	$sql$, corpus)
	INTO source
	USING source_id;

	reading := @extschema@.wic_read_document(source.raw, source.meta,
		source.format = 'json');
	PERFORM @extschema@.wic_underive(corpus, source_id);
	PERFORM @extschema@.wic_change_source(corpus, source_id, reading,
		@extschema@.wic_describe(source.uri, reading));
	IF source.replaced_by IS NULL THEN
		PERFORM @extschema@.wic_derive(corpus, source_id, reading);
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_derive_again(text, bigint) IS
	'(internal)';

-- What comes out as it was keeps its rows and their keys.
CREATE FUNCTION wic_reprocess_source(corpus text, source_id bigint, uri text)
	RETURNS @extschema@.wic_load_report
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	before text := @extschema@.wic_source_digest(corpus, source_id);
	report @extschema@.wic_load_report;
BEGIN
	BEGIN
		PERFORM @extschema@.wic_derive_again(corpus, source_id);
		IF before IS DISTINCT FROM @extschema@.wic_source_digest(corpus, source_id) THEN
			RETURN @extschema@.wic_report_source(corpus, source_id, uri,
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
			report.source_id := source_id;
			report.note := SQLERRM;
			RETURN report;
	END;

	EXECUTE pg_catalog.format($sql$
		UPDATE %I.sources SET extractor = %s.wic_extractor()
		WHERE source_id = $1 AND extractor <> %2$s.wic_extractor()
	$sql$, corpus, '@extschema@')
	USING source_id;
	RETURN @extschema@.wic_report_source(corpus, source_id, uri,
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

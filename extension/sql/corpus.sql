-- Corpora: ordinary tables in a schema that the user owns.

CREATE FUNCTION wic_default_corpus()
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT coalesce(
		nullif(pg_catalog.current_setting('wicsearch.corpus', true), ''),
		'corpus')
$$;
COMMENT ON FUNCTION wic_default_corpus() IS
	'(internal)';

-- A corpus is known by its tables, or views of an attached table, so one that
-- was restored from a dump or renamed is still a corpus.
CREATE FUNCTION wic_corpora()
	RETURNS SETOF text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT n.nspname::text
	FROM pg_catalog.pg_namespace AS n
	JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
	WHERE (c.relname = 'sources' AND a.attname = 'clean_text'
		   OR c.relname = 'passages' AND a.attname = 'start_char')
		AND c.relkind IN ('r', 'p', 'v') AND NOT a.attisdropped
	GROUP BY n.nspname
	HAVING pg_catalog.count(*) = 2
	ORDER BY n.nspname::text COLLATE "C"
$$;
COMMENT ON FUNCTION wic_corpora() IS
	'names of the corpora in this database';

-- Of many corpora those are named that are most like what was wanted.
CREATE FUNCTION wic_corpora_hint(wanted text DEFAULT NULL)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	known text[] := ARRAY(SELECT @extschema@.wic_corpora());
BEGIN
	IF known = '{}' THEN
		RETURN 'There is no corpus yet: make one with wic_create_corpus().';
	ELSIF pg_catalog.cardinality(known) > 8 AND wanted IS NOT NULL THEN
		RETURN 'Near: ' || @extschema@.wic_near_names(wanted, known) || '.';
	END IF;
	RETURN (SELECT 'Corpora in this database: '
			|| pg_catalog.string_agg(pg_catalog.quote_ident(k.name), ', '::text) || '.'
		FROM pg_catalog.unnest(known) AS k (name));
END
$$;
COMMENT ON FUNCTION wic_corpora_hint(text) IS
	'(internal)';

-- A name in an error, which may have quotes already.
CREATE FUNCTION wic_quoted(name text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN pg_catalog.strpos(name, '"'::pg_catalog.text) OPERATOR(pg_catalog.>) 0
		THEN name ELSE pg_catalog.format('"%s"'::pg_catalog.text, name) END;
COMMENT ON FUNCTION wic_quoted(text) IS
	'(internal)';

-- A table that is meant instead of a corpus, rather one that is indexed.
CREATE FUNCTION wic_mistaken_table(name text)
	RETURNS regclass
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT c.oid::regclass
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE name IN (c.relname::text, pg_catalog.quote_ident(c.relname),
			n.nspname || '.' || c.relname,
			pg_catalog.format('%I.%I', n.nspname, c.relname))
		AND c.relkind IN ('r', 'p', 'm')
		AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
		AND n.nspname NOT IN ('pg_catalog', 'information_schema')
		AND n.nspname NOT IN (SELECT @extschema@.wic_corpora())
	ORDER BY EXISTS (
		SELECT FROM pg_catalog.pg_index AS i
		JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
		JOIN pg_catalog.pg_am AS a ON a.oid = x.relam
		WHERE i.indrelid = c.oid AND a.amname = 'wicsearch') DESC, c.oid
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_mistaken_table(text) IS
	'(internal)';

CREATE FUNCTION wic_corpus_schema(corpus text DEFAULT NULL)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := coalesce(corpus, @extschema@.wic_default_corpus());
	relation regclass;
BEGIN
	PERFORM FROM @extschema@.wic_corpora() AS known WHERE known = wanted;
	IF FOUND THEN
		RETURN wanted;
	END IF;
	relation := @extschema@.wic_mistaken_table(wanted);
	IF relation IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'wrong_object_type',
			MESSAGE = @extschema@.wic_quoted(wanted) || ' is a table, not a corpus',
			HINT = @extschema@.wic_attach_hint(relation);
	END IF;
	RAISE EXCEPTION USING
		ERRCODE = 'invalid_schema_name',
		MESSAGE = pg_catalog.format('corpus "%s" does not exist', wanted),
		HINT = @extschema@.wic_corpora_hint(wanted);
END
$$;
COMMENT ON FUNCTION wic_corpus_schema(text) IS
	'schema of a corpus, by default of the one that wicsearch.corpus names; an error if there is none';

-- A statement that names its corpus is parsed and planned each time it is run;
-- that took most of the time of loading.  So functions that store and link go
-- to the corpus first and name its tables alone, and their plans are kept.
-- The path ends with the function that called, which has to have one.
CREATE FUNCTION wic_enter_corpus(corpus text)
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION wic_enter_corpus(text) IS
	'(internal)';

CREATE FUNCTION wic_create_sources(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.sources (
			source_id           bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			uri                 text,
			url                 text,
			publisher           text,
			title               text,
			column_name         text,
			author              text,
			editor              text,
			issue               text,
			published_at        timestamp,
			published_precision text CHECK (published_precision IN
				('year', 'month', 'day', 'minute', 'second')),
			event_on            date,
			event_precision     text CHECK (event_precision IN
				('year', 'month', 'day')),
			event_basis         text CHECK (event_basis IN
				('stated', 'inferred')),
			sha256              bytea NOT NULL UNIQUE,
			raw                 bytea NOT NULL,
			format              text NOT NULL DEFAULT 'text' CHECK (format IN
				('text', 'html', 'json')),
			charset             text,
			charset_confidence  real,
			clean_text          text NOT NULL,
			content_hash        bytea,
			lang                text,
			script              text,
			loaded_at           timestamptz NOT NULL DEFAULT pg_catalog.now(),
			meta                jsonb NOT NULL DEFAULT '{}',
			extractor           integer NOT NULL DEFAULT 0,
			replaced_by         bigint REFERENCES %1$I.sources ON DELETE SET NULL
		);
		CREATE INDEX ON %1$I.sources (content_hash);
		CREATE INDEX ON %1$I.sources USING hash (uri);
		CREATE INDEX ON %1$I.sources (replaced_by) WHERE replaced_by IS NOT NULL;
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_sources(text) IS
	'(internal)';

CREATE FUNCTION wic_create_records(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.repairs (
			repair_id    bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			source_id    bigint NOT NULL REFERENCES %1$I.sources ON DELETE CASCADE,
			start_char   integer NOT NULL CHECK (start_char >= 0),
			length       integer NOT NULL CHECK (length >= 0),
			raw_start    integer NOT NULL CHECK (raw_start >= 0),
			raw_length   integer NOT NULL CHECK (raw_length > 0),
			rule         text NOT NULL,
			before       text NOT NULL,
			after        text NOT NULL,
			status       text NOT NULL CHECK (status IN
				('exact', 'inferred', 'lost')),
			alternatives text[]
		);
		CREATE INDEX ON %1$I.repairs (source_id, start_char);

		CREATE TABLE %1$I.inbox (
			inbox_id   bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			file       text,
			document   text,
			raw        bytea,
			meta       jsonb,
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
		CREATE INDEX ON %1$I.inbox (inbox_id) WHERE action IS NULL;

		CREATE TABLE %1$I.load_errors (
			load_error_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			batch         timestamptz NOT NULL DEFAULT pg_catalog.now(),
			uri           text,
			raw           bytea,
			sqlstate      text NOT NULL,
			message       text NOT NULL,
			byte_offset   bigint
		);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_records(text) IS
	'(internal)';

CREATE FUNCTION wic_create_names(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.speakers (
			speaker_id  bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			name        text NOT NULL,
			other_names text[] NOT NULL DEFAULT '{}',
			key         text UNIQUE
		);

		CREATE TABLE %1$I.occasions (
			occasion_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			name        text NOT NULL,
			held_on     daterange,
			place       text,
			other_names text[] NOT NULL DEFAULT '{}',
			key         text UNIQUE
		);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_names(text) IS
	'(internal)';

CREATE FUNCTION wic_create_speeches(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.speeches (
			speech_id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			kind              text,
			title             text,
			speaker_id        bigint REFERENCES %1$I.speakers ON DELETE SET NULL,
			occasion_id       bigint REFERENCES %1$I.occasions ON DELETE SET NULL,
			said_on           date,
			said_on_precision text CHECK (said_on_precision IN
				('year', 'month', 'day')),
			said_on_basis     text CHECK (said_on_basis IN
				('stated', 'inferred', 'linked')),
			meta              jsonb NOT NULL DEFAULT '{}'
		);
		CREATE INDEX ON %1$I.speeches (speaker_id, said_on);
		CREATE INDEX ON %1$I.speeches (occasion_id);
		CREATE INDEX ON %1$I.speeches (said_on);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_speeches(text) IS
	'(internal)';

CREATE FUNCTION wic_create_witnesses(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.witnesses (
			witness_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			speech_id  bigint NOT NULL REFERENCES %1$I.speeches ON DELETE CASCADE,
			source_id  bigint NOT NULL REFERENCES %1$I.sources ON DELETE CASCADE,
			form       text CHECK (form IN
				('whole', 'excerpt', 'report', 'translation')),
			lang       text,
			script     text,
			start_char integer NOT NULL CHECK (start_char >= 0),
			end_char   integer NOT NULL CHECK (end_char >= start_char)
		);
		CREATE INDEX ON %1$I.witnesses (speech_id);
		CREATE INDEX ON %1$I.witnesses (source_id);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_witnesses(text) IS
	'(internal)';

-- The index is the only object of a corpus that depends on the extension:
-- DROP EXTENSION ... CASCADE takes it and leaves every row.
CREATE FUNCTION wic_create_passages(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.passages (
			passage_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			source_id  bigint NOT NULL REFERENCES %1$I.sources ON DELETE CASCADE,
			witness_id bigint REFERENCES %1$I.witnesses ON DELETE SET NULL,
			ord        integer NOT NULL,
			role       text NOT NULL DEFAULT 'body',
			lang       text,
			script     text,
			body       text NOT NULL,
			start_char integer NOT NULL CHECK (start_char >= 0),
			end_char   integer NOT NULL CHECK (end_char >= start_char),
			UNIQUE (source_id, ord)
		);
		CREATE INDEX ON %1$I.passages (witness_id);
		CREATE INDEX passages_text ON %1$I.passages USING wicsearch (body);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_passages(text) IS
	'(internal)';

CREATE FUNCTION wic_create_quotations(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.quotations (
			quotation_id        bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
			in_witness          bigint NOT NULL REFERENCES %1$I.witnesses ON DELETE CASCADE,
			in_start            integer NOT NULL CHECK (in_start >= 0),
			in_end              integer NOT NULL CHECK (in_end >= in_start),
			kind                text NOT NULL CHECK (kind IN
				('block', 'inline', 'reported', 'silent', 'term')),
			attributed_to       bigint REFERENCES %1$I.speakers ON DELETE SET NULL,
			attributed_on       date,
			attributed_occasion bigint REFERENCES %1$I.occasions ON DELETE SET NULL,
			from_speech         bigint REFERENCES %1$I.speeches ON DELETE SET NULL,
			from_start          integer CHECK (from_start >= 0),
			from_end            integer CHECK (from_end >= from_start),
			matched             integer CHECK (matched >= 0),
			identity            real CHECK (identity BETWEEN 0 AND 1)
		);
		CREATE INDEX ON %1$I.quotations (in_witness);
		CREATE INDEX ON %1$I.quotations (attributed_to, attributed_on);
		CREATE INDEX ON %1$I.quotations (attributed_to)
			WHERE attributed_on IS NULL AND attributed_occasion IS NOT NULL;
		CREATE INDEX ON %1$I.quotations (attributed_occasion);
		CREATE INDEX ON %1$I.quotations (from_speech);
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_quotations(text) IS
	'(internal)';

CREATE FUNCTION wic_has_relation(schema text, relation text)
	RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.to_regclass(
		pg_catalog.format('%I.%I', schema, relation)) IS NOT NULL
$$;
COMMENT ON FUNCTION wic_has_relation(text, text) IS
	'(internal)';

-- What linking keeps (reuse.sql).  The tables of an attached table have no
-- passages that they could refer to.  Reuses of passages that are gone are
-- never seen, and not worth a foreign key, which took a tenth of the time of
-- loading.
CREATE FUNCTION wic_create_reuses(corpus text, is_attached boolean)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE TABLE %1$I.fingerprints (
			passage_id bigint PRIMARY KEY %2$s,
			source_id  bigint NOT NULL,
			prints     bigint[] NOT NULL
		);
		ALTER TABLE %1$I.fingerprints ALTER prints SET STORAGE EXTERNAL;
		CREATE INDEX ON %1$I.fingerprints (source_id);
		CREATE INDEX ON %1$I.fingerprints USING gin (prints)
			WITH (fastupdate = off);

		CREATE TABLE %1$I.common_prints (
			print bigint PRIMARY KEY
		);

		CREATE TABLE %1$I.reuses (
			passage_a bigint NOT NULL,
			start_a   integer NOT NULL CHECK (start_a >= 0),
			end_a     integer NOT NULL CHECK (end_a >= start_a),
			passage_b bigint NOT NULL,
			start_b   integer NOT NULL CHECK (start_b >= 0),
			end_b     integer NOT NULL CHECK (end_b >= start_b),
			chars     integer NOT NULL CHECK (chars >= 0),
			identity  real NOT NULL CHECK (identity BETWEEN 0 AND 1),
			longest   integer NOT NULL CHECK (longest >= 0),
			PRIMARY KEY (passage_a, passage_b, start_a, start_b)
		);
		CREATE INDEX ON %1$I.reuses (passage_b);
	$ddl$, corpus, CASE WHEN NOT is_attached THEN pg_catalog.format(
		'REFERENCES %I.passages ON DELETE CASCADE', corpus) END);
END
$body$;
COMMENT ON FUNCTION wic_create_reuses(text, boolean) IS
	'(internal)';

CREATE FUNCTION wic_create_speech_list(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	EXECUTE pg_catalog.format($ddl$
		CREATE VIEW %1$I.speech_list AS
		SELECT s.said_on,
			   p.name AS speaker,
			   o.name AS occasion,
			   s.title,
			   s.kind,
			   w.scripts,
			   w.languages,
			   w.witnesses,
			   w.chars
		FROM %1$I.speeches AS s
		LEFT JOIN %1$I.speakers AS p USING (speaker_id)
		LEFT JOIN %1$I.occasions AS o USING (occasion_id)
		CROSS JOIN LATERAL (
			SELECT pg_catalog.string_agg(DISTINCT script, ', '::text) AS scripts,
				   pg_catalog.string_agg(DISTINCT lang, ', '::text) AS languages,
				   pg_catalog.count(*) AS witnesses,
				   pg_catalog.max(end_char - start_char) AS chars
			FROM %1$I.witnesses
			WHERE speech_id = s.speech_id) AS w
		ORDER BY s.said_on, p.name, s.speech_id
	$ddl$, corpus);
END
$body$;
COMMENT ON FUNCTION wic_create_speech_list(text) IS
	'(internal)';

CREATE FUNCTION wic_corpus_relations()
	RETURNS TABLE (kind text, relation text, description text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	VALUES
	('TABLE'::text, 'sources'::text, 'files and pages as they were received'::text),
	('TABLE', 'repairs', 'every change between the received and the clean text'),
	('TABLE', 'speakers', 'persons and organs that speak'),
	('TABLE', 'occasions', 'events at which somebody speaks'),
	('TABLE', 'speeches', 'acts of saying or publishing'),
	('TABLE', 'witnesses', 'stretches of a source that render a speech'),
	('TABLE', 'passages', 'paragraphs of a source, which search looks through'),
	('TABLE', 'quotations', 'stretches of a witness that repeat somebody''s words'),
	('TABLE', 'fingerprints', 'passages that were compared with all others, with what they are recognized by'),
	('TABLE', 'common_prints', 'fingerprints that too many sources have to tell anything'),
	('TABLE', 'reuses', 'stretches of two passages with the same wording'),
	('TABLE', 'inbox', 'documents to be loaded with CALL wic_load_inbox(), and what became of them'),
	('TABLE', 'load_errors', 'documents that could not be loaded, and why'),
	('VIEW', 'speech_list', 'the speeches, one a line, for people')
$$;
COMMENT ON FUNCTION wic_corpus_relations() IS
	'(internal)';

CREATE FUNCTION wic_corpus_columns()
	RETURNS TABLE (relation text, attribute text, description text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	VALUES
	('sources'::text, 'source_id'::text, 'key'::text),
	('sources', 'uri', 'where the document came from: its URL, or its path below the loaded folder'),
	('sources', 'url', 'address of the page, if it is stated'),
	('sources', 'publisher', 'site, newspaper or publishing house'),
	('sources', 'title', 'title; NULL if the document has none'),
	('sources', 'column_name', 'column or series of the newspaper'),
	('sources', 'author', 'author as stated'),
	('sources', 'editor', 'responsible editor as stated'),
	('sources', 'issue', 'number or page of the issue'),
	('sources', 'published_at', 'when it was published, local time of the publisher'),
	('sources', 'published_precision', 'down to what published_at is known: year, month, day, minute or second'),
	('sources', 'event_on', 'date of what it reports'),
	('sources', 'event_precision', 'down to what event_on is known: year, month or day'),
	('sources', 'event_basis', 'stated in the text, or inferred, as the year of a date without one'),
	('sources', 'sha256', 'SHA-256 of raw: the same bytes are loaded once'),
	('sources', 'raw', 'the bytes as received, never changed'),
	('sources', 'format', 'text, html, or json: a line of JSON that holds the text'),
	('sources', 'charset', 'character set in which raw was read'),
	('sources', 'charset_confidence', 'how sure that is, 0 to 1'),
	('sources', 'clean_text', 'the text after repair; all offsets count its characters'),
	('sources', 'content_hash', 'SHA-256 of the folded clean text: equal for the same text in another script or width'),
	('sources', 'lang', 'language of most of the text, ISO 639-1'),
	('sources', 'script', 'script of most of the text, ISO 15924'),
	('sources', 'loaded_at', 'when it was loaded'),
	('sources', 'meta', 'what was stated about the document when it was loaded, and by its HTML'),
	('sources', 'extractor', 'version of the rules that derived the rest from raw'),
	('sources', 'replaced_by', 'the source that was fetched later from the same address; this one is found no more'),
	('repairs', 'repair_id', 'key; in the order of the text within a source'),
	('repairs', 'source_id', 'the source'),
	('repairs', 'start_char', 'where the change is in clean_text, from 0'),
	('repairs', 'length', 'characters of after'),
	('repairs', 'raw_start', 'where before stands in the received text, from 0'),
	('repairs', 'raw_length', 'characters of before'),
	('repairs', 'rule', 'which rule made the change'),
	('repairs', 'before', 'the received characters'),
	('repairs', 'after', 'the characters in their place; empty for a deletion'),
	('repairs', 'status', 'exact, inferred (the likeliest of several) or lost (marked only)'),
	('repairs', 'alternatives', 'what else it may have been'),
	('speakers', 'speaker_id', 'key'),
	('speakers', 'name', 'name by which the speaker is listed'),
	('speakers', 'other_names', 'other names and spellings'),
	('speakers', 'key', 'what all its names have in common, folded; set by the loader'),
	('occasions', 'occasion_id', 'key'),
	('occasions', 'name', 'name by which the occasion is listed'),
	('occasions', 'held_on', 'first to last day'),
	('occasions', 'place', 'where it was held'),
	('occasions', 'other_names', 'other names and spellings'),
	('occasions', 'key', 'what all its names have in common, folded; set by the loader'),
	('speeches', 'speech_id', 'key'),
	('speeches', 'kind', 'speech, letter, video, commentary, report …'),
	('speeches', 'title', 'title of the speech, not of the page that prints it'),
	('speeches', 'speaker_id', 'who speaks'),
	('speeches', 'occasion_id', 'at which occasion'),
	('speeches', 'said_on', 'date on which it was said or published'),
	('speeches', 'said_on_precision', 'down to what said_on is known: year, month or day'),
	('speeches', 'said_on_basis', 'stated in the text, inferred from it, or linked from another source'),
	('speeches', 'meta', 'what else is known of the speech'),
	('witnesses', 'witness_id', 'key'),
	('witnesses', 'speech_id', 'the speech that is rendered'),
	('witnesses', 'source_id', 'the source that renders it'),
	('witnesses', 'form', 'whole, excerpt, report or translation'),
	('witnesses', 'lang', 'language, ISO 639-1'),
	('witnesses', 'script', 'script, ISO 15924'),
	('witnesses', 'start_char', 'begin in the clean_text of the source, from 0'),
	('witnesses', 'end_char', 'end in the clean_text of the source, exclusive'),
	('passages', 'passage_id', 'key'),
	('passages', 'source_id', 'the source'),
	('passages', 'witness_id', 'the witness it belongs to; NULL for what surrounds the speech'),
	('passages', 'ord', 'number within the source, from 1'),
	('passages', 'role', 'body, heading, lead, caption, quote, attribution, credit, widget …'),
	('passages', 'lang', 'language, ISO 639-1'),
	('passages', 'script', 'script, ISO 15924'),
	('passages', 'body', 'the paragraph: clean_text from start_char to end_char'),
	('passages', 'start_char', 'begin in the clean_text of the source, from 0'),
	('passages', 'end_char', 'end in the clean_text of the source, exclusive'),
	('quotations', 'quotation_id', 'key'),
	('quotations', 'in_witness', 'the witness that quotes'),
	('quotations', 'in_start', 'begin in the clean_text of its source, from 0'),
	('quotations', 'in_end', 'end in the clean_text of its source, exclusive'),
	('quotations', 'kind', 'block, inline, reported, silent (not marked as quotation) or term'),
	('quotations', 'attributed_to', 'the speaker whom the text names'),
	('quotations', 'attributed_on', 'the date that the text names'),
	('quotations', 'attributed_occasion', 'the occasion that the text names'),
	('quotations', 'from_speech', 'the speech in which the words were found'),
	('quotations', 'from_start', 'begin in the clean_text of that speech''s witness, from 0'),
	('quotations', 'from_end', 'end in the clean_text of that speech''s witness, exclusive'),
	('quotations', 'matched', 'characters that agree'),
	('quotations', 'identity', 'share of characters that agree, 0 to 1'),
	('fingerprints', 'passage_id', 'the passage'),
	('fingerprints', 'source_id', 'the source of the passage'),
	('fingerprints', 'prints', 'wic_fingerprints() of its body'),
	('common_prints', 'print', 'the fingerprint'),
	('reuses', 'passage_a', 'a passage'),
	('reuses', 'start_a', 'begin in the clean_text of its source, from 0'),
	('reuses', 'end_a', 'end in the clean_text of its source, exclusive'),
	('reuses', 'passage_b', 'the other passage; which of them repeats the other is for the dates to tell'),
	('reuses', 'start_b', 'begin in the clean_text of its source, from 0'),
	('reuses', 'end_b', 'end in the clean_text of its source, exclusive'),
	('reuses', 'chars', 'characters that agree, without punctuation and blanks'),
	('reuses', 'identity', 'share of characters that agree, of the longer side, 0 to 1'),
	('reuses', 'longest', 'characters of the longest run that agrees without a change'),
	('inbox', 'inbox_id', 'key; documents are loaded in this order'),
	('inbox', 'file', 'name or path of the document; .jsonl and .ndjson hold a document per line'),
	('inbox', 'document', 'the document as text, or'),
	('inbox', 'raw', 'as bytes in any character set'),
	('inbox', 'meta', 'what is stated about it: title, url, author, date, charset …'),
	('inbox', 'action', 'added, unchanged, updated, skipped, or split into rows; NULL: not loaded yet'),
	('inbox', 'charset', 'character set in which it was read'),
	('inbox', 'script', 'script of most of it'),
	('inbox', 'repairs', 'changes of its text'),
	('inbox', 'lost', 'changes that could not restore the text'),
	('inbox', 'speeches', 'speeches that it renders'),
	('inbox', 'passages', 'its passages'),
	('inbox', 'quotations', 'its quotations'),
	('inbox', 'source_id', 'the source that it has become'),
	('inbox', 'note', 'what a person should know: why it was skipped, what is uncertain'),
	('load_errors', 'load_error_id', 'key'),
	('load_errors', 'batch', 'begin of the transaction that loaded'),
	('load_errors', 'uri', 'the document'),
	('load_errors', 'raw', 'its bytes; NULL if they could not be read'),
	('load_errors', 'sqlstate', 'code of the error'),
	('load_errors', 'message', 'the error'),
	('load_errors', 'byte_offset', 'where in raw the first byte is that is no text, from 0'),
	('speech_list', 'said_on', 'date of the speech'),
	('speech_list', 'speaker', 'who speaks'),
	('speech_list', 'occasion', 'at which occasion'),
	('speech_list', 'title', 'title of the speech'),
	('speech_list', 'kind', 'speech, letter, video, commentary, report …'),
	('speech_list', 'scripts', 'scripts of its witnesses'),
	('speech_list', 'languages', 'languages of its witnesses'),
	('speech_list', 'witnesses', 'how many witnesses it has'),
	('speech_list', 'chars', 'characters of the longest witness')
$$;
COMMENT ON FUNCTION wic_corpus_columns() IS
	'(internal)';

CREATE FUNCTION wic_comment_relations(corpus text, relations text[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	item record;
BEGIN
	FOR item IN SELECT * FROM @extschema@.wic_corpus_relations() AS r
		WHERE r.relation = ANY (relations)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON %s %I.%I IS %L',
			item.kind, corpus, item.relation, item.description);
	END LOOP;

	FOR item IN SELECT * FROM @extschema@.wic_corpus_columns() AS c
		WHERE c.relation = ANY (relations)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN %I.%I.%I IS %L',
			corpus, item.relation, item.attribute, item.description);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_comment_relations(text, text[]) IS
	'(internal)';

CREATE FUNCTION wic_comment_corpus(corpus text)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	EXECUTE pg_catalog.format('COMMENT ON SCHEMA %I IS %L', corpus,
		'corpus of wicsearch');
	PERFORM @extschema@.wic_comment_relations(corpus, ARRAY(
		SELECT r.relation FROM @extschema@.wic_corpus_relations() AS r));
END
$$;
COMMENT ON FUNCTION wic_comment_corpus(text) IS
	'(internal)';

CREATE FUNCTION wic_check_new_corpus(name text)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF name IN (SELECT @extschema@.wic_corpora()) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'duplicate_schema',
			MESSAGE = pg_catalog.format('corpus "%s" already exists', name),
			HINT = 'Load into it, or choose another name.';
	END IF;

	PERFORM FROM pg_catalog.pg_namespace AS n WHERE n.nspname = name;
	IF FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'duplicate_schema',
			MESSAGE = pg_catalog.format('schema "%s" already exists', name),
			HINT = 'A corpus is a schema of its own: choose another name.';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_new_corpus(text) IS
	'(internal)';

CREATE FUNCTION wic_create_corpus(name text DEFAULT 'corpus')
	RETURNS text
	LANGUAGE plpgsql STRICT VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_check_new_corpus(name);
	EXECUTE pg_catalog.format('CREATE SCHEMA %I', name);

	PERFORM @extschema@.wic_create_sources(name);
	PERFORM @extschema@.wic_create_records(name);
	PERFORM @extschema@.wic_create_names(name);
	PERFORM @extschema@.wic_create_speeches(name);
	PERFORM @extschema@.wic_create_witnesses(name);
	PERFORM @extschema@.wic_create_passages(name);
	PERFORM @extschema@.wic_create_quotations(name);
	PERFORM @extschema@.wic_create_reuses(name, false);
	PERFORM @extschema@.wic_create_speech_list(name);
	PERFORM @extschema@.wic_comment_corpus(name);
	RETURN name;
END
$$;
COMMENT ON FUNCTION wic_create_corpus(text) IS
	'make a corpus: a schema of that name with ordinary tables, owned by the caller';

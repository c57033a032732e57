-- A concordance: every place where a text has what was asked for, with what
-- stands around it, ready to read in columns (keyword in context).

CREATE TYPE wic_kwic_line AS (
	said_on    date,
	before     text,		-- with blanks before it; see wic_context
	hit        text,
	after      text,
	speaker    text,
	occasion   text,
	title      text,
	speech_id  bigint,
	passage_id bigint,
	source_id  bigint,
	start_char integer		-- in sources.clean_text
);
COMMENT ON TYPE wic_kwic_line IS
	'a line of wic_kwic()';

-- By what lines of a concordance are sorted: by the characters that follow, or
-- by those before, nearest first; NULL by date.  Start and end are those of
-- the hit in the body.
CREATE FUNCTION wic_context_key(body text, start_char integer, end_char integer,
		order_by text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN CASE order_by
		WHEN 'before'::pg_catalog.text THEN pg_catalog.reverse(@extschema@.wic_fold(
			pg_catalog.right(pg_catalog.left(body, start_char), 60),
			'script'::pg_catalog.text, 1))
		WHEN 'after'::pg_catalog.text THEN @extschema@.wic_fold(
			pg_catalog.substr(body, end_char OPERATOR(pg_catalog.+) 1, 60),
			'script'::pg_catalog.text, 1)
		END;
COMMENT ON FUNCTION wic_context_key(text, integer, integer, text) IS
	'(internal)';

CREATE FUNCTION wic_kwic(query text, k integer DEFAULT NULL, span integer DEFAULT 12,
		order_by text DEFAULT 'date',
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best', level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_kwic_line
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery := @extschema@.wic_query(query, NULL::regclass,
		level, 'all'::text, 'auto'::text);
BEGIN
	PERFORM @extschema@.wic_check_choice('order_by'::text, order_by,
		'{date, before, after}'::text[]);
	PERFORM @extschema@.wic_check_count('span'::text, span, 1);
	IF k IS NOT NULL THEN
		PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	END IF;
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH keyed AS MATERIALIZED (
			SELECT h.*, CASE WHEN order_by <> 'date' THEN
				(SELECT @extschema@.wic_context_key(p.body, h.start_char - p.start_char,
					h.end_char - p.start_char, order_by)
				FROM passages AS p WHERE p.passage_id = h.passage_id) END AS key
			FROM @extschema@.wic_hits(wanted, scope) AS h
		), lines AS MATERIALIZED (
			SELECT t.*, pg_catalog.row_number() OVER () AS n
			FROM (SELECT * FROM keyed AS h
				ORDER BY h.key COLLATE "C", h.said_on, h.speech_id, h.source_id,
					h.start_char, h.end_char
				LIMIT k) AS t
		)
		SELECT t.said_on, c.before, c.hit, c.after, w.name, o.name,
			coalesce(s.title, d.title), t.speech_id, t.passage_id, t.source_id,
			t.start_char
		FROM lines AS t
		JOIN passages AS p ON p.passage_id = t.passage_id
		JOIN sources AS d ON d.source_id = t.source_id
		JOIN speeches AS s ON s.speech_id = t.speech_id
		LEFT JOIN speakers AS w ON w.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
		CROSS JOIN LATERAL @extschema@.wic_context(p.body,
			t.start_char - p.start_char, t.end_char - p.start_char, span) AS c
		ORDER BY t.n;
END
$$;
COMMENT ON FUNCTION wic_kwic(text, integer, integer, text, text, date, date, text, text, text, text, text, text, text) IS
	'a concordance: each place where the query matches, with span characters before and after it; order_by is date, before or after';

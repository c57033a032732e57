-- A concordance: every place where a text has what was asked for, with what
-- stands around it, ready to read in columns (keyword in context).

CREATE TYPE wic_kwic_line AS (
	said_on    date,
	before     text,		-- with blanks before it; see wic_contexts
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
-- by those before, nearest first; NULL by date.
CREATE FUNCTION wic_context_key(before text, after text, order_by text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE order_by
		WHEN 'before'::pg_catalog.text THEN pg_catalog.reverse(@extschema@.wic_fold(
			pg_catalog.ltrim(before), 'script'::pg_catalog.text, 1))
		WHEN 'after'::pg_catalog.text THEN @extschema@.wic_fold(after,
			'script'::pg_catalog.text, 1)
		END;
COMMENT ON FUNCTION wic_context_key(text, text, text) IS
	'(internal)';

-- Hits with what stands around them.
CREATE FUNCTION wic_hit_contexts(schema text, hits wic_hit[], span integer)
	RETURNS TABLE (h wic_hit, before text, hit text, after text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN QUERY
		WITH places AS (
			SELECT u.passage_id, pg_catalog.array_agg(u ORDER BY u.start_char, u.end_char) AS hits
			FROM pg_catalog.unnest(hits) AS u
			GROUP BY u.passage_id
		)
		SELECT g.hits[c.n], c.before, c.hit, c.after
		FROM places AS g
		JOIN passages AS p ON p.passage_id = g.passage_id
		CROSS JOIN LATERAL @extschema@.wic_contexts(p.body,
			ARRAY(SELECT u.start_char - p.start_char FROM pg_catalog.unnest(g.hits) AS u),
			ARRAY(SELECT u.end_char - p.start_char FROM pg_catalog.unnest(g.hits) AS u),
			span) WITH ORDINALITY AS c (start_char, end_char, before, hit, after, n);
END
$$;
COMMENT ON FUNCTION wic_hit_contexts(text, wic_hit[], integer) IS
	'(internal)';

-- The first k hits in order, all if k is NULL.
CREATE FUNCTION wic_ordered_hits(wanted wicquery, scope wic_scope, order_by text,
		k integer)
	RETURNS @extschema@.wic_hit[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	hits @extschema@.wic_hit[];
BEGIN
	hits := ARRAY(
		SELECT h
		FROM @extschema@.wic_hits(wanted, scope) AS h
		ORDER BY h.said_on, h.speech_id, h.source_id, h.start_char, h.end_char
		LIMIT CASE WHEN order_by = 'date' THEN k END);
	IF order_by = 'date' THEN
		RETURN hits;
	END IF;
	RETURN ARRAY(
		SELECT c.h
		FROM @extschema@.wic_hit_contexts(scope.schema, hits, 30) AS c
		ORDER BY @extschema@.wic_context_key(c.before, c.after, order_by) COLLATE "C",
			(c.h).said_on, (c.h).speech_id, (c.h).source_id, (c.h).start_char,
			(c.h).end_char
		LIMIT k);
END
$$;
COMMENT ON FUNCTION wic_ordered_hits(wicquery, wic_scope, text, integer) IS
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
	wanted @extschema@.wicquery := @extschema@.wic_counting_query(query, level);
	hits @extschema@.wic_hit[];
BEGIN
	scope := @extschema@.wic_sought(scope, query, level);
	PERFORM @extschema@.wic_check_choice('order_by'::text, order_by,
		'{date, before, after}'::text[]);
	PERFORM @extschema@.wic_check_count('span'::text, span, 1);
	PERFORM @extschema@.wic_check_level(level);
	IF k IS NOT NULL THEN
		PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	END IF;
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	hits := @extschema@.wic_ordered_hits(wanted, scope, order_by, k);
	RETURN QUERY
		SELECT h.said_on, c.before, c.hit, c.after, w.name, o.name,
			coalesce(s.title, d.title), h.speech_id, h.passage_id, h.source_id,
			h.start_char
		FROM pg_catalog.unnest(hits) WITH ORDINALITY AS h
		JOIN @extschema@.wic_hit_contexts(scope.schema, hits, span) AS c
			ON (c.h).passage_id = h.passage_id AND (c.h).start_char = h.start_char
			AND (c.h).end_char = h.end_char
		JOIN sources AS d ON d.source_id = h.source_id
		JOIN speeches AS s ON s.speech_id = h.speech_id
		LEFT JOIN speakers AS w ON w.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
		ORDER BY h.ordinality;
END
$$;
COMMENT ON FUNCTION wic_kwic(text, integer, integer, text, text, date, date, text, text, text, text, text, text, text) IS
	'a concordance: each place where the query matches, with span characters before and after it; order_by is date, before or after';

-- How often something is said: through the years, beside other words, and by
-- whom.
--
-- Frequencies are hits per 10 000 characters of the texts that count, so that
-- years with much and with little text can be compared.

-- The first day of the year, month or so of a date; NULL if the date is not
-- known as exactly as that.
CREATE FUNCTION wic_period(said_on date, "precision" text, by text)
	RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN by OPERATOR(pg_catalog.=) ANY ('{decade,year}'::pg_catalog.text[])
			OR coalesce("precision", 'day'::pg_catalog.text) OPERATOR(pg_catalog.=) 'day'::pg_catalog.text
			OR "precision" OPERATOR(pg_catalog.=) 'month'::pg_catalog.text
				AND by OPERATOR(pg_catalog.<>) 'day'::pg_catalog.text
		THEN pg_catalog.date_trunc(by, said_on::pg_catalog.timestamp)::pg_catalog.date END;
COMMENT ON FUNCTION wic_period(date, text, text) IS
	'(internal)';

-- A period as it is written.
CREATE FUNCTION wic_period_name(period date, by text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN pg_catalog.to_char(period::pg_catalog.timestamp, CASE by
		WHEN 'day'::pg_catalog.text THEN 'YYYY-MM-DD'::pg_catalog.text
		WHEN 'month'::pg_catalog.text THEN 'YYYY-MM'::pg_catalog.text
		WHEN 'quarter'::pg_catalog.text THEN 'YYYY-"Q"Q'::pg_catalog.text
		ELSE 'YYYY'::pg_catalog.text END);
COMMENT ON FUNCTION wic_period_name(date, text) IS
	'(internal)';

CREATE FUNCTION wic_check_by(by text)
	RETURNS void
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT @extschema@.wic_check_choice('by'::text, by,
		'{year, quarter, month, day, decade}'::text[])
$$;
COMMENT ON FUNCTION wic_check_by(text) IS
	'(internal)';

-- Characters that count, for each speech.
CREATE FUNCTION wic_speech_lengths(scope wic_scope, by text)
	RETURNS TABLE (speech_id bigint, period date, chars bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT t.speech_id, @extschema@.wic_period(s.said_on, s.said_on_precision, by),
			t.chars
		FROM (SELECT w.speech_id, pg_catalog.sum(p.end_char - p.start_char)::bigint AS chars
			FROM @extschema@.wic_counted_witnesses(scope) AS w
			JOIN passages AS p ON p.witness_id = w.witness_id
			WHERE @extschema@.wic_is_running(p.role)
				AND (scope.lang IS NULL OR p.lang = scope.lang)
			GROUP BY w.speech_id) AS t
		JOIN speeches AS s ON s.speech_id = t.speech_id;
END
$$;
COMMENT ON FUNCTION wic_speech_lengths(wic_scope, text) IS
	'(internal)';

CREATE TYPE wic_history_line AS (
	period   date,			-- its first day; NULL: not known
	hits     bigint,
	speeches bigint,		-- that have it
	chars    bigint,		-- of all texts of the period
	per_10k  numeric,
	bar      text			-- of per_10k
);
COMMENT ON TYPE wic_history_line IS
	'a line of wic_history()';

-- A period has a line if there are texts of it, with 0 if none has what is
-- asked for; where there is no text, nothing is known, and there is no line.
-- Texts whose date is not known as exactly as that are in the last line.
CREATE FUNCTION wic_history(query text, by text DEFAULT 'year',
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best', level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_history_line
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery := @extschema@.wic_counting_query(query, level);
BEGIN
	scope := @extschema@.wic_sought(scope, query, level);
	PERFORM @extschema@.wic_check_by(by);
	PERFORM @extschema@.wic_check_level(level);
	PERFORM @extschema@.wic_need_column(scope.schema, 'said_on'::text);
	RETURN QUERY
		WITH counts AS (
			SELECT h.speech_id, pg_catalog.count(*) AS hits
			FROM @extschema@.wic_hits(wanted, scope) AS h
			GROUP BY h.speech_id
		), periods AS (
			SELECT t.period, coalesce(pg_catalog.sum(c.hits), 0)::bigint AS hits,
				pg_catalog.count(c.hits) AS speeches,
				pg_catalog.sum(t.chars)::bigint AS chars
			FROM @extschema@.wic_speech_lengths(scope, by) AS t
			LEFT JOIN counts AS c ON c.speech_id = t.speech_id
			GROUP BY t.period
		), rates AS (
			SELECT p.*, pg_catalog.round(10000.0 * p.hits / nullif(p.chars, 0), 2) AS per_10k
			FROM periods AS p
		)
		SELECT r.*, @extschema@.wic_bar(r.per_10k::float8,
			(pg_catalog.max(r.per_10k) OVER ())::float8, 20)
		FROM rates AS r
		ORDER BY r.period;
END
$$;
COMMENT ON FUNCTION wic_history(text, text, text, date, date, text, text, text, text, text, text, text) IS
	'how often the query is said in each year (quarter, month, day, decade): hits, speeches that have it, hits per 10 000 characters';

CREATE TYPE wic_trend_cell AS (
	formula text,
	period  text,			-- 2016, 2016-Q4, 2016-11, 2016-11-16
	n       bigint			-- hits; NULL if none
);
COMMENT ON TYPE wic_trend_cell IS
	'a cell of wic_trend()';

-- Each formula has a cell for each period in which one of them is said, first
-- to last, so that \crosstabview gives rows as asked for and columns in order.
CREATE FUNCTION wic_trend(queries text[], by text DEFAULT 'year',
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best', level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_trend_cell
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
BEGIN
	PERFORM @extschema@.wic_check_by(by);
	PERFORM @extschema@.wic_check_level(level);
	PERFORM @extschema@.wic_need_column(scope.schema, 'said_on'::text);
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH formulas AS (
			SELECT u.formula, pg_catalog.min(u.n) AS n
			FROM pg_catalog.unnest(queries) WITH ORDINALITY AS u (formula, n)
			WHERE u.formula IS NOT NULL
			GROUP BY u.formula
		), counts AS (
			SELECT f.n, @extschema@.wic_period(s.said_on, s.said_on_precision, by) AS period,
				pg_catalog.count(*) AS hits
			FROM formulas AS f
			CROSS JOIN LATERAL @extschema@.wic_hits(
				@extschema@.wic_counting_query(f.formula, level),
				@extschema@.wic_sought(scope, f.formula, level)) AS h
			JOIN speeches AS s ON s.speech_id = h.speech_id
			GROUP BY f.n, 2
		), periods AS (
			SELECT DISTINCT c.period FROM counts AS c
		)
		SELECT f.formula, @extschema@.wic_period_name(p.period, by), c.hits
		FROM formulas AS f
		CROSS JOIN periods AS p
		LEFT JOIN counts AS c
			ON c.n = f.n AND c.period IS NOT DISTINCT FROM p.period
		ORDER BY f.n, p.period;
END
$$;
COMMENT ON FUNCTION wic_trend(text[], text, text, date, date, text, text, text, text, text, text, text) IS
	'how often several formulas are said in each year (quarter, month, day, decade), for \crosstabview';

CREATE TYPE wic_facet AS (
	value    text,			-- NULL: not known
	speeches bigint,
	hits     bigint,
	bar      text			-- of hits
);
COMMENT ON TYPE wic_facet IS
	'a line of wic_facets()';

-- What is known of the place of each hit.
CREATE FUNCTION wic_facet_values(wanted wicquery, scope wic_scope, by text)
	RETURNS TABLE (speech_id bigint, value text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT h.speech_id, CASE by
			WHEN 'speaker' THEN w.name
			WHEN 'year' THEN @extschema@.wic_period_name(s.said_on, by)
			WHEN 'source' THEN @extschema@.wic_source_name(d.publisher, d.uri)
			WHEN 'script' THEN p.script
			WHEN 'kind' THEN s.kind
			WHEN 'occasion' THEN o.name
			WHEN 'lang' THEN p.lang END
		FROM @extschema@.wic_hits(wanted, scope) AS h
		JOIN passages AS p ON p.passage_id = h.passage_id
		JOIN sources AS d ON d.source_id = h.source_id
		JOIN speeches AS s ON s.speech_id = h.speech_id
		LEFT JOIN speakers AS w ON w.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id;
END
$$;
COMMENT ON FUNCTION wic_facet_values(wicquery, wic_scope, text) IS
	'(internal)';

CREATE FUNCTION wic_facets(query text, by text DEFAULT 'speaker', k integer DEFAULT 20,
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best', level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_facet
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery := @extschema@.wic_counting_query(query, level);
BEGIN
	scope := @extschema@.wic_sought(scope, query, level);
	PERFORM @extschema@.wic_check_choice('by'::text, by,
		'{speaker, year, source, script, kind, occasion, lang}'::text[]);
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_level(level);
	IF by <> 'script' THEN
		PERFORM @extschema@.wic_need_column(scope.schema, CASE by
			WHEN 'year' THEN 'said_on'::text WHEN 'source' THEN 'uri'::text
			ELSE by END);
	END IF;
	RETURN QUERY
		WITH best AS (
			SELECT v.value, pg_catalog.count(DISTINCT v.speech_id) AS speeches,
				pg_catalog.count(*) AS hits
			FROM @extschema@.wic_facet_values(wanted, scope, by) AS v
			GROUP BY v.value
			ORDER BY hits DESC, speeches DESC, v.value COLLATE "C"
			LIMIT k
		)
		SELECT b.*, @extschema@.wic_bar(b.hits::float8,
			(pg_catalog.max(b.hits) OVER ())::float8, 20)
		FROM best AS b
		ORDER BY CASE WHEN by = 'year' THEN b.value END, b.hits DESC,
			b.speeches DESC, b.value COLLATE "C";
END
$$;
COMMENT ON FUNCTION wic_facets(text, text, integer, text, date, date, text, text, text, text, text, text, text) IS
	'where a query is said most: by speaker, year, source, script, kind, occasion or lang; NULL is where that is not known';

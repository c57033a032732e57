-- Who said it first: as far as the texts have it, and as far as they tell.
--
-- "attested" is the earliest dated text that has it.  "claimed" is what a text
-- tells of an earlier day: a sentence with the words themselves, a verb of
-- saying for the first time, and a date or an occasion before its own.  That
-- the texts of that day have the words is a question of its own.

CREATE FUNCTION wic_claims(body text, starts integer[], ends integer[])
	RETURNS TABLE (start_char integer, end_char integer, hit_char integer,
		speaker text, is_own boolean, said_on date, "precision" text,
		occasion text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION wic_claims(text, integer[], integer[]) IS
	'(internal)';

-- A date as exactly as it is known.
CREATE FUNCTION wic_date_text(said_on date, "precision" text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN @extschema@.wic_period_name(said_on,
		coalesce("precision", 'day'::pg_catalog.text));
COMMENT ON FUNCTION wic_date_text(date, text) IS
	'(internal)';

-- Of the names in a corpus that are meant by one in a text, if it is only one:
-- the speaker, and the occasion with its day.
CREATE FUNCTION wic_known_speaker(schema text, stated text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_fold(stated, 'script'::text, 1);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN coalesce((SELECT s.name FROM speakers AS s
		WHERE EXISTS (
			SELECT FROM pg_catalog.unnest(s.other_names || s.name) AS n (name)
			WHERE @extschema@.wic_fold(n.name, 'script'::text, 1) = wanted)
		ORDER BY s.speaker_id
		LIMIT 1), stated);
END
$$;
COMMENT ON FUNCTION wic_known_speaker(text, text) IS
	'(internal)';

CREATE FUNCTION wic_known_occasion(schema text, stated text, year integer,
		OUT occasion_id bigint, OUT name text, OUT held_on date)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_occasion_key(stated, year);
	same bigint[];
	alike bigint[];
BEGIN
	IF wanted IS NULL THEN
		RETURN;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(schema);
	SELECT pg_catalog.array_agg(k.id) FILTER (WHERE k.key = wanted),
		pg_catalog.array_agg(k.id)
	INTO same, alike
	FROM (SELECT o.occasion_id::bigint AS id, @extschema@.wic_occasion_key(o.name,
			(SELECT EXTRACT(year FROM pg_catalog.min(s.said_on))::integer
			FROM speeches AS s WHERE s.occasion_id = o.occasion_id)) AS key
		FROM occasions AS o) AS k
	WHERE @extschema@.wic_occasions_agree(k.key, wanted, NULL);
	name := stated;
	IF 1 IN (pg_catalog.cardinality(same), pg_catalog.cardinality(alike)) THEN
		SELECT o.occasion_id, o.name,
			coalesce(pg_catalog.lower(o.held_on), (SELECT pg_catalog.min(s.said_on)
				FROM speeches AS s WHERE s.occasion_id = o.occasion_id))
		INTO occasion_id, name, held_on
		FROM occasions AS o
		WHERE o.occasion_id = (coalesce(same, alike))[1];
	END IF;
END
$$;
COMMENT ON FUNCTION wic_known_occasion(text, text, integer) IS
	'(internal)';

-- A place of a text, and the act that it is about.
CREATE TYPE wic_use AS (
	said_on     date,
	"precision" text,
	speaker     text,
	occasion    text,
	sentence    text,
	stated_on   date,		-- day of the text
	speech_id   bigint,
	passage_id  bigint,
	source_id   bigint,
	start_char  integer
);
COMMENT ON TYPE wic_use IS
	'(internal)';

-- What texts tell of an earlier day.
CREATE FUNCTION wic_claimed_uses(wanted wicquery, scope wic_scope)
	RETURNS SETOF @extschema@.wic_use
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH places AS (
			SELECT h.passage_id, h.speech_id, h.source_id,
				pg_catalog.array_agg(h.start_char ORDER BY h.start_char, h.end_char) AS starts,
				pg_catalog.array_agg(h.end_char ORDER BY h.start_char, h.end_char) AS ends
			FROM @extschema@.wic_hits(wanted, scope) AS h
			GROUP BY h.passage_id, h.speech_id, h.source_id
		), stated AS MATERIALIZED (
			SELECT c.*, g.speech_id, g.source_id, g.passage_id,
				p.start_char + c.hit_char AS hit,
				pg_catalog.substr(p.body, c.start_char + 1, c.end_char - c.start_char) AS sentence,
				coalesce(s.said_on, d.published_at::date) AS stated_on,
				CASE WHEN s.said_on IS NULL THEN 'day'::text
					ELSE s.said_on_precision END AS stated_precision,
				s.speaker_id
			FROM places AS g
			JOIN passages AS p ON p.passage_id = g.passage_id
			JOIN speeches AS s ON s.speech_id = g.speech_id
			JOIN sources AS d ON d.source_id = g.source_id
			CROSS JOIN LATERAL @extschema@.wic_claims(p.body,
				ARRAY(SELECT n - p.start_char FROM pg_catalog.unnest(g.starts) AS n),
				ARRAY(SELECT n - p.start_char FROM pg_catalog.unnest(g.ends) AS n)) AS c
		), dated AS (
			SELECT c.*, o.name AS known_occasion,
				coalesce(c.said_on, o.held_on) AS day,
				CASE WHEN c.said_on IS NULL THEN 'day'::text ELSE c."precision" END AS day_precision
			FROM stated AS c
			LEFT JOIN LATERAL @extschema@.wic_known_occasion(scope.schema, c.occasion,
				EXTRACT(year FROM c.said_on)::integer) AS o ON true
		)
		SELECT c.day, c.day_precision,
			CASE WHEN c.speaker IS NOT NULL
				THEN @extschema@.wic_known_speaker(scope.schema, c.speaker)
				WHEN c.is_own THEN (SELECT w.name FROM speakers AS w
					WHERE w.speaker_id = c.speaker_id) END,
			c.known_occasion, c.sentence, c.stated_on, c.speech_id, c.passage_id,
			c.source_id, c.hit
		FROM dated AS c
		WHERE c.day IS NOT NULL
			AND (c.stated_on IS NULL
				OR @extschema@.wic_last_day(c.day, CASE c.stated_precision
					WHEN 'year' THEN 'year'::text
					WHEN 'month' THEN CASE c.day_precision WHEN 'year' THEN 'year'::text
						ELSE 'month'::text END
					ELSE c.day_precision END) < c.stated_on);
END
$$;
COMMENT ON FUNCTION wic_claimed_uses(wicquery, wic_scope) IS
	'(internal)';

-- The first place in each speech that has it.
CREATE FUNCTION wic_own_uses(wanted wicquery, scope wic_scope)
	RETURNS SETOF @extschema@.wic_use
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT s.said_on, s.said_on_precision, w.name, o.name, NULL::text, s.said_on,
			h.speech_id, h.passage_id, h.source_id, h.start_char
		FROM (SELECT DISTINCT ON (h.speech_id) h.*
			FROM @extschema@.wic_hits(wanted, scope) AS h
			ORDER BY h.speech_id, h.source_id, h.start_char) AS h
		JOIN speeches AS s ON s.speech_id = h.speech_id
		LEFT JOIN speakers AS w ON w.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id;
END
$$;
COMMENT ON FUNCTION wic_own_uses(wicquery, wic_scope) IS
	'(internal)';

-- The sentence of a passage that has that place.
CREATE FUNCTION wic_sentence_at(schema text, passage_id bigint, start_char integer)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN (SELECT s.body
		FROM passages AS p
		CROSS JOIN LATERAL @extschema@.wic_sentences(p.body) AS s
		WHERE p.passage_id = passage_id
			AND start_char - p.start_char >= s.start_char
			AND start_char - p.start_char < s.end_char
		LIMIT 1);
END
$$;
COMMENT ON FUNCTION wic_sentence_at(text, bigint, integer) IS
	'(internal)';

CREATE TYPE wic_first_use_line AS (
	basis      text,		-- attested, claimed, undated
	said_on    text,		-- as exactly as it is known: 2015, 2015-12, 2015-12-16
	speaker    text,
	occasion   text,
	snippet    text,
	sources    bigint,
	source     text,		-- those that have or claim it
	title      text,
	speech_id  bigint,
	passage_id bigint,
	source_id  bigint,
	start_char integer
);
COMMENT ON TYPE wic_first_use_line IS
	'a line of wic_first_use()';

-- Several texts are the earliest if they are of one day, or if the date of one
-- is known to the year only and may be that day.  Claims of a day behind that
-- say nothing about the first use and are left out.  Texts without date that
-- have it may be earlier than all others; they are one line.
CREATE FUNCTION wic_first_uses_of(wanted wicquery, scope wic_scope)
	RETURNS TABLE (basis text, u wic_use, sources bigint, source_ids bigint[])
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
		WITH own AS MATERIALIZED (
			SELECT o AS u, o.* FROM @extschema@.wic_own_uses(wanted, scope) AS o
		), first AS (
			SELECT pg_catalog.min(@extschema@.wic_last_day(o.said_on, o."precision")) AS day
			FROM own AS o
		), claims AS (
			SELECT c AS u, c.*
			FROM @extschema@.wic_claimed_uses(wanted, scope) AS c, first AS f
			WHERE f.day IS NULL OR c.said_on <= f.day
		)
		SELECT 'attested'::text, o.u, 1::bigint, ARRAY[o.source_id]
		FROM own AS o, first AS f
		WHERE o.said_on <= f.day
		UNION ALL
		SELECT 'claimed'::text,
			(pg_catalog.array_agg(c.u ORDER BY c.stated_on, c.source_id, c.start_char))[1],
			pg_catalog.count(DISTINCT c.source_id),
			pg_catalog.array_agg(DISTINCT c.source_id)
		FROM claims AS c
		GROUP BY c.said_on, c."precision", c.speaker, c.occasion
		UNION ALL
		SELECT 'undated'::text,
			(pg_catalog.array_agg(o.u ORDER BY o.source_id, o.start_char))[1],
			pg_catalog.count(DISTINCT o.source_id),
			pg_catalog.array_agg(DISTINCT o.source_id)
		FROM own AS o
		WHERE o.said_on IS NULL
		HAVING pg_catalog.count(*) > 0;
END
$$;
COMMENT ON FUNCTION wic_first_uses_of(wicquery, wic_scope) IS
	'(internal)';

CREATE FUNCTION wic_first_use(query text,
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL,
		kind text DEFAULT NULL, lang text DEFAULT NULL,
		witnesses text DEFAULT 'best', level text DEFAULT 'vocab',
		corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_first_use_line
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery := @extschema@.wic_counting_query(query, level);
BEGIN
	PERFORM @extschema@.wic_check_level(level);
	scope := @extschema@.wic_sought(scope, query, level);
	PERFORM @extschema@.wic_need_column(scope.schema, 'said_on'::text);
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT f.basis,
			@extschema@.wic_date_text((f.u).said_on, (f.u)."precision"),
			(f.u).speaker, (f.u).occasion,
			@extschema@.wic_snippet(coalesce((f.u).sentence,
				@extschema@.wic_sentence_at(scope.schema, (f.u).passage_id,
					(f.u).start_char)), wanted,
				max_chars => CASE f.basis WHEN 'claimed' THEN 100 ELSE 60 END),
			f.sources, names.list,
			coalesce(s.title, d.title), (f.u).speech_id, (f.u).passage_id,
			(f.u).source_id, (f.u).start_char
		FROM @extschema@.wic_first_uses_of(wanted, scope) AS f
		JOIN speeches AS s ON s.speech_id = (f.u).speech_id
		JOIN sources AS d ON d.source_id = (f.u).source_id
		CROSS JOIN LATERAL (
			SELECT pg_catalog.string_agg(n.name, ', '::text ORDER BY n.first)
			FROM (SELECT @extschema@.wic_source_name(e.publisher, e.uri) AS name,
					pg_catalog.min(e.source_id) AS first
				FROM sources AS e
				WHERE e.source_id = ANY (f.source_ids)
				GROUP BY 1
				ORDER BY 2
				LIMIT 5) AS n) AS names (list)
		ORDER BY (f.u).said_on, f.basis, (f.u).speech_id, (f.u).start_char;
END
$$;
COMMENT ON FUNCTION wic_first_use(text, text, date, date, text, text, text, text, text, text, text) IS
	'who said it first: the earliest text that has it (attested), what texts tell of an earlier day (claimed), and texts without date that have it (undated)';

-- References to a place, for footnotes and lists of literature.
--
-- GB/T 7714-2015: responsible person. title[type]. publisher, (date)[accessed].
-- address.  The parts that are not known are left out, as the standard allows
-- for persons (8.1, lists by number), and for place and publisher of electronic
-- resources (8.4).  A text without title is named by its first words; these,
-- and a date that no text states, stand in brackets.  Types: N for a newspaper
-- with its issue, EB/OL with an address, N/OL with both, Z for what else there
-- is.

-- The words by which a text without title is known.
CREATE FUNCTION wic_supplied_title(body text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT '['::text || CASE WHEN pg_catalog.length(t.line) > 20
		THEN pg_catalog.left(t.line, 20) || '…' ELSE t.line END || ']'
	FROM (SELECT pg_catalog.regexp_replace(pg_catalog.btrim(
		pg_catalog.left(body, 200)), '\s+'::text, ' '::text, 'g'::text)) AS t (line)
$$;
COMMENT ON FUNCTION wic_supplied_title(text) IS
	'(internal)';

-- What is known of a place; each part may be NULL.
CREATE TYPE wic_reference AS (
	author       text,
	title        text,
	newspaper    text,		-- with issued_on and page
	issued_on    text,
	page         text,
	publisher    text,
	published_on text,
	accessed_on  text,
	address      text,
	act          text,		-- speaker, occasion, day, if the text is not the act itself
	place        text		-- paragraph and sentence
);
COMMENT ON TYPE wic_reference IS
	'(internal)';

-- 滨江日报 2023-11-10 p.3
CREATE FUNCTION wic_read_issue(issue text, OUT newspaper text, OUT issued_on text,
		OUT page text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT m[1], m[2], m[3]
	FROM (SELECT pg_catalog.regexp_match(issue,
		'^(.*\S)\s+(\d{4}-\d\d-\d\d)(?:\s+p\.(\S+))?$'::text)) AS r (m)
$$;
COMMENT ON FUNCTION wic_read_issue(text) IS
	'(internal)';

-- Paragraph of the text and, where a character is given, sentence of the
-- paragraph.
CREATE FUNCTION wic_place_text(body text, ord integer, at integer, is_chinese boolean)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE WHEN is_chinese
		THEN pg_catalog.format('第%s段', ord) || coalesce('第'::text || n.sentence || '句', '')
		ELSE pg_catalog.format('para. %s', ord) || coalesce(', sent. '::text || n.sentence, '')
		END
	FROM (SELECT pg_catalog.max(s.ord) FROM @extschema@.wic_sentences(body) AS s
		WHERE s.start_char <= at) AS n (sentence)
$$;
COMMENT ON FUNCTION wic_place_text(text, integer, integer, boolean) IS
	'(internal)';

-- The parts of a reference to a passage, and to a character of its source.
-- Whoever gave a speech is responsible for a text that is the speech, but not
-- for one that reports it or has a part of it: there he is named in act.
CREATE FUNCTION wic_reference_to(schema text, passage bigint, at integer)
	RETURNS @extschema@.wic_reference
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	r @extschema@.wic_reference;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	SELECT CASE WHEN t.is_act THEN t.speaker ELSE t.author END,
		coalesce(CASE WHEN t.is_act THEN t.act_title END, t.title, t.act_title,
			@extschema@.wic_supplied_title(t.opening)),
		i.newspaper, i.issued_on, i.page, t.publisher, t.published_on,
		pg_catalog.to_char(t.loaded_at, 'YYYY-MM-DD'), t.address,
		nullif(pg_catalog.concat_ws(', ', CASE WHEN NOT t.is_act THEN t.speaker END,
			t.occasion, CASE WHEN t.occasion IS NOT NULL
				OR NOT t.is_act AND t.speaker IS NOT NULL
				OR t.said_on <> ALL (ARRAY[coalesce(t.published_on, ''), coalesce(i.issued_on, '')])
				THEN CASE WHEN t.is_stated THEN t.said_on ELSE '['::text || t.said_on || ']' END
			END), ''),
		CASE WHEN t.n > 0 THEN @extschema@.wic_place_text(t.body, t.n,
			at - t.start_char, coalesce(t.script, '') IN ('Hans', 'Hant', 'Jpan')) END
	INTO r
	FROM (
		SELECT w.form = 'whole' AND s.speaker_id IS NOT NULL AS is_act, v.name AS speaker,
			o.name AS occasion, s.title AS act_title, d.title, d.author, d.publisher,
			d.issue, d.loaded_at, p.body, p.start_char, p.script,
			@extschema@.wic_date_text(s.said_on, s.said_on_precision) AS said_on,
			s.said_on_basis = 'stated' AS is_stated,
			(SELECT q.body FROM passages AS q
			WHERE q.source_id = p.source_id AND @extschema@.wic_is_running(q.role)
			ORDER BY q.ord
			LIMIT 1) AS opening,
			@extschema@.wic_date_text(d.published_at::date, CASE
				WHEN d.published_precision IN ('year', 'month')
				THEN d.published_precision END) AS published_on,
			coalesce(d.url, CASE WHEN d.uri ~ '^https?://' THEN d.uri END) AS address,
			@extschema@.wic_paragraph_number(schema, passage) AS n
		FROM passages AS p
		JOIN sources AS d ON d.source_id = p.source_id
		LEFT JOIN witnesses AS w ON w.witness_id = p.witness_id
		LEFT JOIN speeches AS s ON s.speech_id = w.speech_id
		LEFT JOIN speakers AS v ON v.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
		WHERE p.passage_id = passage) AS t
	CROSS JOIN LATERAL @extschema@.wic_read_issue(t.issue) AS i;
	RETURN r;
END
$$;
COMMENT ON FUNCTION wic_reference_to(text, bigint, integer) IS
	'(internal)';

-- Joined as the standard says.
CREATE FUNCTION wic_gb7714(r wic_reference)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.concat_ws('. ', (r).author, (r).title || '[' || t.type || ']',
			nullif(CASE
				WHEN (r).newspaper IS NOT NULL THEN (r).newspaper || ', ' || (r).issued_on
					|| coalesce('(' || (r).page || ')', '')
				WHEN (r).address IS NOT NULL THEN pg_catalog.concat_ws(', ', (r).publisher,
					'(' || (r).published_on || ')')
				ELSE pg_catalog.concat_ws(', ', (r).publisher, (r).published_on) END
			|| CASE WHEN (r).address IS NOT NULL
				THEN coalesce('[' || (r).accessed_on || ']', '') ELSE '' END, ''),
			(r).address, nullif(pg_catalog.concat_ws(', ', (r).act, (r).place), '')) || '.'
	FROM (SELECT CASE
		WHEN (r).newspaper IS NOT NULL AND (r).address IS NOT NULL THEN 'N/OL'::text
		WHEN (r).newspaper IS NOT NULL THEN 'N'
		WHEN (r).address IS NOT NULL THEN 'EB/OL'
		ELSE 'Z' END) AS t (type)
$$;
COMMENT ON FUNCTION wic_gb7714(wic_reference) IS
	'(internal)';

-- A place is given as wic_kwic() and others give it: start_char counts from
-- the beginning of the source.
CREATE FUNCTION wic_cite(passage_id bigint, start_char integer DEFAULT NULL,
		style text DEFAULT 'gb7714', corpus text DEFAULT NULL)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
	place record;
	r @extschema@.wic_reference;
BEGIN
	PERFORM @extschema@.wic_check_choice('style'::text, style, '{gb7714, plain}'::text[]);
	IF passage_id IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(schema);
	SELECT p.start_char, p.end_char INTO place
	FROM passages AS p
	WHERE p.passage_id = passage_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('corpus "%s" has no passage %s', schema, passage_id),
			HINT = 'wic_search() and wic_kwic() tell the passage_id of what they find.';
	END IF;
	IF start_char < place.start_char OR start_char >= place.end_char THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('passage %s has no character %s', passage_id, start_char),
			DETAIL = pg_catalog.format('Its characters are %s to %s of its source.',
				place.start_char, place.end_char - 1);
	END IF;
	r := @extschema@.wic_reference_to(schema, passage_id, start_char);
	RETURN CASE style WHEN 'gb7714' THEN @extschema@.wic_gb7714(r)
		ELSE pg_catalog.concat_ws(', ', r.author, r.title, coalesce(r.newspaper, r.publisher),
			coalesce(r.issued_on, r.published_on), 'p. '::text || r.page, r.address,
			r.act, r.place) END;
END
$$;
COMMENT ON FUNCTION wic_cite(bigint, integer, text, text) IS
	'a reference to a passage, and to the sentence with a character of it, as GB/T 7714-2015 has it (gb7714), or plain';

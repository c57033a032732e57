-- What a search box offers for what has been typed so far.

CREATE TYPE wic_suggestion AS (
	suggestion text,
	kind       text,		-- continuation, speaker, occasion, term, correction
	hits       bigint
);
COMMENT ON TYPE wic_suggestion IS
	'(internal)';

-- What is not part of a word ends a continuation.  Inlined.
CREATE FUNCTION wic_until_punctuation(string text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN pg_catalog.substring(string,
		'^[^][:space:],.;:!?"(){}<>|/\\，。；：！？、…—·“”‘’《》〈〉「」『』【】（）　[]*'::pg_catalog.text);
COMMENT ON FUNCTION wic_until_punctuation(text) IS
	'(internal)';

-- How alike two words are, by the pairs of characters that they share.
CREATE FUNCTION wic_shared_pairs(a text, b text)
	RETURNS double precision
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH pairs AS (
		SELECT w.which, pg_catalog.substr(w.word, i, 2) AS pair
		FROM (VALUES (1, '^' || a || '$'), (2, '^' || b || '$')) AS w (which, word),
			pg_catalog.generate_series(1, pg_catalog.length(w.word) - 1) AS i
	), counted AS (
		SELECT least(pg_catalog.count(*) FILTER (WHERE which = 1),
			pg_catalog.count(*) FILTER (WHERE which = 2)) AS shared,
			pg_catalog.count(*) AS every
		FROM pairs
		GROUP BY pair
	)
	SELECT (2 * pg_catalog.sum(shared) / pg_catalog.sum(every))::double precision FROM counted
$$;
COMMENT ON FUNCTION wic_shared_pairs(text, text) IS
	'(internal)';

-- How the last word goes on in the passages that have the others, too: up to
-- eight more characters, or the word that follows.  What mostly goes on in one
-- way is not offered, but its continuation is; nor what ends with a particle.
-- A thousand passages are read, which says what is frequent.
CREATE FUNCTION wic_suggest_continuations(schema text, head text, tail text, k integer)
	RETURNS SETOF @extschema@.wic_suggestion
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
DECLARE
	is_latin boolean := tail ~ '[A-Za-z]$';
	word text := tail || CASE WHEN tail ~ '[A-Za-z]$' THEN '*' ELSE '' END;
	occurrence @extschema@.wicquery := @extschema@.wic_query(word,
		NULL::regclass, 'script'::text, 'all'::text, 'auto'::text);
	wanted @extschema@.wicquery := @extschema@.wic_query(head || word,
		NULL::regclass, 'script'::text, 'all'::text, 'auto'::text);
	least_length integer := pg_catalog.length(tail);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN QUERY
		WITH read AS MATERIALIZED (
			SELECT p.body
			FROM passages AS p
			WHERE p.body OPERATOR(@extschema@.@@) wanted
				AND @extschema@.wic_is_searched(p.role)
			LIMIT 1000
		), runs AS MATERIALIZED (
			SELECT CASE WHEN is_latin THEN pg_catalog.substring(pg_catalog.substr(r.body,
					m.start_char + 1, least_length + 60), '^[[:alnum:]''-]+(?: [[:alnum:]''-]+)?')
				ELSE @extschema@.wic_until_punctuation(pg_catalog.substr(r.body,
					m.start_char + 1, m.end_char - m.start_char + 9)) END AS run
			FROM read AS r
			CROSS JOIN LATERAL @extschema@.wic_matches(r.body, occurrence) AS m
		), ends AS (
			SELECT e.written, @extschema@.wic_fold(e.written, 'script'::text, 1) AS folded
			FROM runs AS r
			CROSS JOIN LATERAL (
				SELECT pg_catalog.left(r.run, n) AS written
				FROM pg_catalog.generate_series(least_length + 1,
					least(pg_catalog.length(r.run), least_length + 9)) AS n
				WHERE NOT is_latin
				UNION ALL
				SELECT pg_catalog.split_part(r.run, ' ', 1) WHERE is_latin
				UNION ALL
				SELECT r.run WHERE is_latin AND pg_catalog.strpos(r.run, ' ') > 0) AS e
		), counted AS MATERIALIZED (
			SELECT e.folded, pg_catalog.count(*) AS hits,
				pg_catalog.mode() WITHIN GROUP (ORDER BY e.written COLLATE "C") AS written
			FROM ends AS e
			WHERE e.folded <> @extschema@.wic_fold(tail, 'script'::text, 1)
			GROUP BY e.folded
			HAVING pg_catalog.count(*) > 1 OR is_latin AND pg_catalog.strpos(e.folded, ' ') = 0
		)
		SELECT head || c.written, 'continuation'::text, c.hits
		FROM counted AS c
		LEFT JOIN (
			SELECT pg_catalog.left(l.folded, -1) AS beginning, pg_catalog.max(l.hits) AS hits
			FROM counted AS l
			GROUP BY 1) AS longer ON longer.beginning = c.folded
		WHERE is_latin OR coalesce(longer.hits, 0) < 0.6 * c.hits
			AND pg_catalog.length(c.written) <= least_length + 8
			AND c.written !~ '[0-9]$'
		ORDER BY pg_catalog.right(c.written, 1) = ANY ('{的,了,和,与,與,是,在,等,及,为,為,而,之,地,得,以,要,将,將,也}'::text[]),
			c.hits DESC, c.folded COLLATE "C"
		LIMIT k;
END
$$;
COMMENT ON FUNCTION wic_suggest_continuations(text, text, text, integer) IS
	'(internal)';

-- Names and terms that have in them what was typed.
CREATE FUNCTION wic_suggest_names(schema text, typed text, k integer)
	RETURNS SETOF @extschema@.wic_suggestion
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted text := @extschema@.wic_fold(typed, 'script'::text, 1);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN QUERY
		(SELECT n.name, 'speaker'::text, (SELECT pg_catalog.count(*) FROM speeches AS s
			WHERE s.speaker_id = n.speaker_id) AS hits
		FROM speakers AS n
		WHERE EXISTS (SELECT FROM pg_catalog.unnest(n.other_names || n.name) AS o (name)
			WHERE pg_catalog.strpos(@extschema@.wic_fold(o.name, 'script'::text, 1), wanted) > 0)
		ORDER BY hits DESC, n.name COLLATE "C"
		LIMIT k)
		UNION ALL
		(SELECT n.name, 'occasion', (SELECT pg_catalog.count(*) FROM speeches AS s
			WHERE s.occasion_id = n.occasion_id) AS hits
		FROM occasions AS n
		WHERE EXISTS (SELECT FROM pg_catalog.unnest(n.other_names || n.name) AS o (name)
			WHERE pg_catalog.strpos(@extschema@.wic_fold(o.name, 'script'::text, 1), wanted) > 0)
		ORDER BY hits DESC, n.name COLLATE "C"
		LIMIT k)
		UNION ALL
		(SELECT t.term, 'term', (SELECT pg_catalog.count(*) FROM passages AS p
			WHERE p.body OPERATOR(@extschema@.@@) (SELECT @extschema@.wic_query('"' || t.term || '"',
				NULL::regclass, 'vocab'::text, 'all'::text, 'auto'::text))) AS hits
		FROM (SELECT DISTINCT u.term
			FROM @extschema@.wic_terms AS r,
				LATERAL (VALUES (r.term), (r.canonical)) AS u (term)
			WHERE r.enabled AND r.kind <> 'blocker'
				AND pg_catalog.strpos(@extschema@.wic_fold(u.term, 'script'::text, 1), wanted) = 1
				AND @extschema@.wic_fold(u.term, 'script'::text, 1) <> wanted
			ORDER BY u.term
			LIMIT 20) AS t
		ORDER BY hits DESC, t.term COLLATE "C"
		LIMIT k);
END
$$;
COMMENT ON FUNCTION wic_suggest_names(text, text, integer) IS
	'(internal)';

CREATE FUNCTION wic_has_hits(schema text, word text)
	RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted @extschema@.wicquery := @extschema@.wic_query(word,
		NULL::regclass, 'vocab'::text, 'all'::text, 'auto'::text);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN EXISTS (SELECT FROM passages AS p
		WHERE p.body OPERATOR(@extschema@.@@) wanted
			AND @extschema@.wic_is_searched(p.role));
END
$$;
COMMENT ON FUNCTION wic_has_hits(text, text) IS
	'(internal)';

-- Where a word that has no hits is likely to be found misspelt: passages with
-- some of its pairs of characters; with one of its characters, if it is short;
-- with words that begin alike, if it is Latin.
CREATE FUNCTION wic_correction_query(word text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE WHEN word ~ '^[[:alnum:]''-]*[A-Za-z][[:alnum:]''-]*$'
		THEN pg_catalog.left(word, 2) || '*'
		ELSE (SELECT pg_catalog.string_agg(DISTINCT pg_catalog.substr(word, i, n)
				|| CASE n WHEN 1 THEN '*' ELSE '' END, ' OR ')
			FROM (SELECT CASE WHEN pg_catalog.length(word) < 4 THEN 1 ELSE 2 END) AS c (n),
				pg_catalog.generate_series(1, pg_catalog.length(word) - n + 1) AS i) END
$$;
COMMENT ON FUNCTION wic_correction_query(text) IS
	'(internal)';

-- What may have been meant: of as many characters, and most of them the same;
-- or a Latin word that shares most of its pairs of characters.
CREATE FUNCTION wic_corrections(schema text, word text, k integer)
	RETURNS TABLE (written text, hits bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
DECLARE
	is_latin boolean := word ~ '^[[:alnum:]''-]*[A-Za-z][[:alnum:]''-]*$';
	folded_word text := @extschema@.wic_fold(word, 'script'::text, 1);
	chars text[] := pg_catalog.string_to_array(folded_word, NULL);
	len integer := pg_catalog.length(folded_word);
	near @extschema@.wicquery := @extschema@.wic_query(
		@extschema@.wic_correction_query(word), NULL::regclass, 'script'::text,
		'all'::text, 'auto'::text);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN QUERY
		WITH read AS MATERIALIZED (
			SELECT p.body
			FROM passages AS p
			WHERE p.body OPERATOR(@extschema@.@@) near
				AND @extschema@.wic_is_searched(p.role)
			ORDER BY p.body OPERATOR(@extschema@.<=>) near
			LIMIT CASE WHEN is_latin THEN 500 ELSE 40 END
		), pieces AS (
			SELECT w.piece[1] AS piece
			FROM read AS r,
				pg_catalog.regexp_matches(r.body, '[[:alnum:]''-]+', 'g') AS w (piece)
			WHERE is_latin
			UNION ALL
			SELECT pg_catalog.substr(r.body, i, len)
			FROM read AS r,
				pg_catalog.generate_series(1, pg_catalog.length(r.body) - len + 1) AS i
			WHERE NOT is_latin
		), folded AS (
			SELECT @extschema@.wic_fold(p.piece, 'script'::text, 1) AS folded,
				pg_catalog.mode() WITHIN GROUP (ORDER BY p.piece COLLATE "C") AS written,
				pg_catalog.count(*) AS hits
			FROM pieces AS p
			WHERE is_latin AND pg_catalog.lower(pg_catalog.left(p.piece, 2)) = pg_catalog.left(folded_word, 2)
				OR NOT is_latin AND pg_catalog.length(@extschema@.wic_until_punctuation(p.piece)) = len
			GROUP BY 1
		), judged AS (
			SELECT f.*, CASE WHEN is_latin THEN @extschema@.wic_shared_pairs(f.folded, folded_word)
				ELSE (SELECT pg_catalog.count(*) FILTER (
						WHERE pg_catalog.substr(f.folded, n::integer, 1) = c.ch)
						+ 0.5 * pg_catalog.count(*) FILTER (
						WHERE pg_catalog.substr(f.folded, n::integer, 1) <> c.ch
							AND pg_catalog.strpos(f.folded, c.ch) > 0)
					FROM pg_catalog.unnest(chars) WITH ORDINALITY AS c (ch, n)) / len END AS likeness
			FROM folded AS f
		)
		SELECT j.written, j.hits
		FROM (SELECT *, pg_catalog.max(i.likeness) OVER () AS greatest
			FROM judged AS i
			WHERE i.folded <> folded_word) AS j
		WHERE j.likeness >= greatest(0.5, j.greatest - 0.1)
		ORDER BY j.likeness DESC, j.hits DESC, j.folded COLLATE "C"
		LIMIT k;
END
$$;
COMMENT ON FUNCTION wic_corrections(text, text, integer) IS
	'(internal)';

-- Of a query without hits, the first word that has none is replaced.
CREATE FUNCTION wic_suggest_corrections(schema text, typed text, k integer)
	RETURNS SETOF @extschema@.wic_suggestion
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	word text;
BEGIN
	word := (SELECT w.word
		FROM pg_catalog.regexp_split_to_table(typed, '[[:space:]　]+') WITH ORDINALITY AS w (word, n)
		WHERE pg_catalog.length(w.word) BETWEEN 2 AND 32
			AND NOT @extschema@.wic_has_hits(schema, w.word)
		ORDER BY w.n
		LIMIT 1);
	IF word IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
		SELECT pg_catalog.replace(typed, word, c.written), 'correction'::text, c.hits
		FROM @extschema@.wic_corrections(schema, word, k) AS c;
END
$$;
COMMENT ON FUNCTION wic_suggest_corrections(text, text, integer) IS
	'(internal)';

CREATE FUNCTION wic_suggest(typed text, k integer DEFAULT 10,
		corpus text DEFAULT NULL)
	RETURNS TABLE (suggestion text, kind text, hits bigint, bar text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	schema text := @extschema@.wic_corpus_schema(corpus);
	plain text := pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.left(typed, 100),
		'["“”*()]|(^|[[:space:]])-', ' ', 'g'), E' \t\n　');
	tail text := pg_catalog.substring(plain, '[^[:space:]　]+$');
	head text := pg_catalog.left(plain, pg_catalog.length(plain) - pg_catalog.length(tail));
	searched text := plain;
	names integer := pg_catalog.ceil(wic_suggest.k / 3.0);
	found @extschema@.wic_suggestion[];
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	IF coalesce(tail, '') = '' OR pg_catalog.numnode(
			@extschema@.wic_tsquery(plain, 'script'::text)) = 0 THEN
		RETURN;
	END IF;
	IF tail ~ '[A-Za-z]$' THEN
		searched := plain || '*';
	END IF;
	found := ARRAY(SELECT n FROM @extschema@.wic_suggest_names(schema, plain, names) AS n)
		|| ARRAY(SELECT c FROM @extschema@.wic_suggest_continuations(schema, head, tail, k) AS c);
	IF NOT @extschema@.wic_has_hits(schema, searched) THEN
		found := found || ARRAY(SELECT c
			FROM @extschema@.wic_suggest_corrections(schema, plain, k) AS c);
	END IF;
	RETURN QUERY
		SELECT f.suggestion, f.kind, f.hits,
			@extschema@.wic_bar(f.hits, pg_catalog.max(f.hits) OVER (), 20)
		FROM (SELECT u.*, pg_catalog.row_number() OVER (
					PARTITION BY u.suggestion ORDER BY u.n) AS nth
			FROM pg_catalog.unnest(found) WITH ORDINALITY AS u (suggestion, kind, hits, n)
			) AS f
		WHERE f.nth = 1
		ORDER BY f.n
		LIMIT wic_suggest.k;
END
$$;
COMMENT ON FUNCTION wic_suggest(text, integer, text) IS
	'what to offer for what has been typed: speakers and occasions of that name, terms, how the last word goes on in the texts, and what may have been meant if nothing is found; hits are speeches of a name, passages with a term, and occurrences in the passages that were read for it';

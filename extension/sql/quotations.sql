-- Who repeats whose words: the reuses that linking has stored, directed by
-- date, with what the texts say of them.

-- A reuse with a direction: what stands in one text is from another one.
CREATE TYPE wic_directed_reuse AS (
	in_passage   bigint,
	in_source    bigint,
	in_speech    bigint,
	in_start     integer,
	in_end       integer,
	from_passage bigint,
	from_source  bigint,
	from_speech  bigint,
	from_start   integer,
	from_end     integer,
	from_order   text,		-- ascends with what was said first
	chars        integer,
	identity     real,
	longest      integer,
	is_directed  boolean
);
COMMENT ON TYPE wic_directed_reuse IS
	'(internal)';

-- Linking has to have been there.
CREATE FUNCTION wic_check_linked(schema text)
	RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF NOT @extschema@.wic_has_relation(schema, 'reuses'::text) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = pg_catalog.format('corpus "%s" is not linked', schema),
			HINT = pg_catalog.format('SELECT wic_link(%L); compares its texts with each other.',
				schema);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_linked(text) IS
	'(internal)';

-- The title of a page belongs to what the page is as a whole.
CREATE FUNCTION wic_own_witness(schema text, source bigint)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN (SELECT pg_catalog.min(w.witness_id) FROM witnesses AS w
		WHERE w.source_id = source AND w.form IN ('whole', 'report'));
END
$$;
COMMENT ON FUNCTION wic_own_witness(text, bigint) IS
	'(internal)';

-- The passages of a speech, or NULL for all.
CREATE FUNCTION wic_speech_passages(schema text, speech bigint)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF speech IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(schema);
	IF NOT EXISTS (SELECT FROM speeches AS s WHERE s.speech_id = speech) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = pg_catalog.format('there is no speech %s in corpus "%s"',
				speech, schema),
			HINT = 'Questions like wic_search() tell the number of a speech in speech_id.';
	END IF;
	RETURN ARRAY(
		SELECT p.passage_id::bigint
		FROM witnesses AS w
		JOIN passages AS p ON p.witness_id = w.witness_id
		WHERE w.speech_id = speech
		UNION
		SELECT p.passage_id::bigint
		FROM witnesses AS w
		JOIN passages AS p ON p.source_id = w.source_id
		WHERE w.speech_id = speech AND p.role = 'title'
			AND p.witness_id IS NULL);
END
$$;
COMMENT ON FUNCTION wic_speech_passages(text, bigint) IS
	'(internal)';

-- No nested loops in what the calling function plans; the setting ends with it.
CREATE FUNCTION wic_avoid_loops()
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION wic_avoid_loops() IS
	'(internal)';

-- All reuses between different speeches, directed, of which the text that
-- repeats is in the scope.  What surrounds speeches in a compilation is
-- nobody's source.
CREATE FUNCTION wic_directed_reuses(scope wic_scope, in_speech bigint,
		from_speech bigint, min_chars integer, in_passages bigint[])
	RETURNS SETOF @extschema@.wic_directed_reuse
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 10000
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
	SET enable_nestloop = on
AS $$
#variable_conflict use_column
DECLARE
	wanted_in CONSTANT bigint := in_speech;
	wanted_from CONSTANT bigint := from_speech;
	focus CONSTANT bigint[] := coalesce(in_passages,
		@extschema@.wic_speech_passages(scope.schema, in_speech),
		@extschema@.wic_speech_passages(scope.schema, from_speech));
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	-- All of them are read in a row, whatever the statistics say.
	IF focus IS NULL THEN
		PERFORM @extschema@.wic_avoid_loops();
	END IF;
	RETURN QUERY
		WITH known AS NOT MATERIALIZED (
			SELECT p.passage_id::bigint, p.source_id::bigint, w.witness_id::bigint,
				   w.speech_id::bigint, s.said_on AS first_day,
				   @extschema@.wic_last_day(s.said_on, s.said_on_precision) AS last_day,
				   s.speaker_id IS NOT NULL AS speaks, s.kind, p.lang
			FROM passages AS p
			JOIN witnesses AS w ON w.witness_id = coalesce(p.witness_id,
				CASE WHEN p.role = 'title' THEN
					@extschema@.wic_own_witness(scope.schema, p.source_id) END)
			JOIN speeches AS s ON s.speech_id = w.speech_id
		), sides AS (
			SELECT a.*, r.start_a AS start_char, r.end_a AS end_char,
				   b.passage_id AS other_passage, b.source_id AS other_source,
				   b.witness_id AS other_witness, b.speech_id AS other_speech,
				   b.first_day AS other_first, b.last_day AS other_last,
				   b.speaks AS other_speaks, b.kind AS other_kind, b.lang AS other_lang,
				   r.start_b AS other_start, r.end_b AS other_end,
				   r.chars, r.identity, r.longest,
				   @extschema@.wic_said_before(b.first_day, b.last_day, b.speaks,
						a.first_day, a.last_day, a.speaks) AS is_later,
				   @extschema@.wic_said_before(a.first_day, a.last_day, a.speaks,
						b.first_day, b.last_day, b.speaks) AS is_earlier
			FROM reuses AS r
			JOIN known AS a ON a.passage_id = r.passage_a
			JOIN known AS b ON b.passage_id = r.passage_b
			WHERE r.chars >= min_chars AND a.speech_id <> b.speech_id
				AND (focus IS NULL OR r.passage_a = ANY (focus)
					 OR r.passage_b = ANY (focus))
		), turned AS (
			SELECT s.*, s.is_later OR NOT s.is_earlier AND (
					(s.first_day IS NULL, s.last_day, s.passage_id)
					> (s.other_first IS NULL, s.other_last, s.other_passage))
					AS is_in
			FROM sides AS s
		), directed AS (
			SELECT CASE WHEN is_in THEN passage_id ELSE other_passage END AS in_passage,
				   CASE WHEN is_in THEN source_id ELSE other_source END AS in_source,
				   CASE WHEN is_in THEN witness_id ELSE other_witness END AS in_witness,
				   CASE WHEN is_in THEN speech_id ELSE other_speech END AS in_speech,
				   CASE WHEN is_in THEN lang ELSE other_lang END AS in_lang,
				   CASE WHEN is_in THEN start_char ELSE other_start END AS in_start,
				   CASE WHEN is_in THEN end_char ELSE other_end END AS in_end,
				   CASE WHEN is_in THEN other_passage ELSE passage_id END AS from_passage,
				   CASE WHEN is_in THEN other_source ELSE source_id END AS from_source,
				   CASE WHEN is_in THEN other_speech ELSE speech_id END AS from_speech,
				   CASE WHEN is_in THEN other_start ELSE start_char END AS from_start,
				   CASE WHEN is_in THEN other_end ELSE end_char END AS from_end,
				   CASE WHEN is_in THEN other_kind ELSE kind END AS from_kind,
				   CASE WHEN is_in THEN
						pg_catalog.concat(pg_catalog.to_char(other_last, 'YYYY-MM-DD'),
							pg_catalog.to_char(other_first, 'YYYY-MM-DD'), NOT other_speaks)
						ELSE pg_catalog.concat(pg_catalog.to_char(last_day, 'YYYY-MM-DD'),
							pg_catalog.to_char(first_day, 'YYYY-MM-DD'), NOT speaks)
						END COLLATE "C" AS from_order,
				   chars, identity, longest, is_later OR is_earlier AS is_directed
			FROM turned
		)
		SELECT d.in_passage, d.in_source, d.in_speech, d.in_start, d.in_end,
			   d.from_passage, d.from_source, d.from_speech, d.from_start,
			   d.from_end, d.from_order, d.chars, d.identity, d.longest,
			   d.is_directed
		FROM directed AS d
		JOIN @extschema@.wic_counted_witnesses(scope) AS c
			ON c.witness_id = d.in_witness
		WHERE d.from_kind IS DISTINCT FROM 'collection'
			AND (scope.lang IS NULL OR d.in_lang = scope.lang)
			AND (in_passages IS NULL OR d.in_passage = ANY (in_passages))
			AND (wanted_in IS NULL OR d.in_speech = wanted_in)
			AND (wanted_from IS NULL OR d.from_speech = wanted_from);
END
$$;
COMMENT ON FUNCTION wic_directed_reuses(wic_scope, bigint, bigint, integer, bigint[]) IS
	'(internal)';

-- How a reuse is marked in the text that repeats: the quotation that covers
-- most of it, or lies in it.  What a report of a speech says of that speech is
-- its text, not a quotation.
CREATE FUNCTION wic_quotation_mark(schema text, in_source bigint, in_speech bigint,
		in_start integer, in_end integer, OUT kind text, OUT quotation_id bigint,
		OUT from_speech bigint)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	source CONSTANT bigint := in_source;
	speech CONSTANT bigint := in_speech;
	wanted_start CONSTANT integer := in_start;
	wanted_end CONSTANT integer := in_end;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	SELECT q.kind, q.quotation_id, q.from_speech
	INTO kind, quotation_id, from_speech
	FROM witnesses AS w
	JOIN quotations AS q ON q.in_witness = w.witness_id
	CROSS JOIN LATERAL (SELECT least(q.in_end, wanted_end)
		- greatest(q.in_start, wanted_start)) AS shared (chars)
	WHERE w.source_id = source AND q.in_start < wanted_end
		AND q.in_end > wanted_start
		AND q.from_speech IS DISTINCT FROM speech
		AND shared.chars * 2 >= wanted_end - wanted_start
	ORDER BY shared.chars DESC, q.kind = 'reported', q.in_end - q.in_start,
		q.in_start
	LIMIT 1;
END
$$;
COMMENT ON FUNCTION wic_quotation_mark(text, bigint, bigint, integer, integer) IS
	'(internal)';

-- What people and occasions of the corpus are called.
CREATE FUNCTION wic_corpus_names(schema text)
	RETURNS text[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN ARRAY(
		SELECT pg_catalog.unnest(o.other_names || o.name) FROM occasions AS o
		UNION
		SELECT pg_catalog.unnest(s.other_names || s.name) FROM speakers AS s);
END
$$;
COMMENT ON FUNCTION wic_corpus_names(text) IS
	'(internal)';

-- In how many months something has to be said, each time in another source,
-- to be a set phrase.  What many papers print within a month is one event.
CREATE FUNCTION wic_formula_months()
	RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT 4
$$;
COMMENT ON FUNCTION wic_formula_months() IS
	'(internal)';

-- Those fingerprints of some texts that are parts of set phrases.
CREATE FUNCTION wic_formula_prints(schema text, documents text[])
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET plan_cache_mode = force_custom_plan
	SET jit = off
AS $$
DECLARE
	most CONSTANT integer := @extschema@.wic_formula_months();
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN ARRAY(
		SELECT h.print
		FROM (SELECT DISTINCT u.print
			FROM pg_catalog.unnest(documents) AS d (document)
			CROSS JOIN LATERAL pg_catalog.unnest(
				@extschema@.wic_fingerprints(d.document)) AS u (print)) AS h
		WHERE EXISTS (SELECT FROM common_prints AS c WHERE c.print = h.print)
			OR most <= (
				SELECT least(pg_catalog.count(DISTINCT f.source_id),
					pg_catalog.count(DISTINCT coalesce(
						pg_catalog.to_char(s.said_on, 'YYYY-MM'),
						f.source_id::text)))
				FROM fingerprints AS f
				JOIN passages AS p ON p.passage_id = f.passage_id
				JOIN witnesses AS w ON w.witness_id = p.witness_id
				JOIN speeches AS s ON s.speech_id = w.speech_id
				WHERE f.prints @> ARRAY[h.print]));
END
$$;
COMMENT ON FUNCTION wic_formula_prints(text, text[]) IS
	'(internal)';

-- Is a stretch of a passage said so often, most of it at least?  Fingerprints
-- tell of a part of a set phrase, reuses of the whole.
CREATE FUNCTION wic_is_formula(schema text, passage bigint, start_char integer,
		end_char integer)
	RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	wanted_start CONSTANT integer := start_char;
	wanted_end CONSTANT integer := end_char;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN (
		WITH sayings AS MATERIALIZED (
			SELECT passage AS passage_id
			UNION
			SELECT r.passage_b FROM reuses AS r
			WHERE r.passage_a = passage
				AND (least(r.end_a, wanted_end) - greatest(r.start_a, wanted_start)) * 4
					>= (wanted_end - wanted_start) * 3
			UNION
			SELECT r.passage_a FROM reuses AS r
			WHERE r.passage_b = passage
				AND (least(r.end_b, wanted_end) - greatest(r.start_b, wanted_start)) * 4
					>= (wanted_end - wanted_start) * 3)
		SELECT least(pg_catalog.count(DISTINCT p.source_id),
				pg_catalog.count(DISTINCT coalesce(
					pg_catalog.to_char(s.said_on, 'YYYY-MM'),
					p.source_id::text))) >= @extschema@.wic_formula_months()
		FROM sayings AS o
		JOIN passages AS p ON p.passage_id = o.passage_id
		LEFT JOIN witnesses AS w ON w.witness_id = p.witness_id
		LEFT JOIN speeches AS s ON s.speech_id = w.speech_id);
END
$$;
COMMENT ON FUNCTION wic_is_formula(text, bigint, integer, integer) IS
	'(internal)';

-- How many characters have to agree beside names, dates and set phrases.
CREATE FUNCTION wic_substance_min()
	RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT 9
$$;
COMMENT ON FUNCTION wic_substance_min() IS
	'(internal)';

-- A reuse as it is judged: how it is marked, and what the texts are.
CREATE TYPE wic_judged_reuse AS (
	reuse       @extschema@.wic_directed_reuse,
	mark        text,		-- kind of the quotation; NULL: not marked
	in_text     text,
	from_text   text,
	substantive boolean
);
COMMENT ON TYPE wic_judged_reuse IS
	'(internal)';

-- Which of some reuses are the first ones, of all that stand at three quarters
-- of the same place: what the quotation says to be its source comes first,
-- then what was said first, then what agrees in more.  is_every: of each
-- speech the best one.
CREATE FUNCTION wic_first_reuses(schema text, candidates wic_directed_reuse[],
		known wic_directed_reuse[], is_every boolean)
	RETURNS TABLE (n bigint, mark text)
	LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
	SET jit = off
AS $$
	WITH marked AS MATERIALIZED (
		SELECT f.*, f.ordinality AS n, m.kind,
			   f.in_end - f.in_start AS length,
			   ROW(NOT is_every AND m.from_speech IS DISTINCT FROM f.from_speech,
				NOT is_every AND NOT f.is_directed,
				CASE WHEN is_every THEN '' ELSE f.from_order END,
				-f.chars, f.from_passage, f.from_start, f.in_start) AS place,
			   m.from_speech AS attributed
		FROM pg_catalog.unnest(candidates) WITH ORDINALITY AS f
		CROSS JOIN LATERAL @extschema@.wic_quotation_mark(schema, f.in_source,
			f.in_speech, f.in_start, f.in_end) AS m)
	SELECT f.n, f.kind
	FROM marked AS f
	WHERE NOT EXISTS (
		SELECT FROM pg_catalog.unnest(known) AS g
		WHERE g.in_passage = f.in_passage
			AND g.in_start < f.in_end AND g.in_end > f.in_start
			AND (least(g.in_end, f.in_end) - greatest(g.in_start, f.in_start)) * 4
				>= f.length * 3
			AND (NOT is_every OR g.from_speech = f.from_speech)
			AND ROW(NOT is_every AND f.attributed IS DISTINCT FROM g.from_speech,
				NOT is_every AND NOT g.is_directed,
				CASE WHEN is_every THEN '' ELSE g.from_order END,
				-g.chars, g.from_passage, g.from_start, g.in_start) < f.place)
	ORDER BY f.n
$$;
COMMENT ON FUNCTION wic_first_reuses(text, wic_directed_reuse[], wic_directed_reuse[], boolean) IS
	'(internal)';

-- Judge some reuses, those that are not the first ones left out.
CREATE FUNCTION wic_judge_reuses(schema text, candidates wic_directed_reuse[],
		known wic_directed_reuse[], is_every boolean, names text[])
	RETURNS SETOF @extschema@.wic_judged_reuse
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	judged @extschema@.wic_judged_reuse[];
	texts text[];
	stock integer[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	judged := ARRAY(
		SELECT ROW(candidates[f.n], f.mark,
			pg_catalog.substr(p.body, (candidates[f.n]).in_start - p.start_char + 1,
				(candidates[f.n]).in_end - (candidates[f.n]).in_start),
			pg_catalog.substr(q.body, (candidates[f.n]).from_start - q.start_char + 1,
				(candidates[f.n]).from_end - (candidates[f.n]).from_start),
			NULL)::@extschema@.wic_judged_reuse
		FROM @extschema@.wic_first_reuses(schema, candidates, known, is_every) AS f
		JOIN passages AS p ON p.passage_id = (candidates[f.n]).in_passage
		JOIN passages AS q ON q.passage_id = (candidates[f.n]).from_passage
		ORDER BY f.n);
	texts := ARRAY(SELECT j.in_text FROM pg_catalog.unnest(judged) AS j);
	stock := @extschema@.wic_stock_chars(texts, names,
		@extschema@.wic_formula_prints(schema, texts));
	RETURN QUERY
		SELECT j.reuse, j.mark, j.in_text, j.from_text,
			   (j.reuse).chars - stock[j.ordinality]
				>= @extschema@.wic_substance_min()
				AND NOT @extschema@.wic_is_formula(schema,
					(j.reuse).in_passage, (j.reuse).in_start,
					(j.reuse).in_end)
		FROM pg_catalog.unnest(judged) WITH ORDINALITY AS j;
END
$$;
COMMENT ON FUNCTION wic_judge_reuses(text, wic_directed_reuse[], wic_directed_reuse[], boolean, text[]) IS
	'(internal)';

-- The longest k reuses that are wanted.  They are judged in portions, from the
-- longest on, because few are shown of many.
CREATE FUNCTION wic_best_reuses(scope wic_scope, in_speech bigint,
		from_speech bigint, min_chars integer, in_passages bigint[],
		wanted wicquery, marked boolean, formulas boolean, is_every boolean,
		k integer)
	RETURNS SETOF @extschema@.wic_judged_reuse
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	known @extschema@.wic_directed_reuse[] := ARRAY(
		SELECT r
		FROM @extschema@.wic_directed_reuses(scope, in_speech,
			from_speech, min_chars, in_passages) AS r
		ORDER BY r.chars DESC, r.identity DESC, r.from_order, r.in_passage,
			r.in_start, r.from_passage, r.from_start);
	names text[] := @extschema@.wic_corpus_names(scope.schema);
	portion CONSTANT integer := greatest(200, 4 * least(k, 500));
	first integer := 1;
	found integer := 0;
	item @extschema@.wic_judged_reuse;
BEGIN
	WHILE first <= pg_catalog.cardinality(known) LOOP
		FOR item IN
			SELECT *
			FROM @extschema@.wic_judge_reuses(scope.schema,
				known[first:first + portion - 1], known, is_every, names)
		LOOP
			CONTINUE WHEN NOT (formulas OR item.substantive)
				OR marked <> coalesce(item.mark IN ('block', 'inline', 'term'), false)
				OR NOT (wanted IS NULL
					OR item.in_text OPERATOR(@extschema@.@@) wanted
					OR item.from_text OPERATOR(@extschema@.@@) wanted);
			RETURN NEXT item;
			found := found + 1;
			IF found = k THEN
				RETURN;
			END IF;
		END LOOP;
		first := first + portion;
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_best_reuses(wic_scope, bigint, bigint, integer, bigint[], wicquery, boolean, boolean, boolean, integer) IS
	'(internal)';

-- What a speech is called: its title, or the occasion of one without.
CREATE FUNCTION wic_speech_name(schema text, speech bigint, OUT said_on date,
		OUT title text, OUT speaker text, OUT occasion text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	SELECT s.said_on, coalesce(s.title, o.name), n.name, o.name
	INTO said_on, title, speaker, occasion
	FROM speeches AS s
	LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
	LEFT JOIN speakers AS n ON n.speaker_id = s.speaker_id
	WHERE s.speech_id = speech;
END
$$;
COMMENT ON FUNCTION wic_speech_name(text, bigint) IS
	'(internal)';

-- The passages that match, and what they match; none of an empty query.
CREATE FUNCTION wic_passages_matching(schema text, wanted wicquery)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(schema);
	RETURN ARRAY(
		SELECT p.passage_id::bigint FROM passages AS p
		WHERE p.body OPERATOR(@extschema@.@@) wanted);
END
$$;
COMMENT ON FUNCTION wic_passages_matching(text, wicquery) IS
	'(internal)';

CREATE TYPE wic_repeated AS (
	in_date      date,
	in_title     text,
	from_date    date,
	from_speaker text,
	from_title   text,
	directed     boolean,
	kind         text,
	marked       boolean,
	chars        integer,
	identity     real,
	longest      integer,
	substantive  boolean,
	source_text  text,
	quoting_text text,
	alignment    text,
	in_speech    bigint,
	from_speech  bigint,
	passage_id   bigint,
	source_id    bigint,
	start_char   integer,
	end_char     integer,
	from_passage bigint,
	from_source  bigint,
	from_start   integer,
	from_end     integer
);
COMMENT ON TYPE wic_repeated IS
	'what wic_quotations finds: the text that repeats (in_, quoting_text and its place) and the one that said it first (from_, source_text); directed is false where the dates do not tell which is which; kind is block, inline, term, reported or silent';

CREATE FUNCTION wic_quotations(query text DEFAULT NULL, k integer DEFAULT 20,
		from_speech bigint DEFAULT NULL, in_speech bigint DEFAULT NULL,
		marked boolean DEFAULT NULL, min_chars integer DEFAULT 12,
		formulas boolean DEFAULT false, origins text DEFAULT 'first',
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		level text DEFAULT 'vocab', corpus text DEFAULT NULL)
	RETURNS SETOF @extschema@.wic_repeated
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 20
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery;
	matching bigint[];
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, wic_quotations.k, 1);
	PERFORM @extschema@.wic_check_count('min_chars'::text, wic_quotations.min_chars, 1);
	PERFORM @extschema@.wic_check_choice('origins'::text, origins, '{first, all}'::text[]);
	PERFORM @extschema@.wic_check_level(level);
	PERFORM @extschema@.wic_check_linked(scope.schema);
	IF query IS NOT NULL THEN
		wanted := @extschema@.wic_counting_query(query, level);
		matching := @extschema@.wic_passages_matching(scope.schema, wanted);
	END IF;
	RETURN QUERY
		SELECT i.said_on, i.title, f.said_on, f.speaker, f.title, r.is_directed,
			   coalesce(j.mark, 'silent'),
			   coalesce(j.mark IN ('block', 'inline', 'term'), false),
			   r.chars, r.identity, r.longest, j.substantive, j.from_text,
			   j.in_text, @extschema@.wic_align_text(j.from_text, j.in_text),
			   r.in_speech, r.from_speech, r.in_passage, r.in_source,
			   r.in_start, r.in_end, r.from_passage, r.from_source,
			   r.from_start, r.from_end
		FROM @extschema@.wic_best_reuses(scope, wic_quotations.in_speech,
			wic_quotations.from_speech, wic_quotations.min_chars, matching,
			wanted, wic_quotations.marked, formulas IS TRUE,
			origins = 'all', wic_quotations.k) AS j
		CROSS JOIN LATERAL (SELECT (j.reuse).*) AS r
		CROSS JOIN LATERAL @extschema@.wic_speech_name(scope.schema, r.in_speech) AS i
		CROSS JOIN LATERAL @extschema@.wic_speech_name(scope.schema, r.from_speech) AS f;
END
$$;
COMMENT ON FUNCTION wic_quotations(text, integer, bigint, bigint, boolean, integer, boolean, text, text, date, date, text, text, text, text, text, text, text) IS
	'who repeats whose words: stretches of a text that an earlier speech has as well, marked as quotation or not, the longest first, and each with what was said first; names and set phrases only with formulas => true';

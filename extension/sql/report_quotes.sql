-- Who quotes whom, in a report: quotations that have a hit, marked as such or
-- found because texts have the same words.

-- A quotation, as places; what is not known is NULL.
CREATE TYPE wic_report_quote AS (
	from_speech   bigint,
	from_speaker  bigint,
	from_occasion bigint,
	from_on       date,
	in_speech     bigint,
	source_id     bigint,
	passage_id    bigint,
	in_start      integer,
	in_end        integer,
	hit_start     integer,
	hit_end       integer,
	kind          text,
	identity      real
);
COMMENT ON TYPE wic_report_quote IS
	'(internal)';

-- What texts mark or report as somebody's words, and has a hit.  A text quotes
-- if it counts, and if it is not a report of that very speech.
CREATE FUNCTION wic_report_marked(scope wic_scope, all_hits wic_hit[])
	RETURNS SETOF @extschema@.wic_report_quote
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 20
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		SELECT DISTINCT ON (q.quotation_id) q.from_speech::bigint,
			q.attributed_to::bigint, q.attributed_occasion::bigint, q.attributed_on,
			c.speech_id, h.source_id, h.passage_id, q.in_start, q.in_end,
			h.start_char, h.end_char, q.kind, NULL::real
		FROM pg_catalog.unnest(all_hits) AS h
		JOIN @extschema@.wic_counted_witnesses(scope) AS c ON c.source_id = h.source_id
		JOIN quotations AS q ON q.in_witness = c.witness_id
			AND h.start_char >= q.in_start AND h.end_char <= q.in_end
		WHERE q.kind <> 'term' AND q.from_speech IS DISTINCT FROM c.speech_id
			AND coalesce(q.from_speech, q.attributed_to) IS NOT NULL
		ORDER BY q.quotation_id, h.start_char;
END
$$;
COMMENT ON FUNCTION wic_report_marked(wic_scope, wic_hit[]) IS
	'(internal)';

-- The longest stretches with a hit that an earlier speech has, too, if the
-- corpus is linked.
CREATE FUNCTION wic_report_reused(scope wic_scope, wanted wicquery, all_hits wic_hit[],
		k integer)
	RETURNS SETOF @extschema@.wic_report_quote
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 20
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF NOT @extschema@.wic_has_relation(scope.schema, 'reuses'::text) THEN
		RETURN;
	END IF;
	RETURN QUERY
		SELECT r.from_speech, NULL::bigint, NULL::bigint, NULL::date, r.in_speech,
			r.in_source, r.in_passage, r.in_start, r.in_end, h.start_char, h.end_char,
			coalesce(j.mark, 'silent'::text), r.identity
		FROM @extschema@.wic_best_reuses(scope, NULL::bigint, NULL::bigint, 12,
				ARRAY(SELECT DISTINCT t.passage_id FROM pg_catalog.unnest(all_hits) AS t),
				wanted, NULL::boolean, false, false, k) AS j
		CROSS JOIN LATERAL (SELECT (j.reuse).*) AS r
		CROSS JOIN LATERAL (
			SELECT t.start_char, t.end_char
			FROM pg_catalog.unnest(all_hits) AS t
			WHERE t.passage_id = r.in_passage
				AND t.start_char >= r.in_start AND t.end_char <= r.in_end
			ORDER BY t.start_char
			LIMIT 1) AS h
		WHERE r.is_directed;
END
$$;
COMMENT ON FUNCTION wic_report_reused(wic_scope, wicquery, wic_hit[], integer) IS
	'(internal)';

-- All of them, what is marked or reported only where its source is not known
-- from the words themselves.
CREATE FUNCTION wic_report_quotes(scope wic_scope, wanted wicquery, all_hits wic_hit[],
		k integer)
	RETURNS SETOF @extschema@.wic_report_quote
	LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 20
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH reused AS MATERIALIZED (
		SELECT r.* FROM @extschema@.wic_report_reused(scope, wanted, all_hits, k) AS r
	)
	SELECT r.* FROM reused AS r
	UNION ALL
	SELECT m.* FROM @extschema@.wic_report_marked(scope, all_hits) AS m
	WHERE NOT EXISTS (
		SELECT FROM reused AS r
		WHERE r.source_id = m.source_id AND r.in_start < m.in_end
			AND r.in_end > m.in_start)
$$;
COMMENT ON FUNCTION wic_report_quotes(wic_scope, wicquery, wic_hit[], integer) IS
	'(internal)';

-- A cell: when, who, and what it is called.
CREATE FUNCTION wic_report_act(scope wic_scope, speech bigint, speaker bigint,
		occasion bigint, said_on date, labels jsonb)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN (
		SELECT pg_catalog.format('%s %s',
			@extschema@.wic_report_date(coalesce(s.said_on, wic_report_act.said_on),
				s.said_on_precision, labels),
			coalesce(nullif(pg_catalog.concat_ws(' ', @extschema@.wic_html_name(v.name),
				@extschema@.wic_html_name(coalesce(o.name, s.title))), ''),
				labels ->> 'no_title'))
		FROM (SELECT 1) AS always
		LEFT JOIN speeches AS s ON s.speech_id = wic_report_act.speech
		LEFT JOIN speakers AS v ON v.speaker_id = coalesce(s.speaker_id,
			wic_report_act.speaker)
		LEFT JOIN occasions AS o ON o.occasion_id = coalesce(s.occasion_id,
			wic_report_act.occasion));
END
$$;
COMMENT ON FUNCTION wic_report_act(wic_scope, bigint, bigint, bigint, date, jsonb) IS
	'(internal)';

-- The words of a quotation with its hit, and what is known of them; of long
-- ones what is near the hit.
CREATE FUNCTION wic_report_wording(scope wic_scope, quote wic_report_quote, labels jsonb)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	first_char integer := greatest(quote.in_start, quote.hit_start - 120);
	last_char integer := least(quote.in_end, quote.hit_end + 120);
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN (
		SELECT pg_catalog.format('<p>%s <small>%s</small></p>',
			@extschema@.wic_report_line(@extschema@.wic_html_language(p.lang, p.script),
				CASE WHEN first_char > quote.in_start THEN '…'::text ELSE '' END
					|| pg_catalog.substr(p.body, first_char - p.start_char + 1,
						quote.hit_start - first_char),
				pg_catalog.substr(p.body, quote.hit_start - p.start_char + 1,
					quote.hit_end - quote.hit_start),
				pg_catalog.substr(p.body, quote.hit_end - p.start_char + 1,
					last_char - quote.hit_end)
					|| CASE WHEN last_char < quote.in_end THEN '…'::text ELSE '' END),
			pg_catalog.concat_ws(' · ',
				coalesce(labels ->> ('quoted_' || quote.kind), @extschema@.wic_html_text(quote.kind)),
				pg_catalog.replace(labels ->> 'chars', '%s', @extschema@.wic_report_number(
					(quote.in_end - quote.in_start)::bigint)),
				pg_catalog.replace(labels ->> 'identity', '%s',
					pg_catalog.round(100 * quote.identity::numeric)::text)))
		FROM passages AS p WHERE p.passage_id = quote.passage_id);
END
$$;
COMMENT ON FUNCTION wic_report_wording(wic_scope, wic_report_quote, jsonb) IS
	'(internal)';

-- Who quotes whom: a row for each pair of speeches, with all wordings.
CREATE FUNCTION wic_report_quotations(scope wic_scope, wanted wicquery,
		all_hits wic_hit[], max_lines integer, labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH quotes AS (
		SELECT q.*, q AS quote
		FROM @extschema@.wic_report_quotes(scope, wanted, all_hits, least(max_lines, 50)) AS q
	), rows AS (
		SELECT @extschema@.wic_report_act(scope, q.from_speech, q.from_speaker,
				q.from_occasion, q.from_on, labels) AS quoted,
			@extschema@.wic_report_act(scope, q.in_speech, NULL::bigint, NULL::bigint,
				NULL::date, labels) AS quoting,
			pg_catalog.string_agg(@extschema@.wic_report_wording(scope, q.quote, labels),
				''::text ORDER BY q.in_end - q.in_start DESC, q.in_start) AS wordings
		FROM quotes AS q
		GROUP BY q.from_speech, q.from_speaker, q.from_occasion, q.from_on, q.in_speech
	)
	SELECT pg_catalog.format(
		E'<section><h2>%s</h2>\n<table class="quotes"><thead><tr>'
		'<th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th>'
		'</tr></thead><tbody>\n%s\n</tbody></table></section>\n',
		labels ->> 'quotations', labels ->> 'quoted', labels ->> 'quoting',
		labels ->> 'wording',
		pg_catalog.string_agg(pg_catalog.format(
			'<tr><td>%s</td><td>%s</td><td>%s</td></tr>', r.quoted, r.quoting, r.wordings),
			E'\n'::text ORDER BY r.quoted COLLATE "C", r.quoting COLLATE "C", r.wordings COLLATE "C"))
	FROM rows AS r
	HAVING pg_catalog.count(*) > 0
$$;
COMMENT ON FUNCTION wic_report_quotations(wic_scope, wicquery, wic_hit[], integer, jsonb) IS
	'(internal)';

-- A page about a query, to look at, print and send: HTML in one piece.
--
-- wic_report() finds the hits once.  Each section is a function that takes
-- them, the scope and the labels, and returns HTML, or NULL where it has
-- nothing to say.  Whatever is not a constant of ours goes through
-- wic_html_text(), or through one of the functions beside it.

-- What is known of the sources, for both kinds of corpora; the address is that
-- of the page, or where the document came from.
CREATE FUNCTION wic_report_sources(scope wic_scope, wanted bigint[])
	RETURNS TABLE (source_id bigint, publisher text, title text,
		published_at timestamp, address text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	IF @extschema@.wic_is_attached(scope.schema) THEN
		RETURN QUERY
			SELECT s.source_id::bigint, s.publisher, s.title, s.published_at, s.uri
			FROM sources AS s WHERE s.source_id = ANY (wanted);
	ELSE
		RETURN QUERY
			SELECT s.source_id, s.publisher, s.title, s.published_at,
				coalesce(s.url, s.uri)
			FROM sources AS s WHERE s.source_id = ANY (wanted);
	END IF;
END
$$;
COMMENT ON FUNCTION wic_report_sources(wic_scope, bigint[]) IS
	'(internal)';

-- A source as it is cited, in one line.
CREATE FUNCTION wic_report_citation(publisher text, title text,
		published_at timestamp, address text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT '<p class="cite">' || pg_catalog.concat(
		@extschema@.wic_html_name(publisher), @extschema@.wic_html_name(title),
		'<time>' || pg_catalog.to_char(CASE WHEN pg_catalog.isfinite(published_at)
			THEN published_at END, 'YYYY-MM-DD'::text) || '</time>',
		@extschema@.wic_html_link(address)) || '</p>'
$$;
COMMENT ON FUNCTION wic_report_citation(text, text, timestamp, text) IS
	'(internal)';

-- Hits with what stands before and behind them in their paragraph, in the
-- order of time, and the number of that.  Where there are more than max_lines, every n-th is taken.
-- A span is counted in ideographs, which are as wide as two letters; words of
-- letters are not torn.
CREATE FUNCTION wic_report_lines(scope wic_scope, all_hits wic_hit[],
		max_lines integer, span integer)
	RETURNS TABLE (speech_id bigint, source_id bigint, said_on date,
		start_char integer, ord integer, lang text, before text, hit text, after text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 200
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN QUERY
		WITH numbered AS (
			SELECT h.*, pg_catalog.row_number() OVER (ORDER BY h.said_on, h.speech_id,
					h.source_id, h.start_char, h.end_char) AS n
			FROM pg_catalog.unnest(all_hits) AS h
		), chosen AS (
			SELECT n.* FROM numbered AS n
			WHERE pg_catalog.cardinality(all_hits) <= max_lines
				OR n.n * max_lines / pg_catalog.cardinality(all_hits)
					<> (n.n - 1) * max_lines / pg_catalog.cardinality(all_hits)
		), placed AS (
			SELECT c.*, p.lang, p.script, p.body,
				c.start_char - p.start_char AS at,
				c.end_char - c.start_char AS length,
				CASE p.script WHEN 'Latn' THEN 2 * span ELSE span END AS chars
			FROM chosen AS c
			JOIN passages AS p ON p.passage_id = c.passage_id
		)
		SELECT p.speech_id, p.source_id, p.said_on, p.start_char,
			CASE WHEN NOT @extschema@.wic_is_attached(scope.schema)
				THEN @extschema@.wic_paragraph_number(scope.schema, p.passage_id) END,
			@extschema@.wic_html_language(p.lang, p.script),
			CASE WHEN p.at > p.chars THEN '…' || pg_catalog.regexp_replace(
				pg_catalog.substr(p.body, p.at - p.chars + 1, p.chars),
				'^[A-Za-z\u00c0-\u024f]+[[:punct:]]* ', '')
			ELSE pg_catalog.left(p.body, p.at) END,
			pg_catalog.substr(p.body, p.at + 1, p.length),
			CASE WHEN pg_catalog.length(p.body) > p.at + p.length + p.chars
				THEN pg_catalog.regexp_replace(pg_catalog.substr(p.body,
					p.at + p.length + 1, p.chars), ' [[:punct:]]*[A-Za-z\u00c0-\u024f]+$', '') || '…'
			ELSE pg_catalog.substr(p.body, p.at + p.length + 1) END
		FROM placed AS p
		ORDER BY p.n;
END
$$;
COMMENT ON FUNCTION wic_report_lines(wic_scope, wic_hit[], integer, integer) IS
	'(internal)';

-- A hit in its context.
CREATE FUNCTION wic_report_line(lang text, before text, hit text, after text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('<span class="text" lang="%s">%s<mark>%s</mark>%s</span>', lang,
		'<span class="before">' || nullif(@extschema@.wic_html_text(before), '') || '</span>',
		@extschema@.wic_html_text(hit),
		'<span class="after">' || nullif(@extschema@.wic_html_text(after), '') || '</span>')
$$;
COMMENT ON FUNCTION wic_report_line(text, text, text, text) IS
	'(internal)';

-- Who speaks, when and where, as the heading of what was said; behind it more.
CREATE FUNCTION wic_report_heading(scope wic_scope, speech bigint, labels jsonb, more text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN (
		SELECT pg_catalog.format('<h3>%s %s%s</h3>',
			@extschema@.wic_report_date(s.said_on, s.said_on_precision, labels),
			coalesce(nullif(pg_catalog.concat(
				@extschema@.wic_html_name(p.name), @extschema@.wic_html_name(o.name),
				@extschema@.wic_html_name(s.title)), ''),
				pg_catalog.format('<i>%s</i>', labels ->> 'no_title')),
			' <small>' || more || '</small>')
		FROM speeches AS s
		LEFT JOIN speakers AS p ON p.speaker_id = s.speaker_id
		LEFT JOIN occasions AS o ON o.occasion_id = s.occasion_id
		WHERE s.speech_id = speech);
END
$$;
COMMENT ON FUNCTION wic_report_heading(wic_scope, bigint, jsonb, text) IS
	'(internal)';

-- The concordance: lines by speech, each with its citation.
CREATE FUNCTION wic_report_concordance(scope wic_scope, all_hits wic_hit[],
		max_lines integer, span integer, labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH groups AS (
		SELECT l.speech_id, l.source_id, l.said_on, pg_catalog.count(*) AS shown,
			pg_catalog.string_agg(pg_catalog.format(
				'<li>%s%s</li>', '<span class="at">' || pg_catalog.replace(
					labels ->> 'paragraph', '%s', l.ord::text) || '</span>',
				@extschema@.wic_report_line(l.lang, l.before, l.hit, l.after)),
				E'\n'::text ORDER BY l.start_char) AS lines
		FROM @extschema@.wic_report_lines(scope, all_hits, max_lines, span) AS l
		GROUP BY l.speech_id, l.source_id, l.said_on
	), counted AS (
		SELECT h.speech_id, h.source_id, pg_catalog.count(*) AS hits
		FROM pg_catalog.unnest(all_hits) AS h
		GROUP BY h.speech_id, h.source_id
	)
	SELECT pg_catalog.format(E'<section><h2>%s</h2>%s%s\n</section>\n',
		labels ->> 'concordance',
		CASE WHEN pg_catalog.cardinality(all_hits) > max_lines THEN
			pg_catalog.format('<p class="note">' || (labels ->> 'shown') || '</p>',
				@extschema@.wic_report_number(pg_catalog.sum(g.shown)::bigint),
				@extschema@.wic_report_number(pg_catalog.cardinality(all_hits)::bigint),
				max_lines) END,
		pg_catalog.string_agg(pg_catalog.format(
			E'\n<div class="group">%s%s\n<ol class="lines%s">\n%s\n</ol></div>',
			@extschema@.wic_report_heading(scope, g.speech_id, labels,
				CASE WHEN g.shown = c.hits
					THEN pg_catalog.format(@extschema@.wic_report_noun(labels,
						'lines'::text, c.hits), c.hits)
					ELSE pg_catalog.format(labels ->> 'lines_of', g.shown, c.hits) END),
			@extschema@.wic_report_citation(s.publisher, s.title, s.published_at, s.address),
			CASE WHEN span <= 26 THEN ' kwic' END, g.lines),
			''::text ORDER BY g.said_on, g.speech_id, g.source_id))
	FROM groups AS g
	JOIN counted AS c USING (speech_id, source_id)
	JOIN @extschema@.wic_report_sources(scope,
		ARRAY(SELECT source_id FROM groups)) AS s USING (source_id)
	HAVING pg_catalog.count(*) > 0
$$;
COMMENT ON FUNCTION wic_report_concordance(wic_scope, wic_hit[], integer, integer, jsonb) IS
	'(internal)';

-- The timeline, and its figures as a table.
CREATE FUNCTION wic_report_timeline(periods wic_report_period[], labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(
		E'<section><h2>%s<small>%s</small></h2>\n%s\n<p class="note">%s%s</p>\n'
		'<details><summary>%s</summary><div class="scroll" tabindex="0"><table><thead><tr>'
		'<th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th>'
		'<th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>'
		'\n%s\n</tbody></table></div></details></section>\n',
		labels ->> 'timeline', pg_catalog.min(labels ->> p.unit),
		@extschema@.wic_report_chart(periods, labels), labels ->> 'ticks',
		CASE WHEN pg_catalog.max(p.hits) FILTER (WHERE p.period IS NULL) > 0 THEN
			pg_catalog.format(labels ->> 'undated', @extschema@.wic_report_number(
				pg_catalog.max(p.hits) FILTER (WHERE p.period IS NULL))) END,
		labels ->> 'figures', labels ->> 'period', labels ->> 'hits',
		labels ->> 'speeches', labels ->> 'texts', labels ->> 'per_10k',
		pg_catalog.string_agg(pg_catalog.format(
			'<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>',
			coalesce(@extschema@.wic_report_place_name(
				@extschema@.wic_report_place(p.period, p.unit), p.unit),
				labels ->> 'no_date'), p.hits, p.speeches, p.texts,
			pg_catalog.round(p.hits * 10000.0 / nullif(p.chars, 0), 2)),
			E'\n'::text ORDER BY p.period))
	FROM pg_catalog.unnest(periods) AS p
	HAVING @extschema@.wic_report_chart(periods, labels) IS NOT NULL
$$;
COMMENT ON FUNCTION wic_report_timeline(wic_report_period[], jsonb) IS
	'(internal)';

-- A first use: whose, where it stands, and which text that is.
CREATE FUNCTION wic_report_use(scope wic_scope, basis text, use wic_use, nsources bigint,
		all_hits wic_hit[], labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(E'%s<blockquote>%s</blockquote>%s\n',
		CASE basis WHEN 'claimed' THEN pg_catalog.format('<h3>%s %s <small>%s</small></h3>',
			@extschema@.wic_report_date((use).said_on, (use)."precision", labels),
			pg_catalog.concat(@extschema@.wic_html_name((use).speaker),
				@extschema@.wic_html_name((use).occasion)),
			pg_catalog.format('%s · %s %s', labels ->> basis, nsources,
				@extschema@.wic_report_noun(labels, 'sources'::text, nsources)))
		ELSE @extschema@.wic_report_heading(scope, (use).speech_id, labels,
			labels ->> basis) END,
		@extschema@.wic_report_line(l.lang, l.before, l.hit, l.after),
		@extschema@.wic_report_citation(s.publisher, s.title, s.published_at, s.address))
	FROM @extschema@.wic_report_lines(scope,
		ARRAY(SELECT h FROM pg_catalog.unnest(all_hits) AS h
			WHERE h.passage_id = (use).passage_id AND h.start_char = (use).start_char
			LIMIT 1), 1, 80) AS l
	JOIN @extschema@.wic_report_sources(scope, ARRAY[l.source_id]) AS s USING (source_id)
$$;
COMMENT ON FUNCTION wic_report_use(wic_scope, text, wic_use, bigint, wic_hit[], jsonb) IS
	'(internal)';

-- The first use: attested, and as texts claim it.
CREATE FUNCTION wic_report_first_use(scope wic_scope, wanted wicquery,
		all_hits wic_hit[], labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH uses AS (
		SELECT f.*, pg_catalog.row_number() OVER (PARTITION BY f.basis
			ORDER BY (f.u).said_on, (f.u).speech_id, (f.u).start_char) AS n
		FROM @extschema@.wic_first_uses_of(wanted, scope) AS f
	)
	SELECT pg_catalog.format(E'<section><h2>%s</h2>\n%s%s</section>\n',
		labels ->> 'first_use',
		pg_catalog.string_agg(@extschema@.wic_report_use(scope, f.basis, f.u, f.sources,
			all_hits, labels), ''::text ORDER BY (f.u).said_on, f.basis, f.n)
			FILTER (WHERE f.basis <> 'undated'),
		'<p class="note">' || pg_catalog.replace(labels ->> 'perhaps_first', '%s',
			@extschema@.wic_report_number(pg_catalog.max(f.sources)
				FILTER (WHERE f.basis = 'undated'))) || '</p>')
	FROM uses AS f
	WHERE f.n <= 10
	HAVING pg_catalog.bool_or(f.basis <> 'undated')
$$;
COMMENT ON FUNCTION wic_report_first_use(wic_scope, wicquery, wic_hit[], jsonb) IS
	'(internal)';

-- What stands near it more often than by chance.
CREATE FUNCTION wic_report_collocates(scope wic_scope, wanted wicquery, level text,
		labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(
		E'<section><h2>%s<small>%s</small></h2>\n<div class="scroll" tabindex="0"><table><thead><tr>'
		'<th scope="col">%s</th><th scope="col" colspan="2">%s</th><th scope="col">%s</th>'
		'<th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th>'
		'</tr></thead><tbody>\n%s\n</tbody></table></div></section>\n',
		labels ->> 'collocates', labels ->> 'collocates_are', labels ->> 'collocate',
		labels ->> 'log_likelihood', labels ->> 'together', labels ->> 'before',
		labels ->> 'after', labels ->> 'mi',
		pg_catalog.string_agg(pg_catalog.format(
			'<tr><td>%s</td><td><svg class="bar" aria-hidden="true"><rect width="%s%%" height="9"/>'
			'</svg></td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>',
			@extschema@.wic_html_name(c.collocate),
			pg_catalog.round((100 * c.log_likelihood / c.most)::numeric, 1),
			pg_catalog.round(c.log_likelihood::numeric, 1),
			c.together, c.before, c.after, pg_catalog.round(c.mi::numeric, 2)),
			E'\n'::text ORDER BY c.n))
	FROM (SELECT l.*, pg_catalog.max(l.log_likelihood) OVER () AS most
		FROM @extschema@.wic_count_collocates(wanted, scope, level, 'term'::text, 5, 3,
			'log_likelihood'::text, 15) WITH ORDINALITY
			AS l (collocate, together, before, after, total, expected, log_likelihood,
				mi, t_score, speeches, n)) AS c
	HAVING pg_catalog.count(*) > 0
$$;
COMMENT ON FUNCTION wic_report_collocates(wic_scope, wicquery, text, jsonb) IS
	'(internal)';

-- The ways in which it is written in the texts that were found.
CREATE FUNCTION wic_report_forms(scope wic_scope, all_hits wic_hit[])
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN (
		SELECT pg_catalog.string_agg(pg_catalog.format('<span>%s <b>%s</b></span>',
			@extschema@.wic_html_name(f.form), @extschema@.wic_report_number(f.hits)),
			' '::text ORDER BY f.hits DESC, f.form COLLATE "C")
		FROM (
			SELECT m.form, pg_catalog.count(*) AS hits
			FROM pg_catalog.unnest(all_hits) AS h
			JOIN passages AS p ON p.passage_id = h.passage_id
			CROSS JOIN LATERAL (SELECT pg_catalog.substr(p.body,
				h.start_char - p.start_char + 1, h.end_char - h.start_char)) AS m (form)
			GROUP BY m.form
			ORDER BY 2 DESC, m.form COLLATE "C"
			LIMIT 12) AS f);
END
$$;
COMMENT ON FUNCTION wic_report_forms(wic_scope, wic_hit[]) IS
	'(internal)';

-- A row of what was asked; NULL if it was not.
CREATE FUNCTION wic_report_asked(label text, answer text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(E'<dt>%s</dt><dd>%s</dd>\n', label, answer)
	WHERE answer <> ''
$$;
COMMENT ON FUNCTION wic_report_asked(text, text) IS
	'(internal)';

-- The sums: hits, speeches, sources, and from when to when.
CREATE FUNCTION wic_report_sums(all_hits wic_hit[], labels jsonb)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(E'<ul class="sums">\n%s%s\n</ul>\n',
		pg_catalog.string_agg(pg_catalog.format(E'<li><b>%s</b> %s</li>\n',
			@extschema@.wic_report_number(u.number),
			@extschema@.wic_report_noun(labels, u.label, u.number)), ''::text ORDER BY u.n),
		pg_catalog.min(pg_catalog.format('<li><b>%s</b> %s</li>',
			pg_catalog.concat_ws('–', pg_catalog.date_part('year', s.first),
				nullif(pg_catalog.date_part('year', s.last), pg_catalog.date_part('year', s.first))),
			labels ->> 'dates')) FILTER (WHERE s.first IS NOT NULL))
	FROM (
		SELECT pg_catalog.count(*) AS hits, pg_catalog.count(DISTINCT h.speech_id) AS speeches,
			pg_catalog.count(DISTINCT h.source_id) AS sources,
			pg_catalog.min(h.said_on) FILTER (WHERE pg_catalog.isfinite(h.said_on)) AS first,
			pg_catalog.max(h.said_on) FILTER (WHERE pg_catalog.isfinite(h.said_on)) AS last
		FROM pg_catalog.unnest(all_hits) AS h) AS s
	CROSS JOIN LATERAL (VALUES (1, 'hits'::text, s.hits), (2, 'speeches', s.speeches),
		(3, 'sources', s.sources)) AS u (n, label, number)
$$;
COMMENT ON FUNCTION wic_report_sums(wic_hit[], jsonb) IS
	'(internal)';

-- The page around the sections.  The policy forbids whatever is not the style
-- sheet, even if text were to become markup.
CREATE FUNCTION wic_report_page(query text, schema text, labels jsonb,
		header text, sections text, call text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format(E'<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8"/>\n'
		'<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
		'style-src &#39;sha256-%s&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/>\n'
		'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
		'<meta name="color-scheme" content="light dark"/>\n'
		'<meta name="referrer" content="no-referrer"/>\n'
		'<title>%s – %s</title>\n<style>%s</style>\n</head>\n<body>\n'
		'<header>\n<p>%s</p>\n<h1>%s</h1>\n%s</header>\n<main>\n%s</main>\n'
		'<footer>\n<p>%s</p>\n<p>%s <code>%s</code></p>\n</footer>\n</body>\n</html>',
		labels ->> 'language',
		pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(t.style, 'UTF8')), 'base64'::text),
		@extschema@.wic_html_text(query), @extschema@.wic_html_text(schema), t.style,
		labels ->> 'report', @extschema@.wic_html_name(query), header,
		coalesce(nullif(sections, ''), pg_catalog.format(E'<p>%s</p>\n', labels ->> 'nothing')),
		labels ->> 'counted',
		pg_catalog.format(labels ->> 'made', e.extversion,
			pg_catalog.to_char(pg_catalog.now(), 'YYYY-MM-DD'::text)),
		@extschema@.wic_html_text(call))
	FROM (SELECT @extschema@.wic_report_style()) AS t (style),
		pg_catalog.pg_extension AS e
	WHERE e.extname = 'wicsearch'
$$;
COMMENT ON FUNCTION wic_report_page(text, text, jsonb, text, text, text) IS
	'(internal)';

-- What was asked and of which texts, below the sums.  Arguments are pairs of
-- name and value.
CREATE FUNCTION wic_report_header(scope wic_scope, all_hits wic_hit[],
		periods wic_report_period[], arguments text[],
		level text, labels jsonb)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.concat(@extschema@.wic_report_sums(all_hits, labels),
		E'<dl class="asked">\n',
		@extschema@.wic_report_asked(labels ->> 'corpus',
			@extschema@.wic_html_name((scope).schema)),
		(SELECT @extschema@.wic_report_asked(labels ->> 'searched',
			pg_catalog.format(labels ->> 'searched_is',
				@extschema@.wic_report_number(coalesce(pg_catalog.sum(p.texts), 0)::bigint),
				@extschema@.wic_report_number(coalesce(pg_catalog.sum(p.chars), 0)::bigint)))
		 FROM pg_catalog.unnest(periods) AS p),
		(SELECT pg_catalog.string_agg(@extschema@.wic_report_asked(
				labels ->> arguments[i], @extschema@.wic_html_name(arguments[i + 1])),
				''::text ORDER BY i)
		 FROM pg_catalog.generate_series(1, pg_catalog.cardinality(arguments), 2) AS i
		 WHERE arguments[i] NOT IN ('level', 'corpus')),
		@extschema@.wic_report_asked(labels ->> 'level', labels ->> ('level_' || level)),
		@extschema@.wic_report_asked(labels ->> 'forms',
			@extschema@.wic_report_forms(scope, all_hits)),
		E'</dl>\n')
$$;
COMMENT ON FUNCTION wic_report_header(wic_scope, wic_hit[], wic_report_period[], text[], text, jsonb) IS
	'(internal)';

-- What was typed, for whoever wants to make the page again.
CREATE FUNCTION wic_report_call(query text, arguments text[])
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('SELECT wic_report(%s%s);', pg_catalog.quote_literal(query),
		(SELECT pg_catalog.string_agg(pg_catalog.format(', %s => %s', arguments[i],
				pg_catalog.quote_literal(arguments[i + 1])), ''::text ORDER BY i)
		 FROM pg_catalog.generate_series(1, pg_catalog.cardinality(arguments), 2) AS i
		 WHERE arguments[i + 1] IS NOT NULL))
$$;
COMMENT ON FUNCTION wic_report_call(text, text[]) IS
	'(internal)';

CREATE FUNCTION wic_report(query text, max_lines integer DEFAULT 200,
		span integer DEFAULT 24, labels text DEFAULT NULL,
		speaker text DEFAULT NULL, since date DEFAULT NULL, until date DEFAULT NULL,
		occasion text DEFAULT NULL, source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		level text DEFAULT 'vocab', corpus text DEFAULT NULL)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	words jsonb := @extschema@.wic_report_labels(labels, query);
	scope @extschema@.wic_scope := @extschema@.wic_scope(corpus, speaker, since,
		until, occasion, source, kind, lang, witnesses);
	wanted @extschema@.wicquery := @extschema@.wic_counting_query(query, level);
	arguments text[] := ARRAY['speaker', speaker,
		'since', pg_catalog.to_jsonb(since) #>> '{}',
		'until', pg_catalog.to_jsonb(until) #>> '{}',
		'occasion', occasion, 'source', source, 'kind', kind, 'lang', lang,
		'witnesses', nullif(witnesses, 'best'),
		'level', nullif(level, 'vocab'), 'corpus', scope.schema];
	all_hits @extschema@.wic_hit[];
	periods @extschema@.wic_report_period[];
BEGIN
	scope := @extschema@.wic_sought(scope, query, level);
	PERFORM @extschema@.wic_check_count('max_lines'::text, max_lines, 1);
	PERFORM @extschema@.wic_check_count('span'::text, span, 0);
	PERFORM @extschema@.wic_check_level(level);
	IF query IS NULL THEN
		RETURN NULL;
	END IF;
	all_hits := ARRAY(SELECT h FROM @extschema@.wic_hits(wanted, scope) AS h);
	periods := ARRAY(SELECT p FROM @extschema@.wic_report_periods(scope, all_hits) AS p);
	RETURN @extschema@.wic_report_page(query, scope.schema, words,
		@extschema@.wic_report_header(scope, all_hits, periods, arguments,
			level, words),
		pg_catalog.concat(
			@extschema@.wic_report_timeline(periods, words),
			@extschema@.wic_report_first_use(scope, wanted, all_hits, words),
			@extschema@.wic_report_collocates(scope, wanted, level, words),
			@extschema@.wic_report_quotations(scope, wanted, all_hits, max_lines, words),
			@extschema@.wic_report_concordance(scope, all_hits, max_lines,
				least(span, 1000000), words)),
		@extschema@.wic_report_call(query, arguments));
END
$$;
COMMENT ON FUNCTION wic_report(text, integer, integer, text, text, date, date, text, text, text, text, text, text, text) IS
	'a page of HTML about a query: timeline, first use, collocates, quotations, concordance; for a browser, from a file, without script';

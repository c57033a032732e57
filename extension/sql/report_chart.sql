-- The timeline of a report, as SVG: hits, and hits per 10 000 characters.
--
-- It has no size of its own but its height: across, all is in percent of the
-- place that the page gives it, so that letters have one size on all screens.

CREATE TYPE wic_report_period AS (
	period   date,		-- its first day; NULL: without date
	unit     text,		-- month, year or decade
	hits     bigint,
	speeches bigint,	-- those with hits
	texts    bigint,
	chars    bigint
);
COMMENT ON TYPE wic_report_period IS
	'(internal)';

-- The unit that makes a readable number of bars; months where all are known.
CREATE FUNCTION wic_report_unit(scope wic_scope)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(scope.schema);
	RETURN (
		SELECT CASE
			WHEN pg_catalog.max(s.said_on) - pg_catalog.min(s.said_on) > 366 * 120
				THEN 'decade'
			WHEN pg_catalog.max(s.said_on) - pg_catalog.min(s.said_on) > 731
				OR pg_catalog.bool_or(s.said_on_precision = 'year') THEN 'year'
			ELSE 'month' END
		FROM @extschema@.wic_counted_witnesses(scope) AS w
		JOIN speeches AS s ON s.speech_id = w.speech_id
		WHERE pg_catalog.isfinite(s.said_on));
END
$$;
COMMENT ON FUNCTION wic_report_unit(wic_scope) IS
	'(internal)';

-- The periods of which the corpus has texts, and what was found in each.
CREATE FUNCTION wic_report_periods(scope wic_scope, all_hits wic_hit[])
	RETURNS SETOF @extschema@.wic_report_period
	LANGUAGE sql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH counted AS (
		SELECT h.speech_id, pg_catalog.count(*) AS hits
		FROM pg_catalog.unnest(all_hits) AS h
		GROUP BY h.speech_id
	)
	SELECT CASE WHEN pg_catalog.isfinite(t.period) THEN t.period END, u.unit,
		coalesce(pg_catalog.sum(c.hits), 0)::bigint, pg_catalog.count(c.hits),
		pg_catalog.count(*), pg_catalog.sum(t.chars)::bigint
	FROM (SELECT @extschema@.wic_report_unit(scope)) AS u (unit)
	CROSS JOIN LATERAL @extschema@.wic_speech_lengths(scope, u.unit) AS t
	LEFT JOIN counted AS c USING (speech_id)
	GROUP BY 1, 2
	ORDER BY 1
$$;
COMMENT ON FUNCTION wic_report_periods(wic_scope, wic_hit[]) IS
	'(internal)';

-- A bar chart as SVG, as wide as its place: across in percent, down in pixels.
-- Bars stand at their number among nplaces places.  Below top is a line for
-- the greatest value, and what it is.
CREATE FUNCTION wic_report_bars(places integer[], heights double precision[],
		nplaces integer, top integer, height integer, caption text, class text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('<text x="0" y="%1$s">%2$s</text>'
			'<line class="rule" x2="100%%" y1="%3$s" y2="%3$s"/><g class="%4$s">%5$s</g>'
			'<line class="axis" x2="100%%" y1="%6$s" y2="%6$s"/>',
			top - 5, caption, top, class,
			pg_catalog.string_agg(pg_catalog.format(
				'<rect x="%s%%" y="%s" width="%s%%" height="%s"/>',
				pg_catalog.round(((b.place + 0.5) * 100 / nplaces - w.width / 2)::numeric, 2),
				pg_catalog.round((top + height - b.tall)::numeric, 1),
				pg_catalog.round(w.width::numeric, 2),
				pg_catalog.round(b.tall::numeric, 1)), ''::text ORDER BY b.place)
				FILTER (WHERE b.tall > 0),
			top + height)
	FROM (
		SELECT u.place, CASE WHEN u.value > 0
			THEN greatest(1.5, height * u.value / pg_catalog.max(u.value) OVER ()) END
		FROM ROWS FROM (pg_catalog.unnest(places), pg_catalog.unnest(heights)) AS u (place, value)
		) AS b (place, tall),
		(SELECT least(80.0 / nplaces, 6.0)::double precision) AS w (width)
$$;
COMMENT ON FUNCTION wic_report_bars(integer[], double precision[], integer, integer, integer, text, text) IS
	'(internal)';

-- A short line below the axis for each place where there is something.
CREATE FUNCTION wic_report_ticks(places integer[], nplaces integer, y integer)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('<g class="seen">%s</g>', pg_catalog.string_agg(
		pg_catalog.format('<rect x="%s%%" y="%s" width="%s%%" height="3"/>',
			pg_catalog.round((u.place + 0.5) * 100 / nplaces - w.width / 2, 2), y,
			pg_catalog.round(w.width, 2)), ''::text ORDER BY u.place))
	FROM pg_catalog.unnest(places) AS u (place),
		(SELECT least(80.0 / nplaces, 6.0)) AS w (width)
$$;
COMMENT ON FUNCTION wic_report_ticks(integer[], integer, integer) IS
	'(internal)';

-- The number of a period among all of its unit, and its name.
CREATE FUNCTION wic_report_place(period date, unit text)
	RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE unit
		WHEN 'month' THEN pg_catalog.date_part('year', period) * 12
			+ pg_catalog.date_part('month', period) - 1
		WHEN 'year' THEN pg_catalog.date_part('year', period)
		ELSE pg_catalog.floor(pg_catalog.date_part('year', period) / 10) END::integer
$$;
COMMENT ON FUNCTION wic_report_place(date, text) IS
	'(internal)';

CREATE FUNCTION wic_report_place_name(place integer, unit text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE unit
		WHEN 'month' THEN pg_catalog.format('%s-%s', place / 12,
			pg_catalog.lpad((place % 12 + 1)::text, 2, '0'::text))
		WHEN 'year' THEN place::text
		ELSE pg_catalog.format('%s0–%s9', place, place) END
$$;
COMMENT ON FUNCTION wic_report_place_name(integer, text) IS
	'(internal)';

-- What stands below the line: names of some periods, at round numbers.
CREATE FUNCTION wic_report_axis(first_place integer, nplaces integer, unit text, y integer)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(pg_catalog.format(
		'<text x="%s%%" y="%s" text-anchor="middle">%s</text>',
		pg_catalog.round((p.place - first_place + 0.5) * 100 / nplaces, 2), y,
		pg_catalog.split_part(@extschema@.wic_report_place_name(p.place, unit), '–', 1)),
		''::text ORDER BY p.place)
	FROM pg_catalog.generate_series(first_place, first_place + nplaces - 1) AS p (place),
		(SELECT pg_catalog.min(c.step) FROM pg_catalog.unnest(CASE unit
			WHEN 'month' THEN '{1, 2, 3, 6, 12}'::integer[]
			ELSE '{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}' END) AS c (step)
		 WHERE nplaces <= c.step * CASE unit WHEN 'month' THEN 6 ELSE 10 END) AS s (step)
	WHERE p.place % s.step = 0
$$;
COMMENT ON FUNCTION wic_report_axis(integer, integer, text, integer) IS
	'(internal)';

-- What a period is told to be when it is pointed at.
CREATE FUNCTION wic_report_tips(periods wic_report_period[], first_place integer,
		nplaces integer, height integer, labels jsonb)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(pg_catalog.format(
		'<g><title>%s: %s %s, %s %s, %s %s</title>'
		'<rect x="%s%%" y="0" width="%s%%" height="%s"/></g>',
		@extschema@.wic_report_place_name(l.place, p.unit),
		p.hits, @extschema@.wic_report_noun(labels, 'hits'::text, p.hits),
		p.speeches, @extschema@.wic_report_noun(labels, 'speeches'::text, p.speeches),
		pg_catalog.round(p.hits * 10000.0 / nullif(p.chars, 0), 2), labels ->> 'per_10k',
		pg_catalog.round((l.place - first_place) * 100.0 / nplaces, 2),
		pg_catalog.round(100.0 / nplaces, 2), height), E'\n'::text ORDER BY p.period)
	FROM pg_catalog.unnest(periods) AS p,
		LATERAL @extschema@.wic_report_place(p.period, p.unit) AS l (place)
	WHERE p.period IS NOT NULL
$$;
COMMENT ON FUNCTION wic_report_tips(wic_report_period[], integer, integer, integer, jsonb) IS
	'(internal)';

-- One period is no timeline.
CREATE FUNCTION wic_report_chart(periods wic_report_period[], labels jsonb)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH dated AS (
		SELECT p.*, @extschema@.wic_report_place(p.period, p.unit) AS place,
			p.hits * 10000.0 / nullif(p.chars, 0) AS rate
		FROM pg_catalog.unnest(periods) AS p WHERE p.period IS NOT NULL
	), whole AS (
		SELECT pg_catalog.min(d.place) AS first, pg_catalog.max(d.place) AS last,
			pg_catalog.max(d.place) - pg_catalog.min(d.place) + 1 AS n,
			pg_catalog.min(d.unit) AS unit, pg_catalog.max(d.hits) AS most,
			pg_catalog.max(d.rate) AS highest,
			pg_catalog.array_agg(d.place - f.place ORDER BY d.place) AS places,
			pg_catalog.array_agg(d.hits::double precision ORDER BY d.place) AS hits,
			pg_catalog.array_agg(d.rate::double precision ORDER BY d.place) AS rates,
			(pg_catalog.array_agg(d.place ORDER BY d.hits DESC, d.place))[1] AS peak
		FROM dated AS d, (SELECT pg_catalog.min(place) FROM dated) AS f (place)
	)
	SELECT pg_catalog.format(
		'<figure><svg role="img" height="246" aria-label="%s">%s%s%s%s<g class="over">%s</g></svg></figure>',
		pg_catalog.format(labels ->> 'chart_is',
			@extschema@.wic_report_place_name(w.first, w.unit),
			@extschema@.wic_report_place_name(w.last, w.unit), w.most,
			@extschema@.wic_report_place_name(w.peak, w.unit)),
		@extschema@.wic_report_bars(w.places, w.hits, w.n, 18, 110,
			pg_catalog.format('%s %s', @extschema@.wic_report_number(w.most),
				@extschema@.wic_report_noun(labels, 'hits'::text, w.most)), 'hits'::text),
		@extschema@.wic_report_bars(w.places, w.rates, w.n, 158, 56,
			pg_catalog.format('%s %s', pg_catalog.round(w.highest, 2), labels ->> 'per_10k'),
			'rate'::text),
		@extschema@.wic_report_ticks(w.places, w.n, 217),
		@extschema@.wic_report_axis(w.first, w.n, w.unit, 238),
		@extschema@.wic_report_tips(periods, w.first, w.n, 246, labels))
	FROM whole AS w
	WHERE w.most > 0 AND w.n > 1
$$;
COMMENT ON FUNCTION wic_report_chart(wic_report_period[], jsonb) IS
	'(internal)';

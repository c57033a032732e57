-- What stands near the hits of a query.

CREATE FUNCTION wic_count_collocates(wanted wicquery, scope wic_scope, level text,
		unit text, span integer, min_together integer, order_by text, k integer)
	RETURNS TABLE (collocate text, together bigint, before bigint, after bigint,
		total bigint, expected double precision, log_likelihood double precision,
		mi double precision, t_score double precision, speeches bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_count_collocates(wicquery, wic_scope, text, text, integer, integer, text, integer) IS
	'(internal)';

-- A span counts characters, and words in other scripts as one each, and ends
-- with the sentence.  The places of a collocate of n characters are all
-- stretches of n characters that are joined and outside of the hits; N is how
-- many there are in the counted texts, R1 how many of them lie within a span,
-- on one side of a hit, each once.  C1 is total, O11 together, and
-- expected = R1 * C1 / N (Evert 2008, Corpora and collocations, 5.1).
CREATE FUNCTION wic_collocates(query text, k integer DEFAULT 20,
		span integer DEFAULT 5, order_by text DEFAULT 'log_likelihood',
		min_together integer DEFAULT 3, unit text DEFAULT 'term',
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		level text DEFAULT 'vocab', corpus text DEFAULT NULL)
	RETURNS TABLE (collocate text, together bigint, total bigint,
		expected numeric, log_likelihood numeric, mi numeric, t_score numeric,
		before bigint, after bigint, speeches bigint, bar text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	scope @extschema@.wic_scope;
	wanted @extschema@.wicquery;
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_count('span'::text, span, 1);
	PERFORM @extschema@.wic_check_count('min_together'::text, min_together, 1);
	PERFORM @extschema@.wic_check_choice('order_by'::text, order_by,
		'{log_likelihood, mi, t_score, together}'::text[]);
	PERFORM @extschema@.wic_check_choice('unit'::text, unit,
		'{term, character}'::text[]);
	PERFORM @extschema@.wic_check_level(level);
	scope := @extschema@.wic_scope(corpus, speaker, since, until, occasion,
		source, kind, lang, witnesses);
	scope := @extschema@.wic_sought(scope, query, level);
	wanted := @extschema@.wic_counting_query(query, level);

	RETURN QUERY
		SELECT c.collocate, c.together, c.total,
			pg_catalog.round(c.expected::numeric, 2),
			pg_catalog.round(c.log_likelihood::numeric, 2),
			pg_catalog.round(c.mi::numeric, 2),
			pg_catalog.round(c.t_score::numeric, 2),
			c.before, c.after, c.speeches,
			@extschema@.wic_bar(m.value, pg_catalog.max(m.value) OVER (), 10)
		FROM @extschema@.wic_count_collocates(wanted, scope, level, unit, span,
				min_together, order_by, k) WITH ORDINALITY
			AS c (collocate, together, before, after, total, expected,
				log_likelihood, mi, t_score, speeches, n)
		CROSS JOIN LATERAL (SELECT CASE order_by
			WHEN 'mi' THEN c.mi
			WHEN 't_score' THEN c.t_score
			WHEN 'together' THEN c.together::double precision
			ELSE c.log_likelihood END) AS m (value)
		ORDER BY c.n;
END
$$;
COMMENT ON FUNCTION wic_collocates(text, integer, integer, text, integer, text, text, date, date, text, text, text, text, text, text, text) IS
	'terms, words or characters that stand near the hits of a query more often than by chance, words for one thing being one word at level vocab: expected = R1 * total / N, of N places R1 within the span (Evert 2008); log-likelihood (Dunning 1993), MI = log2(together / expected) (Church and Hanks 1990), t = (together - expected) / sqrt(together) (Church et al. 1991)';

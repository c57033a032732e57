-- Wording that is typical of some texts against others.

CREATE FUNCTION wic_keyness_rows(scope wic_scope, reference wic_scope,
		are_apart boolean, k integer, min_chars integer, max_chars integer,
		min_hits integer, min_speeches integer, direction integer, level text)
	RETURNS TABLE (term text, hits bigint, ref_hits bigint, chars bigint,
		ref_chars bigint, log_likelihood double precision,
		log_ratio double precision, speeches bigint, ref_speeches bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000000 ROWS 30;
COMMENT ON FUNCTION wic_keyness_rows(wic_scope, wic_scope, boolean, integer, integer, integer, integer, integer, integer, text) IS
	'(internal)';

-- Both sets of texts go through the same filters but for their dates.  Without
-- dates, and without a corpus of its own, the reference is all other texts.
CREATE FUNCTION wic_keyness(since date DEFAULT NULL, until date DEFAULT NULL,
		ref_since date DEFAULT NULL, ref_until date DEFAULT NULL,
		k integer DEFAULT 30, min_chars integer DEFAULT 2,
		max_chars integer DEFAULT 12, min_hits integer DEFAULT 3,
		min_speeches integer DEFAULT 1, show text DEFAULT 'more',
		speaker text DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		level text DEFAULT 'vocab', ref_corpus text DEFAULT NULL, corpus text DEFAULT NULL)
	RETURNS TABLE (term text, hits bigint, ref_hits bigint, per_10k numeric,
		ref_per_10k numeric, log_likelihood numeric, log_ratio numeric,
		direction text, bar text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 30
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	scope @extschema@.wic_scope;
	reference @extschema@.wic_scope;
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_lengths(min_chars, max_chars, 2);
	PERFORM @extschema@.wic_check_count('min_hits'::text, min_hits, 1);
	PERFORM @extschema@.wic_check_count('min_speeches'::text, min_speeches, 1);
	PERFORM @extschema@.wic_check_choice('show'::text, show,
		'{more, less, both}'::text[]);
	PERFORM @extschema@.wic_check_choice('level'::text, level,
		'{vocab, script}'::text[]);
	scope := @extschema@.wic_scope(corpus, speaker, since, until, occasion, source,
		kind, lang, witnesses);
	reference := @extschema@.wic_scope(coalesce(ref_corpus, scope.schema), speaker,
		ref_since, ref_until, occasion, source, kind, lang, witnesses);

	RETURN QUERY
		SELECT r.term, r.hits, r.ref_hits,
			pg_catalog.round(r.hits * 10000.0 / r.chars, 1),
			pg_catalog.round(r.ref_hits * 10000.0 / r.ref_chars, 1),
			pg_catalog.round(r.log_likelihood::numeric, 1),
			pg_catalog.round(r.log_ratio::numeric, 2),
			CASE WHEN r.hits * r.ref_chars >= r.ref_hits * r.chars
				THEN 'more'::text ELSE 'less' END,
			@extschema@.wic_bar(r.log_likelihood,
				pg_catalog.max(r.log_likelihood) OVER (), 10)
		FROM @extschema@.wic_keyness_rows(scope, reference,
				scope.schema <> reference.schema, k, min_chars, max_chars,
				min_hits, min_speeches,
				CASE show WHEN 'more' THEN 1 WHEN 'less' THEN -1
					ELSE 0 END,
				level) WITH ORDINALITY
			AS r (term, hits, ref_hits, chars, ref_chars, log_likelihood,
				log_ratio, speeches, ref_speeches, n)
		ORDER BY r.n;
END
$$;
COMMENT ON FUNCTION wic_keyness(date, date, date, date, integer, integer, integer, integer, integer, text, text, text, text, text, text, text, text, text, text) IS
	'wording that some texts have more of than others, words for one thing being one word at level vocab: LL = 2 * (O1 * ln(O1 / E1) + O2 * ln(O2 / E2)), Ei = Ni * (O1 + O2) / (N1 + N2) (Dunning 1993, Rayson and Garside 2000); log ratio = log2((O1 / N1) / (O2 / N2)), where 0 counts as 0.5 (Hardie 2014)';

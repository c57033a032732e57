-- Wording that speeches share: formulas that nobody listed.

CREATE FUNCTION wic_formula_rows(scope wic_scope, k integer,
		min_chars integer, max_chars integer, min_speeches integer,
		bins integer, level text)
	RETURNS TABLE (formula text, chars integer, hits bigint, speeches bigint,
		first_said_on date, last_said_on date, counts integer[],
		speech_id bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000000 ROWS 30;
COMMENT ON FUNCTION wic_formula_rows(wic_scope, integer, integer, integer, integer, integer, text) IS
	'(internal)';

-- Lengths of what is looked for.
CREATE FUNCTION wic_check_lengths(min_chars integer, max_chars integer,
		minimum integer)
	RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_check_count('min_chars'::text, min_chars, minimum);
	IF max_chars IS NULL OR max_chars < min_chars OR max_chars > 1000 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'max_chars must be between min_chars and 1000';
	END IF;
END
$$;
COMMENT ON FUNCTION wic_check_lengths(integer, integer, integer) IS
	'(internal)';

-- spark has at most 12 characters, so the years share them where they are more.
CREATE FUNCTION wic_formulas(k integer DEFAULT 30, min_chars integer DEFAULT 4,
		max_chars integer DEFAULT 30, min_speeches integer DEFAULT 2,
		speaker text DEFAULT NULL, since date DEFAULT NULL,
		until date DEFAULT NULL, occasion text DEFAULT NULL,
		source text DEFAULT NULL, kind text DEFAULT NULL,
		lang text DEFAULT NULL, witnesses text DEFAULT 'best',
		level text DEFAULT 'vocab', corpus text DEFAULT NULL)
	RETURNS TABLE (formula text, chars integer, hits bigint, speeches bigint,
		first_said_on date, last_said_on date, spark text, speech_id bigint)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 30
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM @extschema@.wic_check_count('k'::text, k, 1);
	PERFORM @extschema@.wic_check_lengths(min_chars, max_chars, 2);
	PERFORM @extschema@.wic_check_count('min_speeches'::text, min_speeches, 1);
	PERFORM @extschema@.wic_check_choice('level'::text, level,
		'{vocab, script}'::text[]);
	RETURN QUERY
		SELECT f.formula, f.chars, f.hits, f.speeches, f.first_said_on,
			f.last_said_on, @extschema@.wic_spark(f.counts::double precision[]),
			f.speech_id
		FROM @extschema@.wic_formula_rows(
			@extschema@.wic_scope(corpus, speaker, since, until, occasion, source,
				kind, lang, witnesses),
			k, min_chars, max_chars, min_speeches, 12, level) AS f;
END
$$;
COMMENT ON FUNCTION wic_formulas(integer, integer, integer, integer, text, date, date, text, text, text, text, text, text, text) IS
	'runs of characters that at least min_speeches speeches share, those that cover most of the texts first; at level vocab words for one thing are one word';

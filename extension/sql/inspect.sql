-- What an administrator wants to know of wicsearch indexes.

CREATE FUNCTION wic_index_stats(index regclass,
		OUT level text,
		OUT documents bigint,
		OUT deleted_documents bigint,
		OUT pending_documents bigint,
		OUT segments integer,
		OUT lexemes bigint,
		OUT average_length double precision,
		OUT bytes bigint,
		OUT segment_pages bigint,
		OUT pending_pages bigint,
		OUT dying_pages bigint,
		OUT free_pages bigint,
		OUT unnamed_pages bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_index_stats(regclass) IS
	'what is in a wicsearch index; lexemes are counted once in each segment, unnamed pages were left by a crash; what is not in use is not known, NULL, during a merge and on a standby';

CREATE FUNCTION wic_index_segments(index regclass)
	RETURNS TABLE (segment bigint, documents bigint, deleted_documents bigint,
		lexemes bigint, average_length double precision, bytes bigint)
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED ROWS 8;
COMMENT ON FUNCTION wic_index_segments(regclass) IS
	'the segments of a wicsearch index';

CREATE FUNCTION wic_count(index regclass, query wicquery)
	RETURNS bigint
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_count(regclass, wicquery) IS
	'how many rows of a wicsearch index match, dead ones that VACUUM has not yet seen included';

CREATE FUNCTION wic_merge(index regclass, max_segments integer DEFAULT 1)
	RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION wic_merge(regclass, integer) IS
	'merge what is pending and the segments of a wicsearch index until there are at most so many; returns how many there are';

CREATE FUNCTION wic_index_state(index regclass, OUT state text,
		OUT detail text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_index_state(regclass) IS
	'(internal) can a wicsearch index be used, and if not, why';

-- Indexes on tables that the caller may read, or owns.
CREATE FUNCTION wic_status()
	RETURNS TABLE (index regclass, state text, detail text, statement text)
	LANGUAGE sql VOLATILE PARALLEL RESTRICTED ROWS 8
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $function$
	SELECT c.oid::pg_catalog.regclass, s.state, s.detail,
		CASE WHEN s.state OPERATOR(pg_catalog.<>) 'ok' THEN
			pg_catalog.format('REINDEX INDEX %s', c.oid::pg_catalog.regclass)
		END
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_am AS a ON a.oid OPERATOR(pg_catalog.=) c.relam
	JOIN pg_catalog.pg_index AS i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
	CROSS JOIN LATERAL @extschema@.wic_index_state(c.oid) AS s
	WHERE a.amname OPERATOR(pg_catalog.=) 'wicsearch'
		AND c.relkind OPERATOR(pg_catalog.=) 'i'
		AND NOT pg_catalog.pg_is_other_temp_schema(c.relnamespace)
		AND (c.relpersistence OPERATOR(pg_catalog.=) 'p'
			OR NOT pg_catalog.pg_is_in_recovery())
		AND (pg_catalog.has_any_column_privilege(i.indrelid, 'SELECT')
			OR pg_catalog.pg_has_role(c.relowner, 'USAGE'))
	ORDER BY pg_catalog.format('%s', c.oid::pg_catalog.regclass) COLLATE pg_catalog."C"
$function$;
COMMENT ON FUNCTION wic_status() IS
	'each wicsearch index, whether it can be used, and what to run if not';

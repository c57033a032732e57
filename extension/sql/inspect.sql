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

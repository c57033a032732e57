-- Queries: wic_tsquery for anything that takes a tsquery, wicquery to rank.

CREATE FUNCTION wic_tsquery(query text, level text DEFAULT 'vocab')
	RETURNS tsquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_tsquery(text, text) IS
	'web search syntax to tsquery; each run of CJK is an exact substring';

CREATE TYPE wicquery;

CREATE FUNCTION wicquery_in(cstring)
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_in(cstring) IS
	'(internal)';

CREATE FUNCTION wicquery_out(wicquery)
	RETURNS cstring
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_out(wicquery) IS
	'(internal)';

CREATE FUNCTION wicquery_recv(internal)
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_recv(internal) IS
	'(internal)';

CREATE FUNCTION wicquery_send(wicquery)
	RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_send(wicquery) IS
	'(internal)';

CREATE TYPE wicquery (
	INPUT          = wicquery_in,
	OUTPUT         = wicquery_out,
	RECEIVE        = wicquery_recv,
	SEND           = wicquery_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT      = int4,
	STORAGE        = extended
);
COMMENT ON TYPE wicquery IS
	'a query with the statistics that ranking needs';

CREATE FUNCTION wic_query(query text, rel regclass DEFAULT NULL,
		level text DEFAULT 'vocab', match text DEFAULT 'all',
		stats text DEFAULT 'auto')
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_query(text, regclass, text, text, text) IS
	'web search syntax to a query that ranks, with the statistics of a table';

-- What is counted must be what was asked for: words that often mean the same
-- (数据, 资料) are good for ranking only.
CREATE FUNCTION wic_counting_query(query text, level text)
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_counting_query(text, text) IS
	'(internal)';

CREATE FUNCTION wicquery_any(wicquery)
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_any(wicquery) IS
	'(internal) the same query with match "any"';

CREATE FUNCTION wicquery_condition(wicquery)
	RETURNS tsquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicquery_condition(wicquery) IS
	'(internal) cast to tsquery';

CREATE CAST (wicquery AS tsquery) WITH FUNCTION wicquery_condition(wicquery);

CREATE FUNCTION wic_index_condition(wicquery)
	RETURNS tsquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_index_condition(wicquery) IS
	'(internal) what a GIN index is asked for';

CREATE FUNCTION wic_match_support(internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_match_support(internal) IS
	'(internal) planner support';

CREATE FUNCTION wic_text_matches(text, wicquery)
	RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_text_matches(text, wicquery) IS
	'implementation of @@ operator';

CREATE FUNCTION wic_text_distance(text, wicquery)
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_text_distance(text, wicquery) IS
	'implementation of <=> operator';

CREATE FUNCTION wic_tsvector_matches(tsvector, wicquery)
	RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT wic_match_support;
COMMENT ON FUNCTION wic_tsvector_matches(tsvector, wicquery) IS
	'implementation of @@ operator';

CREATE FUNCTION wic_tsvector_distance(tsvector, wicquery)
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_tsvector_distance(tsvector, wicquery) IS
	'implementation of <=> operator';

CREATE FUNCTION wic_match_selectivity(internal, oid, internal, integer)
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_match_selectivity(internal, oid, internal, integer) IS
	'(internal) restriction selectivity of @@, out of an index';

CREATE OPERATOR @@ (
	LEFTARG  = text,
	RIGHTARG = wicquery,
	FUNCTION = wic_text_matches,
	RESTRICT = wic_match_selectivity,
	JOIN     = contjoinsel
);
COMMENT ON OPERATOR @@ (text, wicquery) IS
	'text matches query';

CREATE OPERATOR @@ (
	LEFTARG  = tsvector,
	RIGHTARG = wicquery,
	FUNCTION = wic_tsvector_matches,
	RESTRICT = wic_match_selectivity,
	JOIN     = contjoinsel
);
COMMENT ON OPERATOR @@ (tsvector, wicquery) IS
	'text search vector matches query';

CREATE OPERATOR <=> (
	LEFTARG  = text,
	RIGHTARG = wicquery,
	FUNCTION = wic_text_distance
);
COMMENT ON OPERATOR <=> (text, wicquery) IS
	'distance: minus the BM25 score of the text';

CREATE OPERATOR <=> (
	LEFTARG  = tsvector,
	RIGHTARG = wicquery,
	FUNCTION = wic_tsvector_distance
);
COMMENT ON OPERATOR <=> (tsvector, wicquery) IS
	'distance: minus the BM25 score of the text search vector';

CREATE FUNCTION wic_rescore(document text, query wicquery)
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION wic_rescore(text, wicquery) IS
	'the score for the final order of the best: with single characters and proximity';

CREATE FUNCTION wic_feedback(query wicquery, rel regclass, bodies text[],
		scores double precision[])
	RETURNS wicquery
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION wic_feedback(wicquery, regclass, text[], double precision[]) IS
	'(internal) the query with terms that its best passages share; NULL if that does not help';

CREATE FUNCTION wic_length(document text, config regconfig)
	RETURNS integer
	AS 'MODULE_PATHNAME', 'wic_text_length'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_length(text, regconfig) IS
	'length of a text in lexemes, as ranking counts it';

CREATE FUNCTION wic_length(document tsvector)
	RETURNS integer
	AS 'MODULE_PATHNAME', 'wic_tsvector_length'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_length(tsvector) IS
	'length of a text search vector in lexemes, repetitions included';

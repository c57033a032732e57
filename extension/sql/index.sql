-- The access method: CREATE INDEX ... USING wicsearch (column).

CREATE FUNCTION wicsearch_handler(internal)
	RETURNS index_am_handler
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wicsearch_handler(internal) IS
	'(internal) handler of the access method wicsearch';

CREATE ACCESS METHOD wicsearch TYPE INDEX HANDLER wicsearch_handler;
COMMENT ON ACCESS METHOD wicsearch IS
	'search of Chinese, Japanese and Korean text, ranked';

CREATE OPERATOR CLASS wic_text_ops DEFAULT FOR TYPE text
	USING wicsearch AS
	OPERATOR 1 @@ (text, wicquery),
	OPERATOR 2 <=> (text, wicquery) FOR ORDER BY pg_catalog.float_ops;
COMMENT ON OPERATOR CLASS wic_text_ops USING wicsearch IS
	'text, read as wicquery reads it';

CREATE OPERATOR CLASS wic_tsvector_ops DEFAULT FOR TYPE tsvector
	USING wicsearch AS
	OPERATOR 1 @@ (tsvector, wicquery),
	OPERATOR 2 <=> (tsvector, wicquery) FOR ORDER BY pg_catalog.float_ops,
	OPERATOR 3 pg_catalog.@@ (tsvector, tsquery);
COMMENT ON OPERATOR CLASS wic_tsvector_ops USING wicsearch IS
	'text search vectors of any configuration';

COMMENT ON OPERATOR FAMILY wic_text_ops USING wicsearch IS
	'text';
COMMENT ON OPERATOR FAMILY wic_tsvector_ops USING wicsearch IS
	'text search vectors';

-- Is an index what it should be?

CREATE FUNCTION wic_check(index regclass, heapallindexed boolean DEFAULT false)
	RETURNS TABLE (severity text, detail text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE ROWS 10
	SET search_path = pg_catalog, @extschema@, pg_temp;
COMMENT ON FUNCTION wic_check(regclass, boolean) IS
	'what is wrong with an index, and no row if nothing is; heapallindexed compares it with every row of its table as well';

-- Numbers as people see them in a terminal.

-- A bar of at most width characters, in eighths, for a share of the greatest.
CREATE FUNCTION wic_bar(value double precision, greatest_value double precision,
		width integer DEFAULT 20)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE WHEN value > 0 AND greatest_value > 0 THEN
		pg_catalog.repeat('█', e.eighths / 8)
			|| pg_catalog.substr(' ▏▎▍▌▋▊▉', e.eighths % 8 + 1,
				CASE WHEN e.eighths % 8 = 0 THEN 0 ELSE 1 END)
		ELSE '' END
	FROM (SELECT greatest(1, pg_catalog.round(
		value / greatest_value * width * 8)::integer)) AS e (eighths)
$$;
COMMENT ON FUNCTION wic_bar(double precision, double precision, integer) IS
	'a bar of █ in eighths, as long as the value is of the greatest; never empty for what is more than nothing';

-- A line of numbers, one character each; a zero is a dot.
CREATE FUNCTION wic_spark("values" double precision[])
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(CASE WHEN v.value > 0 THEN
			pg_catalog.substr('▁▂▃▄▅▆▇█',
				pg_catalog.ceil(v.value * 8 / v.highest)::integer, 1)
		ELSE '·' END, ''::text ORDER BY v.n)
	FROM (
		SELECT u.value, u.n, pg_catalog.max(u.value) OVER () AS highest
		FROM pg_catalog.unnest("values") WITH ORDINALITY AS u (value, n)) AS v
$$;
COMMENT ON FUNCTION wic_spark(double precision[]) IS
	'numbers as a line of ▁▂▃▄▅▆▇█, the greatest the highest; a dot for none';

-- STABLE: how wide a character is, psql learns from a table of its version.
CREATE FUNCTION wic_display_width(line text)
	RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_display_width(text) IS
	'columns that a line takes in a terminal, as psql counts: two for 河, one for a';

CREATE FUNCTION wic_pad_left(line text, width integer)
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_pad_left(text, integer) IS
	'a line with blanks before it, so that it ends at that column';

-- What stands around places of a text, as one line: before has blanks before
-- it, so that all end at column 2 * span.  Of what is narrower than a Han
-- character two count as one.  Places ascend by start.
CREATE FUNCTION wic_contexts(body text, starts integer[], ends integer[], span integer)
	RETURNS TABLE (start_char integer, end_char integer, before text, hit text,
		after text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION wic_contexts(text, integer[], integer[], integer) IS
	'(internal)';

-- What a source is called: its publisher, else the host of its address, else
-- its path.
CREATE FUNCTION wic_source_name(publisher text, uri text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(publisher, pg_catalog.substring(uri,
		'^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?([^/?#]+)'::pg_catalog.text), uri);
COMMENT ON FUNCTION wic_source_name(text, text) IS
	'(internal)';

-- Snippets: the original text, or the best pieces of it, with marks.
--
-- With html the text is escaped, the marks are not, and if both marks are
-- left at their default they are <mark> and </mark>.

CREATE FUNCTION wic_snippet(document text, query wicquery,
		max_chars integer DEFAULT 80, max_fragments integer DEFAULT 1,
		start_mark text DEFAULT '【', stop_mark text DEFAULT '】',
		ellipsis text DEFAULT '…', html boolean DEFAULT false)
	RETURNS text
	AS 'MODULE_PATHNAME', 'wic_snippet_query'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_snippet(text, wicquery, integer, integer, text, text,
		text, boolean) IS
	'the pieces of a text that match best, in the original characters, with marks';

CREATE FUNCTION wic_snippet(document text, query text,
		max_chars integer DEFAULT 80, max_fragments integer DEFAULT 1,
		start_mark text DEFAULT '【', stop_mark text DEFAULT '】',
		ellipsis text DEFAULT '…', html boolean DEFAULT false,
		level text DEFAULT 'vocab')
	RETURNS text
	LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED
	RETURN @extschema@.wic_snippet(document,
		@extschema@.wic_query(query, NULL::pg_catalog.regclass, level,
			'all'::text, 'auto'::text),
		max_chars, max_fragments, start_mark, stop_mark, ellipsis, html);
COMMENT ON FUNCTION wic_snippet(text, text, integer, integer, text, text,
		text, boolean, text) IS
	'the pieces of a text that match best, in the original characters, with marks';

CREATE FUNCTION wic_highlight(document text, query wicquery,
		start_mark text DEFAULT '【', stop_mark text DEFAULT '】',
		html boolean DEFAULT false)
	RETURNS text
	AS 'MODULE_PATHNAME', 'wic_highlight_query'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_highlight(text, wicquery, text, text, boolean) IS
	'a whole text with marks around all that matches';

CREATE FUNCTION wic_highlight(document text, query text,
		start_mark text DEFAULT '【', stop_mark text DEFAULT '】',
		html boolean DEFAULT false, level text DEFAULT 'vocab')
	RETURNS text
	LANGUAGE SQL STABLE STRICT PARALLEL RESTRICTED
	RETURN @extschema@.wic_highlight(document,
		@extschema@.wic_query(query, NULL::pg_catalog.regclass, level,
			'all'::text, 'auto'::text),
		start_mark, stop_mark, html);
COMMENT ON FUNCTION wic_highlight(text, text, text, text, boolean, text) IS
	'a whole text with marks around all that matches';

-- Two texts: are they the same, how alike are they, and where do they differ?
--
-- STABLE, not IMMUTABLE: at level vocab the rows of wic_terms count.  What an
-- index is to rely on is wic_fold.

CREATE FUNCTION wic_same(a text, b text, level text DEFAULT 'script')
	RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_same(text, text, text) IS
	'are two texts the same when folded, and, at level vocab, when words of the same meaning are?';

CREATE FUNCTION wic_similarity(a text, b text, level text DEFAULT 'script')
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_similarity(text, text, text) IS
	'how alike two texts are, from 0 to 1: the share of their characters that both have in the same order';

CREATE FUNCTION wic_align(a text, b text, level text DEFAULT 'script')
	RETURNS TABLE (op text, a text, b text, a_start integer, b_start integer)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION wic_align(text, text, text) IS
	'two texts side by side: what is the same, differs in script or vocab only, or was replaced, inserted or deleted';

CREATE FUNCTION wic_align_text(a text, b text, level text DEFAULT 'script',
		start_mark text DEFAULT '{', middle_mark text DEFAULT '→',
		stop_mark text DEFAULT '}')
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_align_text(text, text, text, text, text, text) IS
	'the first text with every difference to the second marked in it';

CREATE FUNCTION wic_most_like(sought text, document text,
		level text DEFAULT 'script', min_similarity double precision DEFAULT 0,
		OUT start_char integer, OUT end_char integer, OUT body text)
	RETURNS record
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION wic_most_like(text, text, text, double precision) IS
	'the part of a text that is most like another, as wic_similarity measures it; NULL if none reaches min_similarity';

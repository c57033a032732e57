-- Repair: a damaged text becomes the text that was meant.

-- STABLE, not IMMUTABLE: a new version of the library, or of ICU, may know
-- more damage.

CREATE FUNCTION wic_repair(document text, mode text DEFAULT 'safe')
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_repair(text, text) IS
	'the text without what damaged it: text read in the wrong character set, entities, copy protection, invisible characters, spacing, punctuation of the wrong width; modes none, safe and full';

CREATE FUNCTION wic_repairs(document text, mode text DEFAULT 'safe')
	RETURNS TABLE (start_char integer, length integer, rule text, before text,
				   after text, status text, alternatives text[],
				   raw_start integer, raw_length integer)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_repairs(text, text) IS
	'what wic_repair changes, in the order of the text: start_char and length in the repaired text, raw_start and raw_length in the one that is given';

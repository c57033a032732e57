-- From bytes to text.

-- STABLE, not IMMUTABLE: a new version of the library may know more character
-- sets, and another ICU may map a few characters in another way.

CREATE FUNCTION wic_detect(document bytea, declared text DEFAULT NULL)
	RETURNS TABLE (charset text, confidence real, basis text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION wic_detect(bytea, text) IS
	'the character sets that a document may be in, the most plausible first';

CREATE FUNCTION wic_decode(document bytea, charset text DEFAULT NULL)
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_decode(bytea, text) IS
	'the text that the bytes hold, strictly, without byte order mark; the character set is detected unless it is given';

CREATE FUNCTION wic_bad_byte(document bytea, charset text DEFAULT NULL)
	RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_bad_byte(bytea, text) IS
	'offset of the first byte that wic_decode refuses, from 0; NULL if there is none';

-- What the loader needs of a document, in one pass.  declared may be wrong.
CREATE FUNCTION wic_decode_document(raw bytea, declared text,
		OUT document text, OUT charset text, OUT confidence real,
		OUT is_uncertain boolean)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_decode_document(bytea, text) IS
	'(internal)';

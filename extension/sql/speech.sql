-- Speeches: what a document quotes, and the acts of saying that it renders.

-- STABLE: a new version of the library may know more verbs and names.
CREATE FUNCTION wic_quotes(document text, roles text[], starts integer[],
		ends integer[], published date DEFAULT NULL)
	RETURNS TABLE (ord integer, start_char integer, end_char integer,
				   kind text, depth integer, speaker text, said_on date,
				   said_on_precision text, said_on_basis text, said_day text,
				   occasion text, act text, status text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_quotes(text, text[], integer[], integer[], date) IS
	'what the passages of a document quote: kind is block, inline, reported, term, or act for a sentence that tells of one; said_day is what is stated of a day whose year is not';

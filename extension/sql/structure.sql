-- The structure of a document: paragraphs with their roles, sentences, dates
-- and metadata.

-- STABLE, not IMMUTABLE, where a new version of the library may know better.

CREATE FUNCTION wic_script(document text)
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_script(text) IS
	'script of most of the text: Hans, Hant, Jpan, Kore, Latn, or NULL';

CREATE FUNCTION wic_paragraphs(document text)
	RETURNS TABLE (ord integer, start_char integer, end_char integer,
				   body text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_paragraphs(text) IS
	'the lines of a text, trimmed, without the empty ones; offsets are characters, from 0, half-open';

CREATE FUNCTION wic_title(document text)
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_title(text) IS
	'the title in wic_metadata: the first line that is short and no sentence, aside from what belongs to the page; more has to follow';

CREATE FUNCTION wic_passages(document text, hints text[] DEFAULT NULL)
	RETURNS TABLE (ord integer, role text, lang text, script text, body text,
				   start_char integer, end_char integer)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_passages(text, text[]) IS
	'the paragraphs of wic_paragraphs, each with what it is: title, heading, lead, body, quote, attribution, caption, credit, meta; and, left out of searches, breadcrumb, widget, teaser, disclaimer, repeat; hints are the roles of the first lines that are not empty, NULL where unknown';

CREATE FUNCTION wic_metadata(document text, hints text[] DEFAULT NULL,
		OUT title text, OUT column_name text,
		OUT published_at timestamp, OUT published_precision text,
		OUT publisher text, OUT author text, OUT editor text,
		OUT issue text, OUT url text,
		OUT event_on date, OUT event_precision text, OUT event_basis text,
		OUT lang text, OUT script text)
	RETURNS record
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION wic_metadata(text, text[]) IS
	'what a document says of itself; NULL is what it does not say; event_on is the day that it tells of, its basis stated or, where the year stands elsewhere, inferred';

CREATE FUNCTION wic_sentences(document text)
	RETURNS TABLE (ord integer, start_char integer, end_char integer,
				   body text)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_sentences(text) IS
	'the sentences of a text, each within a line; offsets are characters, from 0, half-open';

CREATE FUNCTION wic_dates(document text)
	RETURNS TABLE (start_char integer, end_char integer, body text,
				   said_on timestamp, "precision" text,
				   is_inferred boolean)
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_dates(text) IS
	'the dates in a text and how exactly they are stated; the year is inferred from the sentence where a month and day stand alone, and said_on is NULL where that names none';

-- Text search objects: parsers, dictionaries, configurations.

DO $$
BEGIN
	IF pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.<>) 'UTF8' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = 'wicsearch needs a database in encoding UTF8',
			DETAIL = pg_catalog.format('The encoding of this database is %s.',
				pg_catalog.getdatabaseencoding()),
			HINT = 'CREATE DATABASE … ENCODING ''UTF8'' TEMPLATE template0, and load the data there.';
	END IF;
END
$$;

CREATE FUNCTION wic_parser_start(internal, integer)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_parser_start(internal, integer) IS
	'(internal)';

CREATE FUNCTION wic_parser_token(internal, internal, internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_parser_token(internal, internal, internal) IS
	'(internal)';

CREATE FUNCTION wic_parser_end(internal)
	RETURNS void
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_parser_end(internal) IS
	'(internal)';

CREATE FUNCTION wic_parser_lextypes(internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_parser_lextypes(internal) IS
	'(internal)';

CREATE FUNCTION wic_headline(internal, internal, tsquery)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_headline(internal, internal, tsquery) IS
	'(internal)';

CREATE FUNCTION wic_headline_exact(internal, internal, tsquery)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_headline_exact(internal, internal, tsquery) IS
	'(internal)';

CREATE TEXT SEARCH PARSER wicsearch (
	START    = wic_parser_start,
	GETTOKEN = wic_parser_token,
	END      = wic_parser_end,
	LEXTYPES = wic_parser_lextypes,
	HEADLINE = wic_headline
);
COMMENT ON TEXT SEARCH PARSER wicsearch IS
	'runs of CJK, words, numbers; for the configuration wicsearch';

CREATE TEXT SEARCH PARSER wicsearch_exact (
	START    = wic_parser_start,
	GETTOKEN = wic_parser_token,
	END      = wic_parser_end,
	LEXTYPES = wic_parser_lextypes,
	HEADLINE = wic_headline_exact
);
COMMENT ON TEXT SEARCH PARSER wicsearch_exact IS
	'runs of CJK, words, numbers; for the configuration wicsearch_exact';

CREATE FUNCTION wic_dict_fold_init(internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_dict_fold_init(internal) IS
	'(internal)';

CREATE FUNCTION wic_dict_fold_lexize(internal, internal, internal, internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_dict_fold_lexize(internal, internal, internal, internal) IS
	'(internal)';

CREATE FUNCTION wic_dict_gap_lexize(internal, internal, internal, internal)
	RETURNS internal
	AS 'MODULE_PATHNAME'
	LANGUAGE C STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_dict_gap_lexize(internal, internal, internal, internal) IS
	'(internal)';

CREATE TEXT SEARCH TEMPLATE wic_fold (
	INIT   = wic_dict_fold_init,
	LEXIZE = wic_dict_fold_lexize
);
COMMENT ON TEXT SEARCH TEMPLATE wic_fold IS
	'folds variants, width and case, and cuts CJK into bigrams; options: version, variants';

CREATE TEXT SEARCH TEMPLATE wic_gap (
	LEXIZE = wic_dict_gap_lexize
);
COMMENT ON TEXT SEARCH TEMPLATE wic_gap IS
	'leaves an empty position, which no phrase matches across';

CREATE TEXT SEARCH DICTIONARY wic_fold (
	TEMPLATE = @extschema@.wic_fold,
	version  = 1
);
COMMENT ON TEXT SEARCH DICTIONARY wic_fold IS
	'variants, width and case folded; CJK cut into bigrams';

CREATE TEXT SEARCH DICTIONARY wic_fold_exact (
	TEMPLATE = @extschema@.wic_fold,
	version  = 1,
	variants = off
);
COMMENT ON TEXT SEARCH DICTIONARY wic_fold_exact IS
	'width and case folded, variants kept apart; CJK cut into bigrams';

CREATE TEXT SEARCH DICTIONARY wic_gap (
	TEMPLATE = @extschema@.wic_gap
);
COMMENT ON TEXT SEARCH DICTIONARY wic_gap IS
	'an empty position for punctuation';

-- A股 needs its A, and IT产业 its IT: no stop words.
CREATE TEXT SEARCH DICTIONARY wic_english (
	TEMPLATE = pg_catalog.snowball,
	language = english
);
COMMENT ON TEXT SEARCH DICTIONARY wic_english IS
	'English stemmer without stop words';

CREATE TEXT SEARCH CONFIGURATION wicsearch (PARSER = @extschema@.wicsearch);
COMMENT ON TEXT SEARCH CONFIGURATION wicsearch IS
	'Chinese, Japanese, Korean and English; finds every script variant';

ALTER TEXT SEARCH CONFIGURATION wicsearch
	ADD MAPPING FOR cjk WITH @extschema@.wic_fold;
ALTER TEXT SEARCH CONFIGURATION wicsearch
	ADD MAPPING FOR word WITH @extschema@.wic_fold, @extschema@.wic_english;
ALTER TEXT SEARCH CONFIGURATION wicsearch
	ADD MAPPING FOR numword, number, email, url, symbol
	WITH @extschema@.wic_fold, pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION wicsearch
	ADD MAPPING FOR punct, tag, entity WITH @extschema@.wic_gap;

CREATE TEXT SEARCH CONFIGURATION wicsearch_exact (PARSER = @extschema@.wicsearch_exact);
COMMENT ON TEXT SEARCH CONFIGURATION wicsearch_exact IS
	'Chinese, Japanese, Korean and English; keeps script variants apart';

ALTER TEXT SEARCH CONFIGURATION wicsearch_exact
	ADD MAPPING FOR cjk WITH @extschema@.wic_fold_exact;
ALTER TEXT SEARCH CONFIGURATION wicsearch_exact
	ADD MAPPING FOR word WITH @extschema@.wic_fold_exact, @extschema@.wic_english;
ALTER TEXT SEARCH CONFIGURATION wicsearch_exact
	ADD MAPPING FOR numword, number, email, url, symbol
	WITH @extschema@.wic_fold_exact, pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION wicsearch_exact
	ADD MAPPING FOR punct, tag, entity WITH @extschema@.wic_gap;

CREATE FUNCTION wic_fold(input text, level text DEFAULT 'script',
		version integer DEFAULT 1)
	RETURNS text
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_fold(text, text, integer) IS
	'the folded form of a text, for comparison and unique indexes';

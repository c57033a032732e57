-- Vocabulary of the users: rows, effective at once, in the dump.

CREATE TABLE wic_terms (
	term      text NOT NULL CHECK (term <> ''),
	canonical text CHECK (canonical <> ''),
	kind      text NOT NULL DEFAULT 'variant' CHECK (kind IN ('variant', 'formula', 'blocker')),
	region    text CHECK (region <> ''),
	weight    real NOT NULL DEFAULT 0.9 CHECK (weight BETWEEN 0 AND 1),
	enabled   boolean NOT NULL DEFAULT true,
	CONSTRAINT wic_terms_only_a_variant_has_a_canonical
		CHECK ((kind = 'variant') = (canonical IS NOT NULL)),
	CONSTRAINT wic_terms_at_most_64_characters
		CHECK (char_length(term) <= 64 AND char_length(canonical) <= 64)
);
CREATE UNIQUE INDEX wic_terms_key ON wic_terms
	(term, kind, coalesce(canonical, ''), coalesce(region, ''));
COMMENT ON TABLE wic_terms IS
	'vocabulary of the users, beside the built-in one; effective at once in every session';
COMMENT ON COLUMN wic_terms.term IS 'a word, in any script';
COMMENT ON COLUMN wic_terms.canonical IS 'another word for it; each finds the other';
COMMENT ON COLUMN wic_terms.kind IS
	'variant: another word; blocker: a longer word in which no variant is seen; formula: a set phrase';
COMMENT ON COLUMN wic_terms.region IS
	'the row counts only where wicsearch.region is empty or names it';
COMMENT ON COLUMN wic_terms.weight IS
	'how much the other word counts in ranking, from 0 to 1; 0 takes a built-in variant back';
COMMENT ON COLUMN wic_terms.enabled IS 'false: the row does not count';

SELECT pg_catalog.pg_extension_config_dump('wic_terms', '');
GRANT SELECT ON wic_terms TO PUBLIC;
GRANT INSERT, UPDATE, DELETE, TRUNCATE ON wic_terms TO @extowner@;

CREATE FUNCTION wic_terms_changed()
	RETURNS trigger
	AS 'MODULE_PATHNAME'
	LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION wic_terms_changed() IS
	'(internal) has every session read wic_terms again';

-- A subscriber of logical replication fires triggers of rows, and none of
-- statements but of TRUNCATE.
CREATE TRIGGER wic_terms_changed
	AFTER INSERT OR UPDATE OR DELETE ON wic_terms
	FOR EACH ROW EXECUTE FUNCTION @extschema@.wic_terms_changed();
CREATE TRIGGER wic_terms_truncated
	AFTER TRUNCATE ON wic_terms
	FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.wic_terms_changed();
ALTER TABLE wic_terms ENABLE ALWAYS TRIGGER wic_terms_changed;
ALTER TABLE wic_terms ENABLE ALWAYS TRIGGER wic_terms_truncated;

CREATE FUNCTION wic_add_term(term text, canonical text DEFAULT NULL,
		kind text DEFAULT 'variant', region text DEFAULT NULL,
		weight real DEFAULT 0.9)
	RETURNS void
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	INSERT INTO @extschema@.wic_terms (term, canonical, kind, region, weight)
	VALUES (term, canonical, kind, region, weight)
	ON CONFLICT (term, kind, coalesce(canonical, ''), coalesce(region, ''))
	DO UPDATE SET weight = excluded.weight, enabled = true
$$;
COMMENT ON FUNCTION wic_add_term(text, text, text, text, real) IS
	'adds a row to wic_terms, or changes the weight of one';

CREATE FUNCTION wic_drop_term(term text, canonical text DEFAULT NULL)
	RETURNS integer
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	WITH dropped AS (
		DELETE FROM @extschema@.wic_terms AS t
		WHERE t.term = wic_drop_term.term
			AND (wic_drop_term.canonical IS NULL
				OR t.canonical = wic_drop_term.canonical)
		RETURNING 1
	)
	SELECT pg_catalog.count(*)::integer FROM dropped
$$;
COMMENT ON FUNCTION wic_drop_term(text, text) IS
	'deletes the rows of wic_terms for a word, and says how many';

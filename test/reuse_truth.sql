-- What of the reuses that people have found in the five seed texts is found,
-- and what is reported beside them.  Needs the corpus of the seeds, and truth
-- set to the file.  Their places count characters of the files; the table of
-- repairs maps them to the clean texts.
--
-- A row is found if a reuse covers half of it on both sides.  A report is
-- right if it shares half of the shorter of both with a row that people call
-- verbatim, near or paraphrase, on both sides.

CREATE TEMP TABLE truth (doc text, off integer, len integer, ref_doc text,
	ref_off integer, ref_len integer, matched integer, edits integer,
	longest integer, kind text, tier text, src_date date, src_speaker text,
	src_occasion text, text_folded text, ref_folded text);
CREATE TEMP TABLE truth_line (line text);
\set copy '\\copy truth FROM ' :'truth' ' WITH (FORMAT csv, HEADER, DELIMITER E''\\t'', QUOTE E''\\b'')'
:copy

CREATE FUNCTION pg_temp.clean(doc text, at integer) RETURNS integer
LANGUAGE sql AS $$
	SELECT coalesce((
		SELECT CASE WHEN r.raw_start + r.raw_length > at THEN r.start_char
			ELSE r.start_char + r.length + at - r.raw_start - r.raw_length END
		FROM corpus.repairs AS r
		WHERE r.source_id = s.source_id AND r.raw_start <= at
		ORDER BY r.raw_start DESC, r.repair_id DESC LIMIT 1), at)
	FROM corpus.sources AS s WHERE s.uri LIKE doc || '\_%'
$$;

CREATE FUNCTION pg_temp.source(doc text) RETURNS bigint
LANGUAGE sql AS $$
	SELECT s.source_id FROM corpus.sources AS s WHERE s.uri LIKE doc || '\_%'
$$;

CREATE FUNCTION pg_temp.shared(a integer, a_end integer, b integer, b_end integer)
RETURNS integer LANGUAGE sql AS $$
	SELECT greatest(0, least(a_end, b_end) - greatest(a, b))
$$;

CREATE TEMP TABLE row AS
SELECT row_number() OVER () AS n, t.kind, t.tier, t.src_date, t.matched,
	t.doc || '@' || t.off || ' <- ' || t.ref_doc || '@' || t.ref_off AS name,
	t.kind IN ('verbatim', 'near', 'paraphrase') AS substantive,
	pg_temp.source(doc) AS a, pg_temp.clean(doc, off) AS a_start,
	pg_temp.clean(doc, off + len) AS a_end,
	pg_temp.source(ref_doc) AS b, pg_temp.clean(ref_doc, ref_off) AS b_start,
	pg_temp.clean(ref_doc, ref_off + ref_len) AS b_end
FROM truth AS t;

CREATE TEMP TABLE fact AS
SELECT p.source_id AS a, r.start_a AS a_start, r.end_a AS a_end,
	q.source_id AS b, r.start_b AS b_start, r.end_b AS b_end
FROM corpus.reuses AS r
JOIN corpus.passages AS p ON p.passage_id = r.passage_a
JOIN corpus.passages AS q ON q.passage_id = r.passage_b;
INSERT INTO fact SELECT b, b_start, b_end, a, a_start, a_end FROM fact;

CREATE TEMP TABLE found AS
SELECT t.*, EXISTS (
	SELECT FROM fact AS f
	WHERE f.a = t.a AND f.b = t.b
		AND pg_temp.shared(f.a_start, f.a_end, t.a_start, t.a_end) * 2
			>= t.a_end - t.a_start
		AND pg_temp.shared(f.b_start, f.b_end, t.b_start, t.b_end) * 2
			>= t.b_end - t.b_start) AS is_found
FROM row AS t;

CREATE TEMP TABLE reported AS
SELECT o.origins, r.*, EXISTS (
	SELECT FROM row AS t
	CROSS JOIN LATERAL (VALUES (t.a, t.a_start, t.a_end, t.b, t.b_start, t.b_end),
		(t.b, t.b_start, t.b_end, t.a, t.a_start, t.a_end))
		AS s (a, a_start, a_end, b, b_start, b_end)
	WHERE t.substantive AND s.a = r.source_id AND s.b = r.from_source
		AND pg_temp.shared(r.start_char, r.end_char, s.a_start, s.a_end) * 2
			>= least(r.end_char - r.start_char, s.a_end - s.a_start)
		AND pg_temp.shared(r.from_start, r.from_end, s.b_start, s.b_end) * 2
			>= least(r.from_end - r.from_start, s.b_end - s.b_start)) AS is_true
FROM (VALUES ('first'), ('all')) AS o (origins)
CROSS JOIN LATERAL wic_quotations(k => 1000, origins => o.origins, corpus => 'corpus') AS r;
